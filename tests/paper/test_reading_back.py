"""Whatever was said, another program reads the same out of the paper, and each line begins and ends as it should."""

import unicodedata
from collections.abc import Callable

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.paper import fonts
from desktop.paper.papers import Sheet, print_paper
from desktop.paper.spacing import NOT_FIRST, NOT_LAST, SQUEEZED
from desktop.paper.styles import TALK
from tests.paper.reading import Word, in_type_area, said, words

Talk = Callable[..., Sheet]

BLOCKS = [(0x21, 0x7E), (0xA1, 0x17F), (0x2010, 0x2027), (0x2030, 0x205E), (0x3000, 0x301F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
          (0xFF01, 0xFF5E), (0xFFE0, 0xFFE5), (0x20000, 0x323AF)]  # fmt: skip
"""Where Chinese, Latin, digits and punctuation stand."""
COVERED = [
    chr(code)
    for begin, end in BLOCKS
    for code in range(begin, end + 1)
    if unicodedata.category(chr(code))[0] in "LNPS" and fonts.face_of(chr(code))
]
MARKS = [character for character in COVERED if character in NOT_FIRST or character in NOT_LAST]
PLAIN = [character for character in COVERED if character not in NOT_FIRST and character not in NOT_LAST]
OPENING, CLOSING = sorted(NOT_LAST & set(MARKS)), sorted(NOT_FIRST & set(MARKS))

word = st.one_of(
    st.text(st.sampled_from(PLAIN), min_size=1, max_size=8),
    st.sampled_from(["2023年8月7日", "1,640.92万元", "〔2023〕5号", "娜木汗·欧阳", "110101199003070011"]),
    st.sampled_from(["Hello", "A4", "㛃𬭚", " ", "　"]),
    st.text("我们付了工程款没有开会后来补会议纪要", min_size=1, max_size=12),
)
phrase = st.tuples(
    st.text(st.sampled_from(OPENING), max_size=2),
    word,
    st.one_of(st.text(st.sampled_from(CLOSING), max_size=2), st.sampled_from(["，", "。”", "……", "——"])),
).map("".join)
texts = st.lists(phrase, min_size=1, max_size=40).map("".join).filter(str.strip)
talks = st.lists(st.tuples(texts, texts), min_size=1, max_size=4)


def unspaced(text: str) -> str:
    return "".join(text.split())


def within(word: Word) -> bool:
    """Whether what is drawn of a word lies between the edges. Of a full-width mark at an edge, or one before the last character,
    the blank half may lie outside."""
    hangs = [0.0 if SQUEEZED.isdisjoint(marks) else TALK.size / 2 for marks in (word.text[0], word.text[-2:])]
    return TALK.left - hangs[0] - 0.5 < word.left and word.right < TALK.edge + hangs[1] + 0.5


@example([("㛃𬭚" * 40, "2023年8月7日付了1,640.92万元（见《关于拨付的通知》〔2023〕5号文件），" * 3)])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(talks)
def test_what_was_said_is_read_back_and_set_by_the_rules(talk: Talk, rows: list[tuple[str, str]]) -> None:
    pdf = print_paper(talk(qa=[{"q": question, "a": answer} for question, answer in rows]))
    found = said(pdf)
    assert [(one.label, "".join(one.lines)) for one in found] == [
        (label, unspaced(text)) for row in rows for label, text in zip("问答", row, strict=True)
    ]
    for one in found:
        assert [line for line in one.lines[1:] if line[0] in NOT_FIRST] == []
        assert [line for line in one.lines[:-1] if line[-1] in NOT_LAST] == []
    assert [word for word in words(pdf) if in_type_area(word) and not within(word)] == []
