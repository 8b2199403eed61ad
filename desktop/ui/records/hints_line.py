"""What is odd in a record, quietly: a line each, with what would mend it for whoever asks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.errors import Language
from desktop.fieldwork.gates import Unmet
from desktop.ui.notice import button, empty, words

SHOWN = 3


class HintsLine(QWidget):
    """`wanted` carries the id of the field to go to. `most`: lines at once; the others are counted."""

    wanted = Signal(str)

    def __init__(self, lang: Language, most: int = SHOWN) -> None:
        super().__init__()
        self.lang, self._most = lang, most
        self._hints: Sequence[Unmet] = ()
        self._open = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        self.hide()

    def show_hints(self, hints: Sequence[Unmet]) -> None:
        if list(hints) != list(self._hints):
            self._hints = hints
            self._lay()

    def _lay(self) -> None:
        empty(self._grid)
        shown = self._hints if self._open else self._hints[: self._most]
        for row, one in enumerate(shown):
            self._line(row, one)
        if shown:
            self._put(button(self._more(), self._toggle, link=True), len(shown) - 1, 2)
        self.setVisible(bool(shown))

    def _line(self, row: int, hint: Unmet) -> None:
        remedy = hint.remedy(self.lang)
        text = f"· {hint.sentence(self.lang)}"
        gap = "" if self.lang == "zh" else " "
        said = words(f"{text}{gap}{remedy}" if self._open else text, "faint")
        said.setToolTip(remedy)
        said.setAccessibleDescription(remedy)
        self._put(said, row, 0)
        if hint.fields:
            self._put(button(self.tr("Go there"), partial(self.wanted.emit, hint.fields[0]), link=True), row, 1)

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        widget.show()

    def _more(self) -> str:
        left = len(self._hints) - self._most
        if self._open:
            return self.tr("Show less")
        return self.tr("{n} more, and what to do").format(n=left) if left > 0 else self.tr("What to do")

    def _toggle(self) -> None:
        self._open = not self._open
        self._lay()
