"""Reading the fields of a form file: kinds, labels, tiers, options, columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.errors import FieldError
from desktop.model.every_form import file_cells
from desktop.model.fields import KINDS
from desktop.model.form import CREATE, TIERS, WEIGHTS, Field, Option, Tier, Weight, When
from desktop.model.form_page import ANSWER, TABLE, TABLES, TEXT, TEXTS, WHOLE, YES_NO, Page, Path

COLUMN_KEYS = {
    "id": TEXT,
    "kind": TEXT,
    "zh": TEXT,
    "en": TEXT,
    "max": WHOLE,
    "options": TABLES,
    "refers_to": TEXT,
}
FIELD_KEYS = COLUMN_KEYS | {
    "tier": TEXT,
    "required_at": TEXT,
    "required_when": TABLE,
    "gate": TEXT,
    "on_return": YES_NO,
    "computed": YES_NO,
    "column": TABLES,
}
OPTION_KEYS = {"id": TEXT, "zh": TEXT, "en": TEXT}
WHEN_KEYS = {"field": TEXT, "values": TEXTS, "empty": YES_NO}
RESERVED = (
    *("state", "doc_no", "archive_no", "side", "signatures", "confirmations", "review_notes"),
    *("version", "row", "id", "form", "number"),
)
ROW_WORDS = ("row", "remove")
CHOICES = ("choice", "choices")


def read_fields(page: Page, data: Mapping[str, Any], states: Sequence[str]) -> list[Field]:
    """The `[[field]]` tables, in order; of two with one id the first."""
    found: dict[str, Field] = {}
    for index, raw in enumerate(data.get("field", [])):
        path: Path = ("field", index)
        field = _field(page, raw, path, states)
        if field.id in found:
            page.note(FieldError("FORM_FIELD_TWICE", **page.at((*path, "id"), field=field.id)))
        elif field.id:
            found[field.id] = field
    return list(found.values())


def _field(page: Page, raw: Mapping[str, Any], path: Path, states: Sequence[str]) -> Field:
    name = str(raw.get("id", ""))[:40]
    table = page.table(raw, path, FIELD_KEYS, ("id", "kind"), name)
    id = page.id(table, path)
    if id in RESERVED:
        page.note(FieldError("FORM_FIELD_RESERVED", **page.at((*path, "id"), field=id)))
    tier = _tier(page, table.get("tier", "full"), path, id)
    required_at = table.get("required_at", "")
    if required_at and required_at not in (CREATE, *states):
        note_state(page, (*path, "required_at"), required_at, id)
        required_at = ""
    gate: Weight = "reason"
    if page.one_of(table.get("gate", gate), WEIGHTS, (*path, "gate"), id):
        gate = table.get("gate", gate)
    return Field(
        **_plain(page, table, path, id, tier),
        required_at=required_at,
        required_when=read_when(page, table.get("required_when"), (*path, "required_when"), id),
        gate=gate,
        columns=_columns(page, table, path, id, tier),
        on_return=table.get("on_return", False),
        computed=table.get("computed", False),
    )


def _plain(page: Page, table: Mapping[str, Any], path: Path, field: str, tier: Tier) -> dict[str, Any]:
    """What fields and columns have alike."""
    kind = table.get("kind", "")
    if kind and kind not in KINDS:
        where = page.at((*path, "kind"), field=field)
        page.note(FieldError("FORM_KIND_UNKNOWN", **where, kind=kind[:40], allowed=", ".join(KINDS)))
    if table.get("max", 1) < 1:
        page.note(FieldError("FORM_VALUE_WRONG", **page.at((*path, "max"), field=field), key="max", wanted="1.."))
    return {
        "id": table.get("id", ""),
        "kind": kind,
        "label": page.label(table, path, field),
        "tier": tier,
        "max": table.get("max"),
        "options": _options(page, table, path, field),
        "refers_to": _refers_to(kind, table),
    }


def _refers_to(kind: str, table: Mapping[str, Any]) -> str:
    fixed = {"person": "person", "people": "person", "unit": "unit", "units": "unit"}
    return fixed.get(kind) or str(table.get("refers_to", ""))


def _tier(page: Page, word: str, path: Path, field: str) -> Tier:
    for tier in TIERS:
        if tier == word:
            return tier
    where = page.at((*path, "tier"), field=field)
    page.note(FieldError("FORM_TIER_UNKNOWN", **where, tier=word[:40], allowed=", ".join(TIERS)))
    return "full"


def _options(page: Page, table: Mapping[str, Any], path: Path, field: str) -> tuple[Option, ...]:
    path = (*path, "options")
    if (table.get("kind") in CHOICES) is not bool(table.get("options")):
        code = page.at(path, field=field)
        page.note(
            FieldError("FORM_OPTION_MISSING", **code)
            if table.get("kind") in CHOICES
            else FieldError("FORM_OPTION_NEEDLESS", **code)
        )
    found: dict[str, Option] = {}
    for index, raw in enumerate(table.get("options", [])):
        id = str(raw.get("id", ""))
        spoken = page.table(raw, (*path, index), OPTION_KEYS, ("id",), field)
        page.id(spoken, (*path, index), ANSWER)
        label = page.label(spoken, path, f"{field}.{id}", id)
        if id in found:
            page.note(FieldError("FORM_OPTION_TWICE", **page.at(path, id, field), option=id[:40]))
        found.setdefault(id, Option(id, label))
    return tuple(found.values())


def _columns(page: Page, table: Mapping[str, Any], path: Path, field: str, tier: Tier) -> tuple[Field, ...]:
    kind = table.get("kind")
    written = table.get("column", [])
    if kind == "table" and not written:
        page.note(FieldError("FORM_COLUMN_MISSING", **page.at(path, field=field)))
    if kind in KINDS and written and not KINDS[kind].rows:
        page.note(FieldError("FORM_COLUMN_NEEDLESS", **page.at((*path, "column", 0), field=field)))
    found = {one.id: one for one in file_cells(tier)} if kind == "files" else {}
    for index, raw in enumerate(written):
        home: Path = (*path, "column", index)
        name = f"{field}.{str(raw.get('id', ''))[:40]}"
        spoken = page.table(raw, home, COLUMN_KEYS, ("id", "kind"), name)
        id = page.id(spoken, home)
        if spoken.get("kind") in KINDS and KINDS[spoken["kind"]].rows:
            page.note(FieldError("FORM_COLUMN_KIND", **page.at((*home, "kind"), field=name)))
        if id in ROW_WORDS:
            page.note(FieldError("FORM_FIELD_RESERVED", **page.at((*home, "id"), field=name)))
        column = Field(**_plain(page, spoken, home, name, tier))
        if id in found:
            page.note(FieldError("FORM_FIELD_TWICE", **page.at((*home, "id"), field=name)))
        found.setdefault(id, column)
    return tuple(found.values())


def read_when(page: Page, raw: Any, path: Path, field: str) -> When | None:
    """A condition `{ field, values }` or `{ field, empty = true }`."""
    if raw is None:
        return None
    table = page.table(raw, path, WHEN_KEYS, ("field",), field)
    if bool(table.get("values")) is table.get("empty", False):
        where = page.at(path, field=field)
        page.note(FieldError("FORM_VALUE_WRONG", **where, key=str(path[-1]), wanted="{ field, values } / { field, empty = true }"))
    return When(table.get("field", ""), tuple(table.get("values", ())), table.get("empty", False))


def check_when(page: Page, when: When | None, path: Path, fields: Mapping[str, Field], field: str = "") -> None:
    """Note a condition on a field or an answer that the form does not have."""
    if when is None or not when.field:
        return
    target = fields.get(when.field)
    if target is None:
        note_field(page, path, when.field)
        return
    allowed = ("yes", "no") if target.kind == "yes_no" else tuple(option.id for option in target.options)
    for value in when.values:
        if value not in allowed:
            note_option(page, path, value, target.id, allowed)


def note_state(page: Page, path: Path, state: str, field: str = "") -> None:
    page.note(FieldError("FORM_STATE_UNKNOWN", **page.at(path, state, field), state=state[:40]))


def note_field(page: Page, path: Path, field: str) -> None:
    page.note(FieldError("FORM_FIELD_UNKNOWN", **page.at(path, field, field[:40])))


def note_option(page: Page, path: Path, option: str, field: str, allowed: Sequence[str]) -> None:
    where = page.at(path, option, field)
    page.note(FieldError("FORM_OPTION_UNKNOWN", **where, option=option[:40], allowed=", ".join(allowed) or "-"))
