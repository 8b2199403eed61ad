"""What is past its day is counted in working days, and what is not reported is told apart from what is not put right."""

from collections.abc import Mapping
from typing import Any

import pytest

from desktop.fieldwork import deadlines
from desktop.fieldwork.deadlines import Late
from desktop.fieldwork.working_days import calendar
from tests.fieldwork.folder import Folder

FRIDAY, SATURDAY, MONDAY, TUESDAY = "2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24"
KNOWN = calendar()
FOLLOWED = {"tracker_audit": "zhou", "tracker_insp": "wu"}


@pytest.fixture
def folder() -> Folder:
    return Folder()


def found(folder: Folder, on: str) -> Mapping[str, list[Late]]:
    return deadlines.late(folder, KNOWN, on)


def kinds(folder: Folder, on: str) -> list[str]:
    return [kind for kind, late in found(folder, on).items() if late]


def item(folder: Folder, state: str = "in_progress", **said: Any) -> str:
    return folder.add("rectification_item", state=state, **{**FOLLOWED, "origin": "prior_audit", **said}).id


def test_what_is_not_reported_is_told_apart_from_what_is_not_put_right(folder: Folder) -> None:
    first, other = item(folder, report_due=FRIDAY, due_date=TUESDAY), item(folder, report_due=TUESDAY, due_date=FRIDAY)
    late = found(folder, MONDAY)
    assert [one.case.id for one in late["reports"]] == [first]
    assert [one.case.id for one in late["rectification"]] == [other]


def test_what_was_reported_late_is_overdue_no_more_and_may_still_have_to_be_put_right(folder: Folder) -> None:
    item(folder, report_due=FRIDAY, due_date=FRIDAY, reported_at="2026-11-23T09:00")
    assert kinds(folder, MONDAY) == ["rectification"]


def test_a_problem_that_is_closed_is_past_nothing(folder: Folder) -> None:
    item(folder, "closed", report_due=FRIDAY, due_date=FRIDAY)
    assert kinds(folder, MONDAY) == []


def test_the_day_itself_is_in_time_and_a_weekend_after_it_is_no_working_day_late(folder: Folder) -> None:
    item(folder, due_date=FRIDAY)
    assert kinds(folder, FRIDAY) == []
    assert [found(folder, day)["rectification"][0].days_late for day in (SATURDAY, MONDAY, TUESDAY)] == [0, 1, 2]


def test_days_in_years_without_a_table_are_told(folder: Folder) -> None:
    known = KNOWN.last_known
    item(folder, due_date=f"{known}-12-30")
    assert [one.beyond_table for one in found(folder, f"{known}-12-31")["rectification"]] == [False]
    assert [one.beyond_table for one in found(folder, f"{known + 1}-01-04")["rectification"]] == [True]


@pytest.mark.parametrize(
    ("form", "state", "said", "kind"),
    [
        ("task", "open", {"due": FRIDAY}, "tasks"),
        ("task", "doing", {"due": FRIDAY}, "tasks"),
        ("task", "done", {"due": FRIDAY}, ""),
        ("task", "dropped", {"due": FRIDAY}, ""),
        ("verification_task", "doing", {"due": FRIDAY}, "verification_tasks"),
        ("verification_task", "done", {"due": FRIDAY}, ""),
        ("suspicion", "registered", {"due_date": FRIDAY}, "points"),
        ("suspicion", "consulted", {"due_date": FRIDAY}, "points"),
        ("suspicion", "concluded", {"due_date": FRIDAY}, ""),
        ("suspicion", "parked", {"due_date": FRIDAY, "review_on": TUESDAY}, ""),
        ("suspicion", "parked", {"due_date": TUESDAY, "review_on": FRIDAY}, "points"),
        ("suspicion", "consulted", {}, ""),
    ],
)
def test_tasks_and_points_are_overdue_while_they_are_open(
    folder: Folder, form: str, state: str, said: dict[str, Any], kind: str
) -> None:
    folder.add(form, state=state, **said)
    assert kinds(folder, MONDAY) == ([kind] if kind else [])


def test_the_longest_overdue_comes_first(folder: Folder) -> None:
    later, first = (folder.add("task", state="open", due=day).id for day in ("2026-11-19", "2026-11-16"))
    assert [one.case.id for one in found(folder, MONDAY)["tasks"]] == [first, later]


def test_an_item_that_a_side_does_not_follow_is_listed_until_it_is_closed(folder: Folder) -> None:
    alone, nobody = item(folder, tracker_insp=None), item(folder, tracker_audit=None, tracker_insp=None)
    item(folder), item(folder, "closed", tracker_audit=None)
    told = {case.id: sides for case, sides in deadlines.untracked(folder)}
    assert told == {alone: ("inspection",), nobody: ("audit", "inspection")}


def test_of_an_item_whose_text_is_not_here_nobody_says_who_follows_it(folder: Folder) -> None:
    folder.add("rectification_item", state="open", whole=False)
    assert deadlines.untracked(folder) == []
