"""What may be written into a field, how it is stored, and that it can be shown and typed again unchanged."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.model import canonical
from desktop.model.fields import KINDS, LARGEST_FEN, kind_of

ZHOU = "0f" * 16
HE = "a1" * 16

TYPED_AND_STORED = [
    ("text", "城南粮库", "城南粮库"),
    ("text", "cafe\u0301", "café"),
    ("text", "欧阳𬭚", "欧阳𬭚"),
    ("long_text", "第一句。\r\n第二句。\r", "第一句。\n第二句。\n"),
    ("name", "买买提•吐尔逊", "买买提·吐尔逊"),
    ("name", " 阿依古丽・艾山 ", "阿依古丽·艾山"),
    ("name", "古丽‧买买提", "古丽·买买提"),
    ("place", "城南粮库二楼会议室", "城南粮库二楼会议室"),
    ("choice", "joint_talk", "joint_talk"),
    ("choices", "interview", ["interview"]),
    ("choices", ["interview", "covert_visit", "interview"], ["interview", "covert_visit"]),
    ("yes_no", True, True),
    ("yes_no", "false", False),
    ("yes_no", "是", True),
    ("date", "2024-02-29", "2024-02-29"),
    ("datetime", "2026-11-20T09:05", "2026-11-20T09:05"),
    ("datetime", "2026-11-20 09:05:00", "2026-11-20T09:05"),
    ("money", "1640.92", 164092),
    ("money", "1,640.9", 164090),
    ("money", "¥16,409,200元", 1640920000),
    ("money", "１６４０．９２", 164092),
    ("money", "-0.01", -1),
    ("money", "3.100", 310),
    ("money", 12, 1200),
    ("number", "007.50", "7.5"),
    ("number", "-0.0", "0"),
    ("number", "1,000", "1000"),
    ("number", 40, "40"),
    ("person", ZHOU, ZHOU),
    ("people", [ZHOU, HE, ZHOU], [ZHOU, HE]),
    ("people", ZHOU, [ZHOU]),
    ("unit", HE, HE),
    ("units", [HE, ZHOU], [HE, ZHOU]),
    ("reference", HE, HE),
    ("references", [], []),
    ("table", [{"q": "还有什么补充？"}], [{"q": "还有什么补充？"}]),
    ("files", [], []),
]

REFUSED = [
    ("text", "两\n行"),
    ("text", 7),
    ("text", "\ud800"),
    ("long_text", ["一", "二"]),
    ("name", "周\n岚"),
    ("choice", " "),
    ("choices", {"interview": True}),
    ("yes_no", "也许"),
    ("yes_no", 1),
    ("date", "2026-02-29"),
    ("date", "2026-13-01"),
    ("date", "2026/11/20"),
    ("date", "20261120"),
    ("date", "２０２６-11-20"),
    ("datetime", "2026-11-20"),
    ("datetime", "2026-11-20T24:01"),
    ("datetime", "2026-11-20T09:05:30"),
    ("datetime", "2026-11-20T09:05+08:00"),
    ("money", "1640.925"),
    ("money", "1,64.92"),
    ("money", "一千元"),
    ("money", "1e3"),
    ("money", "NaN"),
    ("money", 12.5),
    ("money", True),
    ("money", "90071992547409.92"),
    ("number", "1e9"),
    ("number", "Infinity"),
    ("number", "9" * 61),
    ("number", 0.1),
    ("person", "周岚"),
    ("person", ZHOU.upper()),
    ("person", ZHOU + "00"),
    ("people", [ZHOU, "何川"]),
    ("references", 3),
    ("table", "问答"),
    ("table", ["问", "答"]),
]


@pytest.mark.parametrize(("kind", "typed", "stored"), TYPED_AND_STORED)
def test_what_people_type_is_stored_in_one_form(kind: str, typed: Any, stored: Any) -> None:
    assert KINDS[kind].read(typed) == stored
    assert KINDS[kind].check(stored) == stored


@pytest.mark.parametrize(("kind", "typed"), REFUSED)
def test_what_is_no_such_value_is_refused_and_the_kind_named(kind: str, typed: Any) -> None:
    with pytest.raises(FieldError) as refused:
        KINDS[kind].read(typed)
    assert (refused.value.code, refused.value.facts["kind"]) == ("VALUE_KIND", kind)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "cafe\u0301"),
        ("long_text", "一\r\n二"),
        ("name", "买买提•吐尔逊"),
        ("name", "周岚 "),
        ("yes_no", "true"),
        ("datetime", "2026-11-20 09:05"),
        ("money", "1640.92"),
        ("money", LARGEST_FEN + 1),
        ("number", "7.50"),
        ("number", 40),
    ],
)
def test_a_value_from_elsewhere_must_be_in_stored_form_already(kind: str, value: Any) -> None:
    with pytest.raises(FieldError, match="VALUE_KIND"):
        KINDS[kind].check(value)


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(FieldError) as refused:
        KINDS["money"].read("某某给的三万")
    assert "某某" not in str(refused.value) + str(refused.value.facts)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_emptied_value_is_of_every_kind(kind: str) -> None:
    row = KINDS[kind]
    assert (row.check(None), row.read(None), row.show(None), row.text(None)) == (None, None, None, "")


def test_only_names_of_records_refer_and_only_tables_have_rows() -> None:
    assert {kind.id for kind in KINDS.values() if kind.refers} == {"person", "people", "unit", "units", "reference", "references"}
    assert {kind.id for kind in KINDS.values() if kind.rows} == {"table", "files"}


def test_search_reads_money_as_it_is_typed_and_no_ids() -> None:
    assert KINDS["money"].text(164092) == "1640.92"
    assert KINDS["person"].text(ZHOU) == ""
    assert KINDS["long_text"].text("库存粮食") == "库存粮食"


def test_an_unknown_kind_is_an_expected_failure() -> None:
    with pytest.raises(FieldError, match="VALUE_KIND_UNKNOWN"):
        kind_of("telepathy")


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")).map(
    lambda text: unicodedata.normalize("NFC", text)
)
ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
STORED: dict[str, st.SearchStrategy[Any]] = {
    "text": words,
    "long_text": st.lists(words).map("\n".join),
    "name": words.map(lambda text: KINDS["name"].read(text)),
    "place": words,
    "choice": st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True),
    "choices": st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True), unique=True),
    "yes_no": st.booleans(),
    "date": st.dates(min_value=date(1, 1, 1)).map(date.isoformat),
    "datetime": st.datetimes(min_value=datetime(1, 1, 1)).map(lambda at: at.isoformat("T", "minutes")),
    "money": st.integers(-LARGEST_FEN, LARGEST_FEN),
    "number": st.decimals(-(10**15), 10**15, places=6, allow_nan=False).map(lambda d: KINDS["number"].read(format(d, "f"))),
    "person": ids,
    "people": st.lists(ids, unique=True),
    "unit": ids,
    "units": st.lists(ids, unique=True),
    "reference": ids,
    "references": st.lists(ids, unique=True),
    "table": st.lists(st.dictionaries(st.sampled_from("qa"), words)),
    "files": st.lists(st.dictionaries(st.just("name"), words)),
}


def test_every_kind_has_values_to_try() -> None:
    assert STORED.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", sorted(STORED))
@given(data=st.data())
def test_what_is_shown_can_be_typed_again_and_stays_the_same(kind: str, data: st.DataObject) -> None:
    value = data.draw(STORED[kind])
    row = KINDS[kind]
    assert row.check(value) == value
    assert row.read(row.show(value)) == value
    assert canonical.decode(canonical.encode(value), object) == value


@given(st.text())
def test_reading_a_name_twice_is_reading_it_once(typed: str) -> None:
    try:
        once = KINDS["name"].read(typed)
    except FieldError:
        return
    assert KINDS["name"].read(once) == once
