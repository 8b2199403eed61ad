"""Many papers on their way to the printer or into a folder: how far it is, a button to leave it, and what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop.acts.session import Session
from desktop.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job, Jobs
from desktop.ui.notice import button, words

if TYPE_CHECKING:
    from desktop.acts.paper_batch import Batch


def chosen_printer(parent: QWidget) -> QPrinter | None:
    """The printer that somebody chooses for the whole lot; None where he thinks better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


class PrintRun(QWidget):
    """Hidden while nothing runs. `printed` and `written` carry the Batch, `failed` an expected failure. Where somebody stopped the
    printing, the Batch tells of no paper that it is ready."""

    printed = Signal(object)
    written = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._printing = Jobs()
        self._job: Job | None = None
        self._batch: Batch | None = None
        self._printer: QPrinter | None = None
        self._told = words("", wrap=False)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("How far it is"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._told)
        row.addWidget(self._bar, 1)
        row.addWidget(button(self.tr("Cancel"), self.cancel))
        self.hide()

    def to_printer(self, ids: Sequence[str], reason: str, printer: QPrinter) -> None:
        """Freeze what is only ready, set all, and hand it to the printer as one job. Raises DESK_BUSY."""
        lang = self.desk.shell.lang

        def work(session: Session, progress: Progress) -> "Batch":
            # What sets papers takes as long to load as the whole window.
            from desktop.acts import paper_batch

            return paper_batch.prepare(session, ids, lang, reason, progress)

        self._printer = printer
        self._begin(self.desk.job(work), self._print, self.tr("Setting the papers…"))

    def to_folder(self, ids: Sequence[str], reason: str, folder: Path) -> None:
        """The same into a folder, as files that are not encrypted. Raises DESK_BUSY."""
        lang = self.desk.shell.lang

        def work(session: Session, progress: Progress) -> "Batch":
            from desktop.acts import paper_batch

            return paper_batch.to_folder(session, ids, folder, lang, reason, progress)

        self._begin(self.desk.job(work), self._wrote, self.tr("Writing the papers…"))

    def _begin(self, job: Job, then: Callable[["Batch"], None], said: str) -> None:
        self._job = job
        self._told.setText(said)
        self._bar.setRange(0, 0)
        self.show()
        job.progressed.connect(self._show)
        job.done.connect(then)
        job.failed.connect(self._fail)
        job.broken.connect(lambda _: self.hide())

    def _show(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def cancel(self) -> None:
        """Leave it at the next paper, or at the next page."""
        if self._job:
            self._job.cancel()

    def _fail(self, error: object) -> None:
        self.hide()
        self.failed.emit(error)

    def _wrote(self, batch: "Batch") -> None:
        self.hide()
        self.written.emit(batch)

    def _print(self, batch: "Batch") -> None:
        """All of it as one job, off the window's thread: a page takes a tenth of a second."""
        printer = self._printer
        if printer is None or batch.cancelled or not batch.ready:
            self.hide()
            self.printed.emit(batch)
            return
        # What draws pages takes as long to load as the whole window.
        from desktop.ui.papers.paper_view import Pages, print_all

        def work(progress: Progress) -> "Batch":
            print_all(printer, [Pages(one.data) for one in batch.ready], progress)
            return batch

        job = self._printing.start(work)
        job.cancelled.connect(self._stop)
        job.broken.connect(self.desk.broke)
        self._batch = batch
        self._begin(job, self._sent, self.tr("Printing…"))

    def _sent(self, batch: "Batch") -> None:
        self.hide()
        self.printed.emit(batch)

    def _stop(self) -> None:
        self.hide()
        if self._batch is not None:
            self._batch.ready, self._batch.cancelled = [], True
            self.printed.emit(self._batch)
