"""The rooms of the window: few lists in each, the commonest at hand, and some that are not there before they are needed."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.ui.rooms import LATER, PLACES, places
from tests.journeys.hands import ALT, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener


def bar(desk: Hands) -> list[str]:
    return [one.text() for one in desk.widgets() if isinstance(one, QPushButton) and one.property("room")]


def narrow(desk: Hands, kind: str) -> None:
    """Go through the kinds by the arrow until one is chosen."""
    box: Any = desk.find("种类")
    box.setFocus()
    for _ in range(box.count()):
        if box.currentText().strip() != kind:
            desk.key(Key.Key_Down)
    assert box.currentText().strip() == kind


def test_a_new_project_has_the_rooms_that_are_always_needed(desk: Hands) -> None:
    assert bar(desk) == ["今天", "谈话走访", "疑点", "碰头会", "资料", "文书", "U 盘交换", "项目"]


def test_no_room_of_a_new_project_has_more_than_three_lists(desk: Hands) -> None:
    called = dict.fromkeys((*PLACES, "plan", "people", "times", "rules"), "")
    lists = {place.id: [form.id for form in place.forms] for place in places(desk.window.desk, called)}  # type: ignore[attr-defined]
    daily = {id: forms for id, forms in lists.items() if id not in (*LATER, "project", "today")}
    assert list(daily) == ["visits", "points", "huddles", "materials", "papers"]
    assert {id: forms for id, forms in daily.items() if len(forms) > 3} == {}


@pytest.mark.parametrize(("form", "kind", "room"), [("finding", "问题", "整改"), ("info_notice", "通报单", "往来")])
def test_a_room_appears_with_its_first_record(desk: Hands, form: str, kind: str, room: str) -> None:
    desk.press("项目")
    desk.tab("记录")
    desk.pick("新建…", kind)
    desk.cursor_in("标题")
    desk.sees(room)
    assert bar(desk)[-2:] == [room, "项目"]


def test_what_came_with_a_vault_has_its_room_at_once(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "recommendation", {"title": "完善审批"})
    assert "整改" in bar(vaults.unlocked(seat(vault)))


def test_letters_are_one_register_narrowed_by_kind(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "info_notice", {"title": "考核结果通报"})
    vaults.record(vault, "petition_digest", {"title": "信访事项摘要一"})
    desk = vaults.unlocked(seat(vault))
    desk.press("往来")
    desk.sees("考核结果通报", "信访事项摘要一")
    narrow(desk, "信访事项摘要")
    desk.misses("考核结果通报")
    desk.sees("信访事项摘要一")


def test_what_is_rarer_is_begun_from_a_menu(desk: Hands, vault: Path) -> None:
    desk.press("碰头会")
    desk.pick("其他", "任务")
    desk.cursor_in("标题")
    desk.write("核对单据")
    desk.press("今天")
    desk.press("碰头会")
    desk.sees("核对单据, 任务 · 未开始")


def test_phases_are_offered_once_they_are_few(desk: Hands) -> None:
    desk.press("碰头会")
    desk.misses("待对侧确认")
    desk.press("会商纪要")
    desk.sees("预定", "草拟", "待对侧确认", "已确认")


def test_the_last_room_has_a_key_too(desk: Hands) -> None:
    desk.key(Key.Key_0, ALT)
    desk.sees("新建项目")


def test_a_unit_is_found_among_people_and_units(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "milestone", {"title": "进点", "kind": "entry"})
    desk = vaults.unlocked(seat(vault))
    desk.press("项目")
    desk.tab("记录")
    desk.sees("进点", "城南储备粮有限公司")
    narrow(desk, "人员单位")
    desk.misses("进点")
    desk.sees("城南储备粮有限公司")
