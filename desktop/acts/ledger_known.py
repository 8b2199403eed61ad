"""Whether a row of a sheet is a record already: sheets come back, and are no second source of what was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.acts.session import Session
from desktop.acts.values import same
from desktop.errors import FieldError
from desktop.ledger.columns import SIDE
from desktop.model.change import named_record
from desktop.model.form import Form, is_empty
from desktop.store import records

NAME = "name"


@dataclass
class Row:
    """One row that can be a record. `values`: as typed; `said`: as stored, tables as lists of rows; `met`: (form, name) of persons
    and units not known yet. `adds`: a person or unit here already, of which it tells more."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    side: str | None = None
    doc_no: str = ""
    met: list[tuple[str, str]] = field(default_factory=list)
    adds: bool = False


class Known:
    """The records, and the rows judged before, that rows of a sheet may be the same as."""

    def __init__(self, session: Session, form: Form, rows: Sequence[Row]) -> None:
        self._session, self._form = session, form
        self._own = f"{session.project_code(session.project)}-", f"-{form.code}-"
        self._by_number: dict[str, Mapping[str, Any]] = {}
        self._by_title: dict[str, list[Mapping[str, Any]]] = {}
        self._by_id: dict[str, dict[str, Any]] = {}
        self._look_up(rows)

    def _look_up(self, rows: Sequence[Row]) -> None:
        notebook, project = self._session.notebook, self._session.project
        numbers, titles = {row.doc_no for row in rows if row.doc_no}, {row.said[self._form.title_field] for row in rows}
        ids = {self._id(row) for row in rows} if self._form.named else set()
        entries = records.listing(notebook, project, self._form.id)
        wanted = [one for one in entries if one.id in ids or one.number in numbers or one.title in titles]
        documents = records.documents(notebook, [one.no for one in wanted])
        for entry in wanted:
            values = {**documents.get(entry.no, {}), SIDE: entry.side}
            self._by_id[entry.id] = values
            self._by_title.setdefault(entry.title, []).append(values)
            if entry.number:
                self._by_number[entry.number] = values

    def _id(self, row: Row) -> str:
        notebook = self._session.notebook
        project = notebook.project_id(self._session.project)
        return named_record(project, "person" if self._form.id == "person" else "unit", row.said[NAME])

    def is_new(self, row: Row) -> bool:
        """Whether a row is to be entered. Raises LEDGER_RECORD_CHANGED, LEDGER_RECORD_NOT_HERE."""
        return self._is_new_name(row) if self._form.named else self._is_new_record(row)

    def _is_new_name(self, row: Row) -> bool:
        """Persons and units are made by their name only once; a row may fill in what is not known of them, and change nothing."""
        record = self._id(row)
        values = self._by_id.get(record)
        if values is None:
            self._by_id[record] = dict(row.said)
            return True
        row.values[NAME] = row.said[NAME] = values.get(NAME, row.said[NAME])
        for id, said in row.said.items():
            if not is_empty(values.get(id)) and not _alike(said, values[id]):
                raise FieldError("LEDGER_RECORD_CHANGED", field=id)
        row.adds = any(is_empty(values.get(id)) for id in row.said)
        values.update(row.said)
        return row.adds

    def _is_new_record(self, row: Row) -> bool:
        numbered = self._by_number.get(row.doc_no)
        if numbered is not None:
            for id, said in _whole(row).items():
                if not _alike(said, numbered.get(id)):
                    raise FieldError("LEDGER_RECORD_CHANGED", field=id)
            return False
        if row.doc_no.startswith(self._own[0]) and self._own[1] in row.doc_no:
            raise FieldError("LEDGER_RECORD_NOT_HERE", field="doc_no")
        alike = self._by_title.setdefault(row.said[self._form.title_field], [])
        if any(all(_alike(said, values.get(id)) for id, said in _whole(row).items()) for values in alike):
            return False
        alike.append(_whole(row))
        return True


def _whole(row: Row) -> dict[str, Any]:
    return {**row.said, SIDE: row.side} if row.side else row.said


def _alike(said: Any, there: Any) -> bool:
    """Whether two stored values say the same: of names the order does not count, of rows not what only programs know them by."""
    if isinstance(said, list) and isinstance(there, list):
        if any(isinstance(one, dict) for one in (*said, *there)):
            return [_cells(one) for one in said] == [_cells(one) for one in there]
        return sorted(said) == sorted(there)
    return same(said, there)


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {id: value for id, value in row.items() if id != "row" and not is_empty(value)}
