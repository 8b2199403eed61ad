"""Before anything is looked into: what is on the stick by the names of its files, and the one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import arrivals, cards
from desktop.bundle import disk
from desktop.errors import FieldError
from desktop.ui.desk import Desk
from desktop.ui.notice import button, rule, words
from desktop.ui.stick.hand_page import taken_before
from desktop.ui.stick.stick_line import StickLine


class StickStart(QWidget):
    """`begun`: all is to be looked into; `cardWanted`: one's own card is to be put there; `byHand`: something is to be picked;
    `before`: what was exchanged before is wanted."""

    begun = Signal()
    cardWanted = Signal()
    byHand = Signal()
    before = Signal()

    def __init__(self, desk: Desk, line: StickLine) -> None:
        super().__init__()
        self.desk, self.line = desk, line
        self.there = words("")
        self.go = button(self.tr("Look, then take in and give"), self.begun.emit, main=True)
        self.go.setMinimumSize(380, 64)
        self.card = button(self.tr("Put my card on the stick"), self.cardWanted.emit)
        self.joining = words("")
        self.code = words("", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.there)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Pick by hand…"), self.byHand.emit))
        row.addWidget(button(self.tr("What was exchanged before…"), self.before.emit))
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(12)
        column.addWidget(rule())
        column.addWidget(self.joining)
        column.addWidget(self.code)
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self.go)
        self.tell()

    def tell(self) -> None:
        """What lies there now."""
        session = self.desk.session
        self.there.setText(self._there())
        self.go.setEnabled(self.line.there)
        self.card.setEnabled(self.line.there)
        seated = cards.seated(session)
        joining = self.tr("To join, put your card on the stick, have the lead of your side let you in, then look again.")
        meeting = self.tr("For a colleague who is new: let him put his card on the stick, then read each other your device codes.")
        self.joining.setText(meeting if seated else joining)
        self.code.setText(self.tr("My device code: {code}").format(code=session.card.fingerprint))

    def _there(self) -> str:
        stick = self.line.stick
        if stick is None or not self.line.there:
            return self.tr("Plug the stick in, then choose its folder.")
        session = self.desk.session
        try:
            taken = taken_before(self.desk)
            bundles = [one for one in arrivals.for_me(session, stick) if one.file.name not in taken]
            others = [one for one in disk.files(stick, cards.SUFFIX) if one.name != cards.file_name(session.card)]
        except FieldError as error:
            return error.sentence(self.desk.shell.lang)
        said = self.tr("On the stick: {bundles} bundles for me not taken in yet, {cards} cards of others.")
        return said.format(bundles=len(bundles), cards=len(others))
