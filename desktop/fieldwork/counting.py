"""What was counted beside what the books say (domain.md 2.2, `counts[].diff`): worked out wherever it is shown, never stored."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from desktop.errors import FieldError, Language
from desktop.model.fields import kind_of
from desktop.model.form import Field

BOOK, ACTUAL, UNIT = "book_qty", "actual_qty", "unit"
WORDS: Mapping[str, Mapping[Language, str]] = {
    "same": {"zh": "相符", "en": "agrees"},
    "short": {"zh": "少{amount}{unit}", "en": "{amount} {unit} short"},
    "over": {"zh": "多{amount}{unit}", "en": "{amount} {unit} over"},
}


def is_counted(field: Field) -> bool:
    """Whether it is a table of what the books say and what was counted."""
    return field.column(BOOK) is not None and field.column(ACTUAL) is not None


def is_readable(row: Mapping[str, Any]) -> bool:
    """Whether what is typed for both is a number, or nothing yet."""
    try:
        for name in (BOOK, ACTUAL):
            kind_of("number").read(row.get(name) or None)
    except FieldError:
        return False
    return True


def difference(row: Mapping[str, Any]) -> Decimal | None:
    """Counted less booked, of a row as stored or as typed; None while one of them is not there or no number."""
    if not is_readable(row):
        return None
    book, actual = (kind_of("number").read(row.get(name) or None) for name in (BOOK, ACTUAL))
    return None if book is None or actual is None else Decimal(actual) - Decimal(book)


def in_words(row: Mapping[str, Any], lang: Language) -> str:
    """The difference as one says it: `少180吨`; empty where there is none yet."""
    found = difference(row)
    if found is None:
        return ""
    amount = kind_of("number").read(format(abs(found), "f"))
    said = WORDS["same" if not found else "short" if found < 0 else "over"][lang]
    return " ".join(said.format(amount=amount, unit=row.get(UNIT) or "").split())
