"""Files that belong to a record: put in from a folder, written out again."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import attaching
from desktop.acts.session import Session
from desktop.errors import FieldError, Language
from desktop.model.form import Field
from desktop.progress import Progress
from desktop.ui.notice import Notice, button, empty, words
from desktop.ui.records.editors import Editor
from desktop.ui.records.sheet import Sheet


class FilesEditor(Editor):
    """`put` takes the rows of the field. Putting a file in is a change of its own, made at once."""

    opened = Signal(str)

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.lang, self.field = lang, field.id
        self._sheet: Sheet | None = None
        self.notice = Notice()
        self._shown = QVBoxLayout()
        self.more = button(self.tr("Add files…"), self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._shown)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.notice)
        self.setFocusProxy(self.more)

    def serve(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def held(self) -> bool:
        return False

    def put(self, value: Any) -> None:
        empty(self._shown)
        for row in value or ():
            self._shown.addWidget(self._one(row))

    def _one(self, row: Mapping[str, Any]) -> QWidget:
        name = str(row.get("name") or "")
        one = QWidget()
        line = QHBoxLayout(one)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words(name), 1)
        line.addWidget(button(self.tr("Write out…"), partial(self._write_out, name), link=True))
        return one

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files"))
        if chosen:
            self.add([Path(one) for one in chosen])

    def add(self, files: list[Path]) -> None:
        """Put files in, whatever their size, as a job."""
        sheet = self._sheet
        if sheet is None:
            return
        sheet.finish()

        def work(session: Session, progress: Progress) -> Any:
            return attaching.attach(session, sheet.id, files, self.field)

        try:
            job = sheet.desk.job(work)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        job.done.connect(lambda _: self.notice.say(self.tr("Kept, encrypted. The files where they came from are still there.")))
        job.failed.connect(lambda error: self.notice.refuse(error, self.lang))

    def _write_out(self, name: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Write out"), str(Path.home() / name))
        if chosen and self._sheet:
            try:
                self._sheet.desk.act(attaching.detach_to, self._sheet.id, name, Path(chosen))
            except FieldError as error:
                self.notice.refuse(error, self.lang)
                return
            self.notice.say(self.tr("Written out; it is not encrypted: delete it when it is no longer needed."), "odd")

    def lock(self, locked: bool) -> None:
        self.more.setVisible(not locked)
