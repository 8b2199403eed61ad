"""The papers met in this room alone: sheets, working papers with their directory, and what each side sees of them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.acts import opening, projects, recording
from tests.journeys.hands import Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener
from tests.ui.pages_papers import go, turn

LIST = "文书清单"


def at_records(seat: Opener, folder: Path) -> Hands:
    desk = vaults.unlocked(seat(folder))
    desk.press("文书")
    desk.tab("记录")
    return desk


@pytest.fixture
def folder(vault: Path) -> Path:
    """Zhou's vault with two matters, a working paper of the first, and a sheet that is out."""
    with vaults.at(vault) as session:
        said = {"for_side": "audit", "source": "plan"}
        first = recording.new(session, "audit_matter", {"no": "B01", "name": "资金拨付", **said}).id
        recording.new(session, "audit_matter", {"no": "B02", "name": "库存", **said})
        recording.new(session, "working_paper", {"title": "拨付晚于约定", "matter": first})
        unit = recording.new(session, "unit", {"name": "城南储备粮（虚构）"}).id
        sheet = {"title": "拨付取证", "auditee": unit, "matter": first, "auditors": ["周岚", "何川"]}
        go(session, recording.new(session, "evidence_sheet", sheet).id, "frozen")
    return vault


def kinds(desk: Hands) -> list[str]:
    return [one.text() for one in desk.widgets() if isinstance(one, QPushButton) and one.property("chip")]


def test_the_audit_has_sheets_and_working_papers_and_no_third_list(seat: Opener, folder: Path) -> None:
    desk = at_records(seat, folder)
    desk.sees("新建审计取证单")
    assert kinds(desk)[:2] == ["审计取证单", "审计工作底稿"]
    assert not {"巡察工作底稿", "审计事项"} & set(kinds(desk))


def test_the_inspection_has_notes_of_its_own(seat: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "wu"
    vaults.made(folder, "吴㛃", "inspection", "WJ")
    with vaults.at(folder) as session:
        projects.create(session, vaults.PROJECT)
    desk = at_records(seat, folder)
    desk.sees("新建巡察工作底稿")
    assert kinds(desk)[:2] == ["审计取证单", "巡察工作底稿"]
    desk.misses("新建审计取证单")


def test_the_page_of_a_working_paper_has_the_directory_and_what_is_lacking(seat: Opener, folder: Path) -> None:
    desk = at_records(seat, folder)
    desk.choose("记录", "拨付晚于约定")
    desk.sees("底稿目录（2），缺稿 1 项", "B01-01　拨付晚于约定", "B02　库存", "缺稿")
    desk.press("B02　库存")
    desk.sees("这个审计事项还没有底稿。")


def test_a_matter_is_added_in_place(seat: Opener, folder: Path) -> None:
    desk = at_records(seat, folder)
    desk.choose("记录", "拨付晚于约定")
    desk.fill("事项号", "B03")
    desk.fill("事项名称", "轮换审批")
    desk.key(Key.Key_Return)
    desk.sees("已增补。", "B03　轮换审批", "底稿目录（3），缺稿 2 项")


def test_a_unit_that_objects_is_told_on_the_way_back(seat: Opener, folder: Path) -> None:
    desk = vaults.unlocked(seat(folder))
    desk.press("文书")
    desk.sees("在外签字（1）")
    turn(desk, "在外签字")
    desk.choose(LIST, "拨付取证")
    desk.press("都签了")
    desk.fill("城南储备粮（虚构）签字的人", "钱某（虚构）")
    desk.press("没有")
    desk.go_to("证据提供单位意见")
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_End)
    desk.fill("意见说明", "第三次拨付日期有误")
    desk.press("登记结果")
    desk.sees("CN2026-A-QZ-ZL-001：有异议。", "在外签字（1）")
    with vaults.at(folder, write=False) as session:
        said = opening.look_up(session, "CN2026-A-QZ-ZL-001").record
        assert (said.state, said.values["provider_opinion_text"]) == ("objection", "第三次拨付日期有误")
