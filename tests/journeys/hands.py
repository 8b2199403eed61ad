"""Two hands and two eyes at a window: they find things by the words a person reads, click them, type, and look.

`Hands` uses the mouse as people do, `Keys` never touches it. Nothing here calls into the program once a window is open.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMenu, QScrollArea, QTabBar, QWidget

from tests.journeys.eyes import NoMouse, ancestor, called, can_be_used, grip, lines_of, texts_of, wait

TABS = 250
Key = Qt.Key
NONE, CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


class Hands:
    """One person at one window, who uses keys where they are at hand and else the mouse."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    # What is seen.

    def texts(self) -> Iterator[str]:
        """Every text that can be read in the window, one a widget."""
        for widget in self.widgets():
            yield from texts_of(widget)

    def widgets(self) -> Iterator[QWidget]:
        """All that is shown, in or out of the part that is scrolled to."""
        yield from (widget for widget in self.window.findChildren(QWidget) if widget.isVisible())

    def reads(self, text: str) -> bool:
        """Whether it stands somewhere in the window now."""
        return any(text in one for one in self.texts())

    def sees(self, *wanted: str) -> None:
        """Wait until all of it can be read."""
        wait(lambda: all(map(self.reads, wanted)), lambda: f"{wanted} not in {list(self.texts())}")

    def misses(self, text: str) -> None:
        """Wait until it can be read nowhere."""
        wait(lambda: not self.reads(text), lambda: f"{text} is still shown")

    def reads_after(self, pattern: str) -> str:
        """What stands at the group of a pattern, once it can be read."""
        found: list[str] = []

        def there() -> bool:
            found[:] = [hit[1] for one in self.texts() if (hit := re.search(pattern, one))]
            return bool(found)

        wait(there, lambda: f"{pattern} not in {list(self.texts())}")
        return found[0]

    def find(self, name: str, kind: type = QWidget) -> QWidget:
        """The widget that a person would call so: by its text, else by its accessible name. Waits until it is shown."""
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [one for one in self.widgets() if isinstance(one, kind) and called(one) == name and can_be_used(one)]
            return bool(found)

        wait(there, lambda: f"no {kind.__name__} {name} among {sorted(set(filter(None, map(called, self.widgets()))))}")
        return found[0]

    def column(self, name: str) -> list[str]:
        """What stands in all fields of one name, from the top down."""
        QApplication.processEvents()
        fields: list[Any] = [one for one in self.widgets() if one.accessibleName() == name and hasattr(one, "toPlainText")]
        return [one.toPlainText() for one in sorted(fields, key=lambda one: one.mapTo(self.window, QPoint()).y())]

    @property
    def cursor(self) -> Any:
        """Where typing goes."""
        self.sit()
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the cursor"
        return focus

    def cursor_in(self, name: str) -> None:
        """Wait until the cursor stands there, as one does before one types."""
        wait(lambda: called(self.cursor) == name, lambda: f"the cursor is in {called(self.cursor)}, not in {name}")

    def settle(self) -> None:
        """Wait until nothing on the page moves any more."""
        before: list[object] = []

        def still() -> bool:
            now: list[object] = [(id(one), one.geometry().getRect()) for one in self.widgets()]
            same, before[:] = now == before, now
            return same

        wait(still, lambda: "the page does not come to rest")

    # What is done.

    def sit(self) -> None:
        """Turn to this window."""
        if QApplication.activeWindow() is not self.window and QApplication.activePopupWidget() is None:
            self.window.activateWindow()
            wait(lambda: QApplication.activeWindow() is self.window, lambda: "the window is not in front")

    def press(self, name: str) -> None:
        """Push a button, tick a box, choose one of several."""
        self._click(self.find(name, QAbstractButton))

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self._click(self.find(name))

    def tab(self, name: str) -> None:
        """Turn to one of the tabs."""
        bar, place = self._tab(name)
        self._click(bar, bar.tabRect(place).center())

    def choose(self, inside: str, text: str) -> None:
        """Point at the line of a list that has these words in it."""
        view, row = self._row(inside, text)
        # What is still to be laid out would move the line under the finger.
        QApplication.processEvents()
        view.scrollTo(view.model().index(row, 0))
        self._click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())

    def pick(self, button: str, item: str) -> None:
        """Open the menu of a button and take something from it."""
        self.press(button)
        wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), lambda: "no menu opened")
        menu: Any = QApplication.activePopupWidget()
        action = next((one for one in menu.actions() if one.text().replace("&", "") == item), None)
        assert action is not None, f"{item} not in {[one.text() for one in menu.actions()]}"
        self._take(menu, action)

    def _take(self, menu: QMenu, action: Any) -> None:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, NONE, menu.actionGeometry(action).center())

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            target = QApplication.activePopupWidget() or self.cursor
            QTest.keyClick(target, key, modifier)

    def write(self, text: str) -> None:
        """Type: Latin letters key by key, Chinese through an input method."""
        for latin, run in groupby(text, str.isascii):
            said = "".join(run)
            if latin:
                QTest.keyClicks(self.cursor, said)
            else:
                self.compose(said[0])
                self.commit(said)

    def compose(self, preedit: str) -> None:
        """The input method shows what it makes of the keys so far."""
        self._input(QInputMethodEvent(preedit, []))

    def commit(self, text: str) -> None:
        """The input method gives what was chosen."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        self._input(event)

    def _input(self, event: QInputMethodEvent) -> None:
        """An input method serves only those who ask for it; what can only be read does not."""
        if self.cursor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            QApplication.sendEvent(self.cursor, event)

    def fill(self, name: str, text: str) -> None:
        """Write into a field, over what stands there."""
        self.go_to(name)
        self.key(Key.Key_A, CONTROL)
        self.write(text)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.key(Key.Key_V, CONTROL)

    def _click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """A click where the widget is seen; what lies out of sight is scrolled to, and what lies under another is not reached."""
        self.sit()
        QApplication.processEvents()
        area = ancestor(widget, QScrollArea)

        def in_sight() -> bool:
            if area is not None and widget.visibleRegion().boundingRect() != widget.rect():
                area.ensureWidgetVisible(widget)
            return not widget.visibleRegion().isEmpty()

        wait(in_sight, lambda: f"{called(widget)} is out of sight")
        at = at or grip(widget)
        hit = self.window.childAt(widget.mapTo(self.window, at))
        assert hit is not None, f"{called(widget)} is outside of the window"
        assert hit is widget or widget.isAncestorOf(hit) or hit.focusProxy() is widget, f"{called(widget)} is under {hit}"
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, NONE, hit.mapFrom(widget, at) if widget.isAncestorOf(hit) else at)

    def _tab(self, name: str) -> tuple[QTabBar, int]:
        found: list[tuple[QTabBar, int]] = []

        def there() -> bool:
            bars = [one for one in self.widgets() if isinstance(one, QTabBar)]
            found[:] = [(bar, place) for bar in bars for place in range(bar.count()) if bar.tabText(place) == name]
            return bool(found)

        wait(there, lambda: f"no tab {name}")
        return found[0]

    def _row(self, inside: str, text: str) -> tuple[Any, int]:
        view: Any = self.find(inside, QAbstractItemView)
        found: list[int] = []

        def there() -> bool:
            found[:] = [place for place, line in enumerate(lines_of(view.model())) if text in line]
            return bool(found)

        wait(there, lambda: f"{text} not in {list(lines_of(view.model()))}")
        return view, found[0]


class Keys(Hands):
    """A person without a mouse: Tab leads everywhere, Space and the arrows choose."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.mice = NoMouse(window)
        QApplication.instance().installEventFilter(self.mice)

    def press(self, name: str) -> None:
        wanted: Any = self.find(name, QAbstractButton)
        group = wanted.group()
        if group and group.exclusive():
            # Tab leads to one of them, the arrows to the others.
            among = group.buttons()
            self._tab_to(lambda focus: focus in among, name)
            been = []
            while self.cursor is not wanted:
                been.append(called(self.cursor))
                assert len(been) < TABS and self.cursor in among, f"arrows do not lead to {name}; they came by {been}"
                at, to = self.cursor.geometry(), wanted.geometry()
                across = (Key.Key_Right, Key.Key_Left) if at.y() == to.y() else (Key.Key_Down, Key.Key_Up)
                self.key(across[among.index(self.cursor) > among.index(wanted)])
        else:
            self._tab_to(lambda focus: isinstance(focus, QAbstractButton) and called(focus) == name, name)
        self.key(Key.Key_Space)

    def go_to(self, name: str) -> None:
        self.find(name)
        self._tab_to(lambda focus: called(focus) == name, name)

    def tab(self, name: str) -> None:
        bar, place = self._tab(name)
        self._tab_to(lambda focus: focus is bar, name)
        for _ in range(bar.count()):
            if bar.currentIndex() != place:
                self.key(Key.Key_Right if bar.currentIndex() < place else Key.Key_Left)

    def choose(self, inside: str, text: str) -> None:
        view, row = self._row(inside, text)
        self._tab_to(lambda focus: focus is view, inside)
        self.key(Key.Key_Home)
        self.key(Key.Key_Down, times=row)

    def _take(self, menu: QMenu, action: Any) -> None:
        for _ in menu.actions():
            if menu.activeAction() is not action:
                self.key(Key.Key_Down)
        self.key(Key.Key_Return)

    def _tab_to(self, there: Callable[[Any], bool], name: str) -> None:
        been = []
        for _ in range(TABS):
            if there(self.cursor):
                return
            been.append(called(self.cursor))
            self.key(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}; it came by {been[:40]}")


def start(
    folder: Path, hands: type[Hands] = Hands, lang: str = "zh", *, large: bool | None = None, size: tuple[int, int] = (1280, 700)
) -> Hands:
    """Open the program on the vault in a folder, as the command without words does. `large`: as it was chosen last unless told."""
    from desktop.ui.shell import Shell
    from desktop.ui.window import Window

    shell = Shell(folder, lang)  # type: ignore[arg-type]
    if large is not None:
        shell.settings.setValue("large", large)
    window = Window(QApplication.instance(), shell)  # type: ignore[arg-type]
    window.resize(*size)
    window.show()
    return hands(window)
