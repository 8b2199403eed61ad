"""What a meeting takes up, how it is begun, and what confirming its minutes will do and does."""

from typing import Any

import pytest

from desktop.acts import agenda, both_views, minutes, opening, proceeding, recording
from desktop.acts.session import Session
from desktop.store import records
from tests.acts.test_corroborating import WHY, both_sides, card, round_trip, set_beside, talk
from tests.exchange.laptops import Team

BOTH = [{"person": "周岚", "side": "audit", "role": "present"}, {"person": "吴㛃", "side": "inspection", "role": "present"}]


def note(session: Session, title: str, **more: Any) -> str:
    return recording.new(session, "suspicion", {"title": title, **more}, "joint").id


def huddle(session: Session, **more: Any) -> str:
    when = {"title": "碰头会", "type": "huddle", "start_at": "2026-11-19T17:00", "place": "会议室"}
    return recording.new(session, "meeting", {**when, "chair": "周岚", "recorder": "周岚", "attendees": BOTH, **more}).id


def offers(session: Session, meeting: str = "") -> list[tuple[str, str]]:
    return [(one.title, one.why) for one in agenda.offered(session, meeting)]


def values(session: Session, id: str) -> dict[str, Any]:
    return dict(opening.look_up(session, id).record.values)


def state(session: Session, id: str) -> str:
    return opening.look_up(session, id).record.state


class TestAMeetingIsOffered:
    def test_points_that_wait_to_be_agreed_on_the_oldest_first(self, team: Team) -> None:
        for title in ("账实不符", "合同不符"):
            note(team.zhou, title)
        assert offers(team.zhou) == [("账实不符", "waits"), ("合同不符", "waits")]

    def test_no_point_that_both_have_agreed_on_and_that_has_time(self, team: Team) -> None:
        point = note(team.zhou, "账实不符", due_date="2026-12-31")
        proceeding.move(team.zhou, point, "consulted", WHY)
        assert offers(team.zhou) == []

    def test_a_point_agreed_on_whose_day_is_over_ahead_of_those_that_wait(self, team: Team) -> None:
        note(team.zhou, "合同不符")
        late, early = note(team.zhou, "账实不符", due_date="2026-11-15"), note(team.zhou, "票据不符", due_date="2026-11-25")
        for point in (late, early):
            proceeding.move(team.zhou, point, "consulted", WHY)
        assert offers(team.zhou) == [("账实不符", "overdue"), ("合同不符", "waits")]

    def test_a_point_of_which_the_two_sides_found_different_things_first_of_all(self, team: Team) -> None:
        note(team.zhou, "合同不符")
        torn, level = note(team.zhou, "轮换资金晚拨"), note(team.zhou, "票据不符")
        round_trip(team.laptops, team.zhou, team.wu)
        set_beside(team.zhou, torn, *([one] for one in both_sides(team, torn)), consistency="conflict")
        talks = talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "甲", "2026-11-18T09:00")
        set_beside(team.zhou, level, [card(team.zhou, level, "audit", "testimony", talks)], [])
        assert offers(team.zhou) == [("轮换资金晚拨", "conflicting"), ("合同不符", "waits"), ("票据不符", "waits")]

    def test_no_point_that_is_dealt_with(self, team: Team) -> None:
        point = note(team.zhou, "账实不符", due_date="2026-11-01")
        for step in ("consulted", "concluded", "disposed"):
            proceeding.move(team.zhou, point, step, WHY)
        assert offers(team.zhou) == []

    def test_a_point_of_the_other_side_by_its_number_while_its_words_are_not_here(self, team: Team) -> None:
        recording.new(team.wu, "suspicion", {"title": "会议记录不全", "facts": "三次会议没有记录。"}, "inspection")
        round_trip(team.laptops, team.zhou, team.wu)
        (one,) = agenda.offered(team.zhou)
        assert one.title == "" and one.number.endswith("001") and one.side == "inspection"
        meeting = huddle(team.zhou)
        agenda.add_points(team.zhou, meeting, [one.id])
        assert [row["topic"] for row in values(team.zhou, meeting)["items"]] == [one.number]


class TestPointsComeOnTheAgenda:
    def test_as_an_item_each_in_the_order_chosen_below_what_is_there(self, team: Team) -> None:
        points = [note(team.zhou, title) for title in ("账实不符", "合同不符")]
        meeting = huddle(team.zhou, items=[{"topic": "上周情况"}])
        assert agenda.add_points(team.zhou, meeting, points[::-1]) == points[::-1]
        items = values(team.zhou, meeting)["items"]
        assert [row["topic"] for row in items] == ["上周情况", "合同不符", "账实不符"]
        assert [row.get("suspicion_ids") for row in items] == [None, [points[1]], [points[0]]]

    def test_once_and_are_not_offered_again(self, team: Team) -> None:
        point = note(team.zhou, "账实不符")
        meeting = huddle(team.zhou)
        agenda.add_points(team.zhou, meeting, [point, point])
        assert agenda.add_points(team.zhou, meeting, [point]) == []
        assert len(values(team.zhou, meeting)["items"]) == 1
        assert offers(team.zhou, meeting) == [] and offers(team.zhou) == [("账实不符", "waits")]


@pytest.mark.parametrize(
    ("item", "settled"),
    [
        ({"topic": "账实不符"}, False),
        ({"topic": "账实不符", "consensus": "一并核实"}, True),
        ({"topic": "账实不符", "dissent": "巡察认为证据不足"}, True),
        ({"topic": "账实不符", "judgement": " "}, False),
    ],
)
def test_an_item_is_settled_once_it_says_what_came_of_it(item: dict[str, Any], settled: bool) -> None:
    assert agenda.is_settled(item) is settled


class TestConfirmingMinutes:
    @pytest.fixture
    def points(self, team: Team) -> list[str]:
        made = [note(team.zhou, title) for title in ("账实不符", "合同不符")]
        round_trip(team.laptops, team.zhou, team.he, team.wu)
        return made

    @pytest.fixture
    def meeting(self, team: Team, points: list[str]) -> str:
        mine = {"text": "核对出库单", "owner": "何川", "due_date": "2026-11-25", "about": [points[0]], "method": ["doc_review"]}
        theirs = {"text": "调阅会议记录", "owner": "吴㛃", "due_date": "2026-11-27", "about": [points[1]]}
        more = [{"text": "下周三再碰", "owner": "周岚"}, {"owner": "周岚", "about": [points[1]]}]
        made = huddle(team.zhou, resolutions=[mine, theirs, *more])
        agenda.add_points(team.zhou, made, points)
        round_trip(team.laptops, team.zhou, team.wu)
        return made

    def foreseen(self, session: Session, meeting: str) -> minutes.Foreseen:
        return minutes.foreseen(session, opening.look_up(session, meeting))

    def made(self, session: Session) -> list[tuple[str, str]]:
        found = [one for form in minutes.TASKS for one in records.listing(session.notebook, session.project, form)]
        return sorted((one.form, str(one.columns["what"])) for one in found if one.columns.get("what"))

    def test_is_told_ahead_by_whose_tasks_come_of_it_and_what_makes_none(self, team: Team, meeting: str, points: list[str]) -> None:
        ahead = self.foreseen(team.zhou, meeting)
        assert ahead.points == tuple(points) and ahead.wordless == 1
        told = [(one.side, one.form, one.values["what"], one.values["due"]) for one in ahead.tasks]
        assert told == [
            ("audit", "verification_task", "核对出库单", "2026-11-25"),
            ("inspection", "verification_task", "调阅会议记录", "2026-11-27"),
            ("audit", "task", "下周三再碰", None),
        ]

    def test_does_what_was_told_on_the_laptop_of_each_side(self, team: Team, meeting: str, points: list[str]) -> None:
        proceeding.confirm(team.zhou, meeting, WHY)
        assert self.made(team.zhou) == [("task", "下周三再碰"), ("verification_task", "核对出库单")]
        assert [state(team.zhou, one) for one in points] == ["consulted", "consulted"]
        left = self.foreseen(team.zhou, meeting)
        assert left.points == () and [one.side for one in left.tasks] == ["inspection"]
        round_trip(team.laptops, team.zhou, team.wu)
        proceeding.confirm(team.wu, meeting, WHY)
        assert self.made(team.wu) == [("verification_task", "调阅会议记录")]
        round_trip(team.laptops, team.zhou, team.wu)
        assert len(self.made(team.zhou)) == 2, "what hers says is for her side alone"
        assert [self.foreseen(one, meeting).tasks for one in (team.zhou, team.wu)] == [(), ()]

    def test_gives_a_task_the_means_that_were_agreed_on(self, team: Team, meeting: str) -> None:
        proceeding.confirm(team.zhou, meeting, WHY)
        (task,) = records.listing(team.zhou.notebook, team.zhou.project, "verification_task")
        assert values(team.zhou, task.id)["method"] == ["doc_review"]


class TestAMeetingIsBegun:
    def test_as_the_next_of_its_kind_with_those_of_the_last_huddle_and_an_empty_agenda(self, team: Team) -> None:
        late = {"person": "何川", "side": "audit", "role": "excused", "note": "出差"}
        huddle(team.zhou, start_at="2026-11-12T17:00", attendees=BOTH[:1])
        huddle(team.zhou, attendees=[*BOTH, late])
        recording.new(team.zhou, "meeting", {"title": "会商", "type": "consultation", "start_at": "2026-11-13T09:00"})
        people = agenda.expected(team.zhou)
        made = agenda.begin(team.zhou, "huddle", "2026-11-20T09:05", people, "zh")
        said = values(team.zhou, made.id)
        assert (made.title, said["ordinal"], said["start_at"]) == ("第3次碰头会纪要", "3", "2026-11-20T09:05")
        rows = [(row["side"], row["role"], row.get("note")) for row in said["attendees"]]
        assert rows == [("audit", "present", None), ("inspection", "present", None), ("audit", "present", None)]
        assert "items" not in said and agenda.number_next(team.zhou, "consultation", "2026-11-20T09:05") == 2

    def test_void_ones_are_no_last_huddle_and_the_first_has_whoever_begins_it(self, team: Team) -> None:
        meeting = huddle(team.zhou)
        proceeding.move(team.zhou, meeting, "void", WHY)
        assert agenda.expected(team.zhou) == [{"person": "周岚", "side": "audit", "role": "present"}]
        assert agenda.number_next(team.zhou, "huddle", "2026-11-20T09:05") == 1

    def test_before_a_referral_for_the_leads_alone(self, team: Team) -> None:
        made = agenda.begin(team.zhou, "pre_referral", "2026-11-20T09:05", [], "zh")
        record = opening.look_up(team.zhou, made.id).record
        assert record.values["restricted"] is True
        assert not any(token.startswith("side:") for tokens in record.audience.values() for token in tokens)


def test_who_is_there_is_told_by_side_also_of_those_whose_row_does_not_say(team: Team) -> None:
    rows = [{"person": "何川"}, {"person": "吴㛃", "role": "excused"}, {"person": "郑一问", "role": "observer"}]
    there = agenda.presence(team.zhou, opening.look_up(team.zhou, huddle(team.zhou, attendees=rows)))
    assert {side: names for side, names in there.sides.items() if names} == {"audit": ("何川",)}
    assert (there.unknown, there.excused) == (("郑一问",), ("吴㛃",))


def test_meetings_stand_in_the_order_in_which_one_looks_for_them(team: Team) -> None:
    ahead = {"下下次": "2026-12-04T09:00", "下次": "2026-11-27T09:00", "未定": None}
    times = {"上次": "2026-11-15T17:00", **ahead, "头一次": "2026-11-05T17:00"}
    for name, when in times.items():
        huddle(team.zhou, title=name, start_at=when)
    called_off = huddle(team.zhou, title="取消", start_at="2026-12-01T09:00")
    proceeding.move(team.zhou, called_off, "void", WHY)
    entries = records.listing(team.zhou.notebook, team.zhou.project, "meeting")
    assert [one.title for one in agenda.in_time(team.zhou, entries)] == ["下次", "下下次", "未定", "取消", "上次", "头一次"]


def test_a_point_is_told_with_what_each_side_holds_and_has_come_to(team: Team) -> None:
    said = {"units": ["城南粮库"], "amount": "1640.92", "insp_conclusion": "partial", "insp_by": "吴㛃", "insp_on": "2026-11-18"}
    point = note(team.zhou, "轮换资金晚拨", **said)
    round_trip(team.laptops, team.zhou, team.wu)
    audits, inspects = both_sides(team, point)
    set_beside(team.zhou, point, [audits], [inspects])
    set_beside(team.wu, point, [audits], [inspects])
    round_trip(team.laptops, team.zhou, team.wu)
    told = both_views.brief(team.zhou, point)
    assert told.stands.outcome == "single_side" and told.values["units"] == ["城南粮库"]
    assert [one.id for one in told.sides["audit"].cards] == [audits]
    assert [(one.id, one.kind) for one in told.sides["inspection"].cards] == [(inspects, "physical")]
    assert (told.sides["audit"].conclusion, told.sides["inspection"].conclusion) == ("", "partial")
    assert (told.sides["inspection"].by, told.sides["inspection"].on) == ("吴㛃", "2026-11-18")
