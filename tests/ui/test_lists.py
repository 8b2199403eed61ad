"""Lists are narrowed and stay so; several lines are chosen and copied as a table; a record is copied whole."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.acts import recording
from tests.journeys.eyes import lines_of, wait
from tests.journeys.hands import CONTROL, SHIFT, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

NARROW, MINE, LACKING = "筛选", "我的（我记的或有我的）", "有缺项的"


@pytest.fixture
def filled(vault: Path) -> Path:
    with vaults.at(vault) as session:
        for number in range(1, 6):
            recording.new(session, "suspicion", {"title": f"第{number}笔账不符", "amount": f"{number}00.00"})
        recording.new(session, "interview", vaults.TALK)
        recording.new(session, "interview", {**vaults.TALK, "title": "审计自己谈的", "record_kind": "audit_inquiry"})
    return vault


@pytest.fixture
def points(seat: Opener, filled: Path) -> Hands:
    desk = vaults.unlocked(seat(filled))
    desk.press("疑点")
    desk.sees("第1笔账不符, ")
    return desk


def listed(hands: Hands) -> list[str]:
    return [line.partition(",")[0] for line in lines_of(hands.find("记录").model())]


def lists(hands: Hands, *titles: str) -> None:
    wait(lambda: listed(hands) == list(titles), lambda: f"{listed(hands)} are listed")


def clipboard() -> Any:
    return QApplication.clipboard().mimeData()


def click(hands: Hands, text: str, modifier: Any) -> None:
    view, row = hands._row("记录", text)
    box = view.visualRect(view.model().index(row, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, box.center())


def test_several_lines_chosen_by_keys_are_copied_as_a_table(points: Hands) -> None:
    points.choose("记录", "第5笔")
    points.key(Key.Key_Down, SHIFT, times=2)
    points.key(Key.Key_C, CONTROL)
    points.sees("已复制 3 条")
    head, *rows = [line.split("\t") for line in clipboard().text().split("\n")]
    assert [row[head.index("标题")] for row in rows] == ["第5笔账不符", "第4笔账不符", "第3笔账不符"]
    assert [row[head.index("金额（元）")] for row in rows] == ["500.00", "400.00", "300.00"]
    assert clipboard().hasHtml()


def test_lines_apart_are_chosen_with_ctrl_and_no_record_is_opened_for_it(points: Hands) -> None:
    points.choose("记录", "第5笔")
    points.sees("CN2026-A-YD-ZL-005")
    click(points, "第2笔", CONTROL)
    points.key(Key.Key_C, CONTROL)
    points.sees("已复制 2 条")
    points.sees("CN2026-A-YD-ZL-005 · 审计")
    assert [line.split("\t")[1] for line in clipboard().text().split("\n")[1:]] == ["第5笔账不符", "第2笔账不符"]


def test_all_are_chosen_also_those_not_read_yet(seat: Opener, filled: Path) -> None:
    more = 130
    with vaults.at(filled) as session:
        for number in range(more):
            recording.new(session, "suspicion", {"title": f"又第{number}笔"})
    desk = vaults.unlocked(seat(filled))
    desk.press("疑点")
    desk.choose("记录", "又第129笔")
    desk.key(Key.Key_A, CONTROL)
    desk.key(Key.Key_C, CONTROL)
    desk.sees(f"已复制 {more + 5} 条")
    assert len(clipboard().text().split("\n")) == more + 6


def test_a_plain_click_after_several_opens_that_one(points: Hands) -> None:
    points.choose("记录", "第5笔")
    points.key(Key.Key_A, CONTROL)
    points.choose("记录", "第2笔")
    points.sees("CN2026-A-YD-ZL-002 · 审计")


def test_what_was_copied_is_gone_once_the_window_is_locked(points: Hands) -> None:
    points.choose("记录", "第5笔")
    points.key(Key.Key_C, CONTROL)
    points.sees("已复制 1 条")
    points.key(Key.Key_L, CONTROL)
    points.sees("口令")
    assert QApplication.clipboard().text() == ""
    QApplication.clipboard().setText("别处的话")
    vaults.unlocked(points)
    points.key(Key.Key_L, CONTROL)
    points.sees("口令")
    assert clipboard().text() == "别处的话", "what another program put there stays"


def test_a_record_is_copied_whole(points: Hands) -> None:
    points.press("谈话走访")
    points.choose("记录", "与欧阳")
    points.find("答")
    points.key(Key.Key_C, CONTROL | SHIFT)
    points.sees("已复制全文")
    assert "问：请介绍去年轮换资金的拨付情况。\n答：资金分三次到账，合计1,640.92万元。\n" in clipboard().text()


def test_a_list_is_narrowed_to_a_side(points: Hands) -> None:
    points.press("谈话走访")
    lists(points, "审计自己谈的", "与欧阳𬭚谈话")
    points.pick(NARROW, "联合")
    lists(points, "与欧阳𬭚谈话")
    points.pick("筛选（1）", "审计")
    lists(points, "审计自己谈的", "与欧阳𬭚谈话")
    points.pick("筛选（2）", "全部显示")
    lists(points, "审计自己谈的", "与欧阳𬭚谈话")
    points.find(NARROW)


def test_what_is_narrowed_is_looked_for_in_that_only(points: Hands) -> None:
    points.press("谈话走访")
    points.pick(NARROW, "联合")
    lists(points, "与欧阳𬭚谈话")
    points.fill("搜索", "资金")
    lists(points, "与欧阳𬭚谈话")


def test_only_what_lacks_something_until_it_lacks_no_more(seat: Opener, filled: Path) -> None:
    whole = {"what": "核对单据", "owner": "周岚", "for_side": "audit", "due": "2026-12-01"}
    with vaults.at(filled) as session:
        recording.new(session, "task", {**whole, "title": "全的"})
        recording.new(session, "task", {**whole, "title": "缺的", "what": None})
    desk = vaults.unlocked(seat(filled))
    desk.press("碰头会")
    lists(desk, "缺的", "全的")
    desk.pick(NARROW, LACKING)
    lists(desk, "缺的")
    desk.choose("记录", "缺的")
    desk.fill("任务", "再核一遍")
    desk.key(Key.Key_S, CONTROL)
    lists(desk)
    desk.sees("没有找到")


def test_mine_is_what_was_written_here(points: Hands) -> None:
    points.pick(NARROW, MINE)
    lists(points, *(f"第{number}笔账不符" for number in range(5, 0, -1)))
    points.press("新建疑点")
    points.cursor_in("标题")
    points.write("刚记的")
    points.press("今天")
    points.press("疑点")
    lists(points, "刚记的", *(f"第{number}笔账不符" for number in range(5, 0, -1)))


def test_a_room_stays_narrowed_as_it_was_left(points: Hands, seat: Opener, filled: Path) -> None:
    points.press("谈话走访")
    points.press("谈话记录")
    points.press("草拟")
    points.pick(NARROW, "联合")
    lists(points, "与欧阳𬭚谈话")
    points.key(Key.Key_L, CONTROL)
    vaults.unlocked(points)
    points.press("谈话走访")
    lists(points, "与欧阳𬭚谈话")
    points.find("筛选（1）")
    assert [points.find(name).isChecked() for name in ("谈话记录", "草拟", "实地走访记录")] == [True, True, False]  # type: ignore[attr-defined]
    points.press("疑点")
    points.find(NARROW)
    kept = {key: points.window.shell.settings.value(key) for key in points.window.shell.settings.allKeys()}  # type: ignore[attr-defined]
    assert kept["list/visits/narrow"] == "joint"
    assert not any("欧阳" in str(value) or "账不符" in str(value) for value in kept.values()), "ids only"


def test_the_list_is_searched_begun_and_hidden_by_keys(points: Hands) -> None:
    points.key(Key.Key_F, CONTROL)
    points.cursor_in("搜索")
    points.key(Key.Key_N, CONTROL | SHIFT)
    points.cursor_in("标题")
    points.key(Key.Key_F9)
    points.misses("第1笔账不符, ")
    points.key(Key.Key_F, CONTROL)
    points.sees("第1笔账不符, ")
