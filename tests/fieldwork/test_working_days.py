"""Periods count in working days, by the holidays as they were announced."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.fieldwork.working_days import Calendar, Deadline, Table, calendar, overdue, read_tables

KNOWN = calendar()
NEXT_YEAR = KNOWN.last_known + 1
ANNOUNCED = {"year": 2027, "off": ["2027-01-01", "2027-02-08"], "work": ["2027-02-14"]}
DAYS = st.dates(date(KNOWN.last_known - 2, 1, 1), date(NEXT_YEAR + 1, 12, 31)).map(date.isoformat)
CALENDARS = st.sampled_from([KNOWN, calendar((Table(NEXT_YEAR, (f"{NEXT_YEAR}-03-03",), (f"{NEXT_YEAR}-03-06",)),))])


def days_after(start: str, end: str) -> list[str]:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return [(first + timedelta(days=n)).isoformat() for n in range(1, (last - first).days + 1)]


def test_the_week_of_national_day_is_off_and_the_weekend_before_it_is_worked() -> None:
    """国务院办公厅, 2023: off from 29 September to 6 October; 7 and 8 October, a weekend, were worked."""
    week = days_after("2023-09-28", "2023-10-09")
    assert [KNOWN.is_working(day) for day in week] == [False] * 8 + [True] * 3


def test_ten_working_days_for_a_reply_pass_over_the_holiday() -> None:
    assert KNOWN.add("2023-09-22", 10) == Deadline("2023-10-12", beyond_table=False)


def test_the_day_after_counts_first_and_no_days_are_the_day_itself() -> None:
    assert KNOWN.add("2023-08-07", 1).date == "2023-08-08"
    assert KNOWN.add("2023-08-05", 0) == Deadline("2023-08-05", beyond_table=False)


def test_a_notice_is_served_three_working_days_ahead() -> None:
    assert KNOWN.add("2023-10-09", -3) == Deadline("2023-09-28", beyond_table=False)


def test_a_period_that_ends_in_a_year_without_a_table_says_so() -> None:
    assert KNOWN.add(f"{KNOWN.last_known}-06-01", 10).beyond_table is False
    beyond = KNOWN.add(f"{KNOWN.last_known}-12-31", 5)
    assert beyond.beyond_table
    assert date.fromisoformat(beyond.date).weekday() < 5


def test_without_a_table_only_weekends_are_off() -> None:
    year = days_after(f"{NEXT_YEAR - 1}-12-31", f"{NEXT_YEAR}-12-31")
    assert [day for day in year if KNOWN.is_working(day)] == [day for day in year if date.fromisoformat(day).weekday() < 5]
    assert not KNOWN.is_known(f"{NEXT_YEAR}-01-01")


def test_a_table_brought_in_makes_its_year_known() -> None:
    brought = calendar((Table(2027, ("2027-01-01", "2027-02-08"), ("2027-02-14",)),))
    assert (brought.last_known, brought.is_known("2027-05-05")) == (2027, True)
    assert not brought.is_working("2027-01-01")  # a Friday
    assert brought.is_working("2027-02-14")  # a Sunday
    assert not brought.add("2026-12-28", 5).beyond_table


def test_a_table_of_a_known_year_changes_the_days_it_names_and_no_others() -> None:
    corrected = calendar((Table(2023, ("2023-08-08",), ("2023-10-05",)),))
    assert (corrected.is_working("2023-08-08"), corrected.is_working("2023-10-05")) == (False, True)
    assert not corrected.is_working("2023-10-04")


def test_a_year_missing_between_two_tables_ends_what_is_known() -> None:
    assert calendar((Table(NEXT_YEAR + 1, (f"{NEXT_YEAR + 1}-01-01",)),)).last_known == KNOWN.last_known


def test_every_year_of_the_library_has_its_spring_festival_off() -> None:
    for year in range(min(KNOWN.years), KNOWN.last_known + 1):
        months = days_after(f"{year}-01-15", f"{year}-02-28")
        off = [day for day in months if date.fromisoformat(day).weekday() < 5 and not KNOWN.is_working(day)]
        assert len(off) >= 3, year


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_what_was_added_is_what_lies_between(used: Calendar, start: str, n: int) -> None:
    end = used.add(start, n).date
    assert used.is_working(end)
    assert used.between(start, end) == n == -used.between(end, start)


@given(CALENDARS, DAYS, DAYS)
def test_the_days_between_are_those_counted_one_by_one(used: Calendar, one: str, other: str) -> None:
    start, end = sorted((one, other))
    assert used.between(start, end) == sum(map(used.is_working, days_after(start, end)))


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_so_many_days_ahead_there_are_as_many_days_still_to_come(used: Calendar, start: str, n: int) -> None:
    ahead = used.add(start, -n).date
    assert used.is_working(ahead)
    assert used.between(ahead, used.add(start, -1).date) == n - 1


@pytest.mark.parametrize(("today", "left"), [("2023-09-27", 2), ("2023-10-07", 0), ("2023-10-06", 1), ("2023-10-09", -2)])
def test_days_left_are_working_days(today: str, left: int) -> None:
    assert KNOWN.days_left("2023-10-07", today) == left


def test_what_is_due_today_is_still_in_time() -> None:
    assert not overdue("2023-10-07", "2023-10-07")
    assert overdue("2023-10-07", "2023-10-08T09:05")


@pytest.mark.parametrize(("start", "n"), [("9999-12-30", 40), ("9999-12-31", 1), ("0001-01-01", -1)])
def test_a_mistyped_year_at_the_end_of_time_breaks_nothing(start: str, n: int) -> None:
    assert KNOWN.add(start, n).beyond_table


def test_one_table_or_a_list_of_them_is_read() -> None:
    other = {"year": 2028, "off": ["2028-01-03"]}
    assert read_tables(json.dumps(ANNOUNCED)) == (Table(2027, ("2027-01-01", "2027-02-08"), ("2027-02-14",)),)
    assert [table.year for table in read_tables(json.dumps([ANNOUNCED, other]))] == [2027, 2028]


MISTAKES = [
    ("not a table", "HOLIDAYS_NO_TABLE"),
    ("[" * 100_000, "HOLIDAYS_NO_TABLE"),
    ([], "HOLIDAYS_NO_TABLE"),
    (7, "HOLIDAYS_NO_TABLE"),
    ({"off": ["2027-01-01"]}, "HOLIDAYS_NO_TABLE"),
    ({**ANNOUNCED, "year": "2027"}, "HOLIDAYS_NO_TABLE"),
    ({**ANNOUNCED, "year": True}, "HOLIDAYS_NO_TABLE"),
    ({**ANNOUNCED, "year": 0}, "HOLIDAYS_NO_TABLE"),
    ({**ANNOUNCED, "off": []}, "HOLIDAYS_NO_TABLE"),
    ({**ANNOUNCED, "work": "2027-02-14"}, "HOLIDAYS_NO_TABLE"),
    ({**ANNOUNCED, "off": ["20270101"]}, "HOLIDAYS_DATE"),
    ({**ANNOUNCED, "off": ["2027-02-29"]}, "HOLIDAYS_DATE"),
    ({**ANNOUNCED, "off": ["２０２７-01-01"]}, "HOLIDAYS_DATE"),
    ({**ANNOUNCED, "work": [20270214]}, "HOLIDAYS_DATE"),
    ({**ANNOUNCED, "off": ["2026-12-31"]}, "HOLIDAYS_OTHER_YEAR"),
    ({**ANNOUNCED, "work": ["2027-01-01"]}, "HOLIDAYS_BOTH"),
    ([ANNOUNCED, ANNOUNCED], "HOLIDAYS_YEAR_TWICE"),
]


@pytest.mark.parametrize(("said", "code"), MISTAKES)
def test_each_mistake_of_a_table_has_its_name(said: object, code: str) -> None:
    with pytest.raises(FieldError) as told:
        read_tables(said if isinstance(said, str) else json.dumps(said))
    assert told.value.code == code
    assert told.value.sentence("zh") and told.value.remedy("en")


def test_a_wrong_date_is_told_by_its_place_in_the_list() -> None:
    with pytest.raises(FieldError) as told:
        read_tables(json.dumps({**ANNOUNCED, "off": ["2027-01-01", "soon"]}))
    assert told.value.facts == {"year": 2027, "of": "off", "position": 2}
