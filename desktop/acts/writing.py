"""Writing in a page: kept as a draft while it is typed, one change when the record is left.

The words of a draft are address -> what was typed, as the command line would take it: names of persons and units as text, the
order key of a row (`qa/<row>`) as it is stored. None empties; a row is removed by emptying its order key and all its cells.
Beside them stands what each address was *begun* on. The change replaces that and nothing else, so that what arrived meanwhile
stays, in conflict where it says something else.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from desktop.acts import opening, recording
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.acts.values import Reading, draw, same
from desktop.errors import FieldError
from desktop.model import rows
from desktop.model.change import Change, Value
from desktop.model.form import Form
from desktop.store import drafts, records
from desktop.store.drafts import Writing


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft as a list shows it. `record` is empty while the record is new; `title`: the record's, else what the draft says."""

    no: int
    record: str
    form: str
    title: str
    stored: str


def begun_on(opened: Opened, address: str) -> list[str]:
    """Ids that an edit of this address begun now will replace."""
    return list(opened.record.current.seen(address))


def keep(
    session: Session,
    project: int,
    form_id: str,
    words: Mapping[str, Any],
    begun: Mapping[str, Sequence[str]],
    *,
    record: str = "",
    no: int | None = None,
) -> int:
    """Store what is typed so far, durably, over its earlier state where `no` is given; the draft's number. Raises STORE_*."""
    ids = {address: list(found) for address, found in begun.items()}
    return drafts.keep(session.notebook, project, form_id, words, ids, session.clock(), record=record, no=no)


def finish(session: Session, no: int) -> str:
    """The draft becomes one change, or none where it says nothing new, and is gone; the record's id. Empty where the draft was
    finished or thrown away already, or where it is new and says nothing.

    Raises what `recording.new` raises, and RECORD_UNKNOWN; the draft then stays as it is."""
    draft = next((one for one in drafts.unfinished(session.notebook) if one.no == no), None)
    if draft is None:
        return ""
    session.seat(draft.project)
    # Ahead of the transaction: what a session remembers of its chain must not go with one that fails.
    session.own_track(draft.project)
    with session.notebook.transaction():
        record = _amended(session, draft) if draft.record else _made(session, draft)
        drafts.drop(session.notebook, no)
    return record


def _made(session: Session, draft: Writing) -> str:
    reading = Reading(session, draft.project, session.form(draft.form, draft.project), begun={}).take_addresses(draft.words)
    if all(value is None for value in reading.said.values()):
        return ""
    return recording.make(reading).id


def _amended(session: Session, draft: Writing) -> str:
    entry = records.entry(session.notebook, draft.project, draft.record)
    if entry is None:
        raise FieldError("RECORD_UNKNOWN", id=draft.record)
    record, changes = records.load(session.notebook, draft.project, entry.no)
    form = opening.form_of(session, draft.project, record)
    if form is None:
        raise FieldError("FORM_UNKNOWN", form=record.form)
    reading = Reading(session, draft.project, form, record.current, begun=draft.begun)
    reading.take_addresses(draft.words)
    known = {change.id: change for change in changes}
    said = {address: value for address, value in reading.said.items() if _says_more(reading, known, address, value)}
    recording.amend(reading, record.id, said)
    return record.id


def _says_more(reading: Reading, known: Mapping[str, Change], address: str, value: Value) -> bool:
    """Whether what was typed is not just what stood there when it was begun and stands there now."""
    if address in reading.now.conflicts or not same(reading.now.values.get(address), value):
        return True
    begun = reading.replaced(address)
    stood = [_said(known.get(id), address) for id in begun] or [[None]]
    return not all(found and same(found[0], value) for found in stood)


def _said(change: Change | None, address: str) -> list[Value]:
    """What a change says at an address, in a list; nothing at a cell whose row it removes. An empty list where its words are not
    held here."""
    said = [part.values[address].value for part in change.parts.values() if address in part.values] if change else []
    if not said and change and not change.withheld():
        return [None]
    return said


@contextmanager
def kept_if_marked(
    session: Session, said: Sequence[Mapping[str, Any]], *, form: str = "", record: str = ""
) -> Iterator[None]:
    """What a marking of secrecy keeps out of the journal stays as a draft: of a record, or of new ones of a form, all of them.
    Raises what is raised within."""
    try:
        yield
    except FieldError as error:
        if error.code == "SECRECY_MARKED":
            opened = opening.look_up(session, record) if record else None
            for values in said:
                hold_back(session, opened.known_form() if opened else session.form(form), values, opened)
        raise


def hold_back(session: Session, form: Form, values: Mapping[str, Any], opened: Opened | None = None) -> int:
    """Keep as a draft what may not enter the journal, so that nothing is lost of it; the draft's number."""
    words: dict[str, Any] = {}
    for id, raw in values.items():
        field = form.find(id)
        if field is None or not field.columns or not isinstance(raw, list):
            words[id] = raw
            continue
        last: str | None = None
        for row in raw:
            at = f"{id}/{row.get('row') or secrets.token_hex(6)}"
            if not row.get("row"):
                last = rows.between(last, None, draw)
                words[at] = last
            words |= {f"{at}/{cell}": value for cell, value in row.items() if cell not in ("row", "remove")}
    begun = {address: begun_on(opened, address) for address in words} if opened else {}
    return keep(session, session.project, form.id, words, begun, record=opened.record.id if opened else "")


def unfinished(session: Session) -> list[Unfinished]:
    """The drafts of the current project, oldest first."""
    project = session.project
    return [
        Unfinished(one.no, one.record, one.form, _title(session, one), one.stored)
        for one in drafts.unfinished(session.notebook, project)
    ]


def _title(session: Session, draft: Writing) -> str:
    entry = records.entry(session.notebook, draft.project, draft.record) if draft.record else None
    if entry is not None and entry.title:
        return entry.title
    form = session.notebook.form(draft.form)
    return str(draft.words.get(form.title_field) or "") if form else ""


def throw_away(session: Session, no: int) -> None:
    """Forget what was typed, at the wish of the person who typed it. One gone already is no error."""
    drafts.drop(session.notebook, no)
