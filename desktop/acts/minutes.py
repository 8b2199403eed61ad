"""What confirming minutes does: points are agreed on, what stands on the agenda is confirmed, resolutions become tasks."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.acts import recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.entering import enter
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.fieldwork.case import Case, counts, live
from desktop.model.change import JOINT

FORM = "meeting"
POINT, CORROBORATION, RECOMMENDATION = "suspicion", "corroboration", "recommendation"
OPEN = ("registered", "screened")
AGREED = "consulted"
TITLE = 40
BROUGHT = ("owner", "due_date", "level", "lead_side")
"""What a resolution about a point brings into it, where nothing stands there yet (2.8)."""


def on_agenda(session: Session, opened: Opened) -> list[str]:
    """Ids of the corroborations and recommendations that a confirmation of these minutes confirms for one's own side: those of the
    points on the agenda, and those it names, as far as they need this side and are here (2.0, 2.8)."""
    if opened.record.form != FORM:
        return []
    dossier = StoredDossier(session, session.project)
    points = _points(opened)
    named = [case for id in _about(opened) if (case := dossier.case(id)) is not None and case.form == RECOMMENDATION]
    found = [one for point in points for one in dossier.naming(point, CORROBORATION)]
    return list(dict.fromkeys(one.id for one in (*found, *named) if _confirmable(one, dossier)))


def covered(session: Session, opened: Opened) -> dict[str, int]:
    """How many points are on the agenda of minutes, and how many corroborations and recommendations a confirmation of them would
    confirm for one's own side: form -> count, none of 0."""
    if opened.record.form != FORM:
        return {}
    dossier = StoredDossier(session, session.project)
    forms = [case.form for id in (*_points(opened), *on_agenda(session, opened)) if (case := dossier.case(id)) is not None]
    return {form: forms.count(form) for form in dict.fromkeys(forms)}


def _confirmable(case: Case, dossier: StoredDossier) -> bool:
    form = dossier.form(case.form)
    if form is None or form.confirming is None or not counts(case, dossier) or dossier.my_side in case.confirmed:
        return False
    needed = form.confirming.needed(case.side, case.values)
    if len(needed) > 1:
        return dossier.my_side in needed
    return dossier.my_side in needed and dossier.me in dossier.leads(dossier.my_side)


def _points(opened: Opened) -> list[str]:
    rows = opened.record.values.get("items") or ()
    return list(dict.fromkeys(id for row in rows for id in row.get("suspicion_ids") or ()))


def _about(opened: Opened) -> list[str]:
    rows = (*(opened.record.values.get("items") or ()), *(opened.record.values.get("resolutions") or ()))
    return list(dict.fromkeys(id for row in rows for id in row.get("about") or ()))


def give_ordinal(session: Session, opened: Opened) -> None:
    """Which of its kind a meeting is, where nobody has said: one more than those held before it (2.8)."""
    values = opened.record.values
    if opened.record.form != FORM or values.get("ordinal") or not values.get("type"):
        return
    dossier = StoredDossier(session, session.project)
    begun = str(values.get("start_at") or "")
    others = (one for one in live(dossier.cases(FORM), dossier) if one.id != opened.record.id)
    before = [one for one in others if one.text("type") == values["type"] and one.text("start_at") < begun]
    recording.edit(session, opened.record.id, {"ordinal": len({dossier.occasion(one.id) for one in before}) + 1})


def carry_out(session: Session, opened: Opened) -> None:
    """Once this side has confirmed the minutes: its points on the agenda are agreed on, with owner and date of the resolutions, and
    its resolutions become tasks."""
    if opened.record.form != FORM:
        return
    rows: Iterable[Mapping[str, Any]] = opened.record.values.get("resolutions") or ()
    for id in _points(opened):
        _agree(session, id, [row for row in rows if id in (row.get("about") or ())])
    dossier = StoredDossier(session, session.project)
    made = {(case.text("resolution"), point) for form in ("task", "verification_task")
            for case in dossier.naming(opened.record.id, form) for point in case.ids("suspicion") or ("",)}  # fmt: skip
    for row in rows:
        if row.get("text") and _answers(row, opened, dossier) == dossier.my_side:
            _make_tasks(session, opened, row, dossier, made)


def _agree(session: Session, id: str, resolutions: list[Mapping[str, Any]]) -> None:
    dossier = StoredDossier(session, session.project)
    case = dossier.case(id)
    if case is None or case.form != POINT or case.side not in (dossier.my_side, JOINT) or case.state not in OPEN:
        return
    point = look_up(session, id)
    values = {
        name: row[name]
        for row in resolutions[:1]
        for name in BROUGHT
        if row.get(name) and not point.record.values.get(name)
    }
    if values:
        recording.edit(session, id, values)
        point = look_up(session, id)
    enter(session, point, AGREED, "")


def _answers(row: Mapping[str, Any], opened: Opened, dossier: StoredDossier) -> str:
    """The side whose task a resolution is: its owner's, else that of whoever wrote the minutes."""
    staff = dossier.staff(str(row.get("owner") or ""))
    if staff is not None and staff.side:
        return staff.side
    author = dossier.staff(dossier.person(opened.record.author))
    return author.side if author is not None else ""


def _make_tasks(
    session: Session, opened: Opened, row: Mapping[str, Any], dossier: StoredDossier, made: set[tuple[str, str]]
) -> None:
    """A task for each point that the resolution is about, or one task; each once, however often the minutes are confirmed."""
    text = str(row["text"])
    about = [id for id in row.get("about") or () if (case := dossier.case(id)) is not None and case.form == POINT]
    for point in about or [""]:
        if (str(row["row"]), point) in made:
            continue
        values = {
            "title": " ".join(text.split())[:TITLE],
            "what": text,
            "owner": row.get("owner"),
            "due": row.get("due_date"),
            "for_side": dossier.my_side,
            "from_record": opened.record.id,
            "resolution": row["row"],
        }
        form = "verification_task" if point else "task"
        recording.new(session, form, {**values, **({"suspicion": point} if point else {})})
