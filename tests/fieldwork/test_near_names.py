"""The same material asked for twice is seen under any of the names it goes by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fieldwork.near_names import key, named, near, point_keys

UNIT, OTHER = "0f" * 16, "a1" * 16
NAMES = st.text(st.sampled_from("财务报表银行对账单（）《》()2013年度月至第一季—-. ＡaＢ　"), max_size=20)


@pytest.mark.parametrize(
    "written",
    [
        "2023年度财务报表", "财务报表(2023年)", "财务报表（2023年度）", "《财务报表》2023年", "2023年财务报表", "财务报表（2023）",
        "二〇二三年度财务报表", "二○二三年 财务 报表", "２０２３年财务报表", "2023 年度《财务报表》.xlsx", "财务报表〔2023〕.PDF",
    ],
)  # fmt: skip
def test_a_name_and_its_year_are_told_apart_however_they_are_written(written: str) -> None:
    assert named(written) == ("财务报表", "2023")


@pytest.mark.parametrize(
    ("written", "name", "period"),
    [
        ("2021-2023年度审计报告", "审计报告", "2021-2023"),
        ("2021年至2023年审计报告", "审计报告", "2021-2023"),
        ("2023年12月工资表", "工资表", "2023-12"),
        ("2023年1-6月银行对账单", "银行对账单", "2023-01/2023-06"),
        ("2022年7月至2023年6月银行流水", "银行流水", "2022-07/2023-06"),
        ("2023年第一季度报表", "报表", "2023Q1"),
        ("2023年3季度报表", "报表", "2023Q3"),
        ("2023年下半年总结", "总结", "2023H2"),
        ("2023年8月7日现金盘点表", "8月7日现金盘点表", "2023"),
        ("市审〔2023〕5号通知", "市审20235号通知", ""),
        ("A1账簿", "a1账簿", ""),
        ("2023年度", "2023年度", ""),
        ("", "", ""),
    ],
)
def test_a_period_is_read_from_a_name_and_a_document_number_is_none(written: str, name: str, period: str) -> None:
    assert named(written) == (name, period)


def test_a_period_in_the_name_and_one_given_apart_are_the_same() -> None:
    apart = key(UNIT, "财务报表", "2023年度", "V1.0")
    assert key(UNIT, "2023年度财务报表", "", "v1.0") == apart
    assert key(UNIT, "《财务报表》(2023)", "2023", "ｖ1.0 ") == apart
    assert key(UNIT, "工资表", "2023-12") == key(UNIT, "2023年12月工资表") == key(UNIT, "工资表", "2023.12")


def test_another_unit_year_or_version_is_another_material() -> None:
    keys = [
        key(UNIT, "财务报表", "2023"),
        key(OTHER, "财务报表", "2023"),
        key(UNIT, "财务报表", "2022"),
        key(UNIT, "财务报表", "2023", "更新版"),
        key(UNIT, "2022年财务报表", "2023"),
        key(UNIT, "财务报表"),
    ]
    assert len(set(keys)) == len(keys)


@given(NAMES)
def test_a_name_made_alike_once_stays_as_it_is(name: str) -> None:
    made = named(name)
    assert named(made.name).name == made.name


@given(NAMES, st.sampled_from(["2023年度", "2023年", "2021-2023年度", "2023年第一季度"]))
def test_a_period_ahead_of_a_name_counts_as_one_given_apart(name: str, period: str) -> None:
    plain = named(name)
    if plain.name and not plain.period and plain.name[0] in "财务报表银行对账单":
        assert key(UNIT, f"{period}{name}") == key(UNIT, name, period)


@given(NAMES, NAMES)
def test_width_case_and_book_title_marks_make_no_difference(name: str, version: str) -> None:
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    assert key(UNIT, name.translate(wide).upper(), "", version) == key(UNIT, name, "", version.translate(wide))
    assert named(f"《{name}》").name == named(name).name


def test_nearly_alike_names_are_proposed_the_best_first_and_others_are_not() -> None:
    names = ["2023年度银行对账单", "银行存款余额调节表", "工资表", "银行存款日记账", "《银行存款对账单》（2022年）"]
    assert [name for name, _ in near("银行存款对账单", names)] == [names[4], names[0], names[3]]
    assert near("银行存款对账单", names, most=1) == [(names[4], 100)]
    assert near("会议记录", names) == []


def test_names_are_proposed_whatever_was_typed() -> None:
    assert near("", ["工资表"]) == []
    assert near("2023年", ["2023年", ""]) == [("2023年", 100)]


def test_points_about_the_same_unit_matter_and_amount_share_a_key() -> None:
    one = point_keys([UNIT, OTHER], "关于虚列支出的问题", 164092)
    assert one & point_keys([OTHER], "虚列支出", 164092)
    assert one & point_keys([UNIT], "《虚列支出》问题", 164092)
    assert not one & point_keys([UNIT], "虚列支出", 164093)
    assert not one & point_keys([UNIT], "虚列收入", 164092)
    assert not one & point_keys([], "虚列支出", 164092)
    assert point_keys([UNIT], "问题", None) == point_keys([UNIT], "“问题”", None)


def test_points_of_two_years_are_two_points() -> None:
    assert not point_keys([UNIT], "2022年虚列支出", 1) & point_keys([UNIT], "2023年虚列支出", 1)
