"""＋新建: what is begun every day at a key, everything else found by its name, and nothing that is made elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.acts.recording import REGISTERS
from desktop.store import records
from desktop.ui.shell import Shell
from desktop.ui.today.new_page import DAILY, LAST, offered
from tests.exchange.laptops import forms
from tests.journeys.eyes import lines_of
from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

LIST, FIELD = "可以新建的", "其他文书"
SIX = ("谈话", "走访", "疑点", "碰头会", "任务", "资料需求")


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path) -> Iterator[None]:
    """Nothing is remembered from one test to the next."""
    yield
    Shell(tmp_path).settings.remove(LAST)


@pytest.fixture
def page(desk: Hands) -> Hands:
    desk.key(Key.Key_N, CONTROL)
    desk.sees(*SIX)
    return desk


def listed(hands: Hands) -> list[str]:
    return list(lines_of(hands.find(LIST).model()))  # type: ignore[attr-defined]


def look_for(hands: Hands, text: str) -> None:
    hands.go_to(FIELD)
    hands.write(text)


def test_the_button_above_the_rooms_opens_it_too(desk: Hands) -> None:
    desk.press("＋ 新建")
    desk.sees(*SIX)


@pytest.mark.parametrize(("times", "form"), [(1, "实地走访记录"), (2, "疑点"), (4, "任务"), (5, "资料需求清单")])
def test_what_is_begun_every_day_is_reached_by_tab_and_enter(page: Hands, times: int, form: str) -> None:
    page.key(Key.Key_Tab, times=times)
    page.key(Key.Key_Return)
    page.cursor_in("标题")
    page.sees(f"{form} · CN2026-")


def test_of_a_meeting_it_is_asked_first_who_is_to_be_there(page: Hands) -> None:
    page.key(Key.Key_Tab, times=3)
    page.key(Key.Key_Return)
    page.sees("谁来参加（同上次碰头会）")
    page.cursor_in("开始")
    page.key(Key.Key_Return)
    page.cursor_in("＋ 疑点")
    page.sees("会商纪要 · CN2026-")


def test_what_is_begun_every_day_is_one_press_away(page: Hands) -> None:
    page.press("资料需求")
    page.cursor_in("标题")
    page.sees("资料需求清单 · CN2026-")


def test_enter_alone_begins_a_talk(page: Hands) -> None:
    page.key(Key.Key_Return)
    page.cursor_in("被谈话人姓名")


@pytest.mark.parametrize("typed", ["通报单", "通报", "tongbaodan", "tbd"])
def test_another_paper_is_found_by_a_word_by_its_sound_and_by_its_initials(page: Hands, typed: str) -> None:
    look_for(page, typed)
    page.sees("通报单")
    assert "时间节点" not in listed(page)


def test_enter_begins_what_was_found(page: Hands) -> None:
    look_for(page, "jjd")
    page.key(Key.Key_Return)
    page.cursor_in("标题")
    page.sees("交接时间")


def test_arrows_choose_among_what_was_found(page: Hands) -> None:
    look_for(page, "通报单")
    first, second = listed(page)[:2]
    page.key(Key.Key_Down)
    page.key(Key.Key_Return)
    page.cursor_in("标题")
    page.sees(f"{second} · CN2026-")
    assert first != second


def test_letters_typed_at_a_button_look_for_a_name(page: Hands) -> None:
    page.write("xfs")
    page.cursor_in(FIELD)
    assert listed(page) == ["信访事项摘要"]


def test_a_word_that_nothing_is_called_by_is_told(page: Hands) -> None:
    look_for(page, "起诉书")
    page.sees("没有这样的文书")


def test_what_was_begun_last_stands_on_top_and_is_remembered(page: Hands, seat: Opener, vault: Path) -> None:
    assert "最近用过" not in listed(page)
    for typed in ("jjd", "tbd"):
        look_for(page, typed)
        page.key(Key.Key_Return)
        page.cursor_in("标题")
        page.key(Key.Key_N, CONTROL)
        page.find(LIST)
    assert listed(page)[:3] == ["最近用过", "通报单", "交接单"]
    page.press("立即锁定")
    vaults.unlocked(page)
    page.key(Key.Key_N, CONTROL)
    page.find(LIST)
    assert listed(page)[:3] == ["最近用过", "通报单", "交接单"]


def test_something_of_the_project_room_is_begun_there(page: Hands) -> None:
    look_for(page, "时间节点")
    page.key(Key.Key_Return)
    page.cursor_in("标题")
    page.sees("时间节点", "计划日期")


def test_a_weekly_report_comes_with_its_figures(page: Hands) -> None:
    look_for(page, "周报")
    page.key(Key.Key_Return)
    page.sees("周报 · CN2026-", "interviews")


def test_esc_leads_back_to_the_cursor(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "suspicion", {"title": "账实不符"})
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    desk.go_to("标题")
    cursor = desk.cursor
    desk.key(Key.Key_N, CONTROL)
    desk.sees(*SIX)
    desk.key(Key.Key_Escape)
    desk.misses("资料需求")
    assert desk.cursor is cursor


def test_what_was_typed_in_a_record_is_saved_when_something_new_is_begun(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "suspicion", {"title": "账实不符"})
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    desk.fill("标题", "四号仓账实不符")
    desk.key(Key.Key_N, CONTROL)
    look_for(desk, "jjd")
    desk.key(Key.Key_Return)
    desk.sees("交接时间")
    with vaults.at(vault, write=False) as session:
        assert [one.title for one in records.listing(session.notebook, session.project, "suspicion")] == ["四号仓账实不符"]


def test_without_a_project_it_leads_to_where_one_is_made(seat: Opener, tmp_path: Path) -> None:
    vaults.made(tmp_path / "alone")
    desk = vaults.unlocked(seat(tmp_path / "alone"))
    desk.press("今天")
    desk.key(Key.Key_N, CONTROL)
    desk.sees("建立项目")


class TestWhatIsOffered:
    @pytest.fixture
    def ids(self, desk: Hands) -> tuple[list[str], list[str]]:
        daily, others = offered(desk.window.work._places.values())  # type: ignore[attr-defined]
        return [one.id for one in daily], [one.id for one in others]

    def test_six_are_begun_every_day(self, ids: tuple[list[str], list[str]]) -> None:
        assert ids[0] == ["interview", "site_visit", "suspicion", "meeting", "task", "material_request"]
        assert len(ids[0]) == sum(DAILY.values())

    def test_nothing_is_offered_twice(self, ids: tuple[list[str], list[str]]) -> None:
        every = [*ids[0], *ids[1]]
        assert len(every) == len(set(every)) <= len(forms())

    def test_no_register_no_person_and_nothing_of_another_record_s_page(self, ids: tuple[list[str], list[str]]) -> None:
        of_a_page = {"verification_task", "evidence_item", "corroboration", "material_item", "material_share"}
        assert not {*ids[0], *ids[1]} & {*REGISTERS, "person", "unit", *of_a_page}
