"""The room of points: its list beside the point chosen, or all of them on a board. What was chosen last is remembered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts.board import POINT
from desktop.acts.standings import CORROBORATION
from desktop.ui.desk import Desk
from desktop.ui.notice import button
from desktop.ui.point.point_board import PointBoard
from desktop.ui.records.room import Room
from desktop.ui.rooms import Place

KEPT = "points_on_board"


class PointsRoom(Room):
    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        session = desk.session
        judged = session.form(CORROBORATION).field("outcome")
        outcomes = {option.id: option.label[desk.shell.lang] for option in judged.options}
        self.board = PointBoard(desk, session.form(POINT), outcomes)
        self.board.chosen.connect(self.open)
        self.board.listed.connect(lambda: self.show_board(on=False))
        self.board.begun.connect(lambda: self.begin(POINT))
        to_board = QWidget()
        row = QHBoxLayout(to_board)
        row.setContentsMargins(8, 8, 8, 0)
        row.addWidget(button(self.tr("Board by phase"), lambda: self.show_board(on=True)))
        narrow, whole = self.left.layout(), self.layout()
        assert isinstance(narrow, QVBoxLayout) and isinstance(whole, QHBoxLayout)
        narrow.insertWidget(0, to_board)
        whole.addWidget(self.board, 1)
        self._turn(board=desk.shell.settings.value(KEPT) in (True, "true"))

    def show_board(self, *, on: bool) -> None:
        """What is chosen here is how the room is shown from now on; a record that is open is left, and so saved."""
        self.desk.shell.settings.setValue(KEPT, on)
        if on:
            self.leave()
        self._turn(board=on)
        if on:
            self.board.enter()

    def _turn(self, *, board: bool) -> None:
        self.board.setVisible(board)
        for part in (self.wide, self.both):
            part.setVisible(not board)

    def open(self, id: str, place: tuple[str, int] = ("", 0), by: tuple[str, ...] = ()) -> None:
        self._turn(board=False)
        super().open(id, place, by)

    def begin(self, form_id: str) -> None:
        self._turn(board=False)
        super().begin(form_id)

    def search(self) -> None:
        self._turn(board=False)
        super().search()

    def show_only(self, ids: Sequence[str], why: str) -> None:
        self._turn(board=False)
        super().show_only(ids, why)
