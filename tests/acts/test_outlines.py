"""The outlines that the program brings along, and which of their questions were asked."""

import itertools
import re

import pytest

from desktop.acts import outlines
from desktop.acts.outlines import covered, listing
from desktop.errors import Language
from tests.exchange.laptops import forms

KINDS = ["joint_talk", "audit_inquiry", "inspection_talk"]
THEMES = {"财务管理", "物资储备与盘点", "工程招投标", "重大事项决策", "党建与履职"}
LANGUAGES: tuple[Language, ...] = ("zh", "en")
NOT_OURS = ("讯问", "供述", "嫌疑", "审讯", "交代问题", "suspect", "interrogat", "confess")


def test_there_is_an_outline_for_every_kind_of_talk_on_every_theme() -> None:
    found = listing("zh")
    assert {one.theme for one in found} == THEMES
    assert sorted((one.theme, one.kind) for one in found) == sorted(itertools.product(THEMES, KINDS))
    assert len({one.id for one in found}) == len(found)


def test_the_kinds_are_those_of_an_interview() -> None:
    assert {option.id for option in forms()["interview"].field("record_kind").options} == set(KINDS)


def test_both_languages_have_the_same_outlines_and_as_many_questions() -> None:
    said = [[(one.id, one.kind, len(one.questions)) for one in listing(lang)] for lang in LANGUAGES]
    assert said[0] == said[1]
    for one in listing("en"):
        assert not re.search("[\u4e00-\u9fff]", "".join((one.theme, one.title, *one.questions))), one.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_outline_is_six_to_twelve_short_questions_in_neutral_words(lang: Language) -> None:
    for one in listing(lang):
        assert 6 <= len(one.questions) <= 12, one.id
        assert len(set(one.questions)) == len(one.questions), one.id
        for question in one.questions:
            assert len(question) <= (40 if lang == "zh" else 120), question
            assert question.endswith(("？", "。") if lang == "zh" else ("?", ".")), question
            assert not any(word in question.lower() for word in NOT_OURS), question


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_covers_itself_and_no_other_of_any_outline(lang: Language) -> None:
    every = [question for one in listing(lang) for question in one.questions]
    for question in every:
        assert [other for other in every if covered(question, [other])] == [question]


@pytest.mark.parametrize(
    "asked",
    [
        "银行对账多久做一次，未达账项由谁跟进？",
        "银行对账多久做一次 未达账项由谁跟进",
        "那么，银行对账多久做一次？未达账项由谁来跟进？",
        "请问银行对账是多久做一次,未达账项由谁跟进?",
        "先说对账。银行对账多久做一次，未达账项由谁跟进？另外，备用金有没有上限，超过了怎么办，由谁批准，凭什么批准？",
    ],
)
def test_a_question_asked_in_nearly_these_words_is_covered(asked: str) -> None:
    assert covered("银行对账多久做一次，未达账项由谁跟进？", ["请介绍一下自己。", asked])


@pytest.mark.parametrize("asked", ["", "？", "银行账户有几个？", "未达账项是什么？", "地磅多久检定一次，检定证书在哪里？"])
def test_another_question_does_not_cover_it(asked: str) -> None:
    assert not covered("银行对账多久做一次，未达账项由谁跟进？", [asked])


def test_width_case_and_punctuation_do_not_matter() -> None:
    assert covered("Who signs for ＰＯＳ receipts?", ["who signs for POS receipts"])
    assert covered("Who signs for the receipts?", ["So, who signs for the receipts here?"])
    assert not covered("Who signs for receipts?", ["Who resigns for receipts?"])
    assert covered("2023年的合同呢？", ["２０２３ 年的合同呢"])


def test_nothing_asked_covers_nothing_and_an_empty_question_is_never_covered() -> None:
    assert not covered("银行账户有几个？", [])
    assert not covered("", [""])
    assert not covered("？", ["？"])
    assert covered("问", ["问"])


def test_a_long_story_covers_no_question_by_chance() -> None:
    story = "".join(question for one in listing("zh") if one.kind != "audit_inquiry" for question in one.questions)
    questions = [question for one in listing("zh") if one.kind == "audit_inquiry" for question in one.questions]
    assert not [question for question in questions if covered(question, [story])]


def test_the_outlines_are_read_once() -> None:
    assert outlines._read() is outlines._read()
