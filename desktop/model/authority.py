"""Who may do what: judged from header, create and roster alone, so that every laptop judges alike.

A validly signed change without authority is *held*: kept and relayed, but folded nowhere. Each side's lead enrols his own side;
the founder also enrols the first laptop of every side, as that side's lead. What a form of the project is, a side's lead says too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desktop.model.change import JOINT, KINDS, SIDES, Change, named_record

MEMBER = "member"
PROJECT = "project"
FORM_DEFINITION = "form_definition"
BY_LEADS = (MEMBER, FORM_DEFINITION)
"""Forms whose records only the leads of the record's side make and change."""
NEVER_NAMED = (MEMBER, PROJECT, FORM_DEFINITION)
"""Forms whose records have no id but their own create's."""
LEAD = "lead"
WHY_HELD = ("unknown_kind", "no_create", "claimed_id", "not_founder", "not_enrolled", "not_lead", "other_side")


@dataclass(frozen=True, slots=True)
class Seat:
    """A laptop in the project: its side, role and the member record it was enrolled in."""

    device: str
    side: str
    role: str
    member: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is in. `grants`: ids of the changes whose enrolment counts."""

    project: str
    founder: str
    seats: Mapping[str, Seat]
    grants: frozenset[str]

    def side(self, device: str) -> str:
        seat = self.seats.get(device)
        return seat.side if seat else ""

    def leads(self, device: str, side: str) -> bool:
        seat = self.seats.get(device)
        return seat is not None and seat.role == LEAD and seat.side == side

    def lead_of(self, side: str) -> tuple[str, ...]:
        """Devices that lead a side."""
        return tuple(sorted(d for d, seat in self.seats.items() if seat.side == side and seat.role == LEAD))


def roster(project: str, founder: str, enrolments: Iterable[tuple[Change, str]]) -> Roster:
    """Who is in, from all changes that carry a grant, each with the side of its member record, in whatever order.

    The founder's own grants of `lead` count once a side, in the order of his chains (the one begun first, the founding
    one, first): a laptop restored from a backup cannot give a side a second lead."""
    given = [(change, side) for change, side in enrolments if not _claims(change)]
    began: dict[str, str] = {}
    for change, _ in given:
        began[change.header.chain] = min(change.header.clock, began.get(change.header.chain, change.header.clock))
    ordered = sorted(given, key=lambda e: (began[e[0].header.chain], e[0].header.chain, e[0].header.n, e[0].id))
    seats: dict[str, Seat] = {}
    grants: set[str] = set()
    led: set[str] = set()
    for change, side in ordered:
        grant = change.header.grant
        if grant and change.device == founder and grant.role == LEAD and side in SIDES and side not in led:
            led.add(side)
            grants.add(change.id)
            seats.setdefault(grant.device, Seat(grant.device, side, LEAD, change.record))
    grown = True
    while grown:
        grown = False
        for change, side in ordered:
            grant = change.header.grant
            author = seats.get(change.device)
            if change.id in grants or not grant or not author or author.role != LEAD or author.side != side:
                continue
            grants.add(change.id)
            seats.setdefault(grant.device, Seat(grant.device, side, grant.role, change.record))
            grown = True
    return Roster(project, founder, seats, frozenset(grants))


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


def sees(roster: Roster, device: str, tokens: Collection[str]) -> bool:
    """Whether a laptop is in an audience. Tokens: `side:audit`, `lead:audit`, `member:<record id>`."""
    seat = roster.seats.get(device)
    if seat is None:
        return False
    held = {f"side:{seat.side}", f"member:{seat.member}"}
    if seat.role == LEAD:
        held.add(f"lead:{seat.side}")
    return not held.isdisjoint(tokens)
