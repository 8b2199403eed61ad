"""A project's records in memory, as the rules of the trade ask for them: lists hold what a form keeps for lists and no more."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from desktop import places
from desktop.fieldwork import occasions
from desktop.fieldwork.case import Case, Picked, Staff
from desktop.model import form_file
from desktop.model.form import Form
from desktop.store import links


@cache
def forms() -> Mapping[str, Form]:
    found, faults = form_file.load_folder(places.forms_folder())
    assert not faults
    return found


@dataclass
class Folder:
    """A dossier seen from the laptop of an auditor. `written`: whole records by id; `people`: who works for which side."""

    today: str = "2026-11-25"
    now: str = "2026-11-25T12:00"
    me: str = "zhou"
    my_side: str = "audit"
    written: dict[str, Case] = field(default_factory=dict)
    people: dict[str, Staff] = field(default_factory=dict)
    leading: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, form: str, side: str = "", state: str = "", *, id: str = "", whole: bool = True, **said: Any) -> Case:
        """A new record that says this, of the side that its form gives it where none is named. `confirmed`: the sides, or side ->
        the persons, who have confirmed it; `on`: the day on which they did."""
        known = forms()[form]
        id = id or f"{form}-{len(self.written)}"
        confirmed, on = said.pop("confirmed", ()), said.pop("on", self.today)
        by = confirmed if isinstance(confirmed, Mapping) else {one: (f"lead-{one}",) for one in confirmed}
        rows = [{"row": one, "side": one, "date": on, "check_code": "0"} for one in by]
        values = {**said, **({"confirmations": rows} if rows else {})}
        state = state or (known.confirming.to if by and known.confirming else known.states[0].id if known.states else "")
        side = side or known.side_of(values, self.my_side)
        title = str(values.get(known.title_field) or values.get("title") or "")
        self.written[id] = Case(id, form, side, state, values, title=title, confirmed=dict(by), whole=whole)
        return self.written[id]

    def staffed(self, side: str, *persons: str, role: str = "") -> None:
        """Persons who work for a side."""
        self.people |= {one: Staff(one, side, role) for one in persons}

    def form(self, id: str) -> Form | None:
        return forms().get(id)

    def case(self, id: str) -> Case | None:
        found = self.written.get(id)
        return self._line(found) if found is not None else None

    def document(self, id: str) -> Mapping[str, Any]:
        return self.written[id].values if id in self.written else {}

    def between(self, form: str, field: str, low: Any, high: Any) -> Sequence[Case]:
        return [case for case in self.cases(form) if (value := case.values.get(field)) is not None and low <= value < high]

    def cases(self, form: str) -> Sequence[Case]:
        return [self._line(one) for one in self.written.values() if one.form == form]

    def each(self, form: str) -> Iterator[Case]:
        yield from self.cases(form)

    def pick(self, form: str, *fields: str) -> Iterator[Picked]:
        for one in self.cases(form):
            yield one.id, one.side, one.state, one.whole, [one.values.get(name) for name in fields]

    def expect_naming(self, ids: Collection[str], form: str) -> None:
        """All of it is here already."""

    def expect_documents(self, ids: Collection[str]) -> None:
        """All of it is here already."""

    def let_go(self) -> None:
        """All of it stays here."""

    def expect(self, ids: Collection[str]) -> None:
        """All of it is here already."""

    def occasion(self, id: str) -> str:
        said = ((one.id, one.ids("same_as")) for one in self.written.values())
        return occasions.leaders(said).get(id, id)

    def naming(self, id: str, form: str) -> Sequence[Case]:
        found = [one for one in self.written.values() if one.form == form]
        return [self._line(one) for one in found if id in {named for _, named in links.named_by(forms()[form], one.values)}]

    def staff(self, person: str) -> Staff | None:
        return self.people.get(person)

    def leads(self, side: str) -> Collection[str]:
        return self.leading.get(side, frozenset())

    def _line(self, case: Case) -> Case:
        form = forms()[case.form]
        shown = {name: case.values[name] for name in (*form.list_columns, *form.kept) if name in case.values}
        return Case(
            case.id, case.form, case.side, case.state, shown, case.number, case.title,
            confirmed=case.confirmed, whole=case.whole,
        )  # fmt: skip
