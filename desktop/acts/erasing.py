"""Erase for good: what must not be in the notebook goes from every laptop that hears of it; digest, reason and author stay.

Who made words that were never handed over erases them at once. What was handed over goes by order of the lead of the record's side,
of both sides' leads for a joint record (`domain.md` 4.1)."""

from collections.abc import Iterator
from typing import Any

from desktop.acts import opening
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.bundle import receipts
from desktop.errors import FieldError
from desktop.model.authority import Roster
from desktop.model.change import JOINT, SIDES, Change, Draft, Value
from desktop.model.history import STATE
from desktop.store import attachments, database, erasing

Parts = list[tuple[Change, str]]
ALL = ("full", "personal")
"""What goes of a whole record. Its open tier, that it was there and when, stays unless an address of it is named."""


def erase(session: Session, word: str, address: str = "", *, reason: str, earlier: bool = False) -> dict[str, Any]:
    """Erase a record's text, or of one address all that was ever written there; `earlier`: but what stands there now.

    What else stood in the same parts of changes is written again first. `{"id", "parts", "waits", "done"}`: how many parts were
    named, sides whose order is still asked for, and as `done_by`. Raises ERASE_WITHOUT_REASON, ERASE_NOTHING, ERASE_TORN,
    ERASE_NOT_YOURS."""
    if not reason.strip():
        raise FieldError("ERASE_WITHOUT_REASON")
    opened, project = opening.look_up(session, word), session.project
    side = session.seat(project).side
    parts = _ordered_elsewhere(opened, session, side) if not address else []
    parts = parts or list(_parts(opened, address, earlier=earlier))
    if not parts:
        raise FieldError("ERASE_NOTHING")
    unheard = _never_given(session, project, opened, parts)
    lead = session.notebook.roster(project).leads(session.device, side) and opened.record.side in (side, JOINT)
    if not unheard and not lead:
        raise FieldError("ERASE_NOT_YOURS", side=opened.record.side)
    with session.notebook.transaction():
        _write_again(session, project, opened, parts, address, reason)
        if unheard:
            erasing.wipe(session.notebook, opened.record.id, [(change, tier) for change, tier in parts if tier in change.parts])
        words = [f"{change.id}/{tier}" for change, tier in parts]
        tier = opened.known_form().tier(STATE)
        session.write(project, Draft("erase", {}, record=opened.record.id, reason=reason, erased=words, tier=tier))
    clean(session)
    return {"id": opened.record.id, "parts": len(parts), "waits": waits(session, opened.record.id), "done": done_by(session, word)}


def clean(session: Session) -> None:
    """Take what was erased out of the index of words and the attachments; nothing where nothing was. Errors: STORE_*."""
    if not erasing.is_unswept(session.notebook):
        return
    with database.driver_errors():
        rows = session.notebook.db.execute("select digest from attached union select digest from aside_file")
        attachments.sweep(session.notebook.vault, {row[0] for row in rows.fetchall()})
    erasing.sweep(session.notebook)


def _parts(opened: Opened, address: str, *, earlier: bool) -> Iterator[tuple[Change, str]]:
    """The parts to go: held ones with words of the address, or all with words of the record."""
    standing = {s.change for s in opened.record.current.survivors.get(address, ())} if earlier else set()
    for change in opened.changes:
        if change.header.kind == "erase" or change.id in standing:
            continue
        for tier, part in change.parts.items():
            if any(_within(one, address) for one in part.values) if address else tier in ALL and (part.values or part.reason):
                yield change, tier


def _within(address: str, named: str) -> bool:
    """Whether an address is the one named, or a row or cell of it."""
    return address == named or address.startswith(f"{named}/")


def _ordered_elsewhere(opened: Opened, session: Session, side: str) -> Parts:
    """The parts of a joint record that the other side's lead has ordered out and ours has not."""
    roster = session.notebook.roster(session.project)
    if opened.record.side != JOINT:
        return []
    orders = _orders(opened, roster)
    mine = {part for part, sides in orders.items() if side in sides}
    known = {change.id: change for change in opened.changes}
    asked = [part for part in orders if part not in mine and part[0] in known]
    return [(known[id], tier) for id, tier in asked]


def _orders(opened: Opened, roster: Roster) -> dict[tuple[str, str], set[str]]:
    """Of each part ordered out by a lead, the sides that have ordered it."""
    found: dict[tuple[str, str], set[str]] = {}
    for change in opened.changes:
        side = roster.side(change.device)
        if change.header.kind == "erase" and roster.leads(change.device, side):
            for part in change.parts.values():
                for word in part.erased:
                    id, _, tier = word.partition("/")
                    found.setdefault((id, tier), set()).add(side)
    return found


def _never_given(session: Session, project: int, opened: Opened, parts: Parts) -> bool:
    """Whether all of it was written on this laptop after the last bundle that left it."""
    (upto,) = session.notebook.db.execute(
        "select coalesce(max(json_extract(report, '$.upto')), 0) from bundle where project = ? and direction = 'out'", [project]
    ).fetchone()
    rows = session.notebook.db.execute("select id from change where record = ? and seq > ?", [opened.entry.no, upto])
    fresh = {row[0].hex() for row in rows.fetchall()}
    return all(change.device == session.device and change.id in fresh for change, _ in parts)


def _write_again(session: Session, project: int, opened: Opened, parts: Parts, address: str, reason: str) -> None:
    """What else the parts say that stands now, as a change of one's own. Raises ERASE_TORN where that would settle something."""
    if not address:
        return
    current, said = opened.record.current, dict[str, dict[str, tuple[Value, tuple[str, ...]]]]()
    going = {change.id for change, _ in parts}
    for change, tier in parts:
        for one, written in change.parts[tier].values.items():
            standing = current.survivors.get(one, ())
            if _within(one, address) or change.id not in {s.change for s in standing}:
                continue
            if one in current.conflicts:
                raise FieldError("ERASE_TORN", address=one)
            said.setdefault(tier, {})[one] = written.value, tuple(s.change for s in standing)
    if said and going:
        session.write(project, Draft("edit", said, record=opened.record.id, reason=reason, tier=next(iter(said))))


def waits(session: Session, word: str) -> list[str]:
    """Sides whose lead has still to order what another side's has, for a joint record."""
    opened = opening.look_up(session, word)
    if opened.record.side != JOINT:
        return []
    roster = session.notebook.roster(session.project)
    gone = set(opened.record.erased)
    lacking = [sides for part, sides in _orders(opened, roster).items() if part not in gone]
    led = [side for side in SIDES if roster.lead_of(side)]
    return [side for side in led if lacking and not all(side in sides for sides in lacking)]


def done_by(session: Session, word: str) -> list[dict[str, Any]]:
    """Of each laptop, whether it has taken the record's orders in, by its newest receipt: `{"who", "done"}`."""
    opened, project = opening.look_up(session, word), session.project
    orders = [(one.header.chain, one.header.n) for one in opened.changes if one.header.kind == "erase"]
    found = []
    for device in sorted(session.notebook.roster(project).seats) if orders else ():
        held = {one.chain: one.n for one in receipts.of(session.notebook, project, device)}
        here = device == session.device
        found.append({"who": session.who(project, device), "done": here or all(held.get(c, 0) >= n for c, n in orders)})
    return found
