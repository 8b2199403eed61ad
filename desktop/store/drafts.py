"""Unfinished writing, stored within a second of being typed, so that a power cut takes nothing.

A draft belongs to this laptop alone. It becomes one change when the record is left, saved or frozen; until then it remembers on
what each field was *begun*, so that a value that arrives meanwhile is not overwritten unseen.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.store import database
from desktop.store.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Writing:
    """`record` is empty while the record is new. `begun`: address -> ids it was begun on; `words`: address -> value."""

    no: int
    project: int
    record: str
    form: str
    begun: Mapping[str, list[str]]
    words: Mapping[str, Any]
    stored: str


def keep(
    notebook: Notebook,
    project: int,
    form: str,
    words: Mapping[str, Any],
    begun: Mapping[str, list[str]],
    clock: str,
    *,
    record: str = "",
    no: int | None = None,
) -> int:
    """Store a draft durably, over its earlier state where `no` is given; returns its number."""
    row = {
        "project": project,
        "record": record,
        "form": form,
        "begun": json.dumps(begun),
        "words": _written(words),
        "stored": clock,
    }
    table = notebook.db.table("draft")
    with database.driver_errors(), notebook.transaction():
        if no is None:
            return int(str(table.insert(row, pk="no").last_pk))
        table.upsert({"no": no, **row}, pk="no")
        return no


def _written(words: Mapping[str, Any]) -> str:
    """Words as JSON. Half a character, as broken pastes have it, is kept too: what is typed is never refused."""
    text = json.dumps(words, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(words)
    return text


def unfinished(notebook: Notebook, project: int | None = None) -> list[Writing]:
    """Drafts not yet made a change, oldest first."""
    rows = notebook.db.execute(
        "select no, project, record, form, begun, words, stored from draft where ? is null or project = ? order by no",
        [project, project],
    ).fetchall()
    return [Writing(no, p, r, f, json.loads(b), json.loads(w), at) for no, p, r, f, b, w, at in rows]


def drop(notebook: Notebook, no: int) -> None:
    """Forget a draft: its words are in a change now, or were thrown away by the person who typed them. One gone
    already is no error."""
    with database.driver_errors(), notebook.transaction():
        notebook.db.execute("delete from draft where no = ?", [no])
