"""Today: what one begins with, and what waits."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import members, settling, writing
from desktop.model.form import Form
from desktop.store import records
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import button, empty, words
from desktop.ui.times import local
from desktop.ui.today.due_panel import DuePanel
from desktop.ui.today.figures_line import FiguresLine

SHOWN = 6


class Today(Awake):
    """`begun`: form of which something new is wanted; `asked`: id of a record; `exchanged`: the stick is wanted; `counted`: the
    figure whose records are wanted; `figures`: all of them are."""

    begun = Signal(str)
    asked = Signal(str)
    exchanged = Signal()
    counted = Signal(object)
    figures = Signal()

    def __init__(self, desk: Desk, starters: Sequence[tuple[Form, str]]) -> None:
        super().__init__(desk)
        row = QHBoxLayout()
        for place, (form, label) in enumerate(starters):
            row.addWidget(self._large(label, partial(self.begun.emit, form.id), main=place == 0))
        row.addWidget(self._large(self.tr("Exchange by stick"), self.exchanged.emit))
        self.line = FiguresLine(desk)
        self.line.asked.connect(self.counted)
        self.line.whole.connect(self.figures)
        self._lists = QVBoxLayout()
        self.due = DuePanel(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self.line)
        column.addSpacing(10)
        column.addLayout(self._lists)
        column.addSpacing(10)
        column.addWidget(self.due)
        column.addStretch(1)

    def _large(self, label: str, act: Callable[[], object], *, main: bool = False) -> QWidget:
        made = button(label, act, main=main)
        made.setMinimumHeight(64)
        return made

    def refresh(self) -> None:
        """Look again at what waits."""
        self.due.refresh()
        self.line.refresh()
        empty(self._lists)
        if not self.desk.has_project:
            self._say(self.tr("No project yet: make one, or take in a colleague's bundle."))
            return
        session = self.desk.session
        conflicts = settling.listing(session)
        if conflicts:
            self._head(self.tr("Two people wrote different things ({n})").format(n=len(conflicts)))
            for one in conflicts[:SHOWN]:
                entry = records.entry(session.notebook, session.project, one["record"])
                form = self.desk.session.notebook.form(entry.form) if entry else None
                field = form.find(one["address"]) if form else None
                label = field.label[self.desk.shell.lang] if field else one["address"]
                self._line(f"{entry.title if entry else one['number']}　{label}", one["record"])
        drafts = writing.unfinished(session)
        if drafts:
            self._head(self.tr("Not finished ({n})").format(n=len(drafts)))
            for draft in drafts[:SHOWN]:
                self._line(f"{draft.title}　{local(draft.stored)}", draft.record)
        silent = members.silent(session)
        if silent:
            self._head(self.tr("Nothing heard yet from"))
            self._say("、".join(silent))

    def _head(self, text: str) -> None:
        self._lists.addWidget(words(text, "head"))

    def _say(self, text: str) -> None:
        self._lists.addWidget(words(text, "faint"))

    def _line(self, text: str, record: str) -> None:
        self._lists.addWidget(button(text, lambda: self.asked.emit(record), link=True), 0, Qt.AlignmentFlag.AlignLeft)
