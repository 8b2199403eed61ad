"""The points on a board, a column a phase: read at a glance, gone over by arrows, opened from there."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from desktop.acts import board, proceeding, recording
from tests.journeys.eyes import wait
from tests.journeys.hands import Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

BOARD = "看板：按阶段看"


@pytest.fixture
def vault(vault: Path) -> Path:
    with vaults.at(vault) as session:
        point = {"level": "A", "owner": "周岚", "due_date": "2020-01-06"}
        late = recording.new(session, "suspicion", {"title": "账实不符", **point}).id
        card = {"title": "盘点表", "suspicion": late, "kind": "document", "for_side": "audit"}
        recording.new(session, "evidence_item", card)
        recording.new(session, "suspicion", {"title": "合同不符", "due_date": "2099-01-06"})
        recording.new(session, "suspicion", {"title": "票据缺页"})
        done = recording.new(session, "suspicion", {"title": "会议缺席"}).id
        for state in ("consulted", "concluded", "disposed"):
            proceeding.move(session, done, state, "先登记")
    return vault


def at_board(seat: Opener, vault: Path, hands: type[Hands] = Hands) -> Hands:
    desk = vaults.unlocked(seat(vault, hands))
    desk.press("疑点")
    desk.press(BOARD)
    desk.sees("核实中（1）")
    return desk


def chosen(desk: Hands) -> list[str]:
    """The titles chosen on the board, whatever the column."""
    views: list[Any] = [one for one in desk.widgets() if isinstance(one, QAbstractItemView)]
    return [str(index.data()) for view in views for index in view.selectionModel().selectedIndexes()]


def arrives(desk: Hands, title: str) -> None:
    wait(lambda: chosen(desk) == [title], lambda: f"{chosen(desk)} is chosen, not {title}")


class TestTheBoard:
    def test_has_a_column_for_each_phase_with_how_many_stand_there(self, seat: Opener, vault: Path) -> None:
        at_board(seat, vault).sees("新发现（2）", "已会商（0）", "核实中（1）", "有结论（0）", "已处理（1）")

    def test_tells_of_a_point_how_grave_it_is_who_has_it_when_it_was_due_and_what_it_comes_to(
        self, seat: Opener, vault: Path
    ) -> None:
        at_board(seat, vault).sees("账实不符, 重大 · 周岚, 2020-01-06 已逾期, 未证实", "合同不符, 2099-01-06 到期, 未证实")

    def test_follows_what_is_done_while_it_is_not_seen(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        desk.press("列表")
        desk.choose("记录", "票据缺页")
        desk.pick("下一步", "会商锁定")
        desk.cursor_in("理由：")
        desk.write("电话会商")
        desk.key(Key.Key_Return)
        desk.sees(" · 会商锁定 · ")
        desk.press(BOARD)
        desk.sees("新发现（1）", "已会商（1）")

    def test_begins_a_new_point(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        desk.press("新建疑点")
        desk.cursor_in("标题")

    def test_is_searched_by_title_and_by_who_is_in_charge(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        desk.fill("在看板上找", "周岚")
        desk.sees("新发现（0）", "核实中（1）")
        desk.fill("在看板上找", "票据")
        desk.sees("新发现（1）", "核实中（0）")
        desk.fill("在看板上找", "没有这个")
        desk.sees("没有找到。")

    def test_lets_no_point_be_dragged_for_where_it_stands_follows_from_what_was_done(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        views: list[Any] = [one for one in desk.widgets() if isinstance(one, QAbstractItemView)]
        assert len(views) == 5
        for view in views:
            assert not view.dragEnabled() and not view.acceptDrops()


class TestAPointOnTheBoard:
    def test_is_opened_by_a_double_click(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        view: Any = desk.find("核实中", QAbstractItemView)
        at = view.visualRect(view.model().index(0, 0)).center()
        for click in (QTest.mouseClick, QTest.mouseDClick):
            click(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        desk.sees("互相印证还差什么")

    def test_is_come_to_by_arrows_and_opened_by_enter(self, seat: Opener, vault: Path) -> None:
        keys: Any = at_board(seat, vault, Keys)
        arrives(keys, "合同不符")
        keys.key(Key.Key_Down)
        arrives(keys, "票据缺页")
        keys.key(Key.Key_Right)
        arrives(keys, "账实不符")
        keys.key(Key.Key_Right)
        arrives(keys, "会议缺席")
        keys.key(Key.Key_Right)
        arrives(keys, "会议缺席")
        keys.key(Key.Key_Left)
        arrives(keys, "账实不符")
        keys.key(Key.Key_Return)
        keys.sees("互相印证还差什么", " · 核实中 · ")
        assert keys.mice.seen == []

    def test_is_still_chosen_when_one_comes_back(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        desk.choose("核实中", "账实不符")
        desk.key(Key.Key_Return)
        desk.sees("互相印证还差什么")
        desk.press(BOARD)
        arrives(desk, "账实不符")

    def test_is_left_saved(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        desk.choose("核实中", "账实不符")
        desk.key(Key.Key_Return)
        desk.fill("标题", "账实相差一百八十吨")
        desk.press(BOARD)
        desk.sees("账实相差一百八十吨, 重大")


class TestWhatWasChosen:
    def test_is_how_the_room_opens_from_then_on(self, seat: Opener, vault: Path) -> None:
        desk = at_board(seat, vault)
        desk.window.close()
        again = vaults.unlocked(seat(vault))
        again.press("疑点")
        again.sees("核实中（1）")
        again.press("列表")
        again.sees("账实不符, 核实中")
        again.window.close()
        last = vaults.unlocked(seat(vault))
        last.press("疑点")
        last.find("记录")

    def test_does_not_stand_in_the_way_of_a_point_that_is_asked_for_elsewhere(self, seat: Opener, vault: Path) -> None:
        vaults.record(vault, "finding", {"title": "少粮", "source_ids": [points(vault)["账实不符"]]})
        desk = at_board(seat, vault)
        desk.press("整改")
        desk.choose("记录", "少粮")
        desk.press("账实不符")
        desk.sees("互相印证还差什么", "← 返回：少粮")


def points(folder: Path) -> dict[str, str]:
    with vaults.at(folder, write=False) as session:
        return {one.title: one.id for one in board.cards(session)}


def test_a_project_without_points_says_what_to_do(seat: Opener, tmp_path: Path) -> None:
    desk = vaults.unlocked(seat(vaults.with_project(tmp_path / "empty")))
    desk.press("疑点")
    desk.press(BOARD)
    desk.sees("还没有疑点。按“新建疑点”记一个，只要标题。")
