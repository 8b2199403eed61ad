"""Gates about a record among others: what is found on a real laptop, and what is left alone."""

from typing import Any

import pytest

from desktop.acts import opening, proceeding, recording
from tests.acts.conftest import cheap, laptops, team
from tests.exchange.laptops import Laptops, Team, team_of

__all__ = ["Laptops", "cheap", "laptops", "team", "team_of"]
TALK = {"title": "谈话", "record_kind": "audit_inquiry", "name": "欧阳𬭚", "interviewers": ["周岚", "何川"], "recorder": "周岚"}


def hints(team: Team, id: str) -> set[str]:
    return {one.rule for one in proceeding.unmet(team.zhou, opening.look_up(team.zhou, id))}


def talk(team: Team, start: str, end: str, **more: Any) -> str:
    return recording.new(team.zhou, "interview", {**TALK, "start_at": start, "end_at": end, **more}).id


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-11-19T09:30", "2026-11-19T10:30", True),
        ("2026-11-19T10:00", "2026-11-19T11:00", False),
        ("2026-11-18T23:00", "2026-11-19T09:30", True),
        ("2026-11-20T09:30", "2026-11-20T10:30", False),
    ],
)
def test_two_talks_with_one_person_at_one_time_are_proposed_as_the_same(team: Team, start: str, end: str, told: bool) -> None:
    first, other = talk(team, "2026-11-19T09:00", "2026-11-19T10:00"), talk(team, start, end)
    assert ("same_occasion" in hints(team, other), "no_overlap" in hints(team, other)) == (told, told)
    recording.edit(team.zhou, other, {"same_as": [first]})
    assert not {"same_occasion", "no_overlap"} & hints(team, other), "a person has said that they are one"


def test_another_person_at_that_time_is_told_only_of_those_who_talked(team: Team) -> None:
    talk(team, "2026-11-19T09:00", "2026-11-19T10:00")
    both = talk(team, "2026-11-19T09:00", "2026-11-19T10:00", name="别人")
    others = talk(team, "2026-11-19T09:00", "2026-11-19T10:00", name="另一个", interviewers=["吴㛃"])
    assert "no_overlap" in hints(team, both) and "same_occasion" not in hints(team, both)
    assert not {"same_occasion", "no_overlap"} & hints(team, others)


def test_a_void_talk_is_nobody_s_double(team: Team) -> None:
    first = talk(team, "2026-11-19T09:00", "2026-11-19T10:00")
    proceeding.move(team.zhou, first, "void", "记错了")
    assert "same_occasion" not in hints(team, talk(team, "2026-11-19T09:00", "2026-11-19T10:00"))


def test_points_of_one_unit_matter_and_amount_are_proposed_as_one(team: Team) -> None:
    values = {"title": "轮换资金晚拨", "units": ["城南粮库（虚构）"], "amount": "3125000"}
    recording.new(team.zhou, "suspicion", values)
    assert "same_point" in hints(team, recording.new(team.zhou, "suspicion", values).id)
    for other in ({"amount": "3125000.01"}, {"units": ["城北粮站（虚构）"]}, {"title": "盘点短少"}, {"amount": None}):
        assert "same_point" not in hints(team, recording.new(team.zhou, "suspicion", values | other).id)


def test_one_credit_code_under_two_names_is_told_until_somebody_joins_them(team: Team) -> None:
    first = recording.new(team.zhou, "unit", {"name": "城南粮库（虚构）", "credit_code": "91320000123456789X"})
    other = recording.new(team.zhou, "unit", {"name": "城南粮油库（虚构）", "credit_code": "91320000 123456789x"})
    assert "same_credit_code" in hints(team, other.id)
    recording.edit(team.zhou, other.id, {"same_as": [first.id]})
    assert "same_credit_code" not in hints(team, other.id)


FAR = [("2199-01-01", True), ("1790-05-01", True), ("2027-03-01", False), ("1958-10-01", False)]


@pytest.mark.parametrize(("day", "told"), FAR)
def test_a_day_that_can_hardly_be_meant_is_told_and_kept(team: Team, day: str, told: bool) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "轮换资金晚拨", "due_date": day}).id
    assert ("far_date" in hints(team, point)) is told
    assert opening.look_up(team.zhou, point).record.values["due_date"] == day
