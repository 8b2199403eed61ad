"""Papers come back: told person by person or in one press, with changes by hand and the scan, by mouse and by keys."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.acts import opening, recording
from tests.journeys.hands import CONTROL, SHIFT, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener
from tests.ui.pages_papers import go, talk, turn

LIST = "文书清单"


@pytest.fixture
def folder(vault: Path) -> Path:
    """Zhou's vault with two talks and a visit out for signature."""
    with vaults.at(vault) as session:
        talk(session, "与科长谈话", "frozen", "孙某")
        talk(session, "与出纳谈话", "frozen", "钱某")
        visit = {"title": "四号仓清点", "visit_mode": "open", "visitors": ["周岚", "吴㛃"], "host_unit": "城南储备粮（虚构）"}
        go(session, recording.new(session, "site_visit", {**visit, "off_roster_why": "吴㛃，巡察侧"}).id, "frozen")
    return vault


def out(seat: Opener, folder: Path, title: str, hands: type[Hands] = Hands) -> Hands:
    desk = vaults.unlocked(seat(folder, hands))
    desk.press("文书")
    desk.sees("在外签字（3）")
    turn(desk, "在外签字")
    desk.choose(LIST, title)
    return desk


def record(folder: Path, number: str) -> opening.Opened:
    with vaults.at(folder, write=False) as session:
        return opening.look_up(session, number)


def given(folder: Path, number: str) -> list[tuple[str, str]]:
    with vaults.at(folder, write=False) as session:
        rows = opening.look_up(session, number).record.values["signatures"]
        names = {id: opening.look_up(session, id).entry.title for row in rows for id in (row["who"], *row.get("witnesses", ()))}
        return [(names[row["who"]], row["outcome"]) for row in rows]


def test_all_have_signed_and_nothing_was_changed_by_hand(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("都签了")
    desk.press("没有")
    desk.press("登记结果")
    desk.sees("CN2026-J-TH-ZL-001：已签。", "在外签字（2）", "已签回（1）")
    assert given(folder, "CN2026-J-TH-ZL-001") == [("孙某", "signed"), ("周岚", "signed"), ("吴㛃", "signed")]
    assert "hand_changes" not in record(folder, "CN2026-J-TH-ZL-001").record.values


def test_by_keys_alone_a_paper_is_taken_back_in_a_few_strokes(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与出纳谈话", Keys)
    desk.key(Key.Key_S, CONTROL | SHIFT)
    desk.cursor_in("没有")
    desk.key(Key.Key_Space)
    desk.press("登记结果")
    desk.sees("CN2026-J-TH-ZL-002：已签。")
    desk.cursor_in(LIST)
    assert desk.mice.seen == []  # type: ignore[attr-defined]


def test_whether_it_was_changed_by_hand_is_asked_before_it_is_noted(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("都签了")
    desk.press("登记结果")
    desk.sees("请选有无手写改动；有的，写明改了什么。")
    assert record(folder, "CN2026-J-TH-ZL-001").record.state == "frozen"


def test_changes_by_hand_are_told_place_by_place(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("都签了")
    desk.press("有改动")
    desk.cursor_in("页")
    desk.write("1")
    for field, text in (("原文", "仓储科"), ("改为", "保管科"), ("签认人", "孙某")):
        desk.fill(field, text)
    desk.press("登记结果")
    desk.sees("已签回（1）")
    said = record(folder, "CN2026-J-TH-ZL-001").record
    (row,) = said.values["hand_changes"]
    assert (row["old_text"], row["new_text"], row["initialled_by"], said.proposed) == ("仓储科", "保管科", "孙某", ())
    turn(desk, "已签回")
    desk.sees("有 1 处手写改动")


def test_a_refusal_has_its_reason_and_the_two_who_saw_it(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("都签了")
    desk.press("没有")
    desk.press("拒签")
    desk.press("登记结果")
    desk.sees("拒签要写原因。")
    desk.fill("原因，孙某", "要先请示领导")
    desk.press("登记结果")
    desk.sees("CN2026-J-TH-ZL-001：拒签。")
    said = record(folder, "CN2026-J-TH-ZL-001").record.values
    assert (said["refuse_reason"], len(said["witness2"])) == ("要先请示领导", 2)


def test_one_witness_of_a_refusal_asks_why(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("都签了")
    desk.press("没有")
    desk.press("拒签")
    desk.fill("原因，孙某", "不说原因")
    desk.fill("见证人，孙某", "周岚")
    desk.press("登记结果")
    desk.sees("拒签要有 2 名见证人，现在是 1 名。")
    desk.fill("为什么仍要登记？", "当时只有一人在场")
    desk.key(Key.Key_Return)
    desk.sees("CN2026-J-TH-ZL-001：拒签。")


def test_who_puts_it_off_keeps_the_paper_out(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("缓签")
    desk.press("登记结果")
    desk.sees("已登记。这一件仍在外签字。", "在外签字（3）")
    assert given(folder, "CN2026-J-TH-ZL-001") == [("孙某", "delayed")]


def test_of_a_unit_the_name_of_who_signed_is_asked(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "四号仓清点")
    desk.press("都签了")
    desk.cursor_in("城南储备粮（虚构）签字的人")
    desk.press("没有")
    desk.press("登记结果")
    desk.sees("还没有写是谁签的。")
    desk.fill("城南储备粮（虚构）签字的人", "郑某（虚构）")
    desk.press("登记结果")
    desk.sees("CN2026-A-ZF-ZL-001：已签。")
    assert given(folder, "CN2026-A-ZF-ZL-001")[0] == ("郑某（虚构）", "signed")


def test_somebody_whom_the_record_does_not_name_signs_too(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("都签了")
    desk.press("没有")
    desk.press("还有别人签了")
    desk.cursor_in("姓名")
    desk.write("郑某（虚构）")
    desk.press("登记结果")
    desk.sees("CN2026-J-TH-ZL-001：已签。")
    assert ("郑某（虚构）", "signed") in given(folder, "CN2026-J-TH-ZL-001")


def test_the_scan_is_kept_with_the_record(
    seat: Opener, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("扫描件.pdf", "多余.pdf")]
    for file in files:
        file.write_bytes(b"%PDF-1.4 " + file.name.encode())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file) for file in files], ""))
    desk = out(seat, folder, "与科长谈话")
    desk.press("加扫描件…")
    desk.press("不要：多余.pdf")
    desk.press("都签了")
    desk.press("没有")
    desk.press("登记结果")
    desk.sees("已签回（1）")
    assert [one["name"] for one in record(folder, "CN2026-J-TH-ZL-001").record.values["attachments"]] == ["扫描件.pdf"]


def test_what_needs_no_signature_is_back_with_the_reason(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "与科长谈话")
    desk.press("按规则无需签…")
    desk.fill("为什么无需签？", "巡察机构规定不签")
    desk.key(Key.Key_Return)
    desk.sees("CN2026-J-TH-ZL-001：按规则无需签。")


def test_what_was_begun_is_still_there_after_a_look_at_another_paper(seat: Opener, folder: Path) -> None:
    desk = out(seat, folder, "四号仓清点")
    desk.press("都签了")
    desk.fill("城南储备粮（虚构）签字的人", "郑某（虚构）")
    desk.choose(LIST, "与出纳谈话")
    desk.sees("钱某")
    desk.choose(LIST, "四号仓清点")
    desk.sees("郑某（虚构）")


def test_what_was_changed_since_the_signed_version_is_told(seat: Opener, folder: Path) -> None:
    with vaults.at(folder) as session:
        recording.edit(session, "CN2026-J-TH-ZL-001", {"topic": "库存"})
    desk = out(seat, folder, "与科长谈话")
    desk.sees("在外的是第 1 版，之后有改动：事由")
    desk.press("都签了")
    desk.press("没有")
    desk.press("登记结果")
    desk.sees("已签回（1）")
    turn(desk, "已签回")
    desk.sees("签的是第 1 版，之后有改动：事由")
