"""Today: what one begins with, and what waits. On the first day nothing but three large buttons."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import waiting
from desktop.model.form import Form
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.today.due_panel import DuePanel
from desktop.ui.today.figures_line import FiguresLine
from desktop.ui.today.waiting_lists import WaitingLists

HIGH, HIGHER = 64, 110
"""Of the buttons: beside work, and alone on the first day."""
LARGER = 1.4


class Today(Awake):
    """`begun`: form of which something new is wanted; `asked`: id of a record; `exchanged`: the stick is wanted; `counted`: the
    figure whose records are wanted; `figures`: all of them are; `whole`: the list of which all is wanted."""

    begun = Signal(str)
    asked = Signal(str)
    exchanged = Signal()
    counted = Signal(object)
    figures = Signal()
    whole = Signal(str)

    def __init__(self, desk: Desk, starters: Sequence[tuple[Form, str]]) -> None:
        super().__init__(desk)
        self._large: list[QPushButton] = []
        row = QHBoxLayout()
        for place, (form, label) in enumerate(starters):
            row.addWidget(self._starter(label, partial(self.begun.emit, form.id), main=place == 0))
        row.addWidget(self._starter(self.tr("Exchange by stick"), self.exchanged.emit))
        self._sentence = words("")
        self.line = FiguresLine(desk)
        self.line.asked.connect(self.counted)
        self.line.whole.connect(self.figures)
        self.lists = WaitingLists(desk)
        self.lists.asked.connect(self.asked)
        self.lists.exchanged.connect(self.exchanged)
        self.lists.whole.connect(self.whole)
        self.due = DuePanel(desk)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addLayout(row)
        for part in (self._sentence, self.line, self.lists, self.due):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _starter(self, label: str, act: Callable[[], object], *, main: bool = False) -> QWidget:
        made = button(label, act, main=main)
        self._large.append(made)
        return made

    def refresh(self) -> None:
        """Look again at what waits."""
        self.due.refresh()
        begun = self.desk.has_project and waiting.is_begun(self.desk.session)
        for one in self._large:
            one.setMinimumHeight(HIGH if begun else HIGHER)
            font = self.font()
            font.setPointSizeF(font.pointSizeF() * (1 if begun else LARGER))
            one.setFont(font)
        self._sentence.setText(self._first())
        self._sentence.setVisible(not begun)
        self.line.setVisible(begun)
        self.lists.setVisible(begun)
        # On the first day only what can wait no longer.
        self.due.setVisible(begun or self.due.presses)
        if begun:
            self.line.refresh()
            self.lists.refresh()

    def _first(self) -> str:
        if not self.desk.has_project:
            return self.tr("No project yet: make one, or take in a colleague's bundle.")
        return self.tr("Begin with a talk or a point; what colleagues have comes by stick.")
