"""The weekly report: figures taken from the records, kept as they stood when it was handed in, and told as text for a letter."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from desktop.acts import entering, opening, projects, recording, statistics
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.acts.values import Reading
from desktop.errors import FieldError, Language
from desktop.fieldwork import figure, week
from desktop.fieldwork.case import Case
from desktop.fieldwork.figure import Period
from desktop.fieldwork.statistics import COUNTING_VERSION, Reckoning
from desktop.fieldwork.week import Reported
from desktop.store.records import Entry

FORM, SUBMITTED, DRAFT = "weekly_report", "submitted", "draft"
SAID = ("highlights", "next_week", "to_coordinate")


def this_week(session: Session) -> Period:
    """Monday to Sunday, as the laptop tells the day."""
    today = date.fromisoformat(StoredDossier(session, session.project).today)
    monday = today - timedelta(days=today.weekday())
    return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def take(session: Session, within: Period) -> Entry:
    """A report of a week, with all figures taken now; the draft there is of this side's for that week gets them anew. What has come
    late to weeks that this side has reported is told as adjustment. Raises WEEK_OPEN where a day is not given."""
    if not within.first or not within.last:
        raise FieldError("WEEK_OPEN")
    dossier = StoredDossier(session, session.project)
    mine = [case for case in dossier.cases(FORM) if case.side == dossier.my_side]
    with statistics.uncollected():
        reckoning = Reckoning(dossier)
        lines = week.lines(reckoning, within)
        late = week.late(reckoning, _reported(mine, dossier))
    rows = [
        {"key": one.key, "label": figure.label(one.key, "zh"), "week": one.week, "total": one.shown, "adjusted": late.get(one.key)}
        for one in lines
    ]
    values = {
        "week_from": within.first,
        "week_to": within.last,
        "taken_at": dossier.now,
        "counting_version": COUNTING_VERSION,
        "figures": [{key: value for key, value in row.items() if value is not None} for row in rows],
    }
    begun = next((case for case in mine if case.state == DRAFT and _week_of(case) == within), None)
    if begun is None:
        title = f"周报 {within.first} 至 {within.last}"
        return recording.new(session, FORM, {"title": title, **values})
    return _anew(session, begun.id, values)


def of_this_week(session: Session) -> str:
    """Id of this side's report of this week: the one handed in, else the draft, or a new one, with all figures taken now."""
    within, dossier = this_week(session), StoredDossier(session, session.project)
    mine = (case for case in dossier.cases(FORM) if case.side == dossier.my_side and _week_of(case) == within)
    there = [case for case in mine if case.state == SUBMITTED]
    return max(there, key=lambda case: case.text("taken_at")).id if there else take(session, within).id


def _anew(session: Session, id: str, values: Mapping[str, Any]) -> Entry:
    opened = opening.look_up(session, id)
    gone = [{"row": row["row"], "remove": True} for row in opened.record.values.get("figures") or ()]
    reading = Reading(session, session.project, opened.known_form(), opened.record.current)
    reading.take({**values, "figures": [*gone, *values["figures"]]})
    entering.amend(reading, id, reading.changed())
    return opening.line(session, session.project, id)


def _week_of(case: Case) -> Period:
    return Period(case.text("week_from"), case.text("week_to"))


def _reported(mine: Iterable[Case], dossier: StoredDossier) -> list[Reported]:
    """What the reports handed in have told: of their own week, and as adjustment of weeks before. Of several for one week, which
    two people of a side may have made unseen by each other, the one taken last."""
    found = {}
    for case in sorted(mine, key=lambda case: case.text("taken_at")):
        if case.state == SUBMITTED:
            rows = [row for row in dossier.document(case.id).get("figures") or () if "week" in row]
            told = {str(row.get("key")): int(row["week"]) + int(row.get("adjusted") or 0) for row in rows}
            found[_week_of(case)] = Reported(_week_of(case), told)
    return list(found.values())


def as_text(session: Session, word: str, lang: Language) -> str:
    """A report as plain text, to be put into a letter. Raises RECORD_NOT_A_REPORT."""
    opened = opening.look_up(session, word)
    values, words = opened.record.values, figure.words()["text"]
    if opened.record.form != FORM:
        raise FieldError("RECORD_NOT_A_REPORT", number=opened.entry.number)
    project = next((one["name"] for one in projects.listing(session) if one["current"]), "")

    def say(key: str, **facts: Any) -> str:
        return str(words[f"{key}_{lang}"]).format(**facts)

    rows = {str(row.get("key")): row for row in values.get("figures") or ()}
    text = [
        say("title", project=project, first=values.get("week_from", ""), last=values.get("week_to", "")),
        say("taken", taken=str(values.get("taken_at", "")).replace("T", " "), version=values.get("counting_version", "")),
        say("numbers"),
        *(_line(key, rows[key], lang, say) for key in (*week.BY_WEEK, *week.STANDING) if key in rows and key != "withheld"),
    ]
    hidden = rows.get("withheld", {}).get("total")
    text += [say("withheld", number=hidden)] if hidden not in (None, "0") else []
    for key in SAID:
        text += [say(key), str(values.get(key) or "")]
    return "\n".join(text) + "\n"


def _line(key: str, row: Mapping[str, Any], lang: Language, say: Any) -> str:
    label, unit = figure.label(key, lang), figure.unit(key, lang)
    total = row.get("total", "0")
    if "week" not in row:
        return str(say("standing", label=label, total=total, unit=unit))
    late = int(row.get("adjusted") or 0)
    adjusted = say("adjusted", number=f"{late:+d}") if late else ""
    return str(say("by_week", label=label, week=row["week"], total=total, unit=unit, adjusted=adjusted))
