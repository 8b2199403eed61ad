"""The square codes of the pages of one paper are those that a text by itself would have."""

import pytest

from desktop.paper.page_code import PageCodes, _modules, code_text, row_path


@pytest.mark.parametrize("number", ["CZ2026-J-TH-ZL-003", "辰川-003", "12345"])
def test_the_code_of_every_page_is_that_of_its_text(number: str) -> None:
    codes = PageCodes(number, 2, 1234, "7f3a91c2d05be684")
    for page in [*range(1, 120), 987, 1000, 1234]:
        side, modules = _modules(code_text(number, 2, str(page), 1234, "7f3a91c2d05be684"))
        rows = codes.rows(page)
        assert {len(row) for row in rows} == {side} == {len(rows)}
        assert int("".join(rows), 2) == modules


@pytest.mark.parametrize(
    ("row", "drawn"), [("0110010", ["1 3 2 1 re", "5 3 1 1 re"]), ("1000011", ["0 3 1 1 re", "5 3 2 1 re"]), ("0000", [])]
)
def test_dark_modules_side_by_side_are_one_bar(row: str, drawn: list[str]) -> None:
    assert row_path(row, 3).splitlines() == drawn
