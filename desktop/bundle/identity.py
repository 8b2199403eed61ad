"""Who a laptop is: its keys, the card that shows them, and the code two people read to each other to compare cards."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.errors import FieldError
from desktop.model import canonical
from desktop.model.change import SIDES

FORMAT = "1.0"
CARD_FILE_BYTES = 64 * 1024
NAME_LENGTH = 100
VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
# The code becomes part of file names on sticks, on every system that reads them.
CODE = re.compile(r"[A-Za-z0-9]{1,16}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−－"))


@dataclass(frozen=True, repr=False)
class Keys:
    """The two secrets of a laptop: `sign` proves what it wrote, `seal` opens what is sent to it."""

    sign: Ed25519PrivateKey
    seal: pyrage.x25519.Identity

    def to_text(self) -> str:
        """Both secrets as one line, for keeping inside the encrypted vault and nowhere else."""
        return f"{self.sign.private_bytes_raw().hex()} {self.seal}"

    @classmethod
    def from_text(cls, text: str) -> "Keys":
        """What `to_text` wrote. Other text is a bug and raises ValueError."""
        sign, _, seal = text.partition(" ")
        try:
            identity = pyrage.x25519.Identity.from_str(seal)
        except pyrage.IdentityError:
            raise ValueError("no keys in this text") from None
        return cls(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(sign)), identity)


def new_keys() -> Keys:
    return Keys(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())


@dataclass(frozen=True)
class Card:
    """What a laptop shows of itself. `sign`: Ed25519 public key (64 hex); `seal`: age recipient; `made`: YYYY-MM-DD."""

    name: str
    side: str
    code: str
    sign: str
    seal: str
    made: str

    def fields(self) -> dict[str, str]:
        return asdict(self)

    @cached_property
    def device(self) -> str:
        """The laptop's id: 64 hex digits that commit to everything on the card."""
        return canonical.digest(card_bytes(self))

    @cached_property
    def fingerprint(self) -> str:
        """The device code: 20 decimal digits in groups of four. Slow to make, so that look-alikes are slow to search."""
        raw = hashlib.scrypt(
            bytes.fromhex(self.device), salt=b"xunshen/device-code/1", n=2**14, r=8, p=1, dklen=16
        )
        digits = f"{int.from_bytes(raw) % 10**20:020d}"
        return " ".join(digits[place : place + 4] for place in range(0, 20, 4))


def new_card(keys: Keys, *, name: str, side: str, code: str, made: str) -> Card:
    """The card of a laptop with these keys. Raises CARD_FIELDS where name, side, code or date cannot stand on a card."""
    sign = keys.sign.public_key().public_bytes_raw().hex()
    card = Card(unicodedata.normalize("NFC", name.strip()), side, code, sign, str(keys.seal.to_public()), made)
    if not _fits(card):
        raise FieldError("CARD_FIELDS")
    return card


def card_of(said: Mapping[str, str]) -> Card:
    """The card with these fields, exactly those of `Card`. Raises CARD_NOT_ONE."""
    if set(said) != {field.name for field in fields(Card)}:
        raise FieldError("CARD_NOT_ONE")
    card = Card(**said)
    if not _fits(card):
        raise FieldError("CARD_NOT_ONE")
    return card


def _fits(card: Card) -> bool:
    words = all(isinstance(value, str) for value in asdict(card).values())
    return (
        words
        and 0 < len(card.name) <= NAME_LENGTH
        and card.name.isprintable()
        and unicodedata.is_normalized("NFC", card.name)
        and card.side in SIDES
        and CODE.fullmatch(card.code) is not None
        and DATE.fullmatch(card.made) is not None
        and _public_key(card.sign) is not None
        and _is_recipient(card.seal)
    )


def _public_key(text: str) -> Ed25519PublicKey | None:
    if re.fullmatch(r"[0-9a-f]{64}", text) is None:
        return None
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError:
        return None


def _is_recipient(text: str) -> bool:
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def card_bytes(card: Card) -> bytes:
    """What a card's id is the digest of, and what its own signature covers."""
    return canonical.statement("card", card.fields())


class _Version(msgspec.Struct):
    format: str


class _CardFile(msgspec.Struct):
    format: str
    card: dict[str, str]
    signature: str


def card_file(card: Card, keys: Keys) -> bytes:
    """The bytes of an `.xsc` file."""
    signature = sign(keys, "card", card.fields())
    return canonical.encode({"format": FORMAT, "card": card.fields(), "signature": signature})


def read_card_file(data: bytes) -> Card:
    """The card in an `.xsc` file. Raises CARD_NOT_ONE, CARD_NEWER, CARD_SIGNATURE (not signed by its own key)."""
    if len(data) > CARD_FILE_BYTES:
        raise FieldError("CARD_NOT_ONE")
    try:
        version = msgspec.json.decode(data, type=_Version).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FieldError("CARD_NOT_ONE") from error
    major = major_of(version)
    if major is not None and major > int(FORMAT.split(".")[0]):
        raise FieldError("CARD_NEWER", format=version)
    try:
        file = canonical.decode(data, _CardFile)
    except FieldError as error:
        raise FieldError("CARD_NOT_ONE") from error
    if not major:
        raise FieldError("CARD_NOT_ONE")
    card = card_of(file.card)
    if not verify(card, "card", card.fields(), file.signature):
        raise FieldError("CARD_SIGNATURE")
    return card


def major_of(version: str) -> int | None:
    """The first number of a `major.minor`; None where the text is no version."""
    match = VERSION.fullmatch(version)
    return int(match[1]) if match else None


def sign(keys: Keys, purpose: str, said: dict[str, Any]) -> str:
    """Signature (128 hex digits) over `xunshen/<purpose>/1` and the canonical fields."""
    return keys.sign.sign(canonical.statement(purpose, said)).hex()


def verify(card: Card, purpose: str, said: dict[str, Any], signature: str) -> bool:
    """Whether the card's laptop signed this. Signatures that are no 128 lowercase hex digits are not his."""
    if re.fullmatch(r"[0-9a-f]{128}", signature) is None:
        return False
    return _verify(card, canonical.statement(purpose, said), bytes.fromhex(signature))


def sign_bytes(keys: Keys, purpose: str, document: bytes) -> bytes:
    """Signature (64 bytes) over `xunshen/<purpose>/1` and a document that is canonical already."""
    return keys.sign.sign(_purposed(purpose, document))


def verify_bytes(card: Card, purpose: str, document: bytes, signature: bytes) -> bool:
    return _verify(card, _purposed(purpose, document), signature)


def _purposed(purpose: str, document: bytes) -> bytes:
    return f"xunshen/{purpose}/1\n".encode() + document


def _verify(card: Card, statement: bytes, signature: bytes) -> bool:
    key = _public_key(card.sign)
    if key is None:
        return False
    try:
        key.verify(signature, statement)
    except InvalidSignature:
        return False
    return True


def same_fingerprint(one: str, other: str) -> bool:
    """Whether two device codes are the same digits, however people typed or grouped them (spaces, dashes, full width)."""
    digits = _digits(one)
    return digits is not None and digits == _digits(other)


def _digits(code: str) -> str | None:
    text = "".join(unicodedata.normalize("NFKC", code).translate(DASHES).split())
    return text if re.fullmatch(r"[0-9]{20}", text) else None
