"""What stands in a cell as it would be typed into a field: the kinds of a spreadsheet made those of a form."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from desktop.errors import FieldError, Language
from desktop.ledger.book import Cell
from desktop.ledger.columns import BAR, ENTER, INNER_BAR, Meaning
from desktop.ledger.shown import DIGITS
from desktop.model import amounts
from desktop.model.fields import KINDS
from desktop.model.form import Field, Option

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""What lies outside is a slip of the hand, or a number that a spreadsheet took for a day."""
MASK = "*"
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_BETWEEN = re.compile("[、；;\n]")
_BETWEEN_PEOPLE = re.compile("[、，,；;\n]")
ALMOST = timedelta(seconds=1)
"""By so much a spreadsheet, which keeps times as fractions of a day, may miss a minute."""


def typed(meaning: Meaning, cell: Cell, lang: Language) -> Any:
    """What a cell says for a field, ready to be read by its kind; None where it is blank. Names of persons, units and records stay
    one text (see `each`); a table becomes a list of rows.

    Raises the error that stands in the cell, VALUE_KIND, VALUE_NOT_AN_OPTION, LEDGER_DATE_ODD, LEDGER_MONEY_DECIMALS,
    LEDGER_DIGITS_LOST, LEDGER_MASKED, LEDGER_TABLE_LINE."""
    field = meaning.field
    if isinstance(cell, FieldError):
        raise cell
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if field.kind == "table":
        return [_row(field, line, lang) for line in _text(field, cell).split("\n") if line.strip()]
    if field.tier == "personal" and isinstance(cell, str) and MASK in cell:
        raise FieldError("LEDGER_MASKED", field=field.id)
    return _of_kind(meaning, cell, lang)


def _of_kind(meaning: Meaning, cell: Cell, lang: Language) -> Any:
    field = meaning.field
    match field.kind:
        case "money":
            return _money(field, cell, meaning.scale or 1)
        case "number":
            return cell if isinstance(cell, str) else format(_number(field, cell), "f")
        case "date" | "datetime":
            return _moment(field, cell)
        case "yes_no":
            return cell if isinstance(cell, bool) else _text(field, cell)
        case "choice":
            return _option(field, _text(field, cell), lang)
        case "choices":
            return [_option(field, one, lang) for one in _BETWEEN.split(_text(field, cell)) if one.strip()]
    return _text(field, cell)


def each(field: Field, text: str) -> list[str]:
    """The names in a cell that may hold several: one in a line, or with 、 or ; between them, of persons also a comma."""
    between = _BETWEEN_PEOPLE if field.kind == "people" else _BETWEEN
    return [one.strip() for one in between.split(text) if one.strip()]


def _text(field: Field, cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
        case bool():
            raise FieldError("VALUE_KIND", kind=field.kind)
        case int() | float():
            return format(_number(field, cell), "f")
    raise FieldError("VALUE_KIND", kind=field.kind)


def _number(field: Field, cell: Cell) -> Decimal:
    """A number as the spreadsheet showed it: to fifteen digits, beyond which it invents."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise FieldError("VALUE_KIND", kind=field.kind)
    if abs(cell) >= 10**DIGITS:
        raise FieldError("LEDGER_DIGITS_LOST", field=field.id)
    return Decimal(format(cell, f".{DIGITS}g"))


def _money(field: Field, cell: Cell, scale: int) -> str:
    if isinstance(cell, str):
        said = unicodedata.normalize("NFKC", cell).strip().removeprefix("¥").removesuffix("元")
        try:
            sum_ = Decimal(amounts.plain(said))
        except ValueError as error:
            raise FieldError("VALUE_KIND", kind=field.kind) from error
    else:
        sum_ = _number(field, cell)
        # Two of the digits that a spreadsheet keeps are for fen.
        if abs(sum_) >= 10 ** (DIGITS - 2):
            raise FieldError("LEDGER_DIGITS_LOST", field=field.id)
    sum_ *= scale
    if sum_ * 100 % 1:
        raise FieldError("LEDGER_MONEY_DECIMALS", field=field.id)
    return format(sum_, ".2f")


def _moment(field: Field, cell: Cell) -> str:
    """A day, or a day with its minute, in ISO 8601."""
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).strip()
        if field.kind == "date" and (found := _DAY.fullmatch(text)):
            text = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
        said = KINDS[field.kind].read(text)
    elif isinstance(cell, date):
        cell = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
        _check_year(field, cell.year)
        minute = (cell + timedelta(seconds=30)).replace(second=0, microsecond=0)
        whole_day = minute.time() == time()
        if abs(cell - minute) > ALMOST or (field.kind == "date" and not whole_day):
            raise FieldError("VALUE_KIND", kind=field.kind)
        said = minute.isoformat(timespec="minutes") if field.kind == "datetime" else minute.date().isoformat()
    else:
        raise FieldError("VALUE_KIND", kind=field.kind)
    _check_year(field, int(said[:4]))
    return str(said)


def _check_year(field: Field, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise FieldError("LEDGER_DATE_ODD", field=field.id, first=FIRST_YEAR, last=LAST_YEAR)


def _option(field: Field, text: str, lang: Language) -> str:
    """An option by its id or by a label that no other has."""
    word = _normal(text)
    found = [one for one in field.options if word == _normal(one.id)] or [one for one in field.options if word in _labels(one)]
    if len(found) != 1:
        raise FieldError("VALUE_NOT_AN_OPTION", field=field.id, options=", ".join(one.label[lang] for one in field.options))
    return found[0].id


def _labels(option: Option) -> set[str]:
    return {_normal(label) for label in option.label.values()}


def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _row(field: Field, line: str, lang: Language) -> dict[str, Any]:
    """A row of a table from its line."""
    cells = line.split(BAR)
    if len(cells) > len(field.columns) or 1 < len(cells) < len(field.columns):
        raise FieldError("LEDGER_TABLE_LINE", field=field.id, count=len(field.columns))
    row = {}
    for column, cell in zip(field.columns, cells, strict=False):
        value = typed(Meaning(column), cell.replace(ENTER, "\n").replace(INNER_BAR, BAR), lang)
        if value is not None:
            row[column.id] = value
    return row
