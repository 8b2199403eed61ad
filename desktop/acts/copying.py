"""What goes to other programs by copy and paste: records as lines of a table, or one record whole, as text and as a table.

What is personal is masked, as in every list that leaves (domain.md 4.4), and what somebody wrote is never run as a formula."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.acts import opening, recording, standings
from desktop.acts.session import Session
from desktop.errors import Language
from desktop.ledger.columns import NUMBER, SIDE, STATE, columns, heads
from desktop.ledger.shown import Content, content
from desktop.model.every_form import SIDE_LABELS, both
from desktop.model.form import Field, Form
from desktop.store import records
from desktop.store.records import Entry

QUESTION, ANSWER = "q", "a"
"""Columns of a table that is a talk."""
RUNS = tuple("=+-@＝＋－＠")
"""How a text begins that a spreadsheet takes for a formula, typed in either width."""
AS_TEXT = "mso-number-format:'\\@'"
"""Tells spreadsheets to leave a cell as it is written: a long number would lose its end."""
HEADS = (
    both("类别", "Kind"), both("编号", "Number"), both("标题", "Title"), both("所属侧", "Side"), both("状态", "State"),
)  # fmt: skip
"""Of lines of different forms."""
PARTLY = both("（另有内容不在本机。）", "(More of it is not for this laptop.)")
PAGE = '<meta charset="utf-8">'


@dataclass(frozen=True)
class Copied:
    """The same twice: `text` with tabs between cells, and `html` with tables. `count`: records in it."""

    text: str
    html: str
    count: int


def lines(session: Session, ids: Sequence[str], lang: Language) -> Copied:
    """Records as lines of a table, in this order: of one form with the columns of its list, of several with what all have."""
    found = {one.id: one for one in records.those(session.notebook, session.project, ids)}
    entries = [found[id] for id in ids if id in found]
    states = standings.states(session, entries)
    kinds = {one.form for one in entries}
    form = session.forms.get(next(iter(kinds))) if len(kinds) == 1 else None
    if form is not None:
        rows = list(_rows_of_one(session, form, entries, states, lang))
    else:
        rows = list(_rows_of_many(session, entries, states, lang))
    return Copied(_text(rows), PAGE + _table(rows), len(entries))


def _rows_of_one(
    session: Session, form: Form, entries: Sequence[Entry], states: Sequence[str], lang: Language
) -> Iterator[list[Content]]:
    listed = {NUMBER, form.title_field, *form.list_columns, SIDE, STATE}
    chosen = [(field, head) for field, head in zip(columns(form), heads(form, lang), strict=True) if field.id in listed]
    yield [head for _, head in chosen]
    documents = records.documents(session.notebook, [one.no for one in entries])
    names = _names(session, list(documents.values()))
    for entry, state in zip(entries, states, strict=True):
        values = {**documents.get(entry.no, {}), SIDE: entry.side, STATE: state}
        yield [content(field, values.get(field.id), names, lang) for field, _ in chosen]


def _rows_of_many(session: Session, entries: Sequence[Entry], states: Sequence[str], lang: Language) -> Iterator[list[Content]]:
    yield [head[lang] for head in HEADS]
    forms = session.forms
    for entry, state in zip(entries, states, strict=True):
        form = forms.get(entry.form)
        label = form.label[lang] if form else entry.form
        stands = next((one.label[lang] for one in (form.states if form else ()) if one.id == state), state)
        yield [label, entry.number, entry.title, SIDE_LABELS[entry.side][lang], stands]


def whole(session: Session, id: str, lang: Language) -> Copied:
    """One record with all that is held of it here: a talk keeps its questions and answers, a table its columns. Raises
    RECORD_UNKNOWN, FORM_UNKNOWN."""
    opened = opening.look_up(session, id)
    form, values = opened.known_form(), opened.record.values
    names = _names(session, [values])
    (state,) = standings.states(session, [opened.entry])
    title = "　".join(one for one in (form.label[lang], opened.entry.number) if one)
    parts = [(f"{title}\n", f"<h3>{html.escape(title)}</h3>")]
    known = {**values, STATE: state}
    for field in (*(one for one in form.built_in if one.id == STATE), *form.fields):
        value = known.get(field.id)
        if (said := content(field, value, names, lang)) is not None:
            parts.append(_part(field, value, said, names, lang))
    if opened.record.withheld:
        parts.append((f"{PARTLY[lang]}\n", f"<p>{PARTLY[lang]}</p>"))
    return Copied("".join(text for text, _ in parts), PAGE + "".join(shown for _, shown in parts), 1)


def _part(field: Field, value: Any, said: Content, names: Mapping[str, str], lang: Language) -> tuple[str, str]:
    """A field, as text and as a piece of a page."""
    label = field.label[lang]
    if field.kind != "table":
        text = _plain(said)
        return f"{label}：{text}\n", f"<p><b>{html.escape(label)}：</b>{_escaped(text)}</p>"
    if field.column(QUESTION) and field.column(ANSWER):
        spoken = [(field.column(one), row.get(one)) for row in value for one in (QUESTION, ANSWER)]
        each = [(column.label[lang], str(words)) for column, words in spoken if column is not None and words]
        text = "".join(f"{who}：{words}\n" for who, words in each)
        return text, "".join(f"<p>{html.escape(who)}：{_escaped(words)}</p>" for who, words in each)
    rows: list[list[Content]] = [[column.label[lang] for column in field.columns]]
    rows += [[content(column, row.get(column.id), names, lang) for column in field.columns] for row in value]
    return f"{label}：\n{_text(rows)}\n", f"<p><b>{html.escape(label)}：</b></p>{_table(rows)}"


def _names(session: Session, documents: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    ids = dict.fromkeys(id for values in documents for id in recording.ids_in(dict(values)))
    return records.called(session.notebook, session.project, list(ids))


def _text(rows: Sequence[Sequence[Content]]) -> str:
    """Rows with tabs between cells: no cell has a tab or an end of line of its own."""
    return "\n".join("\t".join(" ".join(_safe(cell).split()) for cell in row) for row in rows)


def _table(rows: Sequence[Sequence[Content]]) -> str:
    lines = ("".join(map(_cell, row)) for row in rows)
    return f"<table border=1>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cell(cell: Content) -> str:
    style = f' style="{AS_TEXT}"' if isinstance(cell, str) else ""
    return f"<td{style}>{_escaped(_safe(cell), same_cell=True)}</td>"


def _escaped(text: str, *, same_cell: bool = False) -> str:
    end = '<br style="mso-data-placement:same-cell">' if same_cell else "<br>"
    return html.escape(text).replace("\n", end)


def _safe(cell: Content) -> str:
    """A cell as text; what somebody wrote and a spreadsheet would run gets a mark ahead that makes it words."""
    text = _plain(cell)
    return f"'{text}" if isinstance(cell, str) and text.lstrip().startswith(RUNS) else text


def _plain(cell: Content) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
        case Decimal():
            return format(cell, "f")
    return str(cell)
