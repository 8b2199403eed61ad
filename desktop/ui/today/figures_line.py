"""The six figures of the project in one line, each leading to the records behind it."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import statistics
from desktop.errors import Language
from desktop.fieldwork import figure
from desktop.fieldwork.figure import Figure
from desktop.ui.desk import Desk
from desktop.ui.notice import button, empty
from desktop.ui.today.asking import Asking

SIX = ("interviews", "extended_units", "site_visits", "huddles", "corroborated_suspicions", "recommendations")
BESIDE = ("pending_other_side", "withheld", "duplicates_avoided")
"""Told beside them where there is any."""
Figures = Mapping[str, Figure]
SOON_MS = 400
"""Counting takes Python from who has just opened the window, or goes on typing."""


def called(key: str, number: int, lang: Language) -> str:
    """A figure with what it is called: 谈话（联合） 22 人次."""
    return f"{figure.label(key, lang)} {figure.said(key, number, lang)}"


class FiguresLine(QWidget):
    """`asked`: a figure whose records are to be shown; `whole`: all figures are wanted. Counted beside the window's thread."""

    asked = Signal(object)
    whole = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self._found: Figures = {}
        self._asking = Asking(desk, statistics.figures, SOON_MS, self)
        self._asking.found.connect(self._show)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._beside = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._grid)
        foot = QHBoxLayout()
        foot.addLayout(self._beside)
        # It stays where one is about to press it when the numbers come.
        foot.addWidget(button(self.tr("All figures"), self.whole.emit, link=True))
        foot.addStretch(1)
        column.addLayout(foot)
        # What stands below must not move when the numbers come.
        self._lay([self._waiting(key) for key in SIX])

    def refresh(self) -> None:
        """Count anew once nothing more has changed for a moment; what was counted before stands until then."""
        self._asking.again()

    def _show(self, found: Figures) -> None:
        if found == self._found:
            return
        self._found = found
        self._lay([self._link(found[key]) for key in SIX], [self._link(found[key]) for key in BESIDE if found[key].number])

    def _lay(self, six: Sequence[QWidget], beside: Sequence[QWidget] = ()) -> None:
        empty(self._grid)
        empty(self._beside)
        across = 2 if self.desk.shell.large else 6 if self.lang == "zh" else 3
        for place, link in enumerate(six):
            self._grid.addWidget(link, place // across, place % across, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(across, 1)
        for link in beside:
            self._beside.addWidget(link)

    def _waiting(self, key: str) -> QWidget:
        made = button(f"{figure.label(key, self.lang)} …", self.whole.emit, link=True)
        made.setEnabled(False)
        return made

    def _link(self, one: Figure) -> QWidget:
        made = button(called(one.key, one.number, self.lang), partial(self.asked.emit, one), link=True)
        made.setEnabled(bool(one.number))
        return made
