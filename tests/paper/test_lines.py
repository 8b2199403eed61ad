"""Lines begin and end as Chinese setting wants it, and nothing is lost between them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.paper import fonts
from desktop.paper.lines import broken, pieces, plain
from desktop.paper.spacing import NOT_FIRST, NOT_LAST, Line, kerned, slack

LINE = 20.0
MARKS = "，。、；：？！）》」”’…—·%％"
OPENINGS = "（《「“〔"


def squares(text: str) -> float:
    """Widths as in print: a square for Chinese, half for others."""
    return sum(0.5 if ord(character) < 0x2000 else 1.0 for character in text)


han = st.text(st.sampled_from("我们付了工程款没有开会后来补会议纪要𬭚㛃"), min_size=1, max_size=6)
numbers = st.sampled_from(["2023年8月7日", "1,640.92万元", "12%", "〔2023〕5号", "110101199003070011", "欧阳·娜木汗"])
word = st.one_of(han, numbers, st.sampled_from(["hello", "A4 ", " "]))
phrase = st.tuples(st.sampled_from(["", *OPENINGS]), word, st.sampled_from(["", *MARKS, "……", "——", "。”", "），"])).map("".join)
sentences = st.lists(phrase, min_size=1, max_size=40).map("".join)


@given(sentences)
def test_no_line_but_the_first_begins_with_a_mark_that_may_not_begin_one(text: str) -> None:
    assert [line.text for line in broken(text, squares, LINE, LINE)[1:] if line.text[:1] in NOT_FIRST and line.text] == []


@example("2023年8月7日2023年8月7日2023年8月7日2023年8月7日㛃2023年8月7日（ 2023年8月7日")
@given(sentences)
def test_no_line_but_the_last_ends_with_a_mark_that_may_not_end_one(text: str) -> None:
    lines = broken(text, squares, LINE, LINE)
    assert [line.text for line in lines[:-1] if line.text and line.text[-1] in NOT_LAST] == []


@example("㛃……（㛃……（㛃㛃㛃㛃㛃㛃，（hello……㛃，㛃", LINE)
@given(sentences, st.sampled_from([LINE, LINE - 2, LINE - 7.5]))
def test_no_line_is_wider_than_its_room_once_its_marks_give_way(text: str, first: float) -> None:
    for number, line in enumerate(broken(text, squares, first, LINE)):
        assert squares(line.text) - line.squeeze <= (LINE if number else first) + 1e-6
        assert line.squeeze <= slack(line.text, squares) + 1e-6


@given(sentences, st.sampled_from([LINE, LINE - 2, LINE - 7.5]))
def test_a_line_is_spread_up_to_its_room_and_the_last_is_not(text: str, first: float) -> None:
    lines = broken(text, squares, first, LINE)
    assert lines[-1].spread == 0
    for number, line in enumerate(lines[:-1]):
        taken_off = sum(back for _, back in kerned(line, 1.0, squares) if back > 0) if line.spread else 0.0
        more = line.spread * (len(line.text) - 1) - taken_off - line.squeeze
        assert squares(line.text) + more <= (LINE if number else first) + 1e-6
        assert 0 <= line.spread <= 0.09


def test_chinese_stands_a_quarter_of_a_square_from_letters_and_digits() -> None:
    assert kerned(Line("付了12万元，A4纸、3%"), 10, squares) == [
        ("付了", 0),
        ("12", -2.5),
        ("万元，A4", -2.5),
        ("纸、3%", -2.5),
    ]
    assert fonts.width("付12元", 10) == pytest.approx(fonts.width("付", 10) + fonts.width("12", 10) + fonts.width("元", 10) + 5)


def test_numbers_and_words_are_not_spread() -> None:
    line = Line("付1,640元", spread=1.0)
    assert [part for part, back in kerned(line, 10, squares) if back == 1] == [",", "6", "4", "0"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
def test_nothing_but_spaces_is_lost(text: str) -> None:
    lines = broken(text, squares, LINE, LINE)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


@given(sentences)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    "whole", ["2023年8月7日", "1,640.92万元", "12.5%", "〔2023〕5号", "110101199003070011", "9时05分", "2023-08-07", "……", "——"]
)
@pytest.mark.parametrize("before", range(12, 21))
def test_a_number_and_its_unit_stay_on_one_line(whole: str, before: int) -> None:
    lines = broken("我" * before + whole + "的款", squares, LINE, LINE)
    assert any(whole in line.text for line in lines)


def test_a_name_with_a_middle_dot_stays_on_one_line() -> None:
    assert any("娜木汗·欧阳" in line.text for line in broken("，".join(["款" * 16, "娜木汗·欧阳说"]), squares, LINE, LINE))


def test_a_mark_is_squeezed_in_before_a_character_is_pushed_out() -> None:
    assert broken("我们，" + "付" * 17 + "。款项", squares, LINE, LINE) == [Line("我们，" + "付" * 17 + "。", 1.0), Line("款项")]


def test_a_paragraph_does_not_end_in_a_line_of_one_character() -> None:
    assert [line.text for line in broken("付" * 20 + "款。", squares, LINE, LINE)] == ["付" * 19, "付款。"]


def test_a_line_end_in_the_text_ends_a_line_and_empty_text_is_one_line() -> None:
    assert [line.text for line in broken("甲\n\n乙", squares, LINE, LINE)] == ["甲", "", "乙"]
    assert broken("", squares, LINE, LINE) == [Line("")]


def test_line_ends_of_every_system_end_a_line() -> None:
    assert [line.text for line in broken(plain("甲\r\n乙\r丙\n丁"), squares, LINE, LINE)] == ["甲", "乙", "丙", "丁"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert [line.text for line in broken("x" * 50, squares, LINE, LINE)] == ["x" * 40, "x" * 10]
