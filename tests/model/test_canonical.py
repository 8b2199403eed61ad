"""One document has one form in bytes; anything else is refused."""

import json
import unicodedata
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.model import canonical

LARGEST = 2**53 - 1
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
KEYS = st.text(st.characters(max_codepoint=127), max_size=6)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(DOCUMENTS)
@example({"note": "第一行\n\u0303", "tab": "\t\u0301"})
@example({"\x7f": "\x7f\x00\x1f\b\f", "/": '"\\/', "a": "\u2028\u2029", "B": "𬭚"})
def test_documents_are_written_as_a_reference_implementation_writes_them(document: Any) -> None:
    assert canonical.encode(document) == rfc8785.dumps(document)


@given(DOCUMENTS)
def test_what_is_written_is_read_back(document: Any) -> None:
    assert canonical.decode(canonical.encode(document), object) == document


@given(DOCUMENTS.filter(lambda document: isinstance(document, dict | list) and document), st.randoms())
def test_the_same_document_written_otherwise_is_refused(document: Any, chance: Any) -> None:
    data = canonical.encode(document)
    otherwise = [json.dumps(document).encode(), json.dumps(document, ensure_ascii=False).encode(), data + b"\n", b" " + data]
    if isinstance(document, dict):
        keys = list(document)
        chance.shuffle(keys)
        otherwise.append(msgspec.json.encode({key: document[key] for key in keys}))
    for other in otherwise:
        if other != data:
            assert refusal(other) == "DOCUMENT_MALFORMED"


@pytest.mark.parametrize(
    "data",
    [
        b'{"n":1,"n":1}',
        b'{"n":1,"n":2}',
        b'[{"a":[{"n":1,"n":1}]}]',
        b'{"n":1.0}',
        b'{"n":1e2}',
        b'{"n":1e400}',
        b'{"n":-0}',
        b'{"n":01}',
        b'{"n":NaN}',
        b'{"n": 1}',
        b'{"n":1 }',
        b' {"n":1}',
        b'{"n":1}\n',
        b'{"n":1}{"n":1}',
        b'\xef\xbb\xbf{"n":1}',
        b'{"b":1,"a":1}',
        b'{"n":9007199254740992}',
        b'{"n":-9007199254740992}',
        b'{"n":' + b"9" * 5000 + b"}",
        b'{"t":"\\ud800"}',
        b'{"t":"\\ud834\\udd1e"}',
        b'{"t":"\xed\xa0\x80"}',
        b'{"t":"\\u4e2d"}',
        b'{"t":"\\/"}',
        b'{"t":"\\u001F"}',
        b'{"t":"\\u0008"}',
        b'{"t":"\xff"}',
        '{"t":"cafe\u0301"}'.encode(),
        '{"t":"\u212b"}'.encode(),
        '{"名":1}'.encode(),
        b'{"t":"\n"}',
        b"{n:1}",
        b"{'n':1}",
        b'{"n":1,}',
        b"{",
        b"",
        b"[" * 100_000,
        b"[" * 5000 + b"]" * 5000,
    ],
)
def test_bytes_in_any_other_form_are_refused(data: bytes) -> None:
    assert refusal(data) == "DOCUMENT_MALFORMED"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"n": 1.0}, "VALUE_FLOAT"),
        ({"n": float("nan")}, "VALUE_FLOAT"),
        ({"n": b"bytes"}, "VALUE_FLOAT"),
        ({"n": {1, 2}}, "VALUE_FLOAT"),
        ({"n": LARGEST + 1}, "VALUE_LARGE"),
        ({"n": -LARGEST - 1}, "VALUE_LARGE"),
        ({"n": 2**70}, "VALUE_LARGE"),
        ({"t": "cafe\u0301"}, "VALUE_NOT_NFC"),
        ({"t": ["一\n", "n\u0303"]}, "VALUE_NOT_NFC"),
        ({"t": "\ud800"}, "VALUE_NOT_NFC"),
        ({"名": 1}, "VALUE_KEY"),
        ({1: 1}, "VALUE_KEY"),
    ],
)
def test_a_value_without_a_form_is_refused_by_name(value: Any, code: str) -> None:
    with pytest.raises(FieldError) as refused:
        canonical.encode(value)
    assert refused.value.code == code


def test_a_document_of_another_shape_is_refused() -> None:
    class Card(msgspec.Struct):
        name: str

    assert canonical.decode(b'{"name":"\xe5\x91\xa8"}', Card) == Card("周")
    for data in (b'{"name":1}', b"{}", b"[]", b'"name"'):
        assert refusal(data, Card) == "DOCUMENT_MALFORMED"


def test_a_list_is_no_dict() -> None:
    assert refusal(b"[]", dict) == "DOCUMENT_MALFORMED"


def test_a_statement_names_its_purpose_so_that_no_signature_serves_another() -> None:
    assert canonical.statement("head", {"n": 1, "chain": "ab"}) == b'xunshen/head/1\n{"chain":"ab","n":1}'
    assert canonical.statement("head", {"n": 1}) != canonical.statement("card", {"n": 1})


def refusal(data: bytes, kind: Any = object) -> str:
    """The code with which these bytes are refused."""
    with pytest.raises(FieldError) as refused:
        canonical.decode(data, kind)
    return refused.value.code
