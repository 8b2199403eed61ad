"""The kinds of field, one row each: what a value is, how it is typed on a command line, shown, and searched.

Values are stored as plain JSON without floats, text in NFC: money in fen, other numbers as decimal text, dates in ISO 8601.
None stands for an emptied value everywhere.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from desktop.errors import FieldError
from desktop.model import amounts

Value = Any
"""str, int, bool, None, or a list of str; of a table, a list of rows (each a dict) as it is typed or shown."""

T = TypeVar("T")
LARGEST_FEN = 2**53 - 1
MIDDLE_DOT = "\u00b7"
_DOTS = dict.fromkeys((0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65, 0x0387, 0x16EB), MIDDLE_DOT)
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_TYPED_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:00(\.0+)?)?", re.ASCII)
_YES = {"true": True, "yes": True, "1": True, "是": True, "有": True}
_NO = {"false": False, "no": False, "0": False, "否": False, "无": False}


@dataclass(frozen=True, slots=True)
class FieldKind:
    """One kind. `check(value)` gives back a stored value, `read(text or JSON)` makes one of what was typed: both raise
    VALUE_KIND, and let None through. `show(value)` is its JSON on the command line, and `read(show(v)) == v`.
    `text(value)`: what search reads. `refers`: it names records by id. `rows`: a table, stored row by row
    under `field/row` and `field/row/cell`."""

    id: str
    check: Callable[[Value], Value]
    read: Callable[[Value], Value]
    show: Callable[[Value], Value]
    text: Callable[[Value], str]
    refers: bool = False
    rows: bool = False


def kind_of(id: str) -> FieldKind:
    """The kind of that id. Raises VALUE_KIND_UNKNOWN."""
    if id not in KINDS:
        raise FieldError("VALUE_KIND_UNKNOWN", kind=id)
    return KINDS[id]


def nfc(text: str) -> str:
    """Text as stored: NFC, line ends as \\n."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def person_name(text: str) -> str:
    """A person's name as stored: NFC, the middle dots of keyboards and files made U+00B7, no spaces at the ends."""
    return unicodedata.normalize("NFC", text).translate(_DOTS).strip()


class _Unfit(Exception):
    """The value is not of the kind."""


def _guarded(kind: str, act: Callable[[Value], Value]) -> Callable[[Value], Value]:
    def guarded(value: Value) -> Value:
        if value is None:
            return None
        try:
            return act(value)
        except _Unfit as unfit:
            raise FieldError("VALUE_KIND", kind=kind) from unfit

    return guarded


def _str(value: Value) -> str:
    if not isinstance(value, str):
        raise _Unfit
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _Unfit from error
    return value


def _check_text(value: Value) -> str:
    if not unicodedata.is_normalized("NFC", _str(value)) or "\r" in value:
        raise _Unfit
    return str(value)


def _check_line(value: Value) -> str:
    if "\n" in _check_text(value):
        raise _Unfit
    return str(value)


def _check_name(value: Value) -> str:
    if person_name(_check_line(value)) != value:
        raise _Unfit
    return str(value)


def _read_text(value: Value) -> str:
    return nfc(_str(value))


def _read_line(value: Value) -> str:
    return _check_line(nfc(_str(value)))


def _read_name(value: Value) -> str:
    return _check_name(person_name(_str(value)))


def _check_choice(value: Value) -> str:
    if not _check_line(value).strip():
        raise _Unfit
    return str(value)


def _check_yes_no(value: Value) -> bool:
    if not isinstance(value, bool):
        raise _Unfit
    return value


def _read_yes_no(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    word = _str(value).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise _Unfit


def _check_date(value: Value) -> str:
    if not _DATE.fullmatch(_str(value)):
        raise _Unfit
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise _Unfit from error
    return str(value)


def _check_datetime(value: Value) -> str:
    if not _MINUTE.fullmatch(_str(value)):
        raise _Unfit
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise _Unfit from error
    return str(value)


def _read_date(value: Value) -> str:
    return _check_date(_str(value).strip())


def _read_datetime(value: Value) -> str:
    found = _TYPED_MINUTE.fullmatch(_str(value).strip())
    if not found:
        raise _Unfit
    return _check_datetime(f"{found[1]}T{found[2]}")


def _check_money(value: Value) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_FEN:
        raise _Unfit
    return value


def _read_money(value: Value) -> int:
    """Yuan, as text or as a JSON integer."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return _check_money(value * 100 if whole else _amount(amounts.fen, value))


def _amount(act: Callable[[str], T], value: Value) -> T:
    try:
        return act(_str(value))
    except ValueError as error:
        raise _Unfit from error


def _check_number(value: Value) -> str:
    if _read_number(_str(value)) != value:
        raise _Unfit
    return str(value)


def _read_number(value: Value) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return _amount(amounts.plain, str(value) if whole else value)


def _check_id(value: Value) -> str:
    if not _ID.fullmatch(_str(value)):
        raise _Unfit
    return str(value)


def _listed(one: Callable[[Value], Value]) -> Callable[[Value], list[str]]:
    """A list without doubles, in the order given. Typed text stands for a list of one."""

    def act(value: Value) -> list[str]:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list | tuple):
            raise _Unfit
        return list(dict.fromkeys(one(item) for item in items))

    return act


def _check_rows(value: Value) -> list[dict[str, Value]]:
    """Rows as typed; their cells are checked each by the kind of its column."""
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        raise _Unfit
    return [dict(row) for row in value]


def _as_is(value: Value) -> Value:
    return value


def _no_words(value: Value) -> str:
    return ""


def _words(value: Value) -> str:
    return str(value)


def _row(
    id: str,
    check: Callable[[Value], Value],
    read: Callable[[Value], Value] | None = None,
    show: Callable[[Value], Value] = _as_is,
    text: Callable[[Value], str] = _no_words,
    refers: bool = False,
    rows: bool = False,
) -> FieldKind:
    return FieldKind(
        id,
        check=_guarded(id, check),
        read=_guarded(id, read or check),
        show=_guarded(id, show),
        text=lambda value: "" if value is None else text(value),
        refers=refers,
        rows=rows,
    )


KINDS: dict[str, FieldKind] = {
    kind.id: kind
    for kind in (
        _row("text", _check_line, _read_line, text=_words),
        _row("long_text", _check_text, _read_text, text=_words),
        _row("name", _check_name, _read_name, text=_words),
        _row("place", _check_line, _read_line, text=_words),
        _row("choice", _check_choice),
        _row("choices", _listed(_check_choice)),
        _row("yes_no", _check_yes_no, _read_yes_no),
        _row("date", _check_date, _read_date, text=_words),
        _row("datetime", _check_datetime, _read_datetime, text=_words),
        _row("money", _check_money, _read_money, amounts.yuan, text=amounts.yuan),
        _row("number", _check_number, _read_number, text=_words),
        _row("person", _check_id, refers=True),
        _row("people", _listed(_check_id), refers=True),
        _row("unit", _check_id, refers=True),
        _row("units", _listed(_check_id), refers=True),
        _row("reference", _check_id, refers=True),
        _row("references", _listed(_check_id), refers=True),
        _row("table", _check_rows, rows=True),
        _row("files", _check_rows, rows=True),
    )
}
