"""Who is in a project: worked out from all changes that carry a grant, alike on every laptop and in whatever order they are heard.

Each side's lead lets in and stops his own side; the founder also lets in the first laptop of every side, as its lead. A lost lead
is replaced by the deputy whom he named, and a lead's laptop stopped, only where a lead of another side says so too."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.model.change import SIDES, Change, Grant

PLAIN, LEAD, DEPUTY, STOPPED = "member", "lead", "deputy", "stopped"
"""Roles that a grant gives a laptop: STOPPED takes its seat away, from the numbers in `upto` on."""
Given = tuple[Change, str, Grant]
"""A change that carries a grant, and the side of its member record."""
Limits = Mapping[str, Mapping[str, int]]
"""Device -> chain -> the last number of it that counts."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A laptop in the project: its side, role and the member record it was enrolled in."""

    device: str
    side: str
    role: str
    member: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is in. `seats`: every laptop that ever was; `grants`: ids of the changes whose grant counts; `limits`: of laptops that
    were stopped, how far their chains count; `deputies`: laptops that may take a lost lead's place."""

    project: str
    founder: str
    seats: Mapping[str, Seat]
    grants: frozenset[str]
    limits: Limits = field(default_factory=dict)
    deputies: frozenset[str] = frozenset()

    def side(self, device: str) -> str:
        seat = self.seats.get(device)
        return seat.side if seat else ""

    def sits(self, device: str) -> bool:
        """Whether a laptop is in now."""
        return device in self.seats and device not in self.limits

    @property
    def sitting(self) -> list[str]:
        return [device for device in self.seats if device not in self.limits]

    def counts(self, change: Change) -> bool:
        """Whether a change was written before its laptop was stopped."""
        limit = self.limits.get(change.device)
        return limit is None or change.header.n <= limit.get(change.header.chain, 0)

    def leads(self, device: str, side: str) -> bool:
        """Whether a laptop leads a side, or led it until it was stopped."""
        seat = self.seats.get(device)
        return seat is not None and seat.role == LEAD and seat.side == side

    def lead_of(self, side: str) -> tuple[str, ...]:
        """Devices that lead a side now."""
        return tuple(sorted(device for device in self.seats if self.leads(device, side) and self.sits(device)))


def roster(project: str, founder: str, enrolments: Iterable[tuple[Change, str]]) -> Roster:
    """Who is in. `enrolments`: all changes that carry a grant, each with the side of its member record.

    The founder's own grants of `lead` count once a side, in the order of his chains (the one begun first, the founding one, first):
    a laptop restored from a backup cannot give a side a second lead."""
    given = [(change, side, change.header.grant) for change, side in enrolments if change.header.grant]
    began: dict[str, str] = {}
    for change, _, _ in given:
        began[change.header.chain] = min(change.header.clock, began.get(change.header.chain, change.header.clock))
    given.sort(key=lambda one: (began[one[0].header.chain], one[0].header.chain, one[0].header.n, one[0].id))
    first = _appoint(founder, given, {})
    if not any(grant.role == STOPPED for _, _, grant in given):
        return Roster(project, founder, first.seats, frozenset(first.grants), {}, frozenset(first.deputies))
    # Leads ahead of others: whom a stopped lead stopped after that stays.
    leads, by_two = _stopped(given, first, {}, leads=True)
    second = _appoint(founder, given, leads)
    others, by_one = _stopped(given, second, leads, leads=False)
    limits = leads | others
    last = _appoint(founder, given, limits)
    grants = frozenset(last.grants | by_two | by_one)
    return Roster(project, founder, last.seats, grants, limits, frozenset(last.deputies.difference(limits)))


@dataclass
class _Appointed:
    seats: dict[str, Seat] = field(default_factory=dict)
    grants: set[str] = field(default_factory=set)
    deputies: set[str] = field(default_factory=set)

    def leads(self, device: str, side: str) -> bool:
        seat = self.seats.get(device)
        return seat is not None and seat.role == LEAD and seat.side == side

    def leads_another(self, device: str, side: str) -> bool:
        seat = self.seats.get(device)
        return seat is not None and seat.role == LEAD and seat.side != side

    def seat(self, change: Change, side: str, grant: Grant) -> None:
        known = self.seats.get(grant.device)
        if known is None:
            self.seats[grant.device] = Seat(grant.device, side, PLAIN if grant.role == DEPUTY else grant.role, change.record)
        elif known.side == side and grant.role == LEAD:
            self.seats[grant.device] = Seat(known.device, side, LEAD, known.member)
        if grant.role == DEPUTY and self.seats[grant.device].side == side:
            self.deputies.add(grant.device)
        self.grants.add(change.id)


def _within(change: Change, limits: Limits) -> bool:
    limit = limits.get(change.device)
    return limit is None or change.header.n <= limit.get(change.header.chain, 0)


def _appoint(founder: str, given: Sequence[Given], limits: Limits) -> _Appointed:
    """Seats, from the grants written by who had the right to them and had not been stopped."""
    found, led = _Appointed(), set[str]()
    counted = [one for one in given if one[2].role != STOPPED and _within(one[0], limits)]
    for change, side, grant in counted:
        if change.device == founder and grant.role == LEAD and side in SIDES and side not in led:
            led.add(side)
            found.seat(change, side, grant)
    grown = True
    while grown:
        before = len(found.grants)
        for change, side, grant in counted:
            if change.id not in found.grants and found.leads(change.device, side):
                found.seat(change, side, grant)
        for device in sorted(found.deputies):
            _replace_lead(found, counted, device)
        grown = len(found.grants) > before
    return found


def _replace_lead(found: _Appointed, counted: Sequence[Given], deputy: str) -> None:
    """A deputy takes the lead where he says so and a lead of another side says so too."""
    side = found.seats[deputy].side
    said = [one for one in counted if one[2] == Grant(deputy, LEAD) and one[1] == side]
    seats, member = found.seats, found.seats[deputy].member
    own = [one for one in said if one[0].device in found.deputies and seats[one[0].device].member == member]
    other = [one for one in said if found.leads_another(one[0].device, side)]
    if own and other:
        for change, _, grant in (*own, *other):
            found.seat(change, side, grant)


def _stopped(
    given: Sequence[Given], appointed: _Appointed, limits: Limits, *, leads: bool
) -> tuple[dict[str, dict[str, int]], set[str]]:
    """Laptops stopped, and by which grants. `leads`: those of leads, by two sides; else those of others, by their lead. Said
    more than once, the later number counts: a lead takes in what he hears of only then."""
    orders: dict[str, list[Given]] = {}
    for change, side, grant in given:
        seat = appointed.seats.get(grant.device)
        if grant.role == STOPPED and seat and seat.side == side and (seat.role == LEAD) == leads and _within(change, limits):
            orders.setdefault(grant.device, []).append((change, side, grant))
    found: dict[str, dict[str, int]] = {}
    counted: set[str] = set()
    for device, said in orders.items():
        own = [one for one in said if appointed.leads(one[0].device, one[1]) and one[0].device != device]
        other = [one for one in said if appointed.leads_another(one[0].device, one[1])] if leads else []
        if own and (other or not leads):
            counted.update(change.id for change, _, _ in (*own, *other))
            for _, _, grant in own:
                for chain, n in grant.upto.items():
                    known = found.setdefault(device, {})
                    known[chain] = max(n, known.get(chain, 0))
            found.setdefault(device, {})
    return found, counted


def sees(roster: Roster, device: str, tokens: Collection[str]) -> bool:
    """Whether a laptop is in an audience. Tokens: `side:audit`, `lead:audit`, `member:<record id>`."""
    seat = roster.seats.get(device)
    if seat is None or not roster.sits(device):
        return False
    held = {f"side:{seat.side}", f"member:{seat.member}"}
    if seat.role == LEAD:
        held.add(f"lead:{seat.side}")
    return not held.isdisjoint(tokens)
