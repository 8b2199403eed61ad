"""Asks for a reason in place, where a step owes one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from desktop.ui.notice import button, words


class ReasonBar(QFrame):
    """Hidden until asked; Enter gives the reason, Escape lets it be."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "odd")
        self._then: Callable[[str], object] | None = None
        self._label = words("", "head", wrap=False)
        self.line = QLineEdit()
        self.line.returnPressed.connect(self._give)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._label)
        row.addWidget(self.line, 1)
        row.addWidget(button(self.tr("OK"), self._give, main=True))
        row.addWidget(button(self.tr("Cancel"), self.hide))
        self.hide()

    def ask(self, question: str, then: Callable[[str], object]) -> None:
        self._label.setText(question)
        self.line.setAccessibleName(question)
        self.line.clear()
        self._then = then
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        reason = self.line.text().strip()
        if reason and self._then:
            then, self._then = self._then, None
            self.hide()
            then(reason)
