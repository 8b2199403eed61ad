"""Make a project, or learn how to join one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.acts import projects
from desktop.errors import FieldError
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button, words


class NewProject(QWidget):
    """`made`: a project is there now."""

    made = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        form = desk.session.form("project")
        lang = desk.shell.lang
        column = QVBoxLayout(self)
        self.lines: dict[str, QLineEdit] = {}
        for id in ("name", "code", "units"):
            label = form.field(id).label[lang]
            column.addWidget(words(label, "head"))
            line = self.lines[id] = QLineEdit()
            line.setAccessibleName(label)
            column.addWidget(line)
        self.lines["code"].setPlaceholderText("CN2026")
        self.mode = QComboBox()
        field = form.field("linkage_mode")
        self.mode.setAccessibleName(field.label[lang])
        for option in field.options:
            self.mode.addItem(option.label[lang], option.id)
        column.addWidget(words(field.label[lang], "head"))
        column.addWidget(self.mode)
        self.notice = Notice()
        column.addWidget(self.notice)
        column.addWidget(button(self.tr("Make the project"), self._make, main=True))
        joining = self.tr(
            "To join a colleague's project, put your card on the stick (Exchange by stick), let him take it in, and take in the "
            "bundle he gives you."
        )
        column.addWidget(words(joining, "faint"))
        column.addStretch(1)
        self.setFocusProxy(self.lines["name"])

    def _make(self) -> None:
        said = {id: line.text().strip() for id, line in self.lines.items()}
        units = [one for one in said.pop("units").replace("，", "、").split("、") if one.strip()]
        values = {**said, "linkage_mode": self.mode.currentData(), **({"units": units} if units else {})}
        try:
            self.desk.act(projects.create, values)
        except FieldError as error:
            self.notice.refuse(error, self.desk.shell.lang)
            return
        self.made.emit()
