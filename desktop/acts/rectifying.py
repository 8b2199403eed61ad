"""What rectification brings with it: once a problem is being put right, both sides have its text (`domain.md` 4.2)."""

from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.acts.values import audience_at
from desktop.model.change import JOINT, Draft
from desktop.model.history import STATE

FORM, PROBLEM = "rectification_item", "finding"
UNDER_WAY = "rectifying"


def after_writing(session: Session, opened: Opened) -> None:
    """Give the problem that an item is about to the other side, where this laptop's side found it."""
    project, id = session.project, str(opened.record.values.get("finding_id") or "")
    if StoredDossier(session, project).case(id) is None:
        return
    found = look_up(session, id)
    form = found.form
    if form is None or form.id != PROBLEM or found.record.side not in (session.seat(project).side, JOINT):
        return
    audience = audience_at(session, project, form, found.record, UNDER_WAY)
    if audience:
        session.write(project, Draft("widen", {}, record=found.record.id, audience=audience, tier=form.tier(STATE)))
