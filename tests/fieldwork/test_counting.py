"""What was counted beside what the books say."""

import pytest

from desktop.fieldwork import counting


@pytest.mark.parametrize(
    ("book", "actual", "unit", "zh", "en"),
    [
        ("2180", "2000", "吨", "少180吨", "180 吨 short"),
        ("3", "4.5", "", "多1.5", "1.5 over"),
        ("0.1", "0.30", "吨", "多0.2吨", "0.2 吨 over"),
        ("500", "500.0", "条", "相符", "agrees"),
        ("1,000", "999", None, "少1", "1 short"),
        ("0", "0", "台", "相符", "agrees"),
    ],
)
def test_a_difference_is_told_as_one_says_it(book: str, actual: str, unit: str | None, zh: str, en: str) -> None:
    row = {"book_qty": book, "actual_qty": actual, "unit": unit}
    assert (counting.in_words(row, "zh"), counting.in_words(row, "en")) == (zh, en)


@pytest.mark.parametrize("row", [{}, {"book_qty": "3"}, {"actual_qty": "3"}, {"book_qty": "三", "actual_qty": "3"}])
def test_what_is_not_known_yet_makes_no_difference(row: dict[str, str]) -> None:
    assert counting.difference(row) is None and counting.in_words(row, "zh") == ""
