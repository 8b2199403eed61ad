"""The figures of a project on real laptops: what was counted can be followed to its records, and what was not says why."""

from typing import Any

import pytest

from desktop.acts import occasions, proceeding, projects, recording, statistics
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork.figure import Period
from tests.acts.test_corroborating import card, round_trip, set_beside, talk, visit
from tests.exchange.laptops import Team

HELD = {"start_at": "2026-11-18T09:00", "end_at": "2026-11-18T10:00"}


def joint_talk(session: Session, name: str = "甲", **said: Any) -> str:
    values = {"title": f"与{name}谈话", "record_kind": "joint_talk", "name": name, **HELD, **said}
    return recording.new(session, "interview", values).id


def told(session: Session, within: Period = statistics.figure.ALWAYS, behind: str = "") -> dict[str, Any]:
    return statistics.document(session, within, "zh", behind)


def left_out(session: Session) -> list[tuple[str, str, str]]:
    return [(one["figure"], one["number"], one["why"]) for one in told(session)["left_out"]]


def test_each_record_counts_once_however_often_it_was_carried(team: Team) -> None:
    joint_talk(team.zhou)
    joint_talk(team.wu, "乙")
    for _ in range(2):
        round_trip(team.laptops, team.zhou, team.wu)
    assert [told(one)["interviews"] for one in (team.zhou, team.wu)] == [2, 2]


def test_what_one_side_wrote_is_told_to_the_other_as_a_number_beside_the_figures(team: Team) -> None:
    mine = talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "丙")
    joint_talk(team.zhou)
    round_trip(team.laptops, team.zhou, team.wu)
    here, there = told(team.zhou), told(team.wu)
    assert (here["interviews"], here["own_interviews"], here["withheld"]) == (1, 1, 0)
    assert (there["interviews"], there["own_interviews"], there["withheld"]) == (1, 0, 1)
    assert mine not in str(there["left_out"])


def test_one_talk_on_two_laptops_is_proposed_as_one_and_counted_once_when_somebody_has_said_so(team: Team) -> None:
    first, again = joint_talk(team.zhou), joint_talk(team.wu)
    round_trip(team.laptops, team.zhou, team.wu)
    assert told(team.wu)["interviews"] == 2
    (proposed,) = told(team.wu)["proposals"]
    assert (proposed["form"], {one["id"] for one in proposed["records"]}) == ("interview", {first, again})
    assert occasions.join(team.wu, first, again) == [first, again]
    round_trip(team.laptops, team.zhou, team.wu)
    for one in (team.zhou, team.wu):
        assert (told(one)["interviews"], told(one)["proposals"]) == (1, [])
        assert [(why, figure) for figure, _, why in left_out(one)] == [("same_occasion", "interviews")]


def test_what_has_been_signed_can_still_be_said_to_be_the_same(team: Team) -> None:
    joint = talk(team.zhou, "joint_talk", ["周岚", "何川", "吴㛃"], "丁")
    mine = talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "丁")
    occasions.join(team.zhou, mine, joint)
    found = told(team.zhou, behind="interviews")
    assert (found["interviews"], found["own_interviews"]) == (1, 0)
    assert [[one["id"] for one in group] for group in found["records"]] == [[joint, mine]]


def test_only_records_of_a_kind_and_of_ones_own_can_be_said_to_be_the_same(team: Team) -> None:
    one, trip = joint_talk(team.zhou), visit(team.zhou, ["周岚", "何川"])
    theirs = [talk(team.wu, "inspection_talk", ["吴㛃", "何川"], name) for name in ("戊", "己")]
    round_trip(team.laptops, team.zhou, team.wu)
    for id, other, code in ((one, trip, "RECORDS_NOT_ALIKE"), (one, one, "RECORDS_NOT_ALIKE"), (*theirs, "RECORDS_NOT_YOURS")):
        with pytest.raises(FieldError) as refused:
            occasions.join(team.zhou, id, other)
        assert refused.value.code == code


def test_a_point_corroborated_by_both_sides_is_counted_on_every_laptop_once_both_have_confirmed(team: Team) -> None:
    point = recording.new(team.zhou, "suspicion", {"title": "拨付晚于约定", "category": "finance"}).id
    round_trip(team.laptops, team.zhou, team.wu)
    paper = card(team.zhou, point, "audit", "document", visit(team.zhou, ["周岚", "何川"]), handled_by=["何川"])
    heard = talk(team.wu, "inspection_talk", ["吴㛃", "何川"], "庚")
    words = card(team.wu, point, "inspection", "testimony", heard, handled_by=["何川"])
    round_trip(team.laptops, team.zhou, team.wu)
    beside = set_beside(team.zhou, point, [paper], [words])
    round_trip(team.laptops, team.zhou, team.wu)
    proceeding.confirm(team.zhou, beside, "先确认")
    assert (told(team.zhou)["corroborated_suspicions"], told(team.zhou)["pending_other_side"]) == (0, 1)
    round_trip(team.laptops, team.zhou, team.wu)
    assert left_out(team.wu)[-1][2] == "own_side_not_confirmed"
    proceeding.confirm(team.wu, beside, "同意")
    round_trip(team.laptops, team.zhou, team.wu)
    for one in (team.zhou, team.wu):
        found = told(one, behind="corroborated_suspicions")
        assert (found["corroborated_suspicions"], found["pending_other_side"]) == (1, 0)
        assert {key: n for key, n in found["by_category"].items() if n} == {"finance": 1}
        assert [{one["id"] for one in group} for group in found["records"]] == [{point, beside}]


def test_the_figures_of_a_week_are_those_of_its_days(team: Team) -> None:
    joint_talk(team.zhou)
    joint_talk(team.zhou, "乙", start_at="2026-11-12T09:00", end_at="2026-11-12T09:30")
    assert told(team.zhou, statistics.period("2026-11-16", "2026-11-22"))["interviews"] == 1
    assert told(team.zhou, statistics.period("", "2026-11-15"))["interviews"] == 1
    for first, last, code in (("2026-11-22", "2026-11-16", "PERIOD_BACKWARDS"), ("monday", "", "VALUE_KIND")):
        with pytest.raises(FieldError) as refused:
            statistics.period(first, last)
        assert refused.value.code == code


def test_a_figure_that_is_not_there_is_refused_with_those_that_are(team: Team) -> None:
    with pytest.raises(FieldError) as refused:
        told(team.zhou, behind="talks")
    assert (refused.value.code, "own_interviews" in refused.value.remedy("en")) == ("FIGURE_UNKNOWN", True)


def test_records_are_counted_by_form_the_void_ones_left_out(team: Team) -> None:
    joint_talk(team.zhou)
    proceeding.move(team.zhou, joint_talk(team.zhou, "乙"), "void", "重复")
    assert told(team.zhou)["by_form"]["interview"] == 1
    assert left_out(team.zhou)[0][2] == "void"


def test_all_projects_of_a_vault_are_counted_together_by_mode_and_kind(team: Team) -> None:
    joint_talk(team.zhou)
    for code, kind in (("HA2026", {"kind": "inspection_audit", "linkage_mode": "parallel", "is_pilot": True}),
                       ("HB2026", {"kind": "npc_linked"}), ("HC2026", {"kind": "inspection_audit", "linkage_mode": "parallel"})):
        projects.create(team.zhou, {"name": code, "code": code, **kind})
        joint_talk(team.zhou)
    found = statistics.of_all_projects(team.zhou, statistics.figure.ALWAYS)
    assert (found["interviews"], [one["interviews"] for one in found["projects"]]) == (4, [1, 1, 1, 1])
    assert (found["by_mode"], found["by_kind"]) == ({"parallel": 2}, {"inspection_audit": 2, "npc_linked": 1})
    assert (found["pilots"], found["by_form"]["interview"]) == (1, 4)
