"""Reading a form from its TOML file, naming every mistake in it by file, line and field."""

import pathlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.errors import FieldError
from desktop.model.change import JOINT, SIDES
from desktop.model.every_form import built_in, shared_fields
from desktop.model.form import AUTHOR, TIERS, WORDS, Audience, Field, Form
from desktop.model.form_fields import check_when, note_field, note_option, note_state, read_fields, read_when
from desktop.model.form_page import TABLE, TABLES, TEXT, TEXTS, WHOLE, YES_NO, Page, Path
from desktop.model.form_states import Course, read_confirming, read_course, read_gates, read_moves

FORM_KEYS = {
    "id": TEXT,
    "version": WHOLE,
    "zh": TEXT,
    "en": TEXT,
    "code": TEXT,
    "register": YES_NO,
    "named": YES_NO,
    "side": TEXT,
    "side_from": TEXT,
    "side_map": TABLE,
    "title_field": TEXT,
    "list_columns": TEXTS,
    "searched": TEXTS,
    "paper": TEXT,
    "place": TEXT,
    "shown": TEXT,
    "section_of": TEXT,
    "flow": TEXT,
    "states": TEXTS,
    "moves": TABLE,
    "reason_for": TEXTS,
    "phase": TABLES,
    "state": TABLES,
    "gate": TABLES,
    "kept": TEXTS,
    "confirm": TABLE,
    "audience": TABLES,
    "field": TABLES,
}
REQUIRED = ("id", "version", "place", "audience", "field")
AUDIENCE_KEYS = {"sides": TEXTS, "at": TEXTS, "when": TABLE, "open": TEXTS, "full": TEXTS, "personal": TEXTS}
RECORD_SIDES = (*SIDES, JOINT)
ROOMS = (
    "today", "visits", "points", "huddles", "materials", "papers", "exchange", "rectification", "letters", "referral",
    "project",
)  # fmt: skip
SHOWN = ("list", "section", "register")
Check = Callable[[Page, Form], None]
"""Notes further mistakes of a form that reads well by itself."""


def parse(text: str, name: str) -> Form:
    """The form in a file's text; `name` is the file's name. Raises the first of its mistakes, FORM_*."""
    form, errors = read(text, name)
    if errors or form is None:
        raise errors[0]
    return form


def check_all(text: str, name: str, check: Check | None = None) -> list[FieldError]:
    """Every mistake of a file, in the order of its lines."""
    return read(text, name, check)[1]


def load_folder(folder: pathlib.Path, check: Check | None = None) -> tuple[dict[str, Form], list[FieldError]]:
    """The forms in a folder's `*.toml` files by id, and the mistakes of the files left out."""
    forms: dict[str, Form] = {}
    errors: list[FieldError] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            form, mistakes = read(file.read_text(encoding="utf-8-sig"), file.name, check)
        except (OSError, UnicodeDecodeError):
            form, mistakes = None, [FieldError("FORM_UNREADABLE", file=file.name)]
        errors += mistakes
        if form is not None:
            forms[form.id] = form
    return forms, errors


def read(text: str, name: str, check: Check | None = None) -> tuple[Form | None, list[FieldError]]:
    """The form in a file's text, or None and its mistakes in the order of their lines."""
    page = Page(name, text)
    raw = page.load()
    if not page.errors:
        form = _form(page, raw)
        if check is not None and not page.errors:
            check(page, form)
        if not page.errors:
            return form, []
    page.errors.sort(key=lambda error: int(str(error.facts["line"])))
    return None, page.errors


def _form(page: Page, raw: Mapping[str, Any]) -> Form:
    data = page.table(raw, (), FORM_KEYS, REQUIRED)
    id = page.id(data, ())
    if id and pathlib.PurePath(page.name).stem != id:
        page.note(FieldError("FORM_NAME_WRONG", **page.at(("id",)), id=id))
    course = read_course(page, data)
    fields = _with_shared(page, data, course)
    outside = built_in(course.states, {one.tier for one in fields}, numbered=bool(data.get("code")))
    known = {one.id: one for one in (*fields, *outside)}
    for index, own in enumerate(data.get("field", [])):
        field = known.get(str(own.get("id")))
        if field is not None:
            check_when(page, field.required_when, ("field", index, "required_when"), known, field.id)
    gates = read_gates(page, data, course, known)
    title = data.get("title_field", "name" if data.get("named") else "title")
    _named_fields(page, data, known, title)
    _window(page, data)
    return Form(
        id=id,
        version=data.get("version", 1),
        label=page.label(data, ()),
        fields=tuple(fields),
        states=course.states,
        phases=course.phases,
        moves=read_moves(page, data, course, gates),
        audiences=_audiences(page, data, known, course.ids),
        gates=gates,
        confirming=read_confirming(page, data, course, known),
        kept=tuple(data.get("kept", ())),
        code=data.get("code", ""),
        number=bool(data.get("code")),
        **_sides(page, data, known),
        named=data.get("named", False),
        title_field=title,
        list_columns=tuple(data.get("list_columns", ())),
        searched=tuple(data.get("searched", ())),
        paper=data.get("paper", ""),
        place=data.get("place", ""),
        shown=data.get("shown", "list"),
        section_of=data.get("section_of", ""),
        built_in=outside,
    )


def _with_shared(page: Page, data: Mapping[str, Any], course: Course) -> list[Field]:
    """The form's fields, with those every record has unless it is a register. A form may write one of these itself,
    with a narrower limit or another label; kind and tier stay."""
    own = read_fields(page, data, course.ids)
    if data.get("register", False):
        return own
    shared = {one.id: one for one in shared_fields(course.freezing)}
    written = [str(raw.get("id")) for raw in data.get("field", [])]
    for one in own:
        given = shared.get(one.id)
        if given and (given.kind, given.tier) != (one.kind, one.tier):
            where = page.at(("field", written.index(one.id)), field=one.id)
            page.note(FieldError("FORM_FIELD_SHARED", **where, kind=given.kind, tier=given.tier))
    replaced = {one.id: one for one in own}
    first = replaced.pop("title", shared.pop("title"))
    return [first, *replaced.values(), *(one for id, one in shared.items() if id not in replaced)]


def _named_fields(page: Page, data: Mapping[str, Any], known: Mapping[str, Field], title: str) -> None:
    for key in ("list_columns", "searched", "kept"):
        for id in data.get(key, []):
            if id not in known:
                note_field(page, (key,), id)
    if title not in known:
        note_field(page, ("title_field",), title)
    if data.get("named") and "name" not in known:
        note_field(page, ("named",), "name")


def _sides(page: Page, data: Mapping[str, Any], known: Mapping[str, Field]) -> dict[str, Any]:
    side, side_from, side_map = data.get("side", ""), data.get("side_from"), data.get("side_map", {})
    if side:
        page.one_of(side, RECORD_SIDES, ("side",))
    if side_from is None:
        return {"side": side}
    chosen = known.get(side_from)
    if chosen is None:
        note_field(page, ("side_from",), side_from)
        return {}
    answers = tuple(option.id for option in chosen.options)
    for answer, meant in side_map.items():
        if answer not in answers:
            note_option(page, ("side_map",), answer, side_from, answers)
        page.one_of(str(meant), (*RECORD_SIDES, AUTHOR), ("side_map",), side_from)
    for answer in answers:
        if answer not in side_map:
            page.note(FieldError("FORM_SIDE_MISSING", **page.at(("side_map",), field=side_from), option=answer))
    return {"side": side, "side_from": side_from, "side_map": side_map}


def _window(page: Page, data: Mapping[str, Any]) -> None:
    if "place" in data:
        page.one_of(data["place"], ROOMS, ("place",))
    page.one_of(data.get("shown", "list"), SHOWN, ("shown",))


def _audiences(page: Page, data: Mapping[str, Any], known: Mapping[str, Field], states: Sequence[str]) -> tuple[Audience, ...]:
    found = []
    for index, raw in enumerate(data.get("audience", [])):
        path: Path = ("audience", index)
        table = page.table(raw, path, AUDIENCE_KEYS)
        for word in table.get("sides", []):
            page.one_of(word, RECORD_SIDES, (*path, "sides"))
        for state in table.get("at", []):
            if state not in states:
                note_state(page, (*path, "at"), state)
        for tier in TIERS:
            for word in table.get(tier, []):
                page.one_of(word, WORDS, (*path, tier))
        when = read_when(page, table.get("when"), (*path, "when"), "audience")
        check_when(page, when, (*path, "when"), known)
        tiers = {tier: tuple(table[tier]) for tier in TIERS if tier in table}
        found.append(Audience(tiers, tuple(table.get("sides", RECORD_SIDES)), when, tuple(table.get("at", ()))))
    _uncovered(page, data, found)
    return tuple(found)


def _uncovered(page: Page, data: Mapping[str, Any], found: Sequence[Audience]) -> None:
    """Every side a record can have must have its audience, whatever its values."""
    fixed = data.get("side")
    possible = (fixed,) if fixed in RECORD_SIDES else RECORD_SIDES
    covered = {side for one in found if one.when is None and not one.at for side in one.sides}
    for side in possible:
        if side not in covered and "audience" in data:
            page.note(FieldError("FORM_AUDIENCE_MISSING", **page.at(("audience", 0), field="audience"), side=side))
