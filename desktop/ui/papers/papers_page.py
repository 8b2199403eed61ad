"""The room of papers: first the queue of all that is printed and signed, then the records that are met only here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.papers.queue_panel import QueuePanel
from desktop.ui.records.tabbed import Tabbed
from desktop.ui.rooms import Place


class PapersPage(Tabbed):
    """`asked`: id of a record to be shown in its own room."""

    asked = Signal(str)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.queue = QueuePanel(desk)
        self.queue.asked.connect(self.asked)
        self.queue.seen.connect(self._see)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.queue)
        self.tabs.addTab(self._stack, self.tr("Printing and signing"))
        self.tabs.addTab(self.room, self.tr("Records"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def refresh(self) -> None:
        """Each leaf looks again by itself."""

    def _see(self, id: str) -> None:
        # What sets papers takes as long to load as the whole window.
        from desktop.ui.papers.paper_page import PaperPage

        page = PaperPage(self.desk, id)
        page.closed.connect(lambda: self._back(page))
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def _back(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(self.queue)
        self._stack.removeWidget(page)
        page.deleteLater()
        self.queue.view.setFocus()
