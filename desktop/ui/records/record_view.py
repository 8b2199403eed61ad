"""The lines of a list, of which several can be chosen, to be copied."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from desktop.ui.records.record_model import ENTRY, RecordModel, TwoLines

MOVES = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)  # fmt: skip
MOST = 2_000
"""Lines that are chosen at once: who wants more of them wants the whole list as a workbook."""


class RecordView(QListView):
    """`chosen`: id of the one record that is to be shown; `copied`: ids of those that are wanted elsewhere."""

    chosen = Signal(str)
    copied = Signal(object)

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(TwoLines(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._changed)
        self._shown = ""

    @property
    def ids(self) -> list[str]:
        """Those that are chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.index(row).data(ENTRY).entry.id for row in rows]

    def show_chosen(self, ids: Sequence[str]) -> None:
        """Choose these, as far as they are listed, without asking for any of them to be shown."""
        rows = [row for row in (self._model.row_of(id) for id in ids) if row >= 0]
        found = QItemSelection()
        for row in rows:
            found.select(self._model.index(row), self._model.index(row))
        self._quietly(found, rows)
        self._shown = ids[0] if len(ids) == 1 else ""
        self.viewport().update()

    def _quietly(self, found: QItemSelection, rows: Sequence[int]) -> None:
        chosen = self.selectionModel()
        chosen.blockSignals(True)
        if rows:
            chosen.setCurrentIndex(self._model.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        chosen.blockSignals(False)
        if rows:
            self.scrollTo(self._model.index(rows[0]))

    def _changed(self) -> None:
        """Of several none is shown: whoever chooses several does not want to read each."""
        ids = self.ids
        if len(ids) == 1 and ids[0] != self._shown:
            self._shown = ids[0]
            self.chosen.emit(ids[0])
        elif len(ids) != 1:
            self._shown = ""

    def selectAll(self) -> None:
        """All that are listed, also those not read yet, up to so many."""
        none = self.rootIndex()
        while self._model.rowCount() < MOST and self._model.canFetchMore(none):
            self._model.fetchMore(none)
        last = min(MOST, self._model.rowCount()) - 1
        if last >= 0:
            every = QItemSelection(self._model.index(0), self._model.index(last))
            self.selectionModel().select(every, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.ids)
            return
        super().keyPressEvent(event)
        now = self.currentIndex()
        # Where Tab led into the list a line has the cursor without being chosen, and the only line cannot be moved to.
        if event.key() in MOVES and not event.modifiers() and now.isValid() and not self.selectionModel().isSelected(now):
            self.selectionModel().select(now, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy, to be pasted into a table") + "\tCtrl+C", lambda: self.copied.emit(self.ids))
        menu.addAction(self.tr("Choose all") + "\tCtrl+A", self.selectAll)
        menu.exec(event.globalPos())
        menu.deleteLater()
