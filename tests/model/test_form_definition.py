"""The text of a form that travels: what it may say beside the program's forms, and which of several is in force."""

import re
from pathlib import Path

import pytest

from desktop.model import form_definition, form_file
from desktop.model.form import Form
from tests.model.test_form_growth import OWN, RULES

NAME = "vehicle_use.toml"


def version(number: int, text: str = OWN) -> str:
    return text.replace("version = 1", f"version = {number}")


def parsed(text: str) -> Form:
    return form_file.parse(text, NAME)


def codes(text: str, program: dict[str, Form] | None = None, earlier: Form | None = None) -> list[str]:
    return [one.code for one in form_definition.read(text, "vehicle_use", program or {}, earlier, RULES)[1]]


def test_a_definition_is_named_as_its_record_says() -> None:
    assert codes(OWN) == []
    assert [one.code for one in form_definition.read(OWN, "vehicle", {})[1]] == ["FORM_NAME_WRONG"]


@pytest.mark.parametrize(("now", "then", "found"), [(1, 1, ["FORM_VERSION_OLD"]), (1, 2, ["FORM_VERSION_OLD"]), (2, 1, [])])
def test_a_later_text_has_a_higher_version(now: int, then: int, found: list[str]) -> None:
    then_called = parsed(version(then, OWN.replace("用车登记", "派车单")))
    assert codes(version(now), earlier=then_called) == found
    assert codes(version(now), {"vehicle_use": then_called}) == found


def test_the_very_same_form_is_no_mistake() -> None:
    assert codes(OWN + "# 一句说明\n", earlier=parsed(OWN)) == []


def test_a_text_says_what_is_wrong_with_it_beside_both_the_program_and_the_text_before() -> None:
    plain = version(2).replace('tier = "open"', 'tier = "full"', 1)
    assert codes(plain, earlier=parsed(OWN)) == ["FORM_FIELD_CHANGED"]
    assert codes(plain, {"vehicle_use": parsed(OWN)}) == ["FORM_FIELD_CHANGED"]


def test_only_beside_a_form_of_the_program_must_the_course_stay() -> None:
    elsewhere = version(2).replace('title_field = "plate"', 'title_field = "purpose"')
    assert codes(elsewhere, earlier=parsed(OWN)) == []
    assert codes(elsewhere, {"vehicle_use": parsed(OWN)}) == ["FORM_KEY_CHANGED"]


def test_a_text_of_endless_length_is_not_read() -> None:
    assert codes(OWN + "#" * form_definition.LARGEST) == ["FORM_TOO_LARGE"]


def test_of_program_definition_and_trial_the_highest_version_counts_and_of_equal_ones_the_first() -> None:
    for program, accepted, tried, expected in (
        (1, None, None, "program"),
        (1, 2, None, "accepted"),
        (2, 2, None, "program"),
        (3, 2, None, "program"),
        (None, 2, 2, "accepted"),
        (None, 2, 3, "tried"),
        (None, None, 1, "tried"),
        (2, None, 2, "program"),
    ):
        brought = {"vehicle_use": parsed(version(program))} if program else {}
        trial = {"vehicle_use": parsed(version(tried, OWN.replace("用车登记", "试用")))} if tried else {}
        said = {"vehicle_use": version(accepted, OWN.replace("用车登记", "自定"))} if accepted else {}
        found = form_definition.in_force(brought, trial, said).forms["vehicle_use"]
        label = {"program": "用车登记", "accepted": "自定", "tried": "试用"}[expected]
        assert found.label["zh"] == label, (program, accepted, tried)


def test_a_definition_with_mistakes_is_in_force_nowhere() -> None:
    found = form_definition.in_force({}, {}, {"vehicle_use": OWN.replace("version = 1", "version = one")})
    assert (found.forms, found.defined) == ({}, {})


def test_every_code_of_later_versions_is_tried() -> None:
    here = Path(__file__).parent
    tried = "".join((here / name).read_text(encoding="utf-8") for name in ("test_form_growth.py", "test_form_definition.py"))
    raised: set[str] = set()
    for name in ("form_growth.py", "form_definition.py"):
        text = (Path(form_file.__file__).parent / name).read_text(encoding="utf-8")
        raised |= set(re.findall(r'FieldError\("(FORM_[A-Z_]+)"', text))
    assert raised
    assert {code for code in raised if f'"{code}"' not in tried} == set()
