"""Corroboration of a point by both sides: R1 to R7 of `domain.md` 5, computed from the evidence, each with its reason."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from desktop.fieldwork import standing
from desktop.fieldwork.case import Case, Dossier, live
from desktop.fieldwork.pieces import NOT_SIGNED, REFERENCE_ONLY, TESTIMONY, Piece, handlers, independent, piece

AUDIT, INSPECTION = "audit", "inspection"
SIDES = (AUDIT, INSPECTION)
HARD = ("document", "electronic")
CORROBORATED, SINGLE_SIDE, CONFLICTING, UNCONFIRMED = "corroborated", "single_side", "conflicting", "unconfirmed"


class Matter(NamedTuple):
    """What is judged: a corroboration, the pieces set beside each other, those of them that are independent, and its point."""

    case: Case
    pieces: tuple[Piece, ...]
    groups: tuple[tuple[Piece, ...], ...]
    point: Case | None
    leads: dict[str, frozenset[str]]


class Verdict(NamedTuple):
    """One rule: whether it is met, and why or what is missing (`why`, a word of `WHY`); `about`: cards it speaks of."""

    rule: str
    met: bool
    why: str = ""
    about: tuple[str, ...] = ()


class Judgement(NamedTuple):
    """The rules of a corroboration one by one. `outcome` is what the point gets by it. `seen`: computed from all that matters;
    where it is not, what was written down when it was confirmed counts. `differs`: what was written down says otherwise."""

    verdicts: tuple[Verdict, ...]
    outcome: str
    seen: bool
    differs: bool = False

    @property
    def missing(self) -> tuple[Verdict, ...]:
        return tuple(one for one in self.verdicts if not one.met)


def r1(matter: Matter) -> Verdict:
    """Two pieces that count, one of each side; one record is one piece for one side only."""
    sides = [{one.side for one in group} for group in matter.groups]
    for number, one in enumerate(sides):
        if AUDIT in one and any(INSPECTION in other for place, other in enumerate(sides) if place != number):
            return Verdict("R1", True)
    reference = tuple(one.id for one in matter.pieces if one.why_not == REFERENCE_ONLY)
    if not any(AUDIT in one for one in sides):
        return Verdict("R1", False, "audit_for_reference_only" if reference else "audit_lacks", reference)
    if not any(INSPECTION in one for one in sides):
        return Verdict("R1", False, "inspection_lacks")
    return Verdict("R1", False, "one_piece_for_both", tuple(one.id for one in matter.groups[0]))


def r2(matter: Matter) -> Verdict:
    """Two kinds of source; words alone do not do."""
    kinds = {one.kind for group in matter.groups for one in group}
    if kinds == {TESTIMONY}:
        return Verdict("R2", False, "words_only")
    return Verdict("R2", len(kinds) > 1, "" if len(kinds) > 1 else "one_kind")


def r3(matter: Matter) -> Verdict:
    """What is the same thing twice counts once: told here, taken into account in R1."""
    twice = tuple(one.id for group in matter.groups if len(group) > 1 for one in group)
    return Verdict("R3", not twice or r1(matter).met, "counted_once" if twice else "", twice)


def r4(matter: Matter) -> Verdict:
    """Reliability is a hint: copies, processed data and words are weaker than what they come from."""
    weak = tuple(one.id for one in matter.pieces if one.counts and one.weaker)
    return Verdict("R4", True, "weaker" if weak else "", weak)


def r5(matter: Matter) -> Verdict:
    """The two sides' pieces do not contradict each other; where they agree in part, the difference is explained, where
    they did, what was done about it."""
    consistency = matter.case.text("consistency")
    if consistency == "conflict":
        return Verdict("R5", False, "contradicting")
    if matter.case.values.get("conflict_settled") is True and not matter.case.values.get("remedy"):
        return Verdict("R5", False, "remedy_untold")
    if consistency == "partly" and not matter.case.values.get("diff_note"):
        return Verdict("R5", False, "difference_unexplained")
    return Verdict("R5", bool(consistency), "" if consistency else "not_compared")


def r6(matter: Matter) -> Verdict:
    """Confirmed by one of each side, on that side's laptop, not by the only one who obtained its pieces unless he leads it."""
    for side in SIDES:
        confirmers = set(matter.case.confirmed.get(side, ()))
        if not confirmers:
            return Verdict("R6", False, f"{side}_not_confirmed")
        sole = handlers([one for one in matter.pieces if one.counts], side)
        if len(sole) == 1 and confirmers <= sole and not confirmers & matter.leads[side]:
            return Verdict("R6", False, f"{side}_confirmed_by_handler")
    return Verdict("R6", True)


def r7(matter: Matter) -> Verdict:
    """What stands behind a piece is signed, or unsigned for a reason; drafts do not count."""
    unsigned = tuple(one.id for one in matter.pieces if one.why_not == NOT_SIGNED)
    return Verdict("R7", not unsigned or r1(matter).met, "not_signed" if unsigned else "", unsigned)


def grave(matter: Matter) -> Verdict:
    """A grave point needs a document or data besides, and an amount that can be computed again."""
    if matter.point is None or matter.point.text("level") != "A":
        return Verdict("A", True)
    if not any(one.kind in HARD for group in matter.groups for one in group):
        return Verdict("A", False, "no_document")
    reckoned = not matter.point.values.get("amount") or matter.case.values.get("recomputed") is True
    return Verdict("A", reckoned, "" if reckoned else "amount_not_recomputed")


RULES: dict[str, Callable[[Matter], Verdict]] = {
    "R1": r1, "R2": r2, "R3": r3, "R4": r4, "R5": r5, "R6": r6, "R7": r7, "A": grave,
}  # fmt: skip
CONFIRMED_LATER = "R6"
"""The rule that follows from confirmations alone; the others are written down when the first side confirms."""


def matter(case: Case, dossier: Dossier) -> Matter:
    """What a corroboration sets beside each other."""
    listed = [(id, side) for side, name in zip(SIDES, ("audit_evidence", "insp_evidence"), strict=True) for id in case.ids(name)]
    pieces = []
    for id, side in listed:
        item = dossier.case(id)
        pieces.append(_unknown(id, side) if item is None else piece(item, side, dossier))
    point = next((found for id in case.ids("suspicion_id") if (found := dossier.case(id)) is not None), None)
    leads = {side: frozenset(dossier.leads(side)) for side in SIDES}
    return Matter(case, tuple(pieces), tuple(tuple(group) for group in independent(pieces)), point, leads)


def _unknown(id: str, side: str) -> Piece:
    return Piece(id, "", side, "", frozenset((f"card:{id}",)), "", (), seen=False)


def judge(case: Case, dossier: Dossier) -> Judgement:
    """The rules and the outcome of one corroboration, computed here where all that matters can be read; else as written down."""
    found = matter(case, dossier)
    verdicts = tuple(rule(found) for rule in RULES.values())
    seen = bool(found.pieces) and all(one.seen for one in found.pieces)
    said = case.text("outcome")
    if not seen and said:
        written = tuple(_written(case)) or verdicts
        live_one = next(one for one in verdicts if one.rule == CONFIRMED_LATER)
        known = {one.rule: one for one in written} | {CONFIRMED_LATER: live_one}
        kept = tuple(known[rule] for rule in RULES if rule in known)
        return Judgement(kept, _after(said, live_one), seen=False)
    outcome = _outcome(found, verdicts)
    differs = bool(said) and said != _outcome(found, [one for one in verdicts if one.rule != CONFIRMED_LATER])
    return Judgement(verdicts, outcome, seen, differs)


def as_confirmed(judgement: Judgement, case: Case, dossier: Dossier) -> str:
    """The outcome to write down on confirming: what it comes to once both sides have confirmed."""
    return _outcome(matter(case, dossier), [one for one in judgement.verdicts if one.rule != CONFIRMED_LATER])


def _outcome(found: Matter, verdicts: Iterable[Verdict]) -> str:
    if found.case.text("consistency") == "conflict":
        return CONFLICTING
    if all(one.met for one in verdicts):
        return CORROBORATED
    return SINGLE_SIDE if found.groups else UNCONFIRMED


def _after(said: str, confirmed: Verdict) -> str:
    return SINGLE_SIDE if said == CORROBORATED and not confirmed.met else said


def _written(case: Case) -> Iterable[Verdict]:
    for row in case.rows("reasons"):
        yield Verdict(str(row.get("rule")), row.get("met") is True, str(row.get("why") or ""))


def outcome(point: Case, dossier: Dossier) -> str:
    """What a point comes to: the best of its corroborations, else by what is there of evidence."""
    found = [(one, judge(one, dossier).outcome) for one in live(dossier.naming(point.id, "corroboration"), dossier)]
    said = {SINGLE_SIDE if one == CORROBORATED and not counted(case, dossier) else one for case, one in found}
    cards = live(dossier.naming(point.id, "evidence_item"), dossier)
    return come_to(said, lambda: any(piece(one, one.text("for_side"), dossier).counts for one in cards))


def come_to(outcomes: Collection[str], has_evidence: Callable[[], bool]) -> str:
    """What the outcomes of a point's corroborations come to together, and what is there of evidence where there are none."""
    for best in (CORROBORATED, CONFLICTING):
        if best in outcomes:
            return best
    return SINGLE_SIDE if SINGLE_SIDE in outcomes or has_evidence() else UNCONFIRMED


def counted(case: Case, dossier: Dossier) -> bool:
    """Whether both sides have confirmed the text of a corroboration as it stands."""
    form = dossier.form(case.form)
    return form is not None and standing.is_confirmed(form, case)


def lacking(verdicts: Sequence[Verdict]) -> list[str]:
    """The words for what is missing, `R1/audit_lacks`, in the order of the rules."""
    return [f"{one.rule}/{one.why}" for one in verdicts if not one.met]
