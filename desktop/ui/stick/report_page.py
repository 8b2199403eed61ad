"""What a pass of the stick came to: what must be looked at first, nothing odd in one line, then to whom the stick goes."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.acts import setting_aside, settling
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.stick.telling import Telling
from desktop.ui.times import local


class ReportPage(QWidget):
    """`told`: a report, as `round_reports` keeps it; `fresh`: it is of this moment, and can be acted upon. `asked`: id of a record
    in conflict; `formsAsked`; `asideAsked`: file that is to be set aside; `closed`."""

    asked = Signal(str)
    formsAsked = Signal()
    asideAsked = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, told: Mapping[str, Any], *, fresh: bool = True) -> None:
        super().__init__()
        self.desk, self.lang, self.told, self.fresh = desk, desk.shell.lang, told, fresh
        self.telling = Telling(self)
        self.reports = [one["report"] for one in told["taken"] if "report" in one]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.back = button(self.tr("Done"), self.closed.emit, main=True)
        head = QHBoxLayout()
        head.addWidget(words(self.tr("Exchange of {when}").format(when=local(told["at"])), "head"), 1)
        head.addWidget(self.back)
        column.addLayout(head)
        odd = list(self._problems())
        if odd:
            column.addWidget(self._frame("odd", odd, self._ways_on()))
        for line in self._next():
            column.addWidget(words(line, "head"))
        column.addWidget(self._frame("good", [self._sum(odd), *self._given()]))
        if fresh:
            self._offer_to_set_aside(column)
        column.addStretch(1)
        self.setFocusProxy(self.back)

    def _frame(self, role: str, lines: list[str], ways: list[QPushButton] | None = None) -> QFrame:
        box = QFrame()
        box.setProperty("role", role)
        column = QVBoxLayout(box)
        for line in lines:
            column.addWidget(words(line))
        if ways:
            row = QHBoxLayout()
            for one in ways:
                row.addWidget(one)
            row.addStretch(1)
            column.addLayout(row)
        return box

    def _problems(self) -> Iterator[str]:
        """The gravest first."""
        told = self.told
        if told["stopped"]:
            yield self.tr("Stopped. What is not told below was neither taken nor given.")
        for report in self.reports:
            yield from self.telling.forks(report["forks"])
        for one in told["taken"]:
            if "error" in one:
                yield self.tr("{who}: the bundle waits. {why}").format(who=one["who"], why=one["error"][self.lang])
        yield from self._refused()
        if conflicts := self._total("conflicts"):
            yield self.telling.conflicts(conflicts)
        for report in self.reports:
            yield from self.telling.held(report["held"])
        if forms := {form for report in self.reports for form in report["forms"]}:
            yield self.telling.forms(len(forms))
        for requests in told["asked_twice"]:
            said = self.tr("Asked for by both sides: {requests}. Withdraw one, or say in the request why both stand.")
            yield said.format(requests="、".join(requests))
        if left := [one["who"] for one in told["taken"] if one["left"]]:
            yield self.tr("Left on the stick as you wished: {who}").format(who="、".join(left))

    def _refused(self) -> Iterator[str]:
        """One reason, and all whom it kept from getting something."""
        reasons: dict[str, list[str]] = {}
        for one in self.told["refused"]:
            reasons.setdefault(one["error"][self.lang], []).append(one["to"])
        for why, whom in reasons.items():
            who = "、".join(filter(None, whom))
            yield self.tr("Not done for {who}: {why}").format(who=who, why=why) if who else why

    def _ways_on(self) -> list[QPushButton]:
        if not self.fresh:
            return []
        ways = [button(self.tr("Settle them"), self._settle)] if self._total("conflicts") else []
        if any(report["forms"] for report in self.reports):
            ways.append(button(self.tr("Look at the forms"), self.formsAsked.emit))
        return ways

    def _settle(self) -> None:
        found = settling.listing(self.desk.session)
        if found:
            self.asked.emit(found[0]["record"])

    def _total(self, key: str) -> int:
        return sum(report[key] for report in self.reports)

    def _sum(self, odd: list[str]) -> str:
        who = [one["who"] for one in self.told["taken"] if "report" in one]
        if not who:
            return self.tr("Nothing new on the stick for me.")
        said = self.tr("Taken in from {who}: {new} new, {changed} changed.")
        text = said.format(who="、".join(dict.fromkeys(who)), new=self._total("new"), changed=self._total("changed"))
        if withheld := self._total("withheld"):
            text += self.tr(" {n} changes are not for this laptop.").format(n=withheld)
        return text if odd else text + self.tr(" Nothing odd.")

    def _given(self) -> Iterator[str]:
        told = self.told
        if told["card"]:
            yield self.tr("My card is on the stick. Hand it to the lead of my side, then take it in once more.")
        if told["admitted"]:
            yield self.tr("Let in: {who}").format(who="、".join(one["name"] for one in told["admitted"]))
        for one in told["given"]:
            said = self.tr("Given to {who}: {n} changes, {files} attachments")
            yield said.format(who=one["to"], n=one["changes"], files=one["attachments"])
        if any(one["unfinished"] for one in told["given"]):
            n = max(one["unfinished"] for one in told["given"])
            yield self.tr("{n} drafts are not finished and did not go along.").format(n=n)

    def _next(self) -> Iterator[str]:
        lacks = {one["who"]: one["lacks"] for one in self.told["lacking"]}
        if self.told["card"] or self.told["stopped"] or any(not one["to"] for one in self.told["refused"]):
            return
        if lacks:
            said = self.tr("{who} (lacks {n})")
            whom = "、".join(said.format(who=who, n=n) for who, n in lacks.items())
            yield self.tr("The stick goes on to: {who}").format(who=whom)
        else:
            yield self.tr("Nobody lacks anything that is here.")
        unheard = [who for who in self.told["waiting"] if who not in lacks]
        if unheard:
            yield self.tr("Nothing on the stick from: {who}").format(who="、".join(unheard))

    def _offer_to_set_aside(self, column: QVBoxLayout) -> None:
        last = setting_aside.possible(self.desk.session) if self.desk.has_project else None
        if last is None:
            return
        said = self.tr("Until something is saved, given or taken in here, what came from {who} last can be set aside as a whole.")
        column.addWidget(words(said.format(who=last["who"]), "faint"))
        file = str(last["file"])
        way = button(self.tr("Set it aside"), lambda: self.asideAsked.emit(file))
        column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
