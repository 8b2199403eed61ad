"""What confirming minutes does: points are agreed on, what stands on the agenda is confirmed, resolutions become tasks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.acts import recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.entering import enter
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.fieldwork.case import Case, counts, live
from desktop.model.change import JOINT
from desktop.store import links, records
from desktop.store.records import Entry

FORM = "meeting"
POINT, CORROBORATION, RECOMMENDATION = "suspicion", "corroboration", "recommendation"
TASK, VERIFICATION = TASKS = ("task", "verification_task")
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
    points = points_on(opened)
    named = [case for id in _about(opened) if (case := dossier.case(id)) is not None and case.form == RECOMMENDATION]
    found = [one for point in points for one in dossier.naming(point, CORROBORATION)]
    return list(dict.fromkeys(one.id for one in (*found, *named) if _confirmable(one, dossier)))


def covered(session: Session, opened: Opened) -> dict[str, int]:
    """How many points are on the agenda of minutes, and how many corroborations and recommendations a confirmation of them would
    confirm for one's own side: form -> count, none of 0."""
    if opened.record.form != FORM:
        return {}
    dossier = StoredDossier(session, session.project)
    forms = [case.form for id in (*points_on(opened), *on_agenda(session, opened)) if (case := dossier.case(id)) is not None]
    return {form: forms.count(form) for form in dict.fromkeys(forms)}


def _confirmable(case: Case, dossier: StoredDossier) -> bool:
    form = dossier.form(case.form)
    if form is None or form.confirming is None or not counts(case, dossier) or dossier.my_side in case.confirmed:
        return False
    needed = form.confirming.needed(case.side, case.values)
    if len(needed) > 1:
        return dossier.my_side in needed
    return dossier.my_side in needed and dossier.me in dossier.leads(dossier.my_side)


def points_on(opened: Opened) -> list[str]:
    """Ids of the points on the agenda, in its order."""
    rows = opened.record.values.get("items") or ()
    return list(dict.fromkeys(id for row in rows for id in row.get("suspicion_ids") or ()))


def _about(opened: Opened) -> list[str]:
    rows = (*(opened.record.values.get("items") or ()), *(opened.record.values.get("resolutions") or ()))
    return list(dict.fromkeys(id for row in rows for id in row.get("about") or ()))


def give_ordinal(session: Session, opened: Opened) -> None:
    """Which of its kind a meeting is, where nobody has said."""
    values = opened.record.values
    if opened.record.form != FORM or values.get("ordinal") or not values.get("type"):
        return
    dossier = StoredDossier(session, session.project)
    begun = str(values.get("start_at") or "")
    recording.edit(session, opened.record.id, {"ordinal": ordinal(dossier, str(values["type"]), begun, opened.record.id)})


def ordinal(dossier: StoredDossier, kind: str, begun: str, besides: str = "") -> int:
    """Which of its kind a meeting is that begins then: one more than those held before it (2.8)."""
    others = (one for one in live(dossier.cases(FORM), dossier) if one.id != besides)
    before = [one for one in others if one.text("type") == kind and one.text("start_at") < begun]
    return len({dossier.occasion(one.id) for one in before}) + 1


class Coming(NamedTuple):
    """A task that comes of a resolution, once the side whose it is has confirmed. `values` as for a new record of the form."""

    form: str
    side: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Foreseen:
    """What confirming minutes will do. `points`: ids of those that this side will have agreed on; `tasks` of all sides that are not
    there yet; `wordless`: how many resolutions make no task, since they do not say what is to be done."""

    points: tuple[str, ...] = ()
    tasks: tuple[Coming, ...] = ()
    wordless: int = 0


def foreseen(session: Session, opened: Opened) -> Foreseen:
    """What `carry_out` would do now, and what it would do on the other side's laptop."""
    if opened.record.form != FORM:
        return Foreseen()
    dossier = StoredDossier(session, session.project)
    points = tuple(id for id in points_on(opened) if _can_be_agreed_on(id, dossier))
    wordless = sum(not row.get("text") for row in opened.record.values.get("resolutions") or ())
    # A side that has confirmed has made its tasks, though they may not be shown here.
    over = set(dossier.whole(opened).confirmed) - {dossier.my_side}
    return Foreseen(points, tuple(task for task in _tasks(opened, dossier) if task.side not in over), wordless)


def tasks_made(session: Session, opened: Opened) -> list[Entry]:
    """The tasks that have come of minutes, as far as they are shown here, oldest first."""
    numbers = [no for form in TASKS for no, _ in links.naming_it(session.notebook, session.project, opened.record.id, form)]
    found = records.entries(session.notebook, list(dict.fromkeys(numbers)))
    return [one for one in found if one.columns.get("from_record") == opened.record.id]


def carry_out(session: Session, opened: Opened) -> None:
    """Once this side has confirmed the minutes: its points on the agenda are agreed on, with owner and date of the resolutions, and
    its resolutions become tasks."""
    if opened.record.form != FORM:
        return
    rows: Iterable[Mapping[str, Any]] = opened.record.values.get("resolutions") or ()
    for id in points_on(opened):
        _agree(session, id, [row for row in rows if id in (row.get("about") or ())])
    dossier = StoredDossier(session, session.project)
    for task in _tasks(opened, dossier):
        if task.side == dossier.my_side:
            recording.new(session, task.form, task.values)


def _can_be_agreed_on(id: str, dossier: StoredDossier) -> bool:
    case = dossier.case(id)
    return case is not None and case.form == POINT and case.side in (dossier.my_side, JOINT) and case.state in OPEN


def _agree(session: Session, id: str, resolutions: list[Mapping[str, Any]]) -> None:
    if not _can_be_agreed_on(id, StoredDossier(session, session.project)):
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


def _tasks(opened: Opened, dossier: StoredDossier) -> Iterator[Coming]:
    """A task for each point that a resolution is about, or one task; each once, however often the minutes are confirmed."""
    made = {(case.text("resolution"), point) for form in TASKS
            for case in dossier.naming(opened.record.id, form) for point in case.ids("suspicion") or ("",)}  # fmt: skip
    for row in opened.record.values.get("resolutions") or ():
        about = [id for id in row.get("about") or () if (case := dossier.case(id)) is not None and case.form == POINT]
        for point in (about or [""]) if row.get("text") else ():
            if (str(row["row"]), point) not in made:
                yield _task(opened, row, point, _answers(row, opened, dossier))


def _task(opened: Opened, row: Mapping[str, Any], point: str, side: str) -> Coming:
    text = str(row["text"])
    values = {
        "title": " ".join(text.split())[:TITLE],
        "what": text,
        "owner": row.get("owner"),
        "due": row.get("due_date"),
        "for_side": side,
        "from_record": opened.record.id,
        "resolution": row["row"],
    }
    if not point:
        return Coming(TASK, side, values)
    return Coming(VERIFICATION, side, {**values, "suspicion": point, "method": row.get("method")})
