"""The materials on a slip, a line each; Enter makes the next one."""

import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.acts.values import draw
from desktop.errors import Language
from desktop.model import rows
from desktop.model.form import Field
from desktop.ui.notice import button
from desktop.ui.records.editors import ChoiceEditor, Editor, LineEditor
from desktop.ui.records.kinds import EDITORS
from desktop.ui.records.table_editor import TableEditor
from desktop.ui.talk.talk_editor import ENTER

NAMED = "material"
"""Which line of which request it is; not typed here."""
SECOND_LINE = "copy_kind"
STRETCH = {"item": 4, "carrier_no": 2}


class SlipLine(QFrame):
    """One line of cells. `onward`: the next one is wanted."""

    onward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.onward.emit()
        else:
            super().keyPressEvent(event)


class SlipLines(TableEditor):
    """As a table, its cells side by side; of large letters in two lines."""

    def __init__(self, field: Field, lang: Language, *, large: bool) -> None:
        super().__init__(field, lang)
        self._large = large
        self._begun = ""
        self._column.setSpacing(4)

    def show_rows(self, found: Sequence[Mapping[str, Any]], keys: Mapping[str, str]) -> None:
        begun = [{"row": self._begun}] if self._begun and all(one["row"] != self._begun for one in found) else []
        super().show_rows([*found, *begun], {**keys, self._begun: self.keys.get(self._begun, "")})

    def _add(self) -> None:
        """A line is one of the slip's once something is typed into it; until then no second one is begun."""
        if not self._begun:
            self._begun = secrets.token_hex(6)
            self._make(self._begun, rows.between(max(self.keys.values(), default=None), None, draw))
        next(iter(self.lines[self._begun].values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, row: str, key: str) -> None:
        self.keys[row] = key
        box = SlipLine()
        within = QVBoxLayout(box)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(4)
        line = self._line(within)
        self.lines[row] = {}
        for column in self.field.columns:
            if column.id != NAMED:
                if column.id == SECOND_LINE and self._large:
                    line = self._line(within)
                editor = self._cell(column, f"{self.field.id}/{row}/{column.id}")
                line.addWidget(editor, STRETCH.get(column.id, 0))
                self.lines[row][column.id] = editor
        out = button("×", partial(self._remove, row))
        out.setObjectName("out")
        out.setFixedWidth(34)
        out.setAccessibleName(self.tr("Take this line out"))
        line.addWidget(out)
        box.onward.connect(partial(self._onward, row))
        self._boxes[row] = box
        self._column.insertWidget(self._column.count() - 1, box)
        box.show()

    @staticmethod
    def _line(column: QVBoxLayout) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        column.addLayout(line)
        return line

    def _cell(self, column: Field, address: str) -> Editor:
        label = column.label[self.lang]
        editor = EDITORS[column.kind](column, self.lang)
        if isinstance(editor, ChoiceEditor):
            editor.box.setItemText(0, label)
        elif isinstance(editor, LineEditor):
            editor.line.setPlaceholderText(label)
            if column.kind == "number":
                editor.line.setFixedWidth(editor.fontMetrics().horizontalAdvance(label) + 24)
        editor.setAccessibleName(label)
        editor.setToolTip(label)
        editor.typed.connect(partial(self._typed, address))
        return editor

    def _typed(self, address: str, raw: Any) -> None:
        if address.split("/")[1] == self._begun:
            self.typed.emit(address.rpartition("/")[0], self.keys[self._begun])
            self._begun = ""
        self.typed.emit(address, raw)

    def _remove(self, row: str) -> None:
        if row == self._begun:
            self._begun = ""
            self._take_out(row)
            return
        self.typed.emit(f"{self.field.id}/{row}/{NAMED}", None)
        super()._remove(row)

    def _onward(self, row: str) -> None:
        """To the next line; behind the last one to a new one."""
        ids = list(self.lines)
        after = ids[ids.index(row) + 1 :]
        if after:
            next(iter(self.lines[after[0]].values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._more.isVisible():
            self._add()

    def place(self) -> tuple[str, int]:
        """The cell with the cursor, by its address, and where in it."""
        for row, line in self.lines.items():
            for cell, editor in line.items():
                inner = editor.focusProxy()
                if inner is not None and inner.hasFocus():
                    return f"{self.field.id}/{row}/{cell}", inner.cursorPosition() if isinstance(inner, QLineEdit) else 0
        return "", 0

    def enter(self, address: str = "") -> None:
        """The cursor into a cell; without one, or where it is gone, into the first, or a new line."""
        parts = address.split("/")
        line: dict[str, Editor] | None = self.lines.get(parts[1]) if len(parts) == 3 else next(iter(self.lines.values()), None)
        wanted: QWidget = line[parts[2]] if line and len(parts) == 3 else next(iter(line.values())) if line else self._more
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
