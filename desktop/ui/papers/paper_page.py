"""The paper of a record: looked at, printed by the system's dialog without scaling, or written as a file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import opening, printing
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words
from desktop.ui.papers.paper_view import Pages, PaperView


class PaperPage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk, record: str) -> None:
        super().__init__()
        self.desk, self.record = desk, record
        self.notice = Notice()
        self.pages: Pages | None = None
        self.view = PaperView()
        self.view.setAccessibleName(self.tr("Paper"))
        self.print_ = button(self.tr("Print…"), self._print, main=True)
        self.write = button(self.tr("Save as PDF…"), self._save)
        self.told = words(self.tr("Setting the paper…"), "faint")
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        head.addWidget(self.print_)
        head.addWidget(self.write)
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self._offer(ready=False)
        self._set()

    def _offer(self, *, ready: bool) -> None:
        self.print_.setEnabled(ready)
        self.write.setEnabled(ready)

    def _set(self) -> None:
        lang = self.desk.shell.lang

        def work(session: Session, progress: Progress) -> bytes:
            return printing.pdf(session, opening.look_up(session, self.record), lang)

        try:
            job = self.desk.job(work)
        except FieldError as error:
            self.notice.refuse(error, lang)
            return
        job.done.connect(self._show)
        job.failed.connect(lambda error: self.notice.refuse(error, lang))

    def _show(self, data: bytes) -> None:
        self.pages = Pages(data)
        self.view.show_pages(self.pages)
        self.told.setText(self.tr("Pages: {n}").format(n=len(self.pages.sizes)))
        self._offer(ready=True)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        if self.pages and dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.pages.print_on(printer)
            self.notice.say(self.tr("Sent to the printer in its own size."))

    def _save(self) -> None:
        entry = opening.look_up(self.desk.session, self.record).entry
        name = str(Path.home() / f"{entry.number or entry.id}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save as PDF"), name, "PDF (*.pdf)")
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, file: Path) -> None:
        """Write the paper as a plain file, which is noted until the person says it is gone."""
        try:
            self.desk.act(printing.to_file, self.record, file, self.desk.shell.lang)
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        told = self.tr("Written to {file}. It is not encrypted: delete it when it is no longer needed.")
        self.notice.say(told.format(file=file), "odd")
