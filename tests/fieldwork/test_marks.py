"""A marking of state secrecy is found however it was typed, and ordinary words about secrets are left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fieldwork.marks import bare_marks, hinted, marked, marks

LEVELS = st.sampled_from(["绝密", "机密", "秘密"])
GAPS = st.text(st.sampled_from(" \t\u3000\u00a0\u2003\u200b\ufe0f"), max_size=3)
AROUND = st.text(st.characters(exclude_characters="★密", exclude_categories=["Cs"]), max_size=30)
ORDINARY = ["商业秘密", "工作秘密", "保守秘密", "国家秘密", "个人秘密", "泄露秘密", "技术秘密", "秘密地", "机密室"]


@pytest.mark.parametrize(
    "text",
    [
        "绝密★", "机密★10年", "秘密★1年", "机 密 ★", "机　密　★", "（机密★）", "会议纪要 秘密★", "絕密★", "機密★", "祕密★",
        "㊙密★", "秘\u200b密★", "密级：秘密★解密前", "商业秘密★",
    ],
)  # fmt: skip
def test_a_marking_with_its_star_is_found(text: str) -> None:
    (mark,) = marks(text)
    assert text[mark.start : mark.end].endswith("★")


@pytest.mark.parametrize(
    "text", ["机密☆", "机密*", "机密", "★机密", "秘密\n★ 要点", "五★酒店", "内部★", "密★", "", "★", "工作秘密，保守秘密。"]
)
def test_what_is_no_marking_is_none(text: str) -> None:
    assert marks(text) == []


@given(AROUND, LEVELS, GAPS, GAPS, AROUND)
def test_spaces_and_what_is_not_seen_never_hide_a_marking(before: str, level: str, gap: str, other: str, after: str) -> None:
    written = f"{level[0]}{gap}{level[1]}{other}★"
    (mark,) = marks(before + written + after)
    assert unicodedata.normalize("NFKC", (before + written + after)[mark.start : mark.end])[-1] == "★"
    assert mark.end - 1 == len(before + written) - 1


@pytest.mark.parametrize("sign", "★密")
def test_the_signs_that_are_looked_for_first_have_no_second_form(sign: str) -> None:
    forms = [chr(code) for code in range(0x110000) if sign in unicodedata.normalize("NFKC", chr(code))]
    assert forms == [sign]


@given(st.text(), st.text())
def test_taking_the_stars_out_takes_the_markings_out(one: str, other: str) -> None:
    assert marks(f"{one}机密★{other}")
    assert marks(f"{one}机密★{other}".replace("★", "")) == []


@pytest.mark.parametrize(
    "text",
    [
        "机密", "该件标为机密", "密级：秘密", "密级秘密", "【绝密】", "机密级", "秘密文件", "机密级文件。", "机密 1年", "（秘 密）",
        "第一页\n机密\n第二页", "封面印有绝密", "这份材料属于秘密级",
    ],
)  # fmt: skip
def test_the_words_alone_are_worth_a_hint_where_they_stand_as_a_marking(text: str) -> None:
    assert len(bare_marks(text)) == 1
    assert marks(text) == []


@pytest.mark.parametrize("text", [*ORDINARY, "审计人员对商业秘密、工作秘密保密。", "他要求保守秘密，不对外讲。", "保密室钥匙"])
def test_ordinary_words_about_secrets_are_no_marking(text: str) -> None:
    assert (marks(text), bare_marks(text)) == ([], [])


def test_a_starred_marking_is_not_hinted_at_a_second_time() -> None:
    assert bare_marks("机密 ★10年") == []


@given(st.lists(st.sampled_from([*ORDINARY, "工作", "资金", "文件"]), max_size=6))
def test_ordinary_words_in_a_row_give_no_hint(words: list[str]) -> None:
    assert bare_marks("我们" + "".join(words) + "等") == []


VALUES = {
    "title": "与财务负责人谈话",
    "amount": 164092,
    "facts": "附件封面为“秘密★1年”。",
    "noticed": None,
    "units": ["0f" * 16],
    "qa": [
        {"row": "a1", "q": "文件在哪里？", "a": "在柜子里。", "at_min": "3"},
        {"row": "b2", "q": "什么级别？", "a": "机 密 ★。"},
    ],
    "attachments": [{"row": "c3", "name": "绝密★通知.pdf", "pages": "2"}],
    "topic": "【机密】",
}


def test_every_value_and_attachment_with_a_marking_is_named_by_its_address() -> None:
    assert marked(VALUES) == ["facts", "qa/b2/a", "attachments/c3/name"]
    assert hinted(VALUES) == ["topic"]


def test_a_draft_that_is_kept_by_addresses_is_looked_through_too() -> None:
    assert marked({"qa/b2/a": "机密★", "qa/b2/q": "什么？"}) == ["qa/b2/a"]
