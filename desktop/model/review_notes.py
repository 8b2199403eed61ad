"""Notes in the margin of a record: what a reader found, beside the text and no part of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.model.change import Change
from desktop.model.history import REVIEW_NOTES


def unsettled(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows of a record's notes that nobody has dealt with; answers are part of the note that they answer."""
    rows = values.get(REVIEW_NOTES) or ()
    return [row for row in rows if row.get("text") and not row.get("answers") and row.get("done") is not True]


def notes_alone(change: Change) -> bool:
    """Whether a change only says something in the margin: whoever made it wrote nothing of the text."""
    said = [address for part in change.parts.values() for address in part.values]
    return bool(said) and not outside_notes(said)


def outside_notes(addresses: Iterable[str]) -> list[str]:
    """The addresses that are none of a note: two who tick one differently keep nobody from freezing the text."""
    return [address for address in addresses if address.split("/", 1)[0] != REVIEW_NOTES]
