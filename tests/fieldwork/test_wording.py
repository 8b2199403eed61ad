"""Facts are told as facts, in Chinese punctuation, and neither too short nor too long."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fieldwork.wording import (
    characters,
    half_width_punctuation,
    is_dissent_told,
    is_long,
    is_short,
    opinions,
    words_never_used,
)

FACTS = "2023年8月7日，城南粮库（虚构）1号仓账面存粮1,640.92吨，实测1,598.10吨。"
SEEN = st.sampled_from(["仓门上锁", "账面1,640.92吨", "9:05到场", "保管员在场", "，", "。", "（", "）", "WPS 12.1", "见附件"])


def test_facts_of_fewer_than_twenty_characters_are_too_short() -> None:
    assert is_short("仓" * 19)
    assert not is_short("仓" * 20)
    assert not is_short(FACTS)


def test_spaces_and_blank_lines_tell_no_facts() -> None:
    assert is_short("仓库\u3000\n" * 9 + "空" * 1)
    assert is_short(" \n" * 40)


@pytest.mark.parametrize(("text", "count"), [("欧阳𬭚", 3), ("葛\U000e0100城", 2), ("一 二\u200b三\n", 3), ("", 0)])
def test_characters_are_counted_as_a_reader_counts_them(text: str, count: int) -> None:
    assert characters(text) == count


def test_a_title_of_more_than_forty_characters_is_too_long() -> None:
    assert not is_long("账" * 40)
    assert not is_long("账" * 40 + "\U000e0100")
    assert is_long("账" * 41)


@pytest.mark.parametrize("word", ["认为", "应该", "估计", "可能", "大概", "似乎", "好像", "据说"])
def test_words_that_judge_or_guess_are_found_where_they_stand(word: str) -> None:
    text = f"保管员在场，{word}账实不符。"
    (found,) = opinions(text)
    assert (found.words, text[found.start : found.end], found.start) == (word, word, 6)


def test_each_such_word_is_found() -> None:
    assert [one.words for one in opinions("据说可能短少，应该是估计的。")] == ["据说", "可能", "应该", "估计"]


@pytest.mark.parametrize("text", [FACTS, "会计估计变更未披露。", "存货估计数见附件。", "尽可能提前通知。", "", "可 能"])
def test_facts_and_terms_of_bookkeeping_are_no_opinion(text: str) -> None:
    assert opinions(text) == []


def test_what_somebody_was_heard_to_say_is_a_fact() -> None:
    text = "保管员说“可能是去年的”，指了指2号仓，似乎很急。"
    (found,) = opinions(text)
    assert (found.words, text[found.start : found.end]) == ("似乎", "似乎")


@given(st.lists(SEEN, max_size=12))
def test_plain_observations_in_chinese_punctuation_are_left_alone(parts: list[str]) -> None:
    text = "".join(parts)
    assert (opinions(text), half_width_punctuation(text), words_never_used(text)) == ([], [], [])


@given(st.lists(SEEN, max_size=6), st.sampled_from([*",:;?!()", '"', "."]), st.lists(SEEN, max_size=6))
def test_a_half_width_mark_behind_chinese_is_found(before: list[str], mark: str, after: list[str]) -> None:
    head = "".join(before) + "共三处"
    text = f"{head}{mark}均" + "".join(after)
    found = half_width_punctuation(text)
    assert [(one.words, one.start) for one in found] == [(mark, len(head))]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("合计1,640.92万元,已核对.", [",", "."]),
        ("9:05至10:40:谈话", [":"]),
        ("财务报表(2023年)", ["(", ")"]),
        ("钱呢? 没了!", ["?", "!"]),
        ('称"不知道"', ['"', '"']),
        ("共三处 , 均未入账", [","]),
        ("金额为100.均未入账", ["."]),
    ],
)
def test_half_width_marks_in_a_chinese_sentence_are_found_and_numbers_spared(text: str, marks: list[str]) -> None:
    found = half_width_punctuation(text)
    assert [one.words for one in found] == marks
    assert all(text[one.start : one.end] == one.words for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "1,640.92", "9:05", "比例为3:7", "见 Notes, page 3 (draft).", "导出为报表.xlsx", "1.资金拨付", "  2.库存\nA.账面",
        "3.5万元", "市审〔2023〕5号", "第1.2条", "全角，标点。",
    ],
)  # fmt: skip
def test_numbers_times_names_of_files_and_numbered_lines_are_left_alone(text: str) -> None:
    assert half_width_punctuation(text) == []


@pytest.mark.parametrize("said", [None, "", "  ", "一致同意", "一致同意。", "无", "（无）", "没有", "没有分歧", "None"])
def test_a_dissent_left_empty_or_agreed_away_is_not_told(said: str | None) -> None:
    assert not is_dissent_told(said)


@pytest.mark.parametrize("said", ["审计组认为金额应按含税计。", "无法确认金额", "同意定性，不同意金额"])
def test_a_dissent_in_words_is_told(said: str) -> None:
    assert is_dissent_told(said)


def test_words_of_powers_that_neither_side_has_are_found() -> None:
    text = "犯罪嫌疑人的供述，讯问笔录"
    assert [one.words for one in words_never_used(text)] == ["嫌疑人", "供述", "讯问"]
    assert words_never_used("询问、谈话、记录、提供材料") == []


def test_no_form_message_outline_or_paper_of_the_program_uses_them() -> None:
    tree = Path(__file__).resolve().parents[2]
    shown = [*tree.glob("forms/*.toml"), *tree.glob("resources/**/*.toml"), *tree.glob("resources/**/*.ts")]
    assert len(shown) > 10
    lines = [line for path in shown for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if words_never_used(line)] == []
