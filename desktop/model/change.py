"""A change: what one device did to one record. Facts only grow, so a change once written is never altered.

The header says who (chain and number), when by his clock, what kind and to which record, and carries the digests of the
parts. A part holds the values of one tier, so that a tier can be left out of a bundle and still be proved later.
"""

import hashlib
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from desktop.model import canonical

TIERS = ("open", "full", "personal")
SIDES = ("audit", "inspection", "discipline", "congress")
JOINT = "joint"
KINDS = frozenset(("create", "edit", "move", "freeze", "revise", "sign", "confirm", "retract", "widen", "erase", "enrol"))
Value = Any
"""A stored value: str, int, bool, None or a list of str (see `desktop.model.fields`)."""


class Grant(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A laptop enrolled for the side of the member record that carries the grant. `upto`: of one that is stopped, chain -> the last
    number of it that counts."""

    device: str
    role: str
    upto: dict[str, int] = {}


class Header(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What everyone who may see any tier of the record sees. `record` is empty in ordinary creates: the id follows."""

    chain: str
    n: int
    clock: str
    kind: str
    salt: str
    parts: dict[str, str]
    record: str = ""
    form: str = ""
    form_version: int = 0
    side: str = ""
    audience: dict[str, list[str]] = {}
    grant: Grant | None = None


class Written(msgspec.Struct, frozen=True, gc=False):
    """One address in a part: its value and the ids of the changes it replaces there."""

    value: Value
    replaces: tuple[str, ...]


class Part(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The values of one tier. `of`: the ids that survived when a version was frozen, signed, confirmed or retracted.
    `erased`: the parts ordered out of every laptop, as `change id/tier`."""

    salt: str
    values: dict[str, Written] = {}
    reason: str = ""
    of: list[str] = []
    version: int = 0
    erased: list[str] = []


class Change(msgspec.Struct, frozen=True, gc=False):
    """A change as held here: `parts` lacks the tiers that are known by their digest only."""

    id: str
    header: Header
    device: str
    parts: Mapping[str, Part]

    @property
    def record(self) -> str:
        """Id of the record: 32 hex digits."""
        return self.header.record or self.id[:32]

    def withheld(self) -> tuple[str, ...]:
        """The tiers whose words are not here."""
        lacking = self.header.parts.keys() - self.parts.keys()
        return tuple(tier for tier in TIERS if tier in lacking) if lacking else ()

    @property
    def of(self) -> tuple[str, ...]:
        """Ids judged by a freeze, signature, confirmation or retraction; empty where that part is withheld."""
        return tuple(sorted({id for part in self.parts.values() for id in part.of}))

    @property
    def version(self) -> int:
        return max((part.version for part in self.parts.values()), default=0)

    @property
    def reason(self) -> str:
        return next((self.parts[tier].reason for tier in TIERS if tier in self.parts and self.parts[tier].reason), "")


class Sealed(msgspec.Struct, frozen=True, gc=False):
    """A change as bytes, ready for the journal: the bytes are kept and relayed as they are, never written anew."""

    id: str
    header: bytes
    parts: Mapping[str, bytes]


@dataclass(frozen=True)
class Draft:
    """What a change shall say. `values` by tier: address -> (value, ids replaced)."""

    kind: str
    values: Mapping[str, Mapping[str, tuple[Value, Sequence[str]]]]
    record: str = ""
    form: str = ""
    form_version: int = 0
    side: str = ""
    audience: Mapping[str, Sequence[str]] = field(default_factory=dict)
    grant: Grant | None = None
    reason: str = ""
    of: Sequence[str] = ()
    version: int = 0
    erased: Sequence[str] = ()
    tier: str = "full"
    """Tier that carries `reason`, `of`, `version` and `erased` (as `change id/tier`)."""


def seal(draft: Draft, *, chain: str, n: int, clock: str, salt: Mapping[str, str]) -> Sealed:
    """Write a change. `salt`: 32 random hex digits for `header` and for each tier; raises VALUE_* for values that have no
    canonical form."""
    parts: dict[str, bytes] = {}
    tiers = {tier for tier in TIERS if draft.values.get(tier)}
    if draft.of or draft.reason or draft.version or draft.erased or not tiers:
        tiers.add(draft.tier)
    for tier in sorted(tiers):
        written = {a: Written(v, tuple(sorted(r))) for a, (v, r) in draft.values.get(tier, {}).items()}
        if tier == draft.tier:
            judged = sorted(draft.of), draft.version, sorted(draft.erased)
            part = Part(salt[tier], written, draft.reason, *judged)
        else:
            part = Part(salt[tier], written)
        parts[tier] = canonical.encode(part, [part.version, {address: one.value for address, one in written.items()}])
    header: dict[str, Any] = {
        "chain": chain,
        "n": n,
        "clock": clock,
        "kind": draft.kind,
        "salt": salt["header"],
        "parts": {tier: canonical.digest(data) for tier, data in parts.items()},
    }
    for key in ("record", "form", "form_version", "side"):
        if getattr(draft, key):
            header[key] = getattr(draft, key)
    if draft.audience:
        header["audience"] = {tier: sorted(tokens) for tier, tokens in draft.audience.items()}
    if draft.grant:
        header["grant"] = msgspec.to_builtins(draft.grant)
    data = canonical.encode(header)
    return Sealed(canonical.digest(data), data, parts)


def read(sealed: Sealed, device: str) -> Change:
    """The change in these bytes. Raises DOCUMENT_MALFORMED."""
    header = canonical.decode(sealed.header, Header, _open_in_header)
    parts = {tier: canonical.decode(data, Part, _open_in_part) for tier, data in sealed.parts.items()}
    return Change(sealed.id, header, device, parts)


def _open_in_header(header: Header) -> canonical.Open:
    upto = header.grant.upto if header.grant else {}
    return (*header.parts, *header.audience, *upto), [header.n, header.form_version, *upto.values()]


def _open_in_part(part: Part) -> canonical.Open:
    return part.values, [part.version, *[written.value for written in part.values.values()]]


def trust(sealed: Sealed, device: str) -> Change:
    """As `read`, for bytes that were checked when they entered the journal."""
    header = _header.decode(sealed.header)
    return Change(sealed.id, header, device, {tier: _part.decode(data) for tier, data in sealed.parts.items()})


_header = msgspec.json.Decoder(Header)
_part = msgspec.json.Decoder(Part)


class Mark(msgspec.Struct, frozen=True):
    """A place in a chain: its id, a number, and the chain's value there."""

    chain: str
    n: int
    head: str


class Opening(msgspec.Struct, frozen=True):
    """How a chain begins. `project` is None in the founding chain, whose first change is the project itself."""

    project: str | None
    device: str
    nonce: str
    predecessor: Mark | None = None


def chain_id(opening: Opening) -> str:
    """c[0] of the chain: 64 hex digits that commit to project, device and predecessor."""
    return canonical.digest(canonical.statement("chain", msgspec.to_builtins(opening)))


def link(before: str, id: str) -> str:
    """c[n] = SHA-256(c[n-1] || id[n]), 64 hex digits."""
    return hashlib.sha256(bytes.fromhex(before) + bytes.fromhex(id)).hexdigest()


def normal_name(name: str) -> str:
    """A name as compared: NFKC, without spaces, the middle dots of names made one, case folded."""
    text = unicodedata.normalize("NFKC", name).translate({0x2022: 0xB7, 0x30FB: 0xB7, 0x2027: 0xB7, 0x22C5: 0xB7})
    return unicodedata.normalize("NFC", "".join(text.split()).casefold())


def named_record(project: str, form: str, name: str) -> str:
    """Id of the person or unit made from a name: the same on every laptop of the project (UUIDv5 as 32 hex digits)."""
    return uuid.uuid5(uuid.UUID(hex=project[:32]), f"{form}/{normal_name(name)}").hex
