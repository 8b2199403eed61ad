"""Working days by the Chinese holidays: the periods of the audit law count in them (审计法实施条例 56; domain.md 2.0).

The library knows the holidays of the years that were announced when it was made. Tables imported later add to it day by day;
years beyond both go by weekdays, and what was counted there says so. Days are text as stored, 'YYYY-MM-DD'; a time after it
('YYYY-MM-DDTHH:MM') is passed over.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from chinese_calendar import constants

from desktop.errors import FieldError

_LAST = date.max.toordinal()
_WORKING_WEEK = 5


@dataclass(frozen=True, slots=True)
class Table:
    """What was announced for a year: days off, and weekend days on which people work."""

    year: int
    off: tuple[str, ...]
    work: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """`beyond_table`: some days on the way are in years of which no table is known (未含节假日表)."""

    date: str
    beyond_table: bool


@dataclass(frozen=True)
class Calendar:
    """`years`: those with a table. `exceptions`: ordinal of each weekday off (False) and of each weekend day worked (True)."""

    years: frozenset[int]
    exceptions: Mapping[int, bool]

    @property
    def last_known(self) -> int:
        """The year up to which the tables have no gap."""
        year = min(self.years)
        while year + 1 in self.years:
            year += 1
        return year

    def is_known(self, day: str) -> bool:
        """Whether there is a table of the day's year."""
        return int(day[:4]) in self.years

    def covers(self, start: str, end: str) -> bool:
        """Whether there is a table of every year from one day to another."""
        first, last = sorted((int(start[:4]), int(end[:4])))
        return self.years.issuperset(range(first, last + 1))

    def is_working(self, day: str) -> bool:
        return self._works(_ordinal(day))

    def add(self, start: str, n: int) -> Deadline:
        """The `n`th working day after `start`, whose next day counts first; before it where `n` is negative, as in
        "three days ahead". A count that leaves the years of four digits ends with them."""
        step = 1 if n >= 0 else -1
        day, left = _ordinal(start), abs(n)
        years = set() if n else {_year(day)}
        while left and 1 <= day + step <= _LAST:
            day += step
            left -= self._works(day)
            years.add(_year(day))
        return Deadline(date.fromordinal(day).isoformat(), left > 0 or not years <= self.years)

    def between(self, start: str, end: str) -> int:
        """Working days after `start` up to and including `end`; negative where `end` comes first."""
        first, last = _ordinal(start), _ordinal(end)
        return self._up_to(last) - self._up_to(first)

    def days_left(self, due: str, today: str) -> int:
        """Working days from tomorrow to the day something is due: 0 on that day, negative after it."""
        return self.between(today, due)

    def _works(self, day: int) -> bool:
        return self.exceptions.get(day, (day - 1) % 7 < _WORKING_WEEK)

    def _up_to(self, day: int) -> int:
        """Working days from the first Monday of the first year to a day."""
        weeks, rest = divmod(day, 7)
        days, sums = self._sums
        return weeks * _WORKING_WEEK + min(rest, _WORKING_WEEK) + sums[bisect_right(days, day)]

    @cached_property
    def _sums(self) -> tuple[list[int], list[int]]:
        """The exceptions in order, and by how much the first 0, 1, 2 … of them change a count of weekdays."""
        days = sorted(self.exceptions)
        return days, [0, *accumulate(1 if self.exceptions[day] else -1 for day in days)]


@lru_cache(maxsize=4)
def calendar(tables: tuple[Table, ...] = ()) -> Calendar:
    """The library's years with imported tables laid over them: a day that a table names is as it says, the others stay."""
    days = dict.fromkeys((day.toordinal() for day in constants.holidays), False)
    days |= dict.fromkeys((day.toordinal() for day in constants.workdays), True)
    years = {day.year for day in constants.holidays}
    for table in tables:
        days |= dict.fromkeys(map(_ordinal, table.off), False)
        days |= dict.fromkeys(map(_ordinal, table.work), True)
        years.add(table.year)
    plain = Calendar(frozenset(), {})
    return Calendar(frozenset(years), {day: works for day, works in days.items() if works != plain._works(day)})


def overdue(due: str, today: str) -> bool:
    """Whether the day something is due has passed; the day itself is still in time."""
    return due[:10] < today[:10]


def read_tables(text: str) -> tuple[Table, ...]:
    """Tables from JSON: `{"year": 2027, "off": ["2027-01-01", …], "work": […]}`, one object or a list of them.

    Raises HOLIDAYS_NO_TABLE (also where no day is off: such a year would pass for known), HOLIDAYS_DATE,
    HOLIDAYS_OTHER_YEAR, HOLIDAYS_BOTH, HOLIDAYS_YEAR_TWICE."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FieldError("HOLIDAYS_NO_TABLE", position=1) from error
    listed = said if isinstance(said, list) and said else [said]
    tables = tuple(_table(one, position) for position, one in enumerate(listed, 1))
    years = [table.year for table in tables]
    for year in years:
        if years.count(year) > 1:
            raise FieldError("HOLIDAYS_YEAR_TWICE", year=year)
    return tables


def _table(said: Any, position: int) -> Table:
    match said:
        case {"year": int(year), "off": [_, *_] as off} if not isinstance(year, bool) and date.min.year <= year <= date.max.year:
            work = said.get("work", [])
        case _:
            raise FieldError("HOLIDAYS_NO_TABLE", position=position)
    if not isinstance(work, list):
        raise FieldError("HOLIDAYS_NO_TABLE", position=position)
    table = Table(year, _days(year, "off", off), _days(year, "work", work))
    if both := set(table.off).intersection(table.work):
        raise FieldError("HOLIDAYS_BOTH", year=year, date=min(both))
    return table


def _days(year: int, of: str, said: list[Any]) -> tuple[str, ...]:
    for position, day in enumerate(said, 1):
        if not _is_date(day):
            raise FieldError("HOLIDAYS_DATE", year=year, of=of, position=position)
        if int(day[:4]) != year:
            raise FieldError("HOLIDAYS_OTHER_YEAR", year=year, date=day)
    return tuple(sorted(set(said)))


def _is_date(said: Any) -> bool:
    """Whether it is a date in the one form there is; Python reads others too, such as 20270101."""
    try:
        return isinstance(said, str) and date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _year(day: int) -> int:
    return date.fromordinal(day).year
