"""The one form in which a change is written, digested and signed: RFC 8785 (JSON Canonicalization Scheme).

Our documents have ASCII keys, no floats and NFC text, so sorting keys as UTF-8 bytes gives the UTF-16 order that RFC 8785
asks for, and `msgspec` writes the same bytes as a reference implementation (a test compares the two).
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from desktop.errors import FieldError

LARGEST_INTEGER = 2**53 - 1
T = TypeVar("T")
Open = tuple[Iterable[str], list[Any]]
"""What the type of a document leaves open in it: free keys of its dicts, and its integers and free values."""
_encoder = msgspec.json.Encoder(order="sorted")
_plain = msgspec.json.Decoder(strict=True)
_decoders: dict[Any, Any] = {}


def digest(data: bytes) -> str:
    """SHA-256 of `data` as 64 lowercase hex digits."""
    return hashlib.sha256(data).hexdigest()


def statement(purpose: str, fields: dict[str, Any]) -> bytes:
    """The bytes that are signed or hashed for a purpose: one line naming it, then the fields in canonical form."""
    return f"xunshen/{purpose}/1\n".encode() + encode(fields)


def encode(value: Any, open_values: Iterable[Any] | None = None) -> bytes:
    """Canonical bytes of `value` (dict, list, str, int, bool, None, or a Struct of such). Raises VALUE_FLOAT, VALUE_KEY,
    VALUE_LARGE, and VALUE_NOT_NFC, also for half a surrogate pair.

    `open_values`: what the type of a Struct leaves open, and only that is looked at."""
    _check(value if open_values is None else open_values)
    try:
        data = _encoder.encode(value)
    except UnicodeEncodeError as error:
        raise FieldError("VALUE_NOT_NFC") from error
    _check_text(value, data)
    return data


def decode(data: bytes, kind: type[T], open_to: Callable[[T], Open] | None = None) -> T:
    """The document in `data`, as `kind`. Bytes that are not exactly canonical (order, spaces, doubled keys, floats,
    text not NFC, numbers past 2^53-1) raise DOCUMENT_MALFORMED.

    `open_to`: what the type leaves open in a document. With it, bytes that say nothing which the type does not know are
    decoded once instead of twice."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind, strict=True)
    try:
        if open_to is not None and (known := _decode_known(data, decoder, open_to)) is not None:
            return known  # type: ignore[no-any-return]
        plain = _plain.decode(data)
        if _encoder.encode(plain) != data:
            raise FieldError("DOCUMENT_MALFORMED")
        _check(plain)
        _check_text(plain, data)
        if kind is dict and isinstance(plain, dict):
            return plain  # type: ignore[return-value]
        return decoder.decode(data)  # type: ignore[no-any-return]
    except (msgspec.DecodeError, UnicodeError, RecursionError, FieldError) as error:
        raise FieldError("DOCUMENT_MALFORMED") from error


def _decode_known(data: bytes, decoder: Any, open_to: Callable[[Any], Open]) -> Any:
    """The document where it is canonical beyond doubt; None where that needs a closer look."""
    document = decoder.decode(data)
    if _encoder.encode(document) != data:
        return None
    keys, values = open_to(document)
    # Canonical bytes write no letter by its number, so where they are ASCII all the keys are.
    if not data.isascii():
        if not unicodedata.is_normalized("NFC", data.decode("utf-8")):
            return None
        if not _plain_keys(keys):
            raise FieldError("VALUE_KEY")
    _check(values)
    return document


def _check(value: Any) -> None:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is dict:
            if not _plain_keys(one):
                raise FieldError("VALUE_KEY")
            waiting += [inner for inner in one.values() if type(inner) is not str]
        elif kind is list or kind is tuple:
            waiting += [inner for inner in one if type(inner) is not str]
        elif kind is int:
            if not -LARGEST_INTEGER <= one <= LARGEST_INTEGER:
                raise FieldError("VALUE_LARGE")
        elif kind is not str and kind is not bool and one is not None:
            raise FieldError("VALUE_FLOAT")


def _plain_keys(keys: Iterable[Any]) -> bool:
    """Whether all are ASCII text. Joined, they are looked at in one go; what is no text cannot be joined."""
    try:
        return "".join(keys).isascii()
    except TypeError:
        return False


def _check_text(value: Any, data: bytes) -> None:
    """Text is in NFC. The whole document is looked at first, in one go; only where a mark follows an escape (a new line
    is written with the letter n) that says too much, and each text is looked at by itself."""
    if unicodedata.is_normalized("NFC", data.decode("utf-8")):
        return
    waiting = [msgspec.to_builtins(value)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if not unicodedata.is_normalized("NFC", one):
                raise FieldError("VALUE_NOT_NFC")
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list | tuple):
            waiting.extend(one)
