"""The records of a project as the rules of the trade ask for them, read from the store as they are needed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.fieldwork import marks, occasions
from desktop.fieldwork.case import Case, Picked, Staff
from desktop.model.authority import LEAD, Roster
from desktop.model.change import named_record
from desktop.model.form import Form
from desktop.model.review_notes import notes_alone
from desktop.store import drafts, lines, links, records
from desktop.store.lines import Short
from desktop.store.records import Entry

WRITING = ("create", "edit", "revise")
"""Kinds of change behind which stands somebody who wrote the text."""


@dataclass
class StoredDossier:
    """A `desktop.fieldwork.case.Dossier` of one project. Read once and then thrown away: what is written meanwhile does not show
    in it."""

    session: Session
    project: int
    _lines: dict[str, dict[int, Case]] = field(default_factory=dict)
    _by_id: dict[str, Case | None] = field(default_factory=dict)
    _expected: dict[str, Case | None] = field(default_factory=dict)
    _documents: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _naming: dict[str, dict[str, list[Case]]] = field(default_factory=dict)
    _named_by: dict[str, dict[str, list[Case]]] = field(default_factory=dict)

    @cached_property
    def now(self) -> str:
        """As the laptop tells it on the wall, to the minute."""
        return datetime.fromisoformat(self.session.clock()).astimezone().strftime("%Y-%m-%dT%H:%M")

    @property
    def today(self) -> str:
        return self.now[:10]

    @cached_property
    def me(self) -> str:
        return self.person(self.session.device)

    @cached_property
    def my_side(self) -> str:
        seat = self._roster.seats.get(self.session.device)
        return seat.side if seat else self.session.card.side

    def form(self, id: str) -> Form | None:
        return self._forms.get(id)

    def case(self, id: str) -> Case | None:
        if id in self._expected:
            return self._expected[id]
        if id not in self._by_id:
            entry = records.entry(self.session.notebook, self.project, id)
            self._by_id[id] = self.line(entry) if entry is not None else None
        return self._by_id[id]

    def document(self, id: str) -> Mapping[str, Any]:
        if id not in self._documents:
            self.expect_documents([id])
        return self._documents[id]

    def cases(self, form: str) -> Collection[Case]:
        """Oldest first; kept, and with them all that is asked of this form from then on."""
        if form not in self._lines:
            found = records.listing(self.session.notebook, self.project, form)
            self._lines[form] = {entry.no: self.line(entry) for entry in reversed(found)}
            self._by_id |= {case.id: case for case in self._lines[form].values()}
        return self._lines[form].values()

    def each(self, form: str) -> Iterator[Case]:
        if form in self._lines:
            yield from self._lines[form].values()
        else:
            yield from map(self._short, lines.each(self.session.notebook, self.project, form))

    def in_states(self, form: str, states: Sequence[str], **said: str) -> Iterator[Case]:
        """As `each`, of those alone that are stored in one of these states and whose line says this."""
        yield from map(self._short, lines.in_states(self.session.notebook, self.project, form, states, said))

    def half_confirmed(self, form: str, state: str) -> Iterator[Case]:
        """Those stored in a state that somebody has confirmed, but nobody of this laptop's side."""
        mine = [device for device, seat in self._roster.seats.items() if seat.side == self.my_side]
        yield from map(self._short, lines.in_states(self.session.notebook, self.project, form, [state], {}, mine))

    def pick(self, form: str, *fields: str) -> Iterator[Picked]:
        return lines.pick(self.session.notebook, self.project, form, fields)

    def expect(self, ids: Collection[str]) -> None:
        wanted = [id for id in dict.fromkeys(ids) if id not in self._by_id and id not in self._expected]
        self._expected |= dict.fromkeys(wanted)
        for one in lines.named(self.session.notebook, self.project, wanted):
            self._expected[one[0]] = self._short(one)

    def expect_documents(self, ids: Collection[str]) -> None:
        wanted = [id for id in dict.fromkeys(ids) if id not in self._documents]
        self._documents |= {id: {} for id in wanted}
        self._documents |= dict(lines.documents_of(self.session.notebook, self.project, wanted))

    def expect_naming(self, ids: Collection[str], form: str) -> None:
        known = self._naming.setdefault(form, {})
        wanted = [id for id in dict.fromkeys(ids) if id not in known]
        known |= {id: [] for id in wanted}
        for target, one in lines.naming_each(self.session.notebook, self.project, form, wanted):
            known[target].append(self._short(one))

    def let_go(self) -> None:
        self._expected.clear()
        self._documents.clear()
        self._naming.clear()

    def between(self, form: str, field: str, low: str | int, high: str | int) -> Sequence[Case]:
        found = records.between(self.session.notebook, self.project, form, field, low, high)
        return [self.line(entry) for entry in found]

    def occasion(self, id: str) -> str:
        return self._leaders.get(id, id)

    def naming(self, id: str, form: str) -> Sequence[Case]:
        if form in self._lines:
            return self._index(form).get(id, [])
        if (known := self._naming.get(form, {}).get(id)) is not None:
            return known
        numbers = [no for no, _ in links.naming_it(self.session.notebook, self.project, id, form)]
        return [self.line(entry) for entry in records.entries(self.session.notebook, list(dict.fromkeys(numbers)))]

    def staff(self, person: str) -> Staff | None:
        return self._staff.get(person) or self._said_to_be(person)

    def leads(self, side: str) -> Collection[str]:
        return self._leads.get(side, frozenset())

    def side_of_writer(self, id: str) -> str:
        """The side of whoever began a record; empty where he is not enrolled."""
        return self._roster.side(records.begun_on(self.session.notebook, self.project, id))

    def person(self, device: str) -> str:
        """Id of the person behind a laptop; empty where it is not enrolled."""
        return self._people.get(device, "")

    def person_of(self, member: str) -> str:
        """Id of the person that a member record is about; empty where it is not here."""
        entry = self._members.get(member)
        return self._named_person(entry.title) if entry is not None else ""

    def line(self, entry: Entry) -> Case:
        """A record as a list shows it."""
        return Case(
            id=entry.id,
            form=entry.form,
            side=entry.side,
            state=entry.state,
            values=entry.columns,
            number=entry.number,
            title=entry.title,
            confirmed=self._confirmed(entry.confirmed) if entry.confirmed else {},
            whole=not entry.withheld,
        )

    def _short(self, one: Short) -> Case:
        id, form, side, state, columns, number, title, withheld, confirmed = one
        by = self._confirmed(confirmed.split()) if confirmed else {}
        return Case(id, form, side, state, columns, number, title, "", by, not withheld)

    def whole(self, opened: Opened) -> Case:
        """A record with all its values and the persons behind its changes."""
        entry, record, changes = opened.entry, opened.record, opened.changes
        writers = (self.person(one.device) for one in changes if one.header.kind in WRITING and not notes_alone(one))
        return Case(
            id=record.id,
            form=record.form,
            side=record.side,
            state=record.state,
            values=record.values,
            number=entry.number,
            title=entry.title,
            author=self.person(record.author),
            confirmed=self._confirmed(record.confirmed),
            whole=not record.withheld,
            writers=tuple(dict.fromkeys(one for one in writers if one)),
            held_back=self._held_back(record.id),
        )

    def _held_back(self, record: str) -> int:
        waiting = (one for one in drafts.unfinished(self.session.notebook, self.project) if one.record == record)
        return sum(len(marks.marked(one.words)) for one in waiting)

    def _confirmed(self, devices: Sequence[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for device in devices:
            if side := self._roster.side(device):
                found[side] = (*found.get(side, ()), self.person(device))
        return found

    def _index(self, form: str) -> dict[str, list[Case]]:
        if form not in self._named_by:
            shown = self._lines[form]
            found: dict[str, list[Case]] = {}
            for target, no in links.of_form(self.session.notebook, self.project, form):
                if no in shown:
                    found.setdefault(target, []).append(shown[no])
            self._named_by[form] = found
        return self._named_by[form]

    @cached_property
    def _forms(self) -> Mapping[str, Form]:
        return self.session.notebook.forms_in(self.project)

    @cached_property
    def _leaders(self) -> dict[str, str]:
        return occasions.leaders((id, (other,)) for id, other in links.said_same(self.session.notebook, self.project))

    @cached_property
    def _roster(self) -> Roster:
        return self.session.notebook.roster(self.project)

    @cached_property
    def _members(self) -> dict[str, Entry]:
        """By id."""
        return {entry.id: entry for entry in records.listing(self.session.notebook, self.project, "member")}

    def _named_person(self, name: str) -> str:
        return named_record(self.session.notebook.project_id(self.project), "person", name)

    @cached_property
    def _people(self) -> dict[str, str]:
        seats = self._roster.seats.items()
        return {device: self.person_of(seat.member) for device, seat in seats if seat.member in self._members}

    @cached_property
    def _leads(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for device, seat in self._roster.seats.items():
            if seat.role == LEAD and device in self._people:
                found.setdefault(seat.side, set()).add(self._people[device])
        return {side: frozenset(persons) for side, persons in found.items()}

    @cached_property
    def _staff(self) -> dict[str, Staff]:
        """Those on the roster: by their card, and by the teams they were put in, which tell the role more exactly."""
        found = {}
        for entry in self._members.values():
            person = self._named_person(entry.title)
            found[person] = Staff(person, entry.side, str(entry.columns.get("role") or ""))
        for case in self.cases("team_member"):
            for person in case.ids("person"):
                if case.state != "inactive":
                    known = found.get(person)
                    side = case.text("for_side") or (known.side if known else "")
                    found[person] = Staff(person, side, case.text("role"))
        return found

    def _said_to_be(self, person: str) -> Staff | None:
        case = self.case(person)
        side = case.text("for_side") if case is not None else ""
        return Staff(person, side, on_roster=False) if side else None
