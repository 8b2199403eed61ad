"""On its page a record that stands tells what was typed since."""

from pathlib import Path

from desktop.acts import recording
from tests.ui import vaults
from tests.ui.conftest import Opener


def test_what_was_changed_since_a_version_was_frozen_is_told_with_who_and_leads_to_the_changes(seat: Opener, vault: Path) -> None:
    with vaults.at(vault) as session:
        talk = recording.new(session, "interview", vaults.TALK).id
        vaults.freeze(session, talk)
        recording.edit(session, talk, {"place": "三楼"})
    desk = vaults.unlocked(seat(vault))
    desk.press("谈话走访")
    desk.choose("记录", "与欧阳")
    desk.sees("第 1 版已定稿，此后又改了：地点（周岚）")
    desk.press("看改动")
    desk.sees("与欧阳𬭚谈话：历史", "三楼")
