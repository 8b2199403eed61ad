"""A talk is taken down by keys alone, at the speed of speech; nothing typed is lost, moved or refused."""

import shutil
from pathlib import Path

import pytest

from desktop.store import drafts
from tests.journeys.eyes import wait
from tests.journeys.hands import CONTROL, SHIFT, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

Q, A = "问", "答"
OPENING = "请介绍一下你的职务和分管工作。"


@pytest.fixture
def talk(seat: Opener, vault: Path) -> Hands:
    """Zhou has begun a talk without a mouse; the cursor is in the first answer."""
    desk = vaults.unlocked(seat(vault, Keys))
    desk.press("开始谈话")
    desk.sees("被谈话人姓名")
    desk.write("欧阳岚")
    desk.key(Key.Key_Return)
    desk.sees("与欧阳岚谈话")
    desk.cursor_in(A)
    return desk


@pytest.fixture
def written(seat: Opener, vault: Path) -> Hands:
    """A talk of two questions that was taken down before, open at its first answer."""
    vaults.record(vault, "interview", vaults.TALK)
    desk = vaults.unlocked(seat(vault))
    desk.press("谈话走访")
    desk.choose("记录", "与欧阳𬭚谈话")
    desk.sees("还有什么补充？")
    desk.go_to(A)
    return desk


def kept(vault: Path) -> list[object]:
    """Values in the drafts of a vault, read beside the window."""
    with vaults.at(vault, write=False) as session:
        return [value for draft in drafts.unfinished(session.notebook) for value in draft.words.values()]


def preedit(desk: Hands) -> str:
    return str(desk.cursor.textCursor().block().layout().preeditAreaText())


def test_from_the_unlocked_window_to_the_first_answer_it_is_a_button_a_name_and_enter(talk: Hands) -> None:
    talk.write("我是财务部部长。")
    assert talk.column(Q) == [OPENING]
    assert talk.column(A) == ["我是财务部部长。"]


def test_a_talk_without_a_name_is_asked_for_it_in_place(seat: Opener, vault: Path) -> None:
    desk = vaults.unlocked(seat(vault, Keys))
    desk.press("开始谈话")
    desk.sees("被谈话人姓名")
    desk.key(Key.Key_Return)
    desk.sees("请先填写姓名。")
    desk.write("欧阳岚")
    desk.key(Key.Key_Return)
    desk.sees("与欧阳岚谈话")


def test_enter_in_an_answer_begins_the_next_question_and_in_a_question_its_answer(talk: Hands) -> None:
    talk.write("管拨付。")
    talk.key(Key.Key_Return)
    talk.write("谁审批？")
    talk.key(Key.Key_Return)
    talk.write("总经理。")
    assert talk.column(Q) == [OPENING, "谁审批？"]
    assert talk.column(A) == ["管拨付。", "总经理。"]


def test_shift_and_enter_begin_a_new_paragraph_of_the_same_answer(talk: Hands) -> None:
    talk.write("第一段。")
    talk.key(Key.Key_Return, SHIFT)
    talk.write("第二段。")
    assert talk.column(A) == ["第一段。\n第二段。"]


def test_control_and_enter_put_a_question_in_between(written: Hands) -> None:
    written.key(Key.Key_Return, CONTROL)
    written.write("哪三次？")
    assert written.column(Q) == ["请介绍去年轮换资金的拨付情况。", "哪三次？", "还有什么补充？"]
    written.key(Key.Key_S, CONTROL)
    written.sees("已保存")
    assert written.column(Q) == ["请介绍去年轮换资金的拨付情况。", "哪三次？", "还有什么补充？"]


def test_backspace_in_an_empty_row_takes_it_out_and_goes_up(talk: Hands) -> None:
    talk.write("管拨付。")
    talk.key(Key.Key_Return)
    assert talk.column(Q) == [OPENING, ""]
    talk.key(Key.Key_Backspace)
    assert talk.column(Q) == [OPENING]
    talk.write("还管核算。")
    assert talk.column(A) == ["管拨付。还管核算。"]


def test_backspace_in_an_empty_answer_keeps_its_question(talk: Hands) -> None:
    talk.key(Key.Key_Backspace)
    assert talk.column(Q) == [OPENING]
    assert talk.cursor.accessibleName() == Q


def test_arrows_walk_the_cells(written: Hands) -> None:
    been = []
    for key in (Key.Key_Up, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        written.key(key)
        been.append(written.cursor.toPlainText())
    assert been == ["请介绍去年轮换资金的拨付情况。", "资金分三次到账，合计1,640.92万元。", "还有什么补充？", "没有了。"]


def test_what_is_typed_is_in_the_vault_before_anything_is_left_or_saved(talk: Hands, vault: Path) -> None:
    talk.write("分三次到账。")
    talk.sees("草稿已存")
    assert "分三次到账。" in kept(vault)


def test_what_was_typed_before_a_kill_is_there_again(talk: Hands, vault: Path, seat: Opener, tmp_path: Path) -> None:
    talk.write("分三次到账。")
    talk.key(Key.Key_Return)
    talk.write("哪三次？")
    wait(lambda: "哪三次？" in kept(vault), lambda: "not kept")
    left = shutil.copytree(vault, tmp_path / "what a kill leaves")
    again = vaults.unlocked(seat(left))
    again.sees("我要办的", "没写完")
    again.press("谈话走访")
    again.choose("记录", "与欧阳岚谈话")
    again.sees("哪三次？")
    assert again.column(A)[0] == "分三次到账。"


def test_the_list_of_what_is_unfinished_leads_to_it(talk: Hands, vault: Path, seat: Opener, tmp_path: Path) -> None:
    talk.write("分三次到账。")
    wait(lambda: "分三次到账。" in kept(vault), lambda: "not kept")
    again = vaults.unlocked(seat(shutil.copytree(vault, tmp_path / "what a kill leaves")))
    again.reads_after(r"^没写完，(\d\d-\d\d \d\d:\d\d)$")
    again.press("与欧阳岚谈话")
    again.sees("分三次到账。")


class TestWhileAnInputMethodComposes:
    @pytest.mark.parametrize(
        ("key", "modifier"),
        [
            (Key.Key_Return, None), (Key.Key_Return, CONTROL), (Key.Key_Return, SHIFT), (Key.Key_Tab, None), (Key.Key_Up, None),
            (Key.Key_Backspace, None), (Key.Key_L, CONTROL), (Key.Key_S, CONTROL), (Key.Key_D, CONTROL), (Key.Key_Z, CONTROL),
        ],
    )  # fmt: skip
    def test_keys_are_the_input_methods(self, talk: Hands, key: Key, modifier: object) -> None:
        talk.write("先")
        cell = talk.cursor
        talk.compose("fen san ci")
        talk.key(key, modifier) if modifier else talk.key(key)  # type: ignore[arg-type]
        assert talk.cursor is cell
        assert preedit(talk) == "fen san ci"
        assert talk.column(Q) == [OPENING]
        talk.commit("分三次")
        assert talk.column(A) == ["先分三次"]

    def test_what_is_not_chosen_yet_is_no_word_of_the_record(self, talk: Hands, vault: Path) -> None:
        talk.write("先")
        talk.compose("fen")
        wait(lambda: "先" in kept(vault), lambda: "not kept")
        assert not any("fen" in str(value) for value in kept(vault))

    def test_what_is_chosen_is_put_in_once(self, talk: Hands) -> None:
        for typed in ("f", "fe", "fen"):
            talk.compose(typed)
        talk.commit("分")
        assert talk.column(A) == ["分"]

    def test_what_arrives_leaves_the_composing_alone(self, talk: Hands) -> None:
        talk.write("先到")
        talk.key(Key.Key_Left)
        talk.compose("fen")
        talk.window.desk.recordsChanged.emit()  # type: ignore[attr-defined]
        assert preedit(talk) == "fen"
        talk.commit("分")
        assert talk.column(A) == ["先分到"]


def test_keeping_does_not_move_the_cursor(talk: Hands, vault: Path) -> None:
    talk.write("先到")
    talk.key(Key.Key_Left)
    wait(lambda: "先到" in kept(vault), lambda: "not kept")
    talk.window.desk.recordsChanged.emit()  # type: ignore[attr-defined]
    assert (talk.cursor.toPlainText(), talk.cursor.textCursor().position()) == ("先到", 1)


def test_saving_in_the_middle_of_a_word_leaves_cursor_and_words(talk: Hands) -> None:
    talk.write("先到")
    talk.key(Key.Key_Left)
    talk.key(Key.Key_S, CONTROL)
    talk.sees("已保存")
    talk.write("分")
    assert talk.column(A) == ["先分到"]


def test_a_step_can_be_taken_back_and_taken_again_after_it_was_kept(talk: Hands, vault: Path) -> None:
    talk.write("分三次")
    wait(lambda: "分三次" in kept(vault), lambda: "not kept")
    talk.key(Key.Key_Z, CONTROL)
    assert talk.column(A) == [""]
    talk.key(Key.Key_Z, CONTROL | SHIFT)
    assert talk.column(A) == ["分三次"]


class TestTextPastedFromAnotherProgram:
    TEXT = "问：谁审批？\n答：总经理。\n问：谁经办？\n答：出纳。"

    def test_is_shown_before_it_is_taken(self, talk: Hands) -> None:
        talk.paste(self.TEXT)
        talk.sees("粘贴的文字里有 2 组问答：", "问：谁审批？\n答：总经理。")
        assert talk.column(Q) == [OPENING]

    def test_becomes_rows_where_the_cursor_was(self, written: Hands) -> None:
        written.paste(self.TEXT)
        written.sees("粘贴的文字里有 2 组问答：")
        written.key(Key.Key_Space)
        written.sees("已收下 2 组问答。")
        assert written.column(Q) == ["请介绍去年轮换资金的拨付情况。", "谁审批？", "谁经办？", "还有什么补充？"]
        assert written.column(A)[1:3] == ["总经理。", "出纳。"]
        assert written.cursor.toPlainText() == "出纳。"

    def test_can_be_left_and_the_cursor_goes_back(self, talk: Hands) -> None:
        talk.paste(self.TEXT)
        talk.press("不要")
        talk.misses("粘贴的文字里有")
        assert talk.column(Q) == [OPENING]
        assert talk.cursor.accessibleName() == A

    def test_without_marks_is_words_of_the_answer(self, talk: Hands) -> None:
        talk.paste("分三次到账")
        assert talk.column(A) == ["分三次到账"]


def test_a_point_made_of_a_passage_and_the_talk_name_each_other(written: Hands) -> None:
    written.key(Key.Key_Home)
    written.key(Key.Key_Right, SHIFT, times=7)
    written.key(Key.Key_D, CONTROL)
    written.sees("已由这段话记成一条疑点。")
    written.sees("资金分三次到账")
    written.press("打开")
    written.sees("资金分三次到账", "与欧阳𬭚谈话")
    written.press("谈话走访")
    written.tab("要素")
    assert "资金分三次到账" in list(written.texts())


def test_without_a_passage_the_person_is_told_to_select_one(written: Hands) -> None:
    written.key(Key.Key_D, CONTROL)
    written.sees("QUOTE_NOTHING")


def test_while_the_record_is_read_back_a_changed_answer_is_noted_as_a_correction(written: Hands) -> None:
    written.pick("下一步", "交核")
    written.sees("交核")
    written.go_to(A)
    written.key(Key.Key_End)
    written.key(Key.Key_Backspace)
    written.write("，另有一笔。")
    written.key(Key.Key_Tab)
    written.sees("已记下改动：第 1 页第 ")
    written.key(Key.Key_S, CONTROL)
    written.sees("已保存")
    assert (written.column("原文"), written.column("改为")) == (["合计1,640.92万元"], ["合计1,640.92万元，另有一笔"])


def test_before_it_is_read_back_a_changed_answer_is_just_changed(written: Hands) -> None:
    written.write("另有一笔。")
    written.key(Key.Key_Tab)
    written.key(Key.Key_S, CONTROL)
    written.sees("已保存")
    assert written.column("原文") == []
