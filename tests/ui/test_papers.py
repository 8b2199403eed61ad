"""The room of papers: what is to be printed, what is out, what is back; many printed at once, with the mouse and by keys alone."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.acts import opening, paper_queue, printing, proceeding, recording
from desktop.fieldwork.signing import OUT, TO_PRINT
from desktop.ui.papers import paper_view, queue_panel
from desktop.ui.papers.paper_view import Pages
from tests.journeys.eyes import wait
from tests.journeys.hands import Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener
from tests.ui.pages_papers import talk, turn

LIST = "文书清单"


@pytest.fixture
def folder(vault: Path) -> Path:
    """Zhou's vault with three talks to be printed, of which one names a single person, and one out."""
    with vaults.at(vault) as session:
        for title in ("与科长谈话", "与出纳谈话"):
            talk(session, title, "reviewed")
        alone = {"title": "一人谈话", "record_kind": "joint_talk", "interviewers": ["周岚"], "recorder": "周岚", "name": "李某"}
        proceeding.move(session, recording.new(session, "interview", alone).id, "reviewed")
        talk(session, "与会计谈话", "frozen", "孙某")
    return vault


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that stands for the printer; nobody is asked for one."""
    file = tmp_path / "printed.pdf"

    def chosen(_: object) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        return printer

    monkeypatch.setattr(queue_panel, "chosen_printer", chosen)
    return file


def at_papers(seat: Opener, folder: Path, hands: type[Hands] = Hands) -> Hands:
    desk = vaults.unlocked(seat(folder, hands))
    desk.press("文书")
    desk.sees("待打印（3）", "在外签字（1）", "已签回（0）")
    return desk


def tick(desk: Hands, *titles: str) -> None:
    for title in titles:
        desk.choose(LIST, title)
        desk.key(Key.Key_Space)


def stages(folder: Path) -> dict[str, list[str]]:
    """Titles by stage, as another look at the vault tells them."""
    with vaults.at(folder, write=False) as session:
        queue = paper_queue.look(session)
        return {stage: [one.entry.title for one in paper_queue.papers(session, queue.of(stage))] for stage in (TO_PRINT, OUT)}


def sheets(folder: Path) -> int:
    """How many pages all papers that are out have together."""
    with vaults.at(folder, write=False) as session:
        ids = paper_queue.ids(session, paper_queue.look(session).of(OUT))
        return sum(len(Pages(printing.pdf(session, opening.look_up(session, id), "zh")).sizes) for id in ids)


def test_the_room_opens_with_what_is_to_be_printed(seat: Opener, folder: Path) -> None:
    desk = at_papers(seat, folder)
    desk.sees("与科长谈话, 谈话记录 · CN2026-J-TH-ZL-001")
    desk.misses("与会计谈话")
    turn(desk, "在外签字")
    desk.sees("与会计谈话, 谈话记录 · CN2026-J-TH-ZL-004 · 待签：孙某、周岚、吴㛃, 今天送出")


def test_a_new_project_is_told_how_papers_get_here(desk: Hands) -> None:
    desk.press("文书")
    desk.sees("没有待打印的。记录的下一步选了“已复核”，就会出现在这里。")


def test_those_ticked_are_printed_as_one_job_and_are_then_out(seat: Opener, folder: Path, printed: Path) -> None:
    desk = at_papers(seat, folder)
    tick(desk, "与科长谈话", "与出纳谈话")
    desk.press("打印送签（2）…")
    desk.sees("下面 2 件没有打印：")
    desk.fill("这 2 件为什么仍要打印？", "证件后补")
    desk.key(Key.Key_Return)
    desk.sees("已送打印机：2 件。", "待打印（1）", "在外签字（3）")
    assert stages(folder) == {TO_PRINT: ["一人谈话"], OUT: ["与会计谈话", "与科长谈话", "与出纳谈话"]}
    turn(desk, "在外签字")
    desk.press("全选")
    desk.press("重新打印（3）…")
    desk.sees("已送打印机：3 件。")
    assert len(Pages(printed.read_bytes()).sizes) == sheets(folder) > 3


def test_a_paper_that_stops_is_named_and_the_others_are_printed(seat: Opener, folder: Path, printed: Path) -> None:
    desk = at_papers(seat, folder)
    desk.press("全选")
    desk.press("打印送签（3）…")
    desk.sees("下面 3 件没有打印：", "一人谈话 CN2026-J-TH-ZL-003：", "与科长谈话 CN2026-J-TH-ZL-001：")
    desk.fill("这 2 件为什么仍要打印？", "证件后补")
    desk.key(Key.Key_Return)
    desk.sees("已送打印机：2 件。")
    assert stages(folder)[TO_PRINT] == ["一人谈话"]


def test_a_character_that_no_face_has_stops_one_paper_alone(seat: Opener, folder: Path, printed: Path) -> None:
    with vaults.at(folder) as session:
        recording.edit(session, talk(session, "窗旁谈话", "reviewed"), {"place": "\U0001fa9f旁"})
    desk = vaults.unlocked(seat(folder))
    desk.press("文书")
    tick(desk, "窗旁谈话", "与科长谈话")
    desk.press("打印送签（2）…")
    desk.fill("这 1 件为什么仍要打印？", "证件后补")
    desk.key(Key.Key_Return)
    desk.sees("已送打印机：1 件。")
    assert stages(folder)[OUT][-1] == "与科长谈话"


def test_what_is_out_can_be_printed_again(seat: Opener, folder: Path, printed: Path) -> None:
    desk = at_papers(seat, folder)
    turn(desk, "在外签字")
    desk.press("全选")
    desk.press("重新打印（1）…")
    desk.sees("已送打印机：1 件。")
    assert len(Pages(printed.read_bytes()).sizes) == sheets(folder)


def test_nothing_happens_where_no_printer_is_chosen(
    seat: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_panel, "chosen_printer", lambda _: None)
    desk = at_papers(seat, folder)
    desk.press("全选")
    desk.press("打印送签（3）…")
    desk.settle()
    assert len(stages(folder)[TO_PRINT]) == 3


def test_printing_can_be_left_and_what_was_frozen_is_out(
    seat: Opener, folder: Path, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vaults.at(folder) as session:
        talk(session, "与库管谈话", "frozen", "郑某")
    begun, go_on, drawn = threading.Event(), threading.Event(), Pages.drawn

    def slowly(self: Pages, number: int, scale: float) -> object:
        begun.set()
        assert go_on.wait(20)
        return drawn(self, number, scale)

    monkeypatch.setattr(paper_view.Pages, "drawn", slowly)
    desk = vaults.unlocked(seat(folder))
    desk.press("文书")
    turn(desk, "在外签字")
    desk.press("全选")
    desk.press("重新打印（2）…")
    wait(begun.is_set, lambda: "nothing is being printed")
    desk.press("取消")
    go_on.set()
    desk.sees("中途停下了。")
    desk.misses("已送打印机")


def test_papers_are_saved_into_a_folder_and_noted_as_plain_files(
    seat: Opener, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "papers"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    desk = at_papers(seat, folder)
    turn(desk, "在外签字")
    desk.press("全选")
    desk.press("存为 PDF（1）…")
    desk.sees("已写出 1 件。它们没有加密：用完请删除。")
    assert [one.name for one in out.iterdir()] == ["CN2026-J-TH-ZL-004.pdf"]
    desk.window.close()
    desk.sees("还有 1 个已导出的明文没有登记删除。再关一次即退出。")


def test_kinds_of_paper_are_told_apart(seat: Opener, folder: Path) -> None:
    with vaults.at(folder) as session:
        visit = recording.new(session, "site_visit", {"title": "四号仓清点", "visit_mode": "open"}).id
        proceeding.move(session, visit, "reviewed")
    desk = vaults.unlocked(seat(folder))
    desk.press("文书")
    desk.sees("四号仓清点", "与科长谈话")
    desk.go_to("文书种类")
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_End)
    desk.key(Key.Key_Return)
    desk.misses("与科长谈话")
    desk.sees("四号仓清点")


def test_what_stands_in_the_way_is_known_before_one_prints(seat: Opener, folder: Path) -> None:
    desk = at_papers(seat, folder)
    desk.choose(LIST, "一人谈话")
    desk.sees("在场的工作人员只有 1 人。", "还没有填：开始时间、结束时间")


def test_a_paper_is_looked_at_and_one_comes_back_to_the_queue(seat: Opener, folder: Path) -> None:
    desk = at_papers(seat, folder)
    desk.press("看纸面")
    desk.sees("共 1 页")
    desk.press("返回")
    desk.cursor_in(LIST)


def test_by_keys_alone_a_paper_is_ticked_and_its_record_opened(seat: Opener, folder: Path) -> None:
    desk = at_papers(seat, folder, Keys)
    tick(desk, "与科长谈话")
    desk.sees("打印送签（1）…")
    desk.choose(LIST, "与出纳谈话")
    desk.key(Key.Key_Return)
    desk.sees("谈话记录 · CN2026-J-TH-ZL-002")
    assert desk.mice.seen == []  # type: ignore[attr-defined]
