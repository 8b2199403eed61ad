"""Points made of what somebody said: the point quotes the words, and the two records name each other."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from desktop.acts import opening, recording
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import records

POINT = "suspicion"
TITLE_CHARACTERS = 40
"""Longer titles are only remarked on, but a list shows no more of them."""


def point_of(session: Session, word: str, passage: str) -> str:
    """A point to verify of this passage of the record; its id. Both are written or neither.

    Raises QUOTE_NOTHING, and what making and editing a record raise."""
    quote = passage.strip()
    if not quote:
        raise FieldError("QUOTE_NOTHING")
    opened = opening.look_up(session, word)
    said = {"title": quote.splitlines()[0][:TITLE_CHARACTERS], "facts": quote, QUOTED: [opened.record.id]}
    source = session.form(POINT).field("source").option(opened.entry.form)
    with session.notebook.transaction():
        made = recording.new(session, POINT, said | ({"source": source.id} if source else {}))
        if not opened.record.frozen:
            known = list(opened.record.values.get(LINKS) or ())
            recording.edit(session, opened.record.id, {LINKS: [*known, made.id]})
    return made.id


class Source(NamedTuple):
    """A record that a point quotes: its id, what it is called, and row and cell of the words quoted (`row/cell`); empty where they
    stand in no table, or are not the same any more."""

    id: str
    called: str
    place: str


def sources(session: Session, opened: Opened) -> list[Source]:
    """The records that a point says it is quoted from, as far as they are here."""
    values, project = opened.record.values, session.project
    entries = records.those(session.notebook, project, [str(id) for id in values.get(QUOTED) or ()])
    quote = str(values.get("facts") or "")
    said = records.documents(session.notebook, [one.no for one in entries])
    return [Source(one.id, one.title or one.number, _place(said.get(one.no, {}), quote)) for one in entries]


def _place(said: Mapping[str, Any], quote: str) -> str:
    """The cell of which a line of the quote is a part, of several that with the longest such line."""
    lines = [line.strip() for line in quote.splitlines() if line.strip()]
    found = [(len(line), place) for place, text in _cells(said) for line in lines if line in text]
    return max(found, key=lambda one: one[0], default=(0, ""))[1]


def _cells(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for rows in said.values():
        for row in rows if isinstance(rows, list) else ():
            for cell, text in row.items() if isinstance(row, dict) else ():
                if isinstance(text, str) and cell != "row":
                    yield f"{row.get('row')}/{cell}", text


LINKS, QUOTED = "suspicion_ids", "quoted_from"
