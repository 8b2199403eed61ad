"""A form of one's own in the window: it is told, looked at, accepted, and then worked with like any other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.acts import exchange, forms, members, recording
from desktop.acts.session import Session
from desktop.model.change import Draft
from desktop.store import records
from tests.journeys.hands import Hands, Key
from tests.ui import vaults
from tests.ui.conftest import Opener
from tests.ui.pages import VEHICLE_USE

LATER = VEHICLE_USE.replace("version = 1", "version = 2") + """
[[field]]
id = "km"
kind = "number"
zh = "里程"
en = "Kilometres"
"""
BAD = VEHICLE_USE.replace('tier = "open"', 'tier = "ajar"')


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def wu(tmp_path: Path, vault: Path, stick: Path) -> Path:
    """Wu's vault, in Zhou's project as lead of the inspection."""
    folder = tmp_path / "wu"
    vaults.made(folder, "吴㛃", "inspection", "WJ")
    with vaults.at(folder) as session:
        members.write_card(session, stick / "wu.xsc")
    with vaults.at(vault) as session:
        members.add(session, [stick / "wu.xsc"])
        (given,) = exchange.export(session, ["吴㛃"], stick)
        code = session.card.fingerprint
    with vaults.at(folder) as session:
        exchange.take(session, [Path(given["file"])], code)
    return folder


@contextmanager
def handing_over(wu: Path, stick: Path) -> Iterator[Session]:
    """What Wu does goes onto the stick for Zhou."""
    with vaults.at(wu) as session:
        yield session
        exchange.export(session, ["周岚"], stick)


def arrived(vault: Path, stick: Path) -> None:
    """Everything for Zhou is taken in without a window."""
    with vaults.at(vault) as session:
        exchange.take(session, sorted(stick.glob("*-WJ-ZL-*.xsb")))


def forms_tab(hands: Hands) -> Hands:
    hands.press("项目")
    hands.tab("表单")
    return hands


def offered(hands: Hands) -> list[str]:
    """What else than the usual can be begun in the room."""
    hands.press("其他")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = [action.text() for action in menu.actions()]
    hands.key(Key.Key_Escape)
    return found


def test_a_form_that_came_on_the_stick_is_looked_at_and_accepted(
    seat: Opener, vault: Path, wu: Path, stick: Path
) -> None:
    with handing_over(wu, stick) as session:
        forms.add(session, VEHICLE_USE, "vehicle_use")
        recording.new(session, "vehicle_use", {"title": "去四号仓", "plate": "虚A·00001", "purpose": "visit"})
    hands = vaults.unlocked(seat(vault))
    hands.press("U 盘交换")
    hands.fill("U 盘文件夹", str(stick))
    hands.press("重新查看")
    hands.press("看一看 U 盘，再收下、交出")
    hands.sees("待看的表单：1 种")
    hands.press("全部收下，再交给大家")
    hands.sees("收下了 吴㛃 交来的")
    hands.press("看一看表单")
    hands.sees("用车登记　待看", "由吴㛃加入", "车牌", "用途", "走访、其他", "审计、巡察两侧", "去四号仓", "虚A·00001")
    hands.press("接受，使其生效")
    hands.misses("待看")
    hands.sees("用车登记", "由吴㛃加入")
    hands.press("谈话走访")
    hands.choose("记录", "去四号仓")
    hands.sees("虚A·00001")
    hands.pick("其他", "用车登记")
    hands.fill("车牌", "虚A·00002")
    hands.press("保存")
    hands.window.close()
    with vaults.at(vault, write=False) as session:
        found = records.listing(session.notebook, session.project, "vehicle_use")
        assert [one.columns.get("plate") for one in found] == ["虚A·00002", "虚A·00001"]


def test_what_waits_is_told_on_the_page_of_the_project(seat: Opener, vault: Path, wu: Path, stick: Path) -> None:
    with handing_over(wu, stick) as session:
        forms.add(session, VEHICLE_USE, "vehicle_use")
    arrived(vault, stick)
    hands = vaults.unlocked(seat(vault))
    hands.press("项目")
    hands.sees("待看的表单：1 种")
    hands.press("看一看表单")
    hands.sees("请看过内容")


def test_of_a_later_version_what_is_new_is_marked_and_its_records_are_shown_as_they_are(
    seat: Opener, vault: Path, wu: Path, stick: Path
) -> None:
    with handing_over(wu, stick) as session:
        forms.add(session, VEHICLE_USE, "vehicle_use")
    arrived(vault, stick)
    with vaults.at(vault) as session:
        forms.accept(session, "vehicle_use")
    with handing_over(wu, stick) as session:
        forms.add(session, LATER, "vehicle_use")
        recording.new(session, "vehicle_use", {"title": "去五号仓", "km": 42})
    arrived(vault, stick)
    hands = forms_tab(vaults.unlocked(seat(vault)))
    hands.choose("表单", "待看")
    hands.sees("里程 新增", "去五号仓", "42")
    hands.press("谈话走访")
    hands.choose("记录", "去五号仓")
    hands.sees("FORM_UNKNOWN")
    forms_tab(hands).press("接受，使其生效")
    hands.misses("待看")
    hands.press("谈话走访")
    hands.choose("记录", "去五号仓")
    hands.sees("里程")


def test_a_form_with_a_mistake_says_so_and_cannot_be_accepted(seat: Opener, vault: Path, wu: Path, stick: Path) -> None:
    with handing_over(wu, stick) as session:
        forms.add(session, VEHICLE_USE, "vehicle_use")
        record = forms.look_at(session, "vehicle_use").record
        now = records.load(session.notebook, session.project, records.resolve(session.notebook, session.project, record).no)[0]
        said = {"open": {"text": (BAD, now.current.seen("text"))}}
        session.write(session.project, Draft("edit", said, record=record, tier="open"))
    arrived(vault, stick)
    hands = forms_tab(vaults.unlocked(seat(vault)))
    hands.sees("这份表单有错，不能生效。", "没有 ajar 这一知悉层")
    assert not hands.reads("接受，使其生效")


def test_words_of_a_colleague_in_a_form_are_no_markup(seat: Opener, vault: Path, wu: Path, stick: Path) -> None:
    with handing_over(wu, stick) as session:
        forms.add(session, VEHICLE_USE.replace('zh = "车牌"', 'zh = "<b>车</b>牌"'), "vehicle_use")
    arrived(vault, stick)
    hands = forms_tab(vaults.unlocked(seat(vault)))
    hands.sees("<b>车</b>牌")


def test_another_project_brings_its_own_rooms(seat: Opener, vault: Path) -> None:
    with vaults.at(vault) as session:
        forms.add(session, VEHICLE_USE, "vehicle_use")
    hands = vaults.unlocked(seat(vault))
    hands.press("谈话走访")
    assert "用车登记" in offered(hands)
    hands.press("项目")
    hands.tab("新建项目")
    for name, text in (("名称", "城北巡审（虚构）"), ("代号", "CB2026")):
        hands.fill(name, text)
    hands.press("建立项目")
    hands.press("谈话走访")
    assert "用车登记" not in offered(hands)
