"""The agenda while it is prepared: its items in order, moved, taken out, and points put on it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.acts import agenda
from desktop.errors import FieldError, Language
from desktop.ui.huddle.item_part import ITEMS
from desktop.ui.huddle.offer_panel import OfferPanel
from desktop.ui.huddle.table_row import TableRow, move, rows_on, take_out
from desktop.ui.notice import button, empty, words
from desktop.ui.records.editors import Editor, soon
from desktop.ui.records.sheet import Sheet

WITHOUT_POINTS = ("joint_conference", "rectification_special")
"""Kinds of meeting that are not about points."""
UP, DOWN, OUT, GO = "↑", "↓", "×", "go"


class AgendaPanel(QWidget):
    """`typed`: address and value; `walked`: the row of an item that is to be shown large; `refused`: an expected failure."""

    typed = Signal(str, object)
    walked = Signal(str)
    refused = Signal(object)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        self.lines: dict[str, TableRow] = {}
        self._buttons: dict[tuple[str, str], QPushButton] = {}
        self._laid: object = None
        self._locked = False
        self.points = button(self.tr("＋ Points"), self.offer, main=True)
        self.item = button(self.tr("＋ Another item"), self._another)
        self.none = words(self.tr("Nothing is on the agenda yet. Put points on it that both sides have to agree on."), "faint")
        self._items = QVBoxLayout()
        self._items.setSpacing(2)
        self.offers = OfferPanel(sheet.desk)
        self.offers.taken.connect(self._take)
        self.offers.closed.connect(self._close)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list())
        self._stack.addWidget(self.offers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self._stack)

    def _list(self) -> QWidget:
        made = QWidget()
        head = QHBoxLayout()
        head.addWidget(self.points)
        head.addWidget(self.item)
        head.addStretch(1)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.addLayout(self._items)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.none)
        column.addWidget(area, 1)
        return made

    def refresh(self, kind: str, *, locked: bool) -> None:
        """Show the items as they are on the sheet; laid out anew only where they are others or in another order."""
        rows = rows_on(self.sheet, ITEMS)
        self._locked = locked
        self.points.setVisible(not locked and kind not in WITHOUT_POINTS)
        self.item.setVisible(not locked)
        self.none.setVisible(not rows)
        order = ([row["row"] for row in rows], locked)
        if order != self._laid:
            self._laid = order
            self._lay(rows)
        for row in rows:
            self.lines[str(row["row"])].show(row)
        if locked:
            self._close()

    def _lay(self, rows: list[dict[str, Any]]) -> None:
        had = next((key for key, one in self._buttons.items() if one.hasFocus()), None)
        empty(self._items)
        self.lines, self._buttons = {}, {}
        for place, row in enumerate(rows, 1):
            line = self._line(place, row, len(rows))
            self._items.addWidget(line)
            line.show()
        if had is not None and had in self._buttons:
            one = self._buttons[had]
            soon((one if one.isEnabled() else self._buttons[had[0], DOWN if had[1] == UP else UP]).setFocus)

    def _line(self, place: int, row: dict[str, Any], count: int) -> QWidget:
        id, topic = str(row["row"]), str(row.get("topic") or place)
        field = self.sheet.opened.known_form().field(ITEMS)
        self.lines[id] = TableRow(self.sheet, field, self.lang, self.typed.emit, id)
        made = QWidget()
        column = QHBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        number = words(f"{place}.", "faint", wrap=False)
        number.setFixedWidth(self.fontMetrics().horizontalAdvance("000."))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(number)
        editor = self.lines[id].editor("topic")
        editor.lock(self._locked)
        column.addWidget(editor, 1)
        self._buttons[id, GO] = go = button(self.tr("Open"), partial(self.walked.emit, id))
        go.setAccessibleDescription(topic)
        column.addWidget(go)
        acts = []
        if not self._locked:
            up, down = partial(self._move, id, -1), partial(self._move, id, 1)
            acts += [(UP, self.tr("Up: {topic}"), up), (DOWN, self.tr("Down: {topic}"), down)]
            acts += [(OUT, self.tr("Take out: {topic}"), partial(self._take_out, id))]
        for sign, called, act in acts:
            one = self._buttons[id, sign] = button(sign, act)
            one.setFixedWidth(36)
            one.setAccessibleName(called.format(topic=topic))
            one.setToolTip(one.accessibleName())
            one.setEnabled((sign, place) not in ((UP, 1), (DOWN, count)))
            column.addWidget(one)
        return made

    def _move(self, row: str, by: int) -> None:
        if move(self.sheet, ITEMS, row, by, self.typed.emit):
            self._again()

    def _take_out(self, row: str) -> None:
        take_out(self.sheet, ITEMS, row, self.typed.emit)
        self._again()
        self.item.setFocus()

    def _again(self) -> None:
        rows = rows_on(self.sheet, ITEMS)
        self._laid = ([row["row"] for row in rows], self._locked)
        self.none.setVisible(not rows)
        self._lay(rows)
        for row in rows:
            self.lines[str(row["row"])].show(row)

    def _another(self) -> None:
        """A blank item; it comes on the agenda at once, so that its place in the order is known."""
        field = self.sheet.opened.known_form().field(ITEMS)
        TableRow(self.sheet, field, self.lang, self.typed.emit).begin()
        self._again()
        soon(list(self.lines.values())[-1].cells["topic"].setFocus)

    def offer(self) -> None:
        """Points to choose from, in place of the list."""
        self.sheet.finish()
        self._stack.setCurrentWidget(self.offers)
        self.offers.look(self.sheet.id)

    def _take(self, ids: list[str]) -> None:
        try:
            self.sheet.do(agenda.add_points, ids)
        except FieldError as error:
            self.refused.emit(error)
            return
        self._close()
        self.points.setFocus()

    def _close(self) -> None:
        self._stack.setCurrentIndex(0)

    def addresses(self) -> list[tuple[str, Editor]]:
        return [pair for line in self.lines.values() for pair in line.addresses()]
