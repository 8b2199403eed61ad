"""The record of an interview: table head, questions and answers, and room for signatures."""

from dataclasses import replace
from typing import Any

from desktop.paper import fonts
from desktop.paper.blocks import Cell, Row, Rule, Text, hanging, kept, middle, set_text, table_row
from desktop.paper.sheet import Sheet
from desktop.paper.spacing import Line
from desktop.paper.styles import FRAME, SIGNING, TALK
from desktop.paper.words import Language, has_word, shown, span, word

LABELS: dict[Language, float] = {"zh": 74.0, "en": 90.0}
"""Width of a column of labels."""
LABEL_SIZE = 11.0
_KEPT_LINES = 2
"""Lines of text that go along with the signatures to a last page."""

_WRITTEN = 120.0
"""Least width that is left for a signature."""
_APART = 12.0
"""From a signature to the label of the next above its line."""

Pair = tuple[str, str]
"""Label and value."""


def title(sheet: Sheet, lang: Language) -> str:
    """What the record is called, by its kind."""
    key = f"title_{sheet.values.get('record_kind')}"
    return word(key if has_word(key) else "title_joint_talk", lang)


def head(sheet: Sheet, lang: Language) -> list[Row]:
    """When, where, who, and what was shown and told beforehand."""
    rows: list[Row] = []
    for pairs in _head_pairs(sheet, lang):
        rows += pair_row(pairs, lang)
    return [*rows, Row(TALK.pitch / 3)]


def pair_row(pairs: list[Pair], lang: Language, width: float = TALK.width) -> list[Row]:
    """Labels and values side by side; an empty value leaves a line to write on."""
    cells = []
    share = width / len(pairs)
    for number, (label, value) in enumerate(pairs):
        x = share * number
        middle_wall = x + LABELS[lang]
        cells.append(Cell(x, middle_wall, label, LABEL_SIZE))
        cells.append(Cell(middle_wall, x + share, value, TALK.cell_size, ruled=True))
    return table_row(cells, TALK)


def _head_pairs(sheet: Sheet, lang: Language) -> list[list[Pair]]:
    values = sheet.values
    time = span(_text(values.get("start_at")), _text(values.get("end_at")), lang)
    found: list[list[Pair]] = [[(word("time", lang), time)], [_pair(sheet, "place", lang)]]
    found += [[_pair(sheet, "interviewers", lang)], [_pair(sheet, "recorder", lang)]]
    if sheet.filled("off_roster_why"):
        found.append([_pair(sheet, "off_roster_why", lang)])
    found.append([(word("name", lang), _value(sheet, "name", lang)), _pair(sheet, "gender", lang)])
    found.append([_pair(sheet, "unit", lang), _pair(sheet, "post", lang)])
    further = [name for name in ("birth", "id_no", "phone", "political") if sheet.filled(name)]
    found += [[_pair(sheet, name, lang) for name in further[i : i + 2]] for i in range(0, len(further), 2)]
    if sheet.filled("others"):
        found.append([_pair(sheet, "others", lang)])
    found.append([(word("credentials", lang), _credentials(sheet, lang))])
    found += [[_pair(sheet, "topic", lang)], [_pair(sheet, "rights_text_ver", lang)], [_pair(sheet, "rights_reply", lang)]]
    found += [[_pair(sheet, name, lang)] for name in ("suspicion_ids", "materials_given") if sheet.filled(name)]
    checked = _pair(sheet, "read_mode", lang)
    asked = values.get("record_kind") != "inspection_talk" or values.get("av_recorded") is not None
    found.append([(word("recording", lang), _recording(sheet, lang)), checked] if asked else [checked])
    use = f"audit_use_{values.get('audit_use')}"
    if has_word(use):
        found.append([(word("audit_evidence", lang), word(use, lang))])
    return found


def _text(value: object) -> str | None:
    return str(value) if value else None


def _value(sheet: Sheet, name: str, lang: Language) -> str:
    return shown(sheet.form.field(name), sheet.values.get(name), sheet.names, lang)


def _pair(sheet: Sheet, name: str, lang: Language) -> Pair:
    return sheet.form.field(name).label[lang], _value(sheet, name, lang)


def _credentials(sheet: Sheet, lang: Language) -> str:
    numbers = _value(sheet, "credential_nos", lang)
    return word(
        "credentials_line",
        lang,
        credential=_ticked(sheet, "credential_shown", "shown", lang),
        numbers=word("bracket", lang, text=numbers) if numbers else "",
        notice=_ticked(sheet, "notice_shown", "shown", lang),
    )


def _ticked(sheet: Sheet, name: str, key: str, lang: Language) -> str:
    """Whether it was done; what nobody has said yet is left open for writing."""
    value = sheet.values.get(name)
    return "____" if value is None else word(key if value else f"not_{key}", lang)


def _recording(sheet: Sheet, lang: Language) -> str:
    recorded = sheet.values.get("av_recorded")
    if not recorded:
        return "" if recorded is None else word("none", lang)
    told = _ticked(sheet, "av_told", "told", lang)
    number, minutes = (_value(sheet, name, lang) or "____" for name in ("av_no", "av_minutes"))
    return word("recording_line", lang, number=number, minutes=minutes, told=told)


def body(sheet: Sheet, lang: Language) -> list[Row]:
    """Questions and answers, then what was changed while they were read."""
    rows: list[Row] = []
    labels = word("question", lang), word("answer", lang)
    indent = 2 * TALK.size
    for one in sheet.rows("qa"):
        at = f"qa/{one.get('row')}"
        rows += kept(hanging(labels[0], str(one.get("q") or ""), TALK, indent, f"{at}/q"), last=1)
        rows += hanging(labels[1], str(one.get("a") or ""), TALK, indent, f"{at}/a")
    corrections = sheet.rows("corrections")
    if corrections:
        rows += kept(hanging("", word("corrections", lang) + word("colon", lang), TALK, 0))
        for one in corrections:
            rows += hanging("", _correction(one, lang), TALK, indent)
    return rows


def _correction(one: dict[str, Any], lang: Language) -> str:
    facts = {"page": one.get("page"), "line": one.get("line"), "old": one.get("old_text"), "new": one.get("new_text")}
    return word("correction", lang, **{name: "" if value is None else value for name, value in facts.items()})


def ending(sheet: Sheet, rows: list[Row], lang: Language) -> list[Row]:
    """`rows` with the signatures after them, which never stand on a page without the last lines of the text.

    The closing sentence comes last: the line on which the interviewee signs each page is the next below it."""
    after = [replace(_blank("blank_below", lang), behind=(_blank("blank_between", lang),))]
    for name in _people(sheet, "interviewers") or [""]:
        after.append(_signs("signs_interviewer", name, lang))
    for name in _people(sheet, "recorder") or [""]:
        after.append(_signs("signs_recorder", name, lang))
    if sheet.values.get("interviewee_sign_required") is not False:
        key = "hint_read_to" if sheet.values.get("read_mode") == "read_to" else "hint_self_read"
        after += [Row(TALK.small), *_hint(word(key, lang)), signature("", "", full=True)]
    return kept(rows, last=_KEPT_LINES) + kept(after[:-1]) + after[-1:]


def _people(sheet: Sheet, field: str) -> list[str]:
    value = sheet.values.get(field)
    ids = value if isinstance(value, list) else [value] if value else []
    return [sheet.names.get(str(one), str(one)) for one in ids]


def _signs(key: str, name: str, lang: Language) -> Row:
    return signature(word(key, lang, name=word("bracket", lang, text=name) if name else ""), word("sign_date", lang))


def _blank(key: str, lang: Language) -> Row:
    """What lies between the text and the signatures, or the foot of a page, struck out so that nothing can be added."""
    height = 2 * TALK.pitch
    text = Text(0, middle(TALK.pitch, TALK.cell_size), Line(word(key, lang)), TALK.cell_size)
    return Row(height, (text,), (Rule(0, height - 4, TALK.width, 4, FRAME),), struck=True)


def _hint(text: str) -> list[Row]:
    height = LABEL_SIZE * 1.5
    lines = set_text(text, LABEL_SIZE, TALK.width, TALK.width)
    return [Row(height, (Text(0, middle(height, LABEL_SIZE), line, LABEL_SIZE),)) for line in lines]


def signature(label: str, date: str, full: bool = False, width: float = TALK.width) -> Row:
    """A line to sign or write on, a long label above it. `full`: across the whole page."""
    size, pitch = TALK.cell_size, TALK.cell_pitch
    dated = width - fonts.width(date, size)
    begin, end = fonts.width(label, size) + 4, dated - 40
    above = set_text(label, size, width, width) if begin + _WRITTEN > end else []
    if full or above:
        begin = 0.0
    top = _APART if above else 0.0
    height = top + SIGNING + len(above) * pitch
    drop = height - 8
    texts = [Text(0, top + middle(pitch, size) + number * pitch, line, size) for number, line in enumerate(above)]
    if not full:
        texts += [*([] if above else [Text(0, drop, Line(label), size)]), Text(dated, drop, Line(date), size)]
    return Row(height, tuple(texts), (Rule(begin, drop + 3, width if full else end, drop + 3),))
