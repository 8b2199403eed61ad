"""Fold the changes of a record into what it says now, and into what it said when a version was frozen.

Everything here is a pure function of the *set* of changes: order, repetition and the clocks of laptops do not matter, but for
the pick that is shown until a person settles a conflict, and that pick is the same on every laptop.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from desktop.model.change import Change, Value

STATE = "state"
VERSION = "version"
"""Not an address of values: names the conflict of two different texts frozen as the same version."""
SIGNATURES = "signatures"
CONFIRMATIONS = "confirmations"
OUTSIDE_VERSIONS = (STATE, SIGNATURES, CONFIRMATIONS)
"""Addresses (by their first word) that say what happened to a version and are no part of its content."""
_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True)
class Survivor:
    """A value not replaced by any change, and the change that wrote it."""

    change: str
    clock: str
    value: Value


@dataclass(frozen=True, slots=True)
class Fold:
    """What a set of changes says. `values`: one value an address (where several survive, the pick); removed rows are out.
    `conflicts`: addresses whose survivors differ. `incomplete`: addresses where a survivor replaces words not held here.
    `rows`: table field -> row ids in order. `keys`: (field, row) -> order key."""

    values: Mapping[str, Value]
    survivors: Mapping[str, tuple[Survivor, ...]]
    conflicts: tuple[str, ...]
    incomplete: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    keys: Mapping[tuple[str, str], str]

    def seen(self, address: str) -> tuple[str, ...]:
        """Ids that an edit of this address begun now replaces."""
        return tuple(s.change for s in self.survivors.get(address, ()))

    def standing(self, returned: Collection[str] = ()) -> tuple[str, ...]:
        """Ids with at least one surviving value, sorted: the `of` of a judgement made now. What only happened to a
        version (states, signatures, confirmations, what is filled in when the paper is `returned`) is not judged."""
        judged = {s.change for a, found in self.survivors.items() if not outside_versions(a, returned) for s in found}
        return tuple(sorted(judged))


def outside_versions(address: str, returned: Collection[str] = ()) -> bool:
    """Whether an address is no part of a version's content. `returned`: fields filled in when the signed paper is back."""
    field = address.split("/", 1)[0]
    return field in OUTSIDE_VERSIONS or field in returned


def fold(
    changes: Iterable[Change], erased: Collection[tuple[str, str]] = (), frozen_states: Collection[str] = ()
) -> Fold:
    """Fold accepted changes. `erased`: (change id, tier) of parts taken out for good. `frozen_states`: states that win the
    pick of `state` over others, so that a frozen version stands."""
    folding = list({change.id: change for change in changes}.values())
    withdrawn = {id for change in folding if change.header.kind == "retract" for id in change.of}
    written: dict[str, list[Survivor]] = {}
    replaced: dict[str, set[str]] = {}
    tiers: dict[str, str] = {}
    held: set[tuple[str, str]] = set()
    for change in folding:
        for tier in change.header.parts:
            if tier in change.parts and (change.id, tier) not in erased:
                held.add((change.id, tier))
        if change.id in withdrawn and change.header.kind in ("freeze", "sign", "confirm"):
            continue
        for tier, part in change.parts.items():
            if (change.id, tier) in erased:
                continue
            for address, one in part.values.items():
                written.setdefault(address, []).append(Survivor(change.id, change.header.clock, one.value))
                tiers[address] = tier
                if one.replaces:
                    replaced.setdefault(address, set()).update(one.replaces)
    return _settle(written, replaced, tiers, held, frozen_states)


def _settle(
    written: dict[str, list[Survivor]],
    replaced: dict[str, set[str]],
    tiers: dict[str, str],
    held: set[tuple[str, str]],
    frozen_states: Collection[str],
) -> Fold:
    survivors: dict[str, tuple[Survivor, ...]] = {}
    for address, writes in written.items():
        gone = replaced.get(address)
        left = writes if not gone else [s for s in writes if s.change not in gone]
        survivors[address] = tuple(sorted(left, key=_rank)) if len(left) > 1 else tuple(left)
    incomplete = {
        address
        for address, gone in replaced.items()
        if survivors[address] and any((id, tiers[address]) not in held for id in gone)
    }
    rows, keys, removed = _tables(survivors, written)
    values: dict[str, Value] = {}
    conflicts: list[str] = []
    for address, found in survivors.items():
        if not found or address in removed:
            continue
        values[address] = found[-1].value
        if len(found) > 1:
            if address == STATE and frozen_states:
                values[address] = max(found, key=lambda s: (s.value in frozen_states, *_rank(s))).value
            if address not in incomplete and not _order_key(address) and len({_encode(s.value) for s in found}) > 1:
                conflicts.append(address)
    return Fold(values, survivors, tuple(sorted(conflicts)), tuple(sorted(incomplete - removed)), rows, keys)


def _rank(survivor: Survivor) -> tuple[str, str]:
    return survivor.clock, survivor.change


def _order_key(address: str) -> bool:
    return address.count("/") == 1


def _tables(
    survivors: Mapping[str, tuple[Survivor, ...]], written: Mapping[str, list[Survivor]]
) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], str], set[str]]:
    """Rows in order, their keys, and the addresses of removed rows."""
    cells: dict[tuple[str, str], list[str]] = {}
    for address in survivors:
        words = address.split("/")
        if len(words) > 1:
            cells.setdefault((words[0], words[1]), []).append(address)
    keys: dict[tuple[str, str], str] = {}
    removed: set[str] = set()
    tables: dict[str, list[tuple[str, str]]] = {}
    for (table, row), addresses in cells.items():
        home = f"{table}/{row}"
        alive = any(s.value is not None for a in addresses if a != home for s in survivors[a])
        placed = survivors.get(home, ())
        if not alive and (not placed or any(s.value is None for s in placed)):
            removed.update(addresses)
            continue
        candidates = [s for s in placed if s.value is not None] or [s for s in written.get(home, ()) if s.value]
        keys[table, row] = str(max(candidates, key=_rank).value) if candidates else ""
        tables.setdefault(table, []).append((keys[table, row], row))
    return {table: tuple(row for _, row in sorted(found)) for table, found in tables.items()}, keys, removed


def closure(changes: Mapping[str, Change], of: Iterable[str]) -> set[str]:
    """`of` and all that these replaced, and so on: the changes of one version, for ever the same."""
    found: set[str] = set()
    waiting = [id for id in of if id in changes]
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        found.add(id)
        for part in changes[id].parts.values():
            for one in part.values.values():
                waiting.extend(r for r in one.replaces if r in changes and r not in found)
    return found
