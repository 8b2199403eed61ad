"""A record: the current values of one thing, its versions, and what is odd about it. Made by folding, never changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop.model import canonical
from desktop.model.change import Change, Value
from desktop.model.history import STATE, VERSION, Fold, closure, fold, outside_versions, retracted, without


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen version: what was sent for signature. `complete` is False where some of its words are not held here."""

    number: int
    change: str
    device: str
    clock: str
    of: tuple[str, ...]
    check_code: str
    complete: bool


@dataclass(frozen=True)
class Record:
    """One thing. `current` is the fold of everything; `shown` what counts now: the frozen version where there is one.
    `withheld`: (change id, tier) known by digest only; `erased`: those taken out for good. `held`: (change id, why) kept but not
    counted. `returned`: fields filled in when the signed paper comes back, which belong to no version. `confirmed`: devices whose
    confirmation was given to the very text that is shown; one given to other words counts no more."""

    id: str
    form: str
    form_version: int
    side: str
    state: str
    audience: Mapping[str, frozenset[str]]
    created: str
    changed: str
    author: str
    current: Fold
    shown: Fold
    versions: tuple[Version, ...]
    frozen: bool
    conflicts: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    erased: tuple[tuple[str, str], ...]
    held: tuple[tuple[str, str], ...]
    returned: frozenset[str] = frozenset()
    confirmed: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        """The version shown: the frozen one's number, else that of the draft being written."""
        newest = self.versions[-1].number if self.versions else 0
        return newest if self.frozen else newest + 1

    @property
    def check_code(self) -> str | None:
        """16 hex digits printed on every page of the frozen version; None for a draft."""
        return self.versions[-1].check_code if self.frozen and self.versions else None

    @property
    def proposed(self) -> tuple[str, ...]:
        """Addresses that differ from the frozen version: a proposed revision."""
        if not self.frozen:
            return ()
        now, then = self.current.values, self.shown.values
        differing = (a for a in now.keys() | then.keys() if now.get(a) != then.get(a))
        return tuple(sorted(a for a in differing if not outside_versions(a, self.returned)))

    @cached_property
    def values(self) -> dict[str, Any]:
        """Field -> value; a table is a list of rows in order, each `{"row": id, cell: value…}`.

        Fields and cells stand in the order of their names, whatever order the changes came in."""
        said: dict[str, Any] = {}
        tables: dict[str, dict[str, dict[str, Value]]] = {}
        if self.shown is self.current:
            self._say(self.current, None, said, tables)
        else:
            self._say(self.shown, False, said, tables)
            self._say(self.current, True, said, tables)
        said |= {table: list(rows.values()) for table, rows in tables.items()}
        return dict(sorted(said.items()))

    def _say(
        self, said_by: Fold, outside: bool | None, said: dict[str, Any], tables: dict[str, dict[str, dict[str, Value]]]
    ) -> None:
        """Put what a fold says into `said` and `tables`: all of it, or what is outside of versions, or what is not."""
        for table, rows in said_by.rows.items():
            if outside is None or outside_versions(table, self.returned) is outside:
                tables[table] = {row: {"row": row} for row in rows}
        for address, value in sorted(said_by.values.items()):
            if value is None or (outside is not None and outside_versions(address, self.returned) is not outside):
                continue
            words = address.split("/")
            if len(words) == 1:
                if address != STATE:
                    said[address] = value
            elif len(words) == 3:
                tables[words[0]][words[1]][words[2]] = value


def check_code(record: str, version: int, of: Iterable[str]) -> str:
    """The first 16 hex digits of SHA-256 over record, version and the sorted ids judged."""
    fields = {"record": record, "version": version, "of": sorted(of)}
    return canonical.digest(canonical.statement("check-code", fields))[:16]


def versions(id: str, changes: Mapping[str, Change]) -> tuple[Version, ...]:
    """All frozen versions, oldest number first; of two with one number the later by clock and id last."""
    withdrawn = retracted(changes.values())
    found = []
    for change in changes.values():
        if change.header.kind != "freeze" or change.id in withdrawn or not change.of:
            continue
        within = closure(changes, change.of)
        complete = all(judged in changes for judged in change.of) and not any(changes[i].withheld() for i in within)
        code = check_code(id, change.version, change.of)
        found.append(Version(change.version, change.id, change.device, change.header.clock, change.of, code, complete))
    return tuple(sorted(found, key=lambda v: (v.number, v.clock, v.change)))


def build(
    id: str,
    accepted: Collection[Change],
    *,
    frozen_states: Collection[str],
    erased: Collection[tuple[str, str]] = (),
    held: Iterable[tuple[str, str]] = (),
    returned: Collection[str] = (),
    uncounted: Collection[Change] = (),
) -> Record:
    """The record made of these changes, at least one of them its create. `uncounted`: the changes that are held."""
    changes = {change.id: change for change in without(accepted, erased)}
    creates = sorted((c for c in changes.values() if c.header.kind == "create"), key=lambda c: (c.header.clock, c.id))
    first = creates[0]
    audience: dict[str, set[str]] = {}
    for change in changes.values():
        for tier, tokens in change.header.audience.items():
            audience.setdefault(tier, set()).update(tokens)
    uncounted = list(without(uncounted, erased))
    current = fold(changes.values(), erased, frozen_states, uncounted)
    state = str(current.values.get(STATE) or "")
    frozen_versions = versions(id, changes)
    frozen = state in frozen_states and bool(frozen_versions)
    shown = current
    conflicts = list(current.conflicts)
    if frozen:
        within = closure(changes, frozen_versions[-1].of)
        shown = fold((changes[i] for i in within), erased, (), uncounted)
        conflicts = [a for a in shown.conflicts if not outside_versions(a, returned)]
        conflicts += [a for a in current.conflicts if outside_versions(a, returned)]
    confirmed = _confirmed(changes, frozen_versions[-1].of if frozen else None, current, returned)
    codes: dict[int, set[str]] = {}
    for version in frozen_versions:
        codes.setdefault(version.number, set()).add(version.check_code)
    if any(len(found) > 1 for found in codes.values()):
        conflicts.append(VERSION)
    lacking, gone = {(c.id, tier) for c in changes.values() for tier in c.withheld()}, frozenset(erased)
    return Record(
        id=id,
        form=first.header.form,
        form_version=max(c.header.form_version for c in creates),
        side=first.header.side,
        state=state,
        audience={tier: frozenset(tokens) for tier, tokens in audience.items()},
        created=first.header.clock,
        changed=max(c.header.clock for c in changes.values()),
        author=first.device,
        current=current,
        shown=shown,
        versions=frozen_versions,
        frozen=frozen,
        conflicts=tuple(sorted(set(conflicts))),
        withheld=tuple(sorted(lacking - gone)),
        erased=tuple(sorted(lacking & gone)),
        held=tuple(sorted(held)),
        returned=frozenset(returned),
        confirmed=confirmed,
    )


def _confirmed(
    changes: Mapping[str, Change], of: tuple[str, ...] | None, current: Fold, returned: Collection[str]
) -> tuple[str, ...]:
    """Devices that confirmed the text made of these ids; where none are given, of the draft as it stands."""
    given = [change for change in changes.values() if change.header.kind == "confirm"]
    if not given:
        return ()
    standing = current.standing(returned) if of is None else of
    withdrawn = retracted(changes.values())
    return tuple(sorted({one.device for one in given if one.id not in withdrawn and one.of == standing}))
