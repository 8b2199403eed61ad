"""A place in the bar with several leaves, one of which is a room of records."""

from PySide6.QtWidgets import QTabWidget

from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.records.room import Room
from desktop.ui.rooms import Place


class Tabbed(Awake):
    """`room` is the leaf of records, put into `tabs` by whoever this is."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk)
        self.room = Room(desk, place)
        self.tabs = QTabWidget()
