"""Points made of what somebody said: the point quotes the words, and the two records name each other."""

from desktop.acts import opening, recording
from desktop.acts.session import Session
from desktop.errors import FieldError

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
    said = {"title": quote.splitlines()[0][:TITLE_CHARACTERS], "facts": quote, "quoted_from": [opened.record.id]}
    source = session.form(POINT).field("source").option(opened.entry.form)
    with session.notebook.transaction():
        made = recording.new(session, POINT, said | ({"source": source.id} if source else {}))
        if not opened.record.frozen:
            known = list(opened.record.values.get(LINKS) or ())
            recording.edit(session, opened.record.id, {LINKS: [*known, made.id]})
    return made.id


LINKS = "suspicion_ids"
