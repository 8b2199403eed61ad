"""What one person did with a paper: signed in one press; else why, before whom, and when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.acts.taking_back import Given
from desktop.errors import Language
from desktop.fieldwork.signing import DELAYED, OUTCOMES, REFUSED, SIGNED, Signer
from desktop.model.form import Option
from desktop.ui.notice import words
from desktop.ui.records.editors import LISTED

EXAMPLE = "2026-11-20"


class SignerRow(QWidget):
    """Of a unit somebody's name is asked. `witnesses`: who is proposed to have seen a refusal."""

    def __init__(self, one: Signer, outcomes: Sequence[Option], witnesses: Sequence[str], lang: Language) -> None:
        super().__init__()
        self.one, self.lang = one, lang
        self._witnesses = LISTED.join(witnesses)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(3)
        column.addLayout(self._head())
        column.addLayout(self._chips(outcomes))
        self._more = self._details()
        column.addWidget(self._more)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.name = QLineEdit()
        asked = self.tr("Who signs for {unit}").format(unit=self.one.called)
        self.name.setAccessibleName(asked if self.one.called else self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name of who signs"))
        if self.one.called:
            row.addWidget(words(self.one.called), 1)
        row.addWidget(self.name, 1)
        self.name.setVisible(self.asks_name)
        self.name.setText(self.one.by)
        return row

    @property
    def asks_name(self) -> bool:
        """Of a unit, and of somebody added by hand, it has to be said who he is."""
        return self.one.unit or not self.one.called

    def _chips(self, outcomes: Sequence[Option]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._among = QButtonGroup(self)
        self._chip: dict[str, QPushButton] = {}
        for option in (one for id in OUTCOMES for one in outcomes if one.id == id):
            chip = QPushButton(option.label[self.lang])
            chip.setCheckable(True)
            chip.setProperty("chip", True)
            chip.setAccessibleDescription(self.one.called)
            chip.clicked.connect(lambda _: self._chosen())
            self._among.addButton(chip)
            self._chip[option.id] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self.date = QLineEdit(date.today().isoformat())
        self.date.setPlaceholderText(EXAMPLE)
        self.date.setFixedWidth(self.date.fontMetrics().horizontalAdvance(EXAMPLE) + 20)
        self._name(self.date, self.tr("On"))
        row.addWidget(self.date)
        return row

    def _name(self, editor: QWidget, label: str) -> None:
        editor.setAccessibleName(f"{label}，{self.one.called}" if self.lang == "zh" else f"{label}, {self.one.called}")

    def _details(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(12, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self.reason, said = QComboBox(), QLineEdit()
        said.setPlaceholderText(self.tr("As he said it"))
        self.reason.setLineEdit(said)
        self.seen_by = QLineEdit()
        self._labels = {}
        for place, (label, editor) in enumerate(((self.tr("Why"), self.reason), (self.tr("Witnesses"), self.seen_by))):
            self._name(editor, label)
            self._labels[editor] = words(label, "faint", wrap=False)
            grid.addWidget(self._labels[editor], place, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(editor, place, 1)
        box.hide()
        return box

    def _reasons(self, outcome: str) -> list[str]:
        """What is mostly said; anything else can be typed."""
        if outcome == REFUSED:
            return [
                self.tr("He wants to ask his superior first"), self.tr("He says the facts are otherwise"),
                self.tr("He disagrees with how it is worded"), self.tr("He gives no reason"),
            ]  # fmt: skip
        if outcome == DELAYED:
            return [
                self.tr("He wants to check the figures first"), self.tr("The seal has to be applied for"),
                self.tr("He asked for more time"),
            ]  # fmt: skip
        return [self.tr("Away on business"), self.tr("On leave"), self.tr("Has moved to another post")]

    def _chosen(self) -> None:
        outcome = self.outcome
        # What was typed is kept, whatever is chosen next.
        typed = self.reason.currentText()
        self.reason.clear()
        self.reason.addItems(self._reasons(outcome))
        self.reason.setEditText(typed)
        for editor, shown in ((self.reason, outcome != SIGNED), (self.seen_by, outcome == REFUSED)):
            editor.setVisible(shown)
            self._labels[editor].setVisible(shown)
        if outcome == REFUSED and not self.seen_by.text():
            self.seen_by.setText(self._witnesses)
        self._more.setVisible(outcome != SIGNED)

    def choose(self, outcome: str) -> None:
        """As if somebody had pressed it."""
        self._chip[outcome].setChecked(True)
        self._chosen()

    @property
    def outcome(self) -> str:
        return next((id for id, chip in self._chip.items() if chip.isChecked()), "")

    @property
    def unnamed(self) -> bool:
        """Whether it is still to be said who that was."""
        return bool(self.outcome) and self.asks_name and not self.name.text().strip()

    def given(self) -> Given | None:
        """What was chosen; None where nothing is."""
        if not self.outcome:
            return None
        names = self.seen_by.text().replace("，", LISTED).replace(",", LISTED).split(LISTED) if self.outcome == REFUSED else []
        return Given(
            who=(self.name.text().strip() if self.asks_name else self.one.who or self.one.called),
            outcome=self.outcome,
            reason=self.reason.currentText().strip() if self.outcome != SIGNED else "",
            witnesses=tuple(name.strip() for name in names if name.strip()),
            date=self.date.text().strip(),
        )
