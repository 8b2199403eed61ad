"""Seats change: a laptop is stopped, a colleague has a new one, a lead names his deputy, a lost lead is replaced.

Stopping stops the future and reaches nothing of what a laptop already holds. What concerns a lead needs a lead of another side too,
so that nobody takes a side over with a stolen laptop."""

from pathlib import Path
from typing import Any

from desktop.acts import members, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.model.change import Draft, Grant
from desktop.model.roster import DEPUTY, LEAD, STOPPED, Roster
from desktop.store import records
from desktop.store.records import Entry

TIER = "open"


def stop(session: Session, word: str, reason: str = "", *, late: bool = False) -> dict[str, Any]:
    """Stop all laptops of a member: what they wrote after what is held here does not count, and they are given nothing more.
    `late`: of laptops stopped before, what has come since counts too, for somebody has looked it through.

    `{"stopped", "waits"}`: device ids, and whether another side's lead has still to say so. Raises MEMBER_UNKNOWN, MEMBER_IS_OUT,
    MEMBER_NOT_LEAD."""
    project, member = session.project, recording.member(session, session.project, word)
    roster, mine = session.notebook.roster(project), session.seat(project)
    laptops = [device for device in _laptops(roster, member, out=late) if device != session.device]
    if not laptops:
        raise FieldError("MEMBER_IS_OUT", who=member.title)
    lead = any(roster.leads(device, member.side) for device in laptops)
    if mine.role != LEAD or (mine.side != member.side and not lead):
        raise FieldError("MEMBER_NOT_LEAD", side=member.side)
    with session.notebook.transaction():
        for device in laptops:
            _grant(session, project, member, Grant(device, STOPPED, _held(session, project, device)), reason)
    now = session.notebook.roster(project)
    return {"stopped": laptops, "waits": any(now.sits(device) for device in laptops)}


def vouch(session: Session, file: Path, word: str) -> dict[str, Any]:
    """Let a colleague's new laptop in, with the part that his others have. Raises CARD_*, MEMBER_*."""
    project, member = session.project, recording.member(session, session.project, word)
    card = members.read_card(file)
    roster = session.notebook.roster(project)
    if not roster.leads(session.seat(project).device, member.side):
        raise FieldError("MEMBER_NOT_LEAD", side=member.side)
    if card.device in roster.seats:
        raise FieldError("MEMBER_KNOWN", who=card.name)
    said = records.document(session.notebook, member.no)
    if card.side != member.side or card.code != said.get("code"):
        raise FieldError("CARD_OF_ANOTHER", who=member.title)
    part = LEAD if any(roster.leads(device, member.side) for device in _laptops(roster, member)) else "member"
    row = {address: (value, ()) for address, value in members.laptop_row(card, session.clock()).items()}
    session.write(project, Draft("enrol", {TIER: row}, record=member.id, grant=Grant(card.device, part), tier=TIER))
    return {"name": member.title, "side": member.side, "role": part, "device": card.device, "fingerprint": card.fingerprint}


def name_deputy(session: Session, word: str) -> dict[str, Any]:
    """Name who may take this lead's place, should he be lost. Raises MEMBER_UNKNOWN, MEMBER_IS_OUT, MEMBER_NOT_LEAD."""
    project, member = session.project, recording.member(session, session.project, word)
    roster = session.notebook.roster(project)
    if not roster.leads(session.seat(project).device, member.side):
        raise FieldError("MEMBER_NOT_LEAD", side=member.side)
    laptops = _laptops(roster, member)
    if not laptops:
        raise FieldError("MEMBER_IS_OUT", who=member.title)
    with session.notebook.transaction():
        for device in laptops:
            _grant(session, project, member, Grant(device, DEPUTY), "")
    return {"deputy": member.title, "side": member.side}


def put_in_lead(session: Session, word: str, reason: str = "") -> dict[str, Any]:
    """Make a member the lead of his side: by its lead, who hands over; or by the deputy himself and a lead of another side, each on
    his own laptop, when the lead is lost. Then the lost lead's laptops are stopped too.

    `{"lead", "side", "waits"}`: whether the other of the two has still to say so. Raises MEMBER_UNKNOWN, MEMBER_IS_OUT,
    MEMBER_NOT_LEAD, MEMBER_NOT_DEPUTY."""
    project, member = session.project, recording.member(session, session.project, word)
    roster, mine = session.notebook.roster(project), session.seat(project)
    laptops = _laptops(roster, member)
    if not laptops:
        raise FieldError("MEMBER_IS_OUT", who=member.title)
    handed_over = roster.leads(session.device, member.side)
    if not handed_over:
        if mine.member != member.id and not (mine.role == LEAD and mine.side != member.side):
            raise FieldError("MEMBER_NOT_LEAD", side=member.side)
        if not roster.deputies.intersection(laptops):
            raise FieldError("MEMBER_NOT_DEPUTY", who=member.title)
    lost = () if handed_over else roster.lead_of(member.side)
    with session.notebook.transaction():
        for device in laptops:
            if handed_over or device in roster.deputies:
                _grant(session, project, member, Grant(device, LEAD), reason)
        for device in lost:
            gone = Grant(device, STOPPED, _held(session, project, device))
            _grant(session, project, _member_of(session, roster, device), gone, reason)
    leads = session.notebook.roster(project).lead_of(member.side)
    return {"lead": member.title, "side": member.side, "waits": not set(laptops).intersection(leads)}


def _grant(session: Session, project: int, member: Entry, grant: Grant, reason: str) -> None:
    session.write(project, Draft("enrol", {}, record=member.id, grant=grant, reason=reason, tier=TIER))


def _laptops(roster: Roster, member: Entry, *, out: bool = False) -> list[str]:
    """A member's laptops that are in; `out`: those that were stopped."""
    return [device for device, seat in roster.seats.items() if seat.member == member.id and roster.sits(device) != out]


def _member_of(session: Session, roster: Roster, device: str) -> Entry:
    entry = records.entry(session.notebook, session.project, roster.seats[device].member)
    if entry is None:
        raise FieldError("MEMBER_UNKNOWN", who=device[:8])
    return entry


def _held(session: Session, project: int, device: str) -> dict[str, int]:
    """How far the chains of a laptop are held here."""
    held: dict[str, int] = {}
    for track in session.notebook.tracks(project):
        if track.device == device:
            held[track.chain] = max(track.last, held.get(track.chain, 0))
    return held
