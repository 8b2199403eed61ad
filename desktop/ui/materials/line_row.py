"""One material being asked for: two short lines of cells, and below them what is known of it elsewhere."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.errors import FieldError, Language
from desktop.model.form import Form
from desktop.ui.notice import Notice, button, empty, words
from desktop.ui.records.editors import ChoiceEditor, Editor, LineEditor
from desktop.ui.records.sheet import Sheet
from desktop.ui.talk.talk_editor import ENTER

NAME = "name"
CELLS = {
    NAME: (0, 1, 2), "period": (0, 3, 1), "edition": (0, 4, 1), "due": (0, 5, 1),
    "item_form": (1, 1, 1), "copy_kind": (1, 2, 1), "dept": (1, 3, 1), "purpose": (1, 4, 2),
}  # fmt: skip
"""Field -> line, column, and columns taken."""
WIDTHS = {1: 3, 2: 3, 3: 3, 4: 2, 5: 3}
LEAST = 6
"""Characters that a box of answers shows, however narrow the page is."""
MATCHED = (NAME, "period", "edition")
"""By these a material is told from others."""


class LineRow(QFrame):
    """`typed`: field and value; `matched`: one of the fields that tell materials apart was typed; `onward`: the next line
    is wanted; `out`: this one is not."""

    typed = Signal(str, object)
    matched = Signal()
    onward = Signal()
    out = Signal()

    def __init__(self, form: Form, lang: Language) -> None:
        super().__init__()
        self.form, self.lang = form, lang
        self.sheet: Sheet | None = None
        self.editors: dict[str, Editor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setSpacing(4)
        self.number = words("", "faint", wrap=False)
        self.number.setMinimumWidth(self.fontMetrics().horizontalAdvance("00. "))
        grid.addWidget(self.number, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        for id, (line, column, taken) in CELLS.items():
            editor = self._cell(id)
            grid.addWidget(editor, line, column, 1, taken)
        grid.addWidget(self._out_button(), 1, 6)
        for column, stretch in WIDTHS.items():
            grid.setColumnStretch(column, stretch)
        self._hint, self._hint_words = QFrame(), words("")
        self._hint.setProperty("role", "odd")
        self._actions = QHBoxLayout()
        self._ways: list[str] = []
        row = QHBoxLayout(self._hint)
        row.setContentsMargins(8, 3, 6, 3)
        row.addWidget(self._hint_words, 1)
        row.addLayout(self._actions)
        self.wrong = Notice()
        grid.addWidget(self._hint, 2, 1, 1, 5)
        grid.addWidget(self.wrong, 3, 1, 1, 5)
        self._hint.hide()

    def _cell(self, id: str) -> Editor:
        field = self.form.field(id)
        label = field.label[self.lang]
        editor: Editor = ChoiceEditor(field, self.lang) if field.options else LineEditor(field, self.lang)
        if isinstance(editor, ChoiceEditor):
            editor.box.setItemText(0, label)
            editor.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            editor.box.setMinimumContentsLength(LEAST)
        elif isinstance(editor, LineEditor):
            editor.line.setPlaceholderText(label)
        editor.setAccessibleName(label)
        editor.setToolTip(label)
        editor.typed.connect(partial(self._typed, id))
        self.editors[id] = editor
        return editor

    def _out_button(self) -> QPushButton:
        self.remove = button("×", self.out.emit)
        self.remove.setFixedWidth(34)
        self.remove.setAccessibleName(self.tr("Take this line out"))
        return self.remove

    def _typed(self, id: str, raw: Any) -> None:
        self.typed.emit(id, raw)
        if id in MATCHED:
            self.matched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.onward.emit()
        else:
            super().keyPressEvent(event)

    def value(self, id: str) -> str:
        """What stands there now, typed or said."""
        return str(self.sheet.value(id) or "") if self.sheet else ""

    def refresh(self, number: int) -> None:
        self.number.setText(f"{number}.")
        if self.sheet is None:
            return
        for id, editor in self.editors.items():
            editor.show_value(self.sheet.value(id))
        wrong = next(iter(self.sheet.unfit.items()), None)
        if wrong is None:
            self.wrong.clear()
        else:
            self._tell_wrong(*wrong)

    def _tell_wrong(self, id: str, error: FieldError) -> None:
        if self.form.field(id).kind == "date":
            said = self.tr("{field}: this is no date. Write it as 2026-11-20; it stays here until then.")
            self.wrong.say(f"{said.format(field=self.form.field(id).label[self.lang])}（{error.code}）", "wrong")
        else:
            self.wrong.refuse(error, self.lang)

    def tell(self, text: str, *actions: QPushButton, role: str = "odd") -> None:
        """Say something below the line; nothing, to say no more."""
        ways = [one.text() for one in actions]
        if text == self._hint_words.text() and ways == self._ways:
            return
        self._ways = ways
        empty(self._actions)
        self._hint_words.setText(text)
        self._hint.setProperty("role", role)
        self._hint.style().unpolish(self._hint)
        self._hint.style().polish(self._hint)
        for action in actions:
            self._actions.addWidget(action)
            action.show()
        self._hint.setVisible(bool(text))
        in_order([self.remove, *actions])

    def reached(self) -> list[QWidget]:
        """What Tab leads to, in order."""
        actions = (self._actions.itemAt(place) for place in range(self._actions.count()))
        ways = [widget for one in actions if one is not None and (widget := one.widget()) is not None]
        cells = [inner for editor in self.editors.values() if (inner := editor.focusProxy()) is not None]
        return [*cells, self.remove, *ways]

    def lock(self, locked: bool) -> None:
        for editor in self.editors.values():
            editor.lock(locked)
        self.remove.setVisible(not locked and self.sheet is not None)

    def enter(self, id: str = NAME) -> None:
        self.editors[id].setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> tuple[str, int]:
        """The cell with the cursor, and where in it; empty where it is elsewhere."""
        for id, editor in self.editors.items():
            inner = editor.focusProxy()
            if inner is not None and inner.hasFocus():
                return id, inner.cursorPosition() if isinstance(inner, QLineEdit) else 0
        return "", 0


def in_order(reached: Sequence[QWidget]) -> None:
    """Let Tab lead from each to the next."""
    for one, other in pairwise(reached):
        QWidget.setTabOrder(one, other)
