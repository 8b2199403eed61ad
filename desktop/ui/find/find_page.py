"""Finding from anywhere (Ctrl+K): what can be done, records, people, units and numbers, as one types."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.acts import standings
from desktop.model.form import Form
from desktop.store import records
from desktop.ui.desk import Desk
from desktop.ui.find import looking
from desktop.ui.find.commands import Command, Group
from desktop.ui.find.found_list import FoundList, Row
from desktop.ui.find.looking import Line, Lines
from desktop.ui.jobs import Job
from desktop.ui.notice import button, words
from desktop.ui.talk.talk_editor import once

LOOK_MS = 60
PAGE_OF_LINES = 8
MOST_COMMANDS = 6
COMMAND = "command"
STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE_OF_LINES, Qt.Key.Key_PageUp: -PAGE_OF_LINES,
}  # fmt: skip
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindPage(QWidget):
    """`asked`: id of a record to be shown; `chosen`: a command to be done; `closed`: back to where one was. `forms`: those that
    can be shown; `groups`: what can be done where one was."""

    asked = Signal(str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, forms: Mapping[str, Form], groups: Sequence[Group]) -> None:
        super().__init__()
        self.desk, self.lang, self.forms = desk, desk.shell.lang, forms
        self._commands = {f"{place}": one for place, one in enumerate(one for group in groups for one in group.commands)}
        self._labels = frozenset(one.label for one in self._commands.values())
        self._found: Lines | None = None
        self._running, self._asked_for = False, ""
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Words, a name or its initials, a number, or what you want to do"))
        self.line.setAccessibleName(self.tr("Find"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(200)
        self.list = FoundList()
        self.list.setAccessibleName(self.tr("Found"))
        self.list.clicked.connect(lambda _: self._take())
        self._none = words("", "faint")
        self._soon = once(self._look, LOOK_MS, self)
        self.line.textChanged.connect(self._typed)
        for one in (self.line, self.list):
            one.installEventFilter(self)
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        head = QHBoxLayout()
        head.addWidget(self.line, 1)
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addWidget(words(self.tr("↑ ↓ choose · Enter opens · Esc goes back to where you were"), "faint"))
        self.setFocusProxy(self.line)
        self._show()

    @property
    def text(self) -> str:
        return self.line.text().strip()

    def _typed(self, _: str) -> None:
        self._show()
        self._soon.start()

    def _look(self) -> None:
        """Ask beside the window's thread; while one asks, what is typed meanwhile is asked next."""
        if self._running or not self.text or not self.desk.has_project:
            return
        self._running, self._asked_for = True, self.text
        asked = partial(looking.look, text=self.text, forms=self.forms, labels=self._labels, lang=self.lang)
        job = self.desk.look(asked, awaited=True)
        job.done.connect(self._came)
        job.ended.connect(self._asked)

    def _came(self, found: Lines) -> None:
        self._found = found
        self._show()

    def _asked(self, _: Job) -> None:
        self._running = False
        if self.text != self._asked_for:
            self._look()

    def _show(self) -> None:
        rows = self._rows_found() if self.text else self._rows_first()
        self.list.show_rows(rows)
        looked = not self.text or (self._found is not None and self._found.text == self.text)
        self._none.setText(self.tr("Nothing found. Try fewer words, or only one character of a name."))
        self._none.setVisible(not rows and looked)

    def _rows_first(self) -> list[Row]:
        """Before anything is typed: the records last opened, and all that can be done here."""
        rows: list[Row] = []
        if self.desk.has_project and self.desk.recent:
            session = self.desk.session
            entries = {one.id: one for one in records.those(session.notebook, session.project, self.desk.recent)}
            ordered = [entries[id] for id in self.desk.recent if id in entries]
            lines = looking.recent(ordered, standings.states(session, ordered), self.forms, self.lang)
            rows += self._group("recent", self.tr("Last opened"), lines)
        return rows + self._doable(list(self._commands.items()))

    def _rows_found(self) -> list[Row]:
        found = self._found
        sounding = found.sounding if found and found.text == self.text else frozenset()
        labels_fit = {label for label in self._labels if looking.has_words(label, self.text)} | sounding
        rows = self._doable([(key, one) for key, one in self._commands.items() if one.label in labels_fit][:MOST_COMMANDS])
        labels = {
            "numbers": self.tr("Numbers and check codes"),
            "people": self.tr("People"),
            "units": self.tr("Units"),
            "records": self.tr("Records"),
        }
        if found:
            for name, label in labels.items():
                rows += self._group(name, label, found.groups[name])
        return rows

    def _group(self, name: str, label: str, lines: Sequence[Line]) -> list[Row]:
        return [Row(name, "", label), *(Row(name, one.key, one.title, one.below) for one in lines)] if lines else []

    def _doable(self, commands: Sequence[tuple[str, Command]]) -> list[Row]:
        rows = [Row(COMMAND, key, one.label, keys=one.keys) for key, one in commands]
        return [Row(COMMAND, "", self.tr("What you can do")), *rows] if rows else []

    def _take(self) -> None:
        row = self.list.chosen
        if row is None:
            return
        if row.group == COMMAND:
            self.chosen.emit(self._commands[row.key])
        else:
            self.asked.emit(row.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows choose in the list, and Enter takes, wherever the cursor is."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in STEPS and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.list.step(STEPS[key])
            return True
        if key in ENTER:
            self._take()
            return True
        return False
