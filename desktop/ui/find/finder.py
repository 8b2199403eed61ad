"""Finding, the menu and the sheet of keys, over whatever room one is in."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.model.form import Form
from desktop.ui.desk import Desk
from desktop.ui.find.commands import Command, Group, on
from desktop.ui.find.find_page import FindPage
from desktop.ui.find.main_menu import MainMenu
from desktop.ui.find.shortcuts_page import ShortcutsPage
from desktop.ui.notice import button, shortcut
from desktop.ui.over import Over


class Finder(QObject):
    """`menu` and `find` are its buttons, for the bar. `frame`: what is around the rooms and has commands too; `doors` and `makers`
    tell where one can go and what can be begun. `asked`: id of a record to be shown."""

    asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        stack: QStackedWidget,
        frame: Sequence[QWidget],
        doors: Callable[[], Sequence[Command]],
        makers: Callable[[], Sequence[Command]],
    ) -> None:
        super().__init__(stack)
        self.desk, self.over, self._frame = desk, Over(stack), frame
        self._doors, self._makers = doors, makers
        self._known: list[Group] = []
        self.forms: Mapping[str, Form] = {}
        self.menu = MainMenu(self.groups)
        self.find = button(self.tr("Find"), self.show_find)
        # A button's own keys press it only after a moment, in which what is typed next would go astray.
        shortcut("Ctrl+K", self.find, self.show_find, self.tr("Find"))
        self.find.setToolTip("Ctrl+K")

    def groups(self) -> list[Group]:
        """All that can be done where one is; over a room, what could be done in it when it was covered."""
        if self.over.page is None:
            room = self.over.room
            here = tuple(on(room)) if room else ()
            window = [one for part in self._frame for one in on(part)]
            window.append(Command(self.tr("Keys"), "F1", self.show_keys))
            self._known = [
                Group("here", self.tr("Here"), here),
                Group("rooms", self.tr("Go to"), tuple(self._doors())),
                Group("new", self.tr("New"), tuple(self._makers())),
                Group("window", self.tr("Window"), tuple(window)),
            ]
        return [group for group in self._known if group.commands]

    def show_find(self) -> None:
        if isinstance(self.over.page, FindPage):
            self.over.page.setFocus()
            return
        page = FindPage(self.desk, self.forms, self.groups())
        page.closed.connect(self.over.leave)
        page.asked.connect(self._show)
        page.chosen.connect(self._do)
        self.over.show(page)

    def show_keys(self) -> None:
        if isinstance(self.over.page, ShortcutsPage):
            return
        page = ShortcutsPage(self.groups())
        page.closed.connect(self.over.leave)
        self.over.show(page)

    def _show(self, id: str) -> None:
        self.over.leave()
        self.asked.emit(id)

    def _do(self, command: Command) -> None:
        """Where one was, so that a button of the page is there to be pressed."""
        self.over.leave()
        command.act()
