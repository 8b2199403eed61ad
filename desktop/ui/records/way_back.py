"""The way back to the record from which one came to this."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.store import records
from desktop.ui.desk import Desk
from desktop.ui.notice import empty
from desktop.ui.records.record_line import titled
from desktop.ui.records.title_link import TitleLink


class WayBack(QWidget):
    """Hidden where one came from a list. `wanted`: id of the record to go back to, and the way that led to that one."""

    wanted = Signal(str, tuple)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.way: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 4, 10, 0)
        self.hide()

    def show_way(self, way: tuple[str, ...]) -> None:
        self.way = way
        empty(self._row)
        session = self.desk.session
        entry = records.entry(session.notebook, session.project, way[-1]) if way else None
        if entry is not None:
            title = titled(session.notebook.form(entry.form), entry, self.desk.shell.lang)
            link = TitleLink(self.tr("← Back to: {title}").format(title=title), self._go)
            link.setShortcut("Alt+Left")
            self._row.addWidget(link, 1)
            self._row.addStretch(0)
            link.show()
        self.setVisible(entry is not None)

    def _go(self) -> None:
        *before, last = self.way
        self.wanted.emit(last, tuple(before))
