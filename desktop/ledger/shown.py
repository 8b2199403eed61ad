"""A stored value as the content of a cell."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.errors import Language
from desktop.fieldwork.masking import masked
from desktop.ledger.columns import BAR, ENTER, INNER_BAR
from desktop.model import amounts
from desktop.model.fields import KINDS
from desktop.model.form import Field, is_empty

Content = str | int | float | Decimal | date | datetime | None
YES_NO: Mapping[Language, tuple[str, str]] = {"zh": ("是", "否"), "en": ("Yes", "No")}
TOGETHER = "、"
"""Between the names in one cell of a table's row; elsewhere each has a line."""
DIGITS = 15
"""That a spreadsheet keeps of a number."""
FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets disagree about days, and have none before 1900."""
LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""
CUT = " ……"
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def content(field: Field, value: Any, names: Mapping[str, str], lang: Language, *, unmasked: bool = False) -> Content:
    """What stands in the cell of a field: numbers, amounts in yuan and dates as such, all else as text, choices by label. Of a
    list each in a line, of a table each row; None for no value. Personal fields are masked unless told."""
    if is_empty(value):
        return None
    masks = field.tier == "personal" and not unmasked
    match field.kind:
        case "table":
            return "\n".join(_line(field, row, names, lang, unmasked) for row in value)
        case "files":
            return "\n".join(str(row.get("name") or "") for row in value)
        case _ if masks:
            return masked(field.id, "\n".join(_words(field, value, names, lang)))
        case "money" if abs(value) < 10**DIGITS:
            return Decimal(amounts.yuan(value))
        case "number" if len(value.lstrip("-").replace(".", "")) <= DIGITS:
            return Decimal(value)
        case "date" if date.fromisoformat(value) >= FIRST_DAY:
            return date.fromisoformat(value)
        case "datetime" if datetime.fromisoformat(value).date() >= FIRST_DAY:
            return datetime.fromisoformat(value)
    return "\n".join(_words(field, value, names, lang))


def _words(field: Field, value: Any, names: Mapping[str, str], lang: Language) -> list[str]:
    if field.kind == "yes_no":
        return [YES_NO[lang][0 if value else 1]]
    each = value if isinstance(value, list) else [value]
    if KINDS[field.kind].refers:
        return [names.get(one, one) for one in each]
    if field.options:
        options = [field.option(str(one)) for one in each]
        return [option.label[lang] if option else str(one) for option, one in zip(options, each, strict=True)]
    return [str(KINDS[field.kind].show(value))]


def _line(field: Field, row: Mapping[str, Any], names: Mapping[str, str], lang: Language, unmasked: bool) -> str:
    cells = []
    for column in field.columns:
        value = row.get(column.id)
        words = "" if is_empty(value) else TOGETHER.join(_words(column, value, names, lang))
        if words and column.tier == "personal" and not unmasked:
            words = masked(column.id, words)
        cells.append(words.replace("\n", ENTER).replace(BAR, INNER_BAR))
    return BAR.join(cells)


def plain(text: str) -> str:
    """Text as it is written into a workbook: characters that XML has no room for as pictures of themselves, what would be read
    as an escape escaped, and no more than a cell takes, which then ends in dots."""
    if len(text) < LONGEST // 2 and text.isprintable() and "_x" not in text:
        return text
    whole = _escaped(_pictured(text))
    if _length(whole) <= LONGEST:
        return whole
    kept, room = text[:LONGEST], LONGEST - len(CUT)
    while (over := _length(_escaped(_pictured(kept))) - room) > 0:
        kept = kept[: -max(1, over // 8)]
    return _escaped(_pictured(kept)) + CUT


def is_cut(text: str) -> bool:
    """Whether `plain` leaves something of a text out."""
    return len(text) >= LONGEST // 8 and _length(_escaped(_pictured(text))) > LONGEST


def _pictured(text: str) -> str:
    return _NOT_XML.sub(_picture, text.replace("\r\n", "\n"))


def _picture(found: re.Match[str]) -> str:
    if found[0] == "\r":
        return "\n"
    return chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd"


def _escaped(text: str) -> str:
    return _LIKE_AN_ESCAPE.sub("_x005F_", text)


def _length(text: str) -> int:
    """Characters as spreadsheets count them: those beyond the first plane are two."""
    return len(text) + sum(one > "\uffff" for one in text)
