"""A row put between two others stands between them, on every laptop."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.model.rows import BASE, DIGITS, between

KEYS = st.text(st.sampled_from(DIGITS), min_size=1, max_size=8)
DRAWS = st.sampled_from((lambda n: 0, lambda n: n - 1, random.Random(7).randrange))


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=150), DRAWS)
def test_rows_put_in_anywhere_stand_where_they_were_put(places: list[float], draw: object) -> None:
    table: list[str] = []
    for where in places:
        place = round(where * len(table))
        key = between(table[place - 1] if place else None, table[place] if place < len(table) else None, draw)
        table.insert(place, key)
    assert table == sorted(set(table))


@given(KEYS, KEYS, DRAWS)
def test_a_key_stands_between_any_two_that_leave_room(one: str, other: str, draw: object) -> None:
    low, high = sorted((one, other))
    key = between(low, high, draw)
    assert key > low
    if low < high.rstrip("0"):
        assert key < high


@given(KEYS | st.none(), KEYS | st.none(), DRAWS)
def test_a_key_can_always_be_followed_and_preceded(before: str | None, after: str | None, draw: object) -> None:
    key = between(before, after, draw)
    assert set(key) <= set(DIGITS)
    assert not key.endswith("0")
    assert between(None, key, draw) < key < between(key, None, draw)


def test_digits_sort_as_they_count() -> None:
    assert list(DIGITS) == sorted(DIGITS)
    assert len(DIGITS) == BASE == len(string.digits + string.ascii_letters)


@pytest.mark.parametrize("end", ["last", "first"])
def test_ten_thousand_rows_added_at_one_end_keep_short_keys(end: str) -> None:
    draw = random.Random(1).randrange
    keys = [between(None, None, draw)]
    for _ in range(9_999):
        keys.append(between(keys[-1], None, draw) if end == "last" else between(None, keys[-1], draw))
    assert keys == sorted(set(keys), reverse=end == "first")
    assert max(map(len, keys)) <= 8


@pytest.mark.parametrize(("typing", "longest"), [("downwards", 40), ("upwards", 400)])
def test_five_hundred_rows_typed_into_one_gap_keep_keys_bounded(typing: str, longest: int) -> None:
    draw = random.Random(2).randrange
    low = between(None, None, draw)
    high = between(low, None, draw)
    for _ in range(500):
        key = between(low, high, draw)
        assert low < key < high
        low, high = (key, high) if typing == "downwards" else (low, key)
    assert len(key) <= longest


def test_two_laptops_that_put_a_row_into_the_same_gap_seldom_make_the_same_key() -> None:
    draw = random.Random(3).randrange
    keys = [between("V00", None, draw) for _ in range(200)]
    assert len(set(keys)) >= 195


@pytest.mark.parametrize(("before", "after"), [("V07", "V07"), ("V09", "V07"), ("V", "V0"), ("V", "V000")])
def test_between_rows_without_room_the_key_closely_follows_the_first(before: str, after: str) -> None:
    key = between(before, after, random.Random(4).randrange)
    assert key.startswith(before)
    assert key > before


@pytest.mark.parametrize("foreign", ["", "中", "V-1", "\U0010ffff", " ", "z" * 100_000])
def test_a_key_that_a_foreign_program_wrote_stops_nobody_from_typing(foreign: str) -> None:
    draw = random.Random(5).randrange
    assert between("V01", foreign, draw) > "V01"
    assert between(foreign, "V01", draw) < "V01"
    assert len(between(foreign, foreign, draw)) <= 8
