"""Notes in the margin of a record: what a reader asks, what is answered below it, and whether it was dealt with.

Who wrote a note and when is never typed: it is read from the change by which its words stand. Notes are outside of versions, so a
frozen record takes them too and keeps its check code."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.acts import entering
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.acts.values import Reading, draw
from desktop.errors import FieldError
from desktop.model import rows
from desktop.model.authority import BY_LEADS
from desktop.model.change import JOINT, Change, Value
from desktop.model.form import Label
from desktop.model.history import REVIEW_NOTES
from desktop.store import records
from desktop.store.records import Entry

KEPT = "note"


@dataclass(frozen=True, slots=True)
class Note:
    """One line of a thread. `side`: that of the laptop it was written on, empty where it is not enrolled here; `when`: by its
    clock; `about`: a field's id, with its `label`, empty where this form has no such field; `answers`: the row of the note that it
    is an answer to. `done` of an answer says nothing."""

    row: str
    who: str
    side: str
    when: str
    about: str
    label: Label
    text: str
    answers: str
    done: bool

    @property
    def waits(self) -> bool:
        """Whether it is a note that nobody has dealt with."""
        return not self.answers and not self.done


def add(session: Session, word: str, text: str, about: str = "") -> str:
    """A new note, at wish about a field; its row.

    Raises NOTE_EMPTY, NOTE_NOT_YOURS, FIELD_UNKNOWN, FORM_REGISTER for members and definitions of forms, SECRECY_MARKED."""
    opened = _writable(session, word)
    if about:
        opened.known_form().field(about)
    return _write(session, opened, {"about": about, "text": text})


def answer(session: Session, word: str, note: str, text: str) -> str:
    """An answer below a note, or below the note that an answer belongs to; its row. Raises as `add`, and ROW_UNKNOWN."""
    opened = _writable(session, word)
    return _write(session, opened, {"answers": _asked(opened, note), "text": text})


def settle(session: Session, word: str, note: str) -> None:
    """The note is dealt with. Twice is once. Raises as `answer`."""
    _tick(session, word, note, True)


def reopen(session: Session, word: str, note: str) -> None:
    """The note is not dealt with after all. Raises as `answer`."""
    _tick(session, word, note, False)


def thread(session: Session, word: str) -> list[Note]:
    """The notes of a record in the order in which they were written, each with its answers behind it."""
    return thread_of(session, look_up(session, word))


def thread_of(session: Session, opened: Opened) -> list[Note]:
    """As `thread`, of a record that is open."""
    known = {change.id: change for change in opened.changes}
    said = {str(row["row"]): row for row in opened.record.values.get(REVIEW_NOTES) or () if row.get("text")}
    found: dict[str, list[Note]] = {}
    for row, one in said.items():
        note = _note(session, opened, known, one)
        found.setdefault(note.answers if note.answers in said else row, []).append(note)
    return [note for about in said for note in sorted(found.get(about, ()), key=lambda one: one.row != about)]


def open_notes(session: Session) -> list[tuple[Entry, int]]:
    """Records begun by whoever uses this laptop that have notes not dealt with, newest first, each with how many."""
    project, notebook = session.project, session.notebook
    seats = notebook.roster(project).seats
    me = seats.get(session.device)
    mine = {device for device, seat in seats.items() if me is not None and seat.member == me.member} | {session.device}
    found = records.with_notes(notebook, project)
    return [(one, int(one.columns[REVIEW_NOTES])) for one in found if records.begun_on(notebook, project, one.id) in mine]


def may_write(session: Session, opened: Opened) -> bool:
    """Whether whoever uses this laptop may write in the margin of a record."""
    try:
        _demand_margin(session, opened)
    except FieldError:
        return False
    return opened.form is not None


def hold(session: Session, record: str, words: Mapping[str, str]) -> None:
    """Keep on this laptop what somebody types into the margin and has not sent; nothing where there is no word of it."""
    with session.notebook.transaction():
        session.notebook.keep(f"{KEPT}/{record}", dict(words) if words.get("text") else None)


def held(session: Session, record: str) -> Mapping[str, str]:
    """What `hold` kept of a record, empty where there is nothing."""
    return session.notebook.kept(f"{KEPT}/{record}") or {}


def _writable(session: Session, word: str) -> Opened:
    """A record in whose margin this laptop may write: its own side's, or a joint one. Others would hold the change."""
    opened = look_up(session, word)
    _demand_margin(session, opened)
    return opened


def _demand_margin(session: Session, opened: Opened) -> None:
    side = session.seat(session.project).side
    if opened.record.form in BY_LEADS:
        raise FieldError("FORM_REGISTER", form=opened.record.form)
    if opened.record.side not in (side, JOINT):
        raise FieldError("NOTE_NOT_YOURS", side=opened.record.side)


def _asked(opened: Opened, note: str) -> str:
    """The row of a note, or of the note that an answer belongs to."""
    said = {str(row["row"]): row for row in opened.record.values.get(REVIEW_NOTES) or ()}
    if note not in said:
        raise FieldError("ROW_UNKNOWN", field=REVIEW_NOTES, row=note[:32])
    asked = str(said[note].get("answers") or note)
    return asked if asked in said else note


def _write(session: Session, opened: Opened, cells: Mapping[str, Any]) -> str:
    if not str(cells["text"]).strip():
        raise FieldError("NOTE_EMPTY")
    current = opened.record.current
    present = current.rows.get(REVIEW_NOTES, ())
    last = current.keys.get((REVIEW_NOTES, present[-1])) if present else None
    row = secrets.token_hex(6)
    reading = Reading(session, session.project, opened.known_form(), current)
    said: dict[str, Value] = {f"{REVIEW_NOTES}/{row}": rows.between(last, None, draw)}
    for id, value in cells.items():
        address = f"{REVIEW_NOTES}/{row}/{id}"
        said[address] = reading.cell(address, value)
    with session.notebook.transaction():
        entering.amend(reading, opened.record.id, said)
    return row


def _tick(session: Session, word: str, note: str, done: bool) -> None:
    opened = _writable(session, word)
    address = f"{REVIEW_NOTES}/{_asked(opened, note)}/done"
    reading = Reading(session, session.project, opened.known_form(), opened.record.current)
    if address in opened.record.current.values or done:
        reading.said[address] = done
    with session.notebook.transaction():
        entering.amend(reading, opened.record.id, reading.changed())


def _note(session: Session, opened: Opened, known: Mapping[str, Change], one: Mapping[str, Any]) -> Note:
    written = opened.record.current.survivors[f"{REVIEW_NOTES}/{one['row']}/text"][-1]
    project, device = session.project, known[written.change].device
    about = str(one.get("about") or "")
    field = opened.form.find(about) if opened.form and about else None
    return Note(
        row=str(one["row"]),
        who=session.who(project, device),
        side=session.notebook.roster(project).side(device) or "",
        when=written.clock,
        about=about,
        label=field.label if field else {},
        text=str(one["text"]),
        answers=str(one.get("answers") or ""),
        done=one.get("done") is True,
    )
