"""Who gives a record its number in the archive, and in what order."""

import pytest

from desktop.fieldwork import archive


@pytest.mark.parametrize(
    ("side", "custody", "by"),
    [
        ("joint", "audit", "audit"), ("audit", "inspection", "inspection"), ("joint", "both", "audit"),
        ("inspection", "both", "inspection"), ("audit", "", ""),
    ],
)  # fmt: skip
def test_the_side_that_keeps_a_record_numbers_it(side: str, custody: str, by: str) -> None:
    assert archive.numbered_by(side, custody) == by


def test_numbers_go_by_person_and_count_whatever_side_the_record_is_of() -> None:
    found = ["CZ2023-J-TH-ZL-010", "CZ2023-A-TH-ZL-009", "CZ2023-X-TH-WJ-011", "CZ2023-J-TH-ZL2-001"]
    assert sorted(found, key=archive.in_order) == [found[2], found[1], found[0], found[3]]
