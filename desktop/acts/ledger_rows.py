"""Rows of somebody's table: what each would say as a record, whether it is one already, and why it cannot be one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.acts import recording
from desktop.acts.ledger_known import Known, Row
from desktop.acts.session import Session
from desktop.acts.values import LISTS, NAMED, Reading
from desktop.errors import FieldError, Language
from desktop.ledger.book import Cell, Sheet
from desktop.ledger.columns import NUMBER, SIDE
from desktop.ledger.mapping import Mapped
from desktop.ledger.survey import cell_name
from desktop.ledger.typed import each, typed
from desktop.model.change import named_record
from desktop.model.form import Field, Form
from desktop.store import records

RECORDS = ("reference", "references")


class Rows:
    """The rows of a sheet below its head. `known`: how many say what is recorded already."""

    def __init__(self, session: Session, form: Form, sheet: Sheet, mapped: Mapped, lang: Language) -> None:
        self._session, self._project, self._form = session, session.project, form
        self._sheet, self._mapped, self._lang = sheet, mapped, lang
        self._side = session.seat(self._project).side
        self._columns = {meaning.field.id: column for column, meaning in mapped.meanings.items()}
        self._rows: list[Row] = []
        self._refused: list[tuple[int, int, FieldError]] = []
        self._called: dict[str, dict[str, list[str]]] = {}
        self.known = 0

    def take(self, number: int, cells: Sequence[Cell]) -> None:
        """Read a row. What is wrong with a cell is noted, and the others are looked at all the same."""
        row, reading = Row(number), Reading(self._session, self._project, self._form)
        before = len(self._refused)
        for column, meaning in self._mapped.meanings.items():
            try:
                self._take_cell(row, reading, column, cells)
            except FieldError as error:
                self._refuse(number, meaning.field.id, error)
        if len(self._refused) == before:
            self._finish(row, reading)
        if len(self._refused) == before:
            self._rows.append(row)

    def _take_cell(self, row: Row, reading: Reading, column: int, cells: Sequence[Cell]) -> None:
        area = self._sheet.joined_over((row.number, column))
        if area is not None:
            raise FieldError("LEDGER_CELL_MERGED", cell=cell_name((row.number, column)), cells=str(area))
        meaning = self._mapped.meanings[column]
        raw = typed(meaning, cells[column - 1], self._lang)
        if raw is None:
            return
        if meaning.field.id == SIDE:
            row.side = raw
        elif meaning.field.id == NUMBER:
            row.doc_no = raw.strip()
        else:
            row.values[meaning.field.id] = self._resolved(meaning.field, raw)
            reading.take({meaning.field.id: row.values[meaning.field.id]})

    def _resolved(self, known: Field, raw: Any) -> Any:
        """Names of persons and units each by itself; records by id."""
        if known.kind == "table":
            columns = {column.id: column for column in known.columns}
            return [{id: self._resolved(columns[id], cell) for id, cell in row.items()} for row in raw]
        if known.kind not in (*NAMED, *RECORDS):
            return raw
        if known.kind in RECORDS:
            ids = [self._record(known, word) for word in self._words(known, raw, lambda word: word in self._calling(known))]
            return ids if known.kind in LISTS else ids[0]
        words = self._words(known, raw, lambda word: self._is_known(NAMED[known.kind], word))
        if known.kind == "person" and len(words) > 1:
            raise FieldError("VALUE_KIND", kind=known.kind)
        return words if known.kind in LISTS else raw.strip()

    @staticmethod
    def _words(known: Field, raw: str, is_one: Callable[[str], bool]) -> list[str]:
        """The names in a cell. What is one already is not taken apart, whatever marks are in it."""
        if known.kind in ("reference", "unit"):
            return [raw.strip()]
        lines = [line.strip() for line in raw.split("\n") if line.strip()]
        return [word for line in lines for word in ([line] if is_one(line) else each(known, line))]

    def _is_known(self, target: str, name: str) -> bool:
        notebook = self._session.notebook
        return records.shown(notebook, self._project, named_record(notebook.project_id(self._project), target, name))

    def _record(self, known: Field, word: str) -> str:
        """Id of the record with this number, title or whole id."""
        found = self._calling(known).get(word, [])
        if not found:
            raise FieldError("LEDGER_REFERENCE_UNKNOWN", field=known.id)
        if len(found) > 1:
            raise FieldError("LEDGER_REFERENCE_AMBIGUOUS", field=known.id, count=len(found))
        return found[0]

    def _calling(self, known: Field) -> Mapping[str, list[str]]:
        """Number, id or title -> ids of the records that a field may name. A number stands before a title that reads alike."""
        if known.refers_to not in self._called:
            found: dict[str, list[str]] = {}
            entries = records.listing(self._session.notebook, self._project, known.refers_to or None)
            for entry in entries:
                found.setdefault(entry.title.strip(), []).append(entry.id)
            for entry in entries:
                found.update({word: [entry.id] for word in (entry.number, entry.id) if word})
            self._called[known.refers_to] = found
        return self._called[known.refers_to]

    def _finish(self, row: Row, reading: Reading) -> None:
        title = self._form.title_field
        try:
            if not str(row.values.get(title) or "").strip():
                raise FieldError("LEDGER_ROW_NO_TITLE", field=title)
            if not self._form.named:
                recording.side_of_new(reading, self._side, row.side)
        except FieldError as error:
            self._refuse(row.number, SIDE if error.code == "SIDE_NOT_YOURS" else title, error)
        row.said = _stored(reading.said)
        row.met = [(one.form, values["name"][0]) for one in reading.made.values() for values in one.values.values()]

    def judged(self) -> list[Row]:
        """The rows that are to be entered: those that are no record yet, and those that tell more of a person or unit."""
        known = Known(self._session, self._form, self._rows)
        good = []
        for row in self._rows:
            try:
                if known.is_new(row):
                    good.append(row)
                else:
                    self.known += 1
            except FieldError as error:
                self._refuse(row.number, str(error.facts.get("field")), error)
        return good

    def _refuse(self, row: int, field_id: str, error: FieldError) -> None:
        column = self._columns.get(field_id) or self._columns[self._form.title_field]
        self._refused.append((row, column, error))

    @property
    def refused_rows(self) -> int:
        return len({row for row, _, _ in self._refused})

    def refused(self) -> list[dict[str, Any]]:
        """Each cell that keeps its row from being entered, in the order of the sheet."""
        return [
            {
                "row": row,
                "column": self._mapped.heads[column],
                "cell": cell_name((row, column)),
                "code": error.code,
                "message": error.sentence(self._lang),
                "remedy": error.remedy(self._lang),
            }
            for row, column, error in sorted(self._refused, key=lambda one: one[:2])
        ]

    def formulas(self) -> list[str]:
        """Cells of the columns taken whose value a formula reckoned."""
        places = self._sheet.survey.formulas
        return [cell_name(one) for one in places if one[1] in self._mapped.meanings and one[0] > self._mapped.head_row]

    def met(self, good: Sequence[Row]) -> dict[str, list[str]]:
        """Names of persons and units that these rows name for the first time."""
        met = list(dict.fromkeys(one for row in good for one in row.met))
        return {key: [name for form, name in met if form == target] for key, target in (("people", "person"), ("units", "unit"))}


def _stored(said: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field from values by address: tables as lists of their rows."""
    found: dict[str, Any] = {}
    for address, value in said.items():
        name, _, deep = address.partition("/")
        row, _, cell = deep.partition("/")
        if not deep:
            found[name] = value
        elif not cell:
            found.setdefault(name, {})[row] = {}
        elif value is not None:
            found[name][row][cell] = value
    return {name: list(value.values()) if isinstance(value, dict) else value for name, value in found.items()}
