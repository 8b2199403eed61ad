"""One of Today's lists whole, in the order in which it is to be seen to."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout

from desktop.acts import waiting
from desktop.acts.waiting import Line, Waiting
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.records.record_model import ENTRY, TwoLines
from desktop.ui.today.asking import Asking
from desktop.ui.today.waiting_words import MINE, WaitingWords

SOON_MS = 60


@dataclass(frozen=True)
class Told:
    """A line as it is drawn."""

    id: str
    title: str
    below: str


class WaitingPage(Awake):
    """`asked`: id of a record to show; `closed`: back to Today."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._key = MINE
        self._words = WaitingWords(desk)
        self._asking = Asking(desk, waiting.gather, SOON_MS, self)
        self._asking.found.connect(self._show)
        self._head = words("", "head", wrap=False)
        self._model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(TwoLines(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        top.addWidget(back)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.view, 1)

    def show_list(self, key: str) -> None:
        """Show the list of this name."""
        if key != self._key:
            self._model.clear()
        self._key = key
        self._name()
        self.view.setFocus()
        self.refresh()

    def _name(self) -> None:
        head, count = self._words.heads()[self._key], self._model.rowCount()
        self._head.setText(self.tr("{head} ({n})").format(head=head, n=count) if count else head)
        self.view.setAccessibleName(head)

    def refresh(self) -> None:
        if self.desk.has_project:
            self._asking.again()

    def _show(self, found: Waiting) -> None:
        at = self.view.currentIndex().row()
        told = [self._told(line) for line in getattr(found, self._key)]
        if told != [self._model.item(row).data(ENTRY) for row in range(self._model.rowCount())]:
            self._model.clear()
            for one in told:
                item = QStandardItem(one.title)
                item.setData(one, ENTRY)
                item.setData(f"{one.title} {one.below}", Qt.ItemDataRole.AccessibleTextRole)
                self._model.appendRow(item)
            self.view.setCurrentIndex(self._model.index(max(0, min(at, len(told) - 1)), 0))
        self._name()

    def _told(self, line: Line) -> Told:
        said = (self._words.said(line), self._words.kind(line))
        return Told(line.id, self._words.called(line), " · ".join(one for one in said if one))

    def _choose(self, index: QModelIndex) -> None:
        told = index.data(ENTRY)
        if told and told.id:
            self.asked.emit(told.id)
