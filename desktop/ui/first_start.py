"""The first start: who I am and the passphrase; then the notice and the recovery code. Four things on two pages."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLineEdit, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.acts import vaults
from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.store import vault
from desktop.ui.jobs import Jobs
from desktop.ui.notice import Notice, button, words
from desktop.ui.shell import Shell

SIDES = ("audit", "inspection", "discipline", "congress")


class FirstStart(QStackedWidget):
    """`opened` carries the new vault, unlocked."""

    opened = Signal(object)

    def __init__(self, shell: Shell, jobs: Jobs) -> None:
        super().__init__()
        self.shell, self.jobs = shell, jobs
        self.name, self.first, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.sides = QButtonGroup(self)
        self.notice = Notice()
        self.known = QCheckBox(self.tr("I have read this."))
        self.go = button(self.tr("Make my vault"), self._make, main=True)
        self.code = words("", "head")
        self._passphrase = ""
        self.addWidget(self._who())
        self.addWidget(self._after())
        self.setFocusProxy(self.name)

    def _who(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 24, 40, 24)
        column.addWidget(_title(self.tr("Field notebook: first start")))
        first = self.tr("Passphrase (a sentence only you would think of)")
        names = (self.tr("Your name"), first, self.tr("The passphrase once more"))
        for line, label in zip((self.name, self.first, self.again), names, strict=True):
            column.addWidget(words(label, "head"))
            line.setAccessibleName(label)
            column.addWidget(line)
            line.returnPressed.connect(self._next_line)
            if line is self.name:
                column.addWidget(words(self.tr("Your side"), "head"))
                column.addLayout(self._side_choices())
            else:
                line.setEchoMode(QLineEdit.EchoMode.Password)
        # Systems keep input methods away from hidden words.
        shown = QCheckBox(self.tr("Show what I type (needed for a passphrase in Chinese)"))
        shown.toggled.connect(self._show_words)
        column.addWidget(shown)
        column.addSpacing(8)
        column.addWidget(words(self.notice_text(), "faint"))
        self.known.toggled.connect(lambda yes: self.go.setEnabled(yes))
        self.go.setEnabled(False)
        column.addWidget(self.known)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.notice)
        column.addStretch(1)
        page.setFocusProxy(self.name)
        return page

    def _show_words(self, yes: bool) -> None:
        for line in (self.first, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Normal if yes else QLineEdit.EchoMode.Password)

    def notice_text(self) -> str:
        return self.tr(
            "This is a tool for field work, no office system of any authority. Its numbers, confirmations and drafts have no "
            "official force; what counts is the signed paper. State secrets must not be entered on this machine."
        )

    def _side_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        labels = (self.tr("Audit"), self.tr("Inspection"), self.tr("Discipline"), self.tr("People's Congress"))
        for place, label in enumerate(labels):
            choice = QRadioButton(label)
            self.sides.addButton(choice, place)
            row.addWidget(choice)
        row.addStretch(1)
        return row

    def _next_line(self) -> None:
        self.focusNextChild()

    def _after(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 24, 40, 24)
        column.addWidget(_title(self.tr("Write the recovery code down")))
        told = self.tr(
            "It opens the vault if you forget the passphrase. It is shown only now and kept nowhere: write it on paper and keep "
            "that apart from the laptop. You will be asked for it within three days, to see whether it was written down right."
        )
        column.addWidget(words(told))
        font = self.code.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setFamilies(["DejaVu Sans Mono", "Consolas", font.family()])
        self.code.setFont(font)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        column.addWidget(self.code)
        done = button(self.tr("I have written it down"), self._open, main=True)
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.done = done
        return page

    def _make(self) -> None:
        wrong = self._wrong()
        if wrong:
            self.notice.say(wrong, "odd")
            return
        if self.jobs.busy:
            return
        folder, name, side = self.shell.folder, self.name.text().strip(), SIDES[self.sides.checkedId()]
        passphrase = self._passphrase = self.first.text()

        def work(progress: Progress) -> Any:
            return vaults.create(folder, name, side, passphrase)

        self.go.setEnabled(False)
        job = self.jobs.start(work)
        job.done.connect(self._made)
        job.failed.connect(self._failed)

    def _wrong(self) -> str:
        if not self.name.text().strip():
            return self.tr("Please type your name.")
        if self.sides.checkedId() < 0:
            return self.tr("Please choose your side.")
        if not self.first.text():
            return self.tr("Please type a passphrase.")
        if self.first.text() != self.again.text():
            return self.tr("The two passphrases differ.")
        return ""

    def _made(self, made: Any) -> None:
        self.first.clear()
        self.again.clear()
        self.code.setText(made.recovery_code)
        self.setCurrentIndex(1)
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: FieldError) -> None:
        self.go.setEnabled(True)
        self.notice.refuse(error, self.shell.lang)

    def _open(self) -> None:
        passphrase, self._passphrase = self._passphrase, ""
        self.code.setText("")
        folder = self.shell.folder
        job = self.jobs.start(lambda progress: vault.unlock(folder, passphrase=passphrase))
        job.done.connect(self.opened.emit)
        job.failed.connect(self._failed)


def _title(text: str) -> QWidget:
    label = words(text, "head")
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.4)
    label.setFont(font)
    return label
