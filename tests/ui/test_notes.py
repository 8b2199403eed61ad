"""Notes in the margin of a record, as a reviewer writes them and the author answers them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox

from desktop.acts import history, opening, recording, reviewing
from tests.journeys.hands import CONTROL, SHIFT, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

POINT = {"title": "账实不符", "facts": "实物不足"}
ASKED, SAID = "差多少吨？", "差180吨，已补。"


@pytest.fixture
def point(vault: Path) -> str:
    return vaults.record(vault, "suspicion", POINT)


@pytest.fixture
def noted(vault: Path, point: str) -> str:
    """A point with one note about its facts."""
    with vaults.at(vault) as session:
        reviewing.add(session, point, ASKED, "facts")
    return point


def shown(desk: Hands) -> Hands:
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    return desk


def tick(page: Hands) -> None:
    """A phase of points has the same name, and is no box."""
    page.settle()
    page._click(page.find("已处理", QCheckBox))


def told(vault: Path, id: str) -> list[tuple[str, str, bool]]:
    with vaults.at(vault, write=False) as session:
        return [(one.text, one.about, one.done) for one in reviewing.thread(session, id)]


def test_a_note_is_written_and_sent_with_keys_about_the_field_with_the_cursor(seat: Opener, vault: Path, point: str) -> None:
    page = shown(vaults.unlocked(seat(vault)))
    page.go_to("事实描述")
    page.press("复核意见")
    page.cursor_in("意见")
    page.write(ASKED)
    page.key(Key.Key_Return, CONTROL)
    page.sees("复核意见（1 条未处理）", ASKED, "周岚 · 审计 · ")
    assert told(vault, point) == [(ASKED, "facts", False)]


def test_without_a_mouse_a_note_is_written_answered_and_dealt_with(seat: Opener, vault: Path, point: str) -> None:
    page = shown(vaults.unlocked(seat(vault, Keys)))
    page.key(Key.Key_R, CONTROL | SHIFT)
    page.cursor_in("意见")
    page.write(ASKED)
    page.press("发出")
    page.sees("复核意见（1 条未处理）")
    page.press("答复")
    page.cursor_in("意见")
    page.sees(f"答复 周岚：{ASKED}")
    page.write(SAID)
    page.key(Key.Key_Return, CONTROL)
    page.sees(SAID)
    page.press("已处理")
    page.sees("复核意见（1 条，均已处理）")
    assert told(vault, point) == [(ASKED, "", True), (SAID, "", False)]


def test_a_note_dealt_with_can_be_opened_again(seat: Opener, vault: Path, noted: str) -> None:
    page = shown(vaults.unlocked(seat(vault)))
    page.press("复核意见（1 条未处理）")
    tick(page)
    page.sees("复核意见（1 条，均已处理）")
    tick(page)
    page.sees("复核意见（1 条未处理）")
    assert told(vault, noted) == [(ASKED, "facts", False)]


def test_a_note_about_a_field_leads_to_it(seat: Opener, vault: Path, noted: str) -> None:
    page = shown(vaults.unlocked(seat(vault)))
    page.press("复核意见（1 条未处理）")
    page.press("事实描述")
    page.cursor_in("事实描述")


def test_what_is_written_and_not_sent_is_there_again_and_was_sent_to_nobody(seat: Opener, vault: Path, point: str) -> None:
    page = shown(vaults.unlocked(seat(vault)))
    page.press("复核意见")
    page.write("还没想好")
    page.press("今天")
    shown(page)
    assert page.column("意见") == ["还没想好"]
    page.go_to("意见")
    page.key(Key.Key_S, CONTROL)
    assert told(vault, point) == []
    with vaults.at(vault, write=False) as session:
        assert reviewing.held(session, point)["text"] == "还没想好"


def test_what_is_being_typed_into_the_record_is_not_saved_by_a_note(seat: Opener, vault: Path, point: str) -> None:
    page = shown(vaults.unlocked(seat(vault)))
    page.fill("事实描述", "还在写")
    page.press("复核意见")
    page.write(ASKED)
    page.press("发出")
    page.sees("复核意见（1 条未处理）")
    assert page.column("事实描述") == ["还在写"]
    with vaults.at(vault, write=False) as session:
        assert [one["kind"] for one in history.of(session, point)] == ["create", "edit"]
        assert opening.look_up(session, point).record.values["facts"] == POINT["facts"]


def test_a_note_marked_secret_is_not_sent_and_stays_as_typed(seat: Opener, vault: Path, point: str) -> None:
    page = shown(vaults.unlocked(seat(vault)))
    page.press("复核意见")
    page.write("机密★一年")
    page.press("发出")
    page.sees("SECRECY_MARKED")
    assert page.column("意见") == ["机密★一年"]
    assert told(vault, point) == []


def test_a_frozen_talk_still_takes_notes(seat: Opener, vault: Path) -> None:
    with vaults.at(vault) as session:
        talk = recording.new(session, "interview", vaults.TALK).id
        vaults.freeze(session, talk)
        code = opening.look_up(session, talk).record.check_code
    page = vaults.unlocked(seat(vault))
    page.press("谈话走访")
    page.choose("记录", "与欧阳𬭚谈话")
    page.press("复核意见")
    page.write(ASKED)
    page.press("发出")
    page.sees("复核意见（1 条未处理）")
    with vaults.at(vault, write=False) as session:
        record = opening.look_up(session, talk).record
        assert (record.frozen, record.check_code) == (True, code)


def test_today_leads_to_the_record_whose_notes_wait(seat: Opener, vault: Path, noted: str) -> None:
    desk = vaults.unlocked(seat(vault))
    desk.sees("复核意见待处理：1 条")
    desk.press("账实不符")
    desk.sees("复核意见（1 条未处理）")
