"""What narrows a list further, in a menu: whose side, mine, with something missing. How much of it is on stands on the button."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.acts.narrowing import LACKING, MINE, Narrow
from desktop.errors import Language
from desktop.model.every_form import SIDE_LABELS


class NarrowButton(QPushButton):
    """`chosen`: something was switched on or off."""

    chosen = Signal()

    def __init__(self, lang: Language) -> None:
        super().__init__()
        menu = QMenu(self)
        self._each: dict[str, QAction] = {}
        for id, label in ((MINE, self.tr("Mine: written here, or naming me")), (LACKING, self.tr("With something missing"))):
            self._add(menu, id, label)
        menu.addSection(self.tr("Side"))
        for side, labels in SIDE_LABELS.items():
            self._add(menu, side, labels[lang])
        menu.addSeparator()
        self._all = menu.addAction(self.tr("Show all again"), self._clear)
        self.setMenu(menu)
        self._tell()

    def _add(self, menu: QMenu, id: str, label: str) -> None:
        action = menu.addAction(label)
        action.setCheckable(True)
        action.triggered.connect(lambda _: self._changed())
        self._each[id] = action

    @property
    def on(self) -> frozenset[str]:
        return frozenset(id for id, action in self._each.items() if action.isChecked())

    @property
    def narrow(self) -> Narrow:
        on = self.on
        return Narrow(on & SIDE_LABELS.keys(), MINE in on, LACKING in on)

    def turn_on(self, ids: Iterable[str]) -> None:
        """As it was when one was here last; tells nobody."""
        for id in ids:
            if id in self._each:
                self._each[id].setChecked(True)
        self._tell()

    def _clear(self) -> None:
        for action in self._each.values():
            action.setChecked(False)
        self._changed()

    def _changed(self) -> None:
        self._tell()
        self.chosen.emit()

    def _tell(self) -> None:
        count = len(self.on)
        self.setText(self.tr("Filter ({n})").format(n=count) if count else self.tr("Filter"))
        self._all.setEnabled(bool(count))
        self.setProperty("main", bool(count))
        self.style().unpolish(self)
        self.style().polish(self)
