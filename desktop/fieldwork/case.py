"""Records as the rules see them, and what a rule may ask about others."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from desktop.model.form import Form

NOT_AUDITORS = ("external_expert", "viewer", "liaison")
"""Roles that do not make an auditor of a person of the audit side (`domain.md` 2.0: those engaged from outside do not count)."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works for a side. `on_roster`: in the project by a card or a team, not only said to be of a side."""

    person: str
    side: str
    role: str = ""
    on_roster: bool = True

    @property
    def audits(self) -> bool:
        """Whether this person counts as an auditor."""
        return self.side == "audit" and self.role not in NOT_AUDITORS


class Case(NamedTuple):
    """One record. `state` is the stored one. `values`: field id -> stored value, a table as a list of its rows; of a record met
    in a list or named by another only the list's columns and the fields it keeps. `author`: id of the person who began it.
    `confirmed`: side -> persons whose confirmation was given to this very text. `whole`: no tier of it is withheld here."""

    id: str
    form: str
    side: str
    state: str
    values: Mapping[str, Any] = MappingProxyType({})
    number: str = ""
    title: str = ""
    author: str = ""
    confirmed: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    whole: bool = True
    writers: tuple[str, ...] = ()
    """Persons behind the changes of its text; empty in lists."""
    held_back: int = 0
    """Values that wait in drafts of this laptop because of a marking of secrecy; none in lists."""

    def ids(self, name: str) -> tuple[str, ...]:
        """The records that a field names."""
        value = self.values.get(name)
        return tuple(value) if isinstance(value, list) else (str(value),) if value else ()

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")

    def rows(self, name: str) -> Sequence[Mapping[str, Any]]:
        """The rows of a table."""
        value = self.values.get(name)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    @property
    def signers(self) -> frozenset[str]:
        """Persons whose signature on the paper is registered."""
        return frozenset(str(row.get("who")) for row in self.rows("signatures") if row.get("outcome") == "signed")


Picked = tuple[str, str, str, bool, list[Any]]
"""A little of a record, of which very many are looked at: id, side, state, whether nothing of it is withheld, and the values asked
for, in their order."""


class Dossier(Protocol):
    """All records of a project as one laptop holds them. `today`: 2026-11-25; `now`: to the minute; `me`: the person at this
    laptop, `my_side` his side."""

    @property
    def today(self) -> str: ...

    @property
    def now(self) -> str: ...

    @property
    def me(self) -> str: ...

    @property
    def my_side(self) -> str: ...

    def form(self, id: str) -> Form | None: ...

    def case(self, id: str) -> Case | None:
        """A record by its id, as a list shows it."""
        ...

    def document(self, id: str) -> Mapping[str, Any]:
        """All values of a record as far as they are held here; none where it is not."""
        ...

    def cases(self, form: str) -> Iterable[Case]:
        """All records of a form, as a list shows them."""
        ...

    def each(self, form: str) -> Iterator[Case]:
        """As `cases`, one after the other and none kept, for going once over very many."""
        ...

    def pick(self, form: str, *fields: str) -> Iterator[Picked]:
        """The same with no more of each than these fields, which lists show or keep."""
        ...

    def expect(self, ids: Collection[str]) -> None:
        """These are going to be asked for one by one, and may as well be read together now."""
        ...

    def expect_documents(self, ids: Collection[str]) -> None:
        """These are going to be read whole."""
        ...

    def expect_naming(self, ids: Collection[str], form: str) -> None:
        """It is going to be asked which records of a form name these."""
        ...

    def between(self, form: str, field: str, low: str | int, high: str | int) -> Sequence[Case]:
        """The records of a form, as a list shows them, whose value of a field is from `low` up to, not including, `high`."""
        ...

    def let_go(self) -> None:
        """What was expected has been asked for and need not be kept."""
        ...

    def occasion(self, id: str) -> str:
        """What a record is one with: a common name of all that somebody has said to be the same, its own id where nobody has."""
        ...

    def naming(self, id: str, form: str) -> Sequence[Case]:
        """The records of a form that name this one, as a list shows them, oldest first."""
        ...

    def staff(self, person: str) -> Staff | None:
        """Who a person is; None where nothing says that he works for a side."""
        ...

    def leads(self, side: str) -> Collection[str]:
        """The persons who lead a side."""
        ...


def counts(case: Case, dossier: Dossier) -> bool:
    """Whether a record is there: not void, not superseded."""
    form = dossier.form(case.form)
    for state in form.states if form is not None else ():
        if state.id == case.state:
            return not state.void
    return form is not None


def unseen(case: Case, form: Form) -> bool:
    """Whether nothing but the open tier of a record is held here."""
    return not case.whole and case.title in ("", case.number) and all(form.tier(name) == "open" for name in case.values)


def live(found: Iterable[Case], dossier: Dossier) -> list[Case]:
    """Those of the records that are not void."""
    return [one for one in found if counts(one, dossier)]
