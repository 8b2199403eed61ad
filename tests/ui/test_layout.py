"""The window is as it was left: its size, how lists and pages share it, and whether the list is hidden."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter

from desktop.ui.shell import Shell
from desktop.ui.window import HEIGHT, WIDTH, Window
from tests.journeys.hands import Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener, put_away


@pytest.fixture
def filled(vault: Path) -> Path:
    vaults.record(vault, "interview", vaults.TALK)
    vaults.record(vault, "suspicion", {"title": "轮换粮账实不符"})
    return vault


def splitter_of(hands: Hands) -> Any:
    return next(one for one in hands.widgets() if isinstance(one, QSplitter))


def drag(hands: Hands, by: int) -> None:
    """The line between list and page, so far to the right."""
    handle = splitter_of(hands).handle(1)
    at = QPoint(2, handle.height() // 2)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(handle, at + QPoint(by, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at + QPoint(by, 0))


def test_the_line_between_list_and_page_stays_where_it_was_put(seat: Opener, filled: Path) -> None:
    desk = vaults.unlocked(seat(filled))
    desk.press("疑点")
    before = splitter_of(desk).sizes()[0]
    drag(desk, 120)
    wide = splitter_of(desk).sizes()[0]
    assert wide == before + 120
    desk.window.close()
    again = vaults.unlocked(seat(filled))
    again.press("谈话走访")
    again.settle()
    assert splitter_of(again).sizes()[0] == wide


def test_a_hidden_list_stays_hidden_in_its_room(seat: Opener, filled: Path) -> None:
    desk = vaults.unlocked(seat(filled))
    desk.press("疑点")
    desk.sees("轮换粮账实不符, ")
    desk.key(Key.Key_F9)
    desk.misses("轮换粮账实不符, ")
    desk.window.close()
    again = vaults.unlocked(seat(filled))
    again.press("谈话走访")
    again.sees("与欧阳𬭚谈话, ")
    again.press("疑点")
    again.settle()
    assert not again.reads("轮换粮账实不符, ")
    again.press("收起或展开列表")
    again.sees("轮换粮账实不符, ")


def test_a_list_that_a_talk_takes_the_room_of_is_there_the_next_time(seat: Opener, filled: Path) -> None:
    desk = vaults.unlocked(seat(filled))
    desk.press("开始谈话")
    desk.cursor_in("被谈话人姓名")
    desk.write("王科长")
    desk.key(Key.Key_Return)
    desk.find("答")
    desk.misses("与欧阳𬭚谈话, ")
    desk.cursor_in("答")
    desk.settle()
    desk.window.close()
    again = vaults.unlocked(seat(filled))
    again.press("谈话走访")
    again.sees("与欧阳𬭚谈话, ")


def window(folder: Path) -> Hands:
    """As the program opens it, in the size it chooses itself."""
    made = Window(QApplication.instance(), Shell(folder, "zh"))  # type: ignore[arg-type]
    made.show()
    return Hands(made)


def test_the_window_is_as_large_as_it_was_left_and_fits_the_screen(qapp: QApplication, vault: Path) -> None:
    first = window(vault)
    screen = first.window.screen().availableSize()
    assert first.window.size() == QSize(WIDTH, HEIGHT).boundedTo(screen)
    first.window.resize(700, 520)
    smallest = first.window.size()
    put_away(first)
    second = window(vault)
    assert second.window.size() == smallest
    second.window.shell.settings.setValue("layout/window", "9000,9000")  # type: ignore[attr-defined]
    third = window(vault)
    assert third.window.size() == screen, "as on a screen that is there no longer"
    put_away(third)
    put_away(second)


@pytest.mark.parametrize("said", ["x,y", "", "1", "-5,300", "0,0"])
def test_a_spoilt_file_of_settings_leaves_the_window_as_usual(seat: Opener, filled: Path, said: str) -> None:
    shell = Shell(filled, "zh")
    shell.settings.setValue("layout/list", said)
    shell.settings.setValue("layout/window", said)
    desk = vaults.unlocked(seat(filled))
    desk.press("疑点")
    desk.sees("轮换粮账实不符, ")
    assert splitter_of(desk).sizes()[0] > 200


def test_nothing_of_the_work_is_among_what_is_remembered(seat: Opener, filled: Path) -> None:
    desk = vaults.unlocked(seat(filled))
    desk.press("疑点")
    desk.choose("记录", "轮换粮账实不符")
    desk.fill("搜索", "轮换")
    drag(desk, 30)
    desk.window.close()
    settings = Shell(filled, "zh").settings
    assert [key for key in settings.allKeys() if "轮换" in str(settings.value(key))] == []
    assert settings.value("layout/list")
