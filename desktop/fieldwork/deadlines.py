"""What is past its day: reports apart from rectification, tasks, points, papers out for signature; counted in working days.

`domain.md` 2.0, 2.4, 2.6, 2.13."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from desktop.fieldwork.case import Case, Dossier, live
from desktop.fieldwork.standing import OPEN_POINT
from desktop.fieldwork.working_days import Calendar, overdue

ITEM = "rectification_item"
REPLY_BY = "reply_by"
OUT = "out"
"""Phase of what is out, for signature or with those it was sent to."""
TRACKERS = {"audit": "tracker_audit", "inspection": "tracker_insp"}
PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Late:
    """`due`: the day, 'YYYY-MM-DD'. `days_late`: working days since, 0 over a weekend; `beyond_table`: some of
    the days between are in years of which no table of holidays is known (未含节假日表)."""

    case: Case
    due: str
    days_late: int
    beyond_table: bool


def report(case: Case) -> str:
    """The day by which an item should have been reported on and was not; one that is closed is asked for no more (JL-06)."""
    return "" if case.values.get("reported_at") or case.state == "closed" else case.text("report_due")


def rectification(case: Case) -> str:
    """The day by which a problem should have been put right and is not closed."""
    return "" if case.state == "closed" else case.text("due_date")


def task(case: Case) -> str:
    return "" if case.state == "done" else case.text("due")


def point(case: Case) -> str:
    """The day by which a point should have been verified, or one that is parked looked at again (2.4)."""
    if case.state == "parked":
        return case.text("review_on")
    return case.text("due_date") if case.state in OPEN_POINT else ""


DUE: dict[str, tuple[str, Callable[[Case], str]]] = {
    "reports": (ITEM, report),
    "rectification": (ITEM, rectification),
    "tasks": ("task", task),
    "verification_tasks": ("verification_task", task),
    "points": ("suspicion", point),
}
"""By kind: the form, and the day on which one of its records is due; empty where it is not, or no more."""


def late(dossier: Dossier, calendar: Calendar, on: str, replied_to: Iterable[str] = ()) -> Mapping[str, list[Late]]:
    """By kind, what was due before a day ('YYYY-MM-DD'), the longest overdue first; void ones left out.

    `replied_to`: the forms with a day to reply by that lists keep."""
    found = {kind: [(due(one), one) for one in live(dossier.cases(form), dossier)] for kind, (form, due) in DUE.items()}
    out = (one for form in replied_to for one in live(dossier.cases(form), dossier) if _is_out(one, dossier))
    found[PAPERS] = [(one.text(REPLY_BY), one) for one in out]
    return {kind: _past(cases, calendar, on) for kind, cases in found.items()}


def _past(cases: Iterable[tuple[str, Case]], calendar: Calendar, on: str) -> list[Late]:
    past = sorted(((due, case) for due, case in cases if due and overdue(due, on)), key=lambda one: (one[0], one[1].number))
    return [Late(case, due, calendar.between(due, on), not calendar.covers(due, on)) for due, case in past]


def _is_out(case: Case, dossier: Dossier) -> bool:
    form = dossier.form(case.form)
    return form is not None and any(state.id == case.state and state.phase == OUT for state in form.states)


def untracked(dossier: Dossier) -> list[tuple[Case, tuple[str, ...]]]:
    """The items under way that nobody follows for a side, with these sides (CZ-11); of one not here whole nothing is said."""
    items = [one for one in live(dossier.cases(ITEM), dossier) if one.state != "closed" and one.whole]
    lacking = [(one, tuple(side for side, field in TRACKERS.items() if not one.values.get(field))) for one in items]
    return [(one, sides) for one, sides in lacking if sides]
