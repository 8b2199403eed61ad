"""Chips to choose by: several may be on, none means all."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.notice import empty


class Chips(QWidget):
    """`chosen`: something was switched on or off. In lines of so many that none is cut."""

    chosen = Signal()

    def __init__(self, each: int) -> None:
        super().__init__()
        self._each = each
        self._chips: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_chips(self, wanted: Sequence[tuple[str, str]]) -> None:
        """`wanted`: ids and labels. What was on and is still there stays on."""
        if [(str(chip.property("means")), chip.text()) for chip in self._chips] == list(wanted):
            return
        on = self.on
        empty(self._column)
        self._chips = [self._chip(id, label, id in on) for id, label in wanted]
        for start in range(0, len(self._chips), self._each):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            for chip in self._chips[start : start + self._each]:
                row.addWidget(chip)
            row.addStretch(1)
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(self._chips))

    def _chip(self, id: str, label: str, on: bool) -> QPushButton:
        chip = QPushButton(label)
        chip.setCheckable(True)
        chip.setChecked(on)
        chip.setProperty("chip", True)
        chip.setProperty("means", id)
        chip.toggled.connect(lambda _: self.chosen.emit())
        return chip

    def turn_on(self, ids: Collection[str]) -> None:
        """As it was when one was here last; tells nobody."""
        for chip in self._chips:
            chip.blockSignals(True)
            chip.setChecked(chip.property("means") in ids)
            chip.blockSignals(False)

    @property
    def on(self) -> frozenset[str]:
        return frozenset(str(chip.property("means")) for chip in self._chips if chip.isChecked())
