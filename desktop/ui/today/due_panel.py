"""What the program reminds of until it is done: the recovery code asked back, and plain files that were written."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.acts import plain_files, reminders
from desktop.errors import FieldError
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, empty, words

SHOWN = 6


class DuePanel(QWidget):
    """A part of Today; empty when nothing is due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.notice = Notice()
        self.code = QLineEdit()
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self.code.returnPressed.connect(self._confirm)
        self._urgent = False
        self._asked = words("")
        self._box = QFrame()
        box = QVBoxLayout(self._box)
        row = QHBoxLayout()
        row.addWidget(self.code, 1)
        row.addWidget(button(self.tr("Compare"), self._confirm))
        box.addWidget(self._asked)
        box.addLayout(row)
        self._files = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self._box)
        column.addLayout(self._files)

    @property
    def presses(self) -> bool:
        """Whether something is in it that should not wait."""
        return self._urgent or self._files.count() > 0

    def refresh(self) -> None:
        session = self.desk.session
        due = reminders.recovery_due(session, session.clock())
        self._urgent = due.urgent
        self._box.setVisible(bool(due))
        self._box.setProperty("role", "odd" if due.urgent else "bar")
        self._box.style().polish(self._box)
        self._asked.setText(self.tr("Please type the recovery code as you wrote it down, to see whether it is right."))
        self._list_files()

    def _confirm(self) -> None:
        if self.desk.quietly(reminders.confirm_recovery, self.code.text()):
            self.code.clear()
            self.notice.say(self.tr("The recovery code is written down right. Keep it apart from the laptop."))
            self.refresh()
        else:
            self.notice.say(self.tr("This code does not open the vault. Look at the paper again, group by group."), "wrong")

    def _list_files(self) -> None:
        empty(self._files)
        found = plain_files.listing(self.desk.session)
        if found:
            self._files.addWidget(words(self.tr("Plain files written, not encrypted ({n})").format(n=len(found)), "head"))
        for one in found[:SHOWN]:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(words(f"{one.about}　{one.path}", "" if one.there else "faint"), 1)
            row.addWidget(button(self.tr("It is deleted"), partial(self._gone, one.path), link=True))
            self._files.addWidget(line)

    def _gone(self, file: Path) -> None:
        try:
            self.desk.act(plain_files.gone, file)
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
