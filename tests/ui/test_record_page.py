"""A record of any form: typing is never refused, what is odd is said where it stands, and what is frozen stays."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import opening
from desktop.acts.corroborating import WRITTEN_DOWN
from desktop.acts.recording import REGISTERS
from desktop.model.form import Form
from tests.cli.conftest import PASSPHRASE as CLI_PASSPHRASE
from tests.cli.conftest import Laptop, laptop, stick, wu, zhou
from tests.exchange.laptops import forms
from tests.journeys.hands import CONTROL, NONE, SHIFT, Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener

__all__ = ["laptop", "stick", "wu", "zhou"]

EVERY = sorted((Path(__file__).resolve().parents[2] / "forms").glob("*.toml"))
LISTED = [file for file in EVERY if tomllib.loads(file.read_text("utf-8")).get("shown", "list") == "list"]
"""Sections and the register are reached through the pages they are on."""
ROOMS = {
    "visits": "谈话走访",
    "points": "疑点",
    "huddles": "碰头会",
    "materials": "资料",
    "papers": "文书",
    "letters": "往来",
    "rectification": "整改",
    "project": "项目",
}
MADE = {
    "interview": vaults.TALK,
    "site_visit": {"title": "四号仓"},
    "suspicion": {"title": "账实不符", "facts": "账上2,180吨，实物不足。"},
    "person": {"name": "欧阳岚"},
}
"""Records made for the test; units, members and the project are there as soon as it is, others are begun with a title."""
TITLES = {
    "interview": "与欧阳𬭚谈话",
    "site_visit": "四号仓",
    "suspicion": "账实不符",
    "person": "欧阳岚",
    "unit": "城南储备粮有限公司",
    "member": "周岚",
    "project": "城南粮库巡审",
}


def values(folder: Path, id: str) -> dict[str, Any]:
    """What the record says now, read beside the window."""
    with vaults.at(folder, write=False) as session:
        return dict(opening.look_up(session, id).record.values)


@pytest.fixture
def point(vault: Path) -> str:
    return vaults.record(vault, "suspicion", MADE["suspicion"])


@pytest.fixture
def page(seat: Opener, vault: Path, point: str) -> Hands:
    """A point is open."""
    desk = vaults.unlocked(seat(vault))
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    desk.sees("事实描述")
    return desk


@pytest.fixture
def talk(seat: Opener, vault: Path) -> Hands:
    """A talk is open."""
    vaults.record(vault, "interview", vaults.TALK)
    return open_talk(vaults.unlocked(seat(vault)))


def open_talk(desk: Hands) -> Hands:
    desk.press("谈话走访")
    desk.choose("记录", "谈话")
    desk.sees("还有什么补充？")
    return desk


SAID_ELSEWHERE = ("qa", "insp_by", "insp_on", "insp_note")
"""The talk has a place of its own; what goes with the other side's conclusion is told beside it, once there is one."""
BESIDE = {"meeting": ("attendees", "items", "resolutions")}
"""What stands on a tab of its own beside the plain fields."""


@pytest.mark.parametrize("file", LISTED, ids=lambda file: file.stem)
def test_a_record_of_every_listed_form_opens_with_all_its_fields(seat: Opener, vault: Path, tmp_path: Path, file: Path) -> None:
    form = tomllib.loads(file.read_text("utf-8"))
    if form.get("side") == "inspection":
        vault = vaults.with_project(tmp_path / "wu", "吴㛃", "inspection", "WJ")
    title = TITLES.get(file.stem, f"试写的{form['zh']}")
    if file.stem in MADE or file.stem not in TITLES:
        vaults.record(vault, file.stem, MADE.get(file.stem, {"title": title}))
    desk = vaults.unlocked(seat(vault))
    desk.press(ROOMS[form["place"]])
    if form["place"] in ("papers", "project"):
        desk.tab("记录")
    desk.choose("记录", title)
    if file.stem in BESIDE:
        desk.tab("要素")
    elsewhere = (*SAID_ELSEWHERE, *BESIDE.get(file.stem, ()))
    desk.sees("历史", *(field["zh"] for field in form["field"] if field["id"] not in elsewhere))


OTHERS = [form for form in forms().values() if form.shown != "list" and form.id not in REGISTERS and form.place != "today"]
"""Sections and letters; a form that is added is made by a side's lead, and the weekly report is met from the figures."""


@pytest.mark.parametrize("form", OTHERS, ids=lambda form: form.id)
def test_a_record_of_every_other_form_is_found_in_its_room_and_opens_with_all_its_fields(
    seat: Opener, vault: Path, form: Form
) -> None:
    title = f"试写的{form.label['zh']}"
    vaults.record(vault, form.id, {form.title_field: title})
    desk = vaults.unlocked(seat(vault))
    desk.press(ROOMS[form.place])
    if form.place in ("papers", "project"):
        desk.tab("记录")
    desk.fill("搜索", "试写")
    desk.choose("记录", title)
    computed = WRITTEN_DOWN if form.id == "corroboration" else ()
    desk.sees("历史", *(field.label["zh"] for field in form.fields if field.id not in computed))


class TestAValueThatDoesNotFit:
    def test_is_named_where_it_stands_and_its_words_stay(self, page: Hands) -> None:
        page.fill("核实期限", "昨天")
        page.key(Key.Key_S, CONTROL)
        page.sees("VALUE_KIND", "昨天")

    def test_keeps_nothing_else_from_being_saved(self, page: Hands, vault: Path, point: str) -> None:
        page.fill("核实期限", "昨天")
        page.fill("标题", "四号仓账实不符")
        page.key(Key.Key_S, CONTROL)
        page.sees("VALUE_KIND")
        assert values(vault, point)["title"] == "四号仓账实不符"
        assert not values(vault, point).get("due_date")

    def test_is_still_there_after_one_was_elsewhere(self, page: Hands) -> None:
        page.fill("核实期限", "昨天")
        page.press("今天")
        page.sees("我要办的", "没写完")
        page.press("疑点")
        page.sees("昨天")

    def test_is_entered_once_it_is_mended(self, page: Hands, vault: Path, point: str) -> None:
        page.fill("核实期限", "昨天")
        page.key(Key.Key_S, CONTROL)
        page.sees("VALUE_KIND")
        page.fill("核实期限", "2026-11-30")
        page.key(Key.Key_S, CONTROL)
        page.misses("VALUE_KIND")
        assert values(vault, point)["due_date"] == "2026-11-30"


def test_what_is_missing_is_listed_and_leads_to_its_field(talk: Hands) -> None:
    talk.sees("还缺：")
    talk.press("地点")
    talk.cursor_in("地点")
    talk.write("城南粮库二楼")
    talk.key(Key.Key_S, CONTROL)
    talk.sees("已保存", "城南粮库二楼")


def test_a_field_just_filled_is_not_missing_any_more(talk: Hands) -> None:
    talk.press("地点")
    talk.cursor_in("地点")
    before = sum(one == "地点" for one in talk.texts())
    talk.write("二楼")
    talk.sees("草稿已存")
    assert sum(one == "地点" for one in talk.texts()) == before - 1


def test_history_shows_what_stood_there_and_what_was_written(page: Hands) -> None:
    page.fill("标题", "账实相符")
    page.key(Key.Key_S, CONTROL)
    page.sees("已保存")
    page.press("历史")
    page.sees("账实不相符", "周岚", "改动")
    page.key(Key.Key_Escape)
    page.sees("事实描述")


class TestAStepThatOwesAReason:
    def test_asks_for_it_in_place(self, talk: Hands) -> None:
        talk.pick("下一步", "作废")
        talk.cursor_in("理由：")
        talk.write("重复记录")
        talk.key(Key.Key_Return)
        talk.sees("谈话记录", " · 作废 · ")
        talk.press("历史")
        talk.sees("理由：重复记录")

    def test_waits_for_one(self, talk: Hands) -> None:
        talk.pick("下一步", "作废")
        talk.cursor_in("理由：")
        talk.key(Key.Key_Return)
        talk.sees("理由：", " · 草稿 · ")

    def test_is_let_be_by_escape(self, talk: Hands) -> None:
        talk.pick("下一步", "作废")
        talk.cursor_in("理由：")
        talk.key(Key.Key_Escape)
        talk.misses("理由：")
        talk.sees(" · 草稿 · ")


def test_a_frozen_record_cannot_be_typed_into(seat: Opener, vault: Path) -> None:
    id = vaults.record(vault, "interview", vaults.TALK)
    with vaults.at(vault) as session:
        vaults.freeze(session, id)
    before = values(vault, id)
    desk = open_talk(vaults.unlocked(seat(vault)))
    for field in ("答", "事由"):
        desk.go_to(field)
        desk.write("改一改 change")
        desk.key(Key.Key_Backspace)
        for modifier in (NONE, SHIFT, CONTROL):
            desk.key(Key.Key_Return, modifier)
    rows = desk.column("问")
    desk.key(Key.Key_S, CONTROL)
    desk.sees(" · 已冻结 · ")
    assert not desk.reads("改一改") and not desk.reads("change")
    assert rows == [row["q"] for row in vaults.TALK["qa"]]
    assert values(vault, id) == before


def test_a_frozen_record_is_revised_for_a_reason(seat: Opener, vault: Path) -> None:
    id = vaults.record(vault, "interview", vaults.TALK)
    with vaults.at(vault) as session:
        vaults.freeze(session, id)
    desk = open_talk(vaults.unlocked(seat(vault)))
    desk.pick("下一步", "修订（开始下一版）")
    desk.cursor_in("理由：")
    desk.write("补一问")
    desk.key(Key.Key_Return)
    desk.sees("第 2 版")
    desk.fill("事由", "轮换资金")
    desk.key(Key.Key_S, CONTROL)
    desk.sees("已保存")
    assert values(vault, id)["topic"] == "轮换资金"


class TestTwoWordsForOneThing:
    @pytest.fixture
    def torn(self, seat: Opener, zhou: Laptop, wu: Laptop, stick: Path) -> Hands:
        id = zhou.new("interview", **vaults.TALK)
        wu("bundle", "import", zhou.give(wu, stick))
        for one, topic in ((zhou, "资金晚到"), (wu, "库存盘点")):
            one("record", "edit", id, "--from", "-", stdin=json.dumps({"topic": topic}))
        zhou("bundle", "import", wu.give(zhou, stick))
        desk = vaults.unlocked(seat(zhou.folder), CLI_PASSPHRASE)
        desk.sees("等我的", "两人写得不一样：事由")
        open_talk(desk)
        desk.press("定夺")
        desk.sees("资金晚到", "库存盘点")
        return desk

    def test_is_settled_by_a_key(self, torn: Hands, zhou: Laptop) -> None:
        torn.key(Key.Key_1, CONTROL)
        torn.misses("双方写的时候互不知道。")
        torn.misses("这里两个人写得不一样。")
        assert zhou("conflict", "list") == []

    def test_is_settled_in_other_words_with_a_reason(self, torn: Hands, zhou: Laptop) -> None:
        torn.fill("另外的写法", "两项一并谈了")
        torn.fill("理由（可不填）", "当面商定")
        torn.press("按这样定")
        torn.misses("双方写的时候互不知道。")
        torn.press("历史")
        torn.sees("两项一并谈了", "当面商定")

    def test_is_left_as_it_is_by_escape(self, torn: Hands, zhou: Laptop) -> None:
        torn.key(Key.Key_Escape)
        torn.sees("这里两个人写得不一样。")
        assert len(zhou("conflict", "list")) == 1
