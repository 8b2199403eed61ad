"""Sums in capitals as banks and receipts write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fieldwork.amounts_in_words import NEGATIVE, in_words
from desktop.model import amounts
from desktop.model.fields import LARGEST_FEN

SUMS = [
    ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "人民币叁佰贰拾伍元零肆分"),
    ("6007.14", "人民币陆仟零柒元壹角肆分"),
    ("100000.00", "人民币壹拾万元整"),
    ("10.50", "人民币壹拾元伍角"),
    ("0", "人民币零元整"),
    ("100000001.00", "人民币壹亿零壹元整"),
    ("0.05", "人民币伍分"),
    ("0.50", "人民币伍角"),
    ("1000000.01", "人民币壹佰万元零壹分"),
    ("10010.00", "人民币壹万零壹拾元整"),
    ("1001000.00", "人民币壹佰万壹仟元整"),
    ("100100000.00", "人民币壹亿零壹拾万元整"),
    ("1000000000000.00", "人民币壹万亿元整"),
    ("1000100010001.10", "人民币壹万零壹亿零壹万零壹元壹角"),
]
WORTH = {"拾": 10, "佰": 100, "仟": 1000}


def read_whole(words: str) -> int:
    """A number in capitals read from left to right, as a cashier would."""
    for unit, worth in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            above, _, below = words.rpartition(unit)
            return read_whole(above) * worth + read_whole(below)
    total = 0
    for digit, place in re.findall("([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)", words):
        total += "零壹贰叁肆伍陆柒捌玖".index(digit) * WORTH.get(place, 1)
    return total


def read(words: str) -> int:
    """Fen of a sum in capitals."""
    yuan, _, rest = words.removeprefix("人民币").removesuffix("整").rpartition("元")
    jiao, fen = (re.search(f"(.){unit}", rest) for unit in "角分")
    digits = [("零壹贰叁肆伍陆柒捌玖".index(found[1]) if found else 0) for found in (jiao, fen)]
    return read_whole(yuan) * 100 + digits[0] * 10 + digits[1]


@pytest.mark.parametrize(("yuan", "words"), SUMS)
def test_a_sum_stands_in_capitals(yuan: str, words: str) -> None:
    assert in_words(amounts.fen(yuan)) == words


@given(st.integers(0, LARGEST_FEN) | st.integers(0, 10**6))
def test_a_sum_in_capitals_reads_back_as_the_same_sum(fen: int) -> None:
    assert read(in_words(fen)) == fen


@given(st.integers(1, 10**9).flatmap(lambda n: st.sampled_from([n, n * 100, n * 10**4, n * 10**6])))
def test_zeros_are_written_once_and_never_ahead_of_a_unit(fen: int) -> None:
    words = in_words(fen)
    assert "零零" not in words
    assert not re.search("零[拾佰仟万亿元角分整]|^人民币零|零$", words)


@given(st.integers(0, LARGEST_FEN))
def test_whole_yuan_are_closed_and_fen_are_not(fen: int) -> None:
    assert in_words(fen).endswith("整") == (fen % 100 == 0)
    assert in_words(fen).startswith("人民币")


@given(st.integers(-LARGEST_FEN, -1))
def test_there_are_no_capitals_for_a_negative_sum(fen: int) -> None:
    assert in_words(fen) == NEGATIVE == "（负）"
