"""The figures of a project, computed from its records as `domain.md` 1 lays down; each can be followed to its records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial

from desktop.fieldwork import agreed, happened, materials, occasions
from desktop.fieldwork.agreed import CARD, POINT, Points, Weighed
from desktop.fieldwork.case import Dossier, counts, live
from desktop.fieldwork.corroboration import CONFLICTING, CORROBORATED, SINGLE_SIDE, UNCONFIRMED, come_to
from desktop.fieldwork.figure import ALWAYS, Figure, LeftOut, Period
from desktop.fieldwork.happened import HUDDLES, INQUIRIES, ONE_SIDED, TALKS, VISITS, Counting, Seen
from desktop.fieldwork.materials import Asked
from desktop.fieldwork.near_names import Key
from desktop.fieldwork.pieces import piece

REFUSED, SAME_POINT, BOTH_SIDES = "refused", "same_point", "counted_as_corroborated"
WHY_NOT_SINGLE = {CORROBORATED: BOTH_SIDES, CONFLICTING: "R5/contradicting", UNCONFIRMED: "no_evidence"}
COUNTING_VERSION = "1"
"""Of the rules by which is counted; a weekly report notes it. Another one where any figure of the same records would change."""


@dataclass
class Reckoning:
    """All figures of one dossier. The records are gone over once, however many periods are asked for."""

    dossier: Dossier
    _seen: dict[str, Seen] = field(default_factory=dict)

    def figures(self, period: Period = ALWAYS) -> dict[str, Figure]:
        """Every figure by its key."""
        pairs = [
            *happened.count(self.seen(TALKS), period),
            *happened.count_units(self.seen(INQUIRIES), self._one_unit, period),
            *happened.count(self.seen(VISITS), period, "visit_sites"),
            *happened.count(self.seen(HUDDLES), period),
            self.corroborated(period),
            self.single_side(period),
            *self.recommended(period),
            self.avoided(period),
            self.repeated(period),
        ]
        found = {one.key: one for one in pairs}
        found["pending_other_side"] = self.pending(period)
        found["withheld"] = self.withheld(period)
        return {key: found[key] for key in KEYS}

    def seen(self, counting: Counting) -> Seen:
        """The records of a form that are counted by what has happened."""
        if counting.form not in self._seen:
            self._seen[counting.form] = happened.look(counting, self.dossier)
        return self._seen[counting.form]

    def corroborated(self, period: Period = ALWAYS) -> Figure:
        """Points corroborated by both sides; with each the corroborations that do it."""
        counted, left_out = [], []
        for group in self._by_point.values():
            met = [one for one in group if not one.why]
            if not met:
                nearest = min(group, key=lambda one: (one.why == agreed.VOID, one.lacks, one.id))
                if period == ALWAYS or period.holds(nearest.when):
                    left_out.append(LeftOut(nearest.about or nearest.id, nearest.why))
            elif period.holds(min(one.when for one in met)):
                points = sorted({one.about for one in met})
                counted.append((*points, *(one.id for one in met)))
                left_out += [LeftOut(id, SAME_POINT, points[0]) for id in points[1:]]
        return Figure("corroborated_suspicions", tuple(counted), tuple(left_out))

    def by_category(self, period: Period = ALWAYS) -> dict[str, Figure]:
        """The same by what the points are about, in the order of the form; without a category last, under an empty key."""
        form = self.dossier.form(POINT)
        field_ = form.find("category") if form else None
        groups: dict[str, list[tuple[str, ...]]] = {one.id: [] for one in (field_.options if field_ else ())}
        for some in agreed.in_parts(self.corroborated(period).counted):
            self.dossier.expect([group[0] for group in some])
            for group in some:
                case = self.dossier.case(group[0])
                groups.setdefault(case.text("category") if case is not None else "", []).append(group)
            self.dossier.let_go()
        return {key: Figure(f"category_{key}", tuple(found)) for key, found in groups.items()}

    def single_side(self, period: Period = ALWAYS) -> Figure:
        """Points that this side holds to be borne out by its own evidence alone."""
        counted: dict[str, list[str]] = {}
        left_out = []
        for one in self._points.concluded:
            if not period.holds(one.when):
                continue
            outcome = self._outcomes[one.id]
            if outcome == SINGLE_SIDE:
                counted.setdefault(self.dossier.occasion(one.id), []).append(one.id)
            else:
                left_out.append(LeftOut(one.id, WHY_NOT_SINGLE[outcome]))
        left_out += [LeftOut(id, SAME_POINT, found[0]) for found in counted.values() for id in found[1:]]
        return Figure("own_single_side_suspicions", tuple(map(tuple, counted.values())), tuple(left_out))

    def recommended(self, period: Period = ALWAYS) -> tuple[Figure, Figure]:
        """Recommendations confirmed by both sides, and this side's own that it has confirmed."""
        joint: list[tuple[str, ...]] = []
        own: list[tuple[str, ...]] = []
        left_joint, left_own = [], []
        for one in self._recommended[0]:
            if not (period == ALWAYS or period.holds(one.when)):
                continue
            if one.whose:
                left_joint.append(LeftOut(one.id, one.why if one.why == agreed.VOID else ONE_SIDED))
            elif one.why:
                left_joint.append(LeftOut(one.id, one.why))
            else:
                joint.append((one.id,))
            if one.whose == 1:
                if one.why:
                    left_own.append(LeftOut(one.id, one.why))
                else:
                    own.append((one.id,))
        return (
            Figure("recommendations", tuple(joint), tuple(left_joint)),
            Figure("own_recommendations", tuple(own), tuple(left_own)),
        )

    def pending(self, period: Period = ALWAYS) -> Figure:
        """Points and joint recommendations that this side has confirmed and the other, as far as is known here, not yet."""
        waiting = [group for group in self._by_point.values() if any(one.waits for one in group) and all(one.why for one in group)]
        ids = [(next(one for one in group if one.waits)) for group in waiting]
        ids += [one for one in self._recommended[0] if one.waits and one.whose == 0]
        return Figure("pending_other_side", tuple((one.about or one.id,) for one in ids if period.holds(one.when)))

    def withheld(self, period: Period = ALWAYS) -> Figure:
        """What is known of other sides by its open tier alone, and so counted nowhere."""
        counted = {one.about for group in self._by_point.values() for one in group if not one.why}
        found = [one for counting in (TALKS, INQUIRIES, VISITS, HUDDLES) for one in self.seen(counting).withheld]
        found += [one for one in self._points.withheld if one[0] not in counted] + self._recommended[1]
        return Figure("withheld", tuple((id,) for id, when in found if period.holds(when)))

    def avoided(self, period: Period = ALWAYS) -> Figure:
        """Materials passed on between the sides instead of being asked for again."""
        form = self.dossier.form(materials.SHARE)
        counted, left_out = [], []
        for case in self.dossier.each(materials.SHARE) if form else ():
            if not period.holds(case.text("asked_on")):
                continue
            if counts(case, self.dossier):
                counted.append((case.id,))
            else:
                left_out.append(LeftOut(case.id, REFUSED if case.state == REFUSED else agreed.VOID))
        return Figure("duplicates_avoided", tuple(counted), tuple(left_out))

    def repeated(self, period: Period = ALWAYS) -> Figure:
        """Materials that more sides than one have sent for, whether or not they said why. When that was, no record says."""
        by_key: dict[Key, list[Asked]] = {}
        for one in self.asked if period == ALWAYS else ():
            by_key.setdefault(one.key, []).append(one)
        twice = [found for found in by_key.values() if len({one.side for one in found}) > 1]
        return Figure("duplicates_happened", tuple(tuple(one.item.id for one in found) for found in twice))

    @cached_property
    def asked(self) -> list[Asked]:
        """The lines of all requests that have gone out."""
        if self.dossier.form(materials.ITEM) is None:
            return []
        self.dossier.cases(materials.REQUEST)
        return [one for one in materials.all_asked(self.dossier) if one.issued]

    @cached_property
    def _one_unit(self) -> dict[str, str]:
        return occasions.one_unit(self.dossier.each("unit"), self.dossier)

    @cached_property
    def _points(self) -> Points:
        return agreed.points(self.dossier)

    @cached_property
    def _weighed(self) -> list[Weighed]:
        return agreed.corroborations(self.dossier)

    @cached_property
    def _by_point(self) -> dict[str, list[Weighed]]:
        """Corroborations of one point, or of points said to be one, together."""
        found: dict[str, list[Weighed]] = {}
        for one in self._weighed:
            found.setdefault(self.dossier.occasion(one.about) or one.id, []).append(one)
        return found

    @cached_property
    def _recommended(self) -> tuple[list[Weighed], list[tuple[str, str]]]:
        return agreed.recommendations(self.dossier)

    @cached_property
    def _outcomes(self) -> dict[str, str]:
        """What each point comes to that this side holds to be borne out."""
        said = {one.id: self._said_of(one.id) for one in self._points.concluded}
        proven = self._with_evidence([id for id, outcomes in said.items() if not outcomes - {UNCONFIRMED}])
        return {id: come_to(outcomes, partial(proven.__contains__, id)) for id, outcomes in said.items()}

    def _said_of(self, id: str) -> set[str]:
        group = self._by_point.get(self.dossier.occasion(id), [])
        judged = (one for one in group if one.why != agreed.VOID)
        return {CORROBORATED if not one.why else SINGLE_SIDE if one.outcome == CORROBORATED else one.outcome for one in judged}

    def _with_evidence(self, points: Iterable[str]) -> set[str]:
        """Those of the points for which there is a piece of evidence that counts."""
        dossier = self.dossier
        proven: set[str] = set()
        for some in agreed.in_parts(points):
            dossier.expect_naming(some, CARD)
            cards = {id: live(dossier.naming(id, CARD), dossier) for id in some}
            agreed.expect_behind([one for found in cards.values() for one in found], dossier)
            counting = (id for id, found in cards.items() if any(piece(one, one.text("for_side"), dossier).counts for one in found))
            proven.update(counting)
            dossier.let_go()
        return proven


KEYS = (
    "interviews", "extended_units", "site_visits", "huddles", "corroborated_suspicions", "recommendations",
    "own_interviews", "own_extended_units", "own_site_visits", "own_huddles", "own_single_side_suspicions", "own_recommendations",
    "pending_other_side", "withheld", "visit_sites", "duplicates_avoided", "duplicates_happened",
)  # fmt: skip


def _figure(key: str, dossier: Dossier, period: Period | None = None) -> Figure:
    return Reckoning(dossier).figures(period or ALWAYS)[key]


FIGURES: dict[str, Callable[[Dossier, Period | None], Figure]] = {key: partial(_figure, key) for key in KEYS}
