"""One version of one record, with everything that a paper of it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.model.form import Form, is_empty


@dataclass(frozen=True)
class Annex:
    """Records of one form that are printed behind the record `of`. `rows`: the values of each, with `confirmed`, the sides that
    have confirmed it."""

    form: Form
    rows: tuple[Mapping[str, Any], ...]
    of: str


@dataclass(frozen=True)
class Photo:
    """A photograph and what is told of it, empty where nothing is. `at`: `2026-11-20T09:05`; `jpeg`: upright, empty where it
    cannot be printed, `why` then says so; `width` and `height`: how its sides stand to each other."""

    number: int
    name: str
    at: str
    taker: str
    place: str
    caption: str
    jpeg: bytes
    width: int
    height: int
    why: str


@dataclass(frozen=True)
class Sheet:
    """`values`: field id -> stored value, a table as a list of its rows. `names`: record id -> what it is called.
    `missing` and `conflicts`: in words, shown on drafts. `number` is empty while there is none."""

    form: Form
    values: dict[str, object]
    names: dict[str, str]
    number: str
    version: int
    check_code: str | None
    side: str
    state: str
    draft: bool
    missing: list[str]
    conflicts: list[str]
    project: str
    annexes: tuple[Annex, ...] = ()
    photos: tuple[Photo, ...] = ()

    def filled(self, name: str) -> bool:
        """Whether a field has a value."""
        return not is_empty(self.values.get(name))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table."""
        value = self.values.get(name)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
