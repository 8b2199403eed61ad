"""Where a record stands: its stored state, or one that follows from other records, from confirmations or from the clock."""

from collections.abc import Callable

from desktop.fieldwork import letters, materials
from desktop.fieldwork.case import Case, Dossier, live
from desktop.model.form import Form

OPEN_POINT = ("registered", "screened", "consulted")
"""Stored states of a point over which tasks and evidence have a say."""


def state_of(form: Form, case: Case, dossier: Dossier) -> str:
    """The state that is shown. Raises nothing; a state unknown to the form is shown as it is stored."""
    confirming = form.confirming
    if confirming is not None and confirming.done and case.state == confirming.to and is_confirmed(form, case):
        return confirming.done
    rule = STANDING.get(form.id)
    follows = rule(case, dossier) if rule else ""
    return follows if any(state.id == follows and state.derived for state in form.states) else case.state


def is_confirmed(form: Form, case: Case) -> bool:
    """Whether every side needed has confirmed this very text."""
    if form.confirming is None:
        return False
    needed = form.confirming.needed(case.side, case.values)
    return needed <= case.confirmed.keys() if needed else bool(case.confirmed)


def lacking_sides(form: Form, case: Case) -> frozenset[str]:
    """The sides whose confirmation has not come; none where it is confirmed or needs no confirming."""
    if form.confirming is None or is_confirmed(form, case):
        return frozenset()
    return form.confirming.needed(case.side, case.values) - case.confirmed.keys() or frozenset((case.side,))


def point(case: Case, dossier: Dossier) -> str:
    """Tasks make a point assigned, the first evidence makes it verifying (2.4)."""
    if case.state not in OPEN_POINT:
        return ""
    if live(dossier.naming(case.id, "evidence_item"), dossier):
        return "verifying"
    return "assigned" if live(dossier.naming(case.id, "verification_task"), dossier) else ""


def meeting(case: Case, dossier: Dossier) -> str:
    """A meeting whose time has not come is planned (2.8)."""
    return "planned" if case.state == "draft" and case.text("start_at") > dossier.now else ""


def finding(case: Case, dossier: Dossier) -> str:
    """A problem is being put right while it has items, and closed when all of them are (2.12)."""
    if case.state != "confirmed":
        return ""
    items = live(dossier.naming(case.id, "rectification_item"), dossier)
    if not items:
        return ""
    return "closed" if all(one.state == "closed" for one in items) else "rectifying"


def project(case: Case, dossier: Dossier) -> str:
    """What its milestones say, the latest that a side has reached (2.19)."""
    if case.state != "planned":
        return ""
    reached = {one.text("kind") for one in dossier.cases("milestone") if one.state == "done"}
    steps = (("feedback", "feedback"), ("exit", "exited"), ("advance", "in_field"), ("entry", "entered"))
    return next((state for kind, state in steps if kind in reached), "")


def notice(case: Case, dossier: Dossier) -> str:
    """Received when everyone it was sent to has received it (2.10)."""
    told = letters.receipts(case) if case.state == "sent" else []
    return "received" if told and all(one.received_at for one in told) else ""


def request(case: Case, dossier: Dossier) -> str:
    """How much of what was asked for has come (2.9)."""
    if case.state != "issued":
        return ""
    items = materials.items_of(case, dossier)
    come = [one for one in items if one.state == "done" or one.values.get("provided_on")]
    if not come:
        return ""
    return "fulfilled" if len(come) == len(items) else "partial"


STANDING: dict[str, Callable[[Case, Dossier], str]] = {
    "suspicion": point,
    "meeting": meeting,
    "finding": finding,
    "project": project,
    "info_notice": notice,
    "copy_notice": notice,
    "material_request": request,
}
ASKS: dict[str, tuple[str, ...]] = {
    "suspicion": ("evidence_item", "verification_task"),
    "finding": ("rectification_item",),
    "project": ("milestone",),
    "material_request": ("material_item",),
}
"""The forms whose records have a say in where one stands."""
