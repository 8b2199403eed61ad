"""A paper on the screen and on sheets: all pages, in their own size."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.ui.papers.paper_view import Pages, PaperView, print_all


def paper(pages: int) -> bytes:
    canvas = Canvas("", A4)
    for number in range(pages):
        canvas.rect(30, 30, A4[0] - 60, A4[1] - 60, fill=number % 2)
        canvas.showPage()
    return bytes(canvas.getpdfdata())


def test_all_pages_are_there_as_wide_as_there_is_room(qtbot: QtBot) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show_pages(Pages(paper(3)))
    view.show()
    qtbot.waitExposed(view)
    assert [page.width() for page in view._shown] == [view.viewport().width() - 30] * 3
    assert abs(view._shown[0].height() / view._shown[0].width() - A4[1] / A4[0]) < 0.01
    seen = view.grab().toImage()
    assert seen.pixelColor(350, 250).lightness() == 255


def test_a_printed_sheet_has_the_size_of_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    Pages(paper(2)).print_on(printer)
    printed = Pages((tmp_path / "printed.pdf").read_bytes())
    assert [tuple(round(side) for side in size) for size in printed.sizes] == [tuple(round(side) for side in A4)] * 2
    # The frame of the page stands where it stood: 30 points from the edge, white outside it and black on it.
    picture = printed.picture(0, 2.0)
    row = [picture.pixelColor(x, picture.height() // 2).lightness() for x in range(100)]
    assert min(range(100), key=row.__getitem__) in range(58, 63)


@pytest.mark.parametrize(("mode", "sides"), [(QPrinter.DuplexMode.DuplexNone, 3), (QPrinter.DuplexMode.DuplexLongSide, 4)])
def test_several_papers_are_one_job_and_each_begins_with_a_front(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: QPrinter.DuplexMode, sides: int
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    # What prints into a file has no second side.
    monkeypatch.setattr(printer, "duplex", lambda: mode)
    print_all(printer, [Pages(paper(1)), Pages(paper(2))])
    assert len(Pages((tmp_path / "printed.pdf").read_bytes()).sizes) == sides
