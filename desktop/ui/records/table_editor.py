"""Rows of a table: one line of editors each, a new row at the end, a row taken out."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.acts.values import draw
from desktop.errors import Language
from desktop.model import rows
from desktop.model.form import Field
from desktop.ui.notice import button, words
from desktop.ui.records.editors import Editor
from desktop.ui.records.kinds import EDITORS
from desktop.ui.records.reference_editor import ReferenceEditor
from desktop.ui.records.sheet import Sheet


class TableEditor(QWidget):
    """`typed`: address and value, as in the record; `opened`: id of a record named in a cell that somebody wants to see."""

    typed = Signal(str, object)
    opened = Signal(str)

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.field, self.lang = field, lang
        self.lines: dict[str, dict[str, Editor]] = {}
        self.keys: dict[str, str] = {}
        self._boxes: dict[str, QFrame] = {}
        self._sheet: Sheet | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._more = button(self.tr("Add a row"), self._add)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def serve(self, sheet: Sheet) -> None:
        """Cells that name records look for them through the sheet."""
        self._sheet = sheet

    def show_rows(self, found: Sequence[Mapping[str, Any]], keys: Mapping[str, str]) -> None:
        """Show these rows; an editor with the cursor keeps what it shows."""
        wanted = {str(one["row"]): one for one in found}
        for gone in [row for row in self.lines if row not in wanted]:
            self._take_out(gone)
        for row, one in wanted.items():
            if row not in self.lines:
                self._make(row, keys.get(row, ""))
            for cell, editor in self.lines[row].items():
                editor.show_value(one.get(cell))

    def lock(self, locked: bool) -> None:
        self._more.setVisible(not locked)
        for line in self.lines.values():
            for editor in line.values():
                editor.lock(locked)
        for box in self._boxes.values():
            for child in box.findChildren(QWidget, "out"):
                child.setVisible(not locked)

    def _add(self) -> None:
        last = list(self.keys.values())[-1] if self.keys else None
        row = secrets.token_hex(6)
        key = rows.between(last, None, draw)
        self._make(row, key)
        self.typed.emit(f"{self.field.id}/{row}", key)
        next(iter(self.lines[row].values())).setFocus()

    def _make(self, row: str, key: str) -> None:
        self.keys[row] = key
        box = QFrame()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        line: dict[str, Editor] = {}
        for place, column in enumerate(self.field.columns):
            editor = EDITORS[column.kind](column, self.lang)
            if isinstance(editor, ReferenceEditor) and self._sheet is not None:
                editor.serve(self._sheet)
                editor.opened.connect(self.opened)
            editor.setAccessibleName(column.label[self.lang])
            address = f"{self.field.id}/{row}/{column.id}"
            editor.typed.connect(lambda raw, address=address: self.typed.emit(address, raw))
            grid.addWidget(words(column.label[self.lang], "faint", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, place, 1)
            line[column.id] = editor
        out = button("×", lambda: self._remove(row))
        out.setObjectName("out")
        out.setFixedWidth(36)
        out.setAccessibleName(self.tr("Take this row out"))
        grid.addWidget(out, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.lines[row], self._boxes[row] = line, box
        self._column.insertWidget(self._column.count() - 1, box)

    def _remove(self, row: str) -> None:
        self.typed.emit(f"{self.field.id}/{row}", None)
        for cell in self.lines[row]:
            self.typed.emit(f"{self.field.id}/{row}/{cell}", None)
        self._take_out(row)

    def _take_out(self, row: str) -> None:
        del self.lines[row], self.keys[row]
        self._boxes.pop(row).deleteLater()
