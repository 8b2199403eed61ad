"""The menu of all that can be done in the window and on the present page, each with its keys."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QPushButton

from desktop.ui.find.commands import Command, Group
from desktop.ui.notice import SAYS

APART = ("rooms", "new")
"""Groups that open to the side: they are long."""


class MainMenu(QPushButton):
    """`groups` tells what can be done when somebody opens it."""

    def __init__(self, groups: Callable[[], Sequence[Group]]) -> None:
        super().__init__(self.tr("Menu"))
        self._groups = groups
        self.setProperty(SAYS, self.tr("Menu"))
        self.setShortcut("F10")
        self.setToolTip("F10")
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for group in self._groups():
            if group.id in APART:
                inner = menu.addMenu(group.label)
                _add(inner, group.commands)
            else:
                menu.addSection(group.label)
                _add(menu, group.commands)


def _add(menu: QMenu, commands: Sequence[Command]) -> None:
    for one in commands:
        # Behind a tab the keys are shown, and not claimed a second time.
        label = one.label.replace("&", "&&")
        menu.addAction(f"{label}\t{one.keys}" if one.keys else label, one.act)
