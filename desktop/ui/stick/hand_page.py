"""Picked by hand: one bundle or card looked into, and bundles for those ticked only."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from desktop.acts import cards, exchange, members
from desktop.acts.session import Session
from desktop.bundle import disk
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words
from desktop.ui.stick.arrival_panel import ArrivalPanel

WHERE = Qt.ItemDataRole.UserRole


class HandPage(Awake):
    """`stick`: tells the folder of the stick. `asked`: id of a record to show, where a report leads to one; `formsAsked`: it leads
    to forms that wait; `running`: a job to be followed; `closed`."""

    asked = Signal(str)
    formsAsked = Signal()
    running = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, stick: Callable[[], Path | None]) -> None:
        super().__init__(desk)
        self.lang, self._stick = desk.shell.lang, stick
        self.notice = Notice()
        self.arrival = ArrivalPanel(desk)
        self.arrival.ended.connect(self.look)
        self.arrival.asked.connect(self.asked)
        self.arrival.formsAsked.connect(self.formsAsked)
        self.arrival.running.connect(self.running)
        both = QHBoxLayout()
        both.addWidget(self._taking(), 3)
        both.addWidget(self._giving(), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addLayout(both)
        column.addWidget(self.arrival)
        column.addWidget(button(self.tr("Back to the round"), self.closed.emit), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self.files)
        self.look()

    def _taking(self) -> QGroupBox:
        box = QGroupBox(self.tr("On the stick, for me"))
        self.files = QListWidget()
        self.files.setAccessibleName(self.tr("On the stick, for me"))
        self.files.setMinimumHeight(150)
        self.files.itemActivated.connect(lambda _: self._open())
        self.none = words("", "faint")
        self.see = button(self.tr("Look into it"), self._open, main=True)
        column = QVBoxLayout(box)
        column.addWidget(self.none)
        column.addWidget(self.files)
        column.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _giving(self) -> QGroupBox:
        box = QGroupBox(self.tr("Give to"))
        self.people = QListWidget()
        self.people.setAccessibleName(self.tr("Give to"))
        self.people.setMinimumHeight(110)
        self.give = button(self.tr("Give to those ticked"), self._give, main=True)
        column = QVBoxLayout(box)
        column.addWidget(self.people)
        column.addWidget(self.give)
        return box

    def look(self) -> None:
        """List what lies there: bundles for this laptop ahead, then cards."""
        self.files.clear()
        stick = self._stick()
        there = stick is not None and stick.is_dir()
        for file, taken in self._there(stick) if stick is not None and there else ():
            item = QListWidgetItem(self._called(file) + (self.tr("　taken in before") if taken else ""))
            item.setData(WHERE, str(file))
            self.files.addItem(item)
        if self.files.count():
            self.files.setCurrentRow(0)
        nothing = self.tr("No bundle for me and no card here.") if there else self.tr("Plug the stick in, then choose its folder.")
        self.none.setText(nothing)
        self.none.setVisible(not self.files.count())
        self.see.setEnabled(bool(self.files.count()))
        self.give.setEnabled(there and self.people.count() > 0)

    def _there(self, stick: Path) -> list[tuple[Path, bool]]:
        """What concerns this laptop, with whether it was taken in before; that comes last."""
        taken = taken_before(self.desk)
        try:
            files = [*disk.files(stick, ".xsb"), *disk.files(stick, cards.SUFFIX)]
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return []
        return sorted(((file, file.name in taken) for file in files if self._concerns(file)), key=lambda one: one[1])

    def _concerns(self, file: Path) -> bool:
        """A bundle's name tells for whose code it is; our own are left out, and so is our own card."""
        me = self.desk.session.card
        if file.suffix == ".xsb":
            parts = file.stem.split("-")
            return len(parts) < 4 or parts[-2] == me.code
        return file.name != cards.file_name(me)

    def _called(self, file: Path) -> str:
        kind = self.tr("Bundle") if file.suffix == ".xsb" else self.tr("Card")
        return f"{kind}　{file.name}"

    def _open(self) -> None:
        item = self.files.currentItem()
        if item:
            self.notice.clear()
            self.arrival.open(Path(str(item.data(WHERE))))

    def refresh(self) -> None:
        """Who can be given something."""
        unticked = {str(i.data(WHERE)) for i in self._items() if i.checkState() == Qt.CheckState.Unchecked}
        self.people.clear()
        if self.desk.has_project:
            for one in members.listing(self.desk.session):
                if not one["you"]:
                    item = QListWidgetItem(f"{one['name']}　{one['code']}")
                    item.setData(WHERE, one["name"])
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Unchecked if one["name"] in unticked else Qt.CheckState.Checked)
                    self.people.addItem(item)
        stick = self._stick()
        self.give.setEnabled(self.people.count() > 0 and stick is not None and stick.is_dir())

    def _items(self) -> list[QListWidgetItem]:
        return [self.people.item(place) for place in range(self.people.count())]

    def _give(self) -> None:
        to = [str(item.data(WHERE)) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        stick = self._stick()
        if not to or stick is None:
            self.notice.say(self.tr("Tick who is to get it."), "odd")
            return
        self.notice.clear()

        def work(session: Session, progress: Progress) -> Any:
            return exchange.export(session, to, stick, progress=progress)

        try:
            job = self.desk.job(work)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        job.done.connect(self._given)
        job.failed.connect(self._refuse)
        job.cancelled.connect(self._stopped)
        self.running.emit(job)

    def _refuse(self, error: FieldError) -> None:
        self.notice.refuse(error, self.lang)

    def _stopped(self) -> None:
        self.notice.say(self.tr("Stopped; what was not finished was not given."), "odd")

    def _given(self, given: list[dict[str, Any]]) -> None:
        said = self.tr("{who}: {file}, {n} changes")
        lines = [said.format(who=one["to"], file=Path(one["file"]).name, n=one["changes"]) for one in given]
        unfinished = given[0]["unfinished"] if given else 0
        if unfinished:
            lines.append(self.tr("{n} drafts are not finished and did not go along.").format(n=unfinished))
        self.notice.say(self.tr("Given and read back.") + "\n" + "\n".join(lines), "odd" if unfinished else "good")
        self.look()


def taken_before(desk: Desk) -> set[str]:
    """Names of the bundles taken in before, which stay on the stick for others."""
    return {one["file"] for one in exchange.log(desk.session) if one["direction"] == "in"} if desk.has_project else set()
