"""Words and values as papers show them."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal

from desktop import places
from desktop.model.form import Field, is_empty

Language = Literal["zh", "en"]
_BYTES = frozenset(("digest", "size", "media"))
"""Of a file: for programs to know it by."""
Names = Mapping[str, str]
"""Record id -> what that record is called on paper."""


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    path = places.resources_folder() / "paper_words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def word(key: str, lang: Language, **facts: object) -> str:
    """The words of that key, filled with facts."""
    return _catalogue()[key][lang].format_map(facts)


def has_word(key: str) -> bool:
    """Whether papers have words of that key."""
    return key in _catalogue()


def shown(field: Field, value: Any, names: Names, lang: Language) -> str:
    """A value of the field as text; empty for none. Of a table, its rows one after another."""
    if is_empty(value):
        return ""
    match field.kind:
        case "choice" | "choices":
            return word("separator", lang).join(_answers(field, value if isinstance(value, list) else [value], lang))
        case "yes_no":
            return word("yes" if value else "no", lang)
        case "money":
            return word("money", lang, amount=f"{'-' if value < 0 else ''}{abs(value) // 100:,}.{abs(value) % 100:02d}")
        case "date":
            return day(str(value), lang)
        case "datetime":
            return moment(str(value), lang)
        case "person" | "unit" | "reference":
            return names.get(str(value), str(value))
        case "people" | "units" | "references":
            return word("separator", lang).join(names.get(str(one), str(one)) for one in value)
        case "table" | "files":
            return word("clause", lang).join(row_shown(field, row, names, lang) for row in value)
    return str(value)


def _answers(field: Field, chosen: list[Any], lang: Language) -> list[str]:
    """Answers in the order in which the form offers them, then those it does not know."""
    known = [option.label[lang] for option in field.options if option.id in chosen]
    return known + [str(one) for one in chosen if field.option(str(one)) is None]


def row_shown(field: Field, row: Mapping[str, Any], names: Names, lang: Language) -> str:
    """One row of a table as text: its first cell, the others in brackets."""
    columns = [column for column in field.columns if column.id not in _BYTES]
    cells = [shown(column, row.get(column.id), names, lang) for column in columns]
    first, *rest = [cell for cell in cells if cell] or [""]
    return first + (word("bracket", lang, text=word("separator", lang).join(rest)) if rest else "")


def day(value: str, lang: Language) -> str:
    """`2026-11-20` as papers write it."""
    found = datetime.fromisoformat(value)
    return word("day", lang, year=found.year, month=found.month, day=found.day)


def moment(value: str, lang: Language) -> str:
    """`2026-11-20T09:05` as papers write it."""
    found = datetime.fromisoformat(value)
    facts = {"year": found.year, "month": found.month, "day": found.day, "hour": found.hour, "minute": found.minute}
    return word("moment", lang, **facts)


def span(begin: str | None, end: str | None, lang: Language) -> str:
    """From when to when, the date once where it is the same. What is not known is left open for writing."""
    unknown = word("unknown_time", lang)
    if begin and end and begin[:10] == end[:10]:
        found = datetime.fromisoformat(end)
        last = word("clock", lang, hour=found.hour, minute=found.minute)
    else:
        last = moment(end, lang) if end else unknown
    return word("until", lang, begin=moment(begin, lang) if begin else unknown, end=last)
