"""What a pass of the stick came to: told at once, and kept so that it can be read again."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.acts.session import CURRENT, Session
from desktop.bundle import outcome
from desktop.errors import FieldError

KEPT = "rounds"
MOST = 20
"""Reports kept; the log of bundles knows the rest."""


@dataclass(frozen=True)
class Taken:
    """What became of one bundle: its report, as `exchange.as_document`, or why it waits. `giver`: his code; `known`: it was taken
    in before; `left`: somebody let it wait; `who`: the maker's name."""

    file: Path
    giver: str
    report: dict[str, Any] | None = None
    error: FieldError | None = None
    known: bool = False
    left: bool = False
    who: str = ""


@dataclass(frozen=True)
class Refused:
    """What could not be done for somebody, and why: give to him, let him in; `to` is empty where it is this laptop's own matter."""

    to: str
    error: FieldError


@dataclass
class Round:
    """What one pass of the stick did. `given`: as `exchange.export`; `admitted`: as `members.add`; `card`: whether this laptop's
    own lies there for whoever lets it in; `waiting`: names of those of whom nothing is on the stick; `lacking`: those who lack
    something that is here and so have still to pass, `{"who", "lacks"}`; `stopped`: somebody asked to stop on the way."""

    at: str
    taken: list[Taken] = field(default_factory=list)
    admitted: list[dict[str, Any]] = field(default_factory=list)
    given: list[dict[str, Any]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    asked_twice: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    lacking: list[dict[str, Any]] = field(default_factory=list)
    card: bool = False
    stopped: bool = False

    def as_document(self) -> dict[str, Any]:
        """As it is kept: errors as code and words, what is held counted by author and reason, and no word of a record, which would
        outlive its being erased."""
        return {
            "at": self.at,
            "taken": [_taken(one) for one in self.taken],
            "admitted": [{key: one[key] for key in ("name", "side", "role")} for one in self.admitted],
            "given": [{key: one[key] for key in ("to", "changes", "attachments", "bytes", "unfinished")} for one in self.given],
            "refused": [{"to": one.to, "error": _error(one.error)} for one in self.refused],
            "asked_twice": [one["requests"] for one in self.asked_twice],
            "waiting": self.waiting,
            "lacking": self.lacking,
            "card": self.card,
            "stopped": self.stopped,
        }


def _taken(one: Taken) -> dict[str, Any]:
    told = {"file": one.file.name, "who": one.who or one.giver, "known": one.known, "left": one.left}
    if one.error is not None:
        return {**told, "error": _error(one.error)}
    if one.report is None:
        return told
    counts = {key: one.report[key] for key in ("new", "changed", "known", "conflicts", "withheld")}
    odd = {"held": outcome.by_author(one.report["held"]), "forks": one.report["forks"], "forms": one.report["forms"]}
    return {**told, "report": {**counts, **odd}}


def _error(error: FieldError) -> dict[str, str]:
    """The code, and what is said of it in either language."""
    english = f"{error.sentence('en')} {error.remedy('en')}"
    return {"code": error.code, "zh": error.sentence("zh") + error.remedy("zh"), "en": english}


def keep(session: Session, done: Round) -> None:
    """Keep a report with the last ones."""
    told = {"project": session.notebook.kept(CURRENT) or "", **done.as_document()}
    session.notebook.keep(KEPT, [told, *(session.notebook.kept(KEPT) or [])][:MOST])


def kept(session: Session) -> list[dict[str, Any]]:
    """The last reports of the current project, newest first, as `Round.as_document`."""
    current = session.notebook.kept(CURRENT) or ""
    return [one for one in session.notebook.kept(KEPT) or [] if one["project"] == current]
