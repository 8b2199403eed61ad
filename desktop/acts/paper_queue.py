"""The queue of everything printed and signed: what is to be printed, what is out and with whom, what is back (`domain.md` 2.20)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop.acts import holidays, opening
from desktop.acts.dossiers import StoredDossier
from desktop.acts.recording import ids_in
from desktop.acts.session import Session
from desktop.fieldwork import signing
from desktop.fieldwork.deadlines import REPLY_BY
from desktop.fieldwork.signing import BACK, OUT, STAGES, TO_PRINT, Signer
from desktop.fieldwork.working_days import Calendar, overdue
from desktop.model.form import Form
from desktop.store import lines, records
from desktop.store.records import Entry


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper in the queue by its number in the store. `since`: when it was frozen, a clock in UTC, empty of one to be printed;
    `due`: the day to reply by, empty where there is none; `late`: that day is past and the paper is out."""

    no: int
    form: str
    since: str = ""
    due: str = ""
    late: bool = False


@dataclass(frozen=True)
class Queue:
    """As it stood on the day `on`. `order`: by stage; out the overdue first, then those longest out; to print the oldest first;
    back the newest first."""

    on: str
    order: Mapping[str, Sequence[Waiting]]

    def of(self, stage: str, form: str = "") -> list[Waiting]:
        """One stage, of one form or of all."""
        return [one for one in self.order[stage] if not form or one.form == form]

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """(stage, form) -> how many."""
        return Counter((stage, one.form) for stage, found in self.order.items() for one in found)


@dataclass(frozen=True, slots=True)
class Paper:
    """A line of the queue. `days_out`: calendar days since it was frozen; `days_late`: working days past the day `due`,
    `beyond_table` where some are in years of which no table of holidays is known."""

    entry: Entry
    stage: str
    signers: tuple[Signer, ...]
    since: str = ""
    days_out: int = 0
    due: str = ""
    late: bool = False
    days_late: int = 0
    beyond_table: bool = False

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Those whose signature is still owed, as they are called."""
        return tuple(one.called for one in self.signers if one.owes)


def look(session: Session) -> Queue:
    """All papers of the current project, from the lines of lists: no record is opened. Raises PROJECT_NONE."""
    dossier = StoredDossier(session, session.project)
    found: dict[str, list[Waiting]] = {stage: [] for stage in STAGES}
    for form in session.forms.values():
        stages = {one.id: stage for one in form.states if (stage := signing.stage_of(form, one.id))}
        due = REPLY_BY if REPLY_BY in (*form.list_columns, *form.kept) else ""
        for no, state, day in lines.with_states(session.notebook, session.project, form.id, list(stages), due) if stages else ():
            due_on = day if stages[state] == OUT else ""
            late = bool(due_on) and overdue(due_on, dossier.today)
            found[stages[state]].append(Waiting(no, form.id, due=due_on, late=late))
    since = lines.frozen_at(session.notebook, [one.no for one in found[OUT]])
    out = [Waiting(one.no, one.form, since.get(one.no, ""), one.due, one.late) for one in found[OUT]]
    out.sort(key=lambda one: (not one.late, one.due if one.late else "", one.since, one.no))
    to_print, back = sorted(found[TO_PRINT], key=lambda one: one.no), sorted(found[BACK], key=lambda one: -one.no)
    return Queue(dossier.today, {TO_PRINT: to_print, OUT: out, BACK: back})


def papers(session: Session, waiting: Sequence[Waiting]) -> list[Paper]:
    """The lines of some of the queue, in the order given, with who signs each and what came of it. One that has gone since is
    left out."""
    notebook, project, forms = session.notebook, session.project, session.forms
    dossier, calendar = StoredDossier(session, project), holidays.calendar(session)
    numbers = [one.no for one in waiting]
    entries = {entry.no: entry for entry in records.entries(notebook, numbers)}
    said = lines.versions_of(notebook, numbers)
    dossier.expect([id for no in entries for id in _named(forms[entries[no].form], said[no][1])])
    since = {one.no: one.since for one in waiting}
    since |= lines.frozen_at(notebook, [one.no for one in waiting if not one.since])
    found = []
    for one in waiting:
        entry = entries.get(one.no)
        if entry is not None and entry.form in forms:
            signers = _signers(forms[entry.form], entry, said[one.no], dossier)
            found.append(_paper(one, entry, forms[entry.form], signers, since.get(one.no, ""), calendar, dossier.today))
    return found


def ids(session: Session, waiting: Sequence[Waiting]) -> list[str]:
    """The ids of some of the queue, in the order given."""
    known = {entry.no: entry.id for entry in records.entries(session.notebook, [one.no for one in waiting])}
    return [known[one.no] for one in waiting if one.no in known]


def paper(session: Session, word: str) -> Paper | None:
    """The line of one record, by id or number; None where it is not in the queue. Raises RECORD_UNKNOWN, RECORD_AMBIGUOUS."""
    entry = records.resolve(session.notebook, session.project, word)
    form, today = session.forms.get(entry.form), StoredDossier(session, session.project).today
    stage = signing.stage_of(form, entry.state) if form else ""
    day = str(entry.columns.get(REPLY_BY) or "") if stage == OUT else ""
    waiting = Waiting(entry.no, entry.form, due=day, late=bool(day) and overdue(day, today))
    return papers(session, [waiting])[0] if stage else None


@dataclass(frozen=True, slots=True)
class Since:
    """What was written since a version was frozen: `fields` that a revision would change; `by_hand`: places on the paper."""

    version: int
    fields: tuple[str, ...]
    by_hand: int = 0


def changed_since(session: Session, word: str) -> Since:
    """Of one record. Raises RECORD_UNKNOWN, RECORD_AMBIGUOUS."""
    record = opening.look_up(session, word).record
    fields = tuple(dict.fromkeys(address.split("/")[0] for address in record.proposed))
    return Since(record.version, fields, len(record.values.get(signing.HAND_CHANGES) or ()))


def _named(form: Form, values: Mapping[str, object]) -> list[str]:
    fields = signing.SIGNING.get(form.id)
    names = (*fields.own, *fields.other, "approved_by") if fields else ()
    return ids_in([values.get(name) for name in (*names, "signatures")])


def _signers(form: Form, entry: Entry, said: tuple[str, Mapping[str, object]], dossier: StoredDossier) -> tuple[Signer, ...]:
    code, values = said
    return tuple(signing.signers(form, dossier.line(entry)._replace(values=values), dossier, code))


def _paper(
    one: Waiting, entry: Entry, form: Form, signers: tuple[Signer, ...], since: str, calendar: Calendar, today: str
) -> Paper:
    stage = signing.stage_of(form, entry.state)
    out = (date.fromisoformat(today) - local_day(since)).days if since and stage == OUT else 0
    late = calendar.between(one.due, today) if one.late else 0
    beyond = one.late and not calendar.covers(one.due, today)
    return Paper(entry, stage, signers, since, max(out, 0), one.due, one.late, late, beyond)


def local_day(clock: str) -> date:
    """The day of a clock in UTC, as the wall has it here."""
    return datetime.fromisoformat(clock).astimezone().date()
