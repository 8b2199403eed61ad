"""What changes name: persons and units, which travel with them, and the files that they bring."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.model.change import Change, Part
from desktop.model.form import Form
from desktop.store.notebook import COLUMNS, Notebook, change_of

REFERRING = ("person", "people", "unit", "units")


class Referring(NamedTuple):
    """Fields that refer to persons or units, cells (table, column) that do, and tables with a column `digest` that holds no
    file: all else that looks like a file's digest keeps its bytes from being swept, whether or not the form knows the field.
    `names`: all of these fields, and the columns of the cells of either sort."""

    plain: frozenset[str]
    cells: frozenset[tuple[str, str]]
    other: frozenset[str]
    names: frozenset[str]


class Mentions:
    """Rows of `mention` and `attached`, gathered from changes and then written together."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._forms: dict[int, str] = {}
        self._referring: dict[str, Referring] = {}
        self._mentions: list[tuple[str, int, str]] = []
        self._attached: list[tuple[str, int, int, str]] = []
        self._late: set[int] = set()

    def note(self, one: Change, seq: int, record: int, *, old: bool) -> None:
        """`old`: whether the record may have changes in the journal already. Only a create tells its form, and so what the
        changes that came before it name."""
        if one.header.form and (old or self._forms.get(record) == ""):
            self._late.add(record)
        referring = self._of(self._form(one, record))
        for tier, part in one.parts.items():
            self._note_part(referring, part, (record, seq, tier))

    def note_whole(self, record: int, changes: Sequence[tuple[int, Change]]) -> None:
        """All changes of a record (seq, change), by whatever form one of its creates tells: which of them counts may change."""
        forms = {one.header.form for _, one in changes if one.header.form} or {""}
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

    def _form(self, one: Change, record: int) -> str:
        id = one.header.form or self._forms.get(record)
        if id is None:
            shown = self._notebook.db.execute("select form from record where no = ?", [record]).fetchone()[0]
            id = shown or self._form_said(record)
        self._forms[record] = id
        return id

    def _form_said(self, record: int) -> str:
        """The form by a create that is here but held: it may come to count when its author is enrolled."""
        rows = self._notebook.db.execute(
            f"select {COLUMNS} from change c join track t on t.no = c.track where c.record = ? and c.header is not null",
            [record],
        ).fetchall()
        return next((form for row in rows if (form := change_of(row).header.form)), "")

    def _of(self, id: str) -> Referring:
        if id not in self._referring:
            self._referring[id] = _referring(self._notebook.form(id))
        return self._referring[id]

    def _note_part(self, referring: Referring, part: Part, place: tuple[int, int, str]) -> None:
        record, seq, tier = place
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


def _referring(form: Form | None) -> Referring:
    cells = {("signatures", "who"), ("signatures", "witnesses")}
    fields = form.fields if form else ()
    cells |= {(f.id, c.id) for f in fields for c in f.columns if c.kind in REFERRING}
    plain = frozenset(f.id for f in fields if f.kind in REFERRING)
    other = frozenset(f.id for f in fields if f.kind != "files" and f.column("digest"))
    return Referring(plain, frozenset(cells), other, plain.union(("digest", *(column for _, column in cells))))
