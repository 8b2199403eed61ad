"""One resolution: what is to be done, by whom and until when, and of a point its grade, the side in charge and the means."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from desktop.errors import Language
from desktop.model.form import Field
from desktop.ui.huddle.table_row import LevelEditor, MeansEditor, Say, TableRow, ViewEditor
from desktop.ui.notice import button
from desktop.ui.records.reference_editor import ReferenceEditor
from desktop.ui.records.sheet import Sheet


class ResolutionBox(QFrame):
    """`gone`: somebody takes it out; `pointed`: id of a record that it names. `about`: what it is about from its first word on,
    where one need not say so; `points`: whether that is a point."""

    gone = Signal(str)
    pointed = Signal(str)

    def __init__(
        self, sheet: Sheet, field: Field, lang: Language, say: Say, row: str, about: list[str] | None, *, points: bool
    ) -> None:
        super().__init__()
        self.line = TableRow(sheet, field, lang, say, row, {"about": about} if about else None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addLayout(self.line.labelled("text", ViewEditor), 1)
        self._out = button("×", lambda: self.gone.emit(self.line.row))
        self._out.setFixedWidth(36)
        self._out.setAccessibleName(self.tr("Take this resolution out"))
        head.addWidget(self._out, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        grid = QGridLayout()
        cells: list[tuple[str, Callable[..., Any] | None]] = [("owner", None), ("due_date", None)]
        cells += [("level", LevelEditor), ("lead_side", None)] if points else []
        for place, (cell, make) in enumerate(cells):
            grid.addLayout(self.line.labelled(cell, make), 0, place)
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        if points:
            column.addLayout(self.line.labelled("method", MeansEditor))
        if about is None:
            column.addLayout(self.line.labelled("about"))
            editor = self.line.cells["about"]
            if isinstance(editor, ReferenceEditor):
                editor.opened.connect(self.pointed)

    def show_row(self, values: Mapping[str, Any], *, locked: bool) -> None:
        self.line.show(values)
        self.line.lock(locked)
        self._out.setVisible(self.line.there and not locked)
