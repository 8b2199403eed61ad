"""What a form may become when it is changed in a project: it grows, and records made by it stay what they were."""

from collections.abc import Callable

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.form import Form
from desktop.model.form_growth import check_course, check_growth, check_named, check_rules
from desktop.model.form_page import Page

OWN = """\
id = "vehicle_use"
version = 1
zh = "用车登记"
en = "Vehicle use"
register = true
title_field = "plate"
place = "visits"

[[phase]]
id = "open"
zh = "在用"
en = "In use"

[[state]]
id = "out"
zh = "出车"
en = "Out"
phase = "open"

[[state]]
id = "back"
zh = "还车"
en = "Back"
phase = "open"
frozen = true

[moves]
out = ["back"]

[[gate]]
rule = "secrecy_mark"
weight = "stop"
at = ["back"]
fixed = true

[[gate]]
rule = "two_staff"
weight = "hint"

[[audience]]
open = ["both"]
full = ["own"]

[[field]]
id = "plate"
kind = "text"
zh = "车牌"
en = "Plate"
tier = "open"

[[field]]
id = "purpose"
kind = "choice"
zh = "用途"
en = "Purpose"
options = [
    { id = "visit", zh = "走访", en = "Visit" },
    { id = "other", zh = "其他", en = "Other" },
]

[[field]]
id = "legs"
kind = "table"
zh = "行程"
en = "Legs"

[[field.column]]
id = "to"
kind = "text"
zh = "到达"
en = "To"
"""
RULES = {"secrecy_mark", "two_staff"}
Note = tuple[str, str, int]


def mistakes(text: str, check: Callable[[Page, Form], None], name: str = "vehicle_use.toml") -> list[Note]:
    """(code, field, line) of each."""
    found = form_file.check_all(text, name, check)
    return [(one.code, str(one.facts["field"]), int(str(one.facts["line"]))) for one in found]


def later(*edits: tuple[str, str]) -> list[Note]:
    """What is wrong with the form so edited, as a later version of itself."""
    text = OWN
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    before = form_file.parse(OWN, "vehicle_use.toml")
    return mistakes(text, lambda page, form: check_growth(page, before, form))


def line(words: str) -> int:
    return next(number for number, text in enumerate(OWN.splitlines(), 1) if words in text)


def table(text: str, word: str) -> str:
    """The whole table of an array that has this id or rule."""
    return next(part for part in text.split("\n\n") if f'"{word}"' in part and part.startswith("[["))


def test_a_form_gains_fields_answers_columns_states_and_other_labels() -> None:
    more = '\n[[field]]\nid = "driver"\nkind = "person"\nzh = "驾驶员"\nen = "Driver"\n'
    assert later(
        ("version = 1", "version = 2"),
        ('zh = "车牌"', 'zh = "号牌"'),
        ('    { id = "other"', '    { id = "moving", zh = "搬运", en = "Moving" },\n    { id = "other"'),
        ('[[field.column]]', '[[field.column]]\nid = "km"\nkind = "number"\nzh = "里程"\nen = "Kilometres"\n\n[[field.column]]'),
        ('[moves]', '[[state]]\nid = "lost"\nzh = "遗失"\nen = "Lost"\nphase = "open"\n\n[moves]'),
        ('out = ["back"]', 'out = ["back", "lost"]'),
        (table(OWN, "legs"), table(OWN, "legs") + "\n"),
        ('zh = "到达"\nen = "To"\n', 'zh = "到达"\nen = "To"\n' + more),
    ) == []


@pytest.mark.parametrize(
    ("edit", "code", "field"),
    [
        (('kind = "text"\nzh = "车牌"', 'kind = "number"\nzh = "车牌"'), "FORM_FIELD_CHANGED", "plate"),
        (('tier = "open"', 'tier = "full"'), "FORM_FIELD_CHANGED", "plate"),
        (('kind = "text"\nzh = "到达"', 'kind = "date"\nzh = "到达"'), "FORM_FIELD_CHANGED", "legs.to"),
        (('id = "to"', 'id = "target"'), "FORM_FIELD_DROPPED", "legs.to"),
        (('    { id = "visit", zh = "走访", en = "Visit" },\n', ""), "FORM_OPTION_DROPPED", "purpose"),
        (("frozen = true\n", ""), "FORM_KEY_CHANGED", "back"),
        (('weight = "stop"', 'weight = "hint"'), "FORM_GATE_DROPPED", "gate"),
        (("fixed = true\n", ""), "FORM_GATE_DROPPED", "gate"),
    ],
)
def test_what_records_are_read_by_stays_as_it_is(edit: tuple[str, str], code: str, field: str) -> None:
    assert [one[:2] for one in later(edit)] == [(code, field)]


def test_a_mistake_of_growth_is_named_where_it_stands() -> None:
    assert later(('tier = "open"', 'tier = "full"')) == [("FORM_FIELD_CHANGED", "plate", line('tier = "open"'))]
    options = '    { id = "visit", zh = "走访", en = "Visit" },\n'
    assert later((options, "")) == [("FORM_OPTION_DROPPED", "purpose", line("options"))]


def test_a_field_a_state_or_a_fixed_gate_does_not_go() -> None:
    assert later((table(OWN, "purpose"), "")) == [("FORM_FIELD_DROPPED", "purpose", 1)]
    assert [one[0] for one in later((table(OWN, "back"), ""), ('out = ["back"]', ""), ('at = ["back"]', 'at = ["out"]'))] == [
        "FORM_STATE_DROPPED", "FORM_GATE_DROPPED",
    ]  # fmt: skip
    assert [one[0] for one in later((table(OWN, "secrecy_mark"), ""))] == ["FORM_GATE_DROPPED"]


def test_a_gate_that_is_not_fixed_may_go() -> None:
    assert later((table(OWN, "two_staff"), "")) == []


def test_what_comes_back_with_the_paper_stays_apart_from_the_frozen_text() -> None:
    assert later(('zh = "行程"', 'on_return = true\nzh = "行程"')) == [("FORM_KEY_CHANGED", "legs", line('zh = "行程"'))]


def test_a_form_of_ones_own_is_not_known_by_names_and_asks_by_known_rules() -> None:
    def check(page: Page, form: Form) -> None:
        check_named(page, form)
        check_rules(page, form, RULES)

    assert mistakes(OWN, check) == []
    named = OWN.replace('title_field = "plate"', 'title_field = "plate"\nnamed = true').replace('id = "plate"', 'id = "name"')
    named = named.replace('title_field = "plate"', 'title_field = "name"')
    assert [one[0] for one in mistakes(named, check)] == ["FORM_NAMED"]
    unknown = OWN.replace('rule = "two_staff"', 'rule = "two_drivers"')
    assert mistakes(unknown, check) == [("FORM_RULE_UNKNOWN", "two_drivers", line('rule = "two_staff"'))]


SHIPPED = "interview.toml"


def changed_in_a_project(*edits: tuple[str, str]) -> list[Note]:
    """What is wrong with the program's form of interviews so edited."""
    text = (places.forms_folder() / SHIPPED).read_text(encoding="utf-8")
    before = form_file.parse(text, SHIPPED)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)

    def check(page: Page, form: Form) -> None:
        check_growth(page, before, form)
        check_course(page, before, form)

    return mistakes(text, check, SHIPPED)


def test_a_form_of_the_program_gains_a_field_in_a_project() -> None:
    more = '[[field]]\nid = "room_no"\nkind = "text"\nzh = "房间号"\nen = "Room"\n\n[[field]]'
    assert changed_in_a_project(("[[field]]", more)) == []


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (('code = "TH"', 'code = "TX"'), "code"),
        (('sides = ["joint"]\n', ""), "audience"),
        (('reason_for = [', 'reason_for = ["reviewed", '), "moves"),
        (('draft = ["recording", ', 'draft = ["frozen", "recording", '), "moves"),
        (('code = "TH"\n', ""), "code"),
        (('required_at = "frozen"\n', ""), "record_kind"),
    ],
)
def test_a_form_of_the_program_keeps_its_course_and_what_it_owes(edit: tuple[str, str], field: str) -> None:
    assert [one[:2] for one in changed_in_a_project(edit)] == [("FORM_KEY_CHANGED", field)]


def test_a_text_written_to_bring_the_reader_down_is_a_mistake_like_any_other() -> None:
    deep = "id = " + "[" * 5000
    assert [one.code for one in form_file.check_all(deep, "deep.toml")] == ["FORM_SYNTAX"]
