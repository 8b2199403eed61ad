"""From what is typed or read from a file to what a change says: kinds checked, names resolved, rows placed."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import marks
from desktop.model import fields, rows
from desktop.model.change import JOINT, Draft, Value, named_record
from desktop.model.form import Field, Form, Tier
from desktop.model.history import ARCHIVE_NO, STATE, Fold
from desktop.model.record import Record
from desktop.store import records

HEX = frozenset("0123456789abcdef")
NAMED = {"person": "person", "people": "person", "unit": "unit", "units": "unit"}
NOT_TYPED = (STATE, "doc_no", ARCHIVE_NO)
"""Fields that acts of their own write."""
LISTS = ("people", "units", "references")
draw = Random().randrange
"""For the order keys of rows, which are no secrets: a table typed at once has dozens."""
EMPTY = Fold({}, {}, (), (), {}, {})


@dataclass
class Reading:
    """Typed values becoming addresses. `said`: address -> value. `made`: persons and units met for the first time. `typed_in`:
    tiers of the addresses in tables, as far as they were met. `begun`: of a draft, address -> ids that it was begun on."""

    session: Session
    project: int
    form: Form
    now: Fold = EMPTY
    said: dict[str, Value] = field(default_factory=dict)
    made: dict[str, Draft] = field(default_factory=dict)
    typed_in: dict[str, str] = field(default_factory=dict)
    begun: Mapping[str, Sequence[str]] | None = None

    def take(self, values: Mapping[str, Any]) -> "Reading":
        """Read all fields. Raises FIELD_UNKNOWN, VALUE_*, ROW_UNKNOWN, RECORD_*; nothing is stored."""
        for id, raw in values.items():
            known = self.form.field(id) if "/" not in id else None
            if known is None or id in NOT_TYPED or known.computed:
                raise FieldError("FIELD_UNKNOWN", form=self.form.id, field=id[:64])
            if known.kind in ("table", "files"):
                self._table(known, raw)
            else:
                self.said[id] = self._value(known, raw)
        return self

    def take_addresses(self, words: Mapping[str, Any]) -> "Reading":
        """Read what was typed at addresses. The order key of a row is taken as it is, a row may be new or gone by now.

        Raises FIELD_UNKNOWN, VALUE_*, RECORD_*; nothing is stored."""
        for address, raw in words.items():
            known, deep = self.form.field(address), address.count("/")
            if address in NOT_TYPED or (known.columns and not deep) or self.form.field(address.split("/", 1)[0]).computed:
                raise FieldError("FIELD_UNKNOWN", form=self.form.id, field=address[:64])
            self.said[address] = self._order_key(known, raw) if deep == 1 else self._value(known, raw)
        return self

    def _order_key(self, known: Field, raw: Any) -> Value:
        if raw is not None and not (isinstance(raw, str) and raw):
            raise FieldError("VALUE_KIND", field=known.id, kind=known.kind)
        return fields.KINDS["text"].read(raw)

    def _value(self, known: Field, raw: Any) -> Value:
        if raw is None or raw == "":
            return None
        kind = fields.KINDS[known.kind]
        if kind.refers:
            if known.kind in LISTS:
                each = raw if isinstance(raw, list) else [raw]
                return list(dict.fromkeys(self._reference(known, one) for one in each))
            return self._reference(known, raw)
        value = kind.read(raw)
        if isinstance(value, str) and marks.marks(value):
            raise FieldError("SECRECY_MARKED", field=known.id)
        chosen = value if isinstance(value, list) else [value]
        if known.options and value is not None and any(known.option(str(one)) is None for one in chosen):
            raise FieldError("VALUE_NOT_AN_OPTION", field=known.id, options=", ".join(o.id for o in known.options))
        return value

    def _reference(self, known: Field, raw: Any) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise FieldError("VALUE_KIND", field=known.id, kind=known.kind)
        word = raw.strip()
        notebook = self.session.notebook
        target = NAMED.get(known.kind)
        if len(word) == 32 and HEX.issuperset(word):
            if not records.shown(notebook, self.project, word):
                raise FieldError("RECORD_UNKNOWN", id=word)
            return word
        if target is None:
            return records.resolve(notebook, self.project, word).id
        return self.name(target, word)

    def name(self, target: str, word: str) -> str:
        """Id of the person or unit with this name; one not known yet is made with the change that names it."""
        notebook = self.session.notebook
        name = fields.KINDS["name" if target == "person" else "text"].read(word)
        id = named_record(notebook.project_id(self.project), target, name)
        if id not in self.made and not records.shown(notebook, self.project, id):
            self.made[id] = named(self.session, self.project, target, id, name)
        return id

    def compute(self, table: str, found: Mapping[str, Mapping[str, Any]]) -> "Reading":
        """What the program found for a table that it writes itself. `found`: row -> cells; the rows are named by what they are
        about, so that two laptops that find the same unseen by each other write the same."""
        present = self.now.rows.get(table, ())
        last = self.now.keys.get((table, present[-1])) if present else None
        for row, cells in found.items():
            if row not in present:
                last = rows.between(last, None, draw)
                self.said[f"{table}/{row}"] = last
            self.said |= {f"{table}/{row}/{id}": self.cell(f"{table}/{row}/{id}", raw) for id, raw in cells.items()}
        return self

    def cell(self, address: str, raw: Any) -> Value:
        """The value of one address, also of the tables that every form has."""
        return self._value(self.form.field(address), raw)

    def _table(self, known: Field, raw: Any) -> None:
        """A list of rows: those with a `row` known here are changed or removed, the others added at the end."""
        if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
            raise FieldError("VALUE_KIND", field=known.id, kind=known.kind)
        present = self.now.rows.get(known.id, ())
        last = self.now.keys.get((known.id, present[-1])) if present else None
        cells = {cell.id: cell for cell in known.columns}
        for one in raw:
            row = one.get("row")
            if row is not None and row not in present:
                raise FieldError("ROW_UNKNOWN", field=known.id, row=str(row)[:32])
            if row is not None and one.get("remove"):
                self._remove(known, row)
                continue
            if row is None:
                row = secrets.token_hex(6)
                last = rows.between(last, None, draw)
                home = f"{known.id}/{row}"
                self.said[home], self.typed_in[home] = last, known.tier
            for id, value in one.items():
                if id in ("row", "remove"):
                    continue
                if id not in cells:
                    raise FieldError("FIELD_UNKNOWN", form=self.form.id, field=f"{known.id}/{id}"[:64])
                cell, address = cells[id], f"{known.id}/{row}/{id}"
                self.said[address], self.typed_in[address] = self._value(cell, value), cell.tier

    def _remove(self, known: Field, row: str) -> None:
        home = f"{known.id}/{row}"
        for address in self.now.survivors:
            if address == home or address.startswith(home + "/"):
                self.said[address] = None

    def changed(self) -> dict[str, Value]:
        """The addresses whose value is new, or settles what is in conflict."""
        return {
            address: value
            for address, value in self.said.items()
            if address in self.now.conflicts or not same(self.now.values.get(address), value)
        }

    def replaced(self, address: str) -> tuple[str, ...]:
        """Ids that what is said at an address replaces: of a draft those it was begun on, else all that are there."""
        return self.now.seen(address) if self.begun is None else tuple(self.begun.get(address, ()))

    def by_tier(self, said: Mapping[str, Value]) -> dict[str, dict[str, tuple[Value, tuple[str, ...]]]]:
        """For a change: tier -> address -> (value, ids it replaces)."""
        tiers: dict[str, dict[str, tuple[Value, tuple[str, ...]]]] = {}
        for address, value in said.items():
            seen = self.replaced(address)
            if value is None and not seen:
                continue
            tier = self.typed_in.get(address) or self.form.tier(address)
            tiers.setdefault(tier, {})[address] = (value, seen)
        return tiers


def same(one: Value, other: Value) -> bool:
    """Whether two stored values are one: 1 is not yes."""
    return type(one) is type(other) and bool(one == other)


def named(session: Session, project: int, form_id: str, id: str, name: str) -> Draft:
    """The create of a person or unit met by name: joint, with an id that the name gives on every laptop."""
    form = session.form(form_id)
    audience = audience_of(session, project, form, JOINT, {})
    tier: str = form.tier("name")
    values = {tier: {"name": (name, ())}}
    return Draft(
        "create", values, record=id, form=form.id, form_version=form.version, side=JOINT, audience=audience, tier="full"
    )


def audience_of(
    session: Session, project: int, form: Form, side: str, values: Mapping[str, Value]
) -> dict[str, list[str]]:
    """First audience of a new record, with its author's member record named."""
    seat = session.notebook.roster(project).seats.get(session.device)
    tokens = form.first_audience(side, seat.side if seat else session.card.side, values)
    return _with_author(tokens, f"member:{seat.member}" if seat else "")


def audience_at(session: Session, project: int, form: Form, record: Record, state: str) -> dict[str, list[str]]:
    """Who gets a record with its entering a state, those who have it left out."""
    seat = session.notebook.roster(project).seats.get(session.device)
    tokens = form.audience_at(state, record.side, seat.side if seat else session.card.side, record.values)
    added = _with_author(tokens, f"member:{seat.member}" if seat else "")
    fresh = {tier: sorted(set(found) - record.audience.get(tier, frozenset())) for tier, found in added.items()}
    return {tier: found for tier, found in fresh.items() if found}


def _with_author(tokens: Mapping[Tier, list[str]], author: str) -> dict[str, list[str]]:
    return {
        tier: sorted({author if token == "author" else token for token in found if token != "author" or author})
        for tier, found in tokens.items()
    }
