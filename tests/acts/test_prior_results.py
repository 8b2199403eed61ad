"""Earlier results told before entry, both ways or the entry is marked; each result is followed up once, with a day to report by."""

from typing import Any

import pytest

from desktop.acts import beside, letters, listing, opening, proceeding, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork.gates import GatesNotMet
from tests.exchange.laptops import Team

UNIT = "城南储备粮公司（虚构）"
LATE = "上轮发现轮换资金晚拨，涉及三个库点，当年没有整改到位，须在本轮进点后一个月内报送整改情况"
WHY = "名单临时调整"


@pytest.fixture
def staggered(team: Team) -> Team:
    """A project whose teams enter in turns."""
    project = listing.records_of(team.zhou, "project", {}, None)[0]["id"]
    recording.edit(team.zhou, project, {"linkage_mode": "staggered"})
    team.laptops.pass_on(team.zhou, team.wu)
    return team


def told_by(session: Session, from_side: str, to_side: str, **more: Any) -> str:
    """A notice of earlier results, sent."""
    results = [
        {"matter": LATE, "source": f"prior_{from_side}", "on": "2025-06-01", "rectified": "部分整改"},
        {"matter": "账外收入没有上缴"},
    ]
    values = {"title": "以往成果", "from_side": from_side, "to_side": to_side, "units": [UNIT], "results": results, **more}
    notice = recording.new(session, "prior_result_notice", {**values, "issued_on": "2026-11-18"}).id
    proceeding.move(session, notice, "sent", WHY)
    return notice


def received(session: Session, notice: str, on: str) -> None:
    recording.edit(session, notice, {"received_on": on})
    proceeding.move(session, notice, "received")


def entry_of(session: Session, on: str = "2026-11-20") -> str:
    values = {"title": "进点", "kind": "entry", "for_side": session.card.side, "planned_on": on, "actual_on": on}
    return recording.new(session, "milestone", values).id


def marks(session: Session, id: str) -> tuple[Any, Any]:
    """Of one record, as it is shown and as its list shows it."""
    (line,) = [one for one in listing.records_of(session, "milestone", {}, None) if one["id"] == id]
    return beside.of_record(session, opening.look_up(session, id)).get("marks"), line.get("marks")


UNTOLD = (["no_mutual_notice"], ["no_mutual_notice"])


def both_told(team: Team, on: str) -> None:
    """Each side's notice has reached the other, and the receipts are known to the audit."""
    here, there = told_by(team.zhou, "audit", "inspection"), told_by(team.wu, "inspection", "audit")
    team.laptops.pass_on(team.zhou, team.wu)
    received(team.wu, here, on)
    team.laptops.pass_on(team.wu, team.zhou)
    received(team.zhou, there, on)


def test_an_entry_without_notices_both_ways_needs_a_reason_and_is_marked(staggered: Team) -> None:
    zhou = staggered.zhou
    told_by(zhou, "audit", "inspection")
    entry = entry_of(zhou)
    assert marks(zhou, entry) == (None, None)
    with pytest.raises(GatesNotMet) as refused:
        proceeding.move(zhou, entry, "done")
    assert [(one.rule, one.weight, one.facts["count"]) for one in refused.value.unmet] == [("mutual_notice", "reason", 2)]
    proceeding.move(zhou, entry, "done", WHY)
    assert marks(zhou, entry) == UNTOLD
    staggered.laptops.pass_on(zhou, staggered.wu)
    assert marks(staggered.wu, entry) == UNTOLD


def test_an_entry_after_notices_both_ways_needs_no_reason_and_bears_no_mark(staggered: Team) -> None:
    both_told(staggered, "2026-11-19")
    entry = entry_of(staggered.zhou)
    proceeding.move(staggered.zhou, entry, "done")
    assert marks(staggered.zhou, entry) == (None, None)


def test_what_is_sent_and_not_received_has_not_been_told(staggered: Team) -> None:
    here = told_by(staggered.zhou, "audit", "inspection")
    there = told_by(staggered.wu, "inspection", "audit")
    staggered.laptops.pass_on(staggered.wu, staggered.zhou)
    received(staggered.zhou, there, "2026-11-19")
    with pytest.raises(GatesNotMet) as refused:
        proceeding.move(staggered.zhou, entry_of(staggered.zhou), "done")
    assert [one.facts for one in refused.value.unmet] == [{"side": "audit", "count": 1}]
    assert opening.look_up(staggered.zhou, here).record.state == "sent"


def test_what_comes_after_the_entry_leaves_the_mark(staggered: Team) -> None:
    entry = entry_of(staggered.zhou)
    proceeding.move(staggered.zhou, entry, "done", WHY)
    both_told(staggered, "2026-11-21")
    assert marks(staggered.zhou, entry) == UNTOLD


def test_teams_that_enter_together_are_not_asked(team: Team) -> None:
    entry = entry_of(team.zhou)
    proceeding.move(team.zhou, entry, "done")
    assert marks(team.zhou, entry) == (None, None)


def test_each_earlier_result_is_followed_up_once_by_the_side_it_was_told_to(team: Team) -> None:
    notice = told_by(team.wu, "inspection", "audit")
    team.laptops.pass_on(team.wu, team.zhou)
    made = letters.carry_over(team.zhou, notice, report_due="2026-12-20")
    assert letters.carry_over(team.zhou, notice) == []
    items = [opening.look_up(team.zhou, one.id).record.values for one in made]
    assert [(one["origin"], one["report_due"]) for one in items] == [("prior_inspection", "2026-12-20")] * 2
    problem = opening.look_up(team.zhou, items[0]["finding_id"]).record
    assert (problem.values["facts"], problem.values["source_ids"], problem.state) == (LATE, [notice], "draft")
    assert problem.values["title"] == items[0]["title"] == LATE[:40]
    assert [row["text"] for row in items[0]["progress"]] == ["部分整改"]
    unit = opening.look_up(team.zhou, items[0]["unit"])
    assert unit.entry.title == UNIT


def test_a_result_added_later_is_the_only_one_followed_up_then(team: Team) -> None:
    notice = told_by(team.wu, "inspection", "audit")
    team.laptops.pass_on(team.wu, team.zhou)
    assert len(letters.carry_over(team.zhou, notice)) == 2
    proceeding.revise(team.wu, notice, "补一条")
    recording.edit(team.wu, notice, {"results": [{"matter": "漏报一项"}]})
    proceeding.move(team.wu, notice, "sent", WHY)
    team.laptops.pass_on(team.wu, team.zhou)
    assert [one.title for one in letters.carry_over(team.zhou, notice)] == ["漏报一项"]


def test_both_sides_have_the_item_and_its_problem(team: Team) -> None:
    notice = told_by(team.wu, "inspection", "audit")
    team.laptops.pass_on(team.wu, team.zhou)
    made = letters.carry_over(team.zhou, notice)
    team.laptops.pass_on(team.zhou, team.wu)
    item = opening.look_up(team.wu, made[0].id).record.values
    assert opening.look_up(team.wu, item["finding_id"]).record.values["facts"] == LATE


def test_who_told_the_results_does_not_follow_them_up_for_the_other_side(team: Team) -> None:
    notice = told_by(team.wu, "inspection", "audit")
    with pytest.raises(FieldError, match="LETTER_NOT_YOURS"):
        letters.carry_over(team.wu, notice)
