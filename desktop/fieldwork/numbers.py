"""Numbers of records: field numbers given out on each laptop, and archive numbers given at the end (domain.md 2.0).

A laptop counts the records of a type it begins, whatever their side; so `CZ2023-J-TH-ZL-003` and `CZ2023-A-TH-ZL-004` follow
each other. A vault that was restored goes on as `ZL2`, with a count of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_FIELD = re.compile(
    r"(?P<project>[A-Za-z0-9]+)-(?P<side>[AXDCJ])-(?P<type>[A-Z]{2})-(?P<person>[A-Za-z0-9]+)-(?P<ordinal>\d{3,9})", re.ASCII
)
_ARCHIVE = re.compile(r"(?P<project>[A-Za-z0-9]+)-(?P<type>[A-Z]{2})-(?P<ordinal>\d{3,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class FieldNumber:
    """`CZ2023-J-TH-ZL-003`. `person`: code of the person, with the number of his laptop's chain from the second on."""

    project: str
    side: str
    type: str
    person: str
    ordinal: int

    def __str__(self) -> str:
        return f"{self.project}-{self.side}-{self.type}-{self.person}-{self.ordinal:03d}"


@dataclass(frozen=True, slots=True)
class ArchiveNumber:
    """`CZ2023-TH-022`, beside the field number of the same record."""

    project: str
    type: str
    ordinal: int

    def __str__(self) -> str:
        return f"{self.project}-{self.type}-{self.ordinal:03d}"


class Gap(NamedTuple):
    """`missing`: ordinals below the last one used that no number has. `prefix`: `CZ2023-TH-ZL` of field numbers, `CZ2023-TH` of
    archive numbers."""

    prefix: str
    missing: tuple[int, ...]


def field_number(text: str) -> FieldNumber | None:
    """The parts of a field number; None where it is none."""
    found = _FIELD.fullmatch(text)
    if not found:
        return None
    return FieldNumber(found["project"], found["side"], found["type"], found["person"], int(found["ordinal"]))


def archive_number(text: str) -> ArchiveNumber | None:
    """The parts of an archive number; None where it is none."""
    found = _ARCHIVE.fullmatch(text)
    return ArchiveNumber(found["project"], found["type"], int(found["ordinal"])) if found else None


def gaps(numbers: Iterable[str]) -> list[Gap]:
    """What is missing in each series of field or archive numbers, by prefix; to be accounted for in 空号说明. Void numbers
    are used. What is neither kind of number is passed over."""
    used: dict[str, set[int]] = defaultdict(set)
    for text in numbers:
        if number := field_number(text):
            used[f"{number.project}-{number.type}-{number.person}"].add(number.ordinal)
        elif filed := archive_number(text):
            used[f"{filed.project}-{filed.type}"].add(filed.ordinal)
    series = sorted(used.items())
    found = [Gap(prefix, tuple(sorted(set(range(1, max(ordinals))) - ordinals))) for prefix, ordinals in series]
    return [gap for gap in found if gap.missing]


def next_archive(existing: Iterable[str], project: str, type: str) -> str:
    """The archive number (立卷号) after the last one of a project and type; numbers left free in between stay free."""
    filed = [number for text in existing if (number := archive_number(text))]
    last = max((one.ordinal for one in filed if (one.project, one.type) == (project, type)), default=0)
    return str(ArchiveNumber(project, type, last + 1))
