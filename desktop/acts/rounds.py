"""The stick goes round: whoever has it takes all that is for him, then leaves for everyone else what each lacks."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import exchange, setting_aside
from desktop.acts.session import CURRENT, Session
from desktop.bundle import disk, pack, receipts
from desktop.bundle.identity import Card
from desktop.errors import FieldError
from desktop.progress import SILENT, Progress
from desktop.store import records
from desktop.store.records import Entry

NAMED = re.compile(r"(?P<project>[\w-]+)-(?P<giver>[^\W_]+)-(?P<taker>[^\W_]+)-(?P<counter>\d{4,})\.xsb")
"""As exchange names a bundle: codes of project, giver and taker, and a number."""
LATER = "BUNDLE_GAP"
"""What another bundle on the same stick may mend."""


@dataclass(frozen=True)
class Taken:
    """What became of one bundle: its report, or why it waits. `known`: it was taken in before."""

    file: Path
    giver: str
    report: dict[str, Any] | None = None
    error: FieldError | None = None
    known: bool = False


@dataclass(frozen=True)
class Round:
    """What one pass of the stick did. `given`: as `exchange.export`; `waiting`: names of those of whom nothing is on the stick."""

    taken: list[Taken]
    given: list[dict[str, Any]]
    waiting: list[str]


def go_round(session: Session, stick: Path, progress: Progress = SILENT) -> Round:
    """Take in all on the stick that is for this laptop, each bundle whole or not at all, then give everyone what he lacks.

    A bundle that is refused waits, the others do not. Other files are never touched; older bundles of one's own that a newer one
    replaces are taken away. Raises STICK_*, MEMBER_NOT_ENROLLED."""
    taken = _take_all(session, stick, progress)
    given: list[dict[str, Any]] = []
    waiting: list[str] = []
    if session.notebook.kept(CURRENT):
        project = session.project
        session.seat(project)
        passed = {found["giver"] for _, found in _bundles(stick)}
        for member in _others(session, project):
            if bundle := _give_what_is_lacking(session, project, member, stick, progress):
                given.append(bundle)
            if records.document(session.notebook, member.no).get("code") not in passed:
                waiting.append(member.title)
    return Round(taken, given, waiting)


def _bundles(stick: Path) -> Iterator[tuple[Path, re.Match[str]]]:
    """The bundles on a stick whose names tell from whom to whom they are, in the order of givers and numbers. Raises STICK_*."""
    try:
        files = [file for file in stick.iterdir() if file.is_file()]
    except OSError as error:
        raise FieldError("STICK_GONE", place=stick.name) from error
    named = [(file, found) for file in files if (found := NAMED.fullmatch(file.name)) is not None]
    yield from sorted(named, key=lambda one: (one[1]["project"], one[1]["giver"], int(one[1]["counter"])))


def _take_all(session: Session, stick: Path, progress: Progress) -> list[Taken]:
    mine = [(file, found) for file, found in _bundles(stick) if found["taker"] == session.card.code]
    done: dict[Path, Taken] = {}
    left = mine
    while left:
        for file, found in left:
            done[file] = _take_one(session, file, found["giver"], progress)
        again = [(file, found) for file, found in left if _mendable(done[file])]
        # Another pass only while the last one brought something that could mend a gap.
        if len(again) == len(left):
            break
        left = again
    return [done[file] for file, _ in mine]


def _mendable(taken: Taken) -> bool:
    return taken.error is not None and taken.error.code == LATER


def _take_one(session: Session, file: Path, giver: str, progress: Progress) -> Taken:
    try:
        digest = disk.digest_of(file)
        row = session.notebook.db.execute(
            "select 1 from bundle where direction = 'in' and digest = ? limit 1", [digest]
        ).fetchone()
        if setting_aside.waits(session, giver):
            return Taken(file, giver, error=FieldError("BUNDLE_WAITS", file=file.name))
        if row is not None:
            return Taken(file, giver, known=True)
        return Taken(file, giver, exchange.take(session, [file], progress=progress))
    except OSError:
        return Taken(file, giver, error=FieldError("FILE_UNREADABLE", file=file.name))
    except FieldError as error:
        return Taken(file, giver, error=error)


def _others(session: Session, project: int) -> list[Entry]:
    """Everyone else who is in with a laptop, in the order in which they came."""
    mine = session.seat(project).member
    members = reversed(records.listing(session.notebook, project, "member"))
    return [one for one in members if one.id != mine and exchange.cards_of(session, one)]


def _give_what_is_lacking(
    session: Session, project: int, member: Entry, stick: Path, progress: Progress
) -> dict[str, Any] | None:
    """A bundle, where he lacks something that none lying there has, or does not know yet that what he brought is here; those it
    replaces go once it was read back."""
    older = _lying_there(session, project, member, stick)
    cards = exchange.cards_of(session, member)
    if not pack.owed(session.notebook, project, cards) and not _unacknowledged(session, project, cards):
        return None
    upto = exchange.last_entered(session, project)
    if any(_upto(session, file) == upto for file in older):
        return None
    given = exchange.give(session, project, member, stick, None, False, progress)
    for file in older:
        file.unlink(missing_ok=True)
    return given


def _unacknowledged(session: Session, project: int, cards: list[Card]) -> bool:
    """Whether he brought something since he was last given a bundle, and so does not know that it is here."""
    devices = [card.device for card in cards]
    row = session.notebook.db.execute(
        "select max(case when direction = 'in' and json_extract(report, '$.set_aside') is null"
        " and json_extract(report, '$.new') + json_extract(report, '$.changed') > 0"
        " then no else 0 end), max(case when direction = 'out' then no else 0 end) from bundle"
        f" where project = ? and device in ({','.join('?' * len(devices))})",
        [project, *devices],
    ).fetchone()
    return (row[0] or 0) > (row[1] or 0)


def _lying_there(session: Session, project: int, member: Entry, stick: Path) -> list[Path]:
    """This laptop's own bundles for a member on the stick, as its log knows them."""
    code = records.document(session.notebook, member.no).get("code")
    own = (session.project_code(project), session.card.code, code)
    named = [file for file, found in _bundles(stick) if (found["project"], found["giver"], found["taker"]) == own]
    return [file for file in named if _upto(session, file) is not None]


def _upto(session: Session, file: Path) -> int | None:
    """Up to which change a bundle of this laptop was made; None where it is not one of its own."""
    row = session.notebook.db.execute(
        "select report from bundle where direction = 'out' and file = ? and digest = ?", [file.name, disk.digest_of(file)]
    ).fetchone()
    return int(json.loads(row[0]).get("upto", 0)) if row else None


def pending(session: Session) -> list[dict[str, Any]]:
    """Of each colleague: how many changes he lacks of what is here, and this laptop of what he had, by his newest receipt; when
    something last went each way."""
    notebook, project = session.notebook, session.project
    found = []
    for member in _others(session, project):
        cards = exchange.cards_of(session, member)
        devices = [card.device for card in cards]
        times = {
            way: notebook.db.execute(
                f"select max(at) from bundle where project = ? and direction = ? and device in ({','.join('?' * len(devices))})",
                [project, way, *devices],
            ).fetchone()[0]
            for way in ("out", "in")
        }
        found.append(
            {
                "who": member.title,
                "lacks": pack.owed(notebook, project, cards),
                "lacking_here": max(receipts.lacking(notebook, project, device) for device in devices),
                "last_given": times["out"],
                "last_taken": times["in"],
            }
        )
    return found
