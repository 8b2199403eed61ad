"""Which row of somebody's table is its head, and which field each of its columns holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from desktop.errors import FieldError
from desktop.ledger.book import Cell, Sheet
from desktop.ledger.columns import STATE, Meaning, columns, meanings, normal, scale_in
from desktop.ledger.survey import ABOVE, cell_name
from desktop.model.form import Form

Rows = Sequence[tuple[int, tuple[Cell, ...]]]
UNIT = "单位"


@dataclass(frozen=True, slots=True)
class Mapped:
    """`head_row`: its number. `heads`: column (from 1) -> its head; `meanings`: of the columns that are taken."""

    head_row: int
    heads: Mapping[int, str]
    meanings: Mapping[int, Meaning]

    def mapping(self) -> dict[str, str | None]:
        """Head -> field id, None for a column that is not taken."""
        said: dict[str, str | None] = {}
        for column, head in self.heads.items():
            if said.get(head) is None:
                said[head] = self.meanings[column].field.id if column in self.meanings else None
        return said

    def without_head(self, rows: Rows) -> list[str]:
        """Letters of the columns that hold something below the head and have none, so that they are not taken."""
        filled = {column for _, cells in rows for column, cell in enumerate(cells, 1) if cell is not None}
        return [get_column_letter(column) for column in sorted(filled - self.heads.keys())]


def mapped(form: Form, sheet: Sheet, rows: Rows, wanted: Mapping[str, str | None]) -> Mapped:
    """The head among the first rows: the one that says most. `wanted`: head -> field id or None, ahead of what is guessed.

    Raises LEDGER_NO_HEAD, LEDGER_HEAD_MERGED, LEDGER_HEAD_TWICE, LEDGER_MAPPING_HEAD, LEDGER_FIELD_NOT_TAKEN, FIELD_UNKNOWN,
    LEDGER_TITLE_UNMAPPED, LEDGER_UNIT_ABOVE."""
    told = {**_taken(form, meanings(form)), **_wanted(form, wanted)}
    first = rows[:ABOVE]
    counts = [sum(1 for cell in cells if isinstance(cell, str) and normal(cell) in told) for _, cells in first]
    if not any(counts):
        raise FieldError("LEDGER_NO_HEAD", form=form.id, rows=ABOVE)
    place = counts.index(max(counts))
    number, cells = first[place]
    for area in sheet.joined_in(number):
        raise FieldError("LEDGER_HEAD_MERGED", cells=str(area))
    heads = {column: cell.strip() for column, cell in enumerate(cells, 1) if isinstance(cell, str) and cell.strip()}
    absent = {normal(head) for head in wanted} - {normal(head) for head in heads.values()}
    if absent:
        raise FieldError("LEDGER_MAPPING_HEAD", count=len(absent))
    found = {column: meaning for column, head in heads.items() if (meaning := told.get(normal(head)))}
    _check(form, found, first[:place])
    return Mapped(number, heads, found)


def _taken(form: Form, known: Mapping[str, Meaning]) -> dict[str, Meaning | None]:
    """Files have no place in a cell, and a state is reached and not written down."""
    return {
        word: None if meaning.field.kind == "files" or meaning.field.id == STATE else meaning for word, meaning in known.items()
    }


def _wanted(form: Form, wanted: Mapping[str, str | None]) -> dict[str, Meaning | None]:
    known = {field.id: field for field in columns(form)}
    found: dict[str, Meaning | None] = {}
    for head, id in wanted.items():
        if id is None:
            found[normal(head)] = None
            continue
        if id not in known:
            raise FieldError("FIELD_UNKNOWN", form=form.id, field=id[:64])
        if known[id].kind == "files" or id == STATE:
            raise FieldError("LEDGER_FIELD_NOT_TAKEN", field=id)
        found[normal(head)] = Meaning(known[id], scale_in(head) if known[id].kind == "money" else None)
    return found


def _check(form: Form, found: Mapping[int, Meaning], above: Rows) -> None:
    by_field: dict[str, list[int]] = {}
    for column, meaning in found.items():
        by_field.setdefault(meaning.field.id, []).append(column)
    for id, places in by_field.items():
        if len(places) > 1:
            raise FieldError("LEDGER_HEAD_TWICE", field=id, columns=", ".join(map(get_column_letter, places)))
    if form.title_field not in by_field:
        raise FieldError("LEDGER_TITLE_UNMAPPED", field=form.title_field)
    if any(meaning.field.kind == "money" and meaning.scale is None for meaning in found.values()):
        for number, cells in above:
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, str) and UNIT in normal(cell) and (scale_in(cell) or 1) != 1:
                    raise FieldError("LEDGER_UNIT_ABOVE", cell=cell_name((number, column)))
