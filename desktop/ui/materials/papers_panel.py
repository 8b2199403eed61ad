"""The shares and slips that go with a request, each with the one step that is next."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.acts import handing
from desktop.acts.asking import Paper, Picture
from desktop.errors import FieldError, Language
from desktop.ui.materials.line_words import LineWords
from desktop.ui.notice import button, empty, words
from desktop.ui.records.reason_bar import ReasonBar
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink


class PapersPanel(QWidget):
    """`pointed`: id of a record to be shown; `done`: a step was taken, to be told so."""

    pointed = Signal(str)
    done = Signal(str)
    refused = Signal(object)

    def __init__(self, sheet: Sheet, lang: Language, said: LineWords) -> None:
        super().__init__()
        self.sheet, self.lang, self.said = sheet, lang, said
        self._told: object = None
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.reason = ReasonBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addWidget(self.reason)

    def show_picture(self, picture: Picture) -> None:
        """Laid out anew only where something is different."""
        told = (picture.asked_of_us, picture.slips, picture.my_side, picture.today)
        if told == self._told:
            return
        self._told = told
        empty(self._list)
        if picture.asked_of_us:
            self._add(words(self.tr("Borrowed of these by others ({n})").format(n=len(picture.asked_of_us)), "head"))
        for one in picture.asked_of_us:
            name = picture.names.get(one.lines[0] if one.lines else "", one.title)
            self._add(self._line(one, f"{one.number}　{name}", self.said.wanted(one), self._steps_of_share(one, picture.my_side)))
        if picture.slips:
            self._add(words(self.tr("Handover slips ({n})").format(n=len(picture.slips)), "head"))
        for one in picture.slips:
            text = self.said.slip(one, picture.today)
            self._add(self._line(one, f"{one.number}　{one.title}", text, self._steps_of_slip(one)))
        self.setVisible(bool(picture.asked_of_us or picture.slips))

    def _add(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        widget.show()

    def _line(self, one: Paper, title: str, text: str, steps: list[QPushButton]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(beside(TitleLink(title, partial(self.pointed.emit, one.id))), 3)
        row.addWidget(words(text, "faint"), 3)
        for step in steps:
            row.addWidget(step)
        return line

    def _steps_of_share(self, one: Paper, mine: str) -> list[QPushButton]:
        """Of the side that holds the material."""
        if one.values.get("from_side") not in (None, mine):
            return []
        if one.state == "asked":
            given = self.tr("{number} is given.").format(number=one.number)
            return [
                button(self.tr("Given"), lambda: self._do(given, handing.give, one.id), main=True),
                button(self.tr("Cannot be given"), lambda: self._decline(one)),
            ]
        if one.state == "given" and one.values.get("way") != "copy":
            back = self.tr("{number} is back.").format(number=one.number)
            return [button(self.tr("Returned"), lambda: self._do(back, handing.got_back, one.id))]
        return []

    def _decline(self, one: Paper) -> None:
        said = self.tr("{number} is declined; the other side asks the unit.").format(number=one.number)
        self.reason.ask(self.tr("Why can it not be given?"), lambda reason: self._do(said, handing.decline, one.id, reason))

    def _steps_of_slip(self, one: Paper) -> list[QPushButton]:
        if not to_come_back(one):
            return []
        back = self.tr("{number} is back.").format(number=one.number)
        return [button(self.tr("Returned"), lambda: self._do(back, handing.take_back, one.id))]

    def _do(self, told: str, act: Callable[..., Any], id: str, *more: Any) -> None:
        self.sheet.finish()
        try:
            self.sheet.desk.act(act, id, *more)
        except FieldError as error:
            self.refused.emit(error)
            return
        self.done.emit(told)


def to_come_back(slip: Paper) -> bool:
    """Whether what a slip lists is out, to be given back."""
    return slip.state == "signed" and (slip.values.get("direction") == "lend" or bool(slip.values.get("return_due")))


def beside(widget: QWidget, stretch: int = 1) -> QWidget:
    """A widget with room left behind it, so that what follows stands in a column. `stretch`: 1 for a title, which takes no more
    than it needs by itself."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget, stretch)
    row.addStretch(1 - stretch)
    return place
