"""All points of a project as a board shows them: each in the phase it stands in, with what one looks for at a glance."""

from typing import NamedTuple

from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.fieldwork import corroboration, deadlines, standing, verifying
from desktop.fieldwork.case import Case
from desktop.model.form import Form
from desktop.store import records

POINT = "suspicion"
LAST = "9999"
"""Sorts after every day."""


class PointCard(NamedTuple):
    """`phase` and `state`: where the point stands; `level` and `owner` in words of the form and by name; `due`: the day by which
    it is to be verified, or looked at again, empty where it is no more; `late`: that day is past."""

    id: str
    number: str
    title: str
    phase: str
    state: str
    level: str = ""
    owner: str = ""
    due: str = ""
    late: bool = False


def cards(session: Session) -> list[PointCard]:
    """What is due first, then the newest first."""
    form = session.forms.get(POINT)
    if form is None:
        return []
    dossier = StoredDossier(session, session.project)
    points = list(dossier.each(POINT))[::-1]
    for asked in standing.ASKS[POINT]:
        dossier.expect_naming([one.id for one in points], asked)
    owners = records.names(session.notebook, session.project, sorted({id for one in points for id in one.ids("owner")}))
    found = [_card(form, one, standing.state_of(form, one, dossier), owners, dossier.today) for one in points]
    return sorted(found, key=lambda card: card.due or LAST)


def _card(form: Form, point: Case, state: str, owners: dict[str, str], today: str) -> PointCard:
    phase = next((one.phase for one in form.states if one.id == state), "")
    due = deadlines.point(point)
    owner = "、".join(owners.get(id, "") for id in point.ids("owner"))
    title = point.title or point.number
    return PointCard(point.id, point.number, title, phase, state, point.text("level"), owner, due, "" < due < today)


def outcomes(session: Session) -> dict[str, str]:
    """What each point comes to, by its id: this looks at all evidence and takes its time."""
    dossier = StoredDossier(session, session.project)
    for asked in (verifying.CORROBORATION, verifying.CARD):
        dossier.cases(asked)
    return {one.id: corroboration.outcome(one, dossier) for one in dossier.each(POINT)}
