"""Lists on paper: all records of a form as a person sees them in a list, with what is computed of each."""

from pathlib import Path
from typing import Any

from desktop.acts import beside, plain_files, printing, standings
from desktop.acts.dossiers import StoredDossier
from desktop.acts.recording import ids_in
from desktop.acts.session import Session
from desktop.errors import Language
from desktop.fieldwork import corroboration, means
from desktop.fieldwork.letters import MARKS, MILESTONE
from desktop.model.form import Field, Form
from desktop.paper.list_page import Line, ListSheet
from desktop.paper.papers import print_list
from desktop.paper.words import word
from desktop.store import records
from desktop.store.records import Entry

POINT = "suspicion"


def to_file(session: Session, form_id: str, out: Path, lang: Language) -> dict[str, Any]:
    """A list as a PDF, noted as a plain file. Raises FORM_UNKNOWN, PAPER_GLYPHS_MISSING, PAPER_NOT_WRITTEN."""
    made = sheet(session, session.form(form_id), lang)
    data = print_list(made, lang)
    with plain_files.noted(session, out, f"{session.project_code(session.project)} {made.title}"):
        printing.write(out, data)
    return {"file": str(out), "form": form_id, "rows": len(made.lines)}


def sheet(session: Session, form: Form, lang: Language) -> ListSheet:
    """The list, oldest record first; columns of the personal tier are left out."""
    project = session.project
    entries = list(reversed(records.listing(session.notebook, project, form.id)))
    states = standings.states(session, entries)
    columns = [field for id in form.list_columns if (field := form.field(id)).tier != "personal" and field.id != form.title_field]
    lines = [
        Line(entry.number, entry.title, _phase(form, state, lang), entry.columns)
        for entry, state in zip(entries, states, strict=True)
    ]
    ids = [id for line in lines for id in ids_in([line.values.get(field.id) for field in columns])]
    dossier = StoredDossier(session, project)
    return ListSheet(
        title=form.label[lang],
        project=printing.project_name(session, project),
        taken_at=dossier.now.replace("T", " "),
        columns=columns,
        lines=lines,
        names=records.names(session.notebook, project, list(dict.fromkeys(ids))),
        more=[*_outcomes(form, entries, dossier, lang), *_beside(session, form, entries, lang)],
    )


def _phase(form: Form, state: str, lang: Language) -> str:
    return form.phase(state).label[lang] if state else ""


def _beside(session: Session, form: Form, entries: list[Entry], lang: Language) -> list[tuple[str, list[str]]]:
    """Of points: by how many means, and by which, they are verified. Of milestones: what their list marks."""
    told, task = beside.of_lines(session, entries), session.forms.get(means.TASK)
    if form.id == MILESTONE:
        marked = (told.get(one.id, {}).get("marks", ()) for one in entries)
        return [(word("marks", lang), ["、".join(MARKS[mark][lang] for mark in marks) for marks in marked])]
    if form.id != POINT or task is None:
        return []
    labels = {option.id: option.label[lang] for option in task.field(means.METHOD).options}
    used = ([labels[one] for one in told.get(entry.id, {}).get("means", ())] for entry in entries)
    return [(word("means", lang), [word("means_used", lang, count=len(one), means="、".join(one)) if one else "" for one in used])]


def _outcomes(form: Form, entries: list[Entry], dossier: StoredDossier, lang: Language) -> list[tuple[str, list[str]]]:
    """Of points: what corroborates them."""
    judged = dossier.form("corroboration")
    if form.id != POINT or judged is None:
        return []
    for asked in ("corroboration", "evidence_item"):
        dossier.cases(asked)
    said: Field = judged.field("outcome")
    labels = {option.id: option.label[lang] for option in said.options}
    texts = [labels[corroboration.outcome(dossier.line(entry), dossier)] for entry in entries]
    return [(word("outcome", lang), texts)]
