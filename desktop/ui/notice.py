"""What went wrong, is odd, or went well, said in place: a sentence, what to do, and the code for whoever is asked for help."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QWidget

from desktop.errors import FieldError, Language
from desktop.fieldwork.gates import GatesNotMet


def words(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """A label of plain text: what a colleague wrote is never taken for mark-up."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def rule() -> QFrame:
    """A line between two parts."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


def button(text: str, act: Callable[[], object], *, main: bool = False, link: bool = False) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("main", main)
    made.setProperty("link", link)
    made.setProperty("sign", len(text) == 1)
    made.setAutoDefault(main)
    made.clicked.connect(lambda: act())
    return made


SAYS = "says"
"""Property of keys: what they do, in the words of the menu."""


def shortcut(keys: str, within: QWidget, act: Callable[[], object], says: str = "", *, inside: bool = False) -> None:
    """Keys that act while `within` is shown, or only while the cursor is `inside`. `says`: what they do, for the menu and the
    sheet of keys; buttons that have keys of their own tell them by their own words."""
    made = QShortcut(QKeySequence(keys), within)
    made.setProperty(SAYS, says)
    if inside:
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: act())


def empty(layout: QLayout) -> None:
    """Take all widgets out of a layout. They are hidden at once: what is only about to be deleted is still read and clicked."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class Notice(QFrame):
    """Empty and hidden until something is said in it. `closed`: somebody has read it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = words("")
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = button("×", self._read)
        self._close.setFixedWidth(34)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._more = QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.addWidget(self._label, 1)
        row.addLayout(self._more)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def say(self, text: str, role: str = "good", *actions: QPushButton) -> None:
        empty(self._more)
        for action in actions:
            self._more.addWidget(action)
        self._label.setText(text)
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def refuse(self, error: FieldError, lang: Language, *actions: QPushButton) -> None:
        """An expected failure: what happened, what to do, and its code; of a step refused each gate in a line of its own."""
        gap = "" if lang == "zh" else " "
        if isinstance(error, GatesNotMet):
            each = [f"· {one.sentence(lang)}{gap}{one.remedy(lang)}" for one in error.unmet]
            summed_up = f"{FieldError.sentence(error, lang)}{gap}{FieldError.remedy(error, lang)}（{error.code}）"
            self.say("\n".join([summed_up, *each]), "wrong", *actions)
            return
        self.say(f"{error.sentence(lang)}{gap}{error.remedy(lang)}（{error.code}）", "wrong", *actions)

    def _read(self) -> None:
        self.clear()
        self.closed.emit()

    def clear(self) -> None:
        self._label.setText("")
        self.hide()
