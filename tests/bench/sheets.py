"""The rows that the store has written, read back so that a bare database can write the very same."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from desktop.store import records, search, wording
from desktop.store.notebook import Notebook

TABLES = ("record", "document", "conflict", "mention", "attached", "enrolment", "track")
SOME = 1000
Rows = list[tuple[Any, ...]]


def schema(notebook: Notebook) -> list[str]:
    """Statements that make the same tables and indexes, but for the index of words."""
    names = ("change", *TABLES)
    rows = notebook.db.execute(
        f"select sql from sqlite_master where sql is not null and tbl_name in ({','.join('?' * len(names))})"
        " order by type desc",
        names,
    ).fetchall()
    return [row[0] for row in rows]


def statement(table: str, width: int) -> str:
    return f'insert or replace into "{table}" values ({", ".join("?" * width)})'


def tables(notebook: Notebook, where: dict[str, str] | None = None) -> Iterator[tuple[str, Rows]]:
    """(table, rows), some at a time, the journal first. `where`: table -> condition; all rows where it is not given."""
    for table in ("change", *TABLES):
        condition = "" if where is None else f" where {where[table]}"
        found = notebook.db.execute(f'select * from "{table}"{condition} order by rowid')
        while rows := found.fetchmany(SOME):
            yield table, rows


def words(notebook: Notebook, project: int, where: str = "true") -> Iterator[list[tuple[int, str, str, str]]]:
    """Rows of the index of words: number, title, body and sounds, as the store hands them to it."""
    found = notebook.db.execute(
        "select r.no, r.form, r.title, d.body from record r join document d on d.no = r.no"
        f" where r.form is not null and {where} order by r.no"
    )
    while rows := found.fetchmany(SOME):
        yield [_words(notebook, project, row) for row in rows]


def _words(notebook: Notebook, project: int, row: Sequence[Any]) -> tuple[int, str, str, str]:
    no, form, title, body = row
    values = json.loads(body)
    ids = [id for value in values.values() for id in (value if isinstance(value, list) else [value])]
    names = records.names(notebook, project, [id for id in ids if isinstance(id, str) and len(id) == 32])
    text, sounding = wording.words_in(notebook.form(form), values, names)
    return no, search.spaced(title or ""), search.spaced(text), search.sounds(sounding)
