"""What is written is held against the trade's rules of wording, numbers, sums and times."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from desktop.fieldwork import gates, paper_rules, people_rules, record_rules, text_rules
from desktop.fieldwork.case import Case
from desktop.fieldwork.gates import Unmet
from desktop.fieldwork.rule import Facts
from desktop.model.form import Field, Form, Gate
from tests.exchange.laptops import forms

FACTS = "2023年8月7日，城南粮库（虚构）1号仓账面存粮1,640.92吨，实测1,598.10吨。"
START, END = "start_at", "end_at"
LABEL = {"zh": "明细", "en": "Lines"}
AMOUNT = Field("amount", "money", LABEL, "full")
LINES = Field("lines", "table", LABEL, "full", columns=(Field("voucher", "text", LABEL, "full"), AMOUNT))
SHEET = replace(forms()["suspicion"], id="sheet", fields=(LINES, Field("total", "money", LABEL, "full")))


@dataclass
class Project:
    """All that these rules ask of a project: which day it is, and what its forms are."""

    today: str = "2026-11-25"
    brought: Mapping[str, Form] = field(default_factory=lambda: {**forms(), SHEET.id: SHEET})

    def form(self, id: str) -> Form | None:
        return self.brought.get(id)


def judged(rule: str, values: Mapping[str, Any], *fields: str, form: str = "interview", today: str = "2026-11-25") -> Facts:
    case = Case("0f" * 16, form, "joint", "draft", values)
    return text_rules.RULES[rule](case, Gate(rule, "hint", fields=fields), Project(today))  # type: ignore[arg-type]


def test_every_rule_that_is_not_met_is_told_in_both_languages_with_what_would_meet_it() -> None:
    for rule, fields, values, facts in UNMET:
        told = judged(rule, values, *fields, form="sheet" if rule == "lines_sum_to_total" else "interview")
        assert told == facts, rule
        unmet = Unmet(rule, "hint", fields, told)
        for lang in ("zh", "en"):
            assert unmet.sentence(lang) and unmet.remedy(lang)
            assert "{" not in unmet.sentence(lang) + unmet.remedy(lang)
    assert {rule for rule, *_ in UNMET} == set(text_rules.RULES)


def test_each_rule_of_the_trade_is_judged_in_one_place() -> None:
    places = (people_rules.RULES, record_rules.RULES, text_rules.RULES, paper_rules.RULES)
    assert sum(map(len, places)) == len(gates.RULES)


UNMET: list[tuple[str, tuple[str, ...], dict[str, Any], dict[str, Any]]] = [
    ("facts_told", ("facts",), {"facts": "账实不符。"}, {"count": 5, "limit": 20}),
    ("plain_facts", ("facts",), {"facts": "可能短少，估计是去年的。"}, {"word": "可能", "count": 2}),
    ("full_width_punctuation", ("topic",), {"topic": "资金,库存"}, {"count": 1}),
    ("title_short", ("title",), {"title": "账" * 41}, {"count": 41, "limit": 40}),
    ("dissent_told", ("items",), {"items": [{"row": "a1", "topic": "金额", "dissent": "一致同意"}]}, {"count": 1}),
    ("id_check_digit", ("id_no",), {"id_no": "110105194912310021"}, {}),
    ("credit_code_check_digit", ("credit_code",), {"credit_code": "91350100M000100Y4X"}, {}),
    ("attachment_pages", ("told", "attachments"), {"told": "3", "attachments": [{"pages": "2"}]}, {"count": 2, "told": 3}),
    ("lines_sum_to_total", ("lines", "total"), {"lines": [{"amount": 100}, {"amount": 23}], "total": 124}, {"count": 2}),
    ("returned_not_more_than_due", ("returned", "due"), {"returned": 101, "due": 100}, {}),
    (
        "in_order",
        (START, END),
        {START: "2026-11-20T09:05", END: "2026-11-20T09:05"},
        {"field": "结束时间", "field_en": "Ended at"},
    ),
    ("one_day", (START, END), {START: "2026-11-20T21:05", END: "2026-11-21T00:10"}, {}),
    (
        "within_four_hours",
        (START, END),
        {START: "2026-11-20T09:05", END: "2026-11-20T13:06"},
        {"hours": 4, "minutes": 1, "limit": 4},
    ),
    ("in_time", ("due_date",), {"due_date": "2026-11-20"}, {"days": 5}),
]


@pytest.mark.parametrize("rule", sorted(text_rules.RULES))
def test_what_is_not_filled_in_yet_breaks_no_rule_of_wording_or_numbers(rule: str) -> None:
    assert judged(rule, {}, "one", "other") is None
    assert judged(rule, {"one": None, "other": ""}, "one", "other") is None


def test_facts_of_twenty_characters_in_plain_words_are_told() -> None:
    assert judged("facts_told", {"facts": FACTS}, "facts") is None
    assert judged("plain_facts", {"facts": FACTS}, "facts") is None
    assert judged("full_width_punctuation", {"facts": FACTS}, "facts") is None


def test_each_answer_of_a_talk_is_looked_at() -> None:
    talk = {"qa": [{"row": "a1", "q": "多少?", "a": "1,640.92万元,不多。"}, {"row": "b2", "q": "何时？", "a": "9:05。"}]}
    assert judged("full_width_punctuation", talk, "qa") == {"count": 2}


def test_fields_that_a_gate_does_not_name_are_left_to_others() -> None:
    assert judged("plain_facts", {"facts": FACTS, "note": "可能"}, "facts") is None


def test_an_item_without_any_dissent_written_is_named_and_one_in_words_is_not() -> None:
    rows = [{"row": "a1", "dissent": None}, {"row": "b2", "dissent": "审计组按含税计，巡察组按不含税计。"}, {"row": "c3"}]
    assert judged("dissent_told", {"items": rows}, "items") == {"count": 2}
    assert judged("dissent_told", {"items": rows[1:2]}, "items") is None


@pytest.mark.parametrize("number", ["11010519491231002X", "110105491231002", "１１０１０５１９４９１２３１００２ｘ"])
def test_right_and_old_identity_numbers_give_no_hint(number: str) -> None:
    assert judged("id_check_digit", {"id_no": number}, "id_no") is None


@pytest.mark.parametrize("code", ["91350100M000100Y43", "110105010001234"])
def test_right_credit_codes_and_old_business_numbers_give_no_hint(code: str) -> None:
    assert judged("credit_code_check_digit", {"credit_code": code}, "credit_code") is None


ATTACHED = [{"row": "a1", "pages": "2"}, {"row": "b2", "pages": "3"}]


@pytest.mark.parametrize(
    ("told", "rows", "facts"),
    [
        ("5", ATTACHED, None),
        ("4", ATTACHED, {"count": 5, "told": 4}),
        ("6", ATTACHED, {"count": 5, "told": 6}),
        ("6", [*ATTACHED, {"row": "c3"}], None),
        ("4", [*ATTACHED, {"row": "c3"}], {"count": 5, "told": 4}),
        ("2", [], {"count": 0, "told": 2}),
        ("2.5", ATTACHED, None),
    ],
)
def test_pages_of_attachments_make_up_the_number_told(told: str, rows: list[dict[str, str]], facts: Facts) -> None:
    assert judged("attachment_pages", {"attach_pages": told, "attachments": rows}, "attach_pages", "attachments") == facts


def test_without_a_number_to_compare_with_attachments_have_as_many_pages_as_they_have() -> None:
    assert judged("attachment_pages", {"attachments": ATTACHED}, "attachments") is None


@pytest.mark.parametrize(
    ("lines", "total"), [([100, 23], 123), ([100, None, 23], 123), ([-100, 223], 123), ([100, 23], None), ([], 123), ([None], 123)]
)
def test_lines_that_make_up_the_total_or_one_of_both_alone_are_let_through(lines: list[int | None], total: int | None) -> None:
    values = {"lines": [{"row": str(n), "voucher": "12", "amount": amount} for n, amount in enumerate(lines)], "total": total}
    assert judged("lines_sum_to_total", values, "lines", "total", form="sheet") is None


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        ("2026-11-20T09:05", "2026-11-20T10:40", True),
        ("2026-11-20T10:40", "2026-11-20T09:05", False),
        ("2026-11-20", "2026-11-20", True),
        ("2026-11-21", "2026-11-20", False),
        ("2026-11-20T10:40", "2026-11-20", True),
        ("2026-11-20T10:40", "2026-11-19", False),
        ("", "2026-11-19", True),
        ("2026-11-20", "", True),
    ],
)
def test_a_day_may_be_the_same_and_a_time_must_be_later(first: str, second: str, holds: bool) -> None:
    assert (judged("in_order", {START: first, END: second}, START, END) is None) == holds


def test_a_talk_of_four_hours_on_one_day_is_none_too_long() -> None:
    talk = {START: "2026-11-20T09:05", END: "2026-11-20T13:05"}
    assert judged("within_four_hours", talk, START, END) is None
    assert judged("one_day", talk, START, END) is None


def test_times_in_the_wrong_order_are_told_once() -> None:
    talk = {START: "2026-11-21T09:05", END: "2026-11-20T08:05"}
    told = [rule for rule in ("in_order", "one_day", "within_four_hours") if judged(rule, talk, START, END) is not None]
    assert told == ["in_order"]


def test_what_is_done_on_the_day_it_is_due_is_in_time() -> None:
    assert judged("in_time", {"due_date": "2026-11-25"}, "due_date") is None
    assert judged("in_time", {"due_date": "2026-11-25"}, "due_date", today="2026-11-26") == {"days": 1}


def test_what_was_reported_in_time_stays_in_time() -> None:
    told = {"report_due": "2026-11-20", "reported_at": "2026-11-20T16:30"}
    assert judged("in_time", told, "report_due", "reported_at") is None
    assert judged("in_time", {**told, "reported_at": "2026-11-23T08:00"}, "report_due", "reported_at") == {"days": 3}


def test_as_much_may_be_returned_as_was_due() -> None:
    assert judged("returned_not_more_than_due", {"returned": 100, "due": 100}, "returned", "due") is None
    assert judged("returned_not_more_than_due", {"returned": 100}, "returned", "due") is None
