"""Whether a paper was changed by hand, and each place: page, what stood there, what stands there now, who initialled it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.errors import Language
from desktop.model.form import Field
from desktop.ui.notice import button, words

WIDE = {"page": 1, "old_text": 3, "new_text": 3}
"""How wide a cell is beside the others."""


class HandChanges(QWidget):
    """`answered`: somebody has said whether there are any; nothing is taken for granted."""

    answered = Signal()

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.field, self.lang = field, lang
        self._rows: list[tuple[QWidget, dict[str, QLineEdit]]] = []
        self.none, self.some = QPushButton(self.tr("None")), QPushButton(self.tr("Some"))
        among = QButtonGroup(self)
        head = QHBoxLayout()
        head.addWidget(words(self.tr("Changes by hand on the paper?"), "head", wrap=False))
        for chip in (self.none, self.some):
            chip.setCheckable(True)
            chip.setProperty("chip", True)
            chip.clicked.connect(lambda _: self._answer())
            among.addButton(chip)
            head.addWidget(chip)
        head.addStretch(1)
        self._lines = QVBoxLayout()
        self.more = button(self.tr("Another place"), self.add)
        self.more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _answer(self) -> None:
        if self.some.isChecked() and not self._rows:
            self.add()
        for line, _ in self._rows:
            line.setVisible(self.some.isChecked())
        self.more.setVisible(self.some.isChecked())
        self.answered.emit()

    @property
    def told(self) -> bool:
        """Whether it is answered: none, or some with their words."""
        return self.none.isChecked() or (self.some.isChecked() and bool(self.rows()))

    def add(self) -> None:
        """One more place, with the cursor in it."""
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(12, 0, 0, 4)
        editors: dict[str, QLineEdit] = {}
        for place, column in enumerate(self.field.columns):
            editor = QLineEdit()
            editor.setAccessibleName(column.label[self.lang])
            editor.setPlaceholderText(column.label[self.lang])
            editors[column.id] = editor
            grid.addWidget(editor, 0, place)
            grid.setColumnStretch(place, WIDE.get(column.id, 2))
        out = button("×", lambda: self._remove(line))
        out.setFixedWidth(34)
        out.setAccessibleName(self.tr("Take this place out"))
        grid.addWidget(out, 0, len(editors))
        self._lines.addWidget(line)
        line.show()
        self._rows.append((line, editors))
        next(iter(editors.values())).setFocus()

    def _remove(self, line: QWidget) -> None:
        self._rows = [one for one in self._rows if one[0] is not line]
        line.hide()
        line.deleteLater()
        self.more.setFocus()

    def rows(self) -> list[dict[str, str]]:
        """The places with something in them, as a record takes them."""
        if not self.some.isChecked():
            return []
        typed = ({id: editor.text().strip() for id, editor in editors.items()} for _, editors in self._rows)
        return [{id: text for id, text in row.items() if text} for row in typed if any(row.values())]
