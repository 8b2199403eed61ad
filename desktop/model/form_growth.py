"""What a form may become: records made by it stay readable and stay frozen, so it only grows. A form of the program keeps its
course too; whoever needs another one begins a form of his own."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from desktop.errors import FieldError
from desktop.model.form import Field, Form, State
from desktop.model.form_page import Page, Path

FLAGS = ("frozen", "void", "derived")


def check_growth(page: Page, before: Form, form: Form) -> None:
    """Note what a later version of any form must keep and does not: fields with kind and tier, answers, columns, states with what
    they mean, and gates that are fixed. FORM_FIELD_DROPPED, FORM_FIELD_CHANGED, FORM_OPTION_DROPPED, FORM_STATE_DROPPED,
    FORM_KEY_CHANGED, FORM_GATE_DROPPED."""
    places = _places(page, "field")
    for old in before.fields:
        new = form.find(old.id)
        if new is None:
            page.note(FieldError("FORM_FIELD_DROPPED", **page.at((), field=old.id)))
        else:
            _check_field(page, old, new, places.get(old.id, ()), old.id)
            _check_flags(page, old, new, ("on_return", "computed"), places.get(old.id, ()))
    states = {state.id: state for state in form.states}
    for was in before.states:
        now = states.get(was.id)
        if now is None:
            page.note(FieldError("FORM_STATE_DROPPED", **page.at(("states",), field="states"), state=was.id))
        else:
            _check_flags(page, was, now, FLAGS, _places(page, "state").get(was.id, ()))
    for gate in before.gates:
        if gate.fixed and gate not in form.gates:
            page.note(FieldError("FORM_GATE_DROPPED", **page.at(("gate", 0), field="gate"), rule=gate.rule))


def _check_flags(page: Page, old: Field | State, new: Field | State, flags: Sequence[str], path: Path) -> None:
    for flag in flags:
        if getattr(old, flag) is not getattr(new, flag):
            _note_key(page, (*path, flag), old.id)


def check_course(page: Page, before: Form, form: Form) -> None:
    """Note where a form of the program would go another way than the trade's: who gets its records, whose they are, how they go
    on, what they owe. FORM_KEY_CHANGED."""
    now = dict(_course(form))
    for key, was in _course(before):
        if was != now[key]:
            _note_key(page, (key,), key)
    places = _places(page, "field")
    for old in before.fields:
        new = form.find(old.id)
        owed = (old.required_at, old.required_when, old.gate)
        if new is not None and old.required_at and owed != (new.required_at, new.required_when, new.gate):
            _note_key(page, (*places.get(old.id, ()), "required_at"), old.id)


def check_named(page: Page, form: Form) -> None:
    """Note that only persons and units have their ids from their names. FORM_NAMED."""
    if form.named:
        page.note(FieldError("FORM_NAMED", **page.at(("named",))))


def check_rules(page: Page, form: Form, rules: Collection[str]) -> None:
    """Note gates whose rule is not among those known. FORM_RULE_UNKNOWN."""
    for place, gate in enumerate(form.gates):
        if gate.rule not in rules:
            where = page.at(("gate", place, "rule"), field=gate.rule[:40])
            page.note(FieldError("FORM_RULE_UNKNOWN", **where, rule=gate.rule[:40]))


def _check_field(page: Page, old: Field, new: Field, place: Path, name: str) -> None:
    if (old.kind, old.tier) != (new.kind, new.tier):
        where = page.at((*place, "tier" if old.kind == new.kind else "kind"), field=name)
        page.note(FieldError("FORM_FIELD_CHANGED", **where, kind=old.kind, tier=old.tier))
    for option in old.options:
        if new.option(option.id) is None:
            page.note(FieldError("FORM_OPTION_DROPPED", **page.at((*place, "options"), field=name), option=option.id))
    for column in old.columns:
        kept, called = new.column(column.id), f"{name}.{column.id}"
        if kept is None:
            page.note(FieldError("FORM_FIELD_DROPPED", **page.at(place, field=called)))
        else:
            _check_field(page, column, kept, place, called)


def _course(form: Form) -> Iterator[tuple[str, Any]]:
    """Key of the file -> what it comes to."""
    yield "code", form.code
    yield "named", form.named
    yield "side", form.side
    yield "side_from", form.side_from
    yield "side_map", dict(form.side_map)
    yield "title_field", form.title_field
    yield "states", [(state.id, state.phase) for state in form.states]
    yield "moves", {(move.from_, move.to, move.reason) for move in form.moves}
    yield "confirm", form.confirming
    yield "audience", form.audiences


def _note_key(page: Page, path: Path, field: str) -> None:
    page.note(FieldError("FORM_KEY_CHANGED", **page.at(path, field=field), key=str(path[-1])))


def _places(page: Page, tables: str) -> Mapping[str, Path]:
    """Where the tables of an array stand in the file, by their ids."""
    written = tomllib.loads(page.text).get(tables, [])
    return {str(one.get("id")): (tables, place) for place, one in enumerate(written)}
