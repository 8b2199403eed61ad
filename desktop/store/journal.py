"""The write door. `append` is the only function that writes changes, typed or imported, always in one transaction."""

import itertools
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from desktop.model import canonical, change
from desktop.model.change import TIERS, Change, Draft, Mark, Opening, Part, Sealed, chain_id, link
from desktop.model.form import Form
from desktop.progress import SILENT, Progress
from desktop.store import database, projection
from desktop.store.notebook import Notebook, Track

REFERRING = ("person", "people", "unit", "units")
BATCH = 2000
KEPT = 5000
"""Changes kept decoded during an append; the records of the others are read back from the journal in batches."""


@dataclass(frozen=True, slots=True)
class Referring:
    """Where a form names persons and units: fields, and cells of tables (field, cell); and the fields that hold files."""

    plain: frozenset[str]
    cells: frozenset[tuple[str, str]]
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Arrival:
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
    progress: Progress = SILENT,
) -> Touched:
    """Enter changes at the ends of their tracks, and (`fills`: bytes and device) words of changes so far known in part.

    `bundle`: number of the bundle that brought them, 0 for typed ones. Everything is checked by the caller: the bytes fit
    their ids and digests, the places are next in their tracks. Memory stays flat however many arrive."""
    db = notebook.db
    with database.driver_errors(), db.atomic(), database.driver_errors(db):
        entry = _Entry(notebook, project, bundle)
        for some in _batched(arrivals):
            entry.enter(some)
        entry.fill(list(fills))
        if entry.regrant:
            notebook.rosters.pop(project, None)
        folded = projection.refold(
            notebook, project, entry.fresh, entry.known, regrant=entry.regrant, progress=progress
        )
    return Touched(tuple(entry.ids), folded.records, folded.new, folded.conflicts, folded.held)


class _Entry:
    """One append under way. `fresh`: record -> its changes just entered, while they are few enough to be kept;
    `known`: records to be read from the journal instead."""

    def __init__(self, notebook: Notebook, project: int, bundle: int) -> None:
        self.notebook, self.project, self.bundle = notebook, project, bundle
        self.fresh: dict[int, list[Change]] = {}
        self.known: set[int] = set()
        self.ids: list[str] = []
        self.regrant = False
        self.kept = 0
        self.forms: dict[int, str] = {}
        self.referring: dict[str, Referring] = {}
        self.first = self.seq = int(notebook.db.execute("select coalesce(max(seq), 0) from change").fetchone()[0]) + 1
        self.mentions: list[tuple[str, int, str]] = []
        self.attached: list[tuple[str, int, int, str]] = []

    def enter(self, arrivals: Sequence[Arrival]) -> None:
        numbers, old = _records(self.notebook, self.project, [a.sealed for a in arrivals if a.sealed])
        self.known |= old - self.fresh.keys()
        rows = []
        for seq, arrival in enumerate(arrivals, self.seq):
            record, header, lacks = None, None, "header"
            parts: Mapping[str, bytes] = {}
            if arrival.sealed:
                one = change.trust(arrival.sealed, arrival.device)
                record, header, parts = numbers[one.record], arrival.sealed.header, arrival.sealed.parts
                lacks = " ".join(one.withheld())
                self._note(one, seq, record)
                self._keep(record, one)
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
        self._flush()

    def fill(self, fills: Sequence[tuple[Sealed, str]]) -> None:
        """Words that come later for changes known by digest."""
        numbers, _ = _records(self.notebook, self.project, [sealed for sealed, _ in fills])
        for sealed, device in fills:
            one = change.trust(sealed, device)
            record = numbers[one.record]
            tiers = [tier for tier in TIERS if tier in sealed.parts]
            words = "".join(f", {tier} = coalesce({tier}, ?)" for tier in tiers)
            id = bytes.fromhex(sealed.id)
            seq, *held = self.notebook.db.execute(
                "select seq, open is not null, full is not null, personal is not null from change where id = ?", [id]
            ).fetchone()
            had = {tier for tier, here in zip(TIERS, held, strict=True) if here} | sealed.parts.keys()
            lacks = " ".join(tier for tier in TIERS if tier in one.header.parts and tier not in had)
            self.notebook.db.execute(
                f"update change set header = ?, record = ?, lacks = ?{words} where seq = ?",
                [sealed.header, record, lacks or None, *(sealed.parts[tier] for tier in tiers), seq],
            )
            self._note(one, seq, record)
            self.fresh.setdefault(record, [])
            self.known.add(record)
        self._flush()

    def _keep(self, record: int, one: Change) -> None:
        found = self.fresh.setdefault(record, [])
        if self.kept < KEPT and record not in self.known:
            found.append(one)
            self.kept += 1
        else:
            self.known.add(record)

    def _note(self, one: Change, seq: int, record: int) -> None:
        """Persons and units that the change names (they travel with it), files that it brings, laptops it enrols."""
        if one.header.grant is not None:
            self.notebook.db.execute("insert or ignore into enrolment (seq) values (?)", [seq])
            self.regrant = True
        if record not in self.forms:
            row = self.notebook.db.execute("select form from record where no = ?", [record]).fetchone()
            self.forms[record] = row[0] or ""
        id = one.header.form or self.forms[record]
        self.forms[record] = id
        if id not in self.referring:
            self.referring[id] = _referring(self.notebook.form(id))
        for tier, part in one.parts.items():
            self._note_part(self.referring[id], part, (record, seq, tier))

    def _note_part(self, referring: Referring, part: Part, place: tuple[int, int, str]) -> None:
        record, seq, tier = place
        for field in referring.plain & part.values.keys():
            self.mentions.extend((id, seq, tier) for id in _ids(part.values[field].value))
        for address, written in part.values.items():
            words = address.split("/")
            if len(words) != 3:
                continue
            if (words[0], words[2]) in referring.cells:
                self.mentions.extend((id, seq, tier) for id in _ids(written.value))
            elif words[0] in referring.files and words[2] == "digest" and written.value:
                self.attached.append((str(written.value), record, seq, tier))

    def _flush(self) -> None:
        many = self.notebook.db.conn.executemany
        many("insert or ignore into mention (target, seq, tier) values (?, ?, ?)", self.mentions)
        many("insert or ignore into attached (digest, record, seq, tier) values (?, ?, ?, ?)", self.attached)
        self.mentions.clear()
        self.attached.clear()


def _batched(arrivals: Iterable[Arrival]) -> Iterator[Sequence[Arrival]]:
    waiting = iter(arrivals)
    while some := list(itertools.islice(waiting, BATCH)):
        yield some


def _records(notebook: Notebook, project: int, sealed: Sequence[Sealed]) -> tuple[dict[str, int], set[int]]:
    """Numbers of the records named, made where they are new; and those that were there before."""
    ids = list(dict.fromkeys(_place.decode(one.header).record or one.id[:32] for one in sealed))
    db = notebook.db
    found: dict[str, int] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ",".join("?" * len(some))
        rows = db.execute(f"select id, no from record where project = ? and id in ({marks})", [project, *some])
        found.update(rows.fetchall())
    old = set(found.values())
    missing = [id for id in ids if id not in found]
    first = int(db.execute("select coalesce(max(no), 0) from record").fetchone()[0]) + 1
    found.update({id: first + i for i, id in enumerate(missing)})
    db.conn.executemany(
        "insert into record (no, id, project) values (?, ?, ?)", [(found[id], id, project) for id in missing]
    )
    return found, old


class _Place(msgspec.Struct):
    record: str = ""


_place = msgspec.json.Decoder(_Place)


def _ids(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(id) for id in value]
    return [str(value)] if value else []


def _referring(form: Form | None) -> Referring:
    cells = {("signatures", "who"), ("signatures", "witnesses")}
    if form is None:
        return Referring(frozenset(), frozenset(cells), frozenset())
    cells |= {(f.id, c.id) for f in form.fields for c in f.columns if c.kind in REFERRING}
    plain = frozenset(f.id for f in form.fields if f.kind in REFERRING)
    return Referring(plain, frozenset(cells), frozenset(f.id for f in form.fields if f.kind == "files"))


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
    with database.driver_errors(), notebook.db.atomic():
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
    with database.driver_errors(), notebook.db.atomic():
        return open_track(notebook, project, opening)


def sign_head(notebook: Notebook, track: Track, signature: str) -> Track:
    """Keep the device's signature over the end of its track."""
    notebook.db.execute("update track set signature = ? where no = ?", [signature, track.no])
    return replace(track, signature=signature)
