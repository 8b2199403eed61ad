"""The papers of one stage as a list with a box to tick before each, read some at a time."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.acts import paper_queue
from desktop.acts.paper_queue import Paper, Waiting
from desktop.fieldwork.signing import OUT, TO_PRINT
from desktop.ui.desk import Desk
from desktop.ui.records.record_line import state_called, titled

AT_ONCE = 50
PAPER = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
NAMED = 3
"""Of those waited for; of more there is a sign."""


class QueueModel(QAbstractListModel):
    """`ticked`: numbers in the store of the papers chosen, of all stages; `changed`: others are ticked now."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self.ticked: set[int] = set()
        self._waiting: Sequence[Waiting] = ()
        self._papers: list[Paper] = []
        self._read = 0

    def show_papers(self, waiting: Sequence[Waiting]) -> None:
        """List these, at least as many of them as were read before."""
        count = max(AT_ONCE, len(self._papers))
        self.beginResetModel()
        self._waiting, self._papers, self._read = waiting, [], 0
        self.ticked &= {one.no for one in waiting}
        self._papers = self._next(count)
        self.endResetModel()
        self.changed.emit()

    def _next(self, count: int) -> list[Paper]:
        some = self._waiting[self._read : self._read + count]
        self._read += len(some)
        return paper_queue.papers(self.desk.session, some) if some else []

    def tick_all(self) -> None:
        """Tick all of the stage, also those not read yet; where all are, none."""
        every = {one.no for one in self._waiting}
        self.ticked = set() if self.ticked == every else every
        self._tell()

    def tick(self, row: int) -> None:
        self.ticked ^= {self._papers[row].entry.no}
        self._tell()

    def _tell(self) -> None:
        if self._papers:
            self.dataChanged.emit(self.index(0), self.index(len(self._papers) - 1))
        self.changed.emit()

    @property
    def chosen(self) -> list[Waiting]:
        """Those ticked, in the order of the list."""
        return [one for one in self._waiting if one.no in self.ticked]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._papers)

    def canFetchMore(self, parent: Index) -> bool:
        return self._read < len(self._waiting)

    def fetchMore(self, parent: Index) -> None:
        some = self._next(AT_ONCE)
        if some:
            self.beginInsertRows(QModelIndex(), len(self._papers), len(self._papers) + len(some) - 1)
            self._papers += some
            self.endInsertRows()

    def row_of(self, id: str) -> int:
        """The row of the record with this id; -1 where it is not among those read."""
        return next((row for row, one in enumerate(self._papers) if one.entry.id == id), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        paper = self._papers[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if paper.entry.no in self.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(paper)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = self.tr("ticked") if paper.entry.no in self.ticked else ""
            return ", ".join(filter(None, (self.title(paper), self.below(paper), self.aside(paper), ticked)))
        return paper if role == PAPER else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            self.tick(index.row())
            return True
        return False

    def title(self, paper: Paper) -> str:
        return titled(self.desk.session.forms.get(paper.entry.form), paper.entry, self.lang)

    def below(self, paper: Paper) -> str:
        """What kind of paper it is, and whose signature is still owed."""
        form = self.desk.session.forms.get(paper.entry.form)
        parts = [form.label[self.lang] if form else paper.entry.form, paper.entry.number]
        waits = paper.waits_for
        if paper.stage == OUT and waits:
            who = "、".join(waits[:NAMED]) + ("…" if len(waits) > NAMED else "")
            parts.append(self.tr("waits for {who}").format(who=who))
        return " · ".join(part for part in parts if part)

    def aside(self, paper: Paper) -> str:
        """How long it has been out, how late it is, or how it came back."""
        if paper.stage == TO_PRINT:
            return ""
        if paper.stage == OUT:
            if paper.late:
                return self.tr("overdue: {n} working days").format(n=paper.days_late)
            return self.tr("out for {n} days").format(n=paper.days_out) if paper.days_out else self.tr("out since today")
        return state_called(self.desk.session.forms.get(paper.entry.form), paper.entry.state, self.lang)
