"""What is past its day in the current project, and what day a legal period ends on, by the working days that this vault knows."""

from typing import Any

from desktop.acts import holidays
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.fieldwork import deadlines
from desktop.fieldwork.case import Case
from desktop.fieldwork.working_days import Deadline
from desktop.model.fields import KINDS


def overdue(session: Session, on: str = "") -> dict[str, Any]:
    """`{"on", "reports", "rectification", "tasks", "verification_tasks", "points", "papers", "untracked"}`.

    Lists of `{"id", "number", "form", "title", "due", "days_late", "beyond_table"}`; of `untracked`, instead of the day, the
    `sides` for which nobody follows an item. `on`: a day, today unless told. Raises VALUE_*."""
    dossier = StoredDossier(session, session.project)
    day = _day(on) or dossier.today
    found = deadlines.late(dossier, holidays.calendar(session), day, _replied_to(session))
    told = {
        kind: [_line(one.case) | {"due": one.due, "days_late": one.days_late, "beyond_table": one.beyond_table} for one in late]
        for kind, late in found.items()
    }
    untracked = [_line(case) | {"sides": list(sides)} for case, sides in deadlines.untracked(dossier)]
    return {"on": day, **told, "untracked": untracked}


def due_in(session: Session, days: int, start: str = "") -> Deadline:
    """The day on which a period of so many working days ends that begins with a day, today unless told (审计法实施条例 56).

    Raises VALUE_*."""
    return holidays.calendar(session).add(_day(start) or StoredDossier(session, session.project).today, days)


def _day(word: str) -> str:
    return str(KINDS["date"].read(word)) if word else ""


def _replied_to(session: Session) -> list[str]:
    """The forms whose lists keep a day to reply by."""
    return [one.id for one in session.forms.values() if deadlines.REPLY_BY in (*one.list_columns, *one.kept)]


def _line(case: Case) -> dict[str, Any]:
    return {"id": case.id, "number": case.number, "form": case.form, "title": case.title}
