"""Photographs on their way in: how many are there already, and a way to stop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from desktop.acts import photographs
from desktop.acts.photographs import TakenIn
from desktop.acts.session import Session
from desktop.errors import FieldError, Language
from desktop.progress import Progress
from desktop.ui.jobs import Job
from desktop.ui.notice import button, words
from desktop.ui.records.sheet import Sheet

NAMED = 3
"""Files named in a message; of more there is a number."""


class Arriving(QFrame):
    """Hidden but while they come. `told`: what came of it, and how a notice of it looks; `refused`: an expected failure."""

    told = Signal(str, str)
    refused = Signal(object)

    def __init__(self, lang: Language) -> None:
        super().__init__()
        self.lang = lang
        self._job: Job | None = None
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Photographs taken in so far"))
        self._stop = button(self.tr("Stop"), self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words(self.tr("Taking photographs in…"), wrap=False))
        row.addWidget(self.bar, 1)
        row.addWidget(self._stop)
        self.hide()

    def start(self, sheet: Sheet, files: Sequence[Path]) -> None:
        """Take files in for the record of a sheet; what was typed goes in first."""
        sheet.finish()

        def work(session: Session, progress: Progress) -> TakenIn:
            return photographs.take_in(session, sheet.id, files, progress=progress)

        try:
            job = self._job = sheet.desk.job(work)
        except FieldError as error:
            self.refused.emit(error)
            return
        self.bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()
        job.progressed.connect(self._tell)
        for ending in (job.done, job.failed, job.cancelled, job.broken):
            ending.connect(self.hide)
        job.done.connect(self._tell_came)
        job.failed.connect(self.refused)
        job.cancelled.connect(self._tell_stopped)

    def _tell(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ask(self) -> None:
        self._stop.setEnabled(False)
        if self._job is not None:
            self._job.cancel()

    def _tell_stopped(self) -> None:
        self.told.emit(self.tr("Stopped; nothing was taken in."), "odd")

    def _tell_came(self, told: TakenIn) -> None:
        """What came in; what did not is named."""
        came = self.tr("{n} photographs taken in, encrypted. The files where they came from are still there.")
        apart = (
            (told.unseen, self.tr("Kept, but cannot be shown: {names}")),
            (told.known, self.tr("There already: {names}")),
            (told.others, self.tr("No photographs; they can be added under attachments: {names}")),
        )
        lines = [came.format(n=told.count)] if told.count else [self.tr("No photographs were taken in.")]
        lines += [said.format(names=self.named(names)) for names, said in apart if names]
        lines += [f"{name}: {error.sentence(self.lang)}" for name, error in told.refused[:NAMED]]
        smooth = told.count and not (told.unseen or told.others or told.refused)
        self.told.emit("\n".join(lines), "good" if smooth else "odd")

    def named(self, names: Sequence[str]) -> str:
        """The first few names, and how many more there are."""
        more = self.tr(" and {n} more").format(n=len(names) - NAMED) if len(names) > NAMED else ""
        return "、".join(names[:NAMED]) + more
