"""A plain paper of any other form: a line for each field, and its tables below."""

from itertools import pairwise
from math import ceil

from reportlab.lib.units import mm

from desktop.fieldwork import counting
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Field, Form, is_empty
from desktop.paper import fonts
from desktop.paper.blocks import Cell, Row, Text, centred, kept, middle, table_row
from desktop.paper.columns import fitted
from desktop.paper.photo_pages import photo_rows
from desktop.paper.sheet import Annex, Sheet
from desktop.paper.spacing import Line
from desktop.paper.styles import TABLE
from desktop.paper.talk import LABEL_SIZE, signature
from desktop.paper.words import Language, shown, word

_LABEL = 110.0
_UNPRINTED = frozenset(("marking", "know_scope", "entry", "same_as", "custody"))
"""For those who keep the record, not for those who sign it."""
OPINION = "provider_opinion"
OPINION_HIGH = 50 * mm
"""Room for the unit that an evidence sheet is about to say whether the facts are so (domain.md 2.6)."""
BESIDE = ("audit_evidence", "insp_evidence")
"""What two sides have is set side by side (domain.md 2.5)."""


def plain_rows(sheet: Sheet, lang: Language) -> list[Row]:
    """The fields that have a value or should have one, then the tables, then who signs."""
    owed = {field.id for field in sheet.form.owed(sheet.state, sheet.values)} if sheet.state else set()
    fields = [
        field
        for field in sheet.form.fields
        if not field.on_return and field.id not in _UNPRINTED and (sheet.filled(field.id) or field.id in owed)
    ]
    rows: list[Row] = []
    for field in fields:
        if field.kind != "table" and field.id not in BESIDE:
            rows += _line(sheet, field, lang)
    if use := str(sheet.values.get("audit_use") or ""):
        rows += _said(word("audit_evidence", lang), word(f"audit_use_{use}", lang))
    rows += _set_beside(sheet, [field for field in fields if field.id in BESIDE], lang)
    for field in fields:
        if field.kind == "table":
            rows += _table(sheet, field, lang)
    rows += _room_for_opinion(sheet, lang)
    for number, annex in enumerate(sheet.annexes, 1):
        rows += _annex(number, annex, sheet, lang)
    if sheet.photos:
        rows += photo_rows(sheet.photos, lang)
    if not sheet.draft and _is_signed(sheet.form):
        # A strip of photographs fills half a page.
        rows = kept(rows, last=1 if sheet.photos else 2) + _signatures(sheet, lang)
    return rows


def _is_signed(form: Form) -> bool:
    """Whether there is to be room for signatures."""
    return form.confirming is not None or any(state.id == "signed" or state.phase == "back" for state in form.states)


def _set_beside(sheet: Sheet, beside: list[Field], lang: Language) -> list[Row]:
    """What each side has, in a column of its own."""
    if not beside:
        return []
    edges = [TABLE.width * place / len(beside) for place in range(len(beside) + 1)]
    heads, texts = [one.label[lang] for one in beside], [_listed(sheet, one) for one in beside]
    return kept(_cells(heads, edges, LABEL_SIZE)) + _cells(texts, edges, TABLE.cell_size)


def _listed(sheet: Sheet, field: Field) -> str:
    """What a field names, each on a line of its own."""
    value = sheet.values.get(field.id)
    return "\n".join(sheet.names.get(str(one), str(one)) for one in value) if isinstance(value, list) else ""


def _line(sheet: Sheet, field: Field, lang: Language) -> list[Row]:
    if sheet.photos and field.column("taken_at") is not None:
        return _said(field.label[lang], word("photos_behind", lang, count=len(sheet.photos)))
    return _said(field.label[lang], shown(field, sheet.values.get(field.id), sheet.names, lang))


def _said(label: str, text: str) -> list[Row]:
    cells = [Cell(0, _LABEL, label, LABEL_SIZE), Cell(_LABEL, TABLE.width, text, TABLE.cell_size, ruled=True)]
    return table_row(cells, TABLE)


def _room_for_opinion(sheet: Sheet, lang: Language) -> list[Row]:
    """A box in which the unit writes, all of it on one page; a draft has none."""
    asked = sheet.form.find(OPINION)
    if sheet.draft or asked is None:
        return []
    lines = ceil(OPINION_HIGH / TABLE.cell_pitch)
    cells = [Cell(0, _LABEL, asked.label[lang], LABEL_SIZE), Cell(_LABEL, TABLE.width, "\n" * lines, TABLE.cell_size)]
    return kept(table_row(cells, TABLE))


def _table(sheet: Sheet, field: Field, lang: Language) -> list[Row]:
    """Caption, head and rows; the head again on each page. Columns that say nothing are left out of what is signed."""
    rows_said = sheet.rows(field.id) or [{}]
    columns = [one for one in field.columns if sheet.draft or any(not is_empty(row.get(one.id)) for row in rows_said)]
    columns = columns or list(field.columns)
    table = [[one.label[lang] for one in columns]]
    table += [[shown(one, row.get(one.id), sheet.names, lang) for one in columns] for row in rows_said]
    if counting.is_counted(field):
        said = [word("difference", lang), *(counting.in_words(row, lang) for row in rows_said)]
        table = [[*texts, more] for texts, more in zip(table, said, strict=True)]
    return ruled(field.label[lang], table, lang)


def _annex(number: int, annex: Annex, sheet: Sheet, lang: Language) -> list[Row]:
    """The records printed behind this one, a line each, with the sides that have confirmed it and without the field that names
    this one."""
    printed = [one for one in annex.form.fields if one.id not in _UNPRINTED and annex.rows[0].get(one.id) != annex.of]
    table = [[*(one.label[lang] for one in printed), word("confirmed_by", lang)]]
    for row in annex.rows:
        sides = word("separator", lang).join(SIDE_LABELS[side][lang] for side in row["confirmed"])
        table.append([*(shown(one, row.get(one.id), sheet.names, lang) for one in printed), sides])
    return ruled(word("annex", lang, number=number, title=annex.form.label[lang]), table, lang)


def ruled(title: str, table: list[list[str]], lang: Language) -> list[Row]:
    """A table below its title. `table`: its rows, the head first."""
    size, edges = fitted(table, TABLE, (TABLE.cell_size, LABEL_SIZE, 9.0))
    head = _cells(table[0], edges, min(size, LABEL_SIZE))
    rows = [*centred(title, TABLE.cell_size, TABLE.title_pitch, TABLE.width), *kept(head)]
    again = (_continued(lang), *head)
    for number, texts in enumerate(table[1:]):
        rows += _cells(texts, edges, size, again if number else ())
    return rows


def _cells(texts: list[str], edges: list[float], size: float, head: tuple[Row, ...] = ()) -> list[Row]:
    cells = [Cell(x1, x2, text, size) for (x1, x2), text in zip(pairwise(edges), texts, strict=True)]
    return table_row(cells, TABLE, head=head)


def _continued(lang: Language) -> Row:
    """Says above a head set again that the table began on a page before."""
    text = word("continued", lang)
    x = TABLE.width - fonts.width(text, LABEL_SIZE)
    return Row(TABLE.pitch, (Text(x, middle(TABLE.pitch, LABEL_SIZE), Line(text), LABEL_SIZE),))


def _signatures(sheet: Sheet, lang: Language) -> list[Row]:
    """Who signs: each side whose confirmation the form needs, else the other party and those who made it."""
    date, form = word("sign_date", lang), sheet.form
    needed = sorted(form.confirming.needed(sheet.side, sheet.values)) if form.confirming else []
    labels = [word("signs_side", lang, side=SIDE_LABELS[side][lang]) for side in needed]
    labels = labels or [word(key, lang) for key in ("signs_other", "signs_own")]
    lines = [signature(label, date, width=TABLE.width) for label in labels]
    return [*kept([Row(TABLE.pitch / 2), *lines[:-1]]), lines[-1]]
