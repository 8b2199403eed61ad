"""A list across the sheet (domain.md 3.2, F4): numbered lines, amounts in 万元 on the right, sums at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from desktop.model.form import Field
from desktop.paper.blocks import Cell, Row, centred, kept, table_row
from desktop.paper.columns import fitted
from desktop.paper.styles import LIST
from desktop.paper.words import Language, shown, word

SIZES = (LIST.cell_size, 9.0, 8.0)
"""The first at which no amount, date or word has to be broken."""
TEN_THOUSAND = 1_000_000
"""Fen in 万元."""


@dataclass(frozen=True)
class Line:
    """One record of a list. `values`: field id -> stored value; `state`: in words."""

    number: str
    title: str
    state: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ListSheet:
    """A list as the paper gets it. `more`: columns that no form has, (heading, a text for each line)."""

    title: str
    project: str
    taken_at: str
    columns: Sequence[Field]
    lines: Sequence[Line]
    names: Mapping[str, str]
    more: Sequence[tuple[str, Sequence[str]]] = ()


def list_rows(sheet: ListSheet, lang: Language) -> list[Row]:
    """Title, project, head and lines; the head again on each page."""
    rows = centred(sheet.title, LIST.title_size, LIST.title_pitch, LIST.width)
    if sheet.project:
        rows += centred(word("project", lang, name=sheet.project), LIST.cell_size, LIST.cell_pitch, LIST.width)
    amounts = [False, False, False, *(one.kind == "money" for one in sheet.columns), False, *(False for _ in sheet.more)]
    table = [_heads(sheet, lang), *_bodies(sheet, lang)]
    if any(amounts) and sheet.lines:
        table.append(_sums(sheet, lang))
    size, edges = fitted(table, LIST, SIZES)
    sides = list(pairwise(edges))
    head = kept(_row(table[0], sides, size, [False] * len(sides), ()))
    rows += head
    for ordinal, cells in enumerate(table[1:]):
        rows += _row(cells, sides, size, amounts, tuple(head) if ordinal else ())
    return rows


def _bodies(sheet: ListSheet, lang: Language) -> list[list[str]]:
    found = []
    for ordinal, one in enumerate(sheet.lines):
        own = [_cell(field, one.values.get(field.id), sheet.names, lang) for field in sheet.columns]
        found.append([str(ordinal + 1), one.number, one.title, *own, one.state, *(texts[ordinal] for _, texts in sheet.more)])
    return found


def _heads(sheet: ListSheet, lang: Language) -> list[str]:
    first = [word(key, lang) for key in ("ordinal", "doc_no", "title")]
    own = [_headed(field, lang) for field in sheet.columns]
    return [*first, *own, word("phase", lang), *(heading for heading, _ in sheet.more)]


def _headed(field: Field, lang: Language) -> str:
    return field.label[lang] + (word("in_ten_thousand", lang) if field.kind == "money" else "")


def _cell(field: Field, value: Any, names: Mapping[str, str], lang: Language) -> str:
    if field.kind == "money":
        return _ten_thousand(value) if isinstance(value, int) else ""
    if field.kind in ("date", "datetime"):
        return str(value or "").replace("T", " ")
    return shown(field, value, names, lang)


def _ten_thousand(fen: int) -> str:
    """Fen in 万元 with two decimals, halves away from zero."""
    hundredths = (abs(fen) * 100 + TEN_THOUSAND // 2) // TEN_THOUSAND
    return f"{'-' if fen < 0 and hundredths else ''}{hundredths // 100:,}.{hundredths % 100:02d}"


def _sums(sheet: ListSheet, lang: Language) -> list[str]:
    sums = [
        _ten_thousand(sum(one.values.get(field.id) or 0 for one in sheet.lines)) if field.kind == "money" else ""
        for field in sheet.columns
    ]
    return ["", "", word("sum", lang), *sums, "", *("" for _ in sheet.more)]


def _row(
    cells: Sequence[str], sides: Sequence[tuple[float, float]], size: float, amounts: Sequence[bool], head: tuple[Row, ...]
) -> list[Row]:
    boxes = [Cell(x1, x2, text, size, right=right) for (x1, x2), text, right in zip(sides, cells, amounts, strict=True)]
    return table_row(boxes, LIST, head=head)
