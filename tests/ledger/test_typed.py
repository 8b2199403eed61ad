"""What a spreadsheet holds becomes what a form asks for, or is refused with its reason."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.ledger import shown
from desktop.ledger.columns import Meaning
from desktop.ledger.typed import each, typed
from desktop.model.fields import KINDS
from desktop.model.form import Option
from tests.ledger.workbooks import field

GRADES = (
    Option("A", {"zh": "重大", "en": "Grave"}),
    Option("B", {"zh": "重要", "en": "Important"}),
    Option("x", {"zh": "其他", "en": "Other"}),
    Option("y", {"zh": "其他", "en": "Others"}),
)


def said(kind: str, cell: Any, scale: int | None = None, **more: Any) -> Any:
    return typed(Meaning(field(kind, **more), scale), cell, "zh")


def refused(kind: str, cell: Any, scale: int | None = None, **more: Any) -> str:
    with pytest.raises(FieldError) as told:
        said(kind, cell, scale, **more)
    assert told.value.sentence("zh") and told.value.remedy("en")
    return told.value.code


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"files"}))
@pytest.mark.parametrize("cell", [None, "", "  \n", "　"])
def test_a_blank_cell_says_nothing(kind: str, cell: Any) -> None:
    assert said(kind, cell) is None


def test_what_must_not_be_taken_for_a_value_is_refused_as_that() -> None:
    assert refused("text", FieldError("LEDGER_CELL_ERROR", cell="A1")) == "LEDGER_CELL_ERROR"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 19, 23, 59, 59, 999_000), "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("2026/1/5", "2026-01-05"),
        ("2026年1月5日", "2026-01-05"),
        (" ２０２６.01.05 ", "2026-01-05"),
    ],
)
def test_days_are_read_as_they_are_written_in_tables(cell: Any, day: str) -> None:
    assert said("date", cell) == day


@pytest.mark.parametrize("cell", [datetime(2199, 11, 20), datetime(1899, 12, 30), datetime(9999, 12, 31, 23, 59, 59), "2199-11-20"])
@pytest.mark.parametrize("kind", ["date", "datetime"])
def test_a_day_in_2199_or_before_1900_is_a_slip(kind: str, cell: Any) -> None:
    if isinstance(cell, str) and kind == "datetime":
        cell = f"{cell}T09:00"
    assert refused(kind, cell) == "LEDGER_DATE_ODD"


@pytest.mark.parametrize(
    "cell", ["2026-13-01", "去年", "20/11/2026", 45_000, 45_000.5, True, time(9), timedelta(1), datetime(2026, 1, 1, 9)]
)
def test_what_is_no_day_is_of_another_kind(cell: Any) -> None:
    assert refused("date", cell) == "VALUE_KIND"


def test_a_minute_may_be_missed_by_what_a_spreadsheet_rounds_and_by_no_more() -> None:
    assert said("datetime", datetime(2026, 11, 20, 9, 4, 59, 999_500)) == "2026-11-20T09:05"
    assert said("datetime", "2026-11-20 09:05:00") == "2026-11-20T09:05"
    assert refused("datetime", datetime(2026, 11, 20, 9, 5, 30)) == "VALUE_KIND"


@pytest.mark.parametrize(
    ("cell", "scale", "yuan"),
    [
        (1640.92, None, "1640.92"),
        (0.1 + 0.2, None, "0.30"),
        (-5, None, "-5.00"),
        ("￥1,640.92元", None, "1640.92"),
        (164.092, 10_000, "1640920.00"),
        ("1.5", 100_000_000, "150000000.00"),
        (9_999_999_999_999.75, None, "9999999999999.75"),
    ],
)
def test_amounts_are_exact_in_yuan(cell: Any, scale: int | None, yuan: str) -> None:
    assert said("money", cell, scale) == yuan
    assert KINDS["money"].read(yuan) == int(Decimal(yuan) * 100)


def test_an_amount_with_three_decimals_is_refused_unless_its_unit_makes_it_whole() -> None:
    assert refused("money", 1640.925) == "LEDGER_MONEY_DECIMALS"
    assert refused("money", "1640.925") == "LEDGER_MONEY_DECIMALS"
    assert said("money", 1640.925, 1_000) == "1640925.00"


@pytest.mark.parametrize(
    ("kind", "cell"), [("money", 1e13), ("number", 1e15), ("text", 3.40123199001011e17), ("money", float("inf"))]
)
def test_a_number_that_a_spreadsheet_has_rounded_is_refused(kind: str, cell: float) -> None:
    assert refused(kind, cell) == "LEDGER_DIGITS_LOST"


@pytest.mark.parametrize("cell", ["三万", "1.5万元", datetime(2026, 1, 1), True])
def test_what_is_no_amount_is_of_another_kind(cell: Any) -> None:
    assert refused("money", cell) == "VALUE_KIND"


def test_numbers_and_texts_stand_for_each_other() -> None:
    assert said("text", 13_800_138_000) == "13800138000"
    assert said("text", 12.50) == "12.5"
    assert said("text", datetime(2026, 11, 20)) == "2026-11-20"
    assert said("text", datetime(2026, 11, 20, 9, 5)) == "2026-11-20 09:05"
    assert KINDS["number"].read(said("number", 3.0)) == "3"
    assert KINDS["number"].read(said("number", "3.50")) == "3.5"
    assert refused("text", True) == "VALUE_KIND"


@pytest.mark.parametrize("cell", ["A", "a", "重大", " 重 大 ", "Grave", "ｇｒａｖｅ"])
def test_a_choice_is_known_by_its_id_and_by_its_label_in_both_languages(cell: str) -> None:
    assert said("choice", cell, options=GRADES) == "A"


@pytest.mark.parametrize("cell", ["特大", "其他", 7])
def test_an_option_that_is_not_there_or_is_two_is_refused(cell: Any) -> None:
    assert refused("choice", cell, options=GRADES) == "VALUE_NOT_AN_OPTION"


def test_several_choices_stand_in_lines_or_between_marks() -> None:
    assert said("choices", "重大、Important；Others\n", options=GRADES) == ["A", "B", "y"]


def test_yes_and_no_are_words_or_a_tick_of_the_spreadsheet() -> None:
    assert [KINDS["yes_no"].read(said("yes_no", one)) for one in (True, "是", "Yes", "否", "no")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_names_stand_in_lines_or_between_marks_and_a_comma_is_part_of_the_name_of_a_firm() -> None:
    assert each(field("people"), "周岚、欧阳·𬭚,何川\n\n吴㛃；") == ["周岚", "欧阳·𬭚", "何川", "吴㛃"]
    assert each(field("units"), "Grain Co., Ltd.;城南粮库") == ["Grain Co., Ltd.", "城南粮库"]


def test_a_masked_number_is_not_taken_for_the_number() -> None:
    assert refused("text", "340***********1234", tier="personal") == "LEDGER_MASKED"
    assert said("text", "3*4") == "3*4"


def test_a_table_is_read_line_by_line() -> None:
    columns = (field("text", "title"), field("money", "sum"), field("date", "on"))
    assert said("table", "甲⏎乙￨丙｜1.00｜2026-11-20\n\n｜｜\n丙", columns=columns) == [
        {"title": "甲\n乙｜丙", "sum": "1.00", "on": "2026-11-20"},
        {},
        {"title": "丙"},
    ]
    assert refused("table", "甲｜1.00", columns=columns) == "LEDGER_TABLE_LINE"
    assert refused("table", "甲｜一元｜", columns=columns) == "VALUE_KIND"


STORED = {
    "text": st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip),
    "money": st.integers(-(2**53) + 1, 2**53 - 1),
    "date": st.dates(datetime(1900, 1, 1).date(), datetime(2100, 12, 31).date()).map(str),
    "yes_no": st.booleans(),
    "number": st.decimals(-(10**20), 10**20, places=3).map(lambda one: KINDS["number"].read(format(one, "f"))),
}


@given(st.sampled_from(sorted(STORED)).flatmap(lambda kind: st.tuples(st.just(kind), STORED[kind])))
def test_what_is_written_for_a_field_is_read_for_it_again(pair: tuple[str, Any]) -> None:
    kind, value = pair
    one = field(kind)
    stored = KINDS[kind].read(value) if kind == "text" else value
    content = shown.content(one, stored, {}, "zh")
    cell: Any = float(content) if isinstance(content, Decimal) else content
    assert KINDS[kind].read(typed(Meaning(one), cell, "zh")) == stored
