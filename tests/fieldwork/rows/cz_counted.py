"""Chuzhou: 22 person-times talked with, 8 units inquired at, 4 trips, 12 huddles, whoever recorded them, however often."""

from collections.abc import Sequence
from typing import Any

from desktop.acts import proceeding, recording
from desktop.acts.session import Session
from tests.exchange.laptops import Team
from tests.fieldwork.rows.scenes import exchange, figures, go, hints, left_out, listed, said, state

LATER = "2027-03-01"
"""A day that has not come."""
STAFF = {"interviewers": ["周岚", "吴㛃"], "recorder": "周岚"}


def counted(sessions: Sequence[Session], *keys: str) -> set[tuple[int, ...]]:
    """The figures of these keys on each laptop; one where all say the same."""
    return {tuple(figures(session)[key] for key in keys) for session in sessions}


def talk(session: Session, name: str, day: int, kind: str = "joint_talk", **more: Any) -> str:
    begun = f"2026-11-{day:02d}T09:00"
    values = {"title": f"与{name}谈话", "record_kind": kind, "name": name, "start_at": begun, "end_at": begun[:11] + "10:00"}
    return recording.new(session, "interview", {**STAFF, **values, **more}).id


def test_CZ_04(team: Team) -> None:
    zhou, wu = sessions = team.zhou, team.wu
    for number in range(11):
        talk(zhou, f"甲{number}", 1 + number)
        talk(wu, "乙某某" if number < 2 else f"乙{number}", 1 + number)
    frozen = talk(zhou, "丙某", 15, place="二楼", topic="轮换")
    go(zhou, frozen, "reviewed", "frozen", "void", reason="被谈话人有误")
    talk(wu, "丁某", 1, start_at=f"{LATER}T09:00", end_at=f"{LATER}T10:00")
    talk(zhou, "戊某", 16, end_at=None)
    talk(zhou, "己某", 17, "audit_inquiry")
    for day in (17, 18):
        talk(wu, "庚某", day, "inspection_talk")
    twice = talk(zhou, "乙5", 6, start_at="2026-11-06T09:30", end_at="2026-11-06T10:30")
    exchange(team.laptops, zhou, wu)
    assert counted(sessions, "interviews") == {(23,)}, "two records of one talk are only proposed to be one"
    assert "same_occasion" in hints(zhou, twice) and "same_occasion" in hints(wu, twice)
    (other,) = (id for id in listed(wu, "interview", name="乙5") if id != twice)
    recording.edit(wu, other, {"same_as": [twice]})
    for _ in range(2):
        exchange(team.laptops, zhou, wu)
        assert counted(sessions, "interviews") == {(22,)}
    why_not = {"void": 1, "not_yet": 1, "time_missing": 1, "same_occasion": 1}
    assert [left_out(session, "interviews") for session in sessions] == [why_not | {"one_sided": 1}, why_not | {"one_sided": 2}]
    assert [figures(session)["own_interviews"] for session in sessions] == [1, 2]
    assert [figures(session)["withheld"] for session in sessions] == [2, 1]


def inquiry(session: Session, unit: str, day: int, side: str = "joint") -> str:
    values = {"title": f"到{unit}了解", "unit": unit, "date": f"2026-11-{day:02d}", "staff": ["周岚", "何川"], "matter": "往来"}
    return recording.new(session, "extended_inquiry", values, side).id


def test_CZ_05(team: Team) -> None:
    zhou, wu = sessions = team.zhou, team.wu
    for number in range(4):
        inquiry(zhou, f"第{number}仓储公司（虚构）", 2)
        inquiry(wu, f"第{number}运输公司（虚构）", 3)
    inquiry(wu, "第0仓储公司（虚构）", 9)
    other = inquiry(wu, "城南运输有限责任公司（虚构）", 10)
    recording.new(zhou, "unit", {"name": "第1运输公司（虚构）", "credit_code": "91341100ma2nacde0x"})
    unit = recording.new(wu, "unit", {"name": "城南运输有限责任公司（虚构）", "credit_code": "91341100 MA2NACDE0X"}).id
    exchange(team.laptops, zhou, wu)
    assert "same_credit_code" in hints(zhou, unit), "joining the two units is a person's"
    go(zhou, inquiry(zhou, "写错的公司（虚构）", 11), "void")
    inquiry(zhou, "审计自去的公司（虚构）", 12, "audit")
    recording.edit(wu, inquiry(wu, "还没去的公司（虚构）", 13), {"date": LATER})
    exchange(team.laptops, zhou, wu)
    assert counted(sessions, "extended_units") == {(8,)}
    assert {key: left_out(zhou, "extended_units")[key] for key in ("void", "not_yet", "same_unit", "one_sided")} == {
        "void": 1, "not_yet": 1, "same_unit": 2, "one_sided": 1,
    }  # fmt: skip
    assert [figures(session)["own_extended_units"] for session in sessions] == [1, 0]
    go(wu, other, "void")
    exchange(team.laptops, zhou, wu)
    assert counted(sessions, "extended_units") == {(8,)}, "the unit is still counted by its other name"


def trip(session: Session, day: int, *places: str, side: str = "joint", **more: Any) -> str:
    begun = f"2026-11-{day:02d}T14:00"
    values = {
        "title": f"看{places[0]}", "visit_mode": "open", "start_at": begun, "end_at": begun[:11] + "16:00",
        "sites": [{"name": place} for place in places], "visitors": ["周岚", "吴㛃"], "purpose": "看库存",
    }  # fmt: skip
    return recording.new(session, "site_visit", values | more, side).id


def test_CZ_06(team: Team) -> None:
    zhou, wu = sessions = team.zhou, team.wu
    trip(zhou, 3, "一号仓", "二号仓", "三号仓")
    trip(zhou, 4, "四号仓")
    trip(wu, 5, "码头")
    mine, yours = trip(zhou, 6, "收购点"), trip(wu, 6, "收购点", "地磅")
    trip(zhou, 7, "账房", side="audit")
    trip(wu, 8, "信访接待室", side="inspection", visit_mode="covert")
    trip(wu, 9, "五号仓", start_at=f"{LATER}T14:00", end_at=f"{LATER}T16:00")
    go(zhou, trip(zhou, 10, "走错的仓"), "void")
    exchange(team.laptops, zhou, wu)
    assert counted(sessions, "site_visits") == {(5,)}
    assert "same_occasion" in hints(wu, yours)
    recording.edit(wu, yours, {"same_as": [mine]})
    exchange(team.laptops, zhou, wu)
    assert counted(sessions, "site_visits", "visit_sites") == {(4, 7)}, "a trip to three places is one trip"
    assert [figures(session)["own_site_visits"] for session in sessions] == [1, 1]
    assert [figures(session)["withheld"] for session in sessions] == [0, 1], "nobody can tell that there was a covert one"


def huddle(session: Session, day: int, kind: str = "huddle", **more: Any) -> str:
    sides = {"周岚": "audit", "吴㛃": "inspection"}
    values = {
        "title": f"{day}日碰头会", "type": kind, "start_at": f"2026-11-{day:02d}T17:00", "place": "会议室", "chair": "周岚",
        "recorder": "吴㛃", "attendees": [{"person": name, "side": side, "role": "present"} for name, side in sides.items()],
        "items": [{"topic": "拨付", "consensus": "继续核实", "dissent": "无"}], "restricted": False,
        "custody": "both", "marking": "internal",
    }  # fmt: skip
    return recording.new(session, "meeting", values | more).id


def test_CZ_08(team: Team) -> None:
    zhou, wu = sessions = team.zhou, team.wu
    point = recording.new(zhou, "suspicion", {"title": "轮换资金晚拨"}, "joint").id
    for day in range(1, 11):
        huddle(zhou if day % 2 else wu, day)
    agenda = [{"topic": "拨付", "suspicion_ids": [point], "consensus": "继续核实", "dissent": "何时到账说法不一"}]
    resolved = {"text": "补查凭证", "owner": "何川", "due_date": "2026-11-25", "about": [point], "level": "B", "lead_side": "audit"}
    last = huddle(zhou, 11, items=agenda, resolutions=[resolved])
    mine, yours = huddle(zhou, 13), huddle(wu, 13)
    huddle(wu, 14, "consultation")
    go(zhou, huddle(zhou, 15), "void")
    coming = huddle(zhou, 16, start_at=f"{LATER}T17:00")
    exchange(team.laptops, zhou, wu)
    assert [state(session, coming) for session in sessions] == ["planned", "planned"]
    assert counted(sessions, "huddles") == {(13,)}
    assert "same_occasion" in hints(zhou, mine)
    recording.edit(zhou, mine, {"same_as": [yours]})
    exchange(team.laptops, zhou, wu)
    assert counted(sessions, "huddles") == {(12,)}, "confirmed or not, what has taken place counts"
    for session, stands in ((zhou, "circulated"), (wu, "confirmed")):
        proceeding.confirm(session, last)
        exchange(team.laptops, zhou, wu)
        assert [state(one, last) for one in sessions] == [stands, stands]
    for session in sessions:
        assert state(session, point) == "assigned", "agreed on, and its resolution is a task"
        assert (said(session, point)["level"], said(session, point)["due_date"]) == ("B", "2026-11-25")
    assert counted(sessions, "huddles") == {(12,)}
