"""The points of a project on a board: a column a phase. Where a point stands follows from what was done, so none is dragged."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from desktop.acts import board
from desktop.acts.board import PointCard
from desktop.model.form import Form
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.point.board_column import CARD, ColumnModel, ColumnView


class PointBoard(Awake):
    """`chosen`: id of a point that is to be shown; `listed`: the plain list is wanted again; `begun`: a new point is."""

    chosen = Signal(str)
    listed = Signal()
    begun = Signal()

    def __init__(self, desk: Desk, form: Form, outcomes: Mapping[str, str]) -> None:
        super().__init__(desk)
        self.form, self.lang = form, desk.shell.lang
        self.cards: list[PointCard] = []
        self.columns: dict[str, ColumnView] = {}
        self._heads: dict[str, QLabel] = {}
        levels = {option.id: option.label[self.lang] for option in form.field("level").options}
        self._words = {**levels, **outcomes}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by title, number or person"))
        self.search.setAccessibleName(self.tr("Search the board"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._lay)
        head = QHBoxLayout()
        head.addWidget(button(self.tr("List"), self.listed.emit))
        head.addWidget(button(self.tr("New: {form}").format(form=form.label[self.lang]), self.begun.emit))
        head.addWidget(self.search, 1)
        self.empty = words("", "faint")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addLayout(head)
        whole.addWidget(self.empty)
        whole.addLayout(self._columns(), 1)

    def _columns(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        heads = []
        for phase in self.form.phases:
            model = ColumnModel(self._words, self.tr("{day} overdue"), self.tr("by {day}"))
            view = self.columns[phase.id] = ColumnView(model, phase.label[self.lang])
            view.activated.connect(self._activated)
            view.sideways.connect(partial(self._sideways, phase.id))
            view.came.connect(partial(self._only, phase.id))
            label = self._heads[phase.id] = words("", "head")
            label.setBuddy(view)
            heads.append(label)
            column = QVBoxLayout()
            column.addWidget(label)
            column.addWidget(view, 1)
            row.addLayout(column, 1)
        return row

    def model(self, phase: str) -> ColumnModel:
        found = self.columns[phase].model()
        assert isinstance(found, ColumnModel)
        return found

    def refresh(self) -> None:
        """Read the points anew; what each comes to is looked for beside all else."""
        if not self.desk.has_project:
            return
        found = board.cards(self.desk.session)
        if found != self.cards:
            self.cards = found
            self._lay()
        self._say_empty()
        self.desk.look(board.outcomes).done.connect(self._show_outcomes)

    def _show_outcomes(self, found: Mapping[str, str]) -> None:
        for phase in self.columns:
            if self.model(phase).outcomes != found:
                self.model(phase).show_outcomes(found)

    def _lay(self) -> None:
        """Each point in its column; the one chosen stays chosen where it is."""
        wanted = self.search.text().strip().casefold()
        shown = [one for one in self.cards if not wanted or wanted in f"{one.title} {one.number} {one.owner}".casefold()]
        for phase, view in self.columns.items():
            model, current = self.model(phase), view.currentIndex().data(CARD)
            here = [one for one in shown if one.phase == phase]
            if here != list(model.cards):
                model.show_cards(here)
                row = model.row_of(current.id) if current else -1
                if row >= 0:
                    view.setCurrentIndex(model.index(row))
            label = next(one.label[self.lang] for one in self.form.phases if one.id == phase)
            self._heads[phase].setText(self.tr("{phase} ({n})").format(phase=label, n=len(here)))
        self._say_empty()

    def _say_empty(self) -> None:
        nothing = not any(self.model(phase).cards for phase in self.columns)
        looked = bool(self.search.text().strip())
        self.empty.setText(self.tr("Nothing found.") if looked else self.tr("No point yet. Note the first one: a title is enough."))
        self.empty.setVisible(nothing)

    def enter(self) -> None:
        """Put the cursor to the point that was chosen last, else to the first there is."""
        for view in (*(one for one in self.columns.values() if one.currentIndex().isValid()), *self.columns.values()):
            if view.model().rowCount():
                view.setFocus()
                return
        self.search.setFocus()

    def _activated(self, index: QModelIndex) -> None:
        card = index.data(CARD)
        if card:
            self.chosen.emit(card.id)

    def _sideways(self, phase: str, to: int) -> None:
        """To the next column in which something stands, at the same height."""
        ids = list(self.columns)
        row = max(0, self.columns[phase].currentIndex().row())
        place = ids.index(phase) + to
        while 0 <= place < len(ids):
            view = self.columns[ids[place]]
            if count := view.model().rowCount():
                view.setCurrentIndex(view.model().index(min(row, count - 1), 0))
                view.setFocus()
                return
            place += to

    def _only(self, phase: str) -> None:
        """One point is chosen on the whole board."""
        for other, view in self.columns.items():
            if other != phase:
                view.clearSelection()
                view.setCurrentIndex(QModelIndex())
