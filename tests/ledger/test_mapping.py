"""The head of somebody's table is found, and every column is a field, is not taken, or is asked about."""

from typing import Any

import pytest

from desktop.errors import FieldError
from desktop.ledger.mapping import Mapped, mapped
from tests.ledger.workbooks import forms, opened, workbook

HEAD = ["序号", "标题", "类别", "金额（元）", "涉及单位"]


def of(*rows: Any, wanted: dict[str, str | None] | None = None, form: str = "suspicion", joined: tuple[str, ...] = ()) -> Mapped:
    sheet = opened(workbook(*rows, joined=joined))
    return mapped(forms()[form], sheet, list(sheet.rows()), wanted or {})


def refused(*rows: Any, **more: Any) -> FieldError:
    with pytest.raises(FieldError) as told:
        of(*rows, **more)
    assert told.value.sentence("zh") and told.value.remedy("en")
    return told.value


def test_the_head_is_found_below_titles_and_notes() -> None:
    found = of(["疑点台账"], ["填报单位：城南粮库"], [], HEAD, [1, "标题", "财务管理"], joined=("A1:E1",))
    assert found.head_row == 4
    assert found.mapping() == {"序号": None, "标题": "title", "类别": "category", "金额（元）": "amount", "涉及单位": "units"}


@pytest.mark.parametrize("head", ["标题", "Title", "title", " 标　题 ", "ＴＩＴＬＥ"])
def test_a_head_is_a_label_in_either_language_or_a_field_id(head: str) -> None:
    assert of([head], ["甲"]).mapping() == {head.strip(): "title"}


def test_what_a_person_says_of_a_column_comes_before_what_is_guessed() -> None:
    found = of(["问题名称", "类别", "金额"], ["甲"], wanted={"问题名称": "title", "金额": None})
    assert found.mapping() == {"问题名称": "title", "类别": "category", "金额": None}


@pytest.mark.parametrize(
    ("head", "scale"), [("金额", None), ("金额（元）", 1), ("金额 (万元)", 10_000), ("金额（亿元）", 100_000_000)]
)
def test_amounts_are_in_the_unit_that_their_head_says(head: str, scale: int | None) -> None:
    found = of(["标题", head], ["甲", 1])
    assert (found.meanings[2].field.id, found.meanings[2].scale) == ("amount", scale)


def test_a_column_that_a_person_names_is_in_the_unit_of_its_head_as_well() -> None:
    found = of(["标题", "涉及金额(万元)"], ["甲", 1], wanted={"涉及金额（万元）": "amount"})
    assert found.meanings[2].scale == 10_000


def test_a_unit_that_only_a_note_says_is_asked_about() -> None:
    note = [None, "单位：万元"]
    error = refused(note, ["标题", "金额"], ["甲", 1])
    assert (error.code, error.facts) == ("LEDGER_UNIT_ABOVE", {"cell": "B1"})
    assert of(note, ["标题", "金额（万元）"], ["甲", 1]).head_row == 2
    assert of([None, "单位：元"], ["标题", "金额"], ["甲", 1]).head_row == 2
    assert of([None, "单位：城南粮库"], ["标题", "金额"], ["甲", 1]).head_row == 2
    assert of(note, ["标题", "类别"], ["甲", "党建"]).head_row == 2, "there are no amounts"


@pytest.mark.parametrize(
    ("rows", "more", "code"),
    [
        ([], {}, "LEDGER_NO_HEAD"),
        ([["甲", "乙"], [1, 2]], {}, "LEDGER_NO_HEAD"),
        ([["说明"]] * 20 + [HEAD], {}, "LEDGER_NO_HEAD"),
        ([["标题", "类别", "Category"]], {}, "LEDGER_HEAD_TWICE"),
        ([["标题", "类别", "类型"]], {"wanted": {"类型": "category"}}, "LEDGER_HEAD_TWICE"),
        ([["类别", "金额"]], {}, "LEDGER_TITLE_UNMAPPED"),
        ([["标题", "类别"]], {"wanted": {"标题": None}}, "LEDGER_TITLE_UNMAPPED"),
        ([["标题", "附件"]], {"wanted": {"附件": "attachments"}}, "LEDGER_FIELD_NOT_TAKEN"),
        ([["标题", "状态"]], {"wanted": {"状态": "state"}}, "LEDGER_FIELD_NOT_TAKEN"),
        ([["标题"]], {"wanted": {"标题": "heading"}}, "FIELD_UNKNOWN"),
        ([["标题"]], {"wanted": {"题目": "title"}}, "LEDGER_MAPPING_HEAD"),
        ([["标题", "类别"], ["甲"]], {"joined": ("A1:A2",)}, "LEDGER_HEAD_MERGED"),
        ([["标题", None, "类别"]], {"joined": ("A1:B1",)}, "LEDGER_HEAD_MERGED"),
    ],
)
def test_a_head_that_cannot_be_used_is_refused(rows: list[list[Any]], more: dict[str, Any], code: str) -> None:
    assert refused(*rows, **more).code == code


def test_columns_that_are_too_many_are_named() -> None:
    assert refused(["标题", "类别", "备注", "备注", "category"]).facts == {"field": "category", "columns": "B, E"}


def test_columns_that_nobody_takes_may_be_called_alike() -> None:
    assert of(["标题", "备注", "备注"], ["甲"]).mapping() == {"标题": "title", "备注": None}


def test_files_and_states_are_left_where_they_are() -> None:
    assert of(["标题", "附件", "状态", "编号"], ["甲"]).mapping() == {"标题": "title", "附件": None, "状态": None, "编号": "doc_no"}


def test_persons_and_units_are_known_by_their_names() -> None:
    assert of(["姓名", "单位", "职务"], ["甲"], form="person").mapping() == {"姓名": "name", "单位": "unit", "职务": "post"}
    assert refused(["单位", "职务"], ["甲"], form="person").code == "LEDGER_TITLE_UNMAPPED"
