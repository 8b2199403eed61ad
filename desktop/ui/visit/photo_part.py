"""The photographs of a visit: dropped, pasted or chosen, many at once; told of, put in order, taken out, seen larger."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.acts import attaching, photographs, pictures, recording
from desktop.errors import FieldError, Language
from desktop.store import records
from desktop.ui.notice import Notice, button, shortcut, words
from desktop.ui.records.sheet import Sheet
from desktop.ui.visit.arriving import Arriving
from desktop.ui.visit.large_photo import LargePhoto
from desktop.ui.visit.no_photos import REASON, NoPhotos
from desktop.ui.visit.photo_grid import PhotoGrid, files_in
from desktop.ui.visit.photo_model import FIELD, PhotoModel, Shot, shots_of
from desktop.ui.visit.photo_panel import PhotoPanel
from desktop.ui.visit.picture_search import PictureSearch

KINDS = "*.jpg *.jpeg *.png *.heic *.heif"


class PhotoPart(QWidget):
    """`typed`: address and value; `counted`: how many there are."""

    typed = Signal(str, object)
    counted = Signal(int)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        self.locked = False
        form = sheet.opened.known_form()
        self.model = PhotoModel(self.tr("Photograph {n}"), self.tr("cannot be shown"))
        self.search = PictureSearch(sheet.desk, self.model, self)
        self.grid = PhotoGrid(self.model)
        self.grid.setAccessibleName(form.field(FIELD).label[lang])
        self.panel = PhotoPanel(form.field(FIELD), lang)
        self.none = NoPhotos(form, lang, self._choose)
        self.large = LargePhoto()
        self.notice = Notice()
        self.arriving = Arriving(lang)
        self.more = button(self.tr("Add photographs…"), self._choose)
        self.earlier = button(self.tr("Earlier"), lambda: self.grid.move_by(-1))
        self.later = button(self.tr("Later"), lambda: self.grid.move_by(1))
        self.out = button(self.tr("Take out"), self._take_out)
        for one, keys in ((self.earlier, "Alt+←"), (self.later, "Alt+→"), (self.out, "Delete")):
            one.setToolTip(keys)
        self._hint = words(self.tr("F2: caption · Enter: larger"), "faint")
        session = sheet.desk.session
        self._people = [one.title for one in records.listing(session.notebook, session.project, "person", limit=2000)]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for one in (self.more, self.earlier, self.later, self.out):
            tools.addWidget(one)
        tools.addWidget(self._hint, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.grid)
        both.addWidget(self.panel)
        both.setSizes([600, 270])
        both.setStretchFactor(0, 1)
        both.setChildrenCollapsible(False)
        self._some = QWidget()
        inside = QVBoxLayout(self._some)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(tools)
        inside.addWidget(both, 1)
        self.stack = QStackedWidget()
        for page in (self.none, self._some, self.large):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 4)
        column.addWidget(self.notice)
        column.addWidget(self.arriving)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.none.typed.connect(self.typed)
        self.search.came.connect(self._tell_chosen)
        self.search.refused.connect(self._refuse)
        self.grid.came.connect(self._tell_chosen)
        self.grid.dropped.connect(self.add)
        self.grid.moved.connect(self._move)
        self.grid.larger.connect(self._enlarge)
        self.grid.caption.connect(self.panel.write_caption)
        self.grid.out.connect(self._take_out)
        self.panel.typed.connect(self._tell_of)
        self.panel.after.connect(self._next)
        self.panel.larger.connect(self._enlarge)
        self.panel.written.connect(self._write_out)
        self.large.stepped.connect(self._step)
        self.large.closed.connect(self._back)
        self.arriving.told.connect(self.notice.say)
        self.arriving.refused.connect(self._refuse)
        shortcut("Ctrl+V", self, self._paste, self.tr("Paste photographs"), inside=True)

    # What there is.

    def refresh(self, *, locked: bool) -> None:
        """Show the photographs as they are now."""
        self.locked = self.grid.locked = locked
        sites = self.sheet.opened.record.values.get("sites") or ()
        self.panel.know(self._people, [str(one["name"]) for one in sites if one.get("name")])
        self.panel.lock(locked)
        self.none.show_reason(self.sheet.value(REASON), locked=locked)
        for one in (self.more, self.earlier, self.later, self.out):
            one.setVisible(not locked)
        self.model.forget_missing()
        self._show()
        self.search.look()

    def _show(self) -> None:
        """What is stored and typed, with the same ones chosen as before; where they are gone, the one that stands there now."""
        session = self.sheet.desk.session
        names = records.names(session.notebook, session.project, recording.ids_in(self.sheet.opened.record.values))
        chosen = [one.row for one in self._chosen()]
        place, current = self.grid.currentIndex().row(), self._current()
        if self.model.show_shots(shots_of(self.sheet, names)) and self.model.shots:
            places = [found for row in chosen if (found := self.model.row_of(row)) >= 0]
            here = self.model.row_of(current.row) if current else -1
            last = len(self.model.shots) - 1
            self.grid.choose(places, here if here >= 0 else places[0] if places else min(max(place, 0), last))
        if not self.model.shots:
            self.stack.setCurrentWidget(self.none)
        elif self.stack.currentWidget() is self.none:
            self.stack.setCurrentWidget(self._some)
        self.counted.emit(len(self.model.shots))
        self._tell_chosen()

    def _chosen(self) -> list[Shot]:
        return [self.model.shots[place] for place in self.grid.chosen()]

    def _current(self) -> Shot | None:
        place = self.grid.currentIndex().row()
        return self.model.shots[place] if 0 <= place < len(self.model.shots) else None

    def _tell_chosen(self) -> None:
        shots = self._chosen()
        first = shots[0].digest if shots else ""
        self.panel.show_shots(shots, len(self.model.shots), self.model.seen.get(first), self.model.why(first))
        at = {f"{FIELD}/{one.row}" for one in shots}
        unfit = [error for address, error in self.sheet.unfit.items() if address.rpartition("/")[0] in at]
        self.panel.tell_unfit(unfit[0] if unfit else None)
        self.earlier.setEnabled(bool(shots) and shots[0].number > 1)
        self.later.setEnabled(bool(shots) and shots[-1].number < len(self.model.shots))
        self.out.setEnabled(bool(shots))
        current = self._current()
        if self.stack.currentWidget() is self.large and current is not None:
            self._show_large(current)

    def begin(self, *, reason: bool = False) -> None:
        """The cursor to where photographs come in, or where it is said why there are none."""
        if not self.model.shots:
            (self.none.reason if reason else self.none).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def stands(self) -> tuple[str, int]:
        """Address with the cursor, and where in it; empty where it is elsewhere."""
        cell, at = self.panel.stands()
        current = self._current()
        if current is not None and (cell or self.grid.hasFocus()):
            return f"{FIELD}/{current.row}/{cell}".rstrip("/"), at
        held = self.none.reason.text
        return (REASON, held.textCursor().position()) if held.hasFocus() else ("", 0)

    def come_back(self, place: str, at: int) -> None:
        """The photograph that was told of, and the cursor where it was."""
        row, _, cell = place.partition("/")
        here = self.model.row_of(row)
        if here >= 0:
            self.grid.choose([here], here)
            self.panel.come_back(cell, at)

    # More of them.

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Add photographs"), "", f"{self.tr('Photographs')} ({KINDS})")
        if chosen:
            self.add([Path(one) for one in chosen])

    def _paste(self) -> None:
        files = files_in(QApplication.clipboard().mimeData())
        if files:
            self.add(files)
        elif not self.locked:
            self.notice.say(self.tr("Only files can be pasted here: copy photographs in the file manager first."), "odd")

    def add(self, files: Sequence[Path]) -> None:
        """Take files in, whatever their number."""
        if not self.locked:
            self.notice.clear()
            self.arriving.start(self.sheet, files)

    def _refuse(self, error: FieldError) -> None:
        self.notice.refuse(error, self.lang)

    # What is done with those chosen.

    def _tell_of(self, cell: str, raw: Any) -> None:
        for one in self._chosen():
            self.typed.emit(f"{FIELD}/{one.row}/{cell}", raw)
        self._show()

    def _next(self) -> None:
        """On to the caption of the next one."""
        place = self.grid.currentIndex().row() + 1
        if place < len(self.model.shots):
            self.grid.choose([place], place)
            self.panel.write_caption()

    def _move(self, target: int) -> None:
        if self.locked or not self._chosen():
            return
        keys = [(one.row, one.key) for one in self.model.shots]
        for row, key in photographs.moved(keys, self.grid.chosen(), target).items():
            self.typed.emit(f"{FIELD}/{row}", key)
        self._show()

    def _take_out(self) -> None:
        shots = self._chosen()
        if self.locked or not shots:
            return
        for one in shots:
            self.typed.emit(f"{FIELD}/{one.row}", None)
            for cell in one.cells:
                if cell != "row":
                    self.typed.emit(f"{FIELD}/{one.row}/{cell}", None)
        self._show()
        said = self.tr("Taken out: {names}").format(names=self.arriving.named([one.name for one in shots]))
        self.notice.say(said, "good", button(self.tr("Put back"), partial(self._put_back, shots)))

    def _put_back(self, shots: Sequence[Shot]) -> None:
        for one in shots:
            self.typed.emit(f"{FIELD}/{one.row}", one.key)
            for cell, value in one.cells.items():
                if cell != "row":
                    self.typed.emit(f"{FIELD}/{one.row}/{cell}", value)
        self.notice.clear()
        self._show()

    def _write_out(self) -> None:
        one = self._current()
        if one is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Write out"), str(Path.home() / one.name))
        if chosen:
            self.write_to(one, Path(chosen))

    def write_to(self, shot: Shot, file: Path) -> None:
        """Write a photograph as a plain file, as the camera wrote it; it is noted until the person says it is gone."""
        try:
            self.sheet.desk.act(attaching.detach_to, self.sheet.id, shot.digest, file)
        except FieldError as error:
            self._refuse(error)
            return
        self.notice.say(self.tr("Written out; it is not encrypted: delete it when it is no longer needed."), "odd")

    # One of them larger.

    def _enlarge(self) -> None:
        current = self._current()
        if current is not None:
            self.stack.setCurrentWidget(self.large)
            self._show_large(current)
            self.large.setFocus()

    def _show_large(self, one: Shot) -> None:
        why = self.model.why(one.digest)
        said = [self.model.called(one), one.told("taken_at"), one.told("taken_by"), one.told("place")]
        below = one.told("caption") if why is None else f"{one.name}: {why.sentence(self.lang)}"
        anew = one.digest != self.large.digest
        drawn, last = self.model.drawn(one.digest), one.number == len(self.model.shots)
        self.large.show_photo(one.digest, " · ".join(filter(None, said)), below, drawn, first=one.number == 1, last=last)
        if anew and why is None:
            job = self.sheet.desk.look(lambda session: (one.digest, pictures.large(session, one.digest)))
            job.done.connect(self.large.take)

    def _step(self, step: int) -> None:
        place = self.grid.currentIndex().row() + step
        if 0 <= place < len(self.model.shots):
            self.grid.choose([place], place)

    def _back(self) -> None:
        self.stack.setCurrentWidget(self._some)
        self.grid.setFocus()
