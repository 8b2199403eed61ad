"""What leaves the team shows nobody's whole name, number or address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fieldwork.masking import HIDDEN, MASKS, NOTHING_SHOWN, masked

COUNTIES = st.sampled_from(
    [
        "安徽省滁州市琅琊区",
        "安徽省滁州市全椒县",
        "安徽省天长市",
        "北京市通州区",
        "上海市浦东新区",
        "重庆市彭水苗族土家族自治县",
        "湖北省恩施土家族苗族自治州恩施市",
        "湖北省神农架林区",
        "江西省景德镇市珠山区",
        "江苏省镇江市京口区",
        "河南省新乡市红旗区",
        "浙江省台州市路桥区",
        "浙江省宁波市镇海区",
        "浙江省桐乡市",
        "山东省济南市市中区",
        "内蒙古自治区兴安盟乌兰浩特市",
        "内蒙古自治区呼伦贝尔市鄂伦春自治旗",
        "黑龙江省哈尔滨市道里区",
        "广西壮族自治区南宁市青秀区",
        "全椒县",
        "琅琊区",
    ]
)
BELOW = st.sampled_from(
    [
        "",
        "丰乐大道100号2幢",
        "襄河镇新城村3组",
        "花园小区5栋",
        "市场路3号",
        "府前街12号",
        "乌衣乡政府宿舍",
        "凤凰街道社区南侧",
        "市政府家属院",
        "城南路城市花园",
        "职工住宅区1栋",
        "供销社厂区",
    ]
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某某"),
        ("张建国", "张某某"),
        ("欧阳岚", "欧阳某某"),
        ("欧阳", "欧某某"),
        ("爱新觉罗明", "爱新觉罗某某"),
        ("买买提·吐尔逊", "买某某"),
        ("𬭚三", "𬭚某某"),
        ("葛\U000e0100城", "葛\U000e0100某某"),
        ("  周岚 ", "周某某"),
        ("Wang", "W某某"),
    ],
)
def test_of_a_name_only_the_surname_is_shown(name: str, shown: str) -> None:
    assert masked("name", name) == shown


@pytest.mark.parametrize(
    ("what", "value", "shown"),
    [
        ("id_no", "11010519491231002X", "110***********002X"),
        ("id_no", "１１０１０５ 19491231 002x", "110***********002X"),
        ("id_no", "110105491231002", "110********1002"),
        ("phone", "13812345678", "138****5678"),
        ("phone", "138 1234 5678", "138****5678"),
        ("phone", "0550-3021234", "055****1234"),
        ("account", "6222021234567890123", "***************0123"),
    ],
)
def test_of_a_number_only_its_ends_are_shown(what: str, value: str, shown: str) -> None:
    assert masked(what, value) == shown


@pytest.mark.parametrize("what", ["id_no", "phone", "account"])
@pytest.mark.parametrize("value", ["1", "1234", "1234567"])
def test_a_number_too_short_to_hide_anything_is_not_shown(what: str, value: str) -> None:
    assert masked(what, value) == NOTHING_SHOWN


@given(st.text(st.sampled_from("0123456789X"), min_size=1, max_size=25))
def test_of_no_number_more_than_seven_characters_are_shown(value: str) -> None:
    for what in ("id_no", "phone", "account"):
        shown = masked(what, value)
        assert len(shown.replace(HIDDEN, "")) <= 7
        assert shown == NOTHING_SHOWN or shown.count(HIDDEN) >= 4


@given(COUNTIES, BELOW)
def test_an_address_is_shown_down_to_its_county(county: str, below: str) -> None:
    assert masked("address", county + below) == county


@pytest.mark.parametrize("value", ["丰乐大道100号", "花园小区5栋", "丰乐市场二楼", "县府路3号", "No. 3 Fengle Road", "302室"])
def test_an_address_without_a_county_is_not_shown(value: str) -> None:
    assert masked("address", value) == NOTHING_SHOWN


@given(st.sampled_from(sorted(MASKS)), WORDS)
def test_whatever_was_written_is_shown_masked_or_not_at_all(what: str, value: str) -> None:
    shown = masked(what, value)
    assert isinstance(shown, str)
    assert (shown == "") == (value == "")


def test_of_a_field_without_a_mask_of_its_own_nothing_is_shown() -> None:
    assert masked("birth", "1949-12-31") == NOTHING_SHOWN
    assert masked("birth", "") == masked("name", "") == ""
