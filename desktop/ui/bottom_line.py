"""The line at the foot of the window: what was saved when, what is not handed over yet, who is here, and how the window speaks."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop.acts import vaults
from desktop.errors import Language
from desktop.ui.desk import Desk
from desktop.ui.language import LANGUAGES
from desktop.ui.notice import button, words

NAMED = 3
"""Colleagues named in the line; of more there is a sign."""


class BottomLine(QFrame):
    """`leaving`: what was typed is to be saved, for the window is made anew; `locking`: the person wants it locked."""

    leaving = Signal()
    locking = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("role", "line")
        self.saved, self.due = words("", "faint", wrap=False), words("", "faint", wrap=False)
        card = desk.session.card
        self.who = QLabel(f"{card.name} {card.code}")
        self.who.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.addWidget(self.saved)
        row.addStretch(1)
        row.addWidget(self.due)
        row.addStretch(1)
        row.addWidget(self.who)
        for lang, label in LANGUAGES.items():
            if lang != desk.shell.lang:
                speak = button(label, partial(self._speak, lang), link=True)
                speak.setShortcut("F8")
                row.addWidget(speak)
        size = button(self.tr("Text size"), self._resize, link=True)
        size.setShortcut("F7")
        row.addWidget(size)
        lock = button(self.tr("Lock now"), self.locking.emit)
        lock.setShortcut("Ctrl+L")
        row.addWidget(lock)
        desk.recordsChanged.connect(self.refresh)
        # A lambda would outlive the line, which is made anew with other forms or in another language.
        desk.saved.connect(self._tell_saved)
        self.refresh()

    def refresh(self) -> None:
        """What is not handed over yet."""
        text = ""
        if self.desk.has_project:
            session = self.desk.session
            waiting = [one for one in vaults.owed(session, session.project) if one["not_given"]]
            if waiting:
                each = self.tr("{who} ({n} changes)")
                who = "、".join(each.format(who=one["who"], n=one["not_given"]) for one in waiting[:NAMED])
                text = self.tr("Not handed over yet: {who}").format(who=who + ("…" if len(waiting) > NAMED else ""))
        self.due.setText(text)

    def tell_kept(self, at: str) -> None:
        self.saved.setText(self.tr("Draft kept {at}").format(at=at))

    def _tell_saved(self, at: str) -> None:
        self.saved.setText(self.tr("Saved {at}").format(at=at))

    def _speak(self, lang: Language) -> None:
        self.leaving.emit()
        self.desk.shell.lang = lang

    def _resize(self) -> None:
        self.leaving.emit()
        self.desk.shell.large = not self.desk.shell.large
