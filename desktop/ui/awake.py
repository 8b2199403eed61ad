"""Pages that follow what happens to records only while they are seen."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk


class Awake(QWidget):
    """`refresh` is called when records have changed, or, of a page that was hidden then, when it is shown again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        desk.recordsChanged.connect(self._changed)

    def refresh(self) -> None:
        raise AssertionError("each page has its own way of looking again")

    def _changed(self) -> None:
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
        super().showEvent(event)
