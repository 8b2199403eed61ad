"""What came of a bundle, in the words of a tired evening: the gravest first."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from desktop.bundle import outcome


class Telling(QObject):
    """Sentences about reports, as `exchange.take` and `round_reports` give them."""

    def problems(self, report: Mapping[str, Any]) -> list[str]:
        """What a person must look at in the report of one bundle."""
        lines = self.forks(report["forks"])
        if report["conflicts"]:
            lines.append(self.conflicts(report["conflicts"]))
        lines += self.held(outcome.by_author(report["held"]))
        if report["withheld"]:
            lines.append(self.withheld(report["withheld"]))
        if report["forms"]:
            lines.append(self.forms(len(report["forms"])))
        twice = self.tr("Asked for twice: {title} ({requests}). Withdraw one, or say in the request why both stand.")
        asked = report.get("asked_twice", ())
        return lines + [twice.format(title=one["title"], requests="、".join(one["requests"])) for one in asked]

    def forks(self, forks: Iterable[Mapping[str, Any]]) -> list[str]:
        copied = self.tr("A copied vault: {who} wrote on two laptops with one identity, from number {n} on. Both are kept.")
        return [copied.format(who=one["who"], n=one["from"]) for one in forks]

    def conflicts(self, n: int) -> str:
        return self.tr("{n} places where two people wrote different things").format(n=n)

    def forms(self, n: int) -> str:
        return self.tr("Forms that wait to be looked at before they take effect: {n}").format(n=n)

    def withheld(self, n: int) -> str:
        return self.tr("{n} changes are not for this laptop").format(n=n)

    def held(self, counted: Iterable[Mapping[str, Any]]) -> list[str]:
        """`counted`: as `outcome.by_author`."""
        said = self.tr("{n} changes by {who} are kept but do not count: {why}")
        return [said.format(n=one["n"], who=one["who"], why=self._why(one["why"])) for one in counted]

    def _why(self, why: str) -> str:
        return {
            "unknown_kind": self.tr("this version of the program does not know such a change"),
            "no_create": self.tr("the record they belong to is not here yet"),
            "claimed_id": self.tr("they claim the place of another record"),
            "not_founder": self.tr("only the founder of the project may make them"),
            "not_enrolled": self.tr("their author is not in the project"),
            "not_lead": self.tr("only the lead of the side may make them"),
            "other_side": self.tr("the record is the other side's"),
        }.get(why, why)

    def counts(self, report: Mapping[str, Any]) -> str:
        said = self.tr("{new} new, {changed} changed, {known} known already")
        return said.format(new=report["new"], changed=report["changed"], known=report["known"])

    def until_when(self) -> str:
        return self.tr("Until something is saved, given or taken in here, it can be set aside as a whole.")

    def side(self, side: str) -> str:
        return {
            "audit": self.tr("Audit"),
            "inspection": self.tr("Inspection"),
            "discipline": self.tr("Discipline"),
            "congress": self.tr("Congress"),
        }.get(side, side)
