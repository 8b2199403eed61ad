"""The queue of papers: to print, out, back; some or all of them printed at once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.acts import paper_queue
from desktop.acts.paper_queue import Queue
from desktop.errors import FieldError
from desktop.fieldwork.gates import GatesNotMet
from desktop.fieldwork.signing import BACK, OUT, STAGES, TO_PRINT
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words
from desktop.ui.papers.paper_card import PaperCard
from desktop.ui.papers.paper_lines import PaperLines
from desktop.ui.papers.print_run import PrintRun, chosen_printer
from desktop.ui.papers.queue_model import PAPER, QueueModel
from desktop.ui.records.reason_bar import ReasonBar

if TYPE_CHECKING:
    from desktop.acts.paper_batch import Batch, Stopped

NAMED = 4
"""Papers that stopped, told each with its reason; of more how many."""


class QueuePanel(Awake):
    """`asked`: id of a record to be opened; `seen`: of one whose paper is to be looked at."""

    asked = Signal(str)
    seen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lang = desk.shell.lang
        self.stage = TO_PRINT
        self.queue = Queue("", dict.fromkeys(STAGES, ()))
        self._looking = self._again = False
        self.notice, self.reason, self.run = Notice(), ReasonBar(), PrintRun(desk)
        self.run.printed.connect(self._printed)
        self.run.written.connect(self._written)
        self.run.failed.connect(lambda error: self.notice.refuse(error, self.lang))
        self.model = QueueModel(desk)
        self.model.changed.connect(self._offer)
        self.card = PaperCard(desk)
        self.card.asked.connect(self.asked)
        self.card.seen.connect(self.seen)
        self.card.taken.connect(self._taken)
        self.empty = words("", "faint")
        self.view = self._list()
        self.every = button("", self.model.tick_all)
        self.print_ = button("", self.print_chosen, main=True)
        self.write = button("", self.write_chosen)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._actions())
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.card)
        both.setSizes([560, 560])
        both.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.addLayout(self._stages())
        for part in (self.notice, self.reason, self.run):
            whole.addWidget(part)
        whole.addWidget(both, 1)
        self._choose(TO_PRINT)

    def _list(self) -> QListView:
        view = QListView()
        view.setAccessibleName(self.tr("Papers listed"))
        view.setModel(self.model)
        view.setItemDelegate(PaperLines(view))
        view.setUniformItemSizes(True)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.selectionModel().currentChanged.connect(self._current)
        view.activated.connect(self._open)
        return view

    def _stages(self) -> QHBoxLayout:
        """One of three is on, each with how many there are; and the kinds of paper."""
        row = QHBoxLayout()
        among = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        for stage in STAGES:
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setProperty("chip", True)
            chip.clicked.connect(partial(self._choose, stage))
            among.addButton(chip)
            row.addWidget(chip)
            self.chips[stage] = chip
        row.addStretch(1)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Kind of paper"))
        self.kinds.activated.connect(lambda _: self._show())
        row.addWidget(self.kinds)
        return row

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for part in (self.every, self.print_, self.write):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def refresh(self) -> None:
        """Look at the queue beside the window's thread; what stood there stays until then."""
        if not self.desk.has_project:
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        job = self.desk.look(paper_queue.look)
        job.done.connect(self._found)
        job.ended.connect(self._ended)

    def _ended(self, _: object) -> None:
        self._looking = False
        if self._again:
            self.refresh()

    def _found(self, queue: Queue) -> None:
        self.queue = queue
        self._show()

    def _choose(self, stage: str) -> None:
        self.stage = stage
        self.chips[stage].setChecked(True)
        self.model.ticked = set()
        self._show()

    def _show(self) -> None:
        self._offer_kinds()
        current = self.view.currentIndex().data(PAPER)
        self.model.show_papers(self.queue.of(self.stage, self.kinds.currentData() or ""))
        called = {TO_PRINT: self.tr("To print ({n})"), OUT: self.tr("Out for signature ({n})"), BACK: self.tr("Back ({n})")}
        for stage, chip in self.chips.items():
            chip.setText(called[stage].format(n=len(self.queue.order[stage])))
        nothing = {
            TO_PRINT: self.tr("Nothing to print. A record whose next step was “Reviewed” appears here."),
            OUT: self.tr("Nothing is out for signature. What is printed here goes out."),
            BACK: self.tr("Nothing has come back yet."),
        }
        self.empty.setText(nothing[self.stage])
        self.empty.setVisible(self.model.rowCount() == 0)
        row = self.model.row_of(current.entry.id) if current else -1
        self.select(max(row, 0))

    def select(self, row: int) -> None:
        """Point at a line; where there is none, show nothing beside."""
        self.view.setCurrentIndex(self.model.index(row) if self.model.rowCount() else QModelIndex())
        self._current(self.view.currentIndex(), QModelIndex())

    def _offer_kinds(self) -> None:
        """The kinds of paper in the queue, the chosen one kept."""
        forms, kept = self.desk.session.forms, self.kinds.currentData()
        kinds = dict.fromkeys(one.form for found in self.queue.order.values() for one in found)
        wanted = [("", self.tr("All kinds")), *sorted((id, forms[id].label[self.lang]) for id in kinds if id in forms)]
        if [(self.kinds.itemData(place), self.kinds.itemText(place)) for place in range(self.kinds.count())] != wanted:
            self.kinds.clear()
            for id, label in wanted:
                self.kinds.addItem(label, id)
            self.kinds.setCurrentIndex(max(self.kinds.findData(kept), 0))
        self.kinds.setVisible(len(wanted) > 2)

    def _offer(self) -> None:
        """What can be done with those that are ticked."""
        n = len(self.model.ticked)
        everything = bool(n) and n == len(self.queue.of(self.stage, self.kinds.currentData() or ""))
        self.every.setText(self.tr("Tick none") if everything else self.tr("Tick all"))
        printing = self.tr("Print for signature") if self.stage == TO_PRINT else self.tr("Print again")
        for part, said in ((self.print_, printing), (self.write, self.tr("Save as PDF"))):
            part.setText(self.tr("{what} ({n})…").format(what=said, n=n) if n else f"{said}…")
        for part in (self.print_, self.write):
            part.setEnabled(n > 0)
        for part in (self.every, self.print_, self.write):
            part.setVisible(self.model.rowCount() > 0)

    def _current(self, now: QModelIndex, _: QModelIndex) -> None:
        self.card.show_paper(now.data(PAPER))

    def _open(self, index: QModelIndex) -> None:
        paper = index.data(PAPER)
        if paper:
            self.asked.emit(paper.entry.id)

    def _taken(self, said: str) -> None:
        """Noted; the cursor goes on to the next paper of the list."""
        self.notice.say(said)
        self.view.setFocus()
        self.refresh()

    def _ids(self) -> list[str]:
        return paper_queue.ids(self.desk.session, self.model.chosen)

    def print_chosen(self) -> None:
        """Ask once for the printer, then print all that is ticked as one job."""
        printer = chosen_printer(self)
        if printer is not None:
            self._start(partial(self.run.to_printer, printer=printer), self._ids())

    def write_chosen(self) -> None:
        """All that is ticked as PDFs into a folder."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Save as PDF into a folder"), str(Path.home()))
        if folder:
            self._start(partial(self.run.to_folder, folder=Path(folder)), self._ids())

    def _start(self, run: partial[None], ids: Sequence[str], reason: str = "") -> None:
        self.notice.clear()
        self._last = run
        try:
            run(ids, reason)
        except FieldError as error:
            self.notice.refuse(error, self.lang)

    def _printed(self, batch: "Batch") -> None:
        self._tell(batch, self.tr("Sent to the printer: {n}."))

    def _written(self, batch: "Batch") -> None:
        self._tell(batch, self.tr("Written: {n}. They are not encrypted: delete them when they are no longer needed."))

    def _tell(self, batch: "Batch", done: str) -> None:
        """How many went, and which stopped and why; where a reason lets those pass, it is asked for."""
        self.model.ticked = set()
        said = [done.format(n=len(batch.ready))] if batch.ready else []
        if batch.cancelled:
            said.append(self.tr("Left before the end. What was frozen is out for signature and can be printed again from there."))
        if batch.stopped:
            said.append(self.tr("These stopped ({n}):").format(n=len(batch.stopped)))
            said += [self._line(one) for one in batch.stopped[:NAMED]]
            if len(batch.stopped) > NAMED:
                said.append(self.tr("and {n} more").format(n=len(batch.stopped) - NAMED))
        self.notice.say("\n".join(said), "odd" if batch.stopped or batch.cancelled else "good")
        asking = [one.id for one in batch.stopped if one.error.code == "GATES_NEED_REASON"]
        if asking:
            self.reason.ask(self.tr("Why are {n} printed all the same?").format(n=len(asking)), lambda why: self._pass(asking, why))
        self.refresh()

    def _pass(self, ids: Sequence[str], reason: str) -> None:
        self._start(self._last, ids, reason)

    def _line(self, one: "Stopped") -> str:
        """One paper and what is in its way."""
        gap = "" if self.lang == "zh" else " "
        each = one.error.unmet if isinstance(one.error, GatesNotMet) else [one.error]
        return f"· {one.title or one.number} {one.number}：" + gap.join(part.sentence(self.lang) for part in each)
