"""A recommendation of both sides is begun as one: it is asked first, for its number and its readers follow."""

from pathlib import Path
from typing import Any

import pytest

from desktop.acts import opening
from desktop.store import records
from tests.journeys.hands import CONTROL, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener


@pytest.fixture
def asked(seat: Opener, vault: Path) -> Hands:
    desk = vaults.unlocked(seat(vault, Keys))
    desk.key(Key.Key_N, CONTROL)
    desk.go_to("其他文书")
    desk.write("建议")
    desk.key(Key.Key_Return)
    desk.sees("是联合/单侧？先选一个：")
    return desk


def made(vault: Path) -> list[Any]:
    with vaults.at(vault, write=False) as session:
        found = records.listing(session.notebook, session.project, "recommendation")
        return [opening.look_up(session, one.id) for one in found]


@pytest.mark.parametrize(
    ("answer", "number", "scope"), [("联合", "CN2026-J-JY-ZL-001", "joint"), ("单侧", "CN2026-A-JY-ZL-001", "own")]
)
def test_the_answer_gives_its_number_and_stands_on_the_page(
    asked: Hands, vault: Path, answer: str, number: str, scope: str
) -> None:
    asked.press(answer)
    asked.cursor_in("标题")
    asked.sees(number)
    (one,) = made(vault)
    assert one.record.values["scope"] == scope


def test_nothing_is_recorded_by_who_thinks_better_of_it(asked: Hands, vault: Path) -> None:
    asked.press("取消")
    asked.misses("先选一个")
    assert made(vault) == []


def test_a_problem_is_begun_at_once(seat: Opener, vault: Path) -> None:
    desk = vaults.unlocked(seat(vault))
    desk.key(Key.Key_N, CONTROL)
    desk.go_to("其他文书")
    desk.write("问题")
    desk.key(Key.Key_Return)
    desk.cursor_in("标题")
