"""The working-day table is brought up to date from a file."""

import json
from pathlib import Path

import pytest

from desktop.acts import holidays
from desktop.errors import FieldError
from desktop.fieldwork import working_days
from tests.exchange.laptops import Team

NEXT = working_days.calendar().last_known + 1


def table(folder: Path, *tables: object) -> Path:
    file = folder / "holidays.json"
    file.write_text(json.dumps(list(tables)), encoding="utf-8-sig")
    return file


def test_a_table_brought_in_is_kept_and_counted_by(team: Team, tmp_path: Path) -> None:
    session = team.zhou
    assert not holidays.calendar(session).is_known(f"{NEXT}-05-03")
    told = holidays.import_tables(session, table(tmp_path, {"year": NEXT, "off": [f"{NEXT}-05-03", f"{NEXT}-05-04"]}))
    assert (told.years, told.last_known) == ((NEXT,), NEXT)
    session.notebook.forget()
    assert not holidays.calendar(session).is_working(f"{NEXT}-05-03")


def test_a_later_table_of_a_year_takes_the_place_of_the_one_before_and_leaves_the_others(team: Team, tmp_path: Path) -> None:
    session = team.zhou
    one, two = ({"year": year, "off": [f"{year}-06-0{day}" for day in range(1, 8)]} for year in (NEXT, NEXT + 1))
    holidays.import_tables(session, table(tmp_path, one, two))
    told = holidays.import_tables(session, table(tmp_path, {"year": NEXT, "off": [f"{NEXT}-01-01"]}))
    assert (told.years, told.last_known) == ((NEXT,), NEXT + 1)
    known = holidays.calendar(session)
    weekdays = [f"-06-0{day}" for day in range(1, 8)]
    assert known.between(f"{NEXT}-05-31", f"{NEXT}-06-07") == 5
    assert not any(known.is_working(f"{NEXT + 1}{day}") for day in weekdays)


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_changes_nothing(team: Team, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "holidays.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FieldError, match="FILE_UNREADABLE"):
        holidays.import_tables(team.zhou, file)


def test_a_file_too_large_for_a_table_is_not_read(team: Team, tmp_path: Path) -> None:
    file = table(tmp_path, {"year": NEXT, "off": [f"{NEXT}-01-01"]})
    file.write_text(file.read_text(encoding="utf-8") + " " * holidays.LARGEST, encoding="utf-8")
    with pytest.raises(FieldError, match="HOLIDAYS_NO_TABLE"):
        holidays.import_tables(team.zhou, file)
    assert not holidays.calendar(team.zhou).is_known(f"{NEXT}-01-01")
