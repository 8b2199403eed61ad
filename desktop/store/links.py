"""Which records name which, now: tasks of a point, evidence behind it, an agenda. Persons and units are in `mention`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desktop.model.form import Form
from desktop.store.notebook import Notebook

SAME = "same_as"
"""The field by which records are said to be one."""


def named_by(form: Form | None, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, id) of every record that these values name; of a cell the field is its table."""
    if form is None:
        return
    for field in form.naming_fields:
        value = values.get(field)
        for id in value if isinstance(value, list) else (value,):
            if id:
                yield field, str(id)
    for table, column in form.naming_cells:
        for row in values.get(table) or ():
            value = row.get(column)
            for id in value if isinstance(value, list) else (value,):
                if id:
                    yield table, str(id)


def naming_it(notebook: Notebook, project: int, target: str, form: str | None = None) -> list[tuple[int, str]]:
    """(number, field) of the records, of one form or of any, that name this one, oldest first."""
    chosen, values = (" and r.form = ?", [form]) if form else ("", [])
    rows: Sequence[tuple[int, str]] = notebook.db.execute(
        "select l.record, l.field from link l join record r on r.no = l.record"
        f" where l.target = ? and r.project = ? and r.form is not null{chosen} order by l.record",
        [target, project, *values],
    ).fetchall()
    return list(rows)


def said_same(notebook: Notebook, project: int) -> list[tuple[str, str]]:
    """Pairs of ids of which somebody has said that they are the same."""
    rows: Sequence[tuple[str, str]] = notebook.db.execute(
        "select r.id, l.target from link l cross join record r on r.no = l.record"
        f" where l.field = '{SAME}' and r.project = ? and r.form is not null",
        [project],
    ).fetchall()
    return list(rows)


def of_form(notebook: Notebook, project: int, form: str) -> list[tuple[str, int]]:
    """(id named, number of the record) of all records of a form, oldest first, each pair once."""
    rows: Sequence[tuple[str, int]] = notebook.db.execute(
        "select distinct l.target, l.record from record r join link l on l.record = r.no"
        " where r.project = ? and r.form = ? order by l.record",
        [project, form],
    ).fetchall()
    return list(rows)
