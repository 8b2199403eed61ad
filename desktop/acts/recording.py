"""Look up, make and edit records."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop.acts import corroborating, entering, preparing, rectifying
from desktop.acts.opening import Opened, line, look_up
from desktop.acts.session import Session
from desktop.acts.values import Reading, audience_of
from desktop.errors import FieldError
from desktop.model.authority import FORM_DEFINITION
from desktop.model.change import JOINT, SIDES, Draft, Value
from desktop.model.fields import KINDS
from desktop.model.form import Form
from desktop.model.history import STATE
from desktop.store import records
from desktop.store.records import Entry

REGISTERS = ("project", "member", FORM_DEFINITION)
"""Forms whose records are made by acts of their own."""
FOLLOWS: dict[str, Callable[[Session, Opened], None]] = {
    **dict.fromkeys(corroborating.FORMS, corroborating.after_writing),
    rectifying.FORM: rectifying.after_writing,
    **dict.fromkeys(preparing.FILLED, preparing.after_writing),
}
"""By form: what writing a record brings with it, in the same transaction."""


def new(session: Session, form_id: str, values: Mapping[str, Any], side: str | None = None) -> Entry:
    """A new record; persons and units named for the first time are made with it. One transaction.

    Raises FORM_UNKNOWN, FORM_REGISTER, FIELD_UNKNOWN, VALUE_*, MEMBER_NOT_ENROLLED, SIDE_NOT_YOURS."""
    return make(Reading(session, session.project, session.form(form_id)).take(values), side)


def make(reading: Reading, side: str | None = None) -> Entry:
    """A new record that says what was read. Raises FORM_REGISTER, MEMBER_NOT_ENROLLED, SIDE_NOT_YOURS, VALUE_NOT_AN_OPTION,
    NAME_MISSING."""
    session, project, form = reading.session, reading.project, reading.form
    if form.id in REGISTERS:
        raise FieldError("FORM_REGISTER", form=form.id)
    own_side = session.seat(project).side
    if form.named:
        return _make_named(reading)
    side = side_of_new(reading, own_side, side)
    with session.notebook.transaction():
        reading.said = {k: v for k, v in reading.said.items() if v is not None}
        if form.code:
            reading.said["doc_no"] = session.next_number(project, form, side)
        if form.states:
            reading.said[STATE] = form.states[0].id
        create = Draft(
            "create",
            reading.by_tier(reading.said),
            form=form.id,
            form_version=form.version,
            side=side,
            audience=audience_of(session, project, form, side, reading.said),
            tier=form.tier(STATE),
        )
        touched = session.write(project, *reading.made.values(), create)
        _follow(reading, touched.changes[-1][:32])
    return line(session, project, touched.changes[-1][:32])


def side_of_new(reading: Reading, own_side: str, side: str | None = None) -> str:
    """The side of a new record that says what was read. Raises SIDE_NOT_YOURS, VALUE_NOT_AN_OPTION."""
    side = side or reading.form.side_of(reading.said, own_side)
    if side not in (*SIDES, JOINT):
        raise FieldError("VALUE_NOT_AN_OPTION", field="side", options=", ".join((*SIDES, JOINT)))
    if side not in (own_side, JOINT):
        raise FieldError("SIDE_NOT_YOURS", side=side)
    return side


def _make_named(reading: Reading) -> Entry:
    """A person or unit by name: made where it is not known yet, else the one there is, with what was said added."""
    session, project, form = reading.session, reading.project, reading.form
    name = reading.said.get("name")
    if not name:
        raise FieldError("NAME_MISSING", form=form.id)
    kind = "person" if form.id == "person" else "unit"
    other = Reading(session, project, form)
    id = other.name(kind, str(name))
    with session.notebook.transaction():
        if other.made:
            session.write(project, *other.made.values())
        record, _ = records.load(session.notebook, project, line(session, project, id).no)
        reading.now = record.current
        amend(reading, id, reading.changed())
    return line(session, project, id)


def edit(session: Session, word: str, values: Mapping[str, Any], reason: str = "") -> tuple[str, list[str]]:
    """Change values; returns the record's id and the addresses changed. On a frozen record this is a proposed revision.

    Raises what `new` raises, ROW_UNKNOWN, and FORM_REGISTER for the definition of a form."""
    opened = look_up(session, word)
    session.seat(session.project)
    reading = Reading(session, session.project, opened.known_form(), opened.record.current).take(values)
    with session.notebook.transaction():
        changed = amend(reading, opened.record.id, reading.changed(), reason)
    return opened.record.id, changed


def amend(reading: Reading, id: str, said: Mapping[str, Value], reason: str = "") -> list[str]:
    """One change of a record that says this, of what was read, and what follows from it; the addresses it changes. Raises
    FORM_REGISTER for the definition of a form."""
    if reading.form.id == FORM_DEFINITION:
        raise FieldError("FORM_REGISTER", form=FORM_DEFINITION)
    changed = entering.amend(reading, id, said, reason)
    if changed:
        _follow(reading, id)
    return changed


def _follow(reading: Reading, id: str) -> None:
    follows = FOLLOWS.get(reading.form.id)
    if follows is not None:
        follows(reading.session, look_up(reading.session, id))


def member(session: Session, project: int, word: str) -> Entry:
    """The member meant by name, code, id or a beginning of the id. Raises MEMBER_UNKNOWN, MEMBER_AMBIGUOUS."""
    found = []
    for entry in records.listing(session.notebook, project, "member"):
        said = records.document(session.notebook, entry.no)
        if word in (entry.id, entry.title, said.get("code")) or (len(word) >= 6 and entry.id.startswith(word)):
            found.append(entry)
    if not found:
        raise FieldError("MEMBER_UNKNOWN", who=word[:50])
    if len(found) > 1:
        raise FieldError("MEMBER_AMBIGUOUS", who=word[:50], count=len(found))
    return found[0]


def missing(opened: Opened) -> list[str]:
    """Ids of fields that are empty and due: by the record's state, or while it is a draft by the state it would freeze in."""
    form, record = opened.form, opened.record
    if form is None:
        return []
    due = due_state(form, record.state, frozen=record.frozen)
    return [field.id for field in form.missing(due, record.values)]


def due_state(form: Form, state: str, *, frozen: bool) -> str:
    """The state by which fields are due: the record's own, or while it is a draft the one it would freeze in."""
    void = any(one.id == state and one.void for one in form.states)
    return state if frozen or void else next((one.id for one in form.states if one.frozen), state)


def shown(form: Form | None, address: str, value: Value) -> Any:
    """A stored value as the command line shows it: money in yuan, numbers as numbers."""
    if form is None or value is None or address.count("/") == 1:
        return value
    try:
        kind = form.field(address).kind
        said = KINDS[kind].show(value)
    except FieldError:
        return value
    whole = kind == "number" and isinstance(said, str) and said.removeprefix("-").isdecimal() and len(said) <= 15
    return int(said) if whole else said


def ids_in(value: Any) -> list[str]:
    """Every text in a value that could be a record's id."""
    if isinstance(value, dict):
        return [id for one in value.values() for id in ids_in(one)]
    if isinstance(value, list):
        return [id for one in value for id in ids_in(one)]
    return [value] if isinstance(value, str) and len(value) == 32 and value.isalnum() else []
