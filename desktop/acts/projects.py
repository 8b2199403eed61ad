"""Projects: found one, list them, choose the one that is worked on."""

from collections.abc import Mapping
from typing import Any

from desktop.acts import members
from desktop.acts.session import CURRENT, Session
from desktop.acts.values import Reading
from desktop.bundle.identity import CODE
from desktop.errors import FieldError
from desktop.model.change import JOINT, Draft
from desktop.model.history import STATE
from desktop.store import journal, records
from desktop.store.records import Entry


def create(session: Session, values: Mapping[str, Any]) -> Entry:
    """A new project led by this laptop: its first change names it and opens the founding chain; then its founder is enrolled as
    his side's lead, and the units it is about are made. Raises PROJECT_CODE, FIELD_UNKNOWN, VALUE_*."""
    if not CODE.fullmatch(str(values.get("code") or "")):
        raise FieldError("PROJECT_CODE")
    notebook, form = session.notebook, session.form("project")
    naming = {key: value for key, value in values.items() if form.field(key).kind not in ("unit", "units")}
    with notebook.transaction():
        reading = Reading(session, 0, form).take(naming)
        if form.states:
            reading.said[STATE] = form.states[0].id
        first = Draft(
            "create",
            reading.by_tier(reading.said),
            form=form.id,
            form_version=form.version,
            side=JOINT,
            audience=form.first_audience(JOINT, session.card.side, reading.said),  # type: ignore[arg-type]
            tier=form.tier(STATE),
        )
        project, touched = journal.found_project(notebook, session.device, first, session.clock())
        notebook.keep(f"own/{project}", notebook.tracks(project)[0].no)
        notebook.keep(CURRENT, notebook.project_id(project))
        session.bear_witness()
        members.enrol(session, project, session.card, "lead")
        rest = {key: value for key, value in values.items() if key not in naming}
        if rest:
            _add(session, project, touched.changes[0][:32], rest)
    entry = records.entry(notebook, project, touched.changes[0][:32])
    assert entry is not None
    return entry


def _add(session: Session, project: int, id: str, values: Mapping[str, Any]) -> None:
    """What names units can only be said once the project is there to make their ids from."""
    form = session.form("project")
    entry = records.entry(session.notebook, project, id)
    record, _ = records.load(session.notebook, project, entry.no if entry else 0)
    reading = Reading(session, project, form, record.current).take(values)
    draft = Draft("edit", reading.by_tier(reading.changed()), record=id, tier=form.tier(STATE))
    session.write(project, *reading.made.values(), draft)


def listing(session: Session) -> list[dict[str, Any]]:
    """The projects of this vault, oldest first."""
    current = session.notebook.kept(CURRENT)
    rows = session.notebook.db.execute(
        "select p.id, p.record, r.title, json_extract(d.body, '$.code') from project p"
        " left join record r on r.project = p.no and r.id = p.record left join document d on d.no = r.no order by p.no"
    ).fetchall()
    return [
        {"id": record, "name": title or "", "code": code or "", "current": id == current}
        for id, record, title, code in rows
    ]


def use(session: Session, word: str) -> dict[str, Any]:
    """Work on another project, named by id, its beginning, or code. Raises PROJECT_UNKNOWN."""
    beginning = word[:32].lower()
    found = [p for p in listing(session) if p["code"] == word or (beginning and p["id"].startswith(beginning))]
    if len(found) != 1:
        raise FieldError("PROJECT_UNKNOWN", id=word[:64])
    row = session.notebook.db.execute("select id from project where record = ?", [found[0]["id"]]).fetchone()
    session.notebook.keep(CURRENT, row[0])
    return {**found[0], "current": True}
