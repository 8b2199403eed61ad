"""Photographs of a record: taken in many at once, in the order in which they were taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import attaching, pictures
from desktop.acts.session import Session
from desktop.acts.values import draw
from desktop.errors import FieldError
from desktop.model import rows
from desktop.progress import SILENT, Progress

FIELD = "photos"
PASSED_OVER = ("FILE_UNREADABLE", "ATTACHMENT_UNREADABLE", "SECRECY_MARKED")
"""Of many files these keep out the one they befall."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of files given. `count`: taken in; `unseen`: names of those among them that cannot be shown; `known`: those already
    there, `others`: no photographs, both by name; `refused`: names with what befell them."""

    count: int
    unseen: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    refused: tuple[tuple[str, FieldError], ...] = ()


def take_in(session: Session, word: str, given: Iterable[Path], field: str = FIELD, progress: Progress = SILENT) -> TakenIn:
    """Put photographs, and those in folders given, to a record as one change. What is there by its content is not taken twice.
    Asked to stop, it leaves the record as it is. Raises FIELD_UNKNOWN, RECORD_*, STORE_*."""
    files = _files(given)
    opened, reading = attaching.begin(session, word, field)
    now = opened.record.current
    here = {now.values.get(f"{field}/{row}/digest") for row in now.rows.get(field, ())}
    others = [file.name for file in files if not is_photograph(file)]
    stored: list[dict[str, Any]] = []
    known, refused = [], []
    photographs = [file for file in files if is_photograph(file)]
    for number, file in enumerate(photographs):
        progress.step(number, len(photographs))
        try:
            cells = attaching.store(reading, field, file)
        except FieldError as error:
            if error.code not in PASSED_OVER:
                raise
            refused.append((file.name, error))
            continue
        if cells["digest"] in here:
            known.append(file.name)
            continue
        here.add(cells["digest"])
        stored.append(cells)
    # Those that do not know their time come last, as they were given.
    stored.sort(key=lambda cells: cells.get(attaching.TAKEN_AT) or "9")
    if stored:
        attaching.name(reading, opened, field, stored)
    seen = pictures.make_all(session, [cells["digest"] for cells in stored])
    unseen = [cells["name"] for cells in stored if seen[cells["digest"]].why]
    return TakenIn(len(stored), tuple(unseen), tuple(known), tuple(others), tuple(refused))


def is_photograph(file: Path) -> bool:
    """By its name: one that is broken is one all the same."""
    return attaching.media_of(file).startswith("image/")


def _files(given: Iterable[Path]) -> Sequence[Path]:
    """Files as given; of a folder what is in it, by name."""
    found: list[Path] = []
    for one in given:
        found += sorted(file for file in one.rglob("*") if file.is_file() and is_photograph(file)) if one.is_dir() else [one]
    return found


def moved(keys: Sequence[tuple[str, str]], places: Iterable[int], target: int) -> dict[str, str]:
    """Order keys of the rows at `places` where they are to stand, in their order, ahead of what stands at `target` now. `keys`: row
    and key of each photograph, in order."""
    chosen = [keys[place] for place in sorted(places)]
    before = [key for place, (row, key) in enumerate(keys) if place < target and (row, key) not in chosen]
    after = [key for place, (row, key) in enumerate(keys) if place >= target and (row, key) not in chosen]
    last = before[-1] if before else None
    found = {}
    for row, _ in chosen:
        last = found[row] = rows.between(last, after[0] if after else None, draw)
    return found
