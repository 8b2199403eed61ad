"""What was exchanged before: the reports of the last rounds, and every bundle given and taken."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout

from desktop.acts import exchange, round_reports
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.times import local


class LogPage(Awake):
    """`opened`: a report to be read again; `closed`."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told: list[dict[str, Any]] = []
        self.reports, self.log = QListWidget(), QListWidget()
        self.reports.setAccessibleName(self.tr("Reports of the last rounds"))
        self.log.setAccessibleName(self.tr("Bundles given and taken"))
        self.reports.itemActivated.connect(self._open)
        self.read = button(self.tr("Read it again"), self._open, main=True)
        self.none = words(self.tr("No round yet."), "faint")
        back = button(self.tr("Back to the round"), self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words(self.tr("Reports of the last rounds"), "head"))
        column.addWidget(self.none)
        column.addWidget(self.reports, 2)
        row = QHBoxLayout()
        row.addWidget(self.read)
        row.addWidget(back)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(words(self.tr("Bundles given and taken"), "head"))
        column.addWidget(self.log, 3)
        self.setFocusProxy(self.reports)

    def refresh(self) -> None:
        """The newest first."""
        session = self.desk.session
        self._told = round_reports.kept(session)
        self.reports.clear()
        self.reports.addItems([self._line(one) for one in self._told])
        self.reports.setCurrentRow(0)
        self.none.setVisible(not self._told)
        self.reports.setVisible(bool(self._told))
        self.read.setEnabled(bool(self._told))
        self.log.clear()
        if self.desk.has_project:
            self.log.addItems([self._bundle(one) for one in reversed(exchange.log(session))])

    def _line(self, one: dict[str, Any]) -> str:
        taken = sum("report" in bundle for bundle in one["taken"])
        waiting = sum("error" in bundle for bundle in one["taken"]) + len(one["refused"])
        said = self.tr("{when}　{taken} taken in, {given} given").format(
            when=local(one["at"]), taken=taken, given=len(one["given"])
        )
        return said + (self.tr("　{n} not done").format(n=waiting) if waiting else "")

    def _bundle(self, one: dict[str, Any]) -> str:
        when, who, n = local(one["when"]), one["who"], one["counter"]
        if one["direction"] == "out":
            return self.tr("{when}　given to {who}, no. {n}: {changes} changes").format(
                when=when, who=who, n=n, changes=one["changes"]
            )
        said = self.tr("{when}　taken from {who}, no. {n}: {new} new, {changed} changed")
        aside = self.tr("　set aside") if one.get("set_aside") else ""
        return said.format(when=when, who=who, n=n, new=one["new"], changed=one["changed"]) + aside

    def _open(self, *_: object) -> None:
        row = self.reports.currentRow()
        if 0 <= row < len(self._told):
            self.opened.emit(self._told[row])
