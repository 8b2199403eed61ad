"""What a point to verify still lacks by the rules of corroboration, and what task would bring it (`domain.md` 5, steps 4 to 6)."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from desktop.fieldwork import corroboration, means
from desktop.fieldwork.case import Case, Dossier, live
from desktop.fieldwork.corroboration import AUDIT, CONFIRMED_LATER, HARD, INSPECTION, SIDES, Judgement, Matter, Verdict
from desktop.fieldwork.pieces import Piece, piece

CARD, CORROBORATION = "evidence_item", "corroboration"
OBTAINED, DRAFT = "done", "draft"
BRINGS: Mapping[str, Mapping[str, str]] = {
    AUDIT: {"doc_review": "document", "data_analysis": "electronic", "extended": "external", "interview": "testimony"},
    INSPECTION: {"interview": "testimony", "open_visit": "physical", "doc_review": "document"},
}
"""By side: the means that are its own (5, step 4), the commonest first, and the kind of evidence that each brings."""
UNDER_WAY = ("open", "doing")


class Wanted(NamedTuple):
    """A task that would meet a rule: for which side, and by which means."""

    side: str
    method: str


class Weighed(NamedTuple):
    """How far a point is: by the corroboration that lacks least, or, where there is none yet, as if all its cards were set beside
    each other (`corroboration` is empty then)."""

    corroboration: str
    matter: Matter
    judgement: Judgement

    @property
    def missing(self) -> tuple[Verdict, ...]:
        """Nothing is confirmed before it is set beside each other."""
        found = self.judgement.missing
        return found if self.corroboration else tuple(one for one in found if one.rule != CONFIRMED_LATER)


def cards(point: Case, dossier: Dossier) -> list[tuple[Case, Piece]]:
    """The cards of a point, oldest first, each as the piece that it is for its side; void ones count as little as others do not."""
    found = (one for one in dossier.naming(point.id, CARD) if point.id in one.ids("suspicion"))
    return [(one, piece(one, one.text("for_side"), dossier)) for one in found]


def weigh(point: Case, dossier: Dossier) -> Weighed:
    """By which the missing is told. Of several corroborations the one that lacks least, of these the newest."""
    there = live(dossier.naming(point.id, CORROBORATION), dossier)
    judged = [(case, corroboration.judge(case, dossier)) for case in reversed(there)]
    if judged:
        case, judgement = min(judged, key=lambda one: len(one[1].missing))
        return Weighed(case.id, corroboration.matter(case, dossier), judgement)
    held = [one for one, _ in cards(point, dossier)]
    by_side = {side: [one.id for one in held if one.text("for_side") == side] for side in SIDES}
    said = {"suspicion_id": point.id, "audit_evidence": by_side[AUDIT], "insp_evidence": by_side[INSPECTION]}
    supposed = Case("", CORROBORATION, "joint", DRAFT, said)
    return Weighed("", corroboration.matter(supposed, dossier), corroboration.judge(supposed, dossier))


def to_set_beside(point: Case, dossier: Dossier) -> tuple[Case | None, list[Case]]:
    """The corroboration that is still being written, if there is one, and the cards of both sides that are obtained and stand in
    none. What a covert visit brought is left to whoever approved that visit (4.2)."""
    there = live(dossier.naming(point.id, CORROBORATION), dossier)
    listed = {id for one in there for name in ("audit_evidence", "insp_evidence") for id in one.ids(name)}
    free = [
        one
        for one, _ in cards(point, dossier)
        if one.id not in listed and one.state == OBTAINED and one.text("for_side") in SIDES and not is_covert(one, dossier)
    ]
    return next((one for one in reversed(there) if one.state == DRAFT and not one.confirmed), None), free


def is_covert(card: Case, dossier: Dossier) -> bool:
    """Whether a visit that was not announced stands behind a card."""
    behind = (dossier.case(id) for id in card.ids("record"))
    return any(one is not None and one.text("visit_mode") == "covert" for one in behind)


def wanted(verdict: Verdict, matter: Matter, my_side: str) -> Wanted | None:
    """The task that would meet a rule; none where it takes no task but a word in the corroboration, or a confirmation."""
    find = WANTED.get(verdict.why)
    return find(verdict, matter, _in_charge(matter, my_side)) if find is not None and not verdict.met else None


def under_way(point: Case, one: Wanted, dossier: Dossier) -> Case | None:
    """A task of the point that is for this side and by this means, and not done yet."""
    found = (task for task in means.tasks(point, dossier) if task.state in UNDER_WAY and task.text("for_side") == one.side)
    return next((task for task in found if one.method in task.ids(means.METHOD)), None)


def _in_charge(matter: Matter, my_side: str) -> str:
    """The side in charge of the point, which hands out its tasks; where nobody is yet, the own one."""
    lead = matter.point.text("lead_side") if matter.point is not None else ""
    return next((side for side in (lead, my_side) if side in SIDES), AUDIT)


def _bringing(side: str, kinds: Collection[str], *, none_of: bool = True) -> Wanted:
    """By a side's commonest means that brings none of these kinds, or one of them."""
    fits = (method for method, kind in BRINGS[side].items() if (kind in kinds) is not none_of)
    return Wanted(side, next(fits, next(iter(BRINGS[side]))))


def _there(matter: Matter) -> set[str]:
    return {one.kind for group in matter.groups for one in group}


def _about(verdict: Verdict, matter: Matter) -> list[Piece]:
    return [one for one in matter.pieces if one.id in verdict.about]


def _of(side: str) -> Callable[[Verdict, Matter, str], Wanted]:
    """A piece of this side, of a kind that is not there yet."""
    return lambda verdict, matter, in_charge: _bringing(side, _there(matter))


def _another_kind(verdict: Verdict, matter: Matter, in_charge: str) -> Wanted:
    return _bringing(in_charge, _there(matter))


def _another_piece(verdict: Verdict, matter: Matter, in_charge: str) -> Wanted:
    """Of the side whose pieces are one; where they are of both, of the side in charge."""
    sides = {one.side for one in _about(verdict, matter)} & set(SIDES)
    return _bringing(next(iter(sides)) if len(sides) == 1 else in_charge, _there(matter))


def _by_two(verdict: Verdict, matter: Matter, in_charge: str) -> Wanted:
    """The same once more, by two auditors."""
    return _bringing(AUDIT, {one.kind for one in _about(verdict, matter)}, none_of=False)


def _signed(verdict: Verdict, matter: Matter, in_charge: str) -> Wanted:
    sides = [one.side for one in _about(verdict, matter) if one.side in SIDES]
    return Wanted(sides[0] if sides else in_charge, "other")


def _settled(verdict: Verdict, matter: Matter, in_charge: str) -> Wanted:
    return Wanted(in_charge, "doc_review")


def _hard(verdict: Verdict, matter: Matter, in_charge: str) -> Wanted:
    return _bringing(in_charge, HARD, none_of=False)


def _reckoned(verdict: Verdict, matter: Matter, in_charge: str) -> Wanted:
    return Wanted(AUDIT, "data_analysis")


WANTED: Mapping[str, Callable[[Verdict, Matter, str], Wanted]] = {
    "audit_lacks": _of(AUDIT),
    "audit_for_reference_only": _by_two,
    "inspection_lacks": _of(INSPECTION),
    "one_piece_for_both": _another_piece,
    "words_only": _another_kind,
    "one_kind": _another_kind,
    "counted_once": _another_piece,
    "contradicting": _settled,
    "not_signed": _signed,
    "no_document": _hard,
    "amount_not_recomputed": _reckoned,
}
"""By the reason why a rule is not met; a reason that no task meets is not in it."""
