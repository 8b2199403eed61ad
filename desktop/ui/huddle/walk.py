"""The agenda point after point: one item at a time, and beside it all of them with what is done ticked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.acts import agenda
from desktop.errors import Language
from desktop.ui.huddle.item_part import ITEMS, ItemPart
from desktop.ui.huddle.table_row import rows_on
from desktop.ui.notice import button, words
from desktop.ui.records.editors import Editor, soon
from desktop.ui.records.sheet import Sheet

TICK, OPEN = "✓", "　"
KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1}
"""With Alt: whoever types needs these keys for himself."""
FIRST_CELL = "audit_view"


class Walk(QWidget):
    """`typed`: address and value; `pointed`: id of another record to be shown; `prepared`: the empty agenda is wanted."""

    typed = Signal(str, object)
    pointed = Signal(str)
    prepared = Signal()

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__()
        self.sheet, self.lang = sheet, lang
        self.part: ItemPart | None = None
        self._locked = False
        self._order: list[str] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Items of the agenda"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(120)
        self.list.setMaximumWidth(190)
        self.list.currentRowChanged.connect(self._chosen)
        self.before = button(self.tr("◀ Previous"), lambda: self.step(-1))
        self.before.setToolTip("Alt+←")
        self.before.setShortcut("Alt+PgUp")
        self.after = button(self.tr("Next ▶"), lambda: self.step(1), main=True)
        self.after.setToolTip("Alt+→")
        self.after.setShortcut("Alt+PgDown")
        self.count = words("", "head", wrap=False)
        self.none = QWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._whole = self._laid()
        application: Any = QApplication.instance()
        application.focusChanged.connect(self._focused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.none)
        column.addWidget(self._whole, 1)
        nothing = QHBoxLayout(self.none)
        nothing.addWidget(words(self.tr("Nothing is on the agenda yet."), "faint", wrap=False))
        nothing.addWidget(button(self.tr("Prepare it"), self.prepared.emit))
        nothing.addStretch(1)

    def _laid(self) -> QWidget:
        made = QWidget()
        head = QHBoxLayout()
        for one in (self.before, self.count, self.after):
            head.addWidget(one)
        head.addStretch(1)
        right = QVBoxLayout()
        right.addLayout(head)
        right.addWidget(self._area, 1)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        return made

    @property
    def at(self) -> str:
        """The row of the item shown; empty where none is."""
        return self.part.item.row if self.part else ""

    def refresh(self, kind: str, *, locked: bool) -> None:
        """Show the items as they are on the sheet, but not where somebody types."""
        self._locked, self._kind = locked, kind
        rows = rows_on(self.sheet, ITEMS)
        self._order = [str(one["row"]) for one in rows]
        self.none.setVisible(not rows)
        self._whole.setVisible(bool(rows))
        if self.at not in self._order:
            self._put(self._order[0] if rows else "")
        elif self.part:
            self.part.refresh(locked=locked)
        self._tell(rows)

    def tick(self) -> None:
        """Tell anew which items are done, as one types."""
        self._tell(rows_on(self.sheet, ITEMS))

    def _tell(self, rows: Sequence[Mapping[str, Any]]) -> None:
        said = [
            f"{TICK if agenda.is_settled(one) else OPEN} {place}. {one.get('topic') or self.tr('(no topic)')}"
            for place, one in enumerate(rows, 1)
        ]
        self.list.blockSignals(True)
        if [self.list.item(place).text() for place in range(self.list.count())] != said:
            self.list.clear()
            self.list.addItems(said)
            for place, text in enumerate(said):
                self.list.item(place).setToolTip("<qt/>" + text.replace("&", "&amp;").replace("<", "&lt;"))
        if self.at in self._order:
            place = self._order.index(self.at)
            self.list.setCurrentRow(place)
            self.count.setText(f"{place + 1} / {len(self._order)}")
            self.before.setEnabled(place > 0)
            self.after.setEnabled(place < len(self._order) - 1)
        self.list.blockSignals(False)

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._order) and self._order[place] != self.at:
            self._put(self._order[place])
            self.tick()

    def step(self, by: int) -> None:
        """To the next item or the one before, with the cursor in the same place of it."""
        place = self._order.index(self.at) + by if self.at in self._order else -1
        if not 0 <= place < len(self._order):
            return
        # Words that an input method has not given yet are typed words.
        QGuiApplication.inputMethod().commit()
        cell = next((address.split("/")[2] for address, editor in self.addresses() if editor.held()), FIRST_CELL)
        self._put(self._order[place])
        self.tick()
        self.enter(cell)

    def go(self, row: str) -> bool:
        """Show an item; whether it is on the agenda."""
        if row not in self._order:
            return False
        if row != self.at:
            self._put(row)
            self.tick()
        return True

    def enter(self, cell: str) -> None:
        """The cursor into a cell of the item shown, or of its first resolution."""
        found = next((editor for address, editor in self.addresses() if address.split("/")[2] == cell), None)
        if found is not None:
            soon(found.setFocus)

    def _put(self, row: str) -> None:
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self.part = None
        if not row:
            return
        self.part = ItemPart(self.sheet, self.lang, row, self._kind)
        self.part.typed.connect(self.typed)
        self.part.pointed.connect(self.pointed)
        self.part.refresh(locked=self._locked)
        self._area.setWidget(self.part)
        self.part.show()

    def addresses(self) -> Iterator[tuple[str, Editor]]:
        if self.part is not None:
            yield from self.part.addresses()

    def _focused(self, old: QWidget | None, new: QWidget | None) -> None:
        """Keys are looked at ahead of whatever has the cursor: boxes and texts have uses of their own for arrows."""
        for widget, has in ((old, False), (new, True)):
            if widget is not None and isValid(widget) and self.isAncestorOf(widget):
                (widget.installEventFilter if has else widget.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Where one came from another record, Alt with the left arrow leads back; in here it leads to the item before.
        if isinstance(event, QKeyEvent) and event.type() in KEYS and _step(event) and not getattr(watched, "composing", False):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.step(_step(event))
            return True
        return super().eventFilter(watched, event)


def _step(event: QKeyEvent) -> int:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return STEPS.get(Qt.Key(event.key()), 0) if held == Qt.KeyboardModifier.AltModifier else 0


