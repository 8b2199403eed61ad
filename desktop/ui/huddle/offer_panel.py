"""The points that a meeting may take up, to be ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import agenda
from desktop.acts.agenda import Offer
from desktop.model.every_form import SIDE_LABELS
from desktop.paper.words import shown
from desktop.ui.desk import Desk
from desktop.ui.notice import button, empty, words

SHOWN = 100
"""Lines of a list; the others are counted, and found by their words."""


class Tick(QWidget):
    """A line to be ticked wherever one points at it; long words take a second line."""

    def __init__(self, called: str, below: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(called)
        self.box.setAccessibleDescription(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 0, 1)
        row.addWidget(self.box)
        row.addWidget(words(called), 3)
        row.addWidget(words(below, "faint"), 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.box.setFocus()
        self.box.toggle()


class OfferPanel(QWidget):
    """`taken`: ids of the points chosen, in the order shown; `closed`: none is wanted. Looked for beside the window's thread."""

    taken = Signal(list)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self.found: Sequence[Offer] = ()
        self.chosen: set[str] = set()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search points"))
        self.search.textChanged.connect(self._lay)
        self.told = words("", "faint")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.take = button(self.tr("Put on the agenda"), self._take, main=True)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(button(self.tr("Cancel"), self.closed.emit))
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for part in (self.search, self.told):
            whole.addWidget(part)
        whole.addWidget(area, 1)
        whole.addLayout(foot)

    def look(self, meeting: str) -> None:
        """Find what may be taken up at this meeting."""
        self.chosen = set()
        self.found = ()
        with QSignalBlocker(self.search):
            self.search.clear()
        self._lay()
        self.told.setText(self.tr("Looking…"))
        self.desk.look(lambda session: agenda.offered(session, meeting)).done.connect(self._show)
        self.search.setFocus()

    def _show(self, found: Sequence[Offer]) -> None:
        self.found = found
        self._lay()

    def _lay(self) -> None:
        """Each in its group; what was ticked stays so."""
        empty(self._lines)
        wanted = self.search.text().strip()
        fitting = [one for one in self.found if wanted in f"{one.title} {one.number}"]
        for why, label in self._groups().items():
            group = [one for one in fitting if one.why == why]
            if group:
                self._add(words(self.tr("{label} ({n})").format(label=label, n=len(group)), "head"))
            for one in group[:SHOWN]:
                self._add(self._line(one))
            if len(group) > SHOWN:
                self._add(words(self.tr("and {n} more: look for them by their words").format(n=len(group) - SHOWN), "faint"))
        nothing = self.tr("Nothing found.") if self.found else self.tr("No point waits for a meeting.")
        self.told.setText("" if fitting else nothing)
        self.told.setVisible(not fitting)
        self._count()

    def _groups(self) -> dict[str, str]:
        return {
            agenda.CONFLICTING: self.tr("What both sides found is in conflict"),
            agenda.OVERDUE: self.tr("The day for verifying is over"),
            agenda.WAITS: self.tr("Not agreed on yet"),
        }

    def _add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()

    def _line(self, one: Offer) -> Tick:
        form = self.desk.session.form(agenda.POINT)
        due = shown(form.field("due_date"), one.due, {}, self.lang) if one.why == agenda.OVERDUE else ""
        amount = shown(form.field("amount"), one.amount, {}, self.lang)
        side = SIDE_LABELS[one.side][self.lang]
        beside = (due, amount, side, one.number if one.title else "")
        line = Tick(one.title or one.number, " · ".join(part for part in beside if part))
        line.box.setChecked(one.id in self.chosen)
        line.box.toggled.connect(lambda on, id=one.id: self._choose(id, on))
        return line

    def _choose(self, id: str, on: bool) -> None:
        (self.chosen.add if on else self.chosen.discard)(id)
        self._count()

    def _count(self) -> None:
        said = self.tr("Put on the agenda")
        self.take.setText(f"{said} ({len(self.chosen)})" if self.chosen else said)
        self.take.setEnabled(bool(self.chosen))

    def _take(self) -> None:
        self.taken.emit([one.id for one in self.found if one.id in self.chosen])
