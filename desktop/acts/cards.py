"""Contact cards on the stick: put one's own there, and see whom this laptop can let in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import members, seats
from desktop.acts.session import CURRENT, Session
from desktop.bundle import disk
from desktop.bundle.identity import Card
from desktop.errors import FieldError
from desktop.model.roster import Roster
from desktop.store import records
from desktop.store.records import Entry

SUFFIX = ".xsc"
MINE, AS_LEAD, NEW, OTHERS, IN, TAKEN, UNREAD = "mine", "as_lead", "new", "others", "in", "taken", "unread"


@dataclass(frozen=True)
class Offered:
    """A card on the stick. `stands`: one of MINE (this laptop can let him in), AS_LEAD (it can, as the first and so the lead of his
    side), NEW (it can, beside another laptop of his), OTHERS (those named in `by` can), IN (he is in), TAKEN (his code is that of
    somebody else), UNREAD (`error` says why)."""

    file: Path
    stands: str
    card: Card | None = None
    by: tuple[str, ...] = ()
    error: FieldError | None = None

    @property
    def can_be_let_in(self) -> bool:
        return self.stands in (MINE, AS_LEAD, NEW)


def file_name(card: Card) -> str:
    return f"{card.code}-{card.device[:8]}{SUFFIX}"


def put(session: Session, stick: Path) -> Path:
    """This laptop's card on the stick, where it does not lie there yet. Raises STICK_*."""
    file = stick / file_name(session.card)
    if not file.exists():
        members.write_card(session, file)
    return file


def seated(session: Session) -> bool:
    """Whether this laptop is in a project."""
    return any(session.device in session.notebook.roster(project).seats for project in session.projects())


def offered(session: Session, stick: Path) -> list[Offered]:
    """The cards of others on the stick, by name of file; none where there is no project to let them into. Raises STICK_GONE."""
    if not session.notebook.kept(CURRENT):
        return []
    return [one for file in disk.files(stick, SUFFIX) for one in _offered(session, file)]


def _offered(session: Session, file: Path) -> Iterator[Offered]:
    try:
        card = members.read_card(file)
    except FieldError as error:
        yield Offered(file, UNREAD, error=error)
        return
    if card.device == session.device:
        return
    project = session.project
    roster = session.notebook.roster(project)
    leads = tuple(session.who(project, device) for device in roster.lead_of(card.side))
    yield Offered(file, _stands(session, roster, card), card, leads or (session.who(project, roster.founder),))


def _stands(session: Session, roster: Roster, card: Card) -> str:
    if card.device in roster.seats:
        return IN
    mine = roster.sits(session.device) and roster.leads(session.device, card.side)
    namesake = _with_code(session, card.code)
    if namesake is not None:
        return NEW if mine and (namesake.side, namesake.title) == (card.side, card.name) else TAKEN
    if mine:
        return MINE
    if session.device == roster.founder and roster.sits(session.device) and not roster.lead_of(card.side):
        return AS_LEAD
    return OTHERS


def _with_code(session: Session, code: str) -> Entry | None:
    found = (one for one in members.entries(session) if records.document(session.notebook, one.no).get("code") == code)
    return next(found, None)


def let_in(session: Session, file: Path) -> dict[str, Any]:
    """Let in the laptop of a card, a new one of somebody who is in too: as `members.add`. Raises CARD_*, MEMBER_*."""
    card, roster = members.read_card(file), session.notebook.roster(session.project)
    if _stands(session, roster, card) == NEW:
        return seats.vouch(session, file, card.code)
    return members.add(session, [file])[0]
