"""A plain paper of any other form: a line for each field, and its tables below."""

from itertools import pairwise

from desktop.model.form import Field
from desktop.paper import fonts
from desktop.paper.blocks import Cell, Row, Text, centred, kept, middle, table_row
from desktop.paper.sheet import Sheet
from desktop.paper.spacing import Line
from desktop.paper.styles import TABLE
from desktop.paper.talk import LABEL_SIZE, signature
from desktop.paper.words import Language, shown, word

_LABEL = 110.0
_UNPRINTED = frozenset(("marking", "know_scope", "entry", "same_as", "custody"))
"""For those who keep the record, not for those who sign it."""


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
        if field.kind != "table":
            rows += _line(sheet, field, lang)
    for field in fields:
        if field.kind == "table":
            rows += _table(sheet, field, lang)
    if not sheet.draft and any(state.id == "signed" for state in sheet.form.states):
        rows = kept(rows, last=2) + _signatures(lang)
    return rows


def _line(sheet: Sheet, field: Field, lang: Language) -> list[Row]:
    value = shown(field, sheet.values.get(field.id), sheet.names, lang)
    label = Cell(0, _LABEL, field.label[lang], LABEL_SIZE)
    return table_row([label, Cell(_LABEL, TABLE.width, value, TABLE.cell_size, ruled=True)], TABLE)


def _table(sheet: Sheet, field: Field, lang: Language) -> list[Row]:
    """Caption, head and rows; the head again on each page."""
    columns = field.columns
    edges = _edges(field)
    sides = list(pairwise(edges))
    heads = [Cell(x1, x2, one.label[lang], LABEL_SIZE) for (x1, x2), one in zip(sides, columns, strict=True)]
    caption = centred(field.label[lang], TABLE.cell_size, TABLE.title_pitch, TABLE.width)
    head = table_row(heads, TABLE)
    rows = [*caption, *kept(head)]
    again = (_continued(lang), *head)
    for number, one in enumerate(sheet.rows(field.id) or [{}]):
        cells = [
            Cell(x1, x2, shown(column, one.get(column.id), sheet.names, lang), TABLE.cell_size)
            for (x1, x2), column in zip(sides, columns, strict=True)
        ]
        rows += table_row(cells, TABLE, head=again if number else ())
    return rows


def _continued(lang: Language) -> Row:
    """Says above a head set again that the table began on a page before."""
    text = word("continued", lang)
    x = TABLE.width - fonts.width(text, LABEL_SIZE)
    return Row(TABLE.pitch, (Text(x, middle(TABLE.pitch, LABEL_SIZE), Line(text), LABEL_SIZE),))


def _edges(field: Field) -> list[float]:
    """Where columns begin and end: those of long text are three times as wide as others."""
    shares = [3.0 if column.kind == "long_text" else 1.0 for column in field.columns]
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + TABLE.width * share / sum(shares))
    return edges


def _signatures(lang: Language) -> list[Row]:
    date = word("sign_date", lang)
    lines = [signature(word(key, lang), date, width=TABLE.width) for key in ("signs_other", "signs_own")]
    return [*kept([Row(TABLE.pitch / 2), *lines[:-1]]), lines[-1]]
