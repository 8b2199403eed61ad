"""The stick: one press looks into all that is on it, one more takes it in and gives everyone what they lack."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import arrivals, cards, rounds, setting_aside
from desktop.acts.round_reports import Round
from desktop.acts.rounds import Plan
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job
from desktop.ui.notice import Notice, button
from desktop.ui.stick.hand_page import HandPage
from desktop.ui.stick.log_page import LogPage
from desktop.ui.stick.preview_page import PreviewPage
from desktop.ui.stick.report_page import ReportPage
from desktop.ui.stick.stick_line import StickLine
from desktop.ui.stick.stick_start import StickStart


class ExchangePage(Awake):
    """`asked`: id of a record to show, where a report leads to one; `formsAsked`: it leads to forms that wait."""

    asked = Signal(str)
    formsAsked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lang = desk.shell.lang
        self.line = StickLine(desk)
        self.line.chosen.connect(self._looked_again)
        self.line.moved.connect(self._moved)
        self.notice = Notice()
        self.bar = QProgressBar()
        self.bar.hide()
        self.stop = button(self.tr("Cancel"), self._cancel)
        self.stop.hide()
        self._job: Job | None = None
        self.start = StickStart(desk, self.line)
        self.start.begun.connect(self._look)
        self.start.cardWanted.connect(self._put_card)
        self.start.byHand.connect(self._by_hand)
        self.start.before.connect(self._log)
        self.hand: HandPage | None = None
        self.log: LogPage | None = None
        self.page: QWidget = self.start
        wait = QHBoxLayout()
        wait.addWidget(self.bar, 1)
        wait.addWidget(self.stop)
        inside = QWidget()
        self._place = QVBoxLayout(inside)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self.start)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.addWidget(self.line)
        whole.addWidget(self.notice)
        whole.addLayout(wait)
        whole.addWidget(scroll, 1)

    def refresh(self) -> None:
        self.start.tell()

    def _show(self, page: QWidget) -> None:
        """Each in the place of the other; what was made for one moment goes."""
        before, self.page = self.page, page
        if before is page:
            return
        before.hide()
        if isinstance(before, PreviewPage | ReportPage):
            self._place.removeWidget(before)
            before.deleteLater()
        if self._place.indexOf(page) < 0:
            self._place.addWidget(page)
        page.show()
        page.setFocus()

    def _begin(self) -> None:
        self.notice.clear()
        self.start.tell()
        self._show(self.start)

    def _looked_again(self) -> None:
        """The person looks anew; what was looked into before counts no more."""
        self.start.tell()
        if self.page is self.hand:
            self.hand.look()
        else:
            self._begin()

    def _moved(self) -> None:
        self.start.tell()
        if self.hand:
            self.hand.look()

    def _by_hand(self) -> None:
        if self.hand is None:
            self.hand = HandPage(self.desk, lambda: self.line.stick)
            self.hand.asked.connect(self.asked)
            self.hand.formsAsked.connect(self.formsAsked)
            self.hand.running.connect(self._follow)
            self.hand.closed.connect(self._begin)
        self.notice.clear()
        self.hand.look()
        self._show(self.hand)

    def _log(self) -> None:
        if self.log is None:
            self.log = LogPage(self.desk)
            self.log.opened.connect(self._read_again)
            self.log.closed.connect(self._begin)
        self._show(self.log)

    def _read_again(self, told: dict[str, Any]) -> None:
        page = ReportPage(self.desk, told, fresh=False)
        page.closed.connect(self._log)
        self._show(page)

    def _run(self, work: Callable[[Session, Progress], Any], then: Callable[[Any], None]) -> None:
        if self._job:
            # Some press twice.
            return
        self.notice.clear()
        try:
            job = self.desk.job(work)
        except FieldError as error:
            self._refuse(error)
            return
        job.done.connect(then)
        job.failed.connect(self._refuse)
        job.cancelled.connect(self._stopped)
        self._follow(job)

    def _refuse(self, error: FieldError) -> None:
        self.notice.refuse(error, self.lang)

    def _stopped(self) -> None:
        self.notice.say(self.tr("Stopped; nothing was taken in."), "odd")

    def _look(self) -> None:
        stick = self.line.stick
        if stick is None:
            return

        def work(session: Session, progress: Progress) -> Any:
            offered = cards.offered(session, stick)
            for one in offered:
                # Made slow on purpose, and so not in the window's thread.
                _ = one.card and one.card.fingerprint
            return arrivals.preview(session, stick, progress), offered, cards.seated(session)

        self._run(work, self._looked)

    def _looked(self, found: Any) -> None:
        seen, offered, seated = found
        page = PreviewPage(self.desk, seen, offered, seated=seated)
        page.going.connect(self._go_round)
        page.closed.connect(self._let_be)
        self._show(page)

    def _let_be(self) -> None:
        """What was copied in to be looked at goes."""
        if not self.desk.busy:
            self.desk.quietly(arrivals.clear)
        self._begin()

    def _go_round(self, plan: Plan) -> None:
        stick = self.line.stick
        if stick is None:
            return

        def work(session: Session, progress: Progress) -> Any:
            return rounds.go_round(session, stick, progress, plan)

        self._run(work, self._went)

    def _went(self, done: Round) -> None:
        self.start.tell()
        page = ReportPage(self.desk, done.as_document())
        page.asked.connect(self.asked)
        page.formsAsked.connect(self.formsAsked)
        page.asideAsked.connect(self._set_aside)
        page.closed.connect(self._begin)
        self._show(page)
        if any(one.report for one in done.taken):
            self.desk.projectChanged.emit()

    def _set_aside(self, file: str) -> None:
        def work(session: Session, progress: Progress) -> Any:
            return setting_aside.set_aside(session, file, progress)

        self._run(work, self._was_set_aside)

    def _was_set_aside(self, last: dict[str, Any]) -> None:
        self._begin()
        said = self.tr("Set aside: what came from {who} last. It is not shown, not counted and not passed on.")
        self.notice.say(said.format(who=last["who"]), "odd")
        self.desk.projectChanged.emit()

    def _put_card(self) -> None:
        stick = self.line.stick
        if stick is None:
            return
        try:
            file = self.desk.quietly(cards.put, stick)
        except FieldError as error:
            self._refuse(error)
            return
        code = self.desk.session.card.fingerprint
        self.notice.say(self.tr("My card is on the stick: {file}. My device code: {code}").format(file=file.name, code=code))
        self.start.tell()

    def _follow(self, job: Job) -> None:
        self._job = job
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop.show()
        job.progressed.connect(self._step)
        job.ended.connect(self._ended)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self, _: Job) -> None:
        self.bar.hide()
        self.stop.hide()
        self._job = None

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
