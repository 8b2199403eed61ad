"""A part of a point's page, such as its evidence or its tasks."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.notice import button, empty, words

MOST = 20
"""Lines of a part; of more the newest are shown, the others are counted."""


class Part(QWidget):
    """Laid out anew only where something is different: what has the cursor must not vanish under it."""

    def __init__(self) -> None:
        super().__init__()
        self._told: object = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 6)
        self.column.setSpacing(2)

    def anew(self, told: object) -> bool:
        """Whether there is something else to show than before; then nothing stands here any more."""
        if told == self._told:
            return False
        self._told = told
        empty(self.column)
        return True

    def put(self, widget: QWidget) -> None:
        self.column.addWidget(widget)
        widget.show()

    def head(self, text: str, new: str = "", begin: Callable[[], object] | None = None) -> QWidget:
        """What the part is called, and beside it a button that begins another one, called `new`."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words(text, "head"))
        if begin is not None:
            more = button("＋", begin)
            more.setAccessibleName(new)
            more.setToolTip(new)
            more.setFixedWidth(40)
            row.addWidget(more)
        row.addStretch(1)
        return line
