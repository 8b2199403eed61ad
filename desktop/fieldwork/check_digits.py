"""Check digits of identity numbers (GB 11643-1999) and unified social credit codes (GB 32100-2015).

They tell slips of the pen, nothing more: a wrong one is hinted at, never refused (domain.md 2.0).
"""

import re
import unicodedata
from datetime import date
from typing import Literal

Verdict = Literal["right", "old", "wrong"]
"""`old`: of the fifteen digits given out before, which have no check character of these kinds."""

CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Their places are their worth; I, O, S, V and Z are left out, as they look like others."""

_IGNORED = re.compile(r"[\s\-‐‑‒–—―−]+")
_ID = re.compile(r"[1-9]\d{5}(?P<birth>\d{8})\d{3}[\dX]", re.ASCII)
_OLD_ID = re.compile(r"[1-9]\d{5}(?P<birth>\d{6})\d{3}", re.ASCII)
_OLD_BUSINESS = re.compile(r"\d{15}", re.ASCII)
_CREDIT = re.compile(f"[{CREDIT_CHARACTERS}]{{18}}")


def normalised(code: str) -> str:
    """A number as it is compared: one width, capitals, no spaces or dashes."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", code)).upper()


def id_number(code: str) -> Verdict:
    """Whether an identity number is of eighteen characters with a day of birth that was and the check character it must have."""
    plain = normalised(code)
    if (old := _OLD_ID.fullmatch(plain)) and _is_day("19" + old["birth"]):
        return "old"
    found = _ID.fullmatch(plain)
    return "right" if found and _is_day(found["birth"]) and plain[-1] == id_check(plain[:17]) else "wrong"


def credit_code(code: str) -> Verdict:
    """Whether a credit code is of eighteen characters and the last is the one it must be."""
    plain = normalised(code)
    if _OLD_BUSINESS.fullmatch(plain):
        return "old"
    return "right" if _CREDIT.fullmatch(plain) and plain[-1] == credit_check(plain[:17]) else "wrong"


def id_check(seventeen: str) -> str:
    """The eighteenth character of an identity number (ISO 7064, MOD 11-2)."""
    weighed = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(seventeen))
    return "0123456789X"[(12 - weighed) % 11]


def credit_check(seventeen: str) -> str:
    """The eighteenth character of a credit code (GB 32100-2015, 5)."""
    weighed = sum(CREDIT_CHARACTERS.index(one) * 3**place for place, one in enumerate(seventeen))
    return CREDIT_CHARACTERS[-weighed % 31]


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
