"""A paper comes back: who signed, what was changed by hand, the scan; then the record goes on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import taking_back
from desktop.acts.paper_queue import Paper
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import signing
from desktop.fieldwork.signing import HAND_CHANGES, SIGNED, WITNESSES, Signer
from desktop.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, empty, words
from desktop.ui.papers.hand_changes import HandChanges
from desktop.ui.papers.signer_row import SignerRow
from desktop.ui.records.kinds import EDITORS
from desktop.ui.records.reason_bar import ReasonBar


class ReturnPanel(QWidget):
    """`taken`: what came back is noted; it carries what to say of it."""

    taken = Signal(str)

    def __init__(self, desk: Desk, paper: Paper) -> None:
        super().__init__()
        self.desk, self.lang, self.paper = desk, desk.shell.lang, paper
        self.form = desk.session.form(paper.entry.form)
        self.scans: list[Path] = []
        self.rows: list[SignerRow] = []
        self.values: dict[str, Any] = {}
        self.notice, self.reason = Notice(), ReasonBar()
        self.all = button(self.tr("All signed"), self.all_signed)
        self.all.setShortcut("Ctrl+Shift+S")
        self.all.setToolTip("Ctrl+Shift+S")
        self.take = button(self.tr("Note what came back"), self.take_back, main=True)
        self._people, self._files = QVBoxLayout(), QVBoxLayout()
        found = self.form.find(HAND_CHANGES)
        self.hand = HandChanges(found, self.lang) if found is not None else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(self._head())
        column.addLayout(self._people)
        column.addWidget(button(self.tr("Somebody else signed too"), self._add, link=True), 0, Qt.AlignmentFlag.AlignLeft)
        if self.hand is not None:
            column.addWidget(self.hand)
        column.addLayout(self._also())
        column.addLayout(self._files)
        column.addWidget(button(self.tr("Add the scan…"), self._choose), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.notice)
        column.addWidget(self.reason)
        column.addLayout(self._foot())
        for one in paper.signers:
            if one.owes:
                self._row(one)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(self.tr("Back from signing"), "head"), 1)
        row.addWidget(self.all)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.take)
        if any(move.to == "unsigned" for move in self.form.moves_from(self.paper.entry.state)):
            row.addWidget(button(self.tr("No signature needed…"), self._unsigned, link=True))
        row.addStretch(1)
        return row

    def _also(self) -> QGridLayout:
        """What else the form asks for when its paper is back, such as whether the facts are so."""
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(signing.also_returned(self.form)):
            editor = EDITORS[field.kind](field, self.lang)
            editor.setAccessibleName(field.label[self.lang])
            editor.typed.connect(partial(self.values.__setitem__, field.id))
            grid.addWidget(words(field.label[self.lang], "faint", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, place, 1)
        return grid

    def _row(self, one: Signer) -> SignerRow:
        field = self.form.field("signatures").column("outcome")
        staff = [each.called for each in self.paper.signers if each.who and each is not one and not each.unit]
        made = SignerRow(one, field.options if field else (), staff[:WITNESSES], self.lang)
        self.rows.append(made)
        self._people.addWidget(made)
        return made

    def _add(self) -> None:
        """A row for somebody whom the record does not name."""
        made = self._row(Signer("", ""))
        made.choose(SIGNED)
        made.show()
        made.name.setFocus()

    def all_signed(self) -> None:
        """All that were waited for have signed; what is still to be said gets the cursor."""
        for row in self.rows:
            row.choose(SIGNED)
        unnamed = next((row for row in self.rows if row.unnamed), None)
        if unnamed is not None:
            unnamed.name.setFocus()
        elif self.hand is not None and not self.hand.told:
            self.hand.none.setFocus()
        else:
            self.take.setFocus()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Add the scan"))
        self.add_scans([Path(one) for one in chosen])

    def add_scans(self, files: list[Path]) -> None:
        """Files to be kept with the record; each can be left out again."""
        self.scans += [file for file in files if file not in self.scans]
        empty(self._files)
        for file in self.scans:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(12, 0, 0, 0)
            row.addWidget(words(file.name), 1)
            out = button("×", lambda file=file: self._leave_out(file))  # type: ignore[misc]
            out.setFixedWidth(34)
            out.setAccessibleName(self.tr("Leave out: {name}").format(name=file.name))
            row.addWidget(out)
            self._files.addWidget(line)
            line.show()

    def _leave_out(self, file: Path) -> None:
        self.scans.remove(file)
        self.add_scans([])

    def take_back(self, why: str = "") -> None:
        """Note all of it, or nothing where something is still to be said."""
        self.notice.clear()
        given = [one for row in self.rows if (one := row.given()) is not None]
        signed = any(one.outcome == SIGNED for one in given)
        if not given:
            self.notice.say(self.tr("Choose for each person what came of it."), "odd")
        elif self.hand is not None and signed and not self.hand.told:
            self.notice.say(self.tr("Say whether the paper was changed by hand, and how."), "odd")
            (self.hand.none if not self.hand.some.isChecked() else self.hand.more).setFocus()
        else:
            said: dict[str, Any] = {"by_hand": self.hand.rows() if self.hand else [], "scans": list(self.scans), "why": why}
            said["values"] = {id: raw for id, raw in self.values.items() if raw is not None}
            id = self.paper.entry.id
            self._do(lambda session: taking_back.take_back(session, id, given, **said), self._told)

    def _unsigned(self) -> None:
        id = self.paper.entry.id
        self.reason.ask(
            self.tr("Why is no signature needed?"),
            lambda why: self._do(lambda session: taking_back.without_signature(session, id, why), self._told),
        )

    def _do(self, act: Callable[[Session], Any], then: Callable[[Any], None]) -> None:
        """As a job: a scan takes as long as it is large."""

        def work(session: Session, progress: Progress) -> Any:
            return act(session)

        try:
            job = self.desk.job(work)
        except FieldError as error:
            self._refuse(error)
            return
        self.take.setEnabled(False)
        job.done.connect(then)
        job.failed.connect(self._refuse)

    def _refuse(self, error: FieldError) -> None:
        self.take.setEnabled(True)
        self.notice.refuse(error, self.lang)
        if error.code == "PAPER_SIGNER_UNNAMED":
            next((row.name.setFocus() for row in self.rows if row.unnamed), None)
        elif error.code in ("PAPER_WITNESSES_FEW", "GATES_NEED_REASON"):
            self.reason.ask(self.tr("Why all the same?"), self.take_back)

    def _told(self, entry: Any) -> None:
        state = self.form.state(entry.state)
        gone = entry.state != self.paper.entry.state
        said = self.tr("{number}: {state}.").format(number=entry.number, state=state.label[self.lang])
        self.taken.emit(said if gone else self.tr("Noted. The paper is still out for signature."))

    @property
    def begun(self) -> bool:
        """Whether somebody has said something here that is not noted yet."""
        by_hand = self.hand is not None and (self.hand.none.isChecked() or self.hand.some.isChecked())
        return bool(self.scans) or bool(self.values) or by_hand or any(row.outcome for row in self.rows)
