"""Points and recommendations as they are counted: by what the sides have confirmed (`domain.md` 1, 2.5, 2.12)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

from desktop.fieldwork import corroboration, standing
from desktop.fieldwork.case import Case, Dossier, counts, unseen
from desktop.fieldwork.corroboration import CONFIRMED_LATER, CORROBORATED, Judgement
from desktop.model.change import JOINT
from desktop.model.form import Form

T = TypeVar("T")
FILED = "archived"
POINT, CORROBORATION, RECOMMENDATION, CARD = "suspicion", "corroboration", "recommendation", "evidence_item"
CONCLUSIONS = {"audit": ("audit_conclusion", "audit_on"), "inspection": ("insp_conclusion", "insp_on")}
"""Side -> where it says what it has come to about a point, and since when."""
BORNE_OUT = ("substantiated", "partial")
LISTED = ("audit_evidence", "insp_evidence")
VOID, NOT_CONFIRMED, OTHER_LACKS, OWN_LACKS, ONE_LACKS = (
    "void", "not_confirmed", "other_side_not_confirmed", "own_side_not_confirmed", "one_side_not_confirmed",
)  # fmt: skip
POINT_MISSING = "point_missing"


class Weighed(NamedTuple):
    """A record that the sides confirm. `about`: the point, or the recommendation itself; `why`: why it does not count, empty
    where it does; `when`: the day of the last confirmation given; `waits`: this side has confirmed, another has not; `lacks`: how
    many rules are not met; `outcome` of a corroboration; `whose` of a recommendation: 0 joint, 1 of this side, 2 of another."""

    id: str
    about: str
    why: str
    when: str = ""
    waits: bool = False
    lacks: int = 0
    outcome: str = ""
    whose: int = 0


class Concluded(NamedTuple):
    """A point of which this side has said that it is borne out, and when."""

    id: str
    when: str


@dataclass
class Points:
    """What is kept of all points while counting. `withheld`: id and day of those of which only the open tier is seen."""

    concluded: list[Concluded] = field(default_factory=list)
    withheld: list[tuple[str, str]] = field(default_factory=list)


def points(dossier: Dossier) -> Points:
    """Go once over the points."""
    found, form, mine = Points(), dossier.form(POINT), dossier.my_side
    if form is None:
        return found
    void = {state.id for state in form.states if state.void}
    perhaps: dict[str, str] = {}
    for id, side, state, whole, (said, on, since) in dossier.pick(POINT, *CONCLUSIONS.get(mine, ("state", "state")), "found_at"):
        if side not in (JOINT, mine):
            if not whole:
                perhaps[id] = str(since or "")
        elif said in BORNE_OUT and state not in void:
            found.concluded.append(Concluded(id, str(on or "")))
    dossier.expect(perhaps)
    hidden = (case for id in perhaps if (case := dossier.case(id)) is not None and unseen(case, form))
    found.withheld = [(case.id, perhaps[case.id]) for case in hidden if counts(case, dossier)]
    return found


def corroborations(dossier: Dossier) -> list[Weighed]:
    """All corroborations, judged."""
    form = dossier.form(CORROBORATION)
    if form is None:
        return []
    weighed: list[Weighed] = []
    for found in in_parts(dossier.each(CORROBORATION)):
        listed = [id for case in found for name in LISTED for id in case.ids(name)]
        dossier.expect([*listed, *(id for case in found for id in case.ids("suspicion_id"))])
        expect_behind([card for id in listed if (card := dossier.case(id)) is not None], dossier)
        weighed += [_weigh(case, form, dossier) for case in found]
        dossier.let_go()
    return weighed


def in_parts(all_of: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """So many at a time, so that what belongs to them can be read together and need not be kept."""
    left = iter(all_of)
    while some := list(islice(left, size)):
        yield some


def expect_behind(cards: Iterable[Case], dossier: Dossier) -> None:
    """What stands behind these cards is going to be asked for."""
    behind = [id for card in cards for id in card.ids("record")]
    dossier.expect(behind)
    # Of what is filed away its paper tells whether it had been refused.
    dossier.expect_documents([id for id in behind if (case := dossier.case(id)) is not None and case.state == FILED])


def _weigh(case: Case, form: Form, dossier: Dossier) -> Weighed:
    point = case.text("suspicion_id")
    known = dossier.case(point) if point else None
    if not counts(case, dossier) or (known is not None and not counts(known, dossier)):
        return Weighed(case.id, point, VOID)
    judged = corroboration.judge(case, dossier)
    awaited = _awaited(case, form, dossier.my_side)
    why = _lacking(judged, awaited) or ("" if point else POINT_MISSING)
    when = confirmed_on(case, form)
    return Weighed(case.id, point, why, when, awaited == OTHER_LACKS, len(judged.missing), judged.outcome)


def _lacking(judged: Judgement, awaited: str) -> str:
    """The first rule not met; who has to confirm comes after what the evidence lacks."""
    about_evidence = [one for one in judged.missing if one.rule != CONFIRMED_LATER]
    if about_evidence:
        return corroboration.lacking(about_evidence)[0]
    if awaited:
        return awaited
    return "" if judged.outcome == CORROBORATED else next(iter(corroboration.lacking(judged.missing)), NOT_CONFIRMED)


def _awaited(case: Case, form: Form, mine: str) -> str:
    """Whose confirmation lacks; empty where none does."""
    lacking = standing.lacking_sides(form, case)
    if not lacking:
        return ""
    if not case.confirmed:
        return NOT_CONFIRMED
    if mine in case.confirmed:
        return OTHER_LACKS
    return OWN_LACKS if mine in lacking else ONE_LACKS


def confirmed_on(case: Case, form: Form) -> str:
    """The day on which the last of the confirmations was given that its text has; empty where it has none."""
    needed = form.confirming.needed(case.side, case.values) if form.confirming else frozenset()
    wanted = (needed & case.confirmed.keys()) or case.confirmed.keys()
    if not wanted:
        return ""
    texts: dict[str, dict[str, str]] = {}
    for row in case.rows("confirmations"):
        side, day, days = str(row.get("side")), str(row.get("date") or ""), texts.setdefault(str(row.get("check_code")), {})
        # Two laptops of one side may have confirmed unseen by each other: the first of them did it.
        days[side] = min(day, days[side]) if side in days else day
    return max((max([days[side] for side in wanted]) for days in texts.values() if wanted <= days.keys()), default="")


def recommendations(dossier: Dossier) -> tuple[list[Weighed], list[tuple[str, str]]]:
    """All recommendations that are seen, and of the others id and day."""
    form, mine = dossier.form(RECOMMENDATION), dossier.my_side
    found: list[Weighed] = []
    withheld: list[tuple[str, str]] = []
    for case in dossier.each(RECOMMENDATION) if form else ():
        assert form is not None
        there, when = counts(case, dossier), confirmed_on(case, form)
        if case.side not in (JOINT, mine) and unseen(case, form):
            withheld += [(case.id, when)] if there else []
            continue
        awaited = _awaited(case, form, mine) if there else VOID
        found.append(Weighed(case.id, case.id, awaited, when, awaited == OTHER_LACKS, whose=_whose(case, mine)))
    return found, withheld


def _whose(case: Case, mine: str) -> int:
    by = case.side if case.side != JOINT else case.text("proposed_by")
    joint = case.text("scope") == JOINT if case.text("scope") else by == JOINT
    return 0 if joint else 1 if by == mine else 2
