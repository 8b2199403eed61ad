"""What is talked over at a meeting: which points wait for one, how they come on its agenda, how a meeting is begun (2.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.acts import minutes, recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.errors import Language
from desktop.fieldwork import agreed, corroboration
from desktop.fieldwork.case import Case, counts, live
from desktop.fieldwork.happened import HUDDLE
from desktop.model.change import SIDES
from desktop.paper.words import word
from desktop.store.records import Entry

FORM, POINT = minutes.FORM, minutes.POINT
PRE_REFERRAL = "pre_referral"
WAITS, CONFLICTING, OVERDUE = "waits", "conflicting", "overdue"
SETTLED = ("disposed", "closed")
TOPIC = 200
PRESENT, EXCUSED = "present", "excused"


@dataclass(frozen=True)
class Offer:
    """A point that a meeting may take up. `why`: it waits to be agreed on, what its two sides have found is in conflict, or the day
    by which it was to be verified is over. `amount` in fen; `title` is empty where the other side's words are not here yet."""

    id: str
    why: str
    title: str
    number: str
    side: str
    amount: int | None = None
    due: str = ""


def offered(session: Session, meeting: str = "") -> list[Offer]:
    """The points that a meeting may take up: those in conflict first, then those overdue, then those that wait, each the oldest
    first; what is on its agenda already is left out."""
    dossier = StoredDossier(session, session.project)
    listed = set(minutes.points_on(look_up(session, meeting))) if meeting else set()
    torn = _conflicting(dossier)
    found = [_offer(case, why) for case in dossier.cases(POINT) if case.id not in listed and (why := _why(case, torn, dossier))]
    return sorted(found, key=lambda one: (CONFLICTING, OVERDUE, WAITS).index(one.why))


def _why(case: Case, torn: set[str], dossier: StoredDossier) -> str:
    if not counts(case, dossier) or case.state in SETTLED:
        return ""
    if case.id in torn:
        return CONFLICTING
    if case.state == minutes.AGREED and "" < case.text("due_date") < dossier.today:
        return OVERDUE
    return WAITS if case.state in minutes.OPEN else ""


def _conflicting(dossier: StoredDossier) -> set[str]:
    """Points of which the best that both sides have come to is a conflict."""
    come: dict[str, set[str]] = {}
    for one in agreed.corroborations(dossier):
        if one.why != agreed.VOID:
            come.setdefault(one.about, set()).add(one.outcome)
    return {point for point, said in come.items() if corroboration.come_to(said, lambda: False) == corroboration.CONFLICTING}


def _offer(case: Case, why: str) -> Offer:
    amount = case.values.get("amount")
    title = "" if case.title == case.number else case.title
    return Offer(case.id, why, title, case.number, case.side, amount if isinstance(amount, int) else None, case.text("due_date"))


def add_points(session: Session, meeting: str, ids: Sequence[str]) -> list[str]:
    """Put points on the agenda, an item each, in this order and below what is there; those on it already are left. The ids added.

    Raises what `recording.edit` raises."""
    opened = look_up(session, meeting)
    listed = set(minutes.points_on(opened))
    dossier = StoredDossier(session, session.project)
    added = [id for id in dict.fromkeys(ids) if id not in listed]
    cases = {id: dossier.case(id) for id in added}
    items = [{"topic": _topic(cases[id]), "suspicion_ids": [id]} for id in added]
    if items:
        recording.edit(session, opened.record.id, {"items": items})
    return added


def _topic(case: Case | None) -> str:
    return (case.title or case.number)[:TOPIC] if case is not None else ""


def is_settled(item: Mapping[str, Any]) -> bool:
    """Whether an item of the agenda says what came of it: what was agreed or judged, or who differed and how."""
    return any(str(item.get(cell) or "").strip() for cell in ("consensus", "judgement", "dissent"))


@dataclass(frozen=True)
class Presence:
    """Who is at a meeting: side -> names of those present or observing; `unknown`: those of whom nobody says of which side they
    are; `excused`: names of those who are not there."""

    sides: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()


def presence(session: Session, opened: Opened) -> Presence:
    """As the rows of the minutes say, of which side somebody is else as the project knows him."""
    dossier = StoredDossier(session, session.project)
    sides: dict[str, list[str]] = {side: [] for side in SIDES}
    unknown: list[str] = []
    excused: list[str] = []
    for row in opened.record.values.get("attendees") or ():
        person = str(row.get("person") or "")
        known, staff = dossier.case(person), dossier.staff(person)
        name = known.title if known is not None else ""
        if not name:
            continue
        side = str(row.get("side") or (staff.side if staff else ""))
        (excused if row.get("role") == EXCUSED else sides.get(side, unknown)).append(name)
    return Presence({side: tuple(names) for side, names in sides.items()}, tuple(unknown), tuple(excused))


def begin(session: Session, kind: str, begins: str, people: Sequence[Mapping[str, Any]], lang: Language) -> Entry:
    """Minutes of a meeting of this kind, begun now: numbered, with who is expected to be there, and nothing on the agenda. Minutes
    of a consultation before a referral are restricted (2.8). `begins`: 2026-11-20T09:05; `people`: rows of attendance.

    Raises what `recording.new` raises."""
    ordinal = minutes.ordinal(StoredDossier(session, session.project), kind, begins)
    called = session.form(FORM).field("type").option(kind)
    values = {
        "title": word("ordinal_meeting", lang, ordinal=ordinal, kind=called.label[lang] if called else kind),
        "type": kind,
        "ordinal": ordinal,
        "start_at": begins,
        "recorder": session.card.name,
        "attendees": list(people),
        "restricted": kind == PRE_REFERRAL,
    }
    return recording.new(session, FORM, values)


def number_next(session: Session, kind: str, begins: str) -> int:
    """Which of its kind a meeting begun then would be."""
    return minutes.ordinal(StoredDossier(session, session.project), kind, begins)


def expected(session: Session) -> list[dict[str, Any]]:
    """Rows of attendance for the next meeting: those of the last huddle, all of them present; before the first, whoever is at this
    laptop."""
    dossier = StoredDossier(session, session.project)
    huddles = (one for one in live(dossier.cases(FORM), dossier) if one.text("type") == HUDDLE and one.rows("attendees"))
    held = [one for one in huddles if one.text("start_at") <= dossier.now]
    last = max(held, key=lambda one: one.text("start_at"), default=None)
    if last is None:
        return [{"person": session.card.name, "side": dossier.my_side, "role": PRESENT}]
    kept = ("person", "side", "organ", "role")
    rows = [{cell: row[cell] for cell in kept if row.get(cell)} for row in last.rows("attendees")]
    return [{**row, "role": PRESENT if row.get("role") == EXCUSED else row.get("role", PRESENT)} for row in rows]


def in_time(session: Session, meetings: Sequence[Entry]) -> list[Entry]:
    """Meetings as one looks for them: the next first, then those without a time yet, then those held or void, the last first
    (2.20)."""
    dossier = StoredDossier(session, session.project)
    cases = {entry.id: dossier.line(entry) for entry in meetings}
    there = {id for id, case in cases.items() if counts(case, dossier)}

    def when(entry: Entry) -> str:
        return cases[entry.id].text("start_at")

    coming = [one for one in meetings if one.id in there and when(one) > dossier.now]
    undated = [one for one in meetings if one.id in there and not when(one)]
    apart = {one.id for one in (*coming, *undated)}
    held = [one for one in meetings if one.id not in apart]
    return [*sorted(coming, key=when), *undated, *sorted(held, key=when, reverse=True)]
