"""What a record is called, and the words by which it is found."""

from collections.abc import Iterator, Mapping
from json import JSONDecoder
from typing import Any, NamedTuple

from desktop.model.form import Form
from desktop.model.history import REVIEW_NOTES, SIGNATURES
from desktop.model.record import Record

NAMES = ("person", "people", "unit", "units")
SOUNDING = ("name", "title", "aliases")


def title_of(form: Form | None, made: Record) -> str:
    """What a list calls the record: its title field, else its name, else its number."""
    values = made.values
    for id in ((form.title_field,) if form else ()) + ("title", "name", "doc_no"):
        if id and values.get(id):
            return str(values[id])
    return ""


class _Naming(NamedTuple):
    """Where a form names persons and units: fields, and cells of tables (table -> columns). `order`: places of the fields;
    `columns`: those of each table, in order."""

    fields: frozenset[str]
    cells: Mapping[str, tuple[str, ...]]
    order: Mapping[str, int]
    columns: Mapping[str, tuple[str, ...]]


_decoded = JSONDecoder().raw_decode
_namings: dict[int, tuple[Form, _Naming]] = {}
MOST_FORMS = 100


def _naming(form: Form | None) -> _Naming:
    """Worked out once for each form; forms are compared by their whole content, so they are known by identity here."""
    if form is None:
        return _Naming(frozenset(), {SIGNATURES: ("who",)}, {}, {})
    found = _namings.get(id(form))
    if found is None:
        fields = frozenset(f.id for f in form.fields if f.kind in NAMES)
        cells = {SIGNATURES: ("who",)} | {f.id: tuple(c.id for c in f.columns if c.kind in NAMES) for f in form.fields}
        if len(_namings) >= MOST_FORMS:
            _namings.clear()
        # The form is kept along, so that no other gets its identity.
        cells = {table: columns for table, columns in cells.items() if columns}
        order = {field.id: place for place, field in enumerate(form.fields)}
        columns = {field.id: tuple(column.id for column in field.columns) for field in form.fields if field.columns}
        found = _namings[id(form)] = form, _Naming(fields, cells, order, columns)
    return found[1]


def words_at(form: Form | None, body: str, place: int) -> str:
    """The words of the value, or of the whole row of a table, around a place of a document as stored in JSON.

    Empty where they cannot be told without decoding all of it, which takes many times as long: next to a quotation mark of
    the writer's, in a row that names persons by their ids, and in a note in the margin."""
    opening = body.rfind("{", 0, place)
    try:
        if opening > 0:
            row, end = _decoded(body, opening)
            if end > place:
                before = body.rfind('":[{', 0, opening + 1)
                return _row_words(form, body[body.rfind('"', 0, before) + 1 : before], row)
        quote = body.rfind('"', 0, place)
        value, end = _decoded(body, quote)
    except ValueError:
        return ""
    return "" if body[quote - 1] == "\\" or body[end] == ":" else str(value)


def _row_words(form: Form | None, table: str, row: Mapping[str, Any]) -> str:
    if table == REVIEW_NOTES:
        return ""
    naming = _naming(form)
    if table in naming.cells and any(row.get(key) for key in naming.cells[table]):
        return ""
    return "\n".join([cell for cell in _cells(row, naming.columns.get(table, ())) if isinstance(cell, str)])


def _cells(row: Mapping[str, Any], columns: tuple[str, ...]) -> list[Any]:
    """The cells of a row in the order of the form; as they come where it does not know the table."""
    return [row.get(key) for key in columns] or [cell for key, cell in row.items() if key != "row"]


def words_in(form: Form | None, values: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text that search looks through, in the order of the form, and the names it also finds by sound."""
    body: list[str] = []
    sounding: list[str] = []
    naming, _, order, columns = _naming(form)
    for id in sorted(values, key=lambda id: order.get(id, -1)):
        if id == REVIEW_NOTES:
            # They are about the words that are searched, and none of them.
            continue
        value = values[id]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                cells = _cells(one, columns.get(id, ()))
                body += [names.get(cell, cell) for cell in cells if isinstance(cell, str)]
            elif isinstance(one, str):
                word = names.get(one, one) if id in naming else one
                body.append(word)
                if id in naming or id in SOUNDING:
                    sounding.append(word)
    return "\n".join(body), tuple(sounding)


def named_in(form: Form | None, values: Mapping[str, Any]) -> Iterator[str]:
    """Ids of the persons and units that a record names, in fields and in cells."""
    naming = _naming(form)
    for id in naming.fields:
        value = values.get(id)
        if value:
            yield from value if isinstance(value, list) else [value]
    for id, columns in naming.cells.items():
        yield from (row[cell] for row in values.get(id) or () for cell in columns if isinstance(row.get(cell), str))
