"""Order keys of table rows: text that sorts as the rows do, with room between any two.

A key is a fraction in base 62 without its leading zero. Keys end in random digits, so that two laptops that put a row in the
same gap nearly never make equal keys; equal ones are told apart by the row's id. Rows are mostly added one below the other:
at the end of a table the first digits are counted up by little, and within it a key takes little of the gap, so that keys
stay short.
"""

from collections.abc import Callable

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
_WORTH = {digit: worth for worth, digit in enumerate(DIGITS)}
STEP = 8
ROOM = BASE**3
"""Gap, in units of the last digit used, that is enough for counting up or down at an end of the table."""
LONGEST = 4096


def between(before: str | None, after: str | None, draw: Callable[[int], int]) -> str:
    """A key that sorts after `before` and ahead of `after` (None: the ends). `draw(n)` gives a random int in 0..n-1.

    Where the two are equal or out of order (rows made unseen by each other), or leave no room, the key closely follows
    `before`. A key that is no number in base 62 (a foreign program wrote it) counts as None."""
    low, high = _number(before), _number(after)
    places, floor, ceiling = 0, 0, 0 if high else 1
    if high and high.rstrip(DIGITS[0]) <= low:
        return low + DIGITS[1 + draw(STEP)] + _ending(draw)
    while ceiling - floor <= (BASE if low and high else ROOM):
        floor = floor * BASE + _digit(low, places)
        ceiling = ceiling * BASE + (_digit(high, places) if high else 0)
        places += 1
    if low and high:
        number = floor + 1 + draw((ceiling - floor) // 4)
    elif low:
        number = floor + 1 + draw(STEP)
    elif high:
        number = ceiling - 1 - draw(STEP)
    else:
        number = (floor + ceiling) // 2 + draw(STEP)
    return _written(number, places) + _ending(draw)


def _number(key: str | None) -> str:
    return key if key and len(key) <= LONGEST and _WORTH.keys() >= set(key) else ""


def _ending(draw: Callable[[int], int]) -> str:
    return DIGITS[draw(BASE)] + DIGITS[1 + draw(BASE - 1)]


def _digit(key: str, place: int) -> int:
    return _WORTH[key[place]] if place < len(key) else 0


def _written(number: int, places: int) -> str:
    digits = ""
    for _ in range(places):
        number, digit = divmod(number, BASE)
        digits = DIGITS[digit] + digits
    return digits
