"""What came on the stick: looked into before anything is written, taken in, and told in the words of a tired evening."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from desktop.acts import exchange, members, setting_aside, settling
from desktop.acts.session import Session
from desktop.bundle.identity import Card
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words
from desktop.ui.stick.telling import Telling


class ArrivalPanel(QFrame):
    """`ended`: something was taken or let be; `running`: a job to be followed; `asked`: id of a record that the report leads to;
    `formsAsked`: it leads to forms that wait."""

    ended = Signal()
    running = Signal(object)
    asked = Signal(str)
    formsAsked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self.setProperty("role", "bar")
        self.telling = Telling(self)
        self.file = Path()
        self._trust: str | None = None
        self.head = words("", "head")
        self.body = words("")
        self.notice = Notice()
        self.compared = QCheckBox(self.tr("We have read the device code to each other, and it is the same."))
        self.compared.toggled.connect(self._compared)
        self.take = button(self.tr("Take in"), self._take, main=True)
        self.enrol = button(self.tr("Let this laptop in"), self._enrol, main=True)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(self.enrol)
        foot.addWidget(button(self.tr("Close"), self._close))
        foot.addStretch(1)
        column = QVBoxLayout(self)
        for part in (self.head, self.body, self.notice, self.compared):
            column.addWidget(part)
        column.addLayout(foot)
        self.hide()

    def _close(self) -> None:
        self.hide()
        self.ended.emit()

    def open(self, file: Path) -> None:
        """Look into a file; nothing is written."""
        self.file, self._trust = file, None
        self.notice.clear()
        for part in (self.take, self.enrol, self.compared):
            part.hide()
        self.head.setText(file.name)
        self.body.setText("")
        self.show()
        if file.suffix == ".xsc":
            self._open_card()
        else:
            self._run(lambda session, progress: exchange.inspect(session, file), self._previewed)

    def _run(self, work: Any, then: Any) -> None:
        try:
            job = self.desk.job(work)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        job.done.connect(then)
        job.failed.connect(lambda error: self.notice.refuse(error, self.lang))
        job.cancelled.connect(lambda: self.notice.say(self.tr("Stopped; nothing was taken in."), "odd"))
        self.running.emit(job)

    def _open_card(self) -> None:
        try:
            card: Card = members.read_card(self.file)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self._trust = card.fingerprint
        self.head.setText(self.tr("Card of {name} ({code})").format(name=card.name, code=card.code))
        self.body.setText(self.tr("Device code: {code}").format(code=card.fingerprint))
        self.enrol.setVisible(True)
        self._ask_to_compare()

    def _ask_to_compare(self) -> None:
        self.compared.setChecked(False)
        self.compared.show()
        self._compared(False)
        self.compared.setFocus()

    def _compared(self, yes: bool) -> None:
        self.take.setEnabled(yes or not self.compared.isVisibleTo(self))
        self.enrol.setEnabled(yes)

    def _enrol(self) -> None:
        try:
            made = self.desk.act(members.add, [self.file])
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        self.enrol.hide()
        self.compared.hide()
        self.notice.say(self.tr("{name} is in. Give a bundle now.").format(name=made[0]["name"]))
        self.ended.emit()

    def _previewed(self, seen: dict[str, Any]) -> None:
        """What taking it would do."""
        self.head.setText(self.tr("Bundle from {who}").format(who=seen["signer"]))
        lines = [] if seen["trusted"] else [self.tr("Device code: {code}").format(code=seen["fingerprint"])]
        lines += [*self.telling.problems(seen), self.telling.counts(seen)]
        self.body.setText("\n".join(lines))
        self.take.show()
        self._trust = None if seen["trusted"] else seen["fingerprint"]
        if seen["trusted"]:
            self.compared.hide()
            self.take.setEnabled(True)
            self.take.setFocus()
        else:
            self._ask_to_compare()

    def _take(self) -> None:
        file, trust = self.file, self._trust

        def work(session: Session, progress: Progress) -> Any:
            return exchange.take(session, [file], trust, progress=progress)

        self._run(work, self._taken)

    def _taken(self, report: dict[str, Any]) -> None:
        lines = self.telling.problems(report)
        self.take.hide()
        self.compared.hide()
        self.body.setText("\n".join([*lines, self.telling.counts(report)]))
        more = [button(self.tr("Settle them"), self._settle)] if report["conflicts"] else []
        if report["forms"]:
            more.append(button(self.tr("Look at the forms"), self.formsAsked.emit))
        if setting_aside.possible(self.desk.session):
            more.append(button(self.tr("Set it aside"), self._set_aside))
            self.body.setText(self.body.text() + "\n" + self.telling.until_when())
        said = self.tr("Taken in; look at what is said above.") if lines else self.tr("Taken in.")
        self.notice.say(said, "odd" if lines else "good", *more)
        self.desk.projectChanged.emit()
        self.ended.emit()

    def _set_aside(self) -> None:
        name = self.file.name

        def work(session: Session, progress: Progress) -> Any:
            return setting_aside.set_aside(session, name, progress)

        self._run(work, self._was_set_aside)

    def _was_set_aside(self, _: object) -> None:
        self.body.setText("")
        self.notice.say(self.tr("Set aside: it is not shown, not counted and not passed on."), "odd")
        self.desk.projectChanged.emit()
        self.ended.emit()

    def _settle(self) -> None:
        found = settling.listing(self.desk.session)
        if found:
            self.asked.emit(found[0]["record"])
