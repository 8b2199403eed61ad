"""Contact cards on the stick: put one's own there, and see whom this laptop can let in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.acts import members
from desktop.acts.session import CURRENT, Session
from desktop.bundle import disk
from desktop.bundle.identity import Card
from desktop.errors import FieldError
from desktop.model.authority import Roster
from desktop.store import records

SUFFIX = ".xsc"
MINE, AS_LEAD, OTHERS, IN, TAKEN, UNREAD = "mine", "as_lead", "others", "in", "taken", "unread"


@dataclass(frozen=True)
class Offered:
    """A card on the stick. `stands`: one of MINE (this laptop can let him in), AS_LEAD (it can, as the first and so the lead of his
    side), OTHERS (those named in `by` can), IN (he is in), TAKEN (his code is another's), UNREAD (`error` says why)."""

    file: Path
    stands: str
    card: Card | None = None
    by: tuple[str, ...] = ()
    error: FieldError | None = None

    @property
    def can_be_let_in(self) -> bool:
        return self.stands in (MINE, AS_LEAD)


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
    if card.code in {records.document(session.notebook, one.no).get("code") for one in members.entries(session)}:
        return TAKEN
    if roster.leads(session.device, card.side):
        return MINE
    if session.device == roster.founder and not roster.lead_of(card.side):
        return AS_LEAD
    return OTHERS
