"""The table of rows, the tests of rows, and what docs/coverage.md says of them are one."""

import re
from collections import Counter
from pathlib import Path

from tests.fieldwork.rows.__main__ import told
from tests.fieldwork.rows.table import ROWS, Row, row_of

HERE = Path(__file__).parent
PLACES = {"JL": 8, "XM": 6, "ZS": 7, "JX": 4, "CZ": 11, "JJ": 6, "YZ": 7, "PS": 8}
"""How many rows each place has in the trade's table (`domain.md` 1)."""
LINE = re.compile(r"^\| ([A-Z]{2}-\d\d) \| ([^|]{20,}) \| ([^|]+) \|$", re.MULTILINE)
NOT_YET = "not yet"


def listed() -> list[tuple[str, str]]:
    """Id and by what it is held, of each line of the document."""
    text = (HERE.parents[2] / "docs/coverage.md").read_text(encoding="utf-8")
    return [(id, held) for id, _, held in LINE.findall(text)]


def test_the_document_lists_each_row_of_the_trade_once() -> None:
    rows = [f"{place}-{number:02d}" for place, most in PLACES.items() for number in range(1, most + 1)]
    assert [id for id, _ in listed()] == rows
    assert len(rows) == 57


def test_the_rows_said_to_be_held_are_those_that_are_tested() -> None:
    assert {id: held for id, held in listed() if held != NOT_YET} == {id: f"`test_{id.replace('-', '_')}`" for id in ROWS}


def test_every_row_of_the_table_has_one_test_and_every_test_of_a_row_a_line_in_it() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("*.py"))
    tests = [row_of(name) for name in re.findall(r"^def (test_[A-Z]{2}_\d\d)\(", sources, re.MULTILINE)]
    assert Counter(tests) == Counter(ROWS.keys())


def test_every_row_rests_on_something_that_can_be_taken_away() -> None:
    for id, row in ROWS.items():
        names = [one.name for one in row.without]
        assert names and len(set(names)) == len(names), id


def test_a_row_is_right_only_if_it_holds_and_fails_without_each_thing_it_rests_on() -> None:
    (id, row), *_ = ROWS.items()
    only: dict[str, Row] = {id: row}
    right = [("", True), *((one.name, True) for one in row.without)]
    lines, well = told({id: right}, only)
    assert well and lines == [f"{id}  held; fails without {', '.join(one.name for one in row.without)}: {row.proves}"]
    for wrong in ([("", False), *right[1:]], [*right[:-1], (right[-1][0], False)], right[:-1], []):
        assert not told({id: wrong}, only)[1], wrong
    (line,), _ = told({id: [("", True), (right[-1][0], False)]}, only)
    assert f"HOLDS without {right[-1][0]}" in line
