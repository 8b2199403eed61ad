"""Editors of single values, one class for each way of typing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.errors import Language
from desktop.fieldwork.masking import masked
from desktop.model.form import Field
from desktop.ui.notice import button

LISTED = "、"
"""Between the names of a list, as people write them; a comma of either width is understood too."""


class Editor(QWidget):
    """One value. `typed` carries it as the command line takes it; None for nothing."""

    typed = Signal(object)

    def show_value(self, value: Any) -> None:
        """Show a value, unless somebody is typing here."""
        if not self.held():
            with QSignalBlocker(self):
                self.put(value)

    def put(self, value: Any) -> None:
        raise AssertionError("each editor shows values in its own way")

    def held(self) -> bool:
        """Whether the cursor is here; what is typed under an input method's hand must never be reset."""
        return any(child.hasFocus() for child in (self, *self.findChildren(QWidget)))

    def lock(self, locked: bool) -> None:
        self.setEnabled(not locked)

    def setAccessibleName(self, name: str) -> None:
        """Also for what takes the cursor, which is what a screen is read out from."""
        super().setAccessibleName(name)
        if (inner := self.focusProxy()) is not None:
            inner.setAccessibleName(name)


class LineEditor(Editor):
    """Text of one line: words, names, places, dates, amounts. What is personal shows as others may see it until somebody goes
    there."""

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.textEdited.connect(self._edited)
        self._masked = field.id if field.tier == "personal" else ""
        self._whole = ""
        if self._masked:
            # What is dropped here would come among the stars.
            self.line.setAcceptDrops(False)
            self.line.installEventFilter(self)
        self.line.setPlaceholderText(HINTS.get(field.kind, ""))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self.line)
        self.setFocusProxy(self.line)

    def put(self, value: Any) -> None:
        self._whole = "" if value is None else str(value)
        self._show(self._whole)

    def _show(self, text: str) -> None:
        self.line.setText(masked(self._masked, text) if self._masked and not self.line.hasFocus() else text)
        self.line.setCursorPosition(0)

    def _edited(self, text: str) -> None:
        self._whole = text
        self._said(text)

    def _said(self, text: str) -> None:
        self.typed.emit(text.strip() or None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            came = event.type() == QEvent.Type.FocusIn
            # The cursor is only on its way here: what it does on arriving, such as choosing all, it does to the whole value.
            if came or not isinstance(event, QFocusEvent) or event.reason() != Qt.FocusReason.PopupFocusReason:
                self.line.setText(self._whole if came else masked(self._masked, self._whole))
        return super().eventFilter(watched, event)

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)


HINTS = {"date": "2026-11-20", "datetime": "2026-11-20 09:05", "money": "1640.92"}


class TimeEditor(LineEditor):
    """A time of day, with a button for now."""

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__(field, lang)
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance(HINTS["datetime"]) + 18)
        self.now = button(self.tr("Now"), self._now)
        self.row.addWidget(self.now)

    def put(self, value: Any) -> None:
        super().put(str(value).replace("T", " ") if value else value)

    def _now(self) -> None:
        said = datetime.now().strftime("%Y-%m-%dT%H:%M")
        self.put(said)
        self.typed.emit(said)

    def lock(self, locked: bool) -> None:
        super().lock(locked)
        self.now.setVisible(not locked)


class NamesEditor(LineEditor):
    """One name or several of persons and units; those known are proposed while one types."""

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__(field, lang)
        self.many = field.kind in ("people", "units")

    def know(self, names: Sequence[str]) -> None:
        """The names to propose."""
        if not self.many:
            proposing = QCompleter(list(names), self)
            proposing.setFilterMode(Qt.MatchFlag.MatchContains)
            proposing.activated.connect(self._said)
            self.line.setCompleter(proposing)

    def _said(self, text: str) -> None:
        names = [name.strip() for name in text.replace("，", LISTED).replace(",", LISTED).split(LISTED)]
        found = [name for name in names if name]
        self.typed.emit((found if self.many else found[0]) if found else None)

    def put(self, value: Any) -> None:
        super().put(LISTED.join(value) if isinstance(value, list) else value)


class ChoiceEditor(Editor):
    """One of the answers, or none yet."""

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.addItem("", None)
        for id, label in self.answers(field, lang):
            self.box.addItem(label, id)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        self.box.activated.connect(lambda _: self.typed.emit(self.box.currentData()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        self.setFocusProxy(self.box)

    def answers(self, field: Field, lang: Language) -> list[tuple[Any, str]]:
        return [(option.id, option.label[lang]) for option in field.options]

    def put(self, value: Any) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class YesNoEditor(ChoiceEditor):
    """Yes, no, or not said."""

    def answers(self, field: Field, lang: Language) -> list[tuple[Any, str]]:
        return [(True, "是" if lang == "zh" else "Yes"), (False, "否" if lang == "zh" else "No")]

    def put(self, value: Any) -> None:
        self.box.setCurrentIndex(0 if value is None else 1 if value is True else 2)


class GrowingText(QPlainTextEdit):
    """Text of several lines, as high as what it says. While an input method composes, keys that would do something are its own."""

    def __init__(self, least: int = 2, most: int = 0) -> None:
        """`most`: lines, beyond which it is scrolled; 0 for as many as there are."""
        super().__init__()
        self.least, self.most = least, most
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        scrolled = Qt.ScrollBarPolicy.ScrollBarAsNeeded if most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolled)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self.fit()

    def fit(self) -> None:
        """Grow to the text. Of plain text the document's height is in lines."""
        lines = max(self.least, int(self.document().size().height()))
        lines = min(lines, self.most or lines)
        margin = int(self.document().documentMargin() * 2) + 2 * self.frameWidth() + 6
        height = lines * self.fontMetrics().lineSpacing() + margin
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.fit()

    @property
    def composing(self) -> bool:
        """Whether words stand here that are not chosen yet."""
        layout = self.textCursor().block().layout()
        return bool(layout and layout.preeditAreaText())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in TYPED and self.composing and not _is_letter(event):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: Any) -> None:
        if self.most:
            super().wheelEvent(event)
        else:
            event.ignore()

    def say(self, text: str) -> None:
        """Show a text that was not typed here; it is no step of undo."""
        if text != self.toPlainText():
            self.setPlainText(text)


class TextEditor(Editor):
    """A long text."""

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.text = GrowingText(3)
        self.text.textChanged.connect(self._changed)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text)
        self.setFocusProxy(self.text)
        self._shown = ""

    def _changed(self) -> None:
        said = self.text.toPlainText()
        if said != self._shown:
            self._shown = said
            self.typed.emit(said or None)

    def put(self, value: Any) -> None:
        self._shown = value or ""
        self.text.say(self._shown)

    def lock(self, locked: bool) -> None:
        self.text.setReadOnly(locked)


class ChoicesEditor(Editor):
    """Several of the answers."""

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QCheckBox] = {}
        for option in field.options:
            box = self.boxes[option.id] = QCheckBox(option.label[lang])
            box.clicked.connect(self._said)
            column.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def _said(self) -> None:
        self.typed.emit([id for id, box in self.boxes.items() if box.isChecked()] or None)

    def put(self, value: Any) -> None:
        for id, box in self.boxes.items():
            box.setChecked(id in (value or ()))


TYPED = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return event.text().isprintable() and bool(event.text()) and not held


def soon(act: Callable[[], object]) -> None:
    """After what is going on now: once a page is laid out, a widget can take the cursor."""
    QTimer.singleShot(0, act)
