"""The locked window: nothing of the work is shown, and nothing of it is in memory."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import FieldError
from desktop.progress import Progress
from desktop.store import vault
from desktop.store.vault import Vault
from desktop.ui.jobs import Jobs
from desktop.ui.notice import Notice, button, words
from desktop.ui.shell import Shell


class LockPage(QWidget):
    """`opened` carries the unlocked vault."""

    opened = Signal(object)

    def __init__(self, shell: Shell, jobs: Jobs) -> None:
        super().__init__()
        self.shell, self.jobs = shell, jobs
        self._recovering = False
        self.ask = words("", "head")
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self._unlock)
        self.setFocusProxy(self.line)
        # Systems keep input methods away from hidden words.
        self.show_words = QCheckBox(self.tr("Show what I type (needed for a passphrase in Chinese)"))
        self.show_words.toggled.connect(lambda _: self._tell())
        self.notice = Notice()
        self.go = button(self.tr("Unlock"), self._unlock, main=True)
        self.other = button("", self._other_way, link=True)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.other)
        if "keyring" in _ways(shell):
            row.addWidget(button(self.tr("By the system's keyring"), lambda: self._unlock(keyring=True), link=True))
        row.addStretch(1)
        inner = QVBoxLayout()
        inner.addStretch(1)
        title = words(self.tr("Field notebook"), "head")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        title.setFont(font)
        for part in (title, self.ask, self.line, self.show_words):
            inner.addWidget(part)
        inner.addLayout(row)
        inner.addWidget(self.notice)
        inner.addStretch(2)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(inner, 2)
        whole.addStretch(1)
        self._tell()

    def _tell(self) -> None:
        asked = self.tr("Recovery code") if self._recovering else self.tr("Passphrase")
        self.ask.setText(asked)
        self.line.setAccessibleName(asked)
        self.other.setText(self.tr("Use the passphrase") if self._recovering else self.tr("Use the recovery code"))
        shown = self._recovering or self.show_words.isChecked()
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_words.setVisible(not self._recovering)

    def _other_way(self) -> None:
        self._recovering = not self._recovering
        self.line.clear()
        self._tell()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlock(self, *, keyring: bool = False) -> None:
        if self.jobs.busy:
            return
        said, folder, recovering = self.line.text(), self.shell.folder, self._recovering

        def work(progress: Progress) -> Any:
            if keyring:
                return vault.unlock(folder, keyring=True)
            return vault.unlock(folder, recovery=said) if recovering else vault.unlock(folder, passphrase=said)

        self.go.setEnabled(False)
        job = self.jobs.start(work)
        job.done.connect(self._done)
        job.failed.connect(self._failed)

    def _done(self, found: Vault) -> None:
        self.line.clear()
        self.notice.clear()
        self.go.setEnabled(True)
        self.opened.emit(found)

    def _failed(self, error: FieldError) -> None:
        self.go.setEnabled(True)
        self.notice.refuse(error, self.shell.lang)
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _ways(shell: Shell) -> frozenset[str]:
    """How this vault can be unlocked; a damaged one says so when it is tried."""
    try:
        return vault.ways(shell.folder)
    except FieldError:
        return frozenset()
