"""The talk itself: questions and answers in the middle; beside them the outline and the particulars."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from desktop.acts import outlines, pasting
from desktop.acts.outlines import Outline
from desktop.acts.pasting import Pair
from desktop.errors import Language
from desktop.model.form import Field, Form
from desktop.ui.notice import button, shortcut, words
from desktop.ui.records.fields_panel import keys_of, rows_of
from desktop.ui.records.sheet import Sheet
from desktop.ui.talk.talk_editor import ANSWER, QUESTION, Cell, TalkEditor, once

READING = "reading"
CORRECTIONS = "corrections"
SHOWN_PAIRS = 200
TOLD_ROWS = 2


def talk_field(form: Form) -> Field | None:
    """The table of questions and answers of a form that has one."""
    tables = (field for field in form.fields if field.kind == "table")
    return next((field for field in tables if field.column(QUESTION) and field.column(ANSWER)), None)


class TalkPart(QWidget):
    """`typed`: address and value; `pointed`: a passage of which a point is to be made; `said`: something to be told in place."""

    typed = Signal(str, object)
    pointed = Signal(str)
    said = Signal(str)

    def __init__(self, sheet: Sheet, lang: Language, field: Field) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        labels = {column.id: column.label[lang] for column in field.columns}
        self.editor = TalkEditor(field.id, lang, labels)
        self.editor.typed.connect(self.typed)
        self.editor.pasted.connect(self._preview)
        self.editor.corrected.connect(self._correct)
        self._tick_soon = once(self._tick, 300, self)
        self.editor.asked.connect(self._tick_soon.start)
        self.preview = PastePreview(lang)
        self.preview.taken.connect(self._take)
        self.preview.left.connect(self._leave)
        self._pasted_in: Cell | None = None
        self.point = button(self.tr("Make a point of the selection"), self._point)
        self.point.setToolTip("Ctrl+D")
        shortcut("Ctrl+D", self, self._point, self.point.text())
        self._hint = words(self.tr("Enter: next · Shift+Enter: new paragraph · Ctrl+Enter: question in between"), "faint")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.point)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.preview)
        column.addWidget(self.editor, 1)
        column.addWidget(self._hint)
        column.addLayout(foot)
        self._tabs = QTabWidget()
        self.outline = QListWidget()

    def beside(self, fields: QWidget, label: str) -> QWidget:
        """The pages beside the talk: the outline of questions, and the particulars."""
        self._theme = QComboBox()
        self._theme.setAccessibleName(self.tr("Outline"))
        # Titles may be long; they are whole in the list that opens.
        self._theme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._theme.setMinimumContentsLength(8)
        self._outlines = self._fitting()
        for outline in self._outlines:
            self._theme.addItem(outline.title)
        self._theme.currentIndexChanged.connect(self._show_outline)
        self.outline.setWordWrap(True)
        self.outline.setAccessibleName(self.tr("Questions of the outline"))
        self.outline.itemActivated.connect(self._ask)
        self.outline.itemClicked.connect(self._ask)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(6, 6, 0, 0)
        column.addWidget(self._theme)
        column.addWidget(self.outline, 1)
        self._tabs.addTab(fields, label)
        self._tabs.addTab(page, self.tr("Outline"))
        self._show_outline()
        return self._tabs

    def _fitting(self) -> list[Outline]:
        """The outlines for this kind of talk; all where its kind is not said."""
        every = outlines.listing(self.lang)
        kinds = {value for value in self.sheet.opened.record.values.values() if isinstance(value, str)}
        return [outline for outline in every if outline.kind in kinds] or every

    def show_beside(self, page: QWidget) -> None:
        self._tabs.setCurrentWidget(page)

    def _show_outline(self) -> None:
        self.outline.clear()
        if self._outlines:
            for question in self._outlines[max(0, self._theme.currentIndex())].questions:
                self.outline.addItem(QListWidgetItem(question))
        self._tick()

    def _tick(self) -> None:
        """Questions of the outline that were asked are ticked."""
        asked = self.editor.texts(QUESTION)
        for place in range(self.outline.count()):
            item = self.outline.item(place)
            covered = outlines.covered(item.text().removeprefix(TICK), asked)
            item.setText((TICK if covered else "") + item.text().removeprefix(TICK))

    def _ask(self, item: QListWidgetItem) -> None:
        if not self.editor.locked and not item.text().startswith(TICK):
            self.editor.ask(item.text())

    def refresh(self, *, locked: bool) -> None:
        found = rows_of(self.sheet, self.editor.field, {})
        self.editor.show_rows(found, keys_of(self.sheet, self.editor.field))
        self.editor.lock(locked)
        self.point.setEnabled(True)
        if not found and not locked:
            self.editor.add(None)
        self._hint.setVisible(self._new_here() and not self.preview.isVisible())
        self._tick_soon.start()

    def begin(self) -> None:
        """The cursor where the talk goes on: in the first answer that is empty, or the last one."""
        rows = self.editor.rows
        row = next((row for row in rows if not row.cells[ANSWER].toPlainText()), rows[-1])
        asked = bool(row.cells[QUESTION].toPlainText())
        self.editor.enter(row.cells[ANSWER if asked else QUESTION])

    def _point(self) -> None:
        found = self.editor.passage()
        self.pointed.emit(found[1] if found else "")

    def _preview(self, text: str) -> None:
        self._pasted_in = next((cell for row in self.editor.rows for cell in row.cells.values() if cell.hasFocus()), None)
        # In large text there is no room for both.
        self._hint.hide()
        self.preview.show_pairs(pasting.rows_in(text), text)

    def _new_here(self) -> bool:
        """Whether the keys still have to be told: not once somebody has come to a third question."""
        return len(self.editor.rows) <= TOLD_ROWS

    def _leave(self) -> None:
        self._hint.setVisible(self._new_here())
        if any(self._pasted_in in row.cells.values() for row in self.editor.rows) and self._pasted_in:
            self._pasted_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, pairs: Sequence[Pair]) -> None:
        self._hint.setVisible(self._new_here())
        here = (row for row in self.editor.rows if self._pasted_in in row.cells.values())
        row = next(here, self.editor.rows[-1] if self.editor.rows else None)
        for pair in pairs:
            row = self.editor.add(row, pair.q, pair.a)
        if row:
            self.editor.enter(row.cells[ANSWER])
        if self._has("entry"):
            self.typed.emit("entry", "pasted")
        self.said.emit(self.tr("{n} questions and answers were taken over.").format(n=len(pairs)))

    def _has(self, field: str) -> bool:
        return any(one.id == field for one in self.sheet.opened.known_form().fields)

    def _correct(self, number: int, kind: str, old: str, new: str) -> None:
        """While the record is being read back, each correction is noted with its place."""
        if self.sheet.opened.record.state != READING or not number or not self._has(CORRECTIONS):
            return
        # What sets papers takes long to load, and most talks are typed before any is read back.
        from desktop.acts import correcting

        table = self.editor.field
        talk = rows_of(self.sheet, table, {})
        address = f"{table}/{self.editor.rows[number - 1].id}/{kind}"
        found = correcting.noted(self.sheet.desk.session, self.sheet.opened, talk, address, old, new, self.lang)
        self.sheet.note_row(CORRECTIONS, found.cells())
        place = self.tr("Correction noted: page {page}, line {line}")
        self.said.emit(place.format(page=found.page or "—", line=found.line or "—"))

    def place(self) -> tuple[str, int]:
        for row in self.editor.rows:
            for kind, cell in row.cells.items():
                if cell.hasFocus():
                    return f"{row.id}/{kind}", cell.textCursor().position()
        return "", 0

    def come_back(self, place: tuple[str, int]) -> None:
        id, _, kind = place[0].partition("/")
        for row in self.editor.rows:
            if row.id == id:
                cell = row.cells[kind]
                self.editor.enter(cell)
                cursor = cell.textCursor()
                cursor.setPosition(min(place[1], len(cell.toPlainText())))
                cell.setTextCursor(cursor)


TICK = "✓ "


class PastePreview(QFrame):
    """What was pasted, as the rows it would become, shown before it is taken."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, lang: Language) -> None:
        super().__init__()
        self.setProperty("role", "odd")
        self.lang = lang
        self._pairs: Sequence[Pair] = ()
        self._head = words("", "head")
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setMaximumHeight(150)
        self._list.setAccessibleName(self.tr("What would be taken over"))
        self._take = button(self.tr("Take these over"), self._give, main=True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Leave it"), self._leave))
        foot.addWidget(self._take)
        column = QVBoxLayout(self)
        column.addWidget(self._head)
        column.addWidget(self._list)
        column.addLayout(foot)
        self.hide()

    def show_pairs(self, pairs: Sequence[Any], text: str) -> None:
        self._pairs = pairs
        self._head.setText(self.tr("The pasted text has {n} questions and answers:").format(n=len(pairs)))
        self._list.clear()
        for pair in pairs[:SHOWN_PAIRS]:
            marks = ("问：", "答：") if self.lang == "zh" else ("Q: ", "A: ")
            self._list.addItem(f"{marks[0]}{pair.q}\n{marks[1]}{pair.a}")
        self.show()
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _give(self) -> None:
        self.hide()
        self.taken.emit(self._pairs)
