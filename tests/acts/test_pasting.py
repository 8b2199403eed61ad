"""A talk pasted from another program becomes rows, and not a character of what was said is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.acts.pasting import Pair, looks_like_talk, rows_in

ONE = [Pair("工资谁发？", "财政所。")]


@pytest.mark.parametrize(
    "text",
    [
        "问：工资谁发？\n答：财政所。",
        "问:工资谁发？\n答:财政所。",
        "问：工资谁发？\r\n答：财政所。\r\n",
        "问：工资谁发？\v答：财政所。",
        "问：工资谁发？\u2028答：财政所。",
        "问：工资谁发？\u2029答：财政所。",
        "问：工资谁发？\r答：财政所。",
        "\ufeff问：工资谁发？\n\n\n答：财政所。\n\n",
        "问 工资谁发？\n答 财政所。",
        "问\u3000工资谁发？\n答\u3000财政所。",
        "问\xa0：\xa0工资谁发？\n答 ： 财政所。",
        "\u3000\u3000问：工资谁发？\n\u3000\u3000答：财政所。\u3000",
        "\t问\t工资谁发？\n\t答\t财政所。",
        "问：工资谁发？\t答：财政所。",
        "1. 问：工资谁发？\n答：财政所。",
        "1、问：工资谁发？\n2、答：财政所。",
        "（一）问：工资谁发？\n（二）答：财政所。",
        "(12) 问：工资谁发？\n１３．答：财政所。",
        "①问：工资谁发？\n② 答：财政所。",
        "1\t问：工资谁发？\n\t答：财政所。",
        "十二、问：工资谁发？\n答：财政所。",
        "问1：工资谁发？\n答1：财政所。",
        "【问】工资谁发？\n【答】财政所。",
        "問：工资谁发？\n答：财政所。",
        "问\n工资谁发？\n答\n财政所。",
        "问：\n工资谁发？\n答：\n财政所。",
        "Q: 工资谁发？\nA: 财政所。",
        "Q：工资谁发？\nA：财政所。",
        "Ｑ：工资谁发？\nＡ：财政所。",
        "Q1: 工资谁发？\nA1: 财政所。",
    ],
)
def test_every_usual_way_of_marking_a_talk_is_read(text: str) -> None:
    assert rows_in(text) == ONE
    assert looks_like_talk(text)


def test_the_paragraphs_of_an_answer_stay_one_cell() -> None:
    text = "问：怎么拨的？\n答：分三次。\n\n　　第一次是三月。\n　　第二次是六月。\n问：还有呢？\n答：没有了。"
    assert rows_in(text) == [Pair("怎么拨的？", "分三次。\n第一次是三月。\n第二次是六月。"), Pair("还有呢？", "没有了。")]


def test_questions_without_an_answer_have_an_empty_one() -> None:
    assert rows_in("问：甲？\n问：乙？\n答：丙。\n问：丁？") == [Pair("甲？", ""), Pair("乙？", "丙。"), Pair("丁？", "")]


def test_what_stands_ahead_of_the_first_question_is_kept() -> None:
    assert rows_in("谈话记录\n地点：二楼\n问：甲？\n答：乙。") == [Pair("", "谈话记录\n地点：二楼"), Pair("甲？", "乙。")]


def test_an_answer_without_a_question_is_kept() -> None:
    assert rows_in("答：先说一句。\n问：甲？\n答：乙。\n答：再补充。") == [
        Pair("", "先说一句。"),
        Pair("甲？", "乙。"),
        Pair("", "再补充。"),
    ]


def test_marks_with_nothing_said_make_no_row() -> None:
    assert rows_in("问：\n答：\n问：甲？") == [Pair("甲？", "")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "今天天气很好。",
        "问题一：账实不符。\n答复：已整改。",
        "他问：谁发？\n有人答：财政所。",
        "A 座二楼\nQ 群通知",
        "第1问",
    ],
)
def test_words_that_mark_nothing_are_no_talk(text: str) -> None:
    assert rows_in(text) == []
    assert not looks_like_talk(text)


def test_only_questions_or_only_answers_do_not_look_like_a_talk() -> None:
    assert not looks_like_talk("问：甲？\n问：乙？")
    assert not looks_like_talk("答：甲。")


def test_letters_before_a_colon_are_words_where_the_talk_is_marked_in_chinese() -> None:
    assert rows_in("问：选哪个？\n答：两个都行。\nA：东仓。\nB：西仓。") == [Pair("选哪个？", "两个都行。\nA：东仓。\nB：西仓。")]


def test_a_ratio_after_the_mark_is_part_of_the_answer() -> None:
    assert rows_in("问：比例？\n答 3：1。") == [Pair("比例？", "3：1。")]


WORDS = st.text("甲乙丙，。？!2万𬭚a\u3000 ", min_size=1, max_size=12).map(lambda text: "甲" + text.strip())
SPOKEN = st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), min_size=1, max_size=6)
MARKS = st.sampled_from(
    [("问：", "答："), ("问:", "答: "), ("  问 ", "\u3000答\u3000"), ("3. 问：", "答："), ("Q: ", "A："), ("问\n", "答\n")]
)
ENDS = st.sampled_from(["\n", "\r\n", "\v", "\u2028", "\r", "\n\n \n"])


@given(spoken=SPOKEN, marks=MARKS, end=ENDS)
def test_a_talk_written_down_and_pasted_is_the_talk(spoken: list[tuple[str, list[str]]], marks: tuple[str, str], end: str) -> None:
    ask, answer = marks
    text = "".join(f"{ask}{q}{end}{answer if a else ''}{end.join(a)}{end}" for q, a in spoken)
    assert rows_in(text) == [Pair(q, "\n".join(a)) for q, a in spoken]


MARKING = set("问問答QqAaＱｑＡａ:：【】［］[]（）()1３.．、)）一十①")


@given(st.text("问問答QqAaＡ:：【】[]（)1３.、一①甲乙丙𬭚 \u3000\xa0\t\n\r\v\u2028\u200b", max_size=60))
@example("问：甲\t答：乙")
@example("甲\n1.问：乙1.问")
def test_no_character_of_what_was_said_is_lost_or_moved(text: str) -> None:
    rows = rows_in(text)
    kept = "".join(row.q + row.a for row in rows)
    assert rows or not looks_like_talk(text) or not said(text)
    if rows:
        assert said(kept) == said(text)
        assert is_within(bare(kept), bare(text))


@given(st.text(max_size=80))
def test_any_text_at_all_is_read(text: str) -> None:
    for marked in (text, f"问：{text}"):
        rows = rows_in(marked)
        if rows:
            assert is_within(bare("".join(row.q + row.a for row in rows)), bare(marked))


def bare(text: str) -> str:
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def said(text: str) -> str:
    """The characters that can be no part of a mark."""
    return "".join(char for char in bare(text) if char not in MARKING)


def is_within(part: str, whole: str) -> bool:
    """Whether the characters of `part` come in `whole` in this order."""
    rest = iter(whole)
    return all(char in rest for char in part)
