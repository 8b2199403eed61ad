"""How a record goes on: moved, frozen, revised, signed, confirmed, shown to more people. Gates of the trade are judged here."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.acts import corroborating, minutes, plans, preparing, recording, sending
from desktop.acts.dossiers import StoredDossier
from desktop.acts.entering import demand_agreement, enter
from desktop.acts.opening import Opened, line, look_up
from desktop.acts.session import Session
from desktop.acts.values import Reading, draw
from desktop.errors import FieldError
from desktop.fieldwork import gates
from desktop.fieldwork.gates import Unmet
from desktop.model import rows
from desktop.model.change import SIDES, TIERS, Draft, Value
from desktop.model.form import Form
from desktop.model.history import CONFIRMATIONS, SIGNATURES, STATE
from desktop.model.record import Record, check_code
from desktop.model.review_notes import outside_notes
from desktop.store import records
from desktop.store.records import Entry

OUTCOMES = ("signed", "refused", "absent", "delayed")
PROJECT = "project"


def unmet(session: Session, opened: Opened, entering: str | None = None) -> list[Unmet]:
    """The gates not met: of a state to be entered, or without one what may be told at any time."""
    form = opened.known_form()
    dossier = StoredDossier(session, session.project)
    case = dossier.whole(opened)
    found = gates.judge(form, case, dossier, entering, lowered(session))
    if entering is None or _owes(form, opened.record, entering):
        return found
    late = opened.record.returned if opened.record.frozen and not form.state(entering).void else frozenset()
    return [one for one in found if one.rule != gates.MISSING or late.intersection(one.fields)]


def lowered(session: Session) -> dict[str, str]:
    """The weights that the project gives to gates: rule -> weight."""
    for entry in records.listing(session.notebook, session.project, PROJECT, limit=1):
        said = records.document(session.notebook, entry.no)
        return {str(row.get("rule")): str(row.get("weight")) for row in said.get("gate_weights") or ()}
    return {}


def _owes(form: Form, record: Record, entering: str) -> bool:
    """Whether all that should be filled in is asked for now: on freezing, and where a record that is never frozen is closed. Of a
    frozen one only what is filled in when the paper comes back can still be."""
    state = form.state(entering)
    if state.void or record.frozen:
        return False
    if any(one.frozen for one in form.states):
        return state.frozen
    last = [phase.id for phase in form.phases if any(not one.void for one in form.states if one.phase == phase.id)][-1]
    return state.phase == last


def move(session: Session, word: str, state: str, reason: str = "") -> Entry:
    """A state transition; to a frozen state it freezes what stands now as a version.

    Raises STATE_UNKNOWN, STATE_NOT_REACHED (no such move), REASON_NEEDED, RECORD_CONFLICTED (two people say different things
    in what is to be frozen), GATES_NOT_MET, GATES_NEED_REASON."""
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
    session.seat(session.project)
    demand_agreement(opened, state)
    gates.demand(unmet(session, opened, state), reason)
    with session.notebook.transaction():
        enter(session, preparing.before_move(session, opened, state), state, reason)
        corroborating.after_move(session, opened, state)
        sending.after_move(session, opened, state)
        preparing.after_move(session, opened, state)
    return line(session, session.project, record.id)


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
    return line(session, session.project, record.id)


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


def confirm(session: Session, word: str, reason: str = "") -> Entry:
    """This side's confirmation of what the record says now. Where a form is confirmed by the sides, the first confirmation freezes
    the text; of minutes it is that of all points and recommendations on the agenda too, of a plan that of its bounds of duty.
    Twice is once.

    Raises RECORD_CONFLICTED, CONFIRMATION_NOT_YOURS, CONFIRMATION_NOT_NOW, GATES_NOT_MET, GATES_NEED_REASON."""
    opened = look_up(session, word)
    session.seat(session.project)
    with session.notebook.transaction():
        for id in (opened.record.id, *minutes.on_agenda(session, opened), *plans.bounds_to_confirm(session, opened)):
            _confirm_one(session, id, reason)
        minutes.carry_out(session, look_up(session, opened.record.id))
    return line(session, session.project, opened.record.id)


def _confirm_one(session: Session, id: str, reason: str) -> None:
    opened = look_up(session, id)
    record, side = opened.record, session.seat(session.project).side
    dossier = StoredDossier(session, session.project)
    case = dossier.whole(opened)
    confirming = opened.form.confirming if opened.form else None
    if side in case.confirmed:
        return
    torn = outside_notes(record.current.conflicts)
    if torn and not record.frozen:
        raise FieldError("RECORD_CONFLICTED", count=len(torn))
    if confirming is not None:
        needed = confirming.needed(record.side, record.values)
        if needed and side not in needed:
            raise FieldError("CONFIRMATION_NOT_YOURS", number=opened.entry.number)
        if opened.known_form().state(record.state).void:
            raise FieldError("CONFIRMATION_NOT_NOW", number=opened.entry.number, state=record.state)
        if not record.frozen:
            minutes.give_ordinal(session, opened)
            opened = look_up(session, id)
            gates.demand(unmet(session, opened, confirming.to), reason)
            enter(session, opened, confirming.to, reason)
        corroborating.show_listed(session, look_up(session, id))
        corroborating.write_down(session, look_up(session, id))
        opened = look_up(session, id)
    _judge(session, opened, "confirm", CONFIRMATIONS, {"side": side, "date": dossier.today})


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
    return line(session, project, record.id)


def share(session: Session, word: str, whom: str, *, full: bool = False, personal: bool = False) -> Entry:
    """Widen the audience to a side or a member: the open tier, at wish the full text and personal fields. It cannot be
    taken back. Raises MEMBER_UNKNOWN, DIGEST_FOR_ONE."""
    opened = look_up(session, word)
    form, project = opened.known_form(), session.project
    member = "" if whom in SIDES else recording.member(session, project, whom).id
    sending.demand_right_reader(session, opened, member)
    token = f"member:{member}" if member else f"side:{whom}"
    wanted = [t for t in TIERS if t == "open" or (t == "full" and full) or (t == "personal" and personal)]
    audience: dict[str, list[str]] = {tier: [token] for tier in wanted if tier in form.tiers}
    session.seat(project)
    session.write(project, Draft("widen", {}, record=opened.record.id, audience=audience, tier=form.tier(STATE)))
    return line(session, project, opened.record.id)
