"""Names of materials and titles of points, made alike so that the same thing is seen when it comes twice (domain.md 2.9 and 5).

Two materials are the same by `key`: unit, name, period and version. Names that are only nearly alike are proposed, and people
decide; nothing is joined by likeness.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

ALIKE = 70
"""Score, of 100, from which a name is worth proposing: one character in three may differ."""

_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|csv|txt|jpe?g|png|heic|zip|ofd)$")
_CHINESE_YEAR = re.compile("[〇零○一二三四五六七八九]{4}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR, _MONTH, _TO = r"(?:19|20)\d{2}", "(?:1[0-2]|0?[1-9])", "[-—–~至到]"
_PARTS = {"上半年": "H1", "下半年": "H2"} | {
    f"第?[{number}{chinese}]季度": f"Q{number}" for number, chinese in enumerate("一二三四", 1)
}
_PERIOD = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})(?:"
    rf"年(?P<month>{_MONTH})月{_TO}(?P<to_year>{_YEAR})年(?P<to_month>{_MONTH})月"
    rf"|年?度?{_TO}(?P<last_year>{_YEAR})年度?"
    rf"|年(?P<first>{_MONTH})月?{_TO}(?P<last>{_MONTH})月份?"
    rf"|年(?P<only>{_MONTH})月份?(?!\d)"
    rf"|年(?P<part>{'|'.join(_PARTS)})"
    r"|年度?"
    # 〔2023〕5号 is the number of a document; 报表(2023) is one of the year.
    r"|(?<=[(\[〔]\d{4})(?=[)\]〕](?!\d+号)))"
)
_POINT = re.compile("^关于|的?(?:问题|疑点|情况|线索)$")


class Named(NamedTuple):
    """A name without the period it was written with; `period`: `2023`, `2023Q1`, `2023-12`, `2021-2023`, or empty."""

    name: str
    period: str


class Key(NamedTuple):
    """What makes two materials the same. `unit`: id of the unit asked."""

    unit: str
    name: str
    period: str
    version: str


class PointKey(NamedTuple):
    """What makes two points worth comparing; `amount` in fen."""

    unit: str
    title: str
    amount: int | None


def named(text: str) -> Named:
    """`财务报表`, `2023` for 2023年度财务报表, 《财务报表》（2023年） and 财务报表（二〇二三年）.xlsx alike."""
    name, periods = _split(text)
    return Named(name, "+".join(periods)) if name else Named(_letters(_plain(text)), "")


def key(unit: str, name: str, period: str = "", version: str = "") -> Key:
    """A period in the name counts where none is given apart, and stays in the name where another is."""
    known, said = named(name), _period(period)
    within = known.period if said and known.period != said else ""
    return Key(unit, known.name + within, said or known.period, _plain(version))


def point_keys(units: Iterable[str], title: str, amount: int | None) -> frozenset[PointKey]:
    """One a unit: two points that share a key are about the same unit, matter and amount."""
    plain = _letters(_plain(title))
    matter = _POINT.sub("", plain) or plain
    return frozenset(PointKey(unit, matter, amount) for unit in units)


def near(name: str, names: Iterable[str], most: int = 5) -> list[tuple[str, int]]:
    """At most so many of `names` that are nearly alike, periods aside, with scores up to 100, the best first."""
    plain = {one: named(one).name for one in names}
    found = process.extract(named(name).name, plain, scorer=fuzz.ratio, limit=most, score_cutoff=ALIKE)
    return [(one, round(score)) for _, score, one in found]


def _split(text: str) -> tuple[str, list[str]]:
    """The letters and digits of a name, and the periods found in it. Each removal may bring a period together."""
    periods: list[str] = []
    left, before = _plain(text), ""
    while left != before:
        before = left
        periods += [_written(found) for found in _PERIOD.finditer(left)]
        left = _letters(_PERIOD.sub("", left))
    return left, periods


def _written(found: re.Match[str]) -> str:
    year = found["year"]
    if found["to_year"]:
        return f"{year}-{int(found['month']):02d}/{found['to_year']}-{int(found['to_month']):02d}"
    if found["last_year"]:
        return f"{year}-{found['last_year']}"
    if found["first"]:
        return f"{year}-{int(found['first']):02d}/{year}-{int(found['last']):02d}"
    if found["only"]:
        return f"{year}-{int(found['only']):02d}"
    return year + next((code for part, code in _PARTS.items() if found["part"] and re.fullmatch(part, found["part"])), "")


def _period(text: str) -> str:
    """A period given apart, as `named` writes those it finds."""
    plain = re.sub(rf"^({_YEAR})[-./]({_MONTH})$", r"\1年\2月", _plain(text))
    left, periods = _split(plain)
    return "+".join([*periods, *([left] if left else [])])


def _plain(text: str) -> str:
    """One width, one case, no spaces, no ending of a file, years in digits."""
    plain = "".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())
    return _CHINESE_YEAR.sub(lambda year: year[0].translate(_CHINESE_DIGITS), _FILE_ENDING.sub("", plain))


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())
