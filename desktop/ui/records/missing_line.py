"""The line that says what is still missing: as many as there is room for, each leading to its field; the others are counted."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.notice import button, empty, words


class MissingLine(QWidget):
    """`wanted` carries the id of the field to go to."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._fields: Sequence[tuple[str, str]] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        # It takes what room there is, and never asks for more.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._row.minimumSize().height())

    def show_fields(self, fields: Sequence[tuple[str, str]]) -> None:
        """`fields`: ids and labels."""
        if fields != self._fields:
            self._fields = fields
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    def _lay(self) -> None:
        empty(self._row)
        self.setVisible(bool(self._fields))
        if not self._fields:
            return
        left = self.width() - self._put(words(self.tr("Still missing:"), "faint", wrap=False))
        for place, (id, label) in enumerate(self._fields):
            more = words(f"+{len(self._fields) - place}", "faint", wrap=False)
            link = button(label, partial(self.wanted.emit, id), link=True)
            rest = more.sizeHint().width() + self._row.spacing() if place + 1 < len(self._fields) else 0
            if link.sizeHint().width() + self._row.spacing() + rest > left:
                link.deleteLater()
                self._put(more)
                break
            more.deleteLater()
            left -= self._put(link)
        self._row.addStretch(1)

    def _put(self, widget: QWidget) -> int:
        self._row.addWidget(widget)
        widget.show()
        return widget.sizeHint().width() + self._row.spacing()
