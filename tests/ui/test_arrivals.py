"""What the report of a bundle says besides how much came."""

from pathlib import Path

from tests.cli.conftest import PASSPHRASE, Laptop, laptop, stick, wu, zhou
from tests.journeys.hands import Key
from tests.ui import vaults
from tests.ui.conftest import Opener

__all__ = ["laptop", "stick", "wu", "zhou"]


def request(one: Laptop, side: str) -> None:
    """A request for the vouchers of 2024, sent to the unit."""
    unit = "城南储备粮有限公司"
    made = one.new("material_request", title=f"{one.name}的清单", to_unit=unit, request_side=side)
    one.new("material_item", name="凭证", period="2024", request=made)
    one("record", "move", made, "issued", "--reason", "先要")


def test_materials_that_both_sides_have_asked_for_are_told_with_both_requests(
    seat: Opener, zhou: Laptop, wu: Laptop, stick: Path
) -> None:
    request(wu, "inspection")
    request(zhou, "audit")
    wu.give(zhou, stick)
    desk = vaults.unlocked(seat(zhou.folder), PASSPHRASE)
    desk.press("U 盘交换")
    desk.fill("U 盘文件夹", str(stick))
    desk.key(Key.Key_Return)
    desk.press("自己挑着收、挑着交…")
    desk.choose("U 盘上给我的", ".xsb")
    desk.press("先看一看")
    desk.press("收下")
    desk.sees("重复索要：凭证（CN2026-J-ZL-ZL-001、CN2026-J-ZL-WJ-001）")
