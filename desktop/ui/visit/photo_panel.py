"""What is told of the photographs chosen: typed here for one, or for all of them at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import FieldError, Language
from desktop.model.form import Field
from desktop.store.pictures import Picture
from desktop.ui.notice import Notice, button, words
from desktop.ui.records.editors import Editor, LineEditor, NamesEditor
from desktop.ui.records.kinds import EDITORS
from desktop.ui.visit.photo_model import TOLD, Shot


class PhotoPanel(QScrollArea):
    """`typed`: cell and value; `after`: Enter in the caption, on to the next one; `larger`, `written`: of the one chosen."""

    typed = Signal(str, object)
    after = Signal()
    larger = Signal()
    written = Signal()

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.lang = lang
        self._shown: list[str] = []
        self.head = words("", "head")
        self.below = words("", "faint")
        self.why = Notice()
        self.unfit = Notice()
        self.editors: dict[str, Editor] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 0, 2, 0)
        column.setSpacing(3)
        for one in (self.head, self.below, self.why):
            column.addWidget(one)
        for id in TOLD:
            cell = field.column(id)
            if cell is not None:
                self._add(column, cell)
        column.addWidget(self.unfit)
        column.addSpacing(4)
        buttons = QHBoxLayout()
        self._larger = button(self.tr("Larger"), self.larger.emit)
        self._write = button(self.tr("Write out…"), self.written.emit, link=True)
        buttons.addWidget(self._larger)
        buttons.addWidget(self._write)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setWidget(inside)
        self.setMinimumWidth(inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def _add(self, column: QVBoxLayout, cell: Field) -> None:
        editor = EDITORS[cell.kind](cell, self.lang)
        editor.setAccessibleName(cell.label[self.lang])
        editor.typed.connect(partial(self.typed.emit, cell.id))
        column.addWidget(words(cell.label[self.lang], "faint"))
        column.addWidget(editor)
        self.editors[cell.id] = editor
        if isinstance(editor, LineEditor) and cell.id == "caption":
            editor.line.setPlaceholderText(self.tr("Enter: on to the next"))
            editor.line.setMaxLength(cell.max or 200)
            editor.line.returnPressed.connect(self.after)

    def know(self, people: Sequence[str], places: Sequence[str]) -> None:
        """Names to propose: of the roster, and of the places of this visit."""
        taker, place = self.editors.get("taken_by"), self.editors.get("place")
        if isinstance(taker, NamesEditor):
            taker.know(people)
        if isinstance(place, LineEditor):
            proposing = QCompleter(list(places), self)
            proposing.setFilterMode(Qt.MatchFlag.MatchContains)
            proposing.activated.connect(partial(self.typed.emit, "place"))
            place.line.setCompleter(proposing)

    def show_shots(self, shots: Sequence[Shot], count: int, picture: Picture | None, why: FieldError | None) -> None:
        """Tell of these, of `count` in all. What somebody types is left alone as long as it is of the same ones."""
        rows = [one.row for one in shots]
        anew = rows != self._shown
        self._shown = rows
        self.setVisible(bool(shots))
        if not shots:
            return
        one = shots[0] if len(shots) == 1 else None
        said = self.tr("Photograph {n} of {count}").format(n=one.number, count=count) if one else ""
        self.head.setText(said or self.tr("{n} photographs: what is typed goes to each").format(n=len(shots)))
        facts = [one.name if one else ""]
        if one and picture and picture.width:
            facts += [f"{picture.width} × {picture.height}", picture.camera]
        self.below.setText(" · ".join(fact for fact in facts if fact))
        self._tell(self.why, why if one else None)
        for id, editor in self.editors.items():
            values = {str(shot.cells.get(id) or ""): shot.cells.get(id) for shot in shots}
            self._put(editor, next(iter(values.values())) if len(values) == 1 else None, anew=anew)
        self._larger.setVisible(bool(one) and not why)
        self._write.setVisible(bool(one))

    def _put(self, editor: Editor, value: Any, *, anew: bool) -> None:
        if not anew:
            editor.show_value(value)
            return
        with QSignalBlocker(editor):
            editor.put(value)

    def tell_unfit(self, error: FieldError | None) -> None:
        """What of the typed words cannot be entered as it is."""
        if error is not None and error.code == "VALUE_KIND":
            self.unfit.say(self.tr("This is no time. Write it as 2026-11-20 09:05; it stays here until then."), "wrong")
        else:
            self._tell(self.unfit, error)

    def _tell(self, notice: Notice, error: FieldError | None) -> None:
        if error is None:
            notice.clear()
        else:
            notice.refuse(error, self.lang)

    def lock(self, locked: bool) -> None:
        for editor in self.editors.values():
            editor.lock(locked)

    def write_caption(self) -> None:
        """The cursor into the caption, over what stands there."""
        editor = self.editors.get("caption")
        if isinstance(editor, LineEditor):
            editor.line.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.line.selectAll()

    def stands(self) -> tuple[str, int]:
        """The cell with the cursor, and where in it; empty where it is elsewhere."""
        for id, editor in self.editors.items():
            if isinstance(editor, LineEditor) and editor.line.hasFocus():
                return id, editor.line.cursorPosition()
        return "", 0

    def come_back(self, cell: str, at: int) -> None:
        editor = self.editors.get(cell)
        if isinstance(editor, LineEditor):
            editor.line.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.line.setCursorPosition(at)


