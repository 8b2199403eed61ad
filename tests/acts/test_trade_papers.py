"""Papers of what two sides do together, as a reader sees them."""

import subprocess
from pathlib import Path

from desktop.acts import printing, proceeding, recording
from desktop.acts.session import Session
from tests.acts.test_corroborating import WHY, both_sides, point, round_trip, set_beside, talk
from tests.exchange.laptops import Team

__all__ = ["point"]


def printed(session: Session, id: str, folder: Path) -> str:
    """What can be read on the paper, without spaces."""
    file = folder / f"{id}.pdf"
    printing.to_file(session, id, file, "zh")
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return "".join(text.split())


def test_a_corroboration_sets_both_sides_pieces_beside_each_other_and_both_sign(team: Team, point: str, tmp_path: Path) -> None:
    beside = set_beside(team.zhou, point, *([one] for one in both_sides(team, point)))
    proceeding.confirm(team.zhou, beside, WHY)
    round_trip(team.laptops, team.zhou, team.wu)
    proceeding.confirm(team.wu, beside, WHY)
    round_trip(team.laptops, team.zhou, team.wu)
    text = printed(team.zhou, beside, tmp_path)
    for words in ("审计侧证据", "巡察侧印证材料", "拨付晚于约定", "互相印证", "审计侧签名", "巡察侧签名"):
        assert words in text
    assert text.count("拨付晚于约定") == 2


def test_minutes_say_which_meeting_of_its_kind_they_are_of(team: Team, tmp_path: Path) -> None:
    for day in (17, 18):
        values = {
            "title": "碰头会", "type": "huddle", "start_at": f"2026-11-{day}T17:00", "chair": "周岚", "recorder": "何川",
            "attendees": [{"person": "周岚", "side": "audit"}, {"person": "吴㛃", "side": "inspection"}],
        }  # fmt: skip
        meeting = recording.new(team.zhou, "meeting", values).id
        proceeding.confirm(team.zhou, meeting, WHY)
    text = printed(team.zhou, meeting, tmp_path)
    assert "第2次碰头会纪要" in text and "周岚" in text
    assert "迟到" not in text, "columns that say nothing are left out"


def test_a_talk_of_one_auditor_says_on_paper_that_it_is_for_reference_only(team: Team, tmp_path: Path) -> None:
    assert "审计人员不足二人，仅供参考" in printed(team.zhou, talk(team.zhou, "joint_talk", ["周岚", "吴㛃"], "欧阳𬭚"), tmp_path)
    assert "仅供参考" not in printed(team.zhou, talk(team.zhou, "audit_inquiry", ["周岚", "何川"], "甲"), tmp_path)
