"""At the end of the work each record gets a number in the archive beside that of the field, and gaps are explained (空号说明)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import archive, numbers
from desktop.model.change import JOINT, Draft
from desktop.model.form import Form
from desktop.model.history import ARCHIVE_NO
from desktop.store import numbered, records
from desktop.store.numbered import Given
from desktop.store.records import Entry


def assign(session: Session, form_id: str | None = None) -> dict[str, list[dict[str, str]]]:
    """Number the frozen records that this laptop's side keeps on file and that have no number in the archive yet, in order of their
    field numbers. `{"assigned": [{"id", "number", "archive_no"}], "left": [{"id", "number", "why"}]}`; `why`: no_custody (nobody
    has said who keeps it), other_side (the record is the other side's to write).

    Raises ARCHIVE_NOT_LEAD, FORM_UNKNOWN, FORM_NOT_NUMBERED."""
    project = session.project
    side = session.seat(project).side
    if not session.notebook.roster(project).leads(session.device, side):
        raise FieldError("ARCHIVE_NOT_LEAD")
    wanted: dict[str, list[tuple[Entry, Form]]] = defaultdict(list)
    left = []
    for form in _forms(session, form_id):
        for entry in _frozen(session, form):
            keeps = archive.numbered_by(entry.side, str(records.document(session.notebook, entry.no).get("custody") or ""))
            if keeps == side and entry.side in (side, JOINT):
                wanted[form.code].append((entry, form))
            elif keeps in ("", side):
                left.append({"id": entry.id, "number": entry.number, "why": archive.OTHER_SIDE if keeps else archive.NO_CUSTODY})
    told, drafts = _numbered(session, wanted)
    if drafts:
        session.write(project, *drafts)
    return {"assigned": told, "left": left}


def _numbered(
    session: Session, wanted: Mapping[str, list[tuple[Entry, Form]]]
) -> tuple[list[dict[str, str]], list[Draft]]:
    """What is told of the records of each type code, and the changes that number them."""
    project = session.project
    used = numbered.in_archive(session.notebook, project)
    told, drafts = [], []
    for code, found in sorted(wanted.items()):
        first = numbers.archive_number(numbers.next_archive(used, session.project_code(project), code))
        if first is None:
            continue
        for count, (entry, form) in enumerate(sorted(found, key=lambda one: archive.in_order(one[0].number))):
            number = str(replace(first, ordinal=first.ordinal + count))
            record, _ = records.load(session.notebook, project, entry.no)
            tier: str = form.tier(ARCHIVE_NO)
            said = {tier: {ARCHIVE_NO: (number, record.current.seen(ARCHIVE_NO))}}
            drafts.append(Draft("edit", said, record=entry.id, tier=tier))
            told.append({"id": entry.id, "number": entry.number, "archive_no": number})
    return told, drafts


def _forms(session: Session, form_id: str | None) -> list[Form]:
    """The form that is meant, or all that have numbers. Raises FORM_UNKNOWN, FORM_NOT_NUMBERED."""
    if form_id is None:
        return [form for form in session.forms.values() if form.code]
    form = session.form(form_id)
    if not form.code:
        raise FieldError("FORM_NOT_NUMBERED", form=form.id)
    return [form]


def _frozen(session: Session, form: Form) -> Iterable[Entry]:
    states = {state.id for state in form.states if state.frozen and not state.void}
    found = reversed(records.listing(session.notebook, session.project, form.id))
    return [one for one in found if one.state in states and not one.archive]


def gaps(session: Session, form_id: str | None = None) -> list[dict[str, Any]]:
    """Every number that stands for no record that counts, and every one that stands for two: `{"number", "why", "records"}`.

    `why`: void; withheld (where it was given out, something is not for this laptop: that record, or one of another kind);
    never_used (given out for a paper or a draft that came to nothing); twice; and of a laptop from which nothing has come yet,
    not_arrived, with the beginning of its numbers. Raises FORM_UNKNOWN, FORM_NOT_NUMBERED."""
    notebook, project = session.notebook, session.project
    codes = {form.code for form in _forms(session, form_id)}
    found: list[dict[str, Any]] = []
    borne: dict[str, list[str]] = defaultdict(list)
    for form in (one for one in session.forms.values() if one.code in codes):
        void = {state.id for state in form.states if state.void}
        for entry in reversed(records.listing(notebook, project, form.id)):
            for number in filter(None, (entry.number, entry.archive)):
                borne[number].append(entry.id)
                if entry.state in void:
                    found.append({"number": number, "why": archive.VOID, "records": [entry.id]})
    found += [{"number": number, "why": archive.TWICE, "records": ids} for number, ids in borne.items() if len(ids) > 1]
    found += _missing(session, [one for one in numbered.given_out(notebook, project) if one.number in borne])
    found += [{"number": beginning, "why": archive.NOT_ARRIVED, "records": []} for beginning in _not_arrived(session)]
    return sorted(found, key=lambda one: archive.in_order(one["number"]))


def _missing(session: Session, given: Sequence[Given]) -> Iterable[dict[str, Any]]:
    """The counts left out in a series. A laptop gives its numbers out in the order of its chain, so what a missing one was can only
    stand between its neighbours'."""
    series: dict[str, list[tuple[int, Given]]] = defaultdict(list)
    for one in given:
        if number := numbers.field_number(one.number):
            series[f"{number.project}-{number.type}-{number.person}"].append((number.ordinal, one))
    for gap in numbers.gaps(one.number for one in given):
        for ordinal in gap.missing:
            _, above = min(one for one in series[gap.prefix] if one[0] > ordinal)
            below = [one.n for count, one in series[gap.prefix] if count < ordinal and one.chain == above.chain]
            hidden = numbered.not_for_us_between(session.notebook, above.chain, max(below, default=0), above.n)
            why = archive.WITHHELD if hidden else archive.NEVER_USED
            yield {"number": f"{gap.prefix}-{ordinal:03d}", "why": why, "records": []}


def _not_arrived(session: Session) -> Iterable[str]:
    """Project and person of the laptops from which nothing has come."""
    project = session.project
    seats = session.notebook.roster(project).seats
    for device in numbered.silent(session.notebook, project):
        entry = records.entry(session.notebook, project, seats[device].member)
        code = records.document(session.notebook, entry.no).get("code") if entry is not None else None
        yield f"{session.project_code(project)}-{code or device[:8]}"
