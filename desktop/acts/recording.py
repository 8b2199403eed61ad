"""Make, edit, move, freeze, revise, sign, confirm and share records."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.acts.session import Session
from desktop.acts.values import Reading, audience_of, draw
from desktop.errors import FieldError
from desktop.model import rows
from desktop.model.change import JOINT, SIDES, TIERS, Change, Draft, Value
from desktop.model.fields import KINDS
from desktop.model.form import Form
from desktop.model.history import CONFIRMATIONS, SIGNATURES, STATE
from desktop.model.record import Record, check_code
from desktop.store import records
from desktop.store.records import Entry

REGISTERS = ("project", "member")
OUTCOMES = ("signed", "refused", "absent", "delayed")


@dataclass(frozen=True)
class Opened:
    """A record whole: its list line, its form (None where this laptop lacks it), what it says, and all its changes."""

    entry: Entry
    form: Form | None
    record: Record
    changes: list[Change]

    def known_form(self) -> Form:
        """The form, for acts that need it. Raises FORM_UNKNOWN."""
        if self.form is None:
            raise FieldError("FORM_UNKNOWN", form=self.entry.form)
        return self.form


def look_up(session: Session, word: str) -> Opened:
    """The record meant by id, number or a unique beginning of the id, in the current project."""
    project = session.project
    entry = records.resolve(session.notebook, project, word)
    record, changes = records.load(session.notebook, project, entry.no)
    return Opened(entry, session.notebook.form(entry.form), record, changes)


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
    side = side or form.side_of(reading.said, own_side)
    if side not in (*SIDES, JOINT):
        raise FieldError("VALUE_NOT_AN_OPTION", field="side", options=", ".join((*SIDES, JOINT)))
    if side not in (own_side, JOINT):
        raise FieldError("SIDE_NOT_YOURS", side=side)
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
    return _line(session, project, touched.changes[-1][:32])


def _line(session: Session, project: int, id: str) -> Entry:
    entry = records.entry(session.notebook, project, id)
    if entry is None:
        raise FieldError("RECORD_UNKNOWN", id=id)
    return entry


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
        record, _ = records.load(session.notebook, project, _line(session, project, id).no)
        reading.now = record.current
        amend(reading, id, reading.changed())
    return _line(session, project, id)


def edit(session: Session, word: str, values: Mapping[str, Any], reason: str = "") -> tuple[str, list[str]]:
    """Change values; returns the record's id and the addresses changed. On a frozen record this is a proposed revision.

    Raises what `new` raises, and ROW_UNKNOWN."""
    opened = look_up(session, word)
    session.seat(session.project)
    reading = Reading(session, session.project, opened.known_form(), opened.record.current).take(values)
    with session.notebook.transaction():
        changed = amend(reading, opened.record.id, reading.changed(), reason)
    return opened.record.id, changed


def amend(reading: Reading, id: str, said: Mapping[str, Value], reason: str = "") -> list[str]:
    """One change of a record that says this, of what was read; the addresses it changes. None where it would say nothing."""
    tiers = reading.by_tier(said)
    if tiers:
        draft = Draft("edit", tiers, record=id, reason=reason, tier=_spoken(tiers, reading.form))
        reading.session.write(reading.project, *reading.made.values(), draft)
    return sorted(address for found in tiers.values() for address in found)


def _spoken(tiers: Mapping[str, Any], form: Form) -> str:
    """The tier that carries a reason: the least open one that the change touches, so that it tells no more than they do."""
    return next((tier for tier in reversed(TIERS) if tier in tiers), form.tier(STATE))


def move(session: Session, word: str, state: str, reason: str = "") -> Entry:
    """A state transition; to a frozen state it freezes what stands now as a version.

    Raises STATE_UNKNOWN, STATE_NOT_REACHED (no such move), REASON_NEEDED, RECORD_CONFLICTED (two people say different things
    in what is to be frozen)."""
    opened = look_up(session, word)
    form, record = opened.known_form(), opened.record
    if state not in {known.id for known in form.states}:
        raise FieldError("STATE_UNKNOWN", form=form.id, state=state[:32])
    step = next((one for one in form.moves_from(record.state) if one.to == state), None)
    if step is None:
        allowed = ", ".join(one.to for one in form.moves_from(record.state))
        raise FieldError("STATE_NOT_REACHED", state=record.state, to=state, allowed=allowed or "-")
    if step.reason and not reason.strip():
        raise FieldError("REASON_NEEDED", to=state)
    freezing = form.state(state).frozen and not record.frozen
    if freezing and record.current.conflicts:
        raise FieldError("RECORD_CONFLICTED", count=len(record.current.conflicts))
    tier = form.tier(STATE)
    draft = Draft(
        "freeze" if freezing else "move",
        {tier: {STATE: (state, record.current.seen(STATE))}},
        record=record.id,
        reason=reason,
        of=record.current.standing(record.returned) if freezing else (),
        version=record.version if freezing else 0,
        tier=tier,
    )
    session.seat(session.project)
    session.write(session.project, draft)
    return _line(session, session.project, record.id)


def revise(session: Session, word: str, reason: str) -> Entry:
    """Begin the next version of a frozen record. Raises RECORD_NOT_FROZEN."""
    opened = look_up(session, word)
    form, record = opened.known_form(), opened.record
    if not record.frozen:
        raise FieldError("RECORD_NOT_FROZEN")
    tier = form.tier(STATE)
    first = {STATE: (form.states[0].id, record.current.seen(STATE))}
    session.seat(session.project)
    session.write(session.project, Draft("revise", {tier: first}, record=record.id, reason=reason, tier=tier))
    return _line(session, session.project, record.id)


def sign(
    session: Session, word: str, who: str, outcome: str, *, reason: str = "", witnesses: Sequence[str] = (), date: str = ""
) -> Entry:
    """Register what happened on paper to the frozen version. Raises RECORD_NOT_FROZEN, VALUE_NOT_AN_OPTION."""
    opened = look_up(session, word)
    if not opened.record.frozen:
        raise FieldError("RECORD_NOT_FROZEN")
    if outcome not in OUTCOMES:
        raise FieldError("VALUE_NOT_AN_OPTION", field="outcome", options=", ".join(OUTCOMES))
    cells = {"who": who, "outcome": outcome, "reason": reason, "witnesses": list(witnesses), "date": date}
    return _judge(session, opened, "sign", SIGNATURES, {k: v for k, v in cells.items() if v})


def confirm(session: Session, word: str) -> Entry:
    """This side's confirmation of what the record says now."""
    opened = look_up(session, word)
    side = session.seat(session.project).side
    if opened.record.current.conflicts and not opened.record.frozen:
        raise FieldError("RECORD_CONFLICTED", count=len(opened.record.current.conflicts))
    return _judge(session, opened, "confirm", CONFIRMATIONS, {"side": side, "date": session.clock()[:10]})


def _judge(session: Session, opened: Opened, kind: str, table: str, cells: Mapping[str, Any]) -> Entry:
    form, record, project = opened.known_form(), opened.record, session.project
    session.seat(project)
    standing = record.versions[-1].of if record.frozen else record.current.standing(record.returned)
    code = check_code(record.id, record.version, standing)
    reading = Reading(session, project, form, record.current)
    row = secrets.token_hex(6)
    present = record.current.rows.get(table, ())
    last = record.current.keys.get((table, present[-1])) if present else None
    said: dict[str, Value] = {f"{table}/{row}": rows.between(last, None, draw)}
    for id, value in {**cells, "check_code": code}.items():
        said[f"{table}/{row}/{id}"] = reading.cell(f"{table}/{row}/{id}", value)
    draft = Draft(kind, reading.by_tier(said), record=record.id, of=standing, tier=form.tier(STATE))
    session.write(project, *reading.made.values(), draft)
    return _line(session, project, record.id)


def share(session: Session, word: str, whom: str, *, full: bool = False, personal: bool = False) -> Entry:
    """Widen the audience to a side or a member: the open tier, at wish the full text and personal fields. It cannot be
    taken back. Raises MEMBER_UNKNOWN."""
    opened = look_up(session, word)
    form, project = opened.known_form(), session.project
    token = f"side:{whom}" if whom in SIDES else f"member:{member(session, project, whom).id}"
    wanted = [t for t in TIERS if t == "open" or (t == "full" and full) or (t == "personal" and personal)]
    audience: dict[str, list[str]] = {tier: [token] for tier in wanted if tier in form.tiers}
    session.seat(project)
    session.write(project, Draft("widen", {}, record=opened.record.id, audience=audience, tier=form.tier(STATE)))
    return _line(session, project, opened.record.id)


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
    due = record.state
    if not record.frozen:
        due = next((state.id for state in form.states if state.frozen), due)
    return [field.id for field in form.missing(due, record.values)]


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
