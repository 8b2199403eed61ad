"""Asking something long of the vault again and again, beside the window's thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acts.session import Session
from desktop.ui.desk import Desk


class Asking(QObject):
    """`found`: what it came to. Asked anew once nothing more has changed for so many milliseconds, and never twice at a time."""

    found = Signal(object)

    def __init__(self, desk: Desk, what: Callable[[Session], Any], after: int, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._what = desk, what
        self._asking = self._again = False
        self._soon = QTimer(self, singleShot=True, interval=after)
        self._soon.timeout.connect(self._ask)

    def again(self) -> None:
        if self._asking:
            self._again = True
        else:
            self._soon.start()

    def _ask(self) -> None:
        self._asking, self._again = True, False
        job = self._desk.look(self._what)
        # Not to the signal itself, which would still be called when this is gone.
        job.done.connect(self._tell)
        job.ended.connect(self._ended)

    def _tell(self, found: Any) -> None:
        self.found.emit(found)

    def _ended(self) -> None:
        self._asking = False
        if self._again:
            self.again()
