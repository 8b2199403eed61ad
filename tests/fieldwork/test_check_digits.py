"""A slip of the pen in an identity number or a credit code is seen by its check character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fieldwork.check_digits import CREDIT_CHARACTERS, credit_check, credit_code, id_check, id_number, normalised

# The examples that GB 11643-1999 itself gives, and codes of the shape that GB 32100-2015 describes.
STANDARD_IDS = ["11010519491231002X", "440524188001010014"]
CREDIT_CODE = "91350100M000100Y43"
PLACES = st.integers(100_000, 999_999).map(str)
BIRTHS = st.dates().map(lambda day: f"{day:%Y%m%d}".zfill(8))
ORDERS = st.integers(0, 999).map("{:03d}".format)
BODIES = st.text(st.sampled_from(CREDIT_CHARACTERS), min_size=17, max_size=17)


@pytest.mark.parametrize("code", STANDARD_IDS)
def test_the_numbers_of_the_standard_are_right(code: str) -> None:
    assert id_number(code) == "right"
    assert id_check(code[:17]) == code[-1]


TYPED = ["11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X"]


@pytest.mark.parametrize("typed", TYPED)
def test_a_number_is_read_in_any_width_case_and_grouping(typed: str) -> None:
    assert normalised(typed) == STANDARD_IDS[0]
    assert id_number(typed) == "right"


@given(PLACES, BIRTHS, ORDERS)
def test_each_number_has_one_check_character(place: str, birth: str, order: str) -> None:
    body = place + birth + order
    assert [last for last in "0123456789X" if id_number(body + last) == "right"] == [id_check(body)]


@given(PLACES, BIRTHS, ORDERS, st.integers(0, 15))
def test_two_neighbouring_digits_of_an_identity_number_swapped_are_noticed(place: str, birth: str, order: str, at: int) -> None:
    body = place + birth + order
    whole = body + id_check(body)
    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    assert swapped == whole or id_number(swapped) == "wrong"


@pytest.mark.parametrize(
    "code",
    ["110105194912310021", "110105194913310028", "11010519491231002", "01010519491231002X", "E12345678", "", "X" * 18, "１" * 18],
)
def test_a_number_with_a_wrong_end_day_or_length_is_wrong(code: str) -> None:
    assert id_number(code) == "wrong"


def test_a_number_of_a_day_that_never_was_is_wrong_with_the_right_end_too() -> None:
    body = "110105" + "19490230" + "002"
    assert id_number(body + id_check(body)) == "wrong"


def test_an_old_number_of_fifteen_digits_is_old_and_not_wrong() -> None:
    assert id_number("110105491231002") == "old"
    assert id_number("110105491331002") == "wrong"


def test_a_credit_code_is_right_with_its_last_character_and_in_small_letters() -> None:
    assert (credit_code(CREDIT_CODE), credit_code(CREDIT_CODE.lower())) == ("right", "right")
    assert credit_code("91350100M000100Y4X") == "wrong"


@given(BODIES)
def test_each_credit_code_has_one_last_character(body: str) -> None:
    assert [last for last in CREDIT_CHARACTERS if credit_code(body + last) == "right"] == [credit_check(body)]


@given(BODIES, st.integers(0, 16), st.sampled_from(CREDIT_CHARACTERS))
def test_one_character_of_a_credit_code_mistaken_is_noticed(body: str, at: int, other: str) -> None:
    whole = body + credit_check(body)
    mistaken = whole[:at] + other + whole[at + 1 :]
    assert mistaken == whole or credit_code(mistaken) == "wrong"


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_look_like_others_are_in_no_credit_code(letter: str) -> None:
    assert letter not in CREDIT_CHARACTERS
    assert credit_code(f"{letter}{CREDIT_CODE[1:]}") == "wrong"


def test_an_old_business_number_of_fifteen_digits_is_only_noted() -> None:
    assert credit_code("110105010001234") == "old"
    assert credit_code("11010501000123") == "wrong"
