"""The write door. `append` is the only function that writes changes, typed or imported, always in one transaction."""

import itertools
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import msgspec

from desktop.model import canonical, change
from desktop.model.authority import Roster
from desktop.model.change import TIERS, Change, Draft, Mark, Opening, Sealed, chain_id, link
from desktop.progress import SILENT, Progress
from desktop.store import database, numbering, projection
from desktop.store.mentions import Mentions
from desktop.store.notebook import Notebook, Track
from desktop.store.projection import Folded

BATCH = 500
KEPT = 3000
"""Changes kept decoded during an append; the records of the others are read back from the journal in batches."""
NOTHING: Mapping[str, int] = MappingProxyType({})


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """A change to enter at a place of a track. `sealed` is None where only its id is known here."""

    track: int
    n: int
    head: str
    id: str
    sealed: Sealed | None
    device: str


@dataclass(frozen=True)
class Touched:
    """What an append did. `changes`: ids entered, in order; `records`: ids of records folded anew; `new` those not shown before;
    `conflicts`: (record id, address) newly in conflict; `held`: (change id, why) newly kept but not counted."""

    changes: tuple[str, ...]
    records: frozenset[str]
    new: frozenset[str]
    conflicts: tuple[tuple[str, str], ...]
    held: tuple[tuple[str, str], ...]


def append(
    notebook: Notebook,
    project: int,
    arrivals: Iterable[Arrival],
    fills: Iterable[tuple[Sealed, str]] = (),
    *,
    bundle: int = 0,
    awaited: Mapping[str, int] = NOTHING,
    progress: Progress = SILENT,
) -> Touched:
    """Enter changes at the ends of their tracks, and (`fills`: bytes and device) words of changes so far known in part.

    `bundle`: number of the bundle that brought them, 0 for typed ones; `awaited`: record id -> number of `arrivals` that are
    about it, where that is known. Everything is checked by the caller: the bytes fit their ids and digests, the places are
    next in their tracks. Memory stays flat however many arrive."""
    with database.driver_errors(), notebook.transaction(), database.driver_errors(notebook.db):
        entry = _Entry(notebook, project, bundle, awaited)
        for some in _batched(arrivals):
            entry.enter(some)
            entry.fold_whole()
            if awaited:
                entry.step_on(progress, 0)
        if words := list(fills):
            entry.fill(words)
        folded = entry.fold_rest(progress)
    held = tuple(folded.held.items())
    return Touched(tuple(entry.ids), frozenset(folded.records), frozenset(folded.new), tuple(folded.conflicts), held)


class _Entry:
    """One append under way. `fresh`: record -> its changes just entered; for those in `known`, which have older ones or would
    take too much memory, they are read from the journal. `awaited`: record id -> how many changes of it arrive in all: a
    new record that is whole is folded while it is at hand. `regrant`: somebody was enrolled; `enrolled`: since the last fold."""

    def __init__(self, notebook: Notebook, project: int, bundle: int, awaited: Mapping[str, int]) -> None:
        self.notebook, self.project, self.bundle, self.awaited = notebook, project, bundle, awaited
        self.fresh: dict[int, list[Change]] = {}
        self.known: set[int] = set()
        self.ids: list[str] = []
        self.mentions = Mentions(notebook, project)
        self.folded = Folded()
        self.regrant = self.enrolled = False
        self.kept = 0
        self.met: dict[int, int] = {}
        self.whole: list[int] = []
        self.done: list[int] = []
        self.judged_by: Roster | None = None
        self.seq = int(notebook.db.execute("select coalesce(max(seq), 0) from change").fetchone()[0]) + 1

    def enter(self, arrivals: Sequence[Arrival]) -> None:
        read = [change.trust(a.sealed, a.device) if a.sealed else None for a in arrivals]
        numbers, old = numbering.numbers(self.notebook, self.project, [one.record for one in read if one])
        self.known |= old - self.fresh.keys()
        rows = []
        for seq, (arrival, one) in enumerate(zip(arrivals, read, strict=True), self.seq):
            record, header, lacks = None, None, "header"
            parts: Mapping[str, bytes] = {}
            if arrival.sealed and one:
                record, header, parts = numbers[one.record], arrival.sealed.header, arrival.sealed.parts
                lacks = " ".join(one.withheld())
                self._note(one, seq, record, old=record in self.known)
                self._keep(record, one)
                self.notebook.note_entered(record, one)
            id, head = bytes.fromhex(arrival.id), bytes.fromhex(arrival.head)
            place = (seq, id, arrival.track, arrival.n, head, record, self.bundle, lacks or None)
            rows.append((*place, header, *map(parts.get, TIERS)))
            self.ids.append(arrival.id)
        self.seq += len(rows)
        # The one loop where sqlite-utils' insert_all costs a third more than the statement it makes.
        self.notebook.db.conn.executemany(
            "insert into change (seq, id, track, n, head, record, bundle, lacks, header, open, full, personal)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        for track, (n, head_) in {a.track: (a.n, a.head) for a in arrivals}.items():
            self.notebook.db.execute(
                "update track set last = ?, head = ?, signature = null where no = ?", [n, head_, track]
            )
        self.mentions.write()

    def fill(self, fills: Sequence[tuple[Sealed, str]]) -> None:
        """Words that come later for changes known by digest."""
        read = [change.trust(sealed, device) for sealed, device in fills]
        numbers, _ = numbering.numbers(self.notebook, self.project, [one.record for one in read])
        for one, (sealed, _) in zip(read, fills, strict=True):
            record = numbers[one.record]
            tiers = [tier for tier in TIERS if tier in sealed.parts]
            words = "".join(f", {tier} = coalesce({tier}, ?)" for tier in tiers)
            id = bytes.fromhex(sealed.id)
            rows = self.notebook.db.execute(
                "select c.seq, c.open is not null, c.full is not null, c.personal is not null from change c"
                " join track t on t.no = c.track where c.id = ? and t.chain = ? and c.n = ?",
                [id, one.header.chain, one.header.n],
            )
            seq, *held = rows.fetchone()
            had = {tier for tier, here in zip(TIERS, held, strict=True) if here} | sealed.parts.keys()
            lacks = " ".join(tier for tier in TIERS if tier in one.header.parts and tier not in had)
            self.notebook.db.execute(
                f"update change set header = ?, record = ?, lacks = ?{words} where seq = ?",
                [sealed.header, record, lacks or None, *(sealed.parts[tier] for tier in tiers), seq],
            )
            self._note(one, seq, record, old=True)
            self._read_later(record)
            self.notebook.note_entered(record, None)
        self.mentions.write()

    def fold_whole(self) -> None:
        """Fold the new records of which nothing more arrives. Out of their order they wait: the index of words takes them
        much faster in it."""
        last = self.done[-1] if self.done else 0
        ready = [no for no in sorted(self.whole) if no > last and no not in self.known]
        self.whole.clear()
        if ready:
            self._judge_by_roster()
            projection.refold(self.notebook, self.project, {no: self.fresh[no] for no in ready}, (), total=self.folded)
            self.kept -= sum(len(self.fresh.pop(no)) for no in ready)
            self.done += ready

    def fold_rest(self, progress: Progress) -> Folded:
        self._judge_by_roster()
        projection.refold(
            self.notebook,
            self.project,
            self.fresh,
            self.known,
            regrant=self.regrant,
            progress=_Rest(self, progress) if self.awaited else progress,
            total=self.folded,
        )
        return self.folded

    def _judge_by_roster(self) -> None:
        """Who was enrolled since the last fold counts from now on; what others wrote is judged again at the end only where
        their own seats have changed, and what was held is in any case."""
        if self.enrolled:
            self.notebook.rosters.pop(self.project, None)
            self.enrolled = False
        roster = self.notebook.roster(self.project)
        if self.judged_by and not _stands_in(self.judged_by, roster):
            for record in self.done:
                self._read_later(record)
        self.judged_by = roster

    def step_on(self, progress: Progress, more: int) -> None:
        """Each change entered is a step, and each record folded."""
        total = sum(self.awaited.values()) + len(self.awaited)
        progress.step(min(len(self.ids) + len(self.done) + more, total), total)

    def _keep(self, record: int, one: Change) -> None:
        found = self.fresh.setdefault(record, [])
        if self.kept < KEPT and record not in self.known:
            found.append(one)
            self.kept += 1
        else:
            self._read_later(record)
        if record not in self.known and self.awaited:
            self.met[record] = self.met.get(record, 0) + 1
            if self.met[record] == self.awaited.get(one.record):
                self.whole.append(record)

    def _read_later(self, record: int) -> None:
        self.kept -= len(self.fresh.get(record, ()))
        self.fresh[record] = []
        self.known.add(record)

    def _note(self, one: Change, seq: int, record: int, *, old: bool) -> None:
        """Laptops that the change enrols, and what it names."""
        if one.header.grant is not None:
            self.notebook.db.execute("insert or ignore into enrolment (seq) values (?)", [seq])
            self.regrant = self.enrolled = True
        self.mentions.note(one, seq, record, old=old)


@dataclass(frozen=True)
class _Rest:
    """Progress of what is folded last, as part of the whole."""

    entry: _Entry
    progress: Progress

    def step(self, done: int, total: int) -> None:
        self.entry.step_on(self.progress, done)


def _stands_in(before: Roster, after: Roster) -> bool:
    """Whether all that counted by one roster counts by a later one."""
    same = before.limits == after.limits and before.seats.items() <= after.seats.items()
    return same and before.grants <= after.grants


def _batched(arrivals: Iterable[Arrival]) -> Iterator[Sequence[Arrival]]:
    waiting = iter(arrivals)
    while some := list(itertools.islice(waiting, BATCH)):
        yield some


def write(notebook: Notebook, project: int, track: Track, drafts: Sequence[Draft], clock: str) -> Touched:
    """Enter what was typed here, at the end of this laptop's own track, each draft one change."""
    arrivals: list[Arrival] = []
    n, head = track.last, track.head
    for draft in drafts:
        n += 1
        sealed = change.seal(draft, chain=track.chain, n=n, clock=clock, salt=salts())
        head = link(head, sealed.id)
        arrivals.append(Arrival(track.no, n, head, sealed.id, sealed, track.device))
    return append(notebook, project, arrivals)


def salts() -> dict[str, str]:
    return {name: secrets.token_hex(16) for name in ("header", *TIERS)}


def found_project(notebook: Notebook, device: str, draft: Draft, clock: str) -> tuple[int, Touched]:
    """A new project: its first change opens the founding chain and names it."""
    opening = Opening(None, device, secrets.token_hex(16))
    chain = chain_id(opening)
    sealed = change.seal(draft, chain=chain, n=1, clock=clock, salt=salts())
    with database.driver_errors(), notebook.transaction():
        project = enter_project(notebook, sealed.id)
        track = open_track(notebook, project, opening)
        touched = append(
            notebook, project, [Arrival(track.no, 1, link(chain, sealed.id), sealed.id, sealed, device)]
        )
    return project, touched


def enter_project(notebook: Notebook, id: str) -> int:
    """A row for the project with this id (64 hex digits); its number."""
    cursor = notebook.db.execute("insert into project (id, record) values (?, ?)", [id, id[:32]])
    return int(cursor.lastrowid or 0)


def open_track(
    notebook: Notebook, project: int, opening: Opening, *, base: int = 0, base_head: str | None = None
) -> Track:
    """A chain not seen before, or (with `base`) a branch that leaves it after that number."""
    chain = chain_id(opening)
    head = base_head or chain
    written = canonical.encode(msgspec.to_builtins(opening))
    cursor = notebook.db.execute(
        "insert into track (project, chain, device, opening, base, base_head, last, head)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [project, chain, opening.device, written, base, head, base, head],
    )
    return Track(int(cursor.lastrowid or 0), project, chain, opening.device, written, base, head, base, head, None)


def go_on(notebook: Notebook, project: int, device: str, last: Track | None) -> Track:
    """A new chain of this laptop: its first in a project joined, or the next after a restore, copy or move."""
    mark = Mark(last.chain, last.last, last.head) if last else None
    opening = Opening(notebook.project_id(project), device, secrets.token_hex(16), mark)
    with database.driver_errors(), notebook.transaction():
        return open_track(notebook, project, opening)


def sign_head(notebook: Notebook, track: Track, signature: str) -> Track:
    """Keep the device's signature over the end of its track."""
    notebook.db.execute("update track set signature = ? where no = ?", [signature, track.no])
    return replace(track, signature=signature)
