"""Pages of a paper as pictures: on the screen as wide as the view, drawn when they come into sight; on sheets in their own size."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

import pypdfium2
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.progress import SILENT, Cancelled, Progress

POINTS = 72
MOST_DPI = 300
KEPT = 12
"""Pictures of pages kept ready; one takes a few megabytes."""
_drawing = Lock()
"""What draws pages does so for one thread at a time."""


class Pages:
    """The pages of a PDF. `sizes`: width and height of each in points."""

    def __init__(self, data: bytes) -> None:
        with _drawing:
            self._document = pypdfium2.PdfDocument(data)
            self.sizes = [self._document.get_page_size(number) for number in range(len(self._document))]
        self.picture = lru_cache(maxsize=KEPT)(self.drawn)

    def drawn(self, number: int, scale: float) -> QImage:
        """A page at so many dots a point, drawn anew."""
        with _drawing:
            bitmap = self._document[number].render(scale=scale)
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            format_ = {3: QImage.Format.Format_BGR888, 4: QImage.Format.Format_RGB32, 1: QImage.Format.Format_Grayscale8}
            # A copy, since the bitmap's own bytes go with it.
            return QImage(bytes(bitmap.buffer), width, height, stride, format_[bitmap.n_channels]).copy()

    def print_on(self, printer: QPrinter) -> None:
        """Put each page on a sheet in its own size: nothing is fitted to what a printer thinks is its paper."""
        print_all(printer, [self])


def print_all(printer: QPrinter, papers: Sequence[Pages], progress: Progress = SILENT) -> None:
    """Several papers as one job of the printer. On sheets that are printed on both sides each begins with a front. Raises Cancelled
    between two pages, when the printer is told to forget the job."""
    painter = QPainter(printer)
    dots = printer.resolution() / POINTS
    scale = min(printer.resolution(), MOST_DPI) / POINTS
    both_sides = printer.duplex() in (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide)
    done, total = 0, sum(len(pages.sizes) for pages in papers)
    try:
        for place, pages in enumerate(papers):
            if place and both_sides and len(papers[place - 1].sizes) % 2:
                printer.newPage()
            for number, (width, height) in enumerate(pages.sizes):
                progress.step(done, total)
                if done:
                    printer.newPage()
                painter.drawImage(QRect(0, 0, round(width * dots), round(height * dots)), pages.drawn(number, scale))
                done += 1
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()


class _Sheet(QWidget):
    """One page; it asks for its picture when it is painted, which is when it is seen."""

    def __init__(self, pages: Pages, number: int) -> None:
        super().__init__()
        self._pages, self._number = pages, number

    def fit(self, width: int) -> None:
        across, high = self._pages.sizes[self._number]
        self.setFixedSize(width, round(width * high / across))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        scale = self.width() * ratio / self._pages.sizes[self._number][0]
        QPainter(self).drawImage(self.rect(), self._pages.picture(self._number, scale))


class PaperView(QScrollArea):
    """Pages one below the other, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[_Sheet] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pages(self, pages: Pages) -> None:
        self._shown = [_Sheet(pages, number) for number in range(len(pages.sizes))]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(10)
        for page in self._shown:
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(inside)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for page in self._shown:
            page.fit(max(100, self.viewport().width() - 30))
