"""A visit of which there are no photographs yet: how they come in, or why there are none."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.errors import Language
from desktop.model.form import Form
from desktop.ui.notice import button, words
from desktop.ui.records.editors import TextEditor

REASON = "no_photo_reason"


class NoPhotos(QWidget):
    """`typed`: address and value of the reason."""

    typed = Signal(str, object)

    def __init__(self, form: Form, lang: Language, choose: Callable[[], object]) -> None:
        super().__init__()
        field = form.field(REASON)
        self._place = QFrame()
        self._place.setProperty("role", "drop")
        inside = QVBoxLayout(self._place)
        inside.setContentsMargins(20, 20, 20, 20)
        head = words(self.tr("Drop photographs here"), "head")
        below = words(self.tr("JPEG, PNG or HEIC, as many as you like, or a whole folder. Pasting (Ctrl+V) works too."), "faint")
        for label in (head, below):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(label)
        self.more = button(self.tr("Choose photographs…"), choose, main=True)
        inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._locked = words(self.tr("No photographs belong to this version."), "faint")
        self.reason = TextEditor(field, lang)
        self.reason.setAccessibleName(field.label[lang])
        self.reason.typed.connect(partial(self.typed.emit, REASON))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._place)
        column.addWidget(self._locked)
        column.addSpacing(8)
        column.addWidget(words(field.label[lang], "head"))
        column.addWidget(words(self.tr("Where none could be taken: a vault, a place where it is not allowed."), "faint"))
        column.addWidget(self.reason)
        column.addStretch(1)
        self.setFocusProxy(self.more)

    def show_reason(self, value: Any, *, locked: bool) -> None:
        self.reason.show_value(value)
        self.reason.lock(locked)
        self._place.setVisible(not locked)
        self._locked.setVisible(locked)
