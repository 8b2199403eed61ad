"""What lies on the stick for this laptop: found by name, copied in, and looked into before anything is taken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.acts import exchange, members, setting_aside
from desktop.acts.exchange import Arrived
from desktop.acts.session import ARRIVALS, CURRENT, Session
from desktop.bundle import disk, merge
from desktop.bundle.outcome import Checked
from desktop.errors import FieldError
from desktop.progress import SILENT, Part, Progress
from desktop.store import records

NAMED = re.compile(r"(?P<project>[\w-]+)-(?P<giver>[^\W_]+)-(?P<taker>[^\W_]+)-(?P<counter>\d{4,})\.xsb")
"""As exchange names a bundle: codes of project, giver and taker, and a number."""
GAP, UNKNOWN = "BUNDLE_GAP", "BUNDLE_SIGNER_UNKNOWN"
FOUNDER, OWN_LEAD, LEAD, MEMBER = STANDS = ("founder", "own_lead", "lead", "member")
MENDABLE = (GAP, UNKNOWN)
"""What another bundle on the same stick may mend: it brings what is missing, or says who the maker is."""


@dataclass(frozen=True)
class Seen:
    """A bundle on the stick for this laptop. `giver`: his code, as the file's name says, and `who` he is; `known`: it was taken in
    before; `error`: why it cannot be taken. Once it was looked into also: `made` when by his clock; `changes`: how many it brings;
    `report`: what taking it would do after those before it, as `exchange.as_document`; `stands`: of a maker not known here, what he
    is in his project, one of FOUNDER, OWN_LEAD (of this laptop's side), LEAD, MEMBER; empty where he is not in it."""

    file: Path
    giver: str
    arrived: Arrived | None = None
    known: bool = False
    error: FieldError | None = None
    who: str = ""
    made: str = ""
    changes: int = 0
    report: dict[str, Any] | None = None
    stands: str = ""

    @property
    def device_code(self) -> str:
        """His device code, where it has to be compared before anything of his is taken."""
        return str(self.error.facts["fingerprint"]) if self.error and self.error.code == UNKNOWN else ""

    @property
    def mendable(self) -> bool:
        return self.error is not None and self.error.code in MENDABLE


def bundles(stick: Path) -> Iterator[tuple[Path, re.Match[str]]]:
    """The bundles on a stick whose names tell from whom to whom they are, in the order of givers and numbers. Raises STICK_GONE."""
    named = [(file, found) for file in disk.files(stick, ".xsb") if (found := NAMED.fullmatch(file.name)) is not None]
    yield from sorted(named, key=lambda one: (one[1]["project"], one[1]["giver"], int(one[1]["counter"])))


def for_me(session: Session, stick: Path) -> list[Seen]:
    """The bundles for this laptop, of which only the names of the files were read. Raises STICK_GONE."""
    names = _names(session)
    mine = [(file, found["giver"]) for file, found in bundles(stick) if found["taker"] == session.card.code]
    return [Seen(file, giver, who=names.get(giver, giver)) for file, giver in mine]


def _names(session: Session) -> dict[str, str]:
    """Codes of members -> their names, in the current project."""
    if not session.notebook.kept(CURRENT):
        return {}
    codes = ((records.document(session.notebook, one.no).get("code"), one.title) for one in members.entries(session))
    return {str(code): name for code, name in codes if code}


def fetch(session: Session, one: Seen, progress: Progress = SILENT) -> Seen:
    """Copy a bundle in, where it is not one taken before, and not one of a giver of whom something was set aside."""
    try:
        arrived = exchange.fetch(session, one.file, progress)
    except FieldError as error:
        return replace(one, error=error)
    except OSError:
        return replace(one, error=FieldError("FILE_UNREADABLE", file=one.file.name))
    row = session.notebook.db.execute("select 1 from bundle where direction = 'in' and digest = ? limit 1", [arrived.digest])
    if setting_aside.waits(session, one.giver):
        arrived.copy.unlink()
        return replace(one, error=FieldError("BUNDLE_WAITS", file=one.file.name))
    if row.fetchone() is not None:
        arrived.copy.unlink()
        return replace(one, known=True)
    return replace(one, arrived=arrived)


def preview(session: Session, stick: Path, progress: Progress = SILENT) -> list[Seen]:
    """What taking all of it would do, one after the other; nothing is taken. The copies stay until they are taken or `clear`ed.

    A bundle that is refused is told with its error, the others go on. Raises STICK_GONE, STORE_*."""
    clear(session)
    named = for_me(session, stick)
    pieces = max(1, 2 * len(named))
    try:
        found = [fetch(session, one, Part(progress, place, pieces)) for place, one in enumerate(named)]
        with merge.rehearsal(session.notebook):
            left = [place for place, one in enumerate(found) if one.arrived]
            while left:
                for place in left:
                    progress.step(pieces - len(left), pieces)
                    found[place] = _looked_into(session, found[place], Part(progress, len(found) + place, pieces))
                again = [place for place in left if found[place].mendable]
                left = again if len(again) < len(left) else []
        return found
    except BaseException:
        clear(session)
        raise


def _looked_into(session: Session, one: Seen, progress: Progress) -> Seen:
    if one.arrived is None:
        return one
    told = replace(one, error=None)
    try:
        checked = exchange.check(session, one.arrived)
        told = replace(told, who=checked.exporter.name, made=checked.manifest.made)
        told = replace(told, changes=checked.manifest.changes.lines - checked.hidden)
        report = merge.rehearse(session.notebook, checked, session.keys, progress=progress)
        return replace(told, report=exchange.as_document(report))
    except FieldError as error:
        if error.code.startswith("STORE_"):
            raise
        strange = error.code == UNKNOWN and session.notebook.project(checked.manifest.project) is None
        return replace(told, error=error, stands=_stands(session, checked) if strange else "")


class _LetGo(Exception):
    """Ends a look at who would be in."""


def _stands(session: Session, checked: Checked) -> str:
    """What the maker of a bundle is in its project, which is not known here."""
    notebook, maker, found = session.notebook, checked.exporter, ""
    try:
        with notebook.attempt():
            merge.rehearse(notebook, checked, session.keys, fingerprint=maker.fingerprint)
            roster = notebook.roster(notebook.project(checked.manifest.project) or 0)
            if maker.device == roster.founder:
                found = FOUNDER
            elif roster.leads(maker.device, maker.side):
                found = OWN_LEAD if maker.side == session.card.side else LEAD
            elif maker.device in roster.seats:
                found = MEMBER
            raise _LetGo
    except _LetGo:
        return found
    raise AssertionError("a look is let go")


def first_to_trust(seen: Sequence[Seen]) -> Seen | None:
    """Of bundles of a project that is not known here: the one whose maker's device code is to be compared, the founder's or a
    lead's where they made one. Once it is taken, it tells who the others are."""
    unknown = [one for one in seen if one.device_code and one.stands]
    return min(unknown, key=lambda one: STANDS.index(one.stands), default=None)


def clear(session: Session) -> None:
    """Let go of what was copied in."""
    for copy in (session.notebook.vault.folder / ARRIVALS).glob("*"):
        copy.unlink(missing_ok=True)
