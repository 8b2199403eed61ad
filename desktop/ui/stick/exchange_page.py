"""The stick: give what colleagues lack, take what they brought, and see what it came to, problems first."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStorageInfo, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.acts import exchange, members
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job
from desktop.ui.notice import Notice, button, words
from desktop.ui.stick.arrival_panel import ArrivalPanel

FOLDER = "stick"
KINDS = (".xsb", ".xsc")
STICKS = ("/media", "/run/media", "/Volumes")
"""Below these, systems mount what is plugged in."""
WHERE = Qt.ItemDataRole.UserRole


class ExchangePage(Awake):
    """`asked`: id of a record to show, where a report leads to one; `formsAsked`: it leads to forms that wait."""

    asked = Signal(str)
    formsAsked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lang = desk.shell.lang
        self.notice = Notice()
        self.folder = QComboBox()
        self.folder.setEditable(True)
        self.folder.setAccessibleName(self.tr("Folder of the stick"))
        self.path = QLineEdit()
        self.path.editingFinished.connect(self.look)
        self.folder.setLineEdit(self.path)
        self.folder.activated.connect(lambda _: self.look())
        self.bar = QProgressBar()
        self.bar.hide()
        self.stop = button(self.tr("Cancel"), self._cancel)
        self.stop.hide()
        self._job: Job | None = None
        self.arrival = ArrivalPanel(desk)
        self.arrival.ended.connect(self.look)
        self.arrival.asked.connect(self.asked)
        self.arrival.formsAsked.connect(self.formsAsked)
        self.arrival.running.connect(self._follow)
        top = QHBoxLayout()
        top.addWidget(words(self.tr("Stick:"), "head", wrap=False))
        top.addWidget(self.folder, 1)
        top.addWidget(button(self.tr("Choose…"), self._choose))
        top.addWidget(button(self.tr("Look again"), self.look))
        both = QHBoxLayout()
        both.addWidget(self._taking(), 3)
        both.addWidget(self._giving(), 2)
        wait = QHBoxLayout()
        wait.addWidget(self.bar, 1)
        wait.addWidget(self.stop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addLayout(wait)
        column.addLayout(both)
        column.addWidget(self.arrival)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._propose()
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
        self.card = button(self.tr("Put my card on the stick"), self._put_card)
        column = QVBoxLayout(box)
        column.addWidget(self.people)
        column.addWidget(self.give)
        column.addWidget(self.card)
        return box

    def _propose(self) -> None:
        """Sticks plugged in, and the folder used last."""
        last = str(self.desk.shell.settings.value(FOLDER) or "")
        mounted = [path for volume in QStorageInfo.mountedVolumes() if (path := volume.rootPath()).startswith(STICKS)]
        for path in dict.fromkeys([*mounted, last]):
            if path:
                self.folder.addItem(path)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of the stick"), self.folder.currentText())
        if chosen:
            self.folder.setEditText(chosen)
            self.look()

    @property
    def stick(self) -> Path | None:
        text = self.folder.currentText().strip()
        return Path(text) if text else None

    def look(self) -> None:
        """List what lies there: bundles for this laptop ahead, then cards."""
        self.files.clear()
        stick = self.stick
        there = stick is not None and stick.is_dir()
        if there and stick is not None:
            self.desk.shell.settings.setValue(FOLDER, str(stick))
            taken = self._taken()
            for file in sorted(stick.iterdir(), key=lambda one: (one.name in taken, one.suffix != ".xsb", one.name)):
                if file.suffix in KINDS and self._concerns(file):
                    item = QListWidgetItem(self._called(file) + (self.tr("　taken in before") if file.name in taken else ""))
                    item.setData(WHERE, str(file))
                    self.files.addItem(item)
        if self.files.count():
            self.files.setCurrentRow(0)
        nothing = self.tr("No bundle for me and no card here.") if there else self.tr("Plug the stick in, then choose its folder.")
        self.none.setText(nothing)
        self.none.setVisible(not self.files.count())
        self.see.setEnabled(bool(self.files.count()))
        self.give.setEnabled(there and self.people.count() > 0)
        self.card.setEnabled(there)

    def _taken(self) -> set[str]:
        """Names of the bundles taken in before, which stay on the stick for others."""
        if not self.desk.has_project:
            return set()
        return {one["file"] for one in exchange.log(self.desk.session) if one["direction"] == "in"}

    def _concerns(self, file: Path) -> bool:
        """A bundle's name tells for whose code it is; our own are left out, and so is our own card."""
        me = self.desk.session.card
        if file.suffix == ".xsb":
            parts = file.stem.split("-")
            return len(parts) < 4 or parts[-2] == me.code
        return file.name != self._card_name()

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
        self.give.setEnabled(self.people.count() > 0 and self.stick is not None and self.stick.is_dir())

    def _items(self) -> list[QListWidgetItem]:
        return [self.people.item(place) for place in range(self.people.count())]

    def _give(self) -> None:
        to = [str(item.data(WHERE)) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        stick = self.stick
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
        job.failed.connect(lambda error: self.notice.refuse(error, self.lang))
        job.cancelled.connect(lambda: self.notice.say(self.tr("Stopped; nothing was given."), "odd"))
        self._follow(job)

    def _given(self, given: list[dict[str, Any]]) -> None:
        said = self.tr("{who}: {file}, {n} changes")
        lines = [said.format(who=one["to"], file=Path(one["file"]).name, n=one["changes"]) for one in given]
        unfinished = given[0]["unfinished"] if given else 0
        if unfinished:
            lines.append(self.tr("{n} drafts are not finished and did not go along.").format(n=unfinished))
        self.notice.say(self.tr("Given and read back.") + "\n" + "\n".join(lines), "odd" if unfinished else "good")
        self.look()

    def _follow(self, job: Job) -> None:
        self._job = job
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop.show()
        job.progressed.connect(self._step)
        job.ended.connect(self._ended)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self, _: Job) -> None:
        self.bar.hide()
        self.stop.hide()
        self._job = None

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()

    def _card_name(self) -> str:
        return f"{self.desk.session.card.code}-{self.desk.session.card.device[:8]}.xsc"

    def _put_card(self) -> None:
        stick = self.stick
        if stick is None:
            return
        file = stick / self._card_name()
        try:
            if not file.exists():
                self.desk.quietly(members.write_card, file)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            return
        code = self.desk.session.card.fingerprint
        self.notice.say(self.tr("My card is on the stick: {file}. My device code: {code}").format(file=file.name, code=code))
        self.look()
