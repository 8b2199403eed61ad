"""What can be done now: the one list of which the menu, the sheet of keys and finding are made.

Of a page it is read off the page itself: buttons that have keys, buttons that open a menu, and keys that say what they do. So no
page can have keys of which the menu does not know."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from desktop.ui.notice import SAYS

PLAIN = QKeySequence.SequenceFormat.PortableText


@dataclass(frozen=True)
class Command:
    """`keys` as people call them, empty where there are none: `Ctrl+K`."""

    label: str
    keys: str
    act: Callable[[], object]


@dataclass(frozen=True)
class Group:
    """Commands that belong together. `id`: here, rooms, new or window."""

    id: str
    label: str
    commands: tuple[Command, ...]


def on(page: QWidget) -> Iterator[Command]:
    """What can be done on a page that is shown."""
    for one in page.findChildren(QAbstractButton):
        if one.isVisible() and one.isEnabled():
            yield from _of_button(one)
    for keys in page.findChildren(QShortcut):
        says, above = keys.property(SAYS), keys.parent()
        if says and isinstance(above, QWidget) and above.isVisible():
            yield Command(says, keys.key().toString(PLAIN), keys.activated.emit)


def _of_button(one: QAbstractButton) -> Iterator[Command]:
    label = _called(one)
    menu = one.menu() if isinstance(one, QPushButton) else None
    if menu is not None and one.property(SAYS) is None:
        # Some are filled only when somebody opens them.
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.text() and action.isEnabled() and not action.isSeparator():
                yield Command(f"{label.rstrip('…')}{': ' if label.isascii() else '：'}{action.text()}", "", action.trigger)
    elif not one.shortcut().isEmpty():
        yield Command(label, one.shortcut().toString(PLAIN), one.click)


def _called(one: QAbstractButton) -> str:
    """Its words; of one that bears a sign only, what it is called to whoever cannot see it."""
    text = one.text().replace("&", "")
    return str(one.property(SAYS) or (text if len(text) > 1 else one.accessibleName()))
