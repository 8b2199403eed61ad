"""One photograph as large as there is room, with what is told of it below."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.notice import button, words


class LargePhoto(QWidget):
    """`stepped`: the one before (-1) or after (1) is wanted; `closed`: back to all of them."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.digest = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head = words("", "head")
        self.below = words("")
        self.view = _View()
        self._before = button(self.tr("Previous"), lambda: self.stepped.emit(-1))
        self._after = button(self.tr("Next"), lambda: self.stepped.emit(1))
        back = button(self.tr("All photographs"), self.closed.emit)
        back.setShortcut("Esc")
        row = QHBoxLayout()
        row.addWidget(self.head, 1)
        for one in (self._before, self._after, back):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.below)
        self.setAccessibleName(self.tr("Photograph"))

    def show_photo(self, digest: str, head: str, below: str, small: QPixmap | None, *, first: bool, last: bool) -> None:
        """At first the small picture, or none, until the large one comes."""
        if digest != self.digest:
            self.digest = digest
            self.view.show_picture(small or QPixmap())
        self.head.setText(head)
        self.below.setText(below)
        self._before.setEnabled(not first)
        self._after.setEnabled(not last)

    def take(self, found: tuple[str, bytes]) -> None:
        """The large picture of a content, unless another is shown by now."""
        digest, jpeg = found
        picture = QPixmap()
        if digest == self.digest and picture.loadFromData(jpeg):
            self.view.show_picture(picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif (self._before if step < 0 else self._after).isEnabled():
            self.stepped.emit(step)


class _View(QWidget):
    """A picture as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap()
        self.setMinimumHeight(120)

    def show_picture(self, picture: QPixmap) -> None:
        self.picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture.isNull():
            return
        size = self.picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(QPoint(0, 0), size)
        box.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, self.picture)
