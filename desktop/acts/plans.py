"""The plan and its bounds of duty, which are confirmed with it and printed behind it (`domain.md` 2.17, 2.19)."""

from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.paper.sheet import Annex

PLAN, BOUND = "implementation_plan", "duty_boundary"
CONFIRMED = ("audit", "inspection")


def bounds_to_confirm(session: Session, opened: Opened) -> list[str]:
    """Ids of the bounds of a plan that this side has not confirmed as they stand."""
    if opened.record.form != PLAN:
        return []
    dossier = StoredDossier(session, session.project)
    return [one.id for one in dossier.naming(opened.record.id, BOUND) if dossier.my_side not in one.confirmed]


def annexes(session: Session, opened: Opened) -> tuple[Annex, ...]:
    """What is printed behind a record: the bounds of a plan, each with the sides that have confirmed it."""
    if opened.record.form != PLAN:
        return ()
    found = StoredDossier(session, session.project).naming(opened.record.id, BOUND)
    if not found:
        return ()
    rows = []
    for one in found:
        by = [side for side in CONFIRMED if side in one.confirmed]
        rows.append({**look_up(session, one.id).record.values, "confirmed": by})
    return (Annex(session.form(BOUND), tuple(rows), opened.record.id),)
