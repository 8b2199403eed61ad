"""Sums of money in Chinese capitals, for receipts, refunds and cash counts (domain.md 3.4)."""

NEGATIVE = "（负）"
"""Stands where a negative sum would be: there are no capitals for one."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIAD, _HUNDRED_MILLION = 10**4, 10**8


def in_words(fen: int) -> str:
    """`人民币壹万陆仟肆佰零玖元零贰分` for 1640902. A sum that ends with yuan is closed by 整, one that ends with jiao is not."""
    if fen < 0:
        return NEGATIVE
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = f"{_whole(yuan)}元" if yuan or not fen else ""
    if not jiao and not rest:
        return f"人民币{words}整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif words:
        words += "零"
    return f"人民币{words}{_DIGITS[rest]}分" if rest else f"人民币{words}"


def _whole(number: int) -> str:
    """A whole number from 0 up. Zeros before a later digit are one 零, however many they are."""
    if number >= _HUNDRED_MILLION:
        return _joined(number, _HUNDRED_MILLION, "亿")
    if number >= _MYRIAD:
        return _joined(number, _MYRIAD, "万")
    words, skipped = "", False
    for place in reversed(range(len(_PLACES))):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if skipped and words else "") + _DIGITS[digit] + _PLACES[place]
        skipped = not digit
    return words or _DIGITS[0]


def _joined(number: int, unit: int, name: str) -> str:
    """Two parts about the word of a unit: 壹亿零壹, 壹拾亿."""
    above, below = divmod(number, unit)
    zero = "零" if below < unit // 10 else ""
    return f"{_whole(above)}{name}" + (f"{zero}{_whole(below)}" if below else "")
