"""The documents inside a bundle: the manifest, and `changes`, one line a change. `docs/bundle-format.md` follows this file.

Everything here was written by somebody else: it is checked before it is used, and bounded before memory is taken for it.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, BinaryIO

import msgspec
from msgspec import Meta

from desktop.bundle.identity import major_of
from desktop.errors import FieldError
from desktop.model import canonical
from desktop.model.change import TIERS, Mark, Opening

VERSION = "1.0"
SUITE = "x25519-ed25519-sha256"
MANIFEST_BYTES = 16 * 1024 * 1024
SIGNATURE_BYTES = 64
LINE_BYTES = 64 * 1024 * 1024
SHORTEST_LINE = 65
MEMBER_BYTES = 8 * 1024**3 - 1
"""The largest size that a ustar header can say: 11 octal digits."""

ID = re.compile(rb"[0-9a-f]{64}")
Hex64 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Size = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Range = Annotated[list[Annotated[int, Meta(ge=1, le=2**53 - 1)]], Meta(min_length=2, max_length=2)]


class Head(msgspec.Struct, frozen=True):
    """A chain's value after change `n`, signed by the chain's own laptop."""

    n: Count
    head: Hex64
    signature: Annotated[str, Meta(pattern=r"\A[0-9a-f]{128}\Z")]


class ChainPart(msgspec.Struct, frozen=True):
    """Numbers `first..last` of one chain. `before`: its value ahead of them; `card`: of the chain's laptop."""

    opening: Opening
    card: dict[str, str]
    first: Annotated[int, Meta(ge=1, le=2**53 - 1)]
    last: Count
    before: Hex64
    head: Head


class FileDigest(msgspec.Struct, frozen=True):
    """An attachment that travels along: SHA-256 and size in bytes."""

    digest: Hex64
    size: Size


class Lines(msgspec.Struct, frozen=True):
    """What `changes` is: SHA-256 of its bytes, size in bytes, number of lines."""

    digest: Hex64
    size: Size
    lines: Count


class Receipt(msgspec.Struct, frozen=True):
    """What the exporter holds of one chain: its end, marks on the way to it, and the ranges of numbers not held in full,
    under `header` (known by id only) or the tier whose words are not there."""

    chain: Hex64
    n: Count
    head: Hex64
    marks: list[Mark]
    missing: dict[str, list[Range]]


class Manifest(msgspec.Struct, frozen=True):
    """What a bundle says of itself. `generation`: how often the exporter's vault went on in a new chain, so that `counter`
    compares only within one; `fills`: how many of the last lines are words for changes the recipient knows by digest."""

    format: str
    suite: str
    project: Hex64
    exporter: dict[str, str]
    recipients: list[Hex64]
    counter: Count
    generation: Count
    made: str
    chains: list[ChainPart]
    fills: Count
    changes: Lines
    attachments: list[FileDigest]
    receipt: list[Receipt]


class _Version(msgspec.Struct):
    format: str


class _Suite(msgspec.Struct):
    suite: str


def write_manifest(manifest: Manifest) -> bytes:
    """The bytes that are signed. Raises BUNDLE_TOO_LARGE."""
    data = canonical.encode(msgspec.to_builtins(manifest))
    if len(data) > MANIFEST_BYTES:
        raise FieldError("BUNDLE_TOO_LARGE")
    return data


def read_manifest(data: bytes) -> Manifest:
    """The manifest in these bytes; nothing of a newer major version is looked at. What a newer minor version adds is passed
    over. Raises BUNDLE_NEWER, BUNDLE_MALFORMED, BUNDLE_TOO_LARGE."""
    try:
        version = msgspec.json.decode(data, type=_Version).format
        major = major_of(version)
        if major is not None and major > int(VERSION.split(".")[0]):
            raise FieldError("BUNDLE_NEWER", format=version)
        suite = msgspec.json.decode(data, type=_Suite).suite
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FieldError("BUNDLE_MALFORMED") from error
    if not major:
        raise FieldError("BUNDLE_MALFORMED")
    if suite != SUITE:
        # Ciphers are changed with a new suite, which only a newer program can have chosen.
        raise FieldError("BUNDLE_NEWER", format=version)
    try:
        manifest = canonical.decode(data, Manifest)
    except FieldError as error:
        raise FieldError("BUNDLE_MALFORMED") from error
    _check(manifest)
    return manifest


def _check(manifest: Manifest) -> None:
    """What the manifest says in two places must agree; a file is named once; ranges ascend."""
    lines = sum(part.last - part.first + 1 for part in manifest.chains) + manifest.fills
    digests = [one.digest for one in manifest.attachments]
    agrees = (
        all(part.first <= part.last + 1 for part in manifest.chains)
        and lines == manifest.changes.lines
        and lines * SHORTEST_LINE <= manifest.changes.size
        and len(set(digests)) == len(digests)
        and all(_ascends(found) for one in manifest.receipt for found in one.missing.values())
    )
    if not agrees:
        raise FieldError("BUNDLE_MALFORMED")
    if max([manifest.changes.size, *(one.size for one in manifest.attachments)]) > MEMBER_BYTES:
        raise FieldError("BUNDLE_TOO_LARGE")


def _ascends(ranges: list[list[int]]) -> bool:
    ends = [end for pair in ranges for end in pair]
    apart = all(ranges[place][1] < ranges[place + 1][0] for place in range(len(ranges) - 1))
    return apart and all(ends[place] <= ends[place + 1] for place in range(0, len(ends), 2))


def head_fields(project: str, chain: str, n: int, head: str) -> dict[str, Any]:
    """What a laptop signs of its chain, under the purpose `head`."""
    return {"project": project, "chain": chain, "n": n, "head": head}


class Line(msgspec.Struct, frozen=True, gc=False):
    """One change as it travels. `header` is None where the recipient is to know its id only; `parts` by tier."""

    id: str
    header: bytes | None
    parts: Mapping[str, bytes]


class _Parts(msgspec.Struct):
    parts: dict[str, str]


_parts = msgspec.json.Decoder(_Parts)


def line(header: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The line of a change: header and parts parted by tabs, which canonical JSON never contains."""
    return b"\t".join((header, *(parts.get(tier, b"") for tier in TIERS))) + b"\n"


def id_line(id: str) -> bytes:
    """The line of a change that travels as its id only."""
    return id.encode("ascii") + b"\n"


def parts_named(header: bytes) -> dict[str, str]:
    """Tier to digest of the parts that a header names. Raises BUNDLE_MALFORMED."""
    try:
        return _parts.decode(header).parts
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FieldError("BUNDLE_MALFORMED") from error


def read_lines(stream: BinaryIO, limit: int = LINE_BYTES, *, digests: bool = True) -> Iterator[Line]:
    """The changes in a stream of lines of at most `limit` bytes each, every part checked against its header's digest unless
    the caller does that.

    Raises BUNDLE_MALFORMED, BUNDLE_PART, BUNDLE_TOO_LARGE."""
    while raw := stream.readline(limit + 1):
        if not raw.endswith(b"\n"):
            raise FieldError("BUNDLE_TOO_LARGE" if len(raw) > limit else "BUNDLE_MALFORMED")
        yield read_line(raw, digests=digests)


def read_line(raw: bytes, *, digests: bool = True) -> Line:
    """One line with its line feed. Raises BUNDLE_MALFORMED, BUNDLE_PART."""
    header, *columns = raw[:-1].split(b"\t")
    if not columns:
        if ID.fullmatch(header) is None:
            raise FieldError("BUNDLE_MALFORMED")
        return Line(header.decode("ascii"), None, {})
    if len(columns) != len(TIERS):
        raise FieldError("BUNDLE_MALFORMED")
    parts = {tier: data for tier, data in zip(TIERS, columns, strict=True) if data}
    if digests:
        check_digests(parts_named(header), parts)
    return Line(canonical.digest(header), header, parts)


def check_digests(named: Mapping[str, str], parts: Mapping[str, bytes]) -> None:
    """Each part must have the digest that its header names. Raises BUNDLE_PART."""
    for tier, data in parts.items():
        if named.get(tier) != hashlib.sha256(data).hexdigest():
            raise FieldError("BUNDLE_PART")


class Measure:
    """Digest, size and number of lines, taken while they are made."""

    def __init__(self) -> None:
        self._hashed = hashlib.sha256()
        self._size = 0
        self._lines = 0

    def add(self, line: bytes) -> None:
        self._hashed.update(line)
        self._size += len(line)
        self._lines += 1

    def result(self) -> Lines:
        return Lines(self._hashed.hexdigest(), self._size, self._lines)
