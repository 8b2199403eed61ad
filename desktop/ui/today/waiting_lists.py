"""The four short lists of Today, two beside each other; one that is empty is not there."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import waiting
from desktop.acts.waiting import Colleague, Line, Waiting
from desktop.ui.desk import Desk
from desktop.ui.notice import button, empty, words
from desktop.ui.records.title_link import TitleLink
from desktop.ui.today.asking import Asking
from desktop.ui.today.waiting_words import WaitingWords

MOST = 5
"""Lines of a list; a link leads to all of them."""
ACROSS = 2
SOON_MS = 60


class WaitingLists(QWidget):
    """`asked`: id of a record; `whole`: the list of which all is wanted; `exchanged`: the stick is wanted."""

    asked = Signal(str)
    whole = Signal(str)
    exchanged = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._words = WaitingWords(desk)
        self._shown = Waiting()
        self._asking = Asking(desk, waiting.gather, SOON_MS, self)
        self._asking.found.connect(self.show_found)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(40)
        self._grid.setVerticalSpacing(16)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)

    def refresh(self) -> None:
        self._asking.again()

    def show_found(self, found: Waiting) -> None:
        """Show what waits, where it is something else than before: whoever is at a line stays there."""
        if found == self._shown:
            return
        self._shown = found
        empty(self._grid)
        of_records = [(key, head, getattr(found, key)) for key, head in self._words.heads().items()]
        lists = [self._of_records(key, head, lines) for key, head, lines in of_records if lines]
        if found.colleagues:
            lists.append(self._of_colleagues(found.colleagues))
        for place, one in enumerate(lists):
            self._grid.addWidget(one, place // ACROSS, place % ACROSS, Qt.AlignmentFlag.AlignTop)
            one.show()

    def _of_records(self, key: str, head: str, lines: Sequence[Line]) -> QWidget:
        rows = [(self._title(one), self._words.said(one), bool(one.due) and one.days < 0) for one in lines[:MOST]]
        return self._list(head, len(lines), partial(self.whole.emit, key), rows)

    def _title(self, one: Line) -> QWidget:
        called = self._words.called(one)
        # A draft of what is no record yet has no page.
        return TitleLink(called, partial(self.asked.emit, one.id)) if one.id else words(called, wrap=False)

    def _of_colleagues(self, found: Sequence[Colleague]) -> QWidget:
        rows = [(TitleLink(one.who, self.exchanged.emit), self._words.of(one), False) for one in found[:MOST]]
        return self._list(self.tr("To hand over or receive"), len(found), self.exchanged.emit, rows)

    def _list(self, head: str, count: int, whole: Callable[[], object], rows: Sequence[tuple[QWidget, str, bool]]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        called = words(head, "head", wrap=False)
        link = button(self.tr("All {n}").format(n=count), whole, link=True)
        link.setAccessibleName(f"{head}: {link.text()}")
        # Heads beside each other stand at one height, whether or not a link follows.
        called.setMinimumHeight(link.sizeHint().height())
        top.addWidget(called, 1)
        if count > MOST:
            top.addWidget(link)
        column.addLayout(top)
        for title, said, late in rows:
            line = QHBoxLayout()
            line.addWidget(title, 1)
            told = words(said, "late" if late else "faint", wrap=False)
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(told)
            column.addLayout(line)
        return made
