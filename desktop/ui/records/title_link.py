"""The title of a record, to be clicked: as long as there is room for, and whole for whoever points at it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

LEAST = 10


class TitleLink(QPushButton):
    """A link that is cut in the middle where its place is narrow: what tells two records apart often stands at the end. `least`:
    characters that are always shown."""

    def __init__(self, title: str, act: Callable[[], object], least: int = LEAST) -> None:
        # A single mark of shortcuts in somebody's words is no shortcut.
        super().__init__(title.replace("&", "&&"))
        self._least = least
        self.setProperty("link", True)
        self.setAutoDefault(False)
        self.setToolTip("<qt/>" + title.replace("&", "&amp;").replace("<", "&lt;"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: act())

    def sizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(min(whole.width(), self.fontMetrics().horizontalAdvance("中") * self._least), whole.height())

    def showEvent(self, event: QShowEvent) -> None:
        # Where there is room for more, clicking beside the words does nothing.
        self.setMaximumWidth(super().sizeHint().width())
        super().showEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        inside: QRect = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, inside.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
