"""Very many list lines at once, for figures and for lists that follow from other records. Nothing here writes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from desktop.store.notebook import Notebook
from desktop.store.projection import EACH

Short = tuple[str, str, str, str, dict[str, Any], str, str, int, str]
"""id, form, side, state, columns, number, title, how much is withheld, devices that have confirmed"""
SHORT = (
    "r.id, r.form, r.side, r.state, r.columns, coalesce(r.number, ''), coalesce(r.title, ''), r.withheld, coalesce(r.confirmed, '')"
)
AT_ONCE = 500
"""Rows read, or ids asked for, in one go."""
_decode = msgspec.json.Decoder(list[Any]).decode
_columns = msgspec.json.Decoder(dict[str, Any]).decode


def _short(row: Sequence[Any]) -> Short:
    id, form, side, state, columns, number, title, withheld, confirmed = row
    return id, form, side, state, _columns(columns) if columns else {}, number, title, withheld, confirmed


def each(notebook: Notebook, project: int, form: str) -> Iterator[Short]:
    """All list lines of a form one after the other, oldest first; none of them is kept."""
    rows = notebook.db.execute(
        f"select {SHORT} from record r where r.project = ? and r.form = ? order by r.no", [project, form]
    )
    while some := rows.fetchmany(AT_ONCE):
        yield from map(_short, some)


def in_states(
    notebook: Notebook,
    project: int,
    form: str,
    states: Sequence[str],
    said: Mapping[str, str],
    lacking: Sequence[str] | None = None,
) -> Iterator[Short]:
    """The list lines of a form in one of these stored states, oldest first. `said`: field of the line -> its value; `lacking`: only
    those that somebody has confirmed, but none of these devices."""
    where = [f"r.state in ({','.join('?' * len(states))})", *("json_extract(r.columns, ?) = ?" for _ in said)]
    if lacking is not None:
        where += ["r.confirmed <> ''", *("instr(r.confirmed, ?) = 0" for _ in lacking)]
    rows = notebook.db.execute(
        f"select {SHORT} from record r where r.project = ? and r.form = ? and {' and '.join(where)} order by r.no",
        [project, form, *states, *(word for name, value in said.items() for word in (f"$.{name}", value)), *(lacking or ())],
    )
    while some := rows.fetchmany(AT_ONCE):
        yield from map(_short, some)


def pick(notebook: Notebook, project: int, form: str, fields: Sequence[str]) -> Iterator[tuple[str, str, str, bool, list[Any]]]:
    """Of each record of a form id, side, state, whether nothing of it is withheld, and these fields of its list line."""
    # Of several paths there is a list, of one there would be the bare value.
    paths = [f"$.{name}" for name in (*fields, *fields[: len(fields) == 1])]
    rows = notebook.db.execute(
        f"select r.id, r.side, r.state, r.withheld = 0, json_extract(r.columns, {', '.join('?' * len(paths))})"
        " from record r where r.project = ? and r.form = ? order by r.no",
        [*paths, project, form],
    )
    while some := rows.fetchmany(AT_ONCE):
        for id, side, state, whole, values in some:
            yield id, side, state, whole == 1, _decode(values)[: len(fields)]


def named(notebook: Notebook, project: int, ids: Sequence[str]) -> Iterator[Short]:
    """The list lines of the records with these whole ids, as far as they are shown here."""
    for start in range(0, len(ids), AT_ONCE):
        some = list(ids[start : start + AT_ONCE])
        rows = notebook.db.execute(
            f"select {SHORT} from record r where r.project = ? and +r.form is not null and r.id in ({','.join('?' * len(some))})",
            [project, *some],
        )
        yield from map(_short, rows.fetchall())


def naming_each(notebook: Notebook, project: int, form: str, targets: Sequence[str]) -> Iterator[tuple[str, Short]]:
    """(id named, list line) of the records of a form that name one of these, oldest first."""
    for start in range(0, len(targets), AT_ONCE):
        some = list(targets[start : start + AT_ONCE])
        rows = notebook.db.execute(
            # A cross join looks up the few that name them, and not all of the form.
            f"select distinct l.target, {SHORT} from link l cross join record r on r.no = l.record"
            f" where l.target in ({','.join('?' * len(some))}) and r.project = ? and r.form = ? order by r.no",
            [*some, project, form],
        )
        yield from ((row[0], _short(row[1:])) for row in rows.fetchall())


def documents_of(notebook: Notebook, project: int, ids: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Id and current values, as stored, of the records with these whole ids, as far as they are shown here."""
    for start in range(0, len(ids), AT_ONCE):
        some = list(ids[start : start + AT_ONCE])
        rows = notebook.db.execute(
            "select r.id, d.body from record r cross join document d on d.no = r.no"
            f" where r.project = ? and +r.form is not null and r.id in ({','.join('?' * len(some))})",
            [project, *some],
        )
        yield from ((id, _columns(body)) for id, body in rows.fetchall())


def tally(notebook: Notebook, project: int) -> list[tuple[str, str, int]]:
    """(form, state, how many records) of all that is shown."""
    rows: Sequence[tuple[str, str, int]] = notebook.db.execute(
        "select form, state, count(*) from record where project = ? and form is not null group by form, state order by form",
        [project],
    ).fetchall()
    return list(rows)


def with_states(
    notebook: Notebook, project: int, form: str, states: Sequence[str], field: str = ""
) -> list[tuple[int, str, str]]:
    """(number, state, value of one field of the list line) of the records of a form in these states, oldest first."""
    said, values = ("coalesce(json_extract(columns, ?), '')", [f"$.{field}"]) if field else ("''", [])
    rows: Sequence[tuple[int, str, str]] = notebook.db.execute(
        f"select no, state, {said} from record where project = ? and form = ? and state in {EACH} order by no",
        [*values, project, form, json.dumps(list(states))],
    ).fetchall()
    return list(rows)


def frozen_at(notebook: Notebook, numbers: Sequence[int]) -> dict[int, str]:
    """When the newest version of each of these records was frozen, by the clock of whoever froze it."""
    rows = notebook.db.execute(
        "select c.record, max(cast(c.header as text) ->> '$.clock') from json_each(?) e cross join change c on c.record = e.value"
        " where c.held is null and cast(c.header as text) ->> '$.kind' = 'freeze' group by c.record",
        [json.dumps(list(numbers))],
    ).fetchall()
    return dict(rows)


def versions_of(notebook: Notebook, numbers: Sequence[int]) -> dict[int, tuple[str, dict[str, Any]]]:
    """Of each of these records the check code of the version that stands, empty of a draft, and its values as stored."""
    rows = notebook.db.execute(
        "select r.no, coalesce(r.check_code, ''), d.body from json_each(?) e cross join record r on r.no = e.value"
        " left join document d on d.no = r.no",
        [json.dumps(list(numbers))],
    ).fetchall()
    return {no: (code, _columns(body) if body else {}) for no, code, body in rows}
