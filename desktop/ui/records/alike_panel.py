"""Many conflicts of one kind: one rule for all of them, what it would pick, and only then the settling."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QProgressBar, QVBoxLayout

from desktop.acts import recording, settling_alike
from desktop.acts.session import Session
from desktop.acts.settling_alike import Pick, Rule
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.store import records
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job
from desktop.ui.notice import Notice, button, words
from desktop.ui.records.fields_panel import named

SHORT = 60


class AlikePanel(QFrame):
    """`conflicts`: as `settling_alike.alike` gives them; `looked`: a rule is looked at for all of them."""

    looked = Signal()

    def __init__(self, desk: Desk, conflicts: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self.desk, self.conflicts = desk, conflicts
        self.picked: Sequence[Pick] = ()
        self.setProperty("role", "card")
        self.notice = Notice()
        self.told = words("", "faint")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What would be taken"))
        self.list.setMinimumHeight(120)
        self.go = button("", self._settle, main=True)
        ways = QHBoxLayout()
        for text, rule in self._rules():
            ways.addWidget(button(text, partial(self.look, rule)))
        ways.addStretch(1)
        self.bar = QProgressBar()
        self.stop = button(self.tr("Cancel"), self._cancel)
        self._job: Job | None = None
        foot = QHBoxLayout()
        foot.addWidget(self.go)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.stop)
        foot.addStretch(1)
        for part in (self.bar, self.stop):
            part.hide()
        column = QVBoxLayout(self)
        said = self.tr("There are {n} conflicts of this kind. Look first what one rule for all would take:")
        column.addWidget(words(said.format(n=len(conflicts)), "head"))
        column.addLayout(ways)
        for shown in (self.told, self.list):
            column.addWidget(shown)
            shown.hide()
        column.addLayout(foot)
        self.go.hide()
        column.addWidget(self.notice)

    def _rules(self) -> tuple[tuple[str, Rule], ...]:
        return (
            (self.tr("All as I wrote"), "mine"),
            (self.tr("All as the others wrote"), "theirs"),
            (self.tr("All as written last"), "newest"),
        )

    def look(self, rule: Rule) -> None:
        """Show what the rule picks; nothing is settled yet."""
        session = self.desk.session
        try:
            self.picked = settling_alike.picks(session, self.conflicts, rule)
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        self.notice.clear()
        ids = recording.ids_in([one.value for one in self.picked])
        names = records.names(session.notebook, session.project, ids)
        self.list.clear()
        self.list.addItems([f"{one.title}：{_short(named(one.value, names))}　{one.who}" for one in self.picked])
        left = len(self.conflicts) - len(self.picked)
        self.told.setText(self.tr("{n} stay as they are: the rule picks nothing there.").format(n=left))
        self.told.setVisible(left > 0)
        self.list.setVisible(bool(self.picked))
        self.go.setText(self.tr("Settle these {n} so").format(n=len(self.picked)))
        self.go.setVisible(bool(self.picked))
        self.looked.emit()
        self.go.setFocus()

    def _settle(self) -> None:
        picked = self.picked

        def work(session: Session, progress: Progress) -> Any:
            return settling_alike.take(session, picked, progress)

        try:
            job = self.desk.job(work)
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        job.done.connect(self._done)
        job.failed.connect(self._refuse)
        job.cancelled.connect(self._stopped)
        job.progressed.connect(self._step)
        job.ended.connect(self._ended)
        self._job = job
        self.bar.setRange(0, 0)
        for part, seen in ((self.go, False), (self.bar, True), (self.stop, True)):
            part.setVisible(seen)

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self, _: Job) -> None:
        self.bar.hide()
        self.stop.hide()
        self._job = None

    def _stopped(self) -> None:
        self.go.show()
        self.notice.say(self.tr("Stopped; nothing was settled."), "odd")

    def _refuse(self, error: FieldError) -> None:
        self.notice.refuse(error, self.desk.shell.lang)

    def _done(self, changed: int) -> None:
        self.list.hide()
        said = self.tr("Settled in {n} records. Should it be otherwise, take another rule above; each record keeps its history.")
        self.notice.say(said.format(n=changed))


def _short(value: Any) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[:SHORT] + "…"
