"""Numbers in the archive (立卷号, `domain.md` 2.0): whose they are to give, in what order, and why those of the field have gaps."""

from desktop.fieldwork import numbers
from desktop.model.change import JOINT

VOID, WITHHELD, NEVER_USED, NOT_ARRIVED, TWICE = WHY = ("void", "withheld", "never_used", "not_arrived", "twice")
NO_CUSTODY, OTHER_SIDE = "no_custody", "other_side"


def numbered_by(side: str, custody: str) -> str:
    """The side that gives a record its number in the archive: the one that keeps it on file; where both do, the record's own, and
    of a joint one the audit, so that no two laptops number it. Empty where nobody has said who keeps it."""
    if custody == "both":
        return "audit" if side == JOINT else side
    return custody


def in_order(number: str) -> tuple[str, str, int, str]:
    """By type, person and count; what is no number of the field comes first."""
    field = numbers.field_number(number)
    return (field.type, field.person, field.ordinal, number) if field is not None else ("", "", 0, number)
