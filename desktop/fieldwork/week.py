"""What a weekly report tells beside the figures of `statistics`, and what has come late to weeks reported (`domain.md` 2.18)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from desktop.fieldwork.agreed import BORNE_OUT, CARD, CONCLUSIONS, POINT
from desktop.fieldwork.case import Case, Dossier, counts, live, unseen
from desktop.fieldwork.figure import ALWAYS, Period
from desktop.fieldwork.standing import OPEN_POINT
from desktop.fieldwork.statistics import KEYS, Reckoning

ITEM, EVALUATION, FINDING, MATERIAL = "rectification_item", "rectification_evaluation", "finding", "material_item"
CLASSES = ("immediate", "phased", "ongoing")
RESULTS = ("completed", "in_progress", "long_term", "not_started")
PUT_RIGHT = ("closed", "accepted")
UNFOUNDED = "unfounded"
NO_DATE = ("pending_other_side", "duplicates_happened", "withheld")
"""Of the figures of `statistics` those that are told as they stand, not by week."""


class Line(NamedTuple):
    """One figure of a report. `week`: None where it is told as it stands; sums of money are in fen."""

    key: str
    week: int | None
    total: int

    @property
    def shown(self) -> int | str:
        """In all; a sum of money in ten thousand yuan."""
        return f"{Decimal(self.total) / 1_000_000:.2f}" if self.key in MONEY else self.total


class Reported(NamedTuple):
    """A report handed in: of its week each figure, with what it told of weeks before."""

    period: Period
    told: Mapping[str, int]


def lines(reckoning: Reckoning, period: Period) -> list[Line]:
    """Every figure of a week, and in all."""
    week, total = _by_week(reckoning, period), _by_week(reckoning, ALWAYS)
    numbers = {key: one.number for key, one in reckoning.figures().items()}
    stands = {key: numbers[key] for key in NO_DATE} | _as_it_stands(reckoning)
    return [*(Line(key, week[key], total[key]) for key in total), *(Line(key, None, number) for key, number in stands.items())]


def late(reckoning: Reckoning, reported: Iterable[Reported]) -> dict[str, int]:
    """By how much the figures of weeks reported differ today from what was told of them, in their own and in later reports; none
    where nothing differs."""
    today: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for one in reported:
        today.update(_by_week(reckoning, one.period))
        told.update(one.told)
    differing = {key: today[key] - told[key] for key in today if key in told}
    return {key: number for key, number in differing.items() if number}


def _by_week(reckoning: Reckoning, period: Period) -> dict[str, int]:
    """The figures that belong to a day."""
    found = {key: one.number for key, one in reckoning.figures(period).items() if key not in NO_DATE}
    return found | _of_points(reckoning.dossier, period) | {"materials_come": _come(reckoning.dossier, period)}


def _of_points(dossier: Dossier, period: Period) -> dict[str, int]:
    """Points registered, and what this side has said of them."""
    form = dossier.form(POINT)
    conclusion, on = CONCLUSIONS.get(dossier.my_side, ("state", "state"))
    told = Counter({"points_new": 0, "points_borne_out": 0, "points_unfounded": 0})
    for case in dossier.each(POINT) if form else ():
        assert form is not None
        if unseen(case, form) or not counts(case, dossier):
            continue
        told["points_new"] += period.holds(case.text("found_at"))
        if period.holds(case.text(on)):
            told["points_borne_out"] += case.values.get(conclusion) in BORNE_OUT
            told["points_unfounded"] += case.values.get(conclusion) == UNFOUNDED
    return dict(told)


def _come(dossier: Dossier, period: Period) -> int:
    come = (case for case in _all(MATERIAL, dossier) if case.values.get("provided_on"))
    return sum(period.holds(case.text("provided_on")) for case in come)


def _as_it_stands(reckoning: Reckoning) -> dict[str, int]:
    dossier = reckoning.dossier
    proven = {id for case in _all(CARD, dossier) for id in case.ids("suspicion")}
    verifying = sum(case.state in OPEN_POINT and case.id in proven for case in _all(POINT, dossier))
    items = list(_all(ITEM, dossier))
    results = _results(dossier)
    by_class = Counter((case.text("class"), results.get(case.id) or _meanwhile(case)) for case in items)
    due = [case for case in items if case.state not in PUT_RIGHT and "" < case.text("due_date") < dossier.today]
    silent = [case for case in items if "" < case.text("report_due") < dossier.today and not case.values.get("reported_at")]
    found = [case for case in _all(FINDING, dossier) if case.state != "draft"]
    return {
        "points_verifying": verifying,
        "materials_asked": len(reckoning.asked),
        **{f"rectification_{one}_{result}": by_class[one, result] for one in CLASSES for result in RESULTS},
        "rectification_overdue": len(due),
        "rectification_unreported": len(silent),
        "amount_found": sum(_fen(case, "amount") for case in found),
        "amount_put_right": sum(_fen(case, "amount_returned") + _fen(case, "amount_saved") for case in items),
    }


def _results(dossier: Dossier) -> dict[str, str]:
    """What the last evaluation of each item came to."""
    found = sorted(_all(EVALUATION, dossier), key=lambda case: case.text("on"))
    return {id: case.text("result") for case in found for id in case.ids("item") if case.values.get("result")}


def _meanwhile(item: Case) -> str:
    """Of an item that nobody has evaluated yet."""
    return "not_started" if item.state == "open" else "completed" if item.state in PUT_RIGHT else "in_progress"


def _fen(case: Case, field: str) -> int:
    amount = case.values.get(field)
    return amount if isinstance(amount, int) else 0


def _all(form: str, dossier: Dossier) -> Iterable[Case]:
    return live(dossier.each(form), dossier) if dossier.form(form) else ()


MONEY = ("amount_found", "amount_put_right")
BY_WEEK = (*(key for key in KEYS if key not in NO_DATE), "points_new", "points_borne_out", "points_unfounded", "materials_come")
STANDING = (
    *NO_DATE, "points_verifying", "materials_asked", *(f"rectification_{one}_{result}" for one in CLASSES for result in RESULTS),
    "rectification_overdue", "rectification_unreported", *MONEY,
)  # fmt: skip
"""Keys in the order in which a report tells them."""
