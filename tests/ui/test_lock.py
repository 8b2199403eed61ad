"""A locked window shows nothing, holds nothing, and gives everything back where it was."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit

from desktop.acts import waiting
from desktop.acts.session import Session
from desktop.acts.waiting import Waiting
from desktop.store import database
from desktop.ui.records.record_page import HINTS_MS
from tests.journeys.eyes import wait
from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

WARNING = "有一会儿没有操作了：一分钟后锁定窗口。"


@pytest.fixture
def talk(seat: Opener, vault: Path) -> Hands:
    """A talk is open; the cursor is in the middle of its second answer."""
    vaults.record(vault, "interview", vaults.TALK)
    desk = vaults.unlocked(seat(vault))
    desk.press("谈话走访")
    desk.choose("记录", "与欧阳𬭚谈话")
    desk.sees("还有什么补充？")
    desk.go_to("答")
    desk.key(Key.Key_End, CONTROL)
    desk.key(Key.Key_Down)
    desk.key(Key.Key_Down)
    desk.key(Key.Key_Home)
    desk.key(Key.Key_Right, times=2)
    assert (desk.cursor.toPlainText(), desk.cursor.textCursor().position()) == ("没有了。", 2)
    return desk


def idle(desk: Hands) -> Any:
    """The timer that runs while nobody types."""
    return desk.window._idle  # type: ignore[attr-defined]


def everything(desk: Hands) -> Iterator[str]:
    """Every text that the window holds, seen or not."""
    for kind, read in ((QLabel, "text"), (QLineEdit, "text"), (QPlainTextEdit, "toPlainText"), (QTextEdit, "toPlainText")):
        yield from (getattr(one, read)() for one in desk.window.findChildren(kind))


def test_locking_now_closes_the_vault_and_blanks_the_window(talk: Hands) -> None:
    talk.key(Key.Key_L, CONTROL)
    talk.sees("口令", "解锁")
    wait(lambda: not talk.window.findChildren(QPlainTextEdit), lambda: "an editor is still there")
    held = "".join(everything(talk))
    assert not [word for word in ("欧阳", "轮换", "到账", "没有了", "周岚", "城南") if word in held]
    assert "周岚" not in talk.window.windowTitle()
    assert not database.OPEN


def test_the_button_in_the_line_locks_too(talk: Hands) -> None:
    talk.press("立即锁定")
    talk.sees("解锁")
    assert not database.OPEN


def test_unlocking_comes_back_to_record_cell_and_cursor(talk: Hands) -> None:
    talk.key(Key.Key_L, CONTROL)
    vaults.unlocked(talk)
    talk.sees("还有什么补充？")
    talk.cursor_in("答")
    wait(lambda: talk.cursor.textCursor().position() == 2, lambda: f"the cursor is at {talk.cursor.textCursor().position()}")
    talk.write("——")
    assert talk.column("答")[1] == "没有——了。"


@pytest.mark.parametrize(("field", "says"), [("标题", "账实不符"), ("事实描述", "账上2,180吨，实物不足。")])
def test_unlocking_comes_back_to_a_field_too(seat: Opener, vault: Path, field: str, says: str) -> None:
    vaults.record(vault, "suspicion", {"title": "账实不符", "facts": "账上2,180吨，实物不足。"})
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    desk.go_to(field)
    desk.key(Key.Key_Home, CONTROL)
    desk.key(Key.Key_Home)
    desk.key(Key.Key_Right, times=2)
    desk.key(Key.Key_L, CONTROL)
    vaults.unlocked(desk)
    desk.cursor_in(field)
    desk.write("——")
    desk.sees(f"{says[:2]}——{says[2:]}")


def test_what_was_typed_before_locking_is_saved(talk: Hands, vault: Path) -> None:
    talk.write("——")
    talk.key(Key.Key_L, CONTROL)
    talk.sees("解锁")
    vaults.unlocked(talk)
    talk.sees("还有什么补充？")
    assert talk.column("答")[1] == "没有——了。"


def test_what_was_to_be_done_in_a_moment_asks_nothing_of_a_closed_vault(
    seat: Opener, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the window waits for what is asked beside it, the moment passes."""
    began, over = threading.Event(), threading.Event()

    def slow(session: Session) -> Waiting:
        began.set()
        over.wait(20)
        return Waiting()

    monkeypatch.setattr(waiting, "gather", slow)
    vaults.record(vault, "suspicion", {"title": "账实不符"})
    desk = vaults.unlocked(seat(vault))
    wait(began.is_set, lambda: "nothing was asked")
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    desk.go_to("标题")
    desk.write("又")
    threading.Timer(HINTS_MS * 2 / 1000, over.set).start()
    desk.press("立即锁定")
    desk.sees("口令")
    assert not desk.reads("账实不符")


def test_words_not_chosen_yet_do_not_keep_the_window_open(talk: Hands) -> None:
    talk.compose("mei")
    talk.press("立即锁定")
    talk.sees("解锁")


def test_a_wrong_passphrase_is_told_in_place_and_can_be_typed_over(talk: Hands) -> None:
    talk.key(Key.Key_L, CONTROL)
    talk.sees("解锁")
    talk.cursor_in("口令")
    talk.write("not mine")
    talk.key(Key.Key_Return)
    talk.sees("VAULT_PASSPHRASE")
    assert not database.OPEN
    talk.write(vaults.PASSPHRASE)
    talk.key(Key.Key_Return)
    talk.sees("还有什么补充？")


def test_the_recovery_code_opens_too(seat: Opener, tmp_path: Path) -> None:
    code = vaults.made(tmp_path / "new")
    desk = seat(tmp_path / "new")
    desk.press("用恢复码")
    desk.cursor_in("恢复码")
    desk.write(code)
    desk.key(Key.Key_Return)
    desk.sees("立即锁定")


def test_a_mistyped_recovery_code_is_told_in_place(seat: Opener, tmp_path: Path) -> None:
    code = vaults.made(tmp_path / "new")
    desk = seat(tmp_path / "new")
    desk.press("用恢复码")
    desk.write(code[:-1])
    desk.key(Key.Key_Return)
    desk.sees("VAULT_RECOVERY")
    desk.press("用口令")
    vaults.unlocked(desk)


class TestWhenNobodyTypes:
    def test_it_is_said_a_minute_ahead_and_then_the_window_locks(self, desk: Hands) -> None:
        idle(desk).timeout.emit()
        desk.sees(WARNING)
        idle(desk).timeout.emit()
        desk.sees("解锁")
        assert not database.OPEN

    def test_a_key_takes_the_warning_back(self, desk: Hands) -> None:
        idle(desk).timeout.emit()
        desk.sees(WARNING)
        desk.press("谈话走访")
        desk.misses(WARNING)
        idle(desk).timeout.emit()
        desk.sees(WARNING, "立即锁定")

    def test_the_minutes_are_those_chosen(self, desk: Hands) -> None:
        desk.window.shell.settings.setValue("idle_minutes", 5)  # type: ignore[attr-defined]
        desk.press("谈话走访")
        assert idle(desk).interval() == 4 * 60_000

    def test_an_open_talk_is_given_an_hour(self, talk: Hands) -> None:
        talk.window.shell.settings.setValue("idle_minutes", 5)  # type: ignore[attr-defined]
        talk.key(Key.Key_Right)
        assert idle(talk).interval() == 59 * 60_000

    def test_an_open_talk_is_warned_of_in_the_line_and_its_words_are_safe(self, talk: Hands) -> None:
        talk.write("——")
        idle(talk).timeout.emit()
        talk.sees(WARNING)
        assert talk.column("答")[1] == "没有——了。"
        idle(talk).timeout.emit()
        vaults.unlocked(talk)
        talk.sees("还有什么补充？")
        assert talk.column("答")[1] == "没有——了。"


def test_a_passphrase_in_chinese_is_typed_with_an_input_method_once_it_is_shown(seat: Opener, vault: Path) -> None:
    """Systems keep input methods away from hidden words."""
    locked = seat(vault)
    line = locked.find("口令")
    assert line.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText
    locked.press("显示输入的内容（用中文口令时需要）")
    assert not line.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText
