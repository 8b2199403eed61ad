"""Order keys of table rows: text that sorts as the rows do, with room between any two.

A key is a fraction in base 62 without its leading zero. Keys end in random digits, so that two laptops that put a row in the
same gap nearly never make equal keys; equal ones are told apart by the row's id.
"""

from collections.abc import Callable

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


def between(before: str | None, after: str | None, draw: Callable[[int], int]) -> str:
    """A key that sorts after `before` and ahead of `after` (None: the ends). `draw(n)` gives a random int in 0..n-1.

    Where the two are equal or out of order (rows made unseen by each other) the key follows `before`."""
    low = before or ""
    high = after if after is not None and after > low else None
    prefix = ""
    while True:
        place = len(prefix)
        floor = DIGITS.index(low[place]) if place < len(low) else 0
        ceiling = DIGITS.index(high[place]) if high is not None and place < len(high) else BASE
        if ceiling - floor > 1:
            step = min(ceiling - floor - 1, 8) if high is None else ceiling - floor - 1
            digit = floor + 1 + (draw(step) if high is not None else 0)
            return prefix + DIGITS[digit] + DIGITS[draw(BASE)] + DIGITS[1 + draw(BASE - 1)]
        prefix += DIGITS[floor]
        if ceiling > floor:
            high = None
