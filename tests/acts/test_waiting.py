"""What Today lists for one person: mine to do, waiting for me, out with the unit, with whom something is to be exchanged."""

from typing import Any

import pytest

from desktop.acts import letters, proceeding, projects, recording, reviewing, settling, waiting, writing
from desktop.acts.session import Session
from desktop.acts.waiting import Colleague, Waiting
from tests.exchange.laptops import Team

WHY = "补写原因"
SLIP = {"handed_by": "周岚", "received_by": "吴㛃", "handed_at": "2026-11-18T10:00", "lines": [{"item": "账簿", "copies": 1}]}


def go(session: Session, id: str, *states: str) -> None:
    for state in states:
        proceeding.move(session, id, state, WHY)


def new(session: Session, form: str, **said: Any) -> str:
    return str(recording.new(session, form, said).id)


def titles(lines: tuple[waiting.Line, ...]) -> list[str]:
    return [one.title for one in lines]


def whys(lines: tuple[waiting.Line, ...]) -> list[tuple[str, str]]:
    return [(one.why, one.title) for one in lines]


class TestMineToDo:
    def test_a_task_is_shown_to_who_is_in_charge_of_it_and_to_nobody_else(self, team: Team) -> None:
        new(team.zhou, "task", title="核对单据", owner="何川", for_side="audit", due="2026-11-20")
        team.laptops.pass_on(team.zhou, team.he)
        assert titles(waiting.gather(team.he).mine) == ["核对单据"]
        assert waiting.gather(team.zhou).mine == ()

    def test_overdue_comes_first_then_by_the_day_and_last_what_has_none(self, team: Team) -> None:
        mine = {"owner": "周岚", "for_side": "audit"}
        point = new(team.zhou, "suspicion", title="账实不符")
        new(team.zhou, "task", title="没有期限", **mine)
        new(team.zhou, "task", title="下周", due="2026-11-27", **mine)
        new(team.zhou, "verification_task", title="逾期", suspicion=point, due="2026-11-17", **mine)
        new(team.zhou, "task", title="今天", due="2026-11-20", **mine)
        found = waiting.gather(team.zhou).mine
        assert [(one.title, one.due and one.days) for one in found] == [("逾期", -3), ("今天", 0), ("下周", 7), ("没有期限", "")]

    @pytest.mark.parametrize("state", ["done", "dropped"])
    def test_a_task_that_is_done_or_dropped_is_no_more_to_do(self, team: Team, state: str) -> None:
        task = new(team.zhou, "task", title="核对单据", owner="周岚", for_side="audit")
        go(team.zhou, task, "doing")
        assert titles(waiting.gather(team.zhou).mine) == ["核对单据"]
        go(team.zhou, task, state)
        assert waiting.gather(team.zhou).mine == ()

    def test_what_is_half_written_is_for_today(self, team: Team) -> None:
        point = new(team.zhou, "suspicion", title="账实不符")
        writing.keep(team.zhou, team.zhou.project, "suspicion", {"facts": "少"}, {}, record=point)
        new(team.zhou, "task", title="明天", owner="周岚", for_side="audit", due="2026-11-21")
        assert whys(waiting.gather(team.zhou).mine) == [("draft", "账实不符"), ("task", "明天")]


class TestWaitingForMe:
    @pytest.fixture
    def minutes(self, team: Team) -> str:
        """Minutes that the audit has confirmed, on both laptops."""
        said = {"type": "huddle", "start_at": "2026-11-19T19:30", "chair": "周岚", "recorder": "周岚"}
        made = new(team.zhou, "meeting", title="第1次碰头会", items=[{"topic": "账实不符", "consensus": "一并核实"}], **said)
        proceeding.confirm(team.zhou, made, WHY)
        team.laptops.pass_on(team.zhou, team.wu)
        return made

    def test_minutes_wait_for_the_side_that_has_not_confirmed_them(self, team: Team, minutes: str) -> None:
        assert whys(waiting.gather(team.wu).for_me) == [("confirm", "第1次碰头会")]
        assert waiting.gather(team.zhou).for_me == ()

    def test_once_confirmed_they_wait_for_nobody(self, team: Team, minutes: str) -> None:
        proceeding.confirm(team.wu, minutes, WHY)
        team.laptops.pass_on(team.wu, team.zhou)
        assert waiting.gather(team.wu).for_me == waiting.gather(team.zhou).for_me == ()

    def test_minutes_that_nobody_has_confirmed_wait_for_nobody_else(self, team: Team) -> None:
        new(team.zhou, "meeting", title="第1次碰头会", start_at="2026-11-19T19:30")
        team.laptops.pass_on(team.zhou, team.wu)
        assert waiting.gather(team.wu).for_me == ()

    def test_a_conflict_waits_until_it_is_settled(self, team: Team) -> None:
        talk = new(team.zhou, "interview", title="与保管员谈话", record_kind="joint_talk")
        team.laptops.pass_on(team.zhou, team.wu)
        for session, topic in ((team.zhou, "资金晚到"), (team.wu, "库存盘点")):
            recording.edit(session, talk, {"topic": topic})
        team.laptops.pass_on(team.wu, team.zhou)
        (found,) = waiting.gather(team.zhou).for_me
        assert (found.why, found.title, found.at) == ("conflict", "与保管员谈话", ("topic",))
        settling.settle(team.zhou, talk, "topic", value="资金晚到")
        assert waiting.gather(team.zhou).for_me == ()

    def test_an_evaluation_waits_for_who_is_named_to_review_it(self, team: Team) -> None:
        made = new(team.zhou, "rectification_evaluation", title="整改评价", evaluator="周岚", eval_reviewer="何川")
        team.laptops.pass_on(team.zhou, team.he)
        assert whys(waiting.gather(team.he).for_me) == [("review", "整改评价")]
        assert waiting.gather(team.zhou).for_me == ()
        go(team.he, made, "reviewed")
        assert waiting.gather(team.he).for_me == ()

    def test_what_a_unit_reports_done_waits_for_who_follows_it(self, team: Team) -> None:
        item = new(team.zhou, "rectification_item", title="按期拨付", tracker_audit="何川", tracker_insp="吴㛃")
        go(team.zhou, item, "in_progress", "claimed_done")
        for other in (team.he, team.wu):
            team.laptops.pass_on(team.zhou, other)
            assert whys(waiting.gather(other).for_me) == [("judge", "按期拨付")]
        assert waiting.gather(team.zhou).for_me == ()


class TestLetters:
    @pytest.fixture
    def notice(self, team: Team) -> str:
        """Sent by the inspection to the audit, and handed over."""
        kinds = {"某市巡察办（虚构）": "inspection_office", "某市审计局（虚构）": "audit_office"}
        office, audit = (new(team.wu, "org_unit", name=name, kind=kind, level="city") for name, kind in kinds.items())
        said = {"from": office, "to": [audit], "category": "important", "urgency": "normal", "summary": "资金晚到。"}
        made = new(team.wu, "info_notice", title="通报", to_other_side=True, **said)
        go(team.wu, made, "frozen")
        assert waiting.gather(team.wu).out == (), "nobody has it yet"
        go(team.wu, made, "sent")
        team.laptops.pass_on(team.wu, team.zhou)
        return made

    def test_a_letter_is_out_for_who_sent_it_and_waits_for_who_received_it(self, team: Team, notice: str) -> None:
        assert whys(waiting.gather(team.wu).out) == [("letter", "通报")]
        sees = waiting.gather(team.zhou)
        assert (whys(sees.for_me), sees.out) == ([("receive", "通报")], ())

    def test_signed_for_by_all_it_waits_no_more(self, team: Team, notice: str) -> None:
        letters.receive(team.zhou, notice, "周岚")
        assert waiting.gather(team.zhou).for_me == ()
        team.laptops.pass_on(team.zhou, team.wu)
        assert waiting.gather(team.wu).out == ()


class TestOutWithTheUnit:
    def test_a_paper_is_out_from_printing_until_it_is_back(self, team: Team) -> None:
        staff = {"staff": ["周岚", "何川"], "date": "2026-11-19"}
        paper = new(team.zhou, "extended_inquiry", title="延伸调查", matter="往来", result="属实", **staff)
        go(team.zhou, paper, "reviewed")
        assert waiting.gather(team.zhou).out == ()
        go(team.zhou, paper, "frozen", "sent")
        assert whys(waiting.gather(team.zhou).out) == [("paper", "延伸调查")]
        go(team.zhou, paper, "signed")
        assert waiting.gather(team.zhou).out == ()

    def test_a_paper_of_the_other_side_is_not_ours_to_fetch(self, team: Team) -> None:
        paper = new(team.wu, "extended_inquiry", title="延伸调查", staff=["吴㛃", "赵合（虚构）"], date="2026-11-19", matter="往来")
        go(team.wu, paper, "reviewed", "frozen")
        team.laptops.pass_on(team.wu, team.zhou)
        assert (len(waiting.gather(team.wu).out), waiting.gather(team.zhou).out) == (1, ())

    def test_lent_originals_are_out_until_they_are_returned_the_longest_overdue_first(self, team: Team) -> None:
        for title, due in (("凭证", "2026-11-23"), ("账簿", "2026-11-18")):
            slip = new(team.zhou, "handover_slip", title=title, direction="lend", return_due=due, **SLIP)
            go(team.zhou, slip, "frozen", "signed")
        found = waiting.gather(team.zhou).out
        assert [(one.why, one.title, one.days) for one in found] == [("lent", "账簿", -2), ("lent", "凭证", 3)]
        recording.edit(team.zhou, slip, {"returned_at": "2026-11-20T09:00"})
        assert titles(waiting.gather(team.zhou).out) == ["凭证"]

    def test_what_was_given_for_good_does_not_come_back(self, team: Team) -> None:
        slip = new(team.zhou, "handover_slip", title="复印件", direction="out", **SLIP)
        go(team.zhou, slip, "frozen", "signed")
        assert waiting.gather(team.zhou).out == ()

    def test_a_material_lent_between_the_teams_is_out_until_it_is_returned(self, team: Team) -> None:
        item = new(team.zhou, "material_item", name="总账")
        share = new(team.zhou, "material_share", title="总账", item=item, from_side="audit", to_side="inspection", way="lend")
        assert waiting.gather(team.zhou).out == ()
        go(team.zhou, share, "given")
        assert whys(waiting.gather(team.zhou).out) == [("lent", "总账")]
        go(team.zhou, share, "returned")
        assert waiting.gather(team.zhou).out == ()

    def test_a_request_is_due_with_the_first_material_that_is_lacking_and_in_when_all_is_here(self, team: Team) -> None:
        said = {"to_unit": "城南粮库（虚构）", "request_side": "audit", "liaison": "何川"}
        request = new(team.zhou, "material_request", title="第一批", **said)
        asked = {"request": request}
        first = new(team.zhou, "material_item", name="合同", due="2026-11-19", **asked)
        second = new(team.zhou, "material_item", name="账簿", due="2026-11-25", **asked)
        go(team.zhou, request, "issued")
        assert [(one.why, one.days) for one in waiting.gather(team.zhou).out] == [("request", -1)]
        recording.edit(team.zhou, first, {"provided_on": "2026-11-20"})
        assert [one.days for one in waiting.gather(team.zhou).out] == [5]
        recording.edit(team.zhou, second, {"provided_on": "2026-11-20"})
        assert waiting.gather(team.zhou).out == ()


class TestColleagues:
    def test_who_lacks_something_or_was_never_heard_from_is_named(self, team: Team) -> None:
        new(team.zhou, "suspicion", title="账实不符")
        found = {one.who: one for one in waiting.gather(team.zhou).colleagues}
        assert found.keys() == {"何川", "吴㛃"}
        assert found["何川"].lacks > 0 and found["何川"].heard == ""

    def test_given_all_and_heard_from_a_colleague_is_no_line(self, team: Team) -> None:
        for one in (team.he, team.wu):
            team.laptops.pass_on(one, team.zhou)
            team.laptops.pass_on(team.zhou, one)
            team.laptops.pass_on(one, team.zhou)
        assert waiting.gather(team.zhou).colleagues == ()

    def test_after_some_quiet_days_one_wonders(self, team: Team) -> None:
        for one in (team.he, team.wu):
            team.laptops.pass_on(one, team.zhou)
            team.laptops.pass_on(team.zhou, one)
            team.laptops.pass_on(one, team.zhou)
        team.zhou.clock = lambda: "2026-11-24T08:00:00.000Z"
        quiet = waiting.gather(team.zhou).colleagues
        assert [(one.who, one.lacks, one.days) for one in quiet] == [("何川", 0, 4), ("吴㛃", 0, 4)]
        assert all(isinstance(one, Colleague) and one.heard.startswith("2026-11-20") for one in quiet)


class TestThereIsWork:
    def test_people_units_and_the_plan_are_no_work_yet(self, team: Team) -> None:
        new(team.zhou, "unit", name="城南粮库（虚构）")
        new(team.zhou, "milestone", title="进点", kind="entry")
        assert not waiting.is_begun(team.zhou)

    def test_the_first_record_is(self, team: Team) -> None:
        new(team.zhou, "suspicion", title="账实不符")
        assert waiting.is_begun(team.zhou)

    def test_so_is_what_is_half_written(self, team: Team) -> None:
        writing.keep(team.zhou, team.zhou.project, "suspicion", {"facts": "少"}, {})
        assert waiting.is_begun(team.zhou)

    def test_of_another_project_nothing_is_told(self, team: Team) -> None:
        new(team.zhou, "task", title="核对单据", owner="周岚", for_side="audit")
        projects.create(team.zhou, {"name": "另一项目", "code": "LY2026", "linkage_mode": "synchronous"})
        assert not waiting.is_begun(team.zhou)
        assert waiting.gather(team.zhou) == Waiting() and not waiting.gather(team.zhou)


class TestNotesInTheMargin:
    def test_wait_for_who_began_the_record_until_all_are_dealt_with(self, team: Team) -> None:
        point = new(team.zhou, "suspicion", title="账实不符")
        team.laptops.pass_on(team.zhou, team.he)
        notes = [reviewing.add(team.he, point, text) for text in ("差多少吨？", "哪天盘的？")]
        team.laptops.pass_on(team.he, team.zhou)
        assert [(one.why, one.id, one.count) for one in waiting.gather(team.zhou).for_me] == [("notes", point, 2)]
        assert waiting.gather(team.he).for_me == ()
        for note in notes:
            reviewing.settle(team.zhou, point, note)
        assert waiting.gather(team.zhou).for_me == ()

    def test_of_a_record_that_is_void_wait_for_nobody(self, team: Team) -> None:
        talk = new(team.zhou, "interview", title="谈话", record_kind="audit_inquiry")
        reviewing.add(team.zhou, talk, "不该谈他")
        assert whys(waiting.gather(team.zhou).for_me) == [("notes", "谈话")]
        go(team.zhou, talk, "void")
        assert waiting.gather(team.zhou).for_me == ()
