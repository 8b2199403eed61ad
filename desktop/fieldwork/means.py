"""By which means a point is verified, as its tasks say (`domain.md` 2.19 `VerificationTask`, JJ-04)."""

from desktop.fieldwork.case import Case, Dossier, live

TASK, METHOD = "verification_task", "method"
NOT_LOCKED = ("registered", "screened")
"""Stored states of a point that the sides have not agreed on yet."""


def tasks(point: Case, dossier: Dossier) -> list[Case]:
    """The tasks of verifying a point, oldest first; those dropped left out."""
    return [one for one in live(dossier.naming(point.id, TASK), dossier) if point.id in one.ids("suspicion")]


def used(point: Case, dossier: Dossier) -> tuple[str, ...]:
    """The means of its tasks, each once, in the order in which the form lists them; those of tasks whose text is not here are not
    known here."""
    form = dossier.form(TASK)
    said = {one for task in tasks(point, dossier) for one in task.ids(METHOD)}
    return tuple(option.id for option in (form.field(METHOD).options if form is not None else ()) if option.id in said)


def lacks_task(point: Case, dossier: Dossier) -> bool:
    """Whether the sides have agreed on a point and nobody has been asked to verify it (5, step 4)."""
    return point.state not in NOT_LOCKED and not tasks(point, dossier)
