"""The materials of a request being written, a line each: Enter makes the next one, and nothing needs the mouse."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.acts import asking
from desktop.acts.asking import Line, Picture
from desktop.errors import FieldError, Language
from desktop.fieldwork.materials import Asked, Known
from desktop.ui.materials.line_row import MATCHED, NAME, LineRow, in_order
from desktop.ui.materials.line_words import LineWords
from desktop.ui.notice import button
from desktop.ui.records.sheet import Sheet
from desktop.ui.talk.talk_editor import once

MATCH_MS, LOOK_MS = 250, 300
OWN = "line"
"""Begins the name of a cell where the cursor is."""


class AskGrid(QWidget):
    """`begun`: the first words of a new line were typed; `done`: an act on a line was done, to be told so; `reasoned`: somebody
    wants to say why he asks all the same; `pointed`: id of a record to be shown."""

    begun = Signal()
    done = Signal(str)
    reasoned = Signal()
    pointed = Signal(str)
    refused = Signal(object)

    def __init__(self, sheet: Sheet, lang: Language, said: LineWords) -> None:
        super().__init__()
        self.sheet, self.lang, self.said = sheet, lang, said
        self.form = sheet.desk.session.form("material_item")
        self.rows: dict[str, LineRow] = {}
        self._lines: dict[str, Line] = {}
        self._every: Sequence[Asked] = ()
        self._locked = False
        self._mine = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._unmatched: set[str] = set()
        self._match = once(self._match_typed, MATCH_MS, self)
        self._look = once(self._ask, LOOK_MS, self)
        self._leave = once(self._finish_left, 0, self)
        self.blank = self._new_row()
        self._column.addWidget(self.blank)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._focus)

    def _new_row(self) -> LineRow:
        row = LineRow(self.form, self.lang)
        row.typed.connect(lambda id, raw: self._typed(row, id, raw))
        row.matched.connect(lambda: self._matched(row))
        row.onward.connect(lambda: self._onward(row))
        row.out.connect(lambda: self._take_out(row))
        row.lock(self._locked)
        return row

    def show_picture(self, picture: Picture, *, locked: bool) -> None:
        """Show these lines; a cell with the cursor is left alone. `locked`: the request stands as it was sent."""
        self._mine, self._locked = picture.my_side, locked
        self._lines = {line.id: line for line in picture.lines}
        for gone in [id for id in self.rows if id not in self._lines]:
            self._let_go(gone)
        for line in picture.lines:
            if line.id not in self.rows:
                self._add(line.id)
        self.blank.refresh(len(self.rows) + 1)
        for number, (id, row) in enumerate(self.rows.items(), 1):
            if row.sheet is not None:
                row.sheet.refresh()
            row.refresh(number)
            row.lock(locked or self._lines[id].stands != "draft")
        self.blank.setVisible(not locked)
        self.match()
        self._look.start()

    def _add(self, id: str) -> None:
        """A line that is there already. It takes the place of the empty one, unless somebody is about to type in that."""
        if self._row_of(QApplication.focusWidget()) is not self.blank:
            self._bind(self.blank, id)
            self._renew()
            return
        row = self._new_row()
        self._column.insertWidget(len(self.rows), row)
        row.show()
        self._bind(row, id)
        in_order([*row.reached(), *self.blank.reached()])

    def _renew(self) -> None:
        """Another empty line at the end."""
        self.blank = self._new_row()
        self._column.addWidget(self.blank)
        self.blank.refresh(len(self.rows) + 1)
        self.blank.show()

    def _bind(self, row: LineRow, id: str) -> None:
        row.sheet = Sheet(self.sheet.desk, id)
        row.sheet.kept.connect(self.sheet.kept)
        row.sheet.refused.connect(self.refused)
        self.sheet.beside.append(row.sheet)
        self.rows[id] = row
        row.show()

    def _let_go(self, id: str) -> None:
        row = self.rows.pop(id)
        if row.sheet in self.sheet.beside:
            self.sheet.beside.remove(row.sheet)
        row.hide()
        row.deleteLater()

    def _typed(self, row: LineRow, id: str, raw: Any) -> None:
        if row.sheet is None and not (raw and self._begin(row)):
            return
        if row.sheet is not None:
            row.sheet.type(id, raw)

    def _begin(self, row: LineRow) -> bool:
        """The line becomes a record with its first word, so that all that is typed into it is kept as it is typed."""
        try:
            (id,) = self.sheet.desk.quietly(asking.add, self.sheet.id, [{}])
        except FieldError as error:
            self.refused.emit(error)
            return False
        self._bind(row, id)
        self._lines[id] = Line(id, "", "draft", {})
        row.lock(False)
        self._renew()
        self.begun.emit()
        return True

    def _onward(self, row: LineRow) -> None:
        found = [*self.rows.values(), self.blank]
        if row is not self.blank:
            found[found.index(row) + 1].enter()

    def _take_out(self, row: LineRow) -> None:
        id = next((one for one, found in self.rows.items() if found is row), "")
        place = list(self.rows).index(id)
        if self._do(asking.take_out, id):
            [*self.rows.values(), self.blank][min(place, len(self.rows))].enter()

    def _do(self, act: Callable[..., Any], id: str, *more: Any) -> bool:
        """Something done with a line, after what was typed is in."""
        self.sheet.finish()
        try:
            self.sheet.desk.act(act, id, *more)
        except FieldError as error:
            self.refused.emit(error)
            return False
        return True

    # What is left is saved.

    def _focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and now is not None and (row := self._row_of(old)) and row is not self._row_of(now):
            self._leave.start()

    def _row_of(self, widget: QWidget | None) -> LineRow | None:
        while widget is not None and not isinstance(widget, LineRow):
            widget = widget.parentWidget()
        return widget

    def _finish_left(self) -> None:
        here = self._row_of(QApplication.focusWidget())
        for row in list(self.rows.values()):
            if row is not here and row.sheet is not None and row.sheet.words:
                row.sheet.finish()

    # What is known elsewhere.

    def _ask(self) -> None:
        if not self._locked:
            self.sheet.desk.look(asking.every).done.connect(self._got)

    def _got(self, found: Sequence[Asked]) -> None:
        self._every = found
        self.match()

    def _matched(self, row: LineRow) -> None:
        self._unmatched |= {id for id, one in self.rows.items() if one is row}
        self._match.start()

    def _match_typed(self) -> None:
        typed, self._unmatched = self._unmatched, set()
        self.match(typed)

    def match(self, ids: Collection[str] | None = None) -> None:
        """Tell below each line, or below these, what is known of its material."""
        for id, row in self.rows.items():
            if ids is not None and id not in ids:
                continue
            line = self._lines[id]
            if line.stands == "draft" and not self._locked:
                self._tell_known(row, id)
            else:
                self._tell_stands(row, line)

    def _tell_known(self, row: LineRow, id: str) -> None:
        unit = str(self.sheet.value("to_unit") or "")
        try:
            name, period, edition = (row.value(one) for one in MATCHED)
            found = asking.known(self.sheet.desk.session, self._every, unit, name, period, edition, self.sheet.id)
        except FieldError:
            found = None
        if found is None:
            row.tell("")
            return
        text = self.said.known(found.one, self._mine)
        if not found.exact:
            text = self.tr("Is it this? {known}").format(known=text)
        row.tell(text, *self._ways(id, found))

    def _ways(self, id: str, found: Known) -> list[QPushButton]:
        if found.one.side == self._mine:
            return [button(self.tr("Show it"), lambda: self.pointed.emit(found.one.request.id))]
        label = self.tr("Borrow it there") if found.exact else self.tr("The same: borrow it there")
        ways = [button(label, lambda: self._borrow(id, found.one.item.id), main=True)]
        if found.exact and found.one.come:
            ways.append(button(self.tr("Ask all the same"), self.reasoned.emit, link=True))
        return ways

    def _borrow(self, id: str, of: str) -> None:
        if self._do(asking.share, id, of):
            self.done.emit(self.tr("The other side gets this with the next exchange; the unit is not asked for it."))

    def _tell_stands(self, row: LineRow, line: Line) -> None:
        text = self.said.stands(line, "")
        share = line.share
        if share is not None:
            row.tell(text, button(self.tr("Show it"), lambda: self.pointed.emit(share.id)), role="good")
        elif line.stands == "refused":
            row.tell(text, button(self.tr("Ask for it again"), lambda: self._do(asking.ask_after_all, line.id)))
        else:
            row.tell(text, role="good")

    # Where the cursor is.

    def enter(self, name: str = "") -> None:
        """The cursor into a cell by the name that `place` gave; without one into the line to be typed next."""
        parts = name.split("/")
        row = self.rows.get(parts[1]) if len(parts) > 1 else None
        (row or self.blank).enter(parts[2] if row and len(parts) > 2 else NAME)

    def place(self) -> tuple[str, int]:
        for id, row in [*self.rows.items(), ("", self.blank)]:
            cell, at = row.place()
            if cell:
                return f"{OWN}/{id}/{cell}", at
        return "", 0
