"""The recovery code: printed once, kept in a safe, typed by somebody who is not at ease.

Eight groups of four characters from an alphabet without I, L, O and U: 31 random characters (155 bits) and a check
character. Letters read as digits are taken as those digits, and case and separators do not matter.
"""

import secrets
import unicodedata

from desktop.errors import FieldError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 32
GROUP = 4
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new() -> str:
    """A fresh code as it is printed: `XXXX-XXXX-…`, eight groups."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    code = body + _check(body)
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def normalised(text: str) -> str:
    """The 32 characters of a code as typed. Errors: VAULT_RECOVERY_TYPING where it cannot be any vault's code."""
    upper = unicodedata.normalize("NFKC", text).upper()
    code = "".join(char for char in upper if char.isalnum()).translate(READ_AS)
    if len(code) != LENGTH or any(char not in ALPHABET for char in code) or _check(code[:-1]) != code[-1]:
        raise FieldError("VAULT_RECOVERY_TYPING")
    return code


def _check(body: str) -> str:
    """The digits as a polynomial over GF(32): every wrong character shows, and every pair of neighbours swapped."""
    value = 0
    for char in body:
        value = _doubled(value ^ ALPHABET.index(char))
    return ALPHABET[value]


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
