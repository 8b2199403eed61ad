"""Every rule that a form names is known, and is told in both languages with what would meet it."""

import string

import pytest

from desktop import places
from desktop.fieldwork import gates, words
from desktop.fieldwork.gates import FAR_DATE, MISSING, Unmet, lighter
from desktop.model import form_file
from desktop.model.form import Weight

FORMS, _ = form_file.load_folder(places.forms_folder())
NAMED = {gate.rule for form in FORMS.values() for gate in form.gates}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_rule_that_a_form_names_is_judged() -> None:
    assert NAMED - gates.RULES.keys() == set()


def test_no_rule_is_kept_that_no_form_names() -> None:
    assert gates.RULES.keys() - NAMED == set()


def test_every_rule_has_a_sentence_and_a_remedy_in_both_languages_and_no_others_are_kept() -> None:
    assert words.words().keys() == gates.RULES.keys() | {MISSING, FAR_DATE}
    for rule, said in words.words().items():
        assert said.keys() == {"zh", "zh_remedy", "en", "en_remedy"}, rule
        zh, en = (placeholders(said[lang] + said[f"{lang}_remedy"]) for lang in ("zh", "en"))
        assert zh == en, rule


@pytest.mark.parametrize(
    ("given", "wanted", "counts"),
    [("stop", "hint", "hint"), ("stop", "reason", "reason"), ("hint", "stop", "hint"), ("reason", "none", "reason")],
)
def test_a_project_can_make_a_gate_lighter_never_heavier(given: Weight, wanted: str, counts: str) -> None:
    assert lighter(given, wanted) == counts


def test_only_what_the_trade_says_may_stop_a_record_stops_it() -> None:
    allowed = {
        "two_staff", "both_sides_present", "lines_sum_to_total", "preparer_not_reviewer", "evaluator_not_reporter",
        "covert_approved", "covert_task_approved", "evidence_listed", "secrecy_mark", "by_lead", "sides_confirmed",
    }  # fmt: skip
    assert {gate.rule for form in FORMS.values() for gate in form.gates if gate.weight == "stop"} <= allowed


def test_a_gate_is_told_in_the_language_asked_for() -> None:
    one = Unmet("both_sides_present", "stop", (), {"side": "inspection", "count": 1})
    assert "巡察" in one.sentence("zh") and "Inspection" in one.sentence("en")
