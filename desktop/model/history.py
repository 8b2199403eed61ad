"""Fold the changes of a record into what it says now, and into what it said when a version was frozen.

Everything here is a pure function of the *set* of changes: order, repetition and the clocks of laptops do not matter, but for
the pick that is shown until a person settles a conflict, and that pick is the same on every laptop.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from desktop.model.change import TIERS, Change, Value, Written
from desktop.model.lineage import all_after, look_through, missing
from desktop.model.survivors import Survivor, Survivors, survivor

STATE = "state"
VERSION = "version"
"""Not an address of values: names the conflict of two different texts frozen as the same version."""
SIGNATURES = "signatures"
CONFIRMATIONS = "confirmations"
ARCHIVE_NO = "archive_no"
REVIEW_NOTES = "review_notes"
OUTSIDE_VERSIONS = (STATE, SIGNATURES, CONFIRMATIONS, ARCHIVE_NO, REVIEW_NOTES)
"""Addresses (by their first word) that say what happened to a version and are no part of its content."""
JUDGEMENTS = ("freeze", "sign", "confirm")
"""Kinds of change that a retraction withdraws."""
_encode = msgspec.json.Encoder(order="sorted").encode


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
        """Ids that an edit of this address begun now replaces: in a row that was removed and brought back, the removal too."""
        if not self.survivors:
            return ()
        if address in self.survivors:
            return tuple(s.change for s in self.survivors[address])
        return tuple(s.change for s in self.survivors.get(_home(address), ()) if s.value is None)

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
    changes: Iterable[Change],
    erased: Collection[tuple[str, str]] = (),
    frozen_states: Collection[str] = (),
    uncounted: Iterable[Change] = (),
) -> Fold:
    """Fold accepted changes. `erased`: (change id, tier) of parts taken out for good. `frozen_states`: states that win the
    pick of `state` over others, so that a frozen version stands. `uncounted`: changes that are held, and may have counted for
    somebody who replaced them: he saw what they had replaced."""
    folding = {change.id: change for change in without(changes, erased)}
    withdrawn = retracted(folding.values())
    writings = _Writings()
    for change in folding.values():
        if change.id in withdrawn:
            continue
        for tier in TIERS:
            if tier in change.parts:
                writings.add(change, tier, change.parts[tier].values)
    look_through(writings.replaced, {change.id: change for change in uncounted})
    return _settle(writings, folding, frozen_states, frozenset(erased))


@dataclass(slots=True)
class _Writings:
    """What the changes say, by address. Most addresses are written once and replace nothing: those in `plain`, with who wrote
    them in `writers`, need no judging. `replaced`: address -> (change id, tier) of what was replaced there."""

    plain: dict[str, Written] = field(default_factory=dict)
    writers: dict[str, Change] = field(default_factory=dict)
    written: dict[str, list[Survivor]] = field(default_factory=dict)
    replaced: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def add(self, change: Change, tier: str, said: Mapping[str, Written]) -> None:
        plain, writers, written = self.plain, self.writers, self.written
        if _stands_alone(said) and plain.keys().isdisjoint(said) and written.keys().isdisjoint(said):
            plain.update(said)
            writers.update(dict.fromkeys(said, change))
            return
        for address, one in said.items():
            if address in written:
                written[address].append(survivor(change, one))
            elif address in plain:
                written[address] = [survivor(writers[address], plain.pop(address)), survivor(change, one)]
            elif one.replaces or one.value is None:
                written[address] = [survivor(change, one)]
            else:
                plain[address], writers[address] = one, change
            for id in one.replaces:
                self.replaced.setdefault(address, set()).add((id, tier))


def _stands_alone(said: Mapping[str, Written]) -> bool:
    """Whether nothing here replaces or removes anything, as in a create."""
    return not any(one.replaces or one.value is None for one in said.values())


def without(changes: Iterable[Change], erased: Collection[tuple[str, str]]) -> Iterable[Change]:
    """The changes with the erased parts dropped, so that a laptop that still has their bytes folds as one that has not."""
    if not erased:
        return changes
    gone = frozenset(erased)
    return [
        msgspec.structs.replace(change, parts={tier: part for tier, part in change.parts.items() if (change.id, tier) not in gone})
        for change in changes
    ]


def retracted(changes: Collection[Change]) -> set[str]:
    """Ids of the freezes, signatures and confirmations withdrawn by one of these changes."""
    named = {id for change in changes if change.header.kind == "retract" for id in change.of}
    return {change.id for change in changes if change.id in named and change.header.kind in JUDGEMENTS} if named else named


def _settle(
    writings: _Writings, folding: Mapping[str, Change], frozen_states: Collection[str], erased: Collection[tuple[str, str]]
) -> Fold:
    plain, writers, written, replaced = writings.plain, writings.writers, writings.written, writings.replaced
    settled: dict[str, tuple[Survivor, ...]] = {}
    gone = {address: {id for id, _ in found} for address, found in replaced.items()}
    for address, writes in written.items():
        left = writes if address not in gone else [s for s in writes if s.change not in gone[address]]
        settled[address] = tuple(sorted(left, key=_rank)) if len(left) > 1 else tuple(left)
    doubtful = _doubtful(plain, written)
    for address in (address for cells in doubtful.values() for address in cells if address not in settled):
        settled[address] = (survivor(writers[address], plain[address]),)
    keys, removed = _place_rows(plain, written, doubtful, settled, gone)
    incomplete = {
        address
        for address, found in replaced.items()
        if settled[address] and any(_in_doubt(place, erased, settled[address], folding, address) for place in found)
    }
    values: dict[str, Value] = {address: one.value for address, one in plain.items()}
    for address in removed:
        values.pop(address, None)
    conflicts: list[str] = []
    for address, found_ in settled.items():
        if not found_ or address in removed:
            continue
        values[address] = found_[-1].value
        if len(found_) > 1:
            if address == STATE and frozen_states:
                values[address] = max(found_, key=lambda s: (s.value in frozen_states, *_rank(s))).value
            if address not in incomplete and not _order_key(address) and len({_encode(s.value) for s in found_}) > 1:
                conflicts.append(address)
    placed = {(words[0], words[1]): key for home, key in keys.items() for words in [home.split("/")]}
    survivors = Survivors(plain, writers, settled)
    return Fold(values, survivors, tuple(sorted(conflicts)), tuple(sorted(incomplete - removed)), _in_order(placed), placed)


def _doubtful(plain: Mapping[str, Written], written: Mapping[str, list[Survivor]]) -> dict[str, list[str]]:
    """Rows (as `table/row`) that may have been removed, and all their addresses: those with something written more than once
    whose order key was not written just once."""
    doubtful: dict[str, list[str]] = {}
    for address in written:
        home = _row(address)
        if home and home not in plain:
            doubtful.setdefault(home, []).append(address)
    for address in plain if doubtful else ():
        home = _row(address)
        if home in doubtful:
            doubtful[home].append(address)
    return doubtful


def _place_rows(
    plain: Mapping[str, Written],
    written: Mapping[str, list[Survivor]],
    doubtful: Mapping[str, list[str]],
    settled: dict[str, tuple[Survivor, ...]],
    gone: Mapping[str, set[str]],
) -> tuple[dict[str, str], set[str]]:
    """Order keys of the rows (as `table/row`), and the addresses of removed ones."""
    keys = _plain_keys(plain)
    removed: set[str] = set()
    for home, cells in doubtful.items():
        _empty_removed(settled, gone, home, cells)
        key = _key(settled, written.get(home, ()), home, cells)
        if key is None:
            removed.update(cells)
            keys.pop(home, None)
        else:
            keys[home] = key
    return keys, removed


def _plain_keys(plain: Mapping[str, Written]) -> dict[str, str]:
    """Order keys of the rows (as `table/row`) by the addresses written once; empty for rows that have cells only."""
    above = {address: address.rpartition("/")[0] for address in plain}
    keys = {address: str(plain[address].value) for address, table in above.items() if table and "/" not in table}
    for home in {_row(row) for row in set(above.values()).difference(keys)}:
        if home:
            keys.setdefault(home, "")
    return keys


def _in_order(keys: Mapping[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    tables: dict[str, list[tuple[str, str]]] = {}
    for (table, row), key in keys.items():
        tables.setdefault(table, []).append((key, row))
    return {table: tuple(row for _, row in sorted(found)) for table, found in tables.items()}


def _in_doubt(
    place: tuple[str, str],
    erased: Collection[tuple[str, str]],
    standing: Iterable[Survivor],
    folding: Mapping[str, Change],
    address: str,
) -> bool:
    """Whether what was replaced is not held here, and might have replaced some of what stands: who knows what it said. What was
    erased nobody knows any more, so it only matters where not all had seen it."""
    if not missing(folding.get(place[0]), place[1]):
        return False
    return place not in erased or not all_after(place[0], [one.change for one in standing], folding, address, _home(address))


def _empty_removed(
    survivors: dict[str, tuple[Survivor, ...]], gone: Mapping[str, set[str]], home: str, cells: Iterable[str]
) -> None:
    """Removing a row empties all its cells, those typed unseen too: there the removal stands beside what was typed, a
    conflict until somebody who saw both writes the cell. What was typed is shown, since it brings the row back."""
    removals = [s for s in survivors.get(home, ()) if s.value is None]
    for address in cells if removals else ():
        if address != home:
            unseen = {s.change: s for s in removals if s.change not in gone.get(address, ())}
            typed = sorted((s for s in survivors[address] if s.change not in unseen), key=_rank)
            survivors[address] = (*sorted(unseen.values(), key=_rank), *typed)


def _row(address: str) -> str:
    """The row (`table/row`, the address of its order key) to which a cell or an order key belongs; empty for other addresses."""
    return "/".join(address.split("/", 2)[:2]) if "/" in address else ""


def _home(address: str) -> str:
    """Address of the order key of a cell's row; empty for other addresses."""
    words = address.split("/", 2)
    return "/".join(words[:2]) if len(words) > 2 else ""


def _rank(survivor: Survivor) -> tuple[str, str]:
    return survivor.clock, survivor.change


def _order_key(address: str) -> bool:
    return address.count("/") == 1


def _key(
    survivors: Mapping[str, tuple[Survivor, ...]], placings: Iterable[Survivor], home: str, cells: Iterable[str]
) -> str | None:
    """The order key of a row, of `placings` (all that were written) where the one in force was removed; None where the row is
    removed."""
    placed = survivors.get(home, ())
    living = any(s.value is not None for address in cells if address != home for s in survivors[address])
    if not living and (not placed or any(s.value is None for s in placed)):
        return None
    candidates = [s for s in placed if s.value is not None] or [s for s in placings if s.value]
    return str(max(candidates, key=_rank).value) if candidates else ""


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
