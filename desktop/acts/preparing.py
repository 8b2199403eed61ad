"""Working papers and evidence sheets: what fills itself in, who prepared and who reviewed them, and which matters lack a paper
(`domain.md` 2.0, 2.6, 2.7)."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.acts import entering
from desktop.acts.dossiers import WRITING, StoredDossier
from desktop.acts.opening import Opened, look_up
from desktop.acts.session import Session
from desktop.acts.values import Reading
from desktop.fieldwork.case import live
from desktop.fieldwork.paper_rules import MATTER, PAPER
from desktop.store import records

SHEET, NOTE, PROJECT = "evidence_sheet", "inspection_note", "project"
LONGEST = 100
"""Characters of a project's name on a sheet."""
FILLED = (SHEET, PAPER)
REVIEWING = {PAPER: "approved", NOTE: "reviewed"}
"""By form: the state into which whoever reviews brings a paper that others have written."""


def after_writing(session: Session, opened: Opened) -> None:
    """Fill in what follows by itself where nobody has said otherwise: a sheet's project, a paper's index number."""
    record = opened.record
    if record.frozen or record.side != session.seat(session.project).side:
        return
    said: dict[str, Any] = {}
    if record.form == SHEET and not record.values.get("project_name"):
        named = records.listing(session.notebook, session.project, PROJECT, limit=1)
        said["project_name"] = named[0].title[:LONGEST] if named else None
    if record.form == PAPER and not record.values.get("index_no") and record.values.get("matter"):
        said["index_no"] = next_index(session, str(record.values["matter"])) or None
    _write(session, opened, said)


def next_index(session: Session, matter: str) -> str:
    """The next index number of a matter's papers, `B03-02`; empty where the matter has no number here."""
    dossier = StoredDossier(session, session.project)
    case = dossier.case(matter)
    no = case.text("no") if case is not None else ""
    if not no:
        return ""
    pattern = re.compile(re.escape(no) + r"-([0-9]+)")
    used = [int(found[1]) for one in dossier.cases(PAPER) if (found := pattern.fullmatch(one.text("index_no")))]
    return f"{no}-{max(used, default=0) + 1:02d}"


def before_move(session: Session, opened: Opened, state: str) -> Opened:
    """With a paper that is reviewed the persons behind it are written down: who wrote it, and who reviews it now. Nobody types
    them. The record as it stands then."""
    record = opened.record
    if REVIEWING.get(record.form) != state:
        return opened
    dossier = StoredDossier(session, session.project)
    writers = [one for one in dossier.whole(opened).writers if one != dossier.me]
    clocks = [one.header.clock for one in opened.changes if one.header.kind in WRITING and dossier.person(one.device) in writers]
    day = datetime.fromisoformat(max(clocks)).astimezone().date().isoformat() if clocks else None
    said: dict[str, Any] = {"preparer": writers, "prepare_date": day, "reviewer": dossier.me}
    if record.form == PAPER:
        said |= {"review_date": dossier.today, "attach_count": str(len(record.values.get("attachments") or ()))}
    _write(session, opened, said)
    return look_up(session, record.id)


def after_move(session: Session, opened: Opened, state: str) -> None:
    """How many pages a working paper has, once its text stands. `opened`: as it was before."""
    if opened.record.form != PAPER or REVIEWING[PAPER] != state:
        return
    # What sets papers takes as long to load as the whole window.
    from desktop.acts import printing

    now = look_up(session, opened.record.id)
    _write(session, now, {"page_no": str(printing.page_count(session, now))})


def _write(session: Session, opened: Opened, said: dict[str, Any]) -> None:
    reading = Reading(session, session.project, opened.known_form(), opened.record.current)
    reading.said |= {id: reading.cell(id, value) for id, value in said.items() if value is not None}
    if reading.said:
        entering.amend(reading, opened.record.id, reading.changed())


@dataclass(frozen=True, slots=True)
class Matter:
    """A line of the directory: a matter and its papers, (id, index number, title) each; none: a paper is lacking."""

    id: str
    no: str
    name: str
    state: str
    papers: tuple[tuple[str, str, str], ...]


def directory(session: Session) -> list[Matter]:
    """The matters of the audit with their papers, in the order of their numbers (底稿目录、缺稿清单)."""
    dossier = StoredDossier(session, session.project)
    papers: dict[str, list[tuple[str, str, str]]] = {}
    for one in live(dossier.cases(PAPER), dossier):
        for matter in one.ids("matter"):
            papers.setdefault(matter, []).append((one.id, one.text("index_no"), one.title))
    found = [one for one in live(dossier.cases(MATTER), dossier) if one.text("for_side") in ("audit", "")]
    each = {one.id: tuple(sorted(papers.get(one.id, ()), key=lambda paper: paper[1])) for one in found}
    lines = [Matter(one.id, one.text("no"), one.title, one.state, each[one.id]) for one in found]
    return sorted(lines, key=lambda one: (not one.no, one.no, one.name))
