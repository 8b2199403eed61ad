"""Weekly reports: taken from the records, kept as handed in; what comes late is told in the next as adjustment."""

from typing import Any

import pytest

from desktop.acts import opening, proceeding, recording, weekly
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork.figure import Period
from tests.acts.test_corroborating import round_trip
from tests.acts.test_statistics import joint_talk
from tests.exchange.laptops import Team

FIRST, SECOND, THIRD = Period("2026-11-02", "2026-11-08"), Period("2026-11-09", "2026-11-15"), Period("2026-11-16", "2026-11-22")


def talk_on(session: Session, day: str) -> str:
    return joint_talk(session, f"与会者{day}", start_at=f"{day}T09:00", end_at=f"{day}T10:00")


def told(session: Session, id: str) -> dict[str, dict[str, Any]]:
    """Key -> week, total and adjustment of a report as it stands."""
    rows = opening.look_up(session, id).record.values["figures"]
    return {row["key"]: {name: row[name] for name in ("week", "total", "adjusted") if name in row} for row in rows}


def handed_in(session: Session, period: Period) -> str:
    id = weekly.take(session, period).id
    proceeding.move(session, id, "submitted", "按时上报")
    return id


def test_a_report_tells_the_week_and_all_that_has_been(team: Team) -> None:
    for day in ("2026-11-03", "2026-11-10", "2026-11-11"):
        talk_on(team.zhou, day)
    found = told(team.zhou, weekly.take(team.zhou, SECOND).id)
    assert found["interviews"] == {"week": "2", "total": "3"}
    assert found["pending_other_side"] == {"total": "0"}


def test_figures_handed_in_stay_and_what_comes_late_is_told_once_in_the_next_report(team: Team) -> None:
    talk_on(team.zhou, "2026-11-03")
    first = handed_in(team.zhou, FIRST)
    talk_on(team.zhou, "2026-11-04")
    second = handed_in(team.zhou, SECOND)
    third = weekly.take(team.zhou, THIRD).id
    assert told(team.zhou, first)["interviews"] == {"week": "1", "total": "1"}
    assert told(team.zhou, second)["interviews"] == {"week": "0", "total": "2", "adjusted": "1"}
    assert told(team.zhou, third)["interviews"] == {"week": "0", "total": "2"}


def test_two_reports_of_one_week_are_not_adjusted_twice(team: Team) -> None:
    for _ in range(2):
        handed_in(team.zhou, FIRST)
    talk_on(team.zhou, "2026-11-03")
    assert told(team.zhou, weekly.take(team.zhou, SECOND).id)["interviews"]["adjusted"] == "1"


def test_what_is_made_void_later_is_taken_off_in_the_next_report(team: Team) -> None:
    void = talk_on(team.zhou, "2026-11-03")
    handed_in(team.zhou, FIRST)
    proceeding.move(team.zhou, void, "void", "记错了")
    assert told(team.zhou, weekly.take(team.zhou, SECOND).id)["interviews"]["adjusted"] == "-1"


def test_a_draft_of_the_same_week_gets_its_figures_anew_and_keeps_what_was_written(team: Team) -> None:
    id = weekly.take(team.zhou, FIRST).id
    recording.edit(team.zhou, id, {"highlights": "账实不符已锁定"})
    talk_on(team.zhou, "2026-11-03")
    assert weekly.take(team.zhou, FIRST).id == id
    assert told(team.zhou, id)["interviews"]["week"] == "1"
    assert opening.look_up(team.zhou, id).record.values["highlights"] == "账实不符已锁定"


def test_each_side_reports_for_itself(team: Team) -> None:
    handed_in(team.zhou, FIRST)
    round_trip(team.laptops, team.zhou, team.wu)
    talk_on(team.wu, "2026-11-03")
    assert "adjusted" not in told(team.wu, weekly.take(team.wu, SECOND).id)["interviews"]


def test_points_materials_rectification_and_sums_are_told_too(team: Team) -> None:
    recording.new(team.zhou, "suspicion", {"title": "甲", "found_at": "2026-11-03T09:00", "audit_conclusion": "unfounded",
                                           "audit_on": "2026-11-04"})  # fmt: skip
    late = {"class": "immediate", "due_date": "2026-11-01", "report_due": "2026-11-01", "amount_returned": "12345.67"}
    recording.new(team.zhou, "rectification_item", {"title": "退回", **late})
    found = told(team.zhou, weekly.take(team.zhou, FIRST).id)
    assert (found["points_new"]["week"], found["points_unfounded"]["week"]) == ("1", "1")
    assert found["rectification_immediate_not_started"] == {"total": "1"}
    assert (found["rectification_overdue"]["total"], found["rectification_unreported"]["total"]) == ("1", "1")
    assert found["amount_put_right"] == {"total": "1.23"}


def test_a_report_can_be_copied_as_text_in_both_languages(team: Team) -> None:
    talk_on(team.zhou, "2026-11-03")
    handed_in(team.zhou, FIRST)
    talk_on(team.zhou, "2026-11-04")
    id = weekly.take(team.zhou, SECOND).id
    recording.edit(team.zhou, id, {"next_week": "走访四号仓"})
    text = weekly.as_text(team.zhou, id, "zh")
    assert text.startswith("城南巡审联动周报（2026-11-09 至 2026-11-15）\n")
    assert "谈话（联合）：本周 0，累计 2人次（调整 +1）\n" in text
    assert text.index("三、下周安排") < text.index("走访四号仓") < text.index("四、需协调事项")
    assert "Interviews (joint): this week 0, in all 2 (adjusted by +1)\n" in weekly.as_text(team.zhou, id, "en")


def test_what_is_withheld_is_noted_below_the_figures(team: Team) -> None:
    recording.new(team.wu, "interview", {"title": "单独谈", "record_kind": "inspection_talk", "name": "李某",
                                         "start_at": "2026-11-03T09:00", "end_at": "2026-11-03T10:00"})  # fmt: skip
    round_trip(team.laptops, team.zhou, team.wu)
    assert "另有对侧 1 项未计。\n" in weekly.as_text(team.zhou, weekly.take(team.zhou, FIRST).id, "zh")


def test_a_week_has_two_days_and_other_records_are_no_reports(team: Team) -> None:
    with pytest.raises(FieldError) as refused:
        weekly.take(team.zhou, Period("2026-11-02"))
    assert refused.value.code == "WEEK_OPEN"
    with pytest.raises(FieldError) as refused:
        weekly.as_text(team.zhou, talk_on(team.zhou, "2026-11-03"), "zh")
    assert refused.value.code == "RECORD_NOT_A_REPORT"


def test_the_week_that_is_offered_is_mondays_to_sundays(team: Team) -> None:
    offered = weekly.this_week(team.zhou)
    assert offered == THIRD


class TestTheReportOfThisWeek:
    def test_is_one_however_often_it_is_asked_for_with_the_figures_of_the_last_time(self, team: Team) -> None:
        first = weekly.of_this_week(team.zhou)
        assert told(team.zhou, first)["interviews"] == {"week": "0", "total": "0"}
        talk_on(team.zhou, "2026-11-17")
        assert weekly.of_this_week(team.zhou) == first
        assert told(team.zhou, first)["interviews"] == {"week": "1", "total": "1"}

    def test_stays_as_it_was_handed_in(self, team: Team) -> None:
        first = weekly.of_this_week(team.zhou)
        proceeding.move(team.zhou, first, "submitted", "按时上报")
        talk_on(team.zhou, "2026-11-17")
        assert weekly.of_this_week(team.zhou) == first
        assert told(team.zhou, first)["interviews"] == {"week": "0", "total": "0"}

    def test_is_each_side_s_own(self, team: Team) -> None:
        ours = weekly.of_this_week(team.zhou)
        round_trip(team.laptops, team.zhou, team.wu)
        assert weekly.of_this_week(team.wu) != ours
