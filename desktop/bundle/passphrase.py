"""age files under a passphrase, streamed: `pyrage` does these in memory only, and an attachment may be larger than memory.

The scrypt recipient and the payload of age v1 (age-encryption.org/v1) over the primitives of `cryptography`; the tests open
what is written here with other implementations, and the other way round.
"""

import base64
import binascii
import hashlib
import hmac
import io
import os
import re
import unicodedata
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import FieldError
from desktop.store import durable

INTRO = b"age-encryption.org/v1\n"
STANZA = b"-> scrypt "
CHUNK = 64 * 1024
TAG = 16
LOG_WORK = 16
"""scrypt with 2^16 blocks of 1 KiB: 64 MiB for a moment, as much as opening a vault takes."""
LARGEST_LOG_WORK = 18
"""Other programs use up to this; a file that asks for more would take more than 256 MiB before it is known to be honest."""
HEADER = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n"
)
HEADER_BYTES = len(INTRO + STANZA) + 22 + 1 + 2 + 1 + 43 + 1 + 4 + 43 + 1


def asks_for_passphrase(start: bytes) -> bool:
    """Whether an age file that begins so was sealed with a passphrase."""
    return start.startswith(INTRO + STANZA)


class Sealer:
    """Encrypts what is written to it onto `stream`, which stays open. The file is whole only after `close`."""

    def __init__(self, stream: BinaryIO, passphrase: str, log_work: int = LOG_WORK) -> None:
        file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
        wrapped = ChaCha20Poly1305(_wrap_key(passphrase, salt, log_work)).encrypt(bytes(12), file_key, None)
        stanza = STANZA + _text(salt) + b" %d\n" % log_work + _text(wrapped) + b"\n"
        header = INTRO + stanza + b"---"
        stream.write(header + b" " + _text(_header_mac(file_key, header)) + b"\n" + nonce)
        self._stream = stream
        self._cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._waiting = bytearray()
        self._count = 0

    def write(self, data: bytes) -> int:
        self._waiting += data
        # The last chunk is marked as such, so one is held back until more has come.
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._stream.write(self._cipher.encrypt(_nonce(self._count, last), chunk, None))
        self._count += 1


class Opener(io.RawIOBase):
    """The plain bytes of an age file that asks for a passphrase. Raises BUNDLE_PASSPHRASE, BUNDLE_CUT, BUNDLE_TOO_LARGE."""

    def __init__(self, stream: BinaryIO, passphrase: str) -> None:
        super().__init__()
        self._stream = stream
        self._cipher = self._open_header(stream, passphrase)
        self._count = 0
        self._next = _some(stream, CHUNK + TAG)
        self._plain = memoryview(b"")
        self._ended = False

    @staticmethod
    def _open_header(stream: BinaryIO, passphrase: str) -> ChaCha20Poly1305:
        start = _some(stream, HEADER_BYTES)
        match = HEADER.match(start)
        if match is None:
            raise FieldError("BUNDLE_CUT")
        salt, log_work, wrapped, mac = _bytes(match[1]), int(match[2]), _bytes(match[3]), _bytes(match[4])
        if log_work > LARGEST_LOG_WORK:
            raise FieldError("BUNDLE_TOO_LARGE")
        try:
            key = _wrap_key(passphrase, salt, log_work)
            file_key = ChaCha20Poly1305(key).decrypt(bytes(12), wrapped, None)
        except InvalidTag as error:
            raise FieldError("BUNDLE_PASSPHRASE") from error
        if not hmac.compare_digest(_header_mac(file_key, start[: match.start(4) - 1]), mac):
            raise FieldError("BUNDLE_CUT")
        nonce = start[match.end() :]
        nonce += _some(stream, 16 - len(nonce))
        return ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._plain and not self._ended:
            self._open_chunk()
        n = min(len(buffer), len(self._plain))
        buffer[:n] = self._plain[:n]
        self._plain = self._plain[n:]
        return n

    def _open_chunk(self) -> None:
        chunk, self._next = self._next, _some(self._stream, CHUNK + TAG)
        self._ended = not self._next
        try:
            plain = self._cipher.decrypt(_nonce(self._count, self._ended), chunk, None)
        except InvalidTag as error:
            raise FieldError("BUNDLE_CUT") from error
        if not plain and self._count:
            raise FieldError("BUNDLE_CUT")
        self._plain = memoryview(plain)
        self._count += 1


def _some(stream: BinaryIO, size: int) -> bytes:
    with durable.disk_errors():
        return stream.read(size)


def _wrap_key(passphrase: str, salt: bytes, log_work: int) -> bytes:
    words = unicodedata.normalize("NFC", passphrase).encode()
    work = 2**log_work
    return hashlib.scrypt(
        words, salt=b"age-encryption.org/v1/scrypt" + salt, n=work, r=8, p=1, dklen=32, maxmem=work * 1024 + 2**20
    )


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(file_key)


def _header_mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11) + bytes([last])


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Unpadded base64 in its one form. Raises BUNDLE_CUT."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise FieldError("BUNDLE_CUT") from error
    if _text(data) != text:
        raise FieldError("BUNDLE_CUT")
    return data
