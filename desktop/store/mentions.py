"""What changes name: persons and units, which travel with them, and the files that they bring."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from desktop.model.change import Change, Part
from desktop.model.form import Form
from desktop.store.notebook import COLUMNS, Notebook, change_of

REFERRING = ("person", "people", "unit", "units")
UNTOLD = ("", 0)
_ID = re.compile("[0-9a-f]{32}", re.ASCII)


class Referring(NamedTuple):
    """Fields that refer to persons or units, cells (table, column) that do, and tables with a column `digest` that holds no
    file: all else that looks like a file's digest keeps its bytes from being swept, whether or not the form knows the field.
    `names`: all of these fields, and the columns of the cells of either sort. `all`: whatever looks like an id is taken for one."""

    plain: frozenset[str]
    cells: frozenset[tuple[str, str]]
    other: frozenset[str]
    names: frozenset[str]
    all: bool


class _Made(msgspec.Struct):
    """What a create says of the form by which it was made; other changes say nothing of it."""

    form: str = ""
    form_version: int = 0


_made = msgspec.json.Decoder(_Made)


class Mentions:
    """Rows of `mention` and `attached`, gathered from changes of one project and then written together.

    Of a form that the program does not bring, or not in the version that a record was made by, all that looks like an id is taken
    for one: whoever passes the record on must pass on the persons that it names, whether or not he can read it."""

    def __init__(self, notebook: Notebook, project: int) -> None:
        self._notebook = notebook
        self._known = notebook.forms_in(project)
        self._forms: dict[int, tuple[str, int]] = {}
        self._referring: dict[tuple[str, int], Referring] = {}
        self._mentions: list[tuple[str, int, str]] = []
        self._attached: list[tuple[str, int, int, str]] = []
        self._late: set[int] = set()

    def note(self, one: Change, seq: int, record: int, *, old: bool) -> None:
        """`old`: whether the record may have changes in the journal already. Only a create tells its form, and so what the
        changes that came before it name."""
        if one.header.form and (old or self._forms.get(record) == UNTOLD):
            self._late.add(record)
        referring = self._of(self._form(one, record))
        for tier, part in one.parts.items():
            self._note_part(referring, part, (record, seq, tier))

    def note_whole(self, record: int, changes: Sequence[tuple[int, Change]]) -> None:
        """All changes of a record (seq, change), by whatever form one of its creates tells: which of them counts may change."""
        forms = {(one.header.form, one.header.form_version) for _, one in changes if one.header.form} or {UNTOLD}
        for form in sorted(forms):
            for seq, one in changes:
                for tier, part in one.parts.items():
                    self._note_part(self._of(form), part, (record, seq, tier))

    def write(self) -> None:
        """Store what was gathered; the changes noted must be in the journal."""
        late, self._late = self._late, set()
        for record in sorted(late):
            self._note_again(record)
        many = self._notebook.db.conn.executemany
        if self._mentions:
            many("insert or ignore into mention (target, seq, tier) values (?, ?, ?)", self._mentions)
        if self._attached:
            many("insert or ignore into attached (digest, record, seq, tier) values (?, ?, ?, ?)", self._attached)
        self._mentions.clear()
        self._attached.clear()

    def _note_again(self, record: int) -> None:
        rows = self._notebook.db.execute(
            f"select {COLUMNS} from change c join track t on t.no = c.track where c.record = ?", [record]
        ).fetchall()
        for row in rows:
            for tier, part in change_of(row).parts.items():
                self._note_part(self._of(self._forms[record]), part, (record, row[0], tier))

    def _form(self, one: Change, record: int) -> tuple[str, int]:
        """Form and version by which the record was made, as far as they were told."""
        if one.header.form:
            self._forms[record] = one.header.form, one.header.form_version
        elif record not in self._forms:
            self._forms[record] = self._form_said(record)
        return self._forms[record]

    def _form_said(self, record: int) -> tuple[str, int]:
        """By a create in the journal, where none counts by one that is held: it may come to count when its author is enrolled."""
        shown = self._notebook.db.execute("select form from record where no = ?", [record]).fetchone()[0]
        rows = self._notebook.db.execute(
            "select header from change where record = ? and header is not null order by seq", [record]
        )
        told = (_made.decode(header) for (header,) in rows)
        return next(((one.form, one.form_version) for one in told if one.form == shown or (one.form and not shown)), UNTOLD)

    def _of(self, form: tuple[str, int]) -> Referring:
        if form not in self._referring:
            id, version = form
            brought = self._notebook.forms.get(id)
            unsure = bool(id) and (brought is None or brought.version < version)
            self._referring[form] = _remembered(self._known.get(id), unsure)
        return self._referring[form]

    def _note_part(self, referring: Referring, part: Part, place: tuple[int, int, str]) -> None:
        record, seq, tier = place
        if referring.all:
            said = (id for written in part.values.values() for id in _ids(written.value))
            self._mentions.extend((id, seq, tier) for id in said if _ID.fullmatch(id))
        for address, written in part.values.items():
            # Most addresses are told by their last word to name nothing.
            if address.rpartition("/")[2] not in referring.names:
                continue
            if address in referring.plain:
                self._mentions.extend((id, seq, tier) for id in _ids(written.value))
                continue
            words = address.split("/")
            if len(words) != 3:
                continue
            if (words[0], words[2]) in referring.cells:
                self._mentions.extend((id, seq, tier) for id in _ids(written.value))
            elif words[2] == "digest" and written.value and words[0] not in referring.other:
                self._attached.append((str(written.value), record, seq, tier))


def _ids(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(id) for id in value]
    return [str(value)] if value else []


_read: dict[tuple[int, bool], tuple[Form | None, Referring]] = {}
"""By the form itself, which is kept with it: each save asks for the same few."""


def _remembered(form: Form | None, unsure: bool) -> Referring:
    known = _read.get((id(form), unsure))
    if known is None or known[0] is not form:
        known = _read[id(form), unsure] = form, _referring(form, unsure)
    return known[1]


def _referring(form: Form | None, unsure: bool) -> Referring:
    cells = {("signatures", "who"), ("signatures", "witnesses")}
    fields = form.fields if form else ()
    cells |= {(f.id, c.id) for f in fields for c in f.columns if c.kind in REFERRING}
    plain = frozenset(f.id for f in fields if f.kind in REFERRING)
    other = frozenset(f.id for f in fields if f.kind != "files" and f.column("digest"))
    return Referring(plain, frozenset(cells), other, plain.union(("digest", *(column for _, column in cells))), unsure)
