"""All figures: joint beside one's own side's, what is left out of each and why, to be looked at and copied."""

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import statistics, weekly
from desktop.acts.session import Session
from desktop.acts.standings import POINT
from desktop.acts.statistics import Statistics
from desktop.errors import FieldError
from desktop.fieldwork import figure
from desktop.fieldwork.figure import Figure
from desktop.progress import Progress
from desktop.store import records
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, empty, words
from desktop.ui.today.figures_line import SIX, Figures, called

OWN = (
    "own_interviews", "own_extended_units", "own_site_visits", "own_huddles", "own_single_side_suspicions", "own_recommendations",
)  # fmt: skip
"""Each beside the one of SIX in its place."""
BY_CATEGORY = "corroborated_suspicions"


def whole(session: Session) -> Statistics:
    return statistics.whole(session, session.project)


def _report(session: Session, _: Progress) -> str:
    return weekly.of_this_week(session)


class FiguresPage(Awake):
    """`asked`: a figure whose records are to be shown; `reports`: the weekly reports are; `made`: id of that of this week."""

    closed = Signal()
    asked = Signal(object)
    reports = Signal()
    made = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lang = desk.shell.lang
        self.found: Figures = {}
        self.by_category: Figures = {}
        self.notice = Notice()
        head = QHBoxLayout()
        head.addWidget(words(self.tr("Figures"), "head"), 1)
        head.addWidget(button(self.tr("This week's report"), self.report))
        head.addWidget(button(self.tr("Weekly reports"), self.reports.emit))
        head.addWidget(button(self.tr("Copy as text"), self._copy))
        back = button(self.tr("Back"), self.closed.emit)
        back.setShortcut("Esc")
        head.addWidget(back)
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        held = QVBoxLayout(inside)
        held.addLayout(self._grid)
        held.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(area, 1)

    def refresh(self) -> None:
        if self.desk.has_project:
            self.desk.look(whole).done.connect(self.show_counted)

    def report(self) -> None:
        """Make the report of this week, or take its figures anew, and show it."""
        try:
            job = self.desk.job(_report)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        job.done.connect(self._made)
        job.failed.connect(self._failed)

    def _made(self, id: str) -> None:
        self.made.emit(id)

    def _failed(self, error: FieldError) -> None:
        self.notice.refuse(error, self.lang)

    def show_counted(self, told: Statistics) -> None:
        """Show what was counted, where it is something else than before."""
        found = told.figures
        if (found, told.by_category) == (self.found, self.by_category):
            return
        self.found, self.by_category = found, told.by_category
        empty(self._grid)
        pairs = [*zip(SIX, OWN, strict=True), *((key, "") for key in found if key not in (*SIX, *OWN))]
        for row, keys in enumerate(pairs):
            for column, key in enumerate(keys):
                if key:
                    self._put(self._cell(found[key]), row, column)

    def _cell(self, one: Figure) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(1)
        link = button(called(one.key, one.number, self.lang), partial(self.asked.emit, one), link=True)
        link.setEnabled(bool(one.number))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        for text in self._below(one):
            column.addWidget(words(text, "faint"))
        column.addStretch(1)
        return cell

    def _below(self, one: Figure) -> list[str]:
        """What a figure is made up of, where that is told, and what it leaves out."""
        return [*(self._categories() if one.key == BY_CATEGORY else ()), *self._left_out(one)]

    def _categories(self) -> list[str]:
        form = self.desk.session.forms.get(POINT)
        field = form.find("category") if form else None
        labels = {option.id: option.label[self.lang] for option in (field.options if field else ())}
        told = self.tr("{category}: {n}")
        counted = [(labels.get(key) or key or self.tr("no category"), one.number) for key, one in self.by_category.items()]
        parts = [told.format(category=label, n=n) for label, n in counted if n]
        return [self.tr("; ").join(parts)] if parts else []

    def _left_out(self, one: Figure) -> list[str]:
        """What might be thought to count and does not, those with one reason together."""
        beside = sorted({left.beside for left in one.left_out if left.beside})
        session = self.desk.session
        numbers = records.called(session.notebook, session.project, beside)
        names = ((left, numbers.get(left.beside, left.beside[:8])) for left in one.left_out)
        whys = Counter(figure.why_said(left, self.lang, name) for left, name in names)
        told = self.tr("Left out, {n}: {why}")
        return [told.format(n=n, why=why) for why, n in whys.items()]

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column)
        widget.show()

    def text(self) -> str:
        """All of it, a figure a line."""
        lines = []
        for one in self.found.values():
            lines.append(called(one.key, one.number, self.lang))
            lines += [f"    {text}" for text in self._below(one)]
        return "\n".join(lines)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text())
        self.notice.say(self.tr("Copied. Whatever it is pasted into is not encrypted."))
