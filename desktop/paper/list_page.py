"""A list across the sheet (domain.md 3.2, F4): numbered lines, amounts in 万元 on the right, sums at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from desktop.model.form import Field
from desktop.paper import fonts
from desktop.paper.blocks import Cell, Row, centred, kept, table_row
from desktop.paper.styles import LIST
from desktop.paper.words import Language, shown, word

_SHARES = {
    "long_text": 3.0, "text": 2.0, "people": 1.3, "units": 1.6, "unit": 1.6, "references": 1.6, "reference": 1.6, "choice": 1.0,
}  # fmt: skip
_NARROW = 1.1
"""Share of the width of a column of any other kind."""
_TITLE = 2.4
_PHASE = 1.0
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
    sides = list(pairwise(_edges(sheet, lang)))
    amounts = [False, False, False, *(one.kind == "money" for one in sheet.columns), False, *(False for _ in sheet.more)]
    head = kept(_row(_heads(sheet, lang), sides, [False] * len(sides), ()))
    rows += head
    for ordinal, one in enumerate(sheet.lines):
        cells = [str(ordinal + 1), one.number, one.title]
        cells += [_cell(field, one.values.get(field.id), sheet.names, lang) for field in sheet.columns]
        cells += [one.state, *(texts[ordinal] for _, texts in sheet.more)]
        rows += _row(cells, sides, amounts, tuple(head) if ordinal else ())
    if any(amounts) and sheet.lines:
        rows += _row(_sums(sheet, lang), sides, amounts, tuple(head))
    return rows


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


def _row(cells: Sequence[str], sides: Sequence[tuple[float, float]], amounts: Sequence[bool], head: tuple[Row, ...]) -> list[Row]:
    boxes = [
        Cell(x1, x2, text, LIST.cell_size, right=right) for (x1, x2), text, right in zip(sides, cells, amounts, strict=True)
    ]
    return table_row(boxes, LIST, head=head)


def _edges(sheet: ListSheet, lang: Language) -> list[float]:
    """Ordinals and numbers stand on one line as long as they fit in a fourth of the sheet; the others share the rest."""
    ordinals = [word("ordinal", lang), str(len(sheet.lines))]
    numbers = [word("doc_no", lang), *(one.number for one in sheet.lines)]
    own = [max(fonts.width(text, LIST.cell_size) for text in texts) + 2 * LIST.pad + 1 for texts in (ordinals, numbers)]
    first = [own[0], min(own[1], LIST.width / 4)]
    shares = [_TITLE, *(_SHARES.get(field.kind, _NARROW) for field in sheet.columns), _PHASE, *(_NARROW for _ in sheet.more)]
    room = (LIST.width - sum(first)) / sum(shares)
    edges = [0.0]
    for width in (*first, *(share * room for share in shares)):
        edges.append(edges[-1] + width)
    return edges
