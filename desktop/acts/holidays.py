"""The working-day table of this vault: what the program brings along, and the tables that were imported since."""

from dataclasses import dataclass
from pathlib import Path

from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import working_days
from desktop.fieldwork.working_days import Calendar, Table

KEPT = "holidays"
LARGEST = 1_000_000
"""Bytes of a file of tables; a year takes less than one thousand."""


@dataclass(frozen=True, slots=True)
class Imported:
    """`years`: those of the file. `last_known`: the year up to which the vault's tables have no gap."""

    years: tuple[int, ...]
    last_known: int


def import_tables(session: Session, file: Path) -> Imported:
    """Keep the tables of a file; one of a year imported before takes its place. Raises FILE_UNREADABLE, HOLIDAYS_*."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise FieldError("HOLIDAYS_NO_TABLE", position=1)
        brought = working_days.read_tables(data.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise FieldError("FILE_UNREADABLE", file=file.name) from error
    by_year = {table.year: table for table in (*_tables(session), *brought)}
    session.notebook.keep(KEPT, {year: {"off": one.off, "work": one.work} for year, one in by_year.items()})
    return Imported(tuple(table.year for table in brought), calendar(session).last_known)


def calendar(session: Session) -> Calendar:
    """The working days as this vault knows them."""
    return working_days.calendar(_tables(session))


def _tables(session: Session) -> tuple[Table, ...]:
    kept = session.notebook.kept(KEPT) or {}
    return tuple(Table(int(year), tuple(days["off"]), tuple(days["work"])) for year, days in sorted(kept.items()))
