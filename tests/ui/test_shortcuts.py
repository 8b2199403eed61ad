"""All that can be done stands in one menu with its keys; F1 shows the keys, and all of it is the same list."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu

from tests.journeys.eyes import wait
from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener


@pytest.fixture
def at_a_point(seat: Opener, vault: Path) -> Hands:
    vaults.record(vault, "suspicion", {"title": "轮换粮账实不符"})
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "轮换粮账实不符")
    desk.find("标题")
    return desk


def in_menu(hands: Hands) -> list[str]:
    """What the menu offers, what opens to the side with it."""
    hands.press("菜单")
    wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), lambda: "no menu opened")
    menu: Any = QApplication.activePopupWidget()
    found = list(entries(menu))
    menu.close()
    return found


def entries(menu: QMenu) -> Iterator[str]:
    for action in menu.actions():
        if action.menu() is not None:
            yield from entries(action.menu())  # type: ignore[arg-type]
        elif not action.isSeparator():
            yield action.text()


def on_sheet(hands: Hands) -> list[str]:
    """Lines of the sheet of keys: the keys, and what they do."""
    hands.key(Key.Key_F1)
    hands.sees("在清单里")
    labels = [one.text() for one in hands.widgets() if isinstance(one, QLabel)]
    return [f"{label}\t{keys}" for keys, label in pairwise(labels)]


def test_the_menu_has_what_can_be_done_on_the_page_and_in_the_window(at_a_point: Hands) -> None:
    offered = in_menu(at_a_point)
    here = {"保存\tCtrl+S", "历史\tCtrl+H", "下一步：已筛查"}
    window = {"疑点\tAlt+3", "新建：谈话记录", "查找\tCtrl+K", "立即锁定\tCtrl+L"}
    assert here | window <= set(offered)
    at_a_point.press("今天")
    assert "保存\tCtrl+S" not in in_menu(at_a_point)


def test_something_chosen_from_the_menu_is_done(at_a_point: Hands) -> None:
    at_a_point.pick("菜单", "历史\tCtrl+H")
    at_a_point.sees("轮换粮账实不符：历史")
    at_a_point.key(Key.Key_F10)
    wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), lambda: "F10 opens no menu")
    at_a_point.key(Key.Key_Escape)
    at_a_point.pick("菜单", "立即锁定\tCtrl+L")
    at_a_point.sees("口令")


def test_the_sheet_of_keys_tells_what_the_menu_tells(at_a_point: Hands) -> None:
    with_keys = [one for one in in_menu(at_a_point) if "\t" in one]
    assert len(with_keys) > 15
    sheet = on_sheet(at_a_point)
    assert [one for one in with_keys if one not in sheet] == []
    at_a_point.key(Key.Key_Escape)
    at_a_point.misses("在清单里")
    at_a_point.find("标题")


def test_finding_can_do_what_the_menu_can(at_a_point: Hands) -> None:
    offered = [one.replace("\t", ", ") for one in in_menu(at_a_point)]
    at_a_point.key(Key.Key_K, CONTROL)
    at_a_point.sees(*offered)


def test_no_keys_of_the_page_are_missing_from_the_menu_or_mean_two_things(at_a_point: Hands) -> None:
    told = [one.partition("\t")[2] for one in in_menu(at_a_point) if "\t" in one]
    assert len(told) == len(set(told)), "each keys mean one thing"
    buttons = [one.shortcut() for one in at_a_point.widgets() if isinstance(one, QAbstractButton) and one.isEnabled()]
    shown = [one for one in at_a_point.window.findChildren(QShortcut) if one.parent().isVisible()]  # type: ignore[attr-defined]
    live = {one.toString(QKeySequence.SequenceFormat.PortableText) for one in (*buttons, *(one.key() for one in shown))} - {""}
    rooms_not_shown = {"Alt+8", "Alt+9"}
    assert live - set(told) <= rooms_not_shown


def test_esc_on_the_sheet_leads_back_to_the_cursor(at_a_point: Hands) -> None:
    at_a_point.go_to("标题")
    cursor = at_a_point.cursor
    on_sheet(at_a_point)
    at_a_point.key(Key.Key_Escape)
    at_a_point.misses("在清单里")
    assert at_a_point.cursor is cursor
