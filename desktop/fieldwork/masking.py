"""What identifies a person, shown so that he is not identified (domain.md 4.4).

Names keep the surname, identity and telephone numbers three characters ahead and four at the end, accounts four at the end,
addresses what goes down to the county. Where it is not clear how much that is, less is shown.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from desktop.fieldwork.check_digits import normalised

HIDDEN = "*"
NOTHING_SHOWN = HIDDEN * 4
_UNNAMED = "某某"
# A surname, with the selectors that tell its variants apart; one of two characters only where a given name follows.
_SURNAME = re.compile(
    "(?:欧阳|上官|司马|司徒|司空|诸葛|夏侯|皇甫|尉迟|公孙|慕容|长孙|宇文|令狐|端木|东方|南宫|西门|东郭|独孤|万俟|闻人|赫连|澹台|宗政"
    "|濮阳|公冶|太叔|太史|申屠|仲孙|钟离|鲜于|闾丘|亓官|司寇|颛孙|漆雕|乐正|拓跋|轩辕|百里|呼延|羊舌|左丘|纳兰|完颜|耶律|贺兰"
    r"|尔朱|哥舒|爱新觉罗|叶赫那拉)(?=\w)|.[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
)
# Inside a county's name stand none of the words for what lies below it, or for its own kind: 滁州市, 新乡市 and 红旗区 are
# exceptions, 市中区 and 镇江市 begin with one. A 小区 is no county and a 市场 no city.
_NAME = r"[^\s\d](?:州(?=[市县区])|旗(?=区)|[乡镇](?=[市县])|[^\s\d省市县区旗州盟乡镇村路街道巷弄号]){0,13}?"
_CITY = r"市(?![场民政委])"
_DOWN_TO_COUNTY = re.compile(
    r"(?:[^\s\d省市县区]{2,7}(?:省|自治区|特别行政区))?"
    rf"(?:{_NAME}(?:{_CITY}|自治州|州(?![市县区])|盟|地区))?"
    rf"(?:{_NAME}(?:自治县|自治旗|县|{_CITY}|旗(?!区)|(?<![小社园校厂景库街活宅])区))?"
)


def masked(what: str, value: str) -> str:
    """A value as others may see it. `what`: a key of `MASKS`, which are also ids of fields; of any other field nothing is shown."""
    return MASKS.get(what, _hidden)(value) if value else ""


def name(value: str) -> str:
    """`张某某`, `欧阳某某`, whatever the length of the rest; of a name without a Chinese surname, its first character."""
    found = _SURNAME.match(value.strip())
    return (found[0] if found else "") + _UNNAMED


def id_number(value: str) -> str:
    """`110***********002X`"""
    return _ends(normalised(value), 3, 4)


def phone(value: str) -> str:
    """`138****5678`"""
    return _ends(normalised(value), 3, 4)


def account(value: str) -> str:
    """`***************5678`"""
    return _ends(normalised(value), 0, 4)


def address(value: str) -> str:
    """`安徽省滁州市琅琊区`; of an address that names no county, city or province, nothing."""
    found = _DOWN_TO_COUNTY.match("".join(unicodedata.normalize("NFKC", value).split()))
    return found[0] if found and found[0] else NOTHING_SHOWN


MASKS: Mapping[str, Callable[[str], str]] = {
    "name": name,
    "id_no": id_number,
    "phone": phone,
    "account": account,
    "address": address,
}


def _hidden(value: str) -> str:
    return NOTHING_SHOWN


def _ends(text: str, first: int, last: int) -> str:
    """Its ends with stars between, or stars alone where hardly anything would be hidden."""
    hidden = len(text) - first - last
    if hidden < last:
        return NOTHING_SHOWN
    return text[:first] + HIDDEN * hidden + text[-last:]
