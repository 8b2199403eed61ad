"""The open store of one vault: its tables, its forms, and who is in each project.

Everything that reads or writes records gets a `Notebook`; the only function that writes changes is `journal.append`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from desktop.model import authority, change, form_definition
from desktop.model.authority import Roster
from desktop.model.change import TIERS, Change, Sealed
from desktop.model.form import Form
from desktop.model.form_definition import InForce
from desktop.store import database
from desktop.store.migrations import steps
from desktop.store.vault import Vault

COLUMNS = "c.seq, c.id, c.n, c.head, c.header, c.open, c.full, c.personal, t.device, t.chain, c.record, c.held"
"""Columns of a journal row as `sealed_of` and `change_of` read them, of `change c join track t`."""

CURRENT = "project"
ACCEPTED = "forms"
"""Kept: number of a project -> form id -> `{"record", "digest"}` of the definition accepted on this laptop."""
TRACK = "no, project, chain, device, opening, base, base_head, last, head, signature"


@dataclass(frozen=True, slots=True)
class Track:
    """A chain as held here, or one branch of a forked one. Numbers `base + 1 .. last` are its own rows."""

    no: int
    project: int
    chain: str
    device: str
    opening: bytes
    base: int
    base_head: str
    last: int
    head: str
    signature: str | None


@dataclass
class Notebook:
    """An unlocked vault with its forms: those the program brings along, and those `tried` on this laptop without being in any
    project. `db` is records.db on the cipher.

    The one process that writes remembers what it has read: `rosters` by project; settings; numbers of projects; and the
    changes of the record read last, which is mostly the one that is written next."""

    vault: Vault
    forms: Mapping[str, Form]
    tried: Mapping[str, Form] = field(default_factory=dict)
    rosters: dict[int, Roster] = field(default_factory=dict)
    _judged_by: tuple[int, bytes] | None = None
    _kept: dict[str, str | None] = field(default_factory=dict)
    _projects: dict[str, int] = field(default_factory=dict)
    _in_force: dict[int | None, tuple[Any, InForce]] = field(default_factory=dict)
    _read_last: tuple[int, Sequence[Change]] | None = None
    _within: bool = False
    _failed: bool = False

    @property
    def db(self) -> Database:
        return self.vault.records

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within, or nothing. One within another is part of it: where that fails, all fails, also if its
        error is caught on the way."""
        if self._within:
            try:
                yield
            except BaseException:
                self._failed = True
                raise
            return
        self._within, self._failed = True, False
        try:
            with self.db.atomic():
                yield
                if self._failed:
                    raise RuntimeError("a part of this transaction failed")
        except BaseException:
            self.forget()
            raise
        finally:
            self._within = False

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of a transaction that may fail alone: what it wrote is let go then, and the rest stands."""
        failed = self._failed
        try:
            with self.db.atomic():
                yield
        except BaseException:
            self._failed = failed
            self.forget()
            raise

    def forget(self) -> None:
        """What was remembered may have been let go with a transaction."""
        self.rosters.clear()
        self._kept.clear()
        self._projects.clear()
        self._in_force.clear()
        self._read_last = None

    def remember(self, record: int, changes: Sequence[Change]) -> None:
        if self.vault.writes:
            self._read_last = record, changes

    def remembered(self, record: int) -> Sequence[Change] | None:
        """All changes of the record in the journal, where it was the one read last."""
        return self._read_last[1] if self._read_last and self._read_last[0] == record else None

    def note_entered(self, record: int, one: Change | None) -> None:
        """A change of a record has entered the journal; None where words came for one that was there."""
        before = self.remembered(record)
        if before is not None:
            self._read_last = (record, (*before, one)) if one else None

    def prepare(self) -> None:
        """Bring the tables up to date; new steps run once, each in its transaction."""
        if steps.pending(self.db):
            with database.driver_errors():
                steps.apply(self.db)

    @property
    def current(self) -> int | None:
        """Number of the project that is worked on; None where there is none."""
        id = self.kept(CURRENT)
        return self.project(id) if id else None

    def form(self, id: str, project: int | None = None) -> Form | None:
        """The form of this id as it is in force in a project, the current one unless told."""
        return self.forms_in(self.current if project is None else project).get(id)

    def forms_in(self, project: int | None) -> Mapping[str, Form]:
        """The forms in force in a project, by id; None: outside of any."""
        return self.in_force(project).forms

    def in_force(self, project: int | None) -> InForce:
        """As `forms_in`, with the definitions that it comes from."""
        accepted = self.accepted().get(str(project), {})
        known = self._in_force.get(project)
        if known is None or known[0] != accepted:
            texts = {id: text for id, one in accepted.items() if (text := self._accepted_text(project or 0, **one)) is not None}
            known = self._in_force[project] = accepted, form_definition.in_force(self.forms, self.tried, texts)
        return known[1]

    def accepted(self) -> dict[str, dict[str, dict[str, str]]]:
        """The definitions accepted on this laptop, as kept under ACCEPTED."""
        return self.kept(ACCEPTED) or {}

    def _accepted_text(self, project: int, record: str, digest: str) -> str | None:
        """What was accepted may have been changed since; the journal keeps its words. None where they are there no more."""
        row = self.db.execute("select no from record where project = ? and id = ?", [project, record]).fetchone()
        return form_definition.texts(changes_of(self, row[0])).get(digest) if row else None

    def kept(self, key: str) -> Any:
        """A setting of this laptop, decoded from JSON; None where there is none."""
        if key not in self._kept or not self.vault.writes:
            row = self.db.execute("select value from keeping where key = ?", [key]).fetchone()
            self._kept[key] = row[0] if row else None
        text = self._kept[key]
        return json.loads(text) if text is not None else None

    def keep(self, key: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False)
        # Every new record keeps its number here; sqlite-utils' upsert asks for the table's shape six times ahead of it.
        self.db.execute(
            "insert into keeping (key, value) values (?, ?) on conflict (key) do update set value = excluded.value", [key, text]
        )
        self._kept[key] = text

    def project(self, id: str) -> int | None:
        """Number of the project with this id (64 hex digits)."""
        if id not in self._projects:
            row = self.db.execute("select no from project where id = ?", [id]).fetchone()
            if row is None:
                return None
            self._projects[id] = int(row[0])
        return self._projects[id]

    def project_id(self, project: int) -> str:
        return str(self.db.execute("select id from project where no = ?", [project]).fetchone()[0])

    def tracks(self, project: int, chain: str | None = None) -> list[Track]:
        """All tracks of a project, or of one chain, oldest first."""
        where, values = ("", [project]) if chain is None else (" and chain = ?", [project, chain])
        rows = self.db.execute(f"select {TRACK} from track where project = ?{where} order by no", values)
        return [Track(*row) for row in rows.fetchall()]

    def track(self, no: int) -> Track:
        return Track(*self.db.execute(f"select {TRACK} from track where no = ?", [no]).fetchone())

    def roster(self, project: int) -> Roster:
        """Who is in, judged anew after each change that enrols, and after one that was let go again."""
        if not self.vault.writes:
            self._look_for_enrolments()
        if project not in self.rosters:
            self.rosters[project] = self._read_roster(project)
        return self.rosters[project]

    def _look_for_enrolments(self) -> None:
        """Another process may have entered some."""
        enrolled = self.db.execute(
            "select count(*), (select id from change where seq = (select max(seq) from enrolment)) from enrolment"
        ).fetchone()
        if enrolled != self._judged_by:
            self.rosters.clear()
            self._judged_by = enrolled

    def _read_roster(self, project: int) -> Roster:
        rows = self.db.execute(
            f"select {COLUMNS} from enrolment e join change c on c.seq = e.seq join track t on t.no = c.track"
            " where t.project = ?",
            [project],
        ).fetchall()
        changes = [change_of(row) for row in rows]
        sides = {c.record: c.header.side for c in changes if c.header.kind == "create"}
        grants = [(c, sides.get(c.record, "")) for c in changes]
        id = self.project_id(project)
        founder = self.db.execute(
            "select t.device from change c join track t on t.no = c.track where c.id = ? and c.header is not null",
            [bytes.fromhex(id)]
        ).fetchone()
        return authority.roster(id, founder[0] if founder else "", grants)

    def member_name(self, project: int, device: str) -> str:
        """Name of the person behind a laptop, as his member record says; empty where he is not enrolled."""
        seat = self.roster(project).seats.get(device)
        row = seat and self.db.execute(
            "select title from record where project = ? and id = ?", [project, seat.member]
        ).fetchone()
        return str(row[0] or "") if row else ""


def sealed_of(row: tuple[Any, ...]) -> Sealed | None:
    """The bytes of a journal row; None for a change known by its id only."""
    if row[4] is None:
        return None
    return Sealed(row[1].hex(), row[4], {tier: row[5 + i] for i, tier in enumerate(TIERS) if row[5 + i] is not None})


def change_of(row: tuple[Any, ...]) -> Change:
    """The change in a journal row that has a header."""
    sealed = sealed_of(row)
    if sealed is None:
        raise LookupError("a change known by its id only has no header")
    return change.trust(sealed, row[8])


def changes_of(notebook: Notebook, record: int) -> Iterator[Change]:
    """The changes of a record as held, oldest entry first."""
    rows = notebook.db.execute(
        f"select {COLUMNS} from change c join track t on t.no = c.track where c.record = ? order by c.seq", [record]
    )
    return (change_of(row) for row in rows.fetchall())
