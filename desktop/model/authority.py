"""Who may do what: judged from header, create and roster alone, so that every laptop judges alike.

A validly signed change without authority is *held*: kept and relayed, but folded nowhere. Each side's lead enrols his own side;
the founder also enrols the first laptop of every side, as that side's lead. What a form of the project is, a side's lead says too.
"""

from collections.abc import Collection, Iterable

from desktop.model import roster as seating
from desktop.model.change import JOINT, KINDS, Change, named_record
from desktop.model.roster import LEAD as LEAD
from desktop.model.roster import Roster as Roster
from desktop.model.roster import Seat as Seat
from desktop.model.roster import sees as sees

MEMBER = "member"
PROJECT = "project"
FORM_DEFINITION = "form_definition"
BY_LEADS = (MEMBER, FORM_DEFINITION)
"""Forms whose records only the leads of the record's side make and change."""
NEVER_NAMED = (MEMBER, PROJECT, FORM_DEFINITION)
"""Forms whose records have no id but their own create's."""
WHY_HELD = ("unknown_kind", "no_create", "claimed_id", "not_founder", "not_enrolled", "not_lead", "other_side", "stopped")


def roster(project: str, founder: str, enrolments: Iterable[tuple[Change, str]]) -> Roster:
    """Who is in: see `desktop.model.roster`; a member record that claims an id lets nobody in."""
    return seating.roster(project, founder, [(change, side) for change, side in enrolments if not _claims(change)])


def _claims(change: Change) -> bool:
    """Whether a create of the roster, of the project or of a form's definition takes an id that is not its own."""
    return change.header.kind == "create" and bool(change.header.record) and change.header.form in NEVER_NAMED


def judge(changes: Collection[Change], roster: Roster) -> dict[str, str]:
    """Of all changes of one record, those to be held: id -> why (one of WHY_HELD)."""
    held: dict[str, str] = {}
    creates = [change for change in changes if change.header.kind == "create"]
    own = [change for change in creates if not change.header.record]
    for change in creates:
        why = _judge_create(change, roster, claimed=bool(own) and bool(change.header.record))
        if why:
            held[change.id] = why
    counted = sorted((c for c in creates if c.id not in held), key=lambda c: (c.header.clock, c.id))
    for change in changes:
        if change.header.kind == "create":
            continue
        if change.header.kind not in KINDS:
            held[change.id] = "unknown_kind"
        elif not counted:
            held[change.id] = "no_create"
        else:
            why = _judge_later(change, counted[0], roster)
            if why:
                held[change.id] = why
    return held


def _judge_create(change: Change, roster: Roster, *, claimed: bool) -> str:
    header = change.header
    if not roster.counts(change):
        return "stopped"
    if _claims(change):
        return "claimed_id"
    if header.form == PROJECT:
        return "" if change.id == roster.project else "not_founder"
    if header.form == MEMBER:
        return "" if change.id in roster.grants else "not_lead"
    if header.record:
        names = [one.value for part in change.parts.values() for a, one in part.values.items() if a == "name"]
        made = [named_record(roster.project, header.form, str(name)) for name in names]
        nameless = not made and not change.withheld()
        if claimed or nameless or header.side != JOINT or any(id != header.record for id in made):
            return "claimed_id"
    side = roster.side(change.device)
    if not side:
        return "not_enrolled"
    if header.form == FORM_DEFINITION:
        return "" if roster.leads(change.device, header.side) else "not_lead"
    return "" if header.side in (side, JOINT) else "other_side"


def _judge_later(change: Change, create: Change, roster: Roster) -> str:
    side = roster.side(change.device)
    if not side:
        return "not_enrolled"
    if not roster.counts(change):
        return "stopped"
    if change.header.kind == "enrol":
        return "" if create.header.form == MEMBER and change.id in roster.grants else "not_lead"
    if create.header.form in BY_LEADS:
        return "" if roster.leads(change.device, create.header.side) else "not_lead"
    if change.header.kind == "erase":
        orders = roster.leads(change.device, side) or change.device == create.device
        return "" if orders and create.header.side in (side, JOINT) else "not_lead"
    return "" if create.header.side in (side, JOINT) else "other_side"


def erased(accepted: Collection[Change], side: str, roster: Roster) -> frozenset[tuple[str, str]]:
    """Parts ordered out, (change id, tier). A joint record's parts need the orders of two sides' leads. An order cannot be
    ordered out: it is the trace that an erasure leaves. Who made the record can also say what became of words of his own that he
    never gave away: where they are held, they stay."""
    ordered: dict[tuple[str, str], set[str]] = {}
    said: set[tuple[str, str]] = set()
    orders = {change.id: change for change in accepted if change.header.kind == "erase"}
    if not orders:
        return frozenset()
    known = {change.id: change for change in accepted}
    for change in orders.values():
        by_lead = roster.leads(change.device, roster.side(change.device))
        for part in change.parts.values():
            for word in part.erased:
                id, _, tier = word.partition("/")
                if id in orders:
                    continue
                if by_lead:
                    ordered.setdefault((id, tier), set()).add(roster.side(change.device))
                if id in known and known[id].device == change.device and tier not in known[id].parts:
                    said.add((id, tier))
    needed = 2 if side == JOINT else 1
    return frozenset(said.union(part for part, sides in ordered.items() if len(sides) >= needed))
