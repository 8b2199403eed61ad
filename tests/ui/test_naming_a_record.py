"""Another record is named by some words of its title: those that are void are not offered, and of two alike either can be had."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.acts import opening, proceeding
from tests.journeys.eyes import lines_of, wait
from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

BEHIND, LINE = "背后的记录", "查找"


@pytest.fixture
def lines(vault: Path) -> list[str]:
    """Three materials of one name; the first is void."""
    made = [vaults.record(vault, "material_item", {"name": "银行对账单"}) for _ in range(3)]
    with vaults.at(vault) as session:
        proceeding.move(session, made[0], "void", "弄错了")
    return made


@pytest.fixture
def card(vault: Path) -> str:
    return vaults.record(vault, "evidence_item", {"title": "保管员那张卡", "kind": "document", "for_side": "audit"})


def offered(desk: Hands, count: int) -> list[str]:
    popup: list[Any] = []

    def there() -> bool:
        popup[:] = [one for one in (QApplication.activePopupWidget(),) if one is not None]
        return bool(popup) and popup[0].model().rowCount() == count

    wait(there, lambda: str([list(lines_of(one.model())) for one in popup]))
    return list(lines_of(popup[0].model()))


def named(vault: Path, card: str) -> Any:
    with vaults.at(vault, write=False) as session:
        return opening.look_up(session, card).record.values.get("record")


@pytest.mark.parametrize("down", [1, 2])
def test_of_two_alike_either_can_be_had_and_what_is_void_is_not_offered(
    seat: Opener, vault: Path, lines: list[str], card: str, down: int
) -> None:
    desk = vaults.unlocked(seat(vault))
    desk.key(Key.Key_K, CONTROL)
    desk.cursor_in(LINE)
    desk.write("保管员那张卡")
    desk.sees("保管员那张卡, 证据卡")
    desk.key(Key.Key_Return)
    desk.sees("待取证")
    desk.fill(BEHIND, "银行")
    assert len(set(offered(desk, 2))) == 2
    desk.key(Key.Key_Down, times=down)
    desk.key(Key.Key_Return)
    desk.key(Key.Key_S, CONTROL)
    wait(lambda: named(vault, card) in lines[1:], lambda: str(named(vault, card)))
