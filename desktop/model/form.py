"""What a form is: the single definition of a record type, its fields, states, moves, gates and first audiences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from desktop.errors import FieldError
from desktop.model.change import JOINT, SIDES

Tier = Literal["open", "full", "personal"]
Weight = Literal["hint", "reason", "stop"]
Label = Mapping[str, str]
"""The same words in Chinese and English: `{"zh": "地点", "en": "Place"}`."""

TIERS: tuple[Tier, ...] = ("open", "full", "personal")
WEIGHTS: tuple[Weight, ...] = ("hint", "reason", "stop")
NAMING = ("reference", "references")
"""Kinds of field that name other records; persons and units have kinds of their own."""
CREATE = "create"
"""As `required_at`: missing from the moment the record exists."""
AUTHOR = "author"
"""In `side_map`: the side of whoever begins the record."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class When:
    """Holds while `field` has one of `values` (of several answers: any), or, where `empty`, while it has no value."""

    field: str
    values: tuple[str, ...] = ()
    empty: bool = False

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether it holds for a record's values (field id -> value)."""
        value = values.get(self.field)
        if self.empty:
            return is_empty(value)
        if isinstance(value, list):
            return any(one in self.values for one in value)
        return ("yes" if value is True else "no" if value is False else value) in self.values


@dataclass(frozen=True, slots=True)
class Field:
    """One field, or one column of a table.

    `required_at`: state from whose phase on it is missing ("create": always; "": never), while `required_when` holds.
    `gate`: how much a missing value weighs at freezing. `max`: characters. `refers_to`: form id of what a reference
    names, empty for any. No part of the frozen text: `on_return`, when the paper is back, and `computed`, never typed."""

    id: str
    kind: str
    label: Label
    tier: Tier
    required_at: str = ""
    required_when: When | None = None
    gate: Weight = "reason"
    max: int | None = None
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    refers_to: str = ""
    on_return: bool = False
    computed: bool = False

    def column(self, id: str) -> "Field | None":
        """The column of that id of a table or files field."""
        return next((column for column in self.columns if column.id == id), None)

    def option(self, id: str) -> Option | None:
        """The answer of that id."""
        return next((option for option in self.options if option.id == id), None)


@dataclass(frozen=True, slots=True)
class Phase:
    """What people see of the states: at most five of them in a form, in this order."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class State:
    """`frozen`: the text may no longer change. `void`: the record no longer counts and owes nothing. `derived`: follows from
    other records, so it is shown but never stored."""

    id: str
    label: Label
    phase: str
    frozen: bool = False
    void: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule of the trade judged on entering the states `at` (none: at any time, as a hint). `rule` names it in
    `desktop.fieldwork`; `fields` are the fields it looks at; a `fixed` one keeps its weight in every project."""

    rule: str
    weight: Weight
    at: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    when: When | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A transition that a person may make. `gates` are those of the state it leads to; `reason`: why must be said."""

    from_: str
    to: str
    gates: tuple[Gate, ...] = ()
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Confirming:
    """How a record is confirmed by the sides (`domain.md` 2.0). The first confirmation freezes it in the state `to`; once every
    side needed has confirmed that text, the derived state `done` is shown. `both`: audit and inspection are needed, unless
    `own_when` holds; else the record's own side is enough."""

    to: str
    done: str = ""
    both: bool = True
    own_when: When | None = None

    def needed(self, side: str, values: Mapping[str, Any]) -> frozenset[str]:
        """The sides whose confirmation a record of this side needs; none named: that of any one side."""
        if self.both and not (self.own_when is not None and self.own_when.holds(values)):
            return frozenset(("audit", "inspection"))
        return frozenset() if side == JOINT else frozenset((side,))


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets each tier (words as in `WORDS`). `sides`: record sides it is for, `joint` among them; `when`: only while
    that holds; `at`: states on entering which it is added, none for the first audience. The first that fits counts; a
    tier it leaves out goes to nobody."""

    tiers: Mapping[Tier, tuple[str, ...]]
    sides: tuple[str, ...]
    when: When | None = None
    at: tuple[str, ...] = ()


WORDS = ("everyone", "both", "own", "author_side", "lead", "author", "mention")
"""Words of an audience: all four sides; audit and inspection; the record's side (joint: audit, inspection and the
author's); the author's side; the leads of the record's side; the author; whoever gets a value that names the record."""


@dataclass(frozen=True)
class Form:
    """A record type. `code`: number code ("TH"), empty where `number` is False. `side`: the side of every record, empty
    for the author's; or `side_from` names the choice whose answer gives it (or AUTHOR) through `side_map`. `place`: room of the
    window, `shown` there as a list, a section (of form `section_of`'s page) or in the register. `named`: the record's
    id follows from its name."""

    id: str
    version: int
    label: Label
    fields: tuple[Field, ...]
    states: tuple[State, ...]
    phases: tuple[Phase, ...]
    moves: tuple[Move, ...]
    audiences: tuple[Audience, ...]
    code: str = ""
    number: bool = False
    side: str = ""
    side_from: str | None = None
    side_map: Mapping[str, str] = field(default_factory=dict)
    named: bool = False
    title_field: str = "title"
    list_columns: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    confirming: Confirming | None = None
    kept: tuple[str, ...] = ()
    """Fields kept in the line of a list beside its columns, for rules and figures that look over many records."""
    paper: str = ""
    place: str = ""
    shown: str = "list"
    section_of: str = ""
    built_in: tuple[Field, ...] = ()
    """Fields that every record has beside the form's own, as `desktop.model.every_form.built_in` gives them."""

    @cached_property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that a record of this form can have."""
        used = {one.tier for one in (*self.fields, *self.built_in)}
        return tuple(tier for tier in TIERS if tier in used)

    @cached_property
    def _by_id(self) -> dict[str, Field]:
        return {one.id: one for one in (*self.built_in, *self.fields)}

    @cached_property
    def naming_fields(self) -> tuple[str, ...]:
        """The fields that name records."""
        return tuple(one.id for one in self.fields if one.kind in NAMING)

    @cached_property
    def naming_cells(self) -> tuple[tuple[str, str], ...]:
        """(table, column) of the cells that name records."""
        return tuple((one.id, cell.id) for one in self.fields for cell in one.columns if cell.kind in NAMING)

    def field(self, address: str) -> Field:
        """The field at `place`, `qa/<row>` (the table) or `qa/<row>/q` (the column). Raises FIELD_UNKNOWN."""
        words = address.split("/")
        found = self._by_id.get(words[0])
        if found is not None and len(words) > 1:
            found = found if found.columns and words[1] and len(words) <= 3 else None
            if found is not None and len(words) == 3:
                found = found.column(words[2])
        if found is None:
            raise FieldError("FIELD_UNKNOWN", form=self.id, field=address[:64])
        return found

    def find(self, address: str) -> Field | None:
        """As `field`; None where this form has no such field, which a later one may."""
        try:
            return self.field(address)
        except FieldError:
            return None

    def tier(self, address: str) -> Tier:
        """The tier in which the value at an address travels. Raises FIELD_UNKNOWN."""
        return self.field(address).tier

    def state(self, id: str) -> State:
        """The state of that id. Raises STATE_UNKNOWN."""
        found = next((state for state in self.states if state.id == id), None)
        if found is None:
            raise FieldError("STATE_UNKNOWN", form=self.id, state=id[:32])
        return found

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """The transitions open to a record in that state."""
        return tuple(move for move in self.moves if move.from_ == state)

    def phase(self, state: str) -> Phase:
        """What people see of a state. Raises STATE_UNKNOWN."""
        wanted = self.state(state).phase
        return next(phase for phase in self.phases if phase.id == wanted)

    def owed(self, state: str, values: Mapping[str, Any]) -> tuple[Field, ...]:
        """The fields that a record with these values should have filled in by that state. Raises STATE_UNKNOWN."""
        if state and self.state(state).void:
            return ()
        reached = self._rank(state) if state else 0
        known = {**values, "state": state}
        return tuple(
            one
            for one in self.fields
            if one.required_at
            and (one.required_at == CREATE or self._rank(one.required_at) <= reached)
            and (one.required_when is None or one.required_when.holds(known))
        )

    def missing(self, state: str, values: Mapping[str, Any]) -> tuple[Field, ...]:
        """Those owed that have no value. Raises STATE_UNKNOWN."""
        return tuple(one for one in self.owed(state, values) if is_empty(values.get(one.id)))

    def side_of(self, values: Mapping[str, Any], author_side: str) -> str:
        """The side of a record begun with these values by someone of `author_side`."""
        if self.side_from:
            meant = self.side_map.get(str(values.get(self.side_from)), AUTHOR)
            return author_side if meant == AUTHOR else meant
        return self.side or author_side

    def first_audience(self, side: str, author_side: str, values: Mapping[str, Any] | None = None) -> dict[Tier, list[str]]:
        """Tier -> sorted tokens: `side:audit`, `lead:audit`, `author` (for the caller to make a member of), `mention`
        (travels with whatever names the record). `values` decide where the form makes it depend on them."""
        return self._audience(side, author_side, values or {}, "")

    def audience_at(
        self, state: str, side: str, author_side: str, values: Mapping[str, Any] | None = None
    ) -> dict[Tier, list[str]]:
        """Tokens as of `first_audience` that are added on entering a state; mostly none."""
        return self._audience(side, author_side, values or {}, state)

    def _audience(self, side: str, author_side: str, values: Mapping[str, Any], state: str) -> dict[Tier, list[str]]:
        for one in self.audiences:
            timely = state in one.at if state else not one.at
            if timely and side in one.sides and (one.when is None or one.when.holds(values)):
                spoken = {tier: _tokens(one.tiers.get(tier, ()), side, author_side) for tier in self.tiers}
                return {tier: tokens for tier, tokens in spoken.items() if tokens}
        return {}

    def _rank(self, state: str) -> int:
        return [phase.id for phase in self.phases].index(self.state(state).phase)


def is_empty(value: object) -> bool:
    """Whether a value counts as not filled in. No and zero are answers."""
    return value is None or value == "" or value == [] or value == ()


def _tokens(words: Iterable[str], side: str, author_side: str) -> list[str]:
    own = {"audit", "inspection", author_side} if side == JOINT else {side}
    meant = {
        "everyone": {f"side:{one}" for one in SIDES},
        "both": {"side:audit", "side:inspection"},
        "own": {f"side:{one}" for one in own},
        "author_side": {f"side:{author_side}"},
        "lead": {f"lead:{one}" for one in own},
        "author": {"author"},
        "mention": {"mention"},
    }
    return sorted(set().union(*(meant[word] for word in words)))
