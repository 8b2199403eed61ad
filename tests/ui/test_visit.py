"""A visit at the window: photographs dropped in, told of by keys, put in order; what was counted beside the books."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.acts import exchange, members, opening, photographs, pictures, proceeding
from desktop.store import attachments
from desktop.store import pictures as kept
from desktop.ui.visit.photo_grid import PhotoGrid
from desktop.ui.visit.photo_part import PhotoPart
from desktop.ui.visit.visit_body import VisitBody
from tests.journeys.eyes import wait
from tests.journeys.hands import ALT, CONTROL, NONE, SHIFT, Hands, Key
from tests.photos.shots import HERE, shot
from tests.ui import vaults
from tests.ui.conftest import Opener

VISIT = {
    "title": "四号仓现场查看", "visit_mode": "stocktake", "start_at": "2026-11-20T08:30", "end_at": "2026-11-20T11:00",
    "visitors": ["周岚", "何川"], "purpose": "看粮情", "observations": "见四号仓空仓。", "sites": [{"name": "四号仓北侧"}],
    "host_sign_status": "signed", "off_roster_why": "何川，审计侧，尚未入册",
}  # fmt: skip
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A photograph in the folder of a phone."""
    phone = tmp_path / "phone"
    phone.mkdir()

    def written(name: str, data: bytes | None = None, **said: Any) -> Path:
        (phone / name).write_bytes(shot(**said) if data is None else data)
        return phone / name

    return written


@pytest.fixture
def visit(vault: Path) -> str:
    return vaults.record(vault, "site_visit", VISIT)


@pytest.fixture
def page(seat: Opener, vault: Path, visit: str) -> Hands:
    """The visit is open at its photographs."""
    hands = vaults.unlocked(seat(vault))
    return photos_of(hands)


def photos_of(hands: Hands) -> Hands:
    hands.press("谈话走访")
    hands.choose("记录", VISIT["title"])
    bar = hands.reads_after(r"^(照片(?: \d+)?)$")
    hands.tab(bar)
    hands.settle()
    return hands


def part_of(hands: Hands) -> PhotoPart:
    return hands.window.findChildren(PhotoPart)[0]


def grid_of(hands: Hands) -> PhotoGrid:
    return part_of(hands).grid


def body_of(hands: Hands) -> VisitBody:
    return hands.window.findChildren(VisitBody)[0]


def drop(hands: Hands, files: list[Path], on: QWidget | None = None) -> bool:
    """Let files go over a part of the window, as a file manager does; whether they were wanted there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    target = on or body_of(hands)
    at, copy = target.rect().center(), Qt.DropAction.CopyAction
    came = QDragEnterEvent(at, copy, data, Qt.MouseButton.LeftButton, NONE)
    came.ignore()
    QApplication.sendEvent(target, came)
    if came.isAccepted():
        QApplication.sendEvent(target, QDragMoveEvent(at, copy, data, Qt.MouseButton.LeftButton, NONE))
        QApplication.sendEvent(target, QDropEvent(QPointF(at), copy, data, Qt.MouseButton.LeftButton, NONE))
    return came.isAccepted()


def rows(folder: Path, visit: str, field: str = "photos") -> list[dict[str, Any]]:
    with vaults.at(folder, write=False) as session:
        return list(opening.look_up(session, visit).record.values.get(field, ()))


def lines(hands: Hands) -> list[str]:
    """The photographs as they are read out."""
    model = grid_of(hands).model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def seen(hands: Hands, count: int) -> None:
    """Wait until the pictures of so many can be seen."""
    model = part_of(hands).model
    wait(lambda: sum(model.drawn(one.digest) is not None for one in model.shots) == count, lambda: f"{lines(hands)}")


@pytest.fixture
def four(seat: Opener, vault: Path, visit: str, write: Write) -> Hands:
    """The visit is open at four photographs."""
    with vaults.at(vault) as session:
        photographs.take_in(session, visit, [write(f"IMG_{n}.jpg", number=n, at=f"2026:11:20 09:0{n}:00") for n in range(1, 5)])
    return photos_of(vaults.unlocked(seat(vault)))


def test_photographs_dropped_in_are_seen_with_number_time_and_place_and_the_files_stay(
    page: Hands, vault: Path, visit: str, write: Write
) -> None:
    late = write("b.heic", format="HEIF", at="2026:11:20 10:40:00", here=HERE)
    files = [late, write("a.jpg"), write("c.png", format="PNG", at="")]
    before = [file.read_bytes() for file in files]
    page.sees("把照片拖到这里")
    assert drop(page, files)
    page.sees("已收进 3 张照片", "照片 3")
    seen(page, 3)
    assert lines(page) == [
        "照片 1, 2026-11-20 09:05, a.jpg",
        "照片 2, 2026-11-20 10:40, 31.23042°N, 121.47369°E, b.heic",
        "照片 3, c.png",
    ]
    assert [file.read_bytes() for file in files] == before
    with vaults.at(vault, write=False) as session:
        for row, at in zip(rows(vault, visit), (1, 0, 2), strict=True):
            assert row["digest"] == hashlib.sha256(before[at]).hexdigest()
            assert b"".join(attachments.read(session.notebook.vault, row["digest"])) == before[at]


def test_photographs_can_be_dropped_on_any_tab_of_the_visit(page: Hands, write: Write) -> None:
    page.tab("清点表")
    assert drop(page, [write("a.jpg")], body_of(page))
    page.sees("照片 1", "添加照片…")
    assert part_of(page).isVisible()


def test_a_folder_dropped_in_brings_the_photographs_in_it(page: Hands, write: Write) -> None:
    assert drop(page, [write("a.jpg").parent])
    page.sees("已收进 1 张照片")


def test_copied_files_are_pasted(page: Hands, write: Write) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write("a.jpg")))])
    QApplication.clipboard().setMimeData(data)
    page.find("选择照片…").setFocus()
    page.key(Key.Key_V, CONTROL)
    page.sees("已收进 1 张照片")
    QApplication.clipboard().setText("只是一句话")
    page.go_to("照片")
    page.key(Key.Key_V, CONTROL)
    page.sees("这里只能粘贴文件")


def test_what_cannot_be_shown_is_kept_and_what_is_no_photograph_is_named(
    page: Hands, vault: Path, visit: str, write: Write
) -> None:
    given = [write("whole.jpg"), write("broken.jpg", shot(number=1)[:-300]), write("minutes.docx", b"PK")]
    drop(page, given)
    page.sees("已收进 2 张照片", "显示不了：broken.jpg", "附件里：minutes.docx")
    seen(page, 1)
    wait(lambda: "显示不了" in lines(page)[1], lambda: str(lines(page)))
    page.choose("照片", "broken.jpg")
    page.sees("这张照片的文件不完整或已损坏")
    drop(page, given[:1])
    page.sees("没有收进照片", "已经有了：whole.jpg")
    assert len(rows(vault, visit)) == 2


def test_a_hundred_photographs_come_in_and_can_be_stopped(page: Hands, vault: Path, visit: str, write: Write) -> None:
    files = [write(f"IMG_{n:03d}.jpg", number=n, size=(64, 48)) for n in range(100)]
    files.append(write("IMG_100.jpg", b"\xff\xd8\xff broken"))
    drop(page, files)
    page.press("停下")
    page.sees("已停下，一张也没有收进")
    assert rows(vault, visit) == []
    drop(page, files)
    page.sees("已收进 101 张照片", "照片 101")
    seen(page, 100)
    assert [row["name"] for row in rows(vault, visit)][:3] == ["IMG_000.jpg", "IMG_001.jpg", "IMG_002.jpg"]


def test_captions_are_written_one_after_another_by_keys_alone(four: Hands, vault: Path, visit: str) -> None:
    four.find("照片", PhotoGrid).setFocus()
    four.key(Key.Key_F2)
    four.cursor_in("说明")
    for caption in ("东门外景", "磅秤", "四号仓北侧，自北向南第三堆"):
        four.write(caption)
        four.key(Key.Key_Return)
        four.cursor_in("说明")
    four.press("保存")
    wait(lambda: len([row for row in rows(vault, visit) if row.get("caption")]) == 3, lambda: str(rows(vault, visit)))
    assert [row.get("caption") for row in rows(vault, visit)] == ["东门外景", "磅秤", "四号仓北侧，自北向南第三堆", None]
    assert "四号仓北侧" in lines(four)[2]


def test_time_and_place_from_the_camera_can_be_corrected(four: Hands, vault: Path, visit: str) -> None:
    four.choose("照片", "照片 2")
    four.sees("照片 2（共 4 张）")
    four.fill("拍摄时间", "2026-11-20 10:15")
    four.fill("拍摄地点", "四号仓北侧")
    four.press("保存")
    assert [(row["taken_at"], row.get("place")) for row in rows(vault, visit)][1] == ("2026-11-20T10:15", "四号仓北侧")
    four.fill("拍摄时间", "上午十点")
    four.press("保存")
    four.sees("这不是时间")
    assert rows(vault, visit)[1]["taken_at"] == "2026-11-20T10:15"


def test_who_took_them_is_typed_once_for_all_that_are_chosen(four: Hands, vault: Path, visit: str) -> None:
    four.choose("照片", "照片 1")
    four.key(Key.Key_Right, SHIFT, times=2)
    four.sees("选了 3 张")
    four.fill("拍摄人", "何川")
    four.press("保存")
    found = rows(vault, visit)
    assert len({row.get("taken_by") for row in found[:3]}) == 1 and found[0]["taken_by"]
    assert "taken_by" not in found[3]


def names(hands: Hands) -> list[str]:
    return [one.name for one in part_of(hands).model.shots]


def test_photographs_are_put_in_order_by_keys(four: Hands, vault: Path, visit: str) -> None:
    four.choose("照片", "照片 1")
    four.key(Key.Key_Right, ALT, times=2)
    assert names(four) == ["IMG_2.jpg", "IMG_3.jpg", "IMG_1.jpg", "IMG_4.jpg"]
    four.key(Key.Key_Left, ALT)
    four.press("后移")
    four.press("后移")
    assert names(four) == ["IMG_2.jpg", "IMG_3.jpg", "IMG_4.jpg", "IMG_1.jpg"]
    assert not part_of(four).later.isEnabled(), "it stands last"
    four.press("保存")
    assert [row["name"] for row in rows(vault, visit)] == names(four)
    assert lines(four)[3].startswith("照片 4"), "numbers follow the order"


def test_photographs_are_put_in_order_by_dragging_several_at_once(four: Hands, vault: Path, visit: str) -> None:
    grid = grid_of(four)

    class Own(QDropEvent):
        def source(self) -> Any:
            return grid

    four.choose("照片", "照片 3")
    four.key(Key.Key_Right, SHIFT)
    first = grid.visualRect(grid.model().index(0, 0))
    at = QPointF(first.topLeft() + QPoint(3, 20))
    grid.dropEvent(Own(at, Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, NONE))
    assert names(four) == ["IMG_3.jpg", "IMG_4.jpg", "IMG_1.jpg", "IMG_2.jpg"]
    assert grid.chosen() == [0, 1], "those that were moved stay chosen"
    four.press("保存")
    assert [row["name"] for row in rows(vault, visit)] == names(four)


def test_a_photograph_taken_out_can_be_put_back(four: Hands, vault: Path, visit: str) -> None:
    before = rows(vault, visit)
    four.choose("照片", "照片 2")
    four.key(Key.Key_Delete)
    four.sees("已移出：IMG_2.jpg", "照片 3")
    four.press("保存")
    assert [row["name"] for row in rows(vault, visit)] == ["IMG_1.jpg", "IMG_3.jpg", "IMG_4.jpg"]
    four.press("放回")
    four.press("保存")
    assert rows(vault, visit) == before


def test_enter_shows_a_photograph_larger_and_arrows_lead_to_the_next(four: Hands) -> None:
    seen(four, 4)
    four.choose("照片", "照片 2")
    four.key(Key.Key_Return)
    four.sees("照片 2 · 2026-11-20 09:02", "全部照片")
    large = part_of(four).large
    wait(lambda: large.view.picture.width() == 240, lambda: "the large picture does not come")
    four.key(Key.Key_Right)
    four.sees("照片 3 · 2026-11-20 09:03")
    four.key(Key.Key_Right, times=3)
    four.sees("照片 4 · 2026-11-20 09:04")
    four.key(Key.Key_Escape)
    four.cursor_in("照片")
    four.sees("照片 4（共 4 张）")


def test_a_photograph_is_written_out_as_the_camera_wrote_it(four: Hands, tmp_path: Path) -> None:
    part = part_of(four)
    part.write_to(part.model.shots[0], tmp_path / "out.jpg")
    four.sees("已写出，未加密")
    assert (tmp_path / "out.jpg").read_bytes() == (tmp_path / "phone" / "IMG_1.jpg").read_bytes()
    assert not four.window.close(), "one is reminded of it first"


def test_without_photographs_one_says_why_and_with_them_one_is_not_asked(
    page: Hands, vault: Path, visit: str, write: Write
) -> None:
    page.fill("无照片的原因", "金库内不准拍照")
    page.press("保存")
    with vaults.at(vault, write=False) as session:
        assert opening.look_up(session, visit).record.values["no_photo_reason"] == "金库内不准拍照"
    drop(page, [write("a.jpg")])
    page.sees("添加照片…")
    page.misses("无照片的原因")


def test_what_is_missing_leads_to_the_reason(seat: Opener, vault: Path, visit: str) -> None:
    hands = vaults.unlocked(seat(vault))
    hands.press("谈话走访")
    hands.choose("记录", VISIT["title"])
    hands.press("无照片的原因")
    hands.cursor_in("无照片的原因")
    hands.press("清点表")
    hands.cursor_in("品名")


def test_of_a_frozen_visit_the_list_of_photographs_is_locked(seat: Opener, vault: Path, visit: str, write: Write) -> None:
    with vaults.at(vault) as session:
        photographs.take_in(session, visit, [write("a.jpg"), write("b.jpg", number=1)])
        for state in ("reviewed", "frozen"):
            proceeding.move(session, visit, state, "先送签后补")
    hands = photos_of(vaults.unlocked(seat(vault)))
    seen(hands, 2)
    late = write("late.jpg", number=2)
    assert not drop(hands, [late], body_of(hands)) and not drop(hands, [late], grid_of(hands).viewport())
    for gone in ("添加照片…", "前移", "移出"):
        assert not hands.reads(gone)
    before = lines(hands)
    hands.go_to("照片")
    for key, modifier in ((Key.Key_Delete, NONE), (Key.Key_Right, ALT), (Key.Key_V, CONTROL)):
        hands.key(key, modifier)
    hands.go_to("说明")
    hands.write("补写")
    hands.press("历史")
    assert lines(hands) == before and all("caption" not in row for row in rows(vault, visit))


def test_pictures_are_made_again_on_another_laptop_as_the_visit_is_opened(
    seat: Opener, vault: Path, visit: str, write: Write, tmp_path: Path
) -> None:
    he, stick = tmp_path / "he", tmp_path / "stick"
    stick.mkdir()
    vaults.made(he, "何川", "audit", "HC")
    with vaults.at(he) as session:
        members.write_card(session, stick / "he.xsc")
    with vaults.at(vault) as session:
        members.add(session, [stick / "he.xsc"])
        photographs.take_in(session, visit, [write("a.heic", format="HEIF"), write("b.jpg", number=1)])
        (given,) = exchange.export(session, ["何川"], stick)
        founder = session.card.fingerprint
    with vaults.at(he) as session:
        exchange.take(session, [Path(given["file"])], founder)
        digests = [row["digest"] for row in opening.look_up(session, visit).record.values["photos"]]
        assert kept.found(session.notebook.vault, digests, pictures.MAKER) == {}
    hands = photos_of(vaults.unlocked(seat(he)))
    seen(hands, 2)

    def stored() -> bool:
        with vaults.at(he, write=False) as session:
            return len(kept.found(session.notebook.vault, digests, pictures.MAKER)) == 2

    wait(stored, lambda: "the pictures are not kept")


@pytest.fixture
def counts(seat: Opener, vault: Path, visit: str) -> Hands:
    """The visit is open at its counts."""
    hands = vaults.unlocked(seat(vault))
    hands.press("谈话走访")
    hands.choose("记录", VISIT["title"])
    hands.tab("清点表")
    return hands


def test_counts_are_typed_by_keys_and_differences_are_said_in_words(counts: Hands, vault: Path, visit: str) -> None:
    counts.go_to("品名")
    for cells in (("中晚籼稻", "2180", "2000", "吨"), ("磅秤", "3", "4", "台"), ("包装袋", "500", "500", "条")):
        for cell in cells:
            counts.write(cell)
            counts.key(Key.Key_Return)
        counts.cursor_in("品名")
    counts.sees("少180吨", "多1台", "相符", "共 3 项：相符 1 项，少 1 项，多 1 项", "清点表 3")
    counts.key(Key.Key_Up)
    assert counts.cursor.text() == "包装袋"
    counts.press("保存")
    assert [[row[cell] for cell in ("item", "book_qty", "actual_qty", "unit")] for row in rows(vault, visit, "counts")] == [
        ["中晚籼稻", "2180", "2000", "吨"], ["磅秤", "3", "4", "台"], ["包装袋", "500", "500", "条"],
    ]  # fmt: skip


def test_a_row_of_counts_is_taken_out_and_what_is_no_number_stays_typed(counts: Hands, vault: Path, visit: str) -> None:
    counts.go_to("品名")
    for cell in ("磅秤", "三", "4"):
        counts.write(cell)
        counts.key(Key.Key_Return)
    counts.press("保存")
    counts.sees("这不是数")
    assert [row.get("book_qty") for row in rows(vault, visit, "counts")] == [None]
    counts.press("去掉这一行")
    counts.press("保存")
    assert rows(vault, visit, "counts") == []
    counts.sees("清点表")


def test_counts_of_a_frozen_visit_are_read_only(seat: Opener, vault: Path, visit: str) -> None:
    with vaults.at(vault) as session:
        for state in ("reviewed", "frozen"):
            proceeding.move(session, visit, state, "先送签后补")
    hands = vaults.unlocked(seat(vault))
    hands.press("谈话走访")
    hands.choose("记录", VISIT["title"])
    hands.tab("清点表")
    hands.sees("没有清点。")
