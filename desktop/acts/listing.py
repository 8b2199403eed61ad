"""Lists and finding: what the current project holds, as lines."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.acts import beside, opening, standings
from desktop.acts.dossiers import StoredDossier
from desktop.acts.recording import ids_in, shown
from desktop.acts.session import Session
from desktop.acts.values import Reading
from desktop.errors import FieldError
from desktop.fieldwork import gates
from desktop.fieldwork.case import counts
from desktop.model.form import Form
from desktop.store import records
from desktop.store.records import Entry

ALWAYS = ("state", "side", "number")


def line(form: Form | None, entry: Entry, state: str) -> dict[str, Any]:
    """One record as a list shows it, in the state it stands in."""
    shown_here = form.list_columns if form else entry.columns
    columns = {id: shown(form, id, entry.columns[id]) for id in shown_here if id in entry.columns}
    fixed = {"id": entry.id, "number": entry.number, "form": entry.form, "state": state, "title": entry.title}
    fixed |= {"archive_no": entry.archive} if entry.archive else {}
    return fixed | {id: value for id, value in columns.items() if id not in fixed}


def records_of(
    session: Session, form: str | None, where: Mapping[str, Any], limit: int | None, lacking: str | None = None
) -> list[dict[str, Any]]:
    """Records newest first. `where`: field -> value as typed; `lacking`: only those that do not meet this rule of their form, void
    ones left out. Raises FORM_UNKNOWN (there is no such form, nor a record of it), FIELD_UNKNOWN, VALUE_*, RULE_UNKNOWN."""
    project = session.project
    known = session.notebook.form(form, project) if form else None
    if form and known is None and not records.listing(session.notebook, project, form, limit=1):
        raise FieldError("FORM_UNKNOWN", form=form[:50])
    asked = {gate.rule for gate in known.gates} & gates.RULES.keys() if known else set()
    if lacking is not None and lacking not in asked:
        raise FieldError("RULE_UNKNOWN", rule=lacking[:40], form=form or "-", rules=", ".join(sorted(asked)) or "-")
    wanted: dict[str, Any] = {}
    for id, raw in where.items():
        if id in ALWAYS or known is None:
            wanted[id] = raw
        else:
            reading = Reading(session, project, known)
            wanted[id] = reading.cell(id, [raw] if known.field(id).kind in ("people", "units", "references") else raw)
            if isinstance(wanted[id], list):
                wanted[id] = wanted[id][0]
    # A state that follows from other records stands in no row that could be asked for.
    follows = wanted.pop("state", None) if known and any(one.derived for one in known.states) else None
    found = records.listing(session.notebook, project, form, wanted, None if follows or lacking else limit)
    if known is not None and lacking is not None:
        found = _lacking(session, known, found, lacking)
    states = standings.states(session, found)
    stood = [(entry, state) for entry, state in zip(found, states, strict=True) if follows in (None, state)]
    more, forms = beside.of_lines(session, [entry for entry, _ in stood[:limit]]), session.forms
    return [line(forms.get(one.form), one, state) | more.get(one.id, {}) for one, state in stood[:limit]]


def _lacking(session: Session, form: Form, found: Sequence[Entry], rule: str) -> list[Entry]:
    dossier = StoredDossier(session, session.project)
    there = [one for one in found if counts(dossier.line(one), dossier)]
    return [one for one in there if gates.lacks(form, dossier.whole(opening.look_up(session, one.id)), dossier, rule)]


def names_in(session: Session, lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What people call the records that these lines refer to: id -> name."""
    ids = [id for one in lines for key, value in one.items() if key != "id" for id in ids_in(value)]
    return records.names(session.notebook, session.project, list(dict.fromkeys(ids)))


def found(session: Session, text: str, form: str | None, limit: int) -> list[dict[str, Any]]:
    """Records with these words, best first, the words marked in the snippet."""
    hits = records.found(session.notebook, session.project, text, form, limit)
    return [
        {"id": one.id, "number": one.number, "form": one.form, "title": one.title, "snippet": snippet}
        for one, snippet in hits
    ]


def by_check_code(session: Session, code: str) -> dict[str, Any]:
    """The record and version that a printed check code belongs to, and what has changed since. Raises CHECK_CODE_UNKNOWN.

    What a reader of square codes types is understood too: the check code stands last in it."""
    last = unicodedata.normalize("NFKC", code).lower().rpartition("|")[2]
    wanted = "".join(digit for digit in last if digit.isalnum())
    for entry in records.frozen_once(session.notebook, session.project):
        opened = opening.look_up(session, entry.id)
        for version in opened.record.versions:
            if version.check_code == wanted:
                newest = version == opened.record.versions[-1]
                return {
                    "id": entry.id,
                    "number": entry.number,
                    "version": version.number,
                    "frozen": version.clock,
                    "newest": newest and opened.record.frozen,
                    "changed_since": list(opened.record.proposed) if newest else [],
                }
    raise FieldError("CHECK_CODE_UNKNOWN", asked=wanted[:16])
