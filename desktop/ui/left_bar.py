"""The bar on the left: a button for each room, in the order in which they are added, each with its keys."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.notice import button, rule, shortcut

CHARACTERS = 9.5
"""How wide the bar is, in Chinese characters."""


class LeftBar(QFrame):
    """`wanted`: id of a room to go to; `creating`: something new is to be begun."""

    wanted = Signal(str)
    creating = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedWidth(int(self.fontMetrics().horizontalAdvance("中") * CHARACTERS) + 16)
        self._group = QButtonGroup(self)
        self._doors: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 10, 8, 10)
        self.new = button(self.tr("＋ New"), self.creating.emit, main=True)
        self.new.setToolTip("Ctrl+N")
        shortcut("Ctrl+N", self.new, self.creating.emit, self.tr("Begin something new"))
        self._column.addWidget(self.new)
        self._top = QHBoxLayout()
        self._column.addLayout(self._top)

    def add_above(self, *buttons: QWidget) -> None:
        """Buttons side by side above the rooms."""
        for one in buttons:
            self._top.addWidget(one)

    def add(self, id: str, label: str) -> None:
        """A room's button; Alt and its number in the bar press it."""
        chosen = QPushButton(label)
        chosen.setCheckable(True)
        chosen.setProperty("room", True)
        number = len(self._doors) + 1
        keys = f"Alt+{number % 10}"
        chosen.setToolTip(keys)
        shortcut(keys, self, partial(self.wanted.emit, id))
        chosen.clicked.connect(partial(self.wanted.emit, id))
        self._group.addButton(chosen, number)
        self._doors[id] = chosen
        self._column.addWidget(chosen)

    def divide(self) -> None:
        """What comes after stands at the foot, below a line."""
        self._column.addStretch(1)
        self._column.addWidget(rule())

    def reveal(self, id: str, *, shown: bool) -> None:
        self._doors[id].setVisible(shown)

    def doors(self) -> Iterator[tuple[str, str, str]]:
        """Id, label and keys of each room that is shown."""
        for id, chosen in self._doors.items():
            if not chosen.isHidden():
                yield id, chosen.text(), chosen.toolTip()

    def check(self, id: str) -> None:
        self._doors[id].setChecked(True)

    def __contains__(self, id: object) -> bool:
        return id in self._doors
