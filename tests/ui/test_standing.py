"""Where a record stands follows from others and from both sides; what is odd is told quietly; a step refused says every why."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop.acts import opening, proceeding, recording
from desktop.acts.session import Session
from tests.cli.conftest import PASSPHRASE as CLI_PASSPHRASE
from tests.cli.conftest import Laptop, laptop, stick, wu, zhou
from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

__all__ = ["laptop", "stick", "wu", "zhou"]

POINT = {"title": "账实不符", "facts": "二〇二五年三月盘点时，四号仓账上二千一百八十吨，实物少一百八十吨。"}
ODD = {"title": "大概短少", "facts": "大概少了180吨."}


def card(session: Session, point: str, *, obtained: bool = True) -> str:
    said = {"title": "盘点表", "suspicion": point, "kind": "document", "for_side": "audit", "claim": "少一百八十吨"}
    made = str(recording.new(session, "evidence_item", said).id)
    if obtained:
        proceeding.move(session, made, "done", "先登记")
    return made


def values(folder: Path, id: str) -> dict[str, Any]:
    with vaults.at(folder, write=False) as session:
        return dict(opening.look_up(session, id).record.values)


def state(folder: Path, id: str) -> str:
    with vaults.at(folder, write=False) as session:
        return opening.look_up(session, id).record.state


class TestAPointWithEvidence:
    @pytest.fixture
    def desk(self, seat: Opener, vault: Path) -> Hands:
        with vaults.at(vault) as session:
            card(session, recording.new(session, "suspicion", POINT).id)
            recording.new(session, "suspicion", {"title": "合同不符"})
        desk = vaults.unlocked(seat(vault))
        desk.press("疑点")
        return desk

    def test_is_listed_as_being_verified(self, desk: Hands) -> None:
        desk.sees("账实不符, 核实中", "合同不符, 已登记")

    def test_is_found_by_the_phase_it_stands_in(self, desk: Hands) -> None:
        desk.press("核实中")
        desk.misses("合同不符")
        desk.sees("账实不符, 核实中")
        desk.press("核实中")
        desk.press("新发现")
        desk.misses("账实不符")
        desk.sees("合同不符, 已登记")

    def test_says_so_on_its_page_with_what_corroborates_it(self, desk: Hands) -> None:
        desk.choose("记录", "账实不符")
        desk.sees(" · 核实中 · ", "未证实")

    def test_goes_on_from_where_it_was_left_and_never_by_hand_to_where_others_bring_it(self, desk: Hands) -> None:
        desk.choose("记录", "账实不符")
        desk.press("下一步")
        offered = [action.text() for action in menu_of(desk)]
        desk.key(Key.Key_Escape)
        assert "已筛查" in offered
        assert not {"核实中", "已分工"} & set(offered)


def menu_of(desk: Hands) -> list[Any]:
    button: Any = desk.find("下一步", QAbstractButton)
    return list(button.menu().actions())


def badge(desk: Hands, text: str) -> QLabel:
    desk.sees(text)
    return next(one for one in desk.widgets() if isinstance(one, QLabel) and one.text() == text)


def test_a_talk_of_one_auditor_is_marked_for_reference_only_and_says_why(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "interview", {**vaults.TALK, "interviewers": ["周岚"]})
    desk = vaults.unlocked(seat(vault))
    desk.press("谈话走访")
    desk.choose("记录", "谈话")
    shown = badge(desk, "仅供参考")
    assert "审计人员不足二人" in shown.toolTip()
    assert "审计人员不足二人" in shown.accessibleDescription()


class TestWhatIsOdd:
    @pytest.fixture
    def desk(self, seat: Opener, vault: Path) -> Hands:
        vaults.record(vault, "suspicion", ODD)
        desk = vaults.unlocked(seat(vault))
        desk.press("疑点")
        desk.choose("记录", "大概短少")
        return desk

    def test_is_told_in_a_line_each(self, desk: Hands) -> None:
        desk.sees("不足 20 字", "“大概”像是意见或推测", "半角标点")

    def test_says_what_would_mend_it_to_whoever_asks(self, desk: Hands) -> None:
        desk.sees("不足 20 字")
        assert not desk.reads("请写明时间、地点、人、事、金额。")
        desk.press("怎么办")
        desk.sees("请写明时间、地点、人、事、金额。")
        desk.press("收起")
        desk.misses("请写明时间、地点、人、事、金额。")

    def test_leads_to_its_field(self, desk: Hands) -> None:
        desk.press("去填")
        desk.cursor_in("事实描述")

    def test_is_gone_once_it_is_mended_and_saved(self, desk: Hands) -> None:
        desk.sees("不足 20 字")
        desk.fill("事实描述", POINT["facts"])
        desk.key(Key.Key_S, CONTROL)
        desk.misses("不足 20 字")


def test_more_than_three_oddities_are_counted(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "suspicion", {**ODD, "title": "大" * 40 + "概"})
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "大大")
    desk.press("还有 1 项，怎么办")
    desk.sees("收起", "标题")


def test_beside_a_talk_there_is_room_for_one_oddity(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "interview", {**vaults.TALK, "title": "与" * 41, "interviewers": ["周岚"]})
    desk = vaults.unlocked(seat(vault))
    desk.press("谈话走访")
    desk.choose("记录", "与与")
    desk.sees("审计人员不足二人（1 人）", "还有 1 项，怎么办")
    assert not desk.reads("超过 40 字")
    desk.press("还有 1 项，怎么办")
    desk.sees("超过 40 字")


def test_a_step_refused_lists_every_gate_and_what_would_meet_it(seat: Opener, vault: Path) -> None:
    id = vaults.record(vault, "interview", {**vaults.TALK, "interviewers": ["周岚"]})
    with vaults.at(vault) as session:
        proceeding.move(session, id, "reviewed")
    desk = vaults.unlocked(seat(vault))
    desk.press("谈话走访")
    desk.choose("记录", "谈话")
    desk.pick("下一步", "已冻结")
    desk.sees("GATES_NOT_MET")
    said = next(text for text in desk.texts() if "GATES_NOT_MET" in text).splitlines()
    with vaults.at(vault, write=False) as session:
        unmet = proceeding.unmet(session, opening.look_up(session, id), "frozen")
    stopping = [one for one in unmet if one.weight == "stop"]
    assert said[1:] == [f"· {one.sentence('zh')}{one.remedy('zh')}" for one in stopping]
    assert stopping


class TestMinutes:
    @pytest.fixture
    def points(self, vault: Path) -> list[str]:
        with vaults.at(vault) as session:
            return [recording.new(session, "suspicion", {"title": title}).id for title in ("账实不符", "合同不符")]

    @pytest.fixture
    def minutes(self, vault: Path, points: list[str]) -> str:
        with vaults.at(vault) as session:
            listed = [{"topic": "两个疑点", "suspicion_ids": points, "consensus": "一并核实", "dissent": "无"}]
            return str(recording.new(session, "meeting", {"title": "第一次碰头会", "type": "huddle", "items": listed}).id)

    @pytest.fixture
    def desk(self, seat: Opener, vault: Path, minutes: str) -> Hands:
        desk = vaults.unlocked(seat(vault))
        desk.press("碰头会")
        desk.choose("记录", "第一次碰头会")
        return desk

    def confirm(self, desk: Hands) -> None:
        desk.press("确认")
        desk.cursor_in("理由：")
        desk.write("巡察侧当日未到")
        desk.key(Key.Key_Return)

    def test_say_what_confirming_them_confirms_and_that_it_is_no_signature(self, desk: Hands) -> None:
        desk.sees("议程内全部疑点、建议的确认：疑点 2 件", "不是签名")
        assert "不是签名" in desk.find("确认", QAbstractButton).toolTip()

    def test_are_confirmed_with_a_reason_where_one_is_owed(self, desk: Hands, vault: Path, minutes: str) -> None:
        desk.press("确认")
        desk.sees("GATES_NEED_REASON")
        desk.cursor_in("理由：")
        assert state(vault, minutes) == "draft"

    def test_tell_how_much_was_confirmed_with_them(self, desk: Hands, vault: Path, points: list[str]) -> None:
        self.confirm(desk)
        desk.sees("议程内的一并确认：疑点 2 件")
        assert [state(vault, one) for one in points] == ["consulted", "consulted"]

    def test_wait_for_the_other_side_once_one_has_confirmed(self, desk: Hands) -> None:
        self.confirm(desk)
        desk.sees("待对侧确认：巡察", " · 已传阅 · ")
        desk.misses("议程内全部疑点、建议的确认")
        assert "确认" not in [one.text() for one in desk.widgets() if isinstance(one, QAbstractButton)]

    def test_are_not_circulated_otherwise(self, desk: Hands) -> None:
        desk.press("下一步")
        assert [action.text() for action in menu_of(desk)] == ["作废"]
        desk.key(Key.Key_Escape)


def test_what_needs_no_confirming_has_no_such_button(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "suspicion", POINT)
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    desk.sees("事实描述")
    assert "确认" not in [one.text() for one in desk.widgets() if isinstance(one, QAbstractButton)]


class TestMinutesOfTheOtherSide:
    @pytest.fixture
    def desk(self, seat: Opener, zhou: Laptop, wu: Laptop, stick: Path) -> Hands:
        """Wu has written and confirmed them; they came with her bundle."""
        zhou("bundle", "import", wu.give(zhou, stick))
        there = {"周岚": "audit", "吴㛃": "inspection"}
        present = [{"person": name, "side": side, "role": "present"} for name, side in there.items()]
        minutes = wu.new("meeting", title="第一次碰头会", type="huddle", attendees=present)
        wu("record", "confirm", minutes, "--reason", "当日补齐")
        zhou("bundle", "import", wu.give(zhou, stick))
        desk = vaults.unlocked(seat(zhou.folder), CLI_PASSPHRASE)
        desk.press("碰头会")
        desk.choose("记录", "第一次碰头会")
        return desk

    def test_wait_for_ones_own_side(self, desk: Hands) -> None:
        assert "本侧还没有确认" in badge(desk, "待本侧确认").toolTip()

    def test_are_confirmed_once_both_sides_have(self, desk: Hands) -> None:
        desk.press("确认")
        desk.sees("本侧已确认", " · 已确认 · ")
        desk.misses("待本侧确认")
        desk.press("会商纪要")
        desk.press("已确认")
        desk.sees("第一次碰头会, 会商纪要 · 已确认")
