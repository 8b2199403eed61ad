"""Sums of money and other numbers as people type them, without a binary fraction anywhere."""

import re
import unicodedata
from decimal import Decimal

_TYPED = re.compile(r"[+-]?(\d{1,3}(,\d{3})+(\.\d*)?|\d+(\.\d*)?|\.\d+)", re.ASCII)
_LONGEST = 60


def fen(text: str) -> int:
    """Fen of a sum typed in yuan ("1,640.92", "￥3"). ValueError where it is none or has a fraction of a fen."""
    typed = unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("元")
    sum_ = _decimal(typed)
    sign, digits, exponent = sum_.as_tuple()
    whole = int("".join(map(str, digits)) + "0" * max(0, 2 + int(exponent)))
    fraction = int(10 ** max(0, -2 - int(exponent)))
    if whole % fraction:
        raise ValueError("less than a fen")
    return -(whole // fraction) if sign else whole // fraction


def yuan(fen: int) -> str:
    """A sum in yuan with two decimals, as `fen` reads it."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def plain(text: str) -> str:
    """The one way a number is written: no exponent, comma, plus sign, needless zero or negative zero. ValueError."""
    written = format(_decimal(unicodedata.normalize("NFKC", text)), "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written == "-0" else written


def _decimal(text: str) -> Decimal:
    text = text.strip()
    if len(text) > _LONGEST or not _TYPED.fullmatch(text):
        raise ValueError("not a number")
    return Decimal(text.replace(",", ""))
