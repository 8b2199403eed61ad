"""A bundle as one stream: age( zstd( tar( manifest.json, manifest.sig, changes, attachments/… ) ) ), written and read in that
order with flat memory. Nothing that is read counts before `Bundle.check_rest` has seen the last byte of the file.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast

from desktop.bundle import disk, format, frame, passphrase
from desktop.bundle.envelope import Opening, Sealing
from desktop.bundle.format import Line, Manifest
from desktop.bundle.identity import Keys
from desktop.errors import FieldError
from desktop.store import durable

MANIFEST, SIGNATURE, CHANGES, ATTACHMENTS = "manifest.json", "manifest.sig", "changes", "attachments/"
BLOCK = tarfile.BLOCKSIZE
RECORD = tarfile.RECORDSIZE
READ_AHEAD = 256 * 1024
INTRO = b"age-encryption.org/"
START_BYTES = 64


class _Sealed(Protocol):
    def write(self, data: bytes) -> int: ...
    def close(self) -> None: ...


class Writer:
    """Writes a bundle onto `stream` for `recipients` (age1… texts), or under a passphrase instead. Use as a context; left by an
    exception, what is on the stream is no bundle. Raises what `stream` raises."""

    def __init__(self, stream: BinaryIO, recipients: Sequence[str], passphrase_: str | None = None) -> None:
        self._packer = frame.packer()
        self._written = 0
        self._envelope: _Sealed
        if passphrase_ is None:
            self._envelope = Sealing(stream, recipients)
        else:
            self._envelope = passphrase.Sealer(stream, passphrase_)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._pad(BLOCK, 2 * BLOCK)
                self._pad(RECORD, 0)
                self._envelope.write(self._packer.flush())
                self._envelope.close()
        finally:
            if isinstance(self._envelope, Sealing):
                self._envelope.give_up()

    def member(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """The next file of the archive. `pieces` must add up to `size` bytes. Raises BUNDLE_TOO_LARGE."""
        if size > format.MEMBER_BYTES:
            raise FieldError("BUNDLE_TOO_LARGE")
        told = tarfile.TarInfo(name)
        told.size, told.mode = size, 0o600
        self._put(told.tobuf(tarfile.USTAR_FORMAT))
        before = self._written
        for piece in pieces:
            self._put(piece)
        if self._written - before != size:
            raise ValueError(f"{name} was to have {size} bytes, not {self._written - before}")
        self._pad(BLOCK, 0)

    def _put(self, data: bytes) -> None:
        self._written += len(data)
        packed = self._packer.compress(data)
        if packed:
            self._envelope.write(packed)

    def _pad(self, to: int, least: int) -> None:
        self._put(bytes(least + -(self._written + least) % to))


class _Member(io.RawIOBase):
    """One file of the archive, as long as it said and with the digest it must have. Raises BUNDLE_CUT."""

    def __init__(self, archive: "_Archive", size: int, digest: str | None) -> None:
        super().__init__()
        self._archive, self._left, self._digest = archive, size, digest
        self._padding = -size % BLOCK
        self._hashed = hashlib.sha256()
        if not size:
            self._finish()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._left:
            return 0
        data = self._archive.some(min(len(buffer), self._left))
        self._hashed.update(data)
        self._left -= len(data)
        if not self._left:
            self._finish()
        buffer[: len(data)] = data
        return len(data)

    def drain(self) -> None:
        buffer = memoryview(bytearray(READ_AHEAD))
        while self.readinto(buffer):
            continue

    def _finish(self) -> None:
        # Judged with the last bytes, so that nobody gets a whole file that is not the one announced.
        if self._digest is not None and self._hashed.hexdigest() != self._digest:
            raise FieldError("BUNDLE_CUT")
        self._archive.exactly(self._padding)


class _Archive:
    """The members of the tar, one after the other."""

    def __init__(self, packed: BinaryIO) -> None:
        self._frame = frame.Frame(packed)
        self._block = memoryview(b"")

    def some(self, most: int) -> memoryview:
        """1 to `most` bytes. Raises BUNDLE_CUT where there are no more."""
        if not self._block:
            self._block = memoryview(self._frame.block())
            if not self._block:
                raise FieldError("BUNDLE_CUT")
        data, self._block = self._block[:most], self._block[most:]
        return data

    def exactly(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            data += self.some(size - len(data))
        return bytes(data)

    def next(self, name: str, largest: int, size: int | None = None, digest: str | None = None) -> tuple[_Member, int]:
        """The next member and its size. Raises BUNDLE_MALFORMED where it is another, BUNDLE_TOO_LARGE, BUNDLE_CUT."""
        block = self.exactly(BLOCK)
        try:
            # Only this block is looked at: extended headers, which may claim any size, are members of another kind.
            told = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError) as error:
            raise FieldError("BUNDLE_MALFORMED") from error
        if told.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or told.name != name:
            raise FieldError("BUNDLE_MALFORMED")
        if told.size > largest:
            raise FieldError("BUNDLE_TOO_LARGE")
        if told.size < 0 or size not in (None, told.size):
            raise FieldError("BUNDLE_MALFORMED")
        return _Member(self, told.size, digest), told.size

    def end(self) -> None:
        """Nothing but the tar's closing zeros may follow, then nothing in the frame, then nothing in the file."""
        zeros = 0
        while True:
            rest = bytes(self._block) or self._frame.block()
            self._block = memoryview(b"")
            if not rest:
                break
            zeros += len(rest)
            if rest.strip(b"\0") or zeros > 2 * RECORD:
                raise FieldError("BUNDLE_CUT")
        if zeros < 2 * BLOCK or not self._frame.nothing_follows():
            raise FieldError("BUNDLE_CUT")


class Bundle:
    """A bundle being read, once and forwards: `manifest` and `signature` are there, then `lines`, then `attachments`
    or `check_rest`. Nobody's signature is checked here."""

    def __init__(self, file: Path, packed: BinaryIO) -> None:
        self._file = file
        self._archive = _Archive(packed)
        self.manifest = self._small(MANIFEST, format.MANIFEST_BYTES)
        self.signature = self._small(SIGNATURE, format.SIGNATURE_BYTES)

    @property
    def digest(self) -> str:
        """SHA-256 of the file as it came."""
        return disk.digest_of(self._file)

    def lines(self, manifest: Manifest, *, digests: bool = True) -> Iterator[Line]:
        """The lines of `changes`. Raises BUNDLE_CUT at the latest with the last, BUNDLE_MALFORMED, BUNDLE_PART.

        Without `digests` no part is held against its header's: the caller does so, or has read them to the end before under
        this manifest."""
        told = manifest.changes
        member, _ = self._archive.next(CHANGES, told.size, told.size, told.digest)
        read = 0
        for line in format.read_lines(cast(BinaryIO, io.BufferedReader(member, READ_AHEAD)), digests=digests):
            read += 1
            yield line
        if read != told.lines:
            raise FieldError("BUNDLE_MALFORMED")

    def attachments(self, manifest: Manifest) -> Iterator[tuple[str, BinaryIO]]:
        """Digest and content of each attachment, to be read before the next; its end is given out only if its digest fits.
        After the last the rest of the file is checked. Raises BUNDLE_CUT, BUNDLE_MALFORMED."""
        for told in manifest.attachments:
            member, _ = self._archive.next(ATTACHMENTS + told.digest, told.size, told.size, told.digest)
            yield told.digest, cast(BinaryIO, io.BufferedReader(member, READ_AHEAD))
            member.drain()
        self._archive.end()

    def check_rest(self, manifest: Manifest) -> None:
        """Read what follows the lines to the very end of the file. Raises BUNDLE_CUT, BUNDLE_MALFORMED."""
        for _ in self.attachments(manifest):
            continue

    def _small(self, name: str, largest: int) -> bytes:
        _, size = self._archive.next(name, largest)
        return self._archive.exactly(size + -size % BLOCK)[:size]


@contextmanager
def open_bundle(file: Path, keys: Keys, passphrase_: str | None = None) -> Iterator[Bundle]:
    """Open a bundle sealed for this laptop's `keys`, or under a passphrase. `file` is a copy that nobody else changes.

    Raises BUNDLE_NOT_ONE, BUNDLE_NOT_FOR_ME, BUNDLE_PASSPHRASE_NEEDED, BUNDLE_PASSPHRASE (another one), BUNDLE_CUT,
    BUNDLE_MALFORMED, BUNDLE_TOO_LARGE, STORE_*; what is read inside raises them too."""
    with durable.disk_errors():
        stream = file.open("rb")
    with stream:
        start = stream.read(START_BYTES)
        stream.seek(0)
        if not start.startswith(INTRO):
            raise FieldError("BUNDLE_NOT_ONE")
        if not passphrase.asks_for_passphrase(start):
            envelope = Opening(stream, keys)
            try:
                yield Bundle(file, cast(BinaryIO, envelope))
            finally:
                envelope.close()
        elif passphrase_ is None:
            raise FieldError("BUNDLE_PASSPHRASE_NEEDED")
        else:
            plain = io.BufferedReader(passphrase.Opener(stream, passphrase_), READ_AHEAD)
            yield Bundle(file, cast(BinaryIO, plain))
