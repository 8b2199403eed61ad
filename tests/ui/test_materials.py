"""Materials are asked for by keys alone and only once, taken in by ticking, lent and brought back, each step in its place."""

from pathlib import Path
from typing import Any

import pytest

from desktop.acts import asking, proceeding, recording
from desktop.store import drafts, records
from tests.cli.conftest import PASSPHRASE, Laptop, laptop, stick, wu, zhou
from tests.journeys.eyes import wait
from tests.journeys.hands import CONTROL, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

__all__ = ["laptop", "stick", "wu", "zhou"]

UNIT = "城南储备粮有限公司"
WHY = "先办后补"
FIVE = {
    "银行对账单": "2024年度",
    "轮换合同": "2024年度",
    "出入库单": "2024年1至6月",
    "会议记录": "2023至2024年",
    "固定资产台账": "2024年末",
}


def request(folder: Path, *lines: dict[str, Any], issued: bool = True) -> str:
    """A request to the unit, sent to it; its id."""
    with vaults.at(folder) as session:
        said = {"title": "第一批资料", "to_unit": UNIT, "request_side": "audit", "liaison": "周岚"}
        made = recording.new(session, "material_request", said).id
        asking.add(session, made, lines)
        if issued:
            proceeding.move(session, made, "issued", WHY)
    return made


def picture(folder: Path, id: str) -> asking.Picture:
    with vaults.at(folder, write=False) as session:
        return asking.picture(session, id)


def said(folder: Path, id: str) -> dict[str, Any]:
    with vaults.at(folder, write=False) as session:
        return dict(recording.look_up(session, id).record.values)


def newest(folder: Path, form: str) -> str:
    with vaults.at(folder, write=False) as session:
        return records.listing(session.notebook, session.project, form, limit=1)[0].id


def opened(seat: Opener, folder: Path, title: str = "第一批资料", hands: type[Hands] = Hands) -> Hands:
    desk = vaults.unlocked(seat(folder, hands))
    desk.press("资料")
    desk.choose("记录", title)
    desk.find("批次")
    return desk


@pytest.fixture
def out(seat: Opener, vault: Path) -> Hands:
    """A request of two materials that the unit has; it is open."""
    request(vault, {"name": "银行对账单", "period": "2024年度"}, {"name": "轮换合同"})
    return opened(seat, vault)


def type_five(desk: Hands) -> None:
    for name, period in FIVE.items():
        desk.write(name)
        desk.key(Key.Key_Tab)
        desk.write(period)
        desk.key(Key.Key_Return)


def test_a_request_of_five_materials_is_typed_without_a_mouse(seat: Opener, vault: Path) -> None:
    desk = vaults.unlocked(seat(vault, Keys))
    desk.press("资料")
    desk.press("新建资料需求清单")
    desk.cursor_in("标题")
    desk.write("第一批资料")
    desk.go_to("名称")
    type_five(desk)
    desk.cursor_in("名称")
    desk.sees("要的材料（5）")
    desk.key(Key.Key_S, CONTROL)
    made = newest(vault, "material_request")
    wait(lambda: "liaison" in said(vault, made), lambda: "it is not saved")
    lines = picture(vault, made).lines
    assert {line.name: line.values.get("period") for line in lines} == FIVE
    assert said(vault, made)["items"] == [line.id for line in lines], "they stand in the order in which they were typed"
    assert said(vault, made)["request_side"] == "audit", "who begins the list is whom it is for"
    assert desk.find("联系人").line.text() == "周岚"


def test_all_cells_of_a_line_are_reached_by_tab_in_turn(seat: Opener, vault: Path) -> None:
    desk = opened_draft(seat, vault)
    for name in ("名称", "期间", "版本", "提供期限", "形式", "原件/复制件", "提供部门", "用途", "删去这一行", "名称"):
        desk.cursor_in(name)
        desk.key(Key.Key_Tab)


def opened_draft(seat: Opener, vault: Path) -> Hands:
    request(vault, {"name": "银行对账单"}, issued=False)
    desk = opened(seat, vault, hands=Keys)
    desk.go_to("名称")
    return desk


def test_a_line_being_typed_is_kept_before_it_is_left(seat: Opener, vault: Path) -> None:
    desk = opened_draft(seat, vault)
    desk.key(Key.Key_Return)
    desk.write("账簿")

    def kept() -> bool:
        with vaults.at(vault, write=False) as session:
            return any("账簿" in draft.words.values() for draft in drafts.unfinished(session.notebook))

    wait(kept, lambda: "the words are in no draft")
    assert desk.cursor.text() == "账簿"


def test_a_line_is_taken_out_and_the_list_is_shorter(seat: Opener, vault: Path) -> None:
    made = request(vault, {"name": "银行对账单"}, {"name": "轮换合同"}, issued=False)
    desk = opened(seat, vault)
    desk.press("删去这一行")
    desk.sees("要的材料（1）")
    assert [line.name for line in picture(vault, made).lines] == ["轮换合同"]


def test_a_date_that_is_none_is_told_below_its_line_and_stays(seat: Opener, vault: Path) -> None:
    desk = opened_draft(seat, vault)
    desk.go_to("提供期限")
    desk.write("12.5")
    desk.key(Key.Key_Return)
    desk.sees("提供期限：这不是日期")
    assert desk.find("提供期限").line.text() == "12.5"


def test_without_a_unit_it_is_told_why_nothing_can_be_known(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "material_request", {"title": "没写单位"})
    desk = opened(seat, vault, "没写单位")
    desk.sees("先在上面写明向何单位")
    desk.fill("向何单位", "某粮站（虚构）")
    desk.misses("先在上面写明向何单位")


def come_for_the_audit(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    """The audit's bank statement, of which the inspection has heard."""
    made = zhou.new("material_request", title="审计的清单", to_unit=UNIT, request_side="audit", liaison="周岚")
    zhou("record", "move", made, "issued", "--reason", WHY)
    said = {"name": "银行对账单", "period": "2024年度", "copy_kind": "original", "provided_on": "2026-11-20", "holder": "audit"}
    line = zhou.new("material_item", request=made, **said)
    zhou("record", "move", line, "done")
    wu("bundle", "import", zhou.give(wu, stick))


def begin_a_request(desk: Hands, name: str) -> None:
    desk.press("资料")
    desk.press("新建资料需求清单")
    desk.cursor_in("标题")
    desk.write("巡察的清单")
    desk.fill("向何单位", UNIT)
    desk.key(Key.Key_Escape)
    desk.go_to("名称")
    desk.write(name)


def test_what_the_other_side_has_is_told_while_the_name_is_typed_borrowed_by_one_button_and_given(
    seat: Opener, zhou: Laptop, wu: Laptop, stick: Path
) -> None:
    come_for_the_audit(zhou, wu, stick)
    inspector = vaults.unlocked(seat(wu.folder), PASSPHRASE)
    begin_a_request(inspector, "《银行对账单》2024年度")
    inspector.sees("审计侧 2026-11-20 已取得《银行对账单》（原件，由审计侧保管）")
    inspector.press("申请调阅")
    inspector.sees("不再索要，改为调阅：CN2026-J-DY-WJ-001", "本项目已避免重复索要 1 份", "已记为调阅，不再向单位索要")
    inspector.window.close()

    zhou("bundle", "import", wu.give(zhou, stick))
    auditor = vaults.unlocked(seat(zhou.folder), PASSPHRASE)
    auditor.press("资料")
    auditor.choose("记录", "审计的清单")
    auditor.sees("他侧调阅（1）", "巡察侧，查阅，已提出")
    auditor.press("已提供")
    auditor.sees("CN2026-J-DY-WJ-001 已提供。", "巡察侧，查阅，已提供")
    auditor.press("已归还")
    auditor.sees("巡察侧，查阅，已归还", "本项目已避免重复索要 1 份")
    auditor.window.close()

    wu("bundle", "import", zhou.give(wu, stick))
    again = vaults.unlocked(seat(wu.folder), PASSPHRASE)
    again.press("资料")
    again.choose("记录", "巡察的清单")
    again.sees("不再索要，改为调阅：CN2026-J-DY-WJ-001，审计侧，已归还")


def test_asking_all_the_same_leads_to_the_place_of_the_reason(seat: Opener, zhou: Laptop, wu: Laptop, stick: Path) -> None:
    come_for_the_audit(zhou, wu, stick)
    desk = vaults.unlocked(seat(wu.folder), PASSPHRASE)
    begin_a_request(desk, "银行对账单2024年度")
    desk.press("仍要索要，写原因")
    desk.cursor_in("重复再要的原因")


def test_what_is_only_called_alike_is_asked_about(seat: Opener, zhou: Laptop, wu: Laptop, stick: Path) -> None:
    come_for_the_audit(zhou, wu, stick)
    desk = vaults.unlocked(seat(wu.folder), PASSPHRASE)
    begin_a_request(desk, "银行存款对账单2024年度")
    desk.sees("是不是这一份？审计侧 2026-11-20 已取得《银行对账单》")
    desk.press("是同一份，申请调阅")
    desk.sees("不再索要，改为调阅")


def test_what_ones_own_side_has_is_shown_and_not_borrowed(seat: Opener, vault: Path) -> None:
    request(vault, {"name": "银行对账单", "period": "2024年度"})
    desk = vaults.unlocked(seat(vault))
    begin_a_request(desk, "银行对账单2024年度")
    desk.sees("本侧已索要《银行对账单》")
    assert not desk.reads("申请调阅")
    desk.press("打开看")
    desk.sees("第一批资料", "勾选的：")


def test_several_are_ticked_and_come_and_a_slip_is_made_of_them(out: Hands, vault: Path) -> None:
    out.press("银行对账单")
    out.fill("页数", "12")
    out.press("轮换合同")
    out.fill("提供日期", "2026-11-20")
    out.press("登记收到")
    out.sees("已登记收到 2 份。", "2026-11-20 已到，12 页，由审计侧保管", "2026-11-20 已到，由审计侧保管")
    out.press("银行对账单")
    out.press("轮换合同")
    out.pick("开交接单", "接收")
    out.sees("接收：第一批资料", "合计 2 种，2 份，12 页。", "对应清单：")
    rows = said(vault, newest(vault, "handover_slip"))["lines"]
    assert [(row["item"], row.get("pages")) for row in rows] == [("银行对账单", "12"), ("轮换合同", None)]


def test_what_the_unit_does_not_give_is_noted_with_its_reason(out: Hands, vault: Path) -> None:
    out.press("轮换合同")
    out.press("单位不提供")
    out.write("称已封存")
    out.key(Key.Key_Return)
    out.sees("单位不提供")
    made = newest(vault, "material_request")
    wait(lambda: [line.stands for line in picture(vault, made).lines] == ["asked", "refused"], lambda: "nothing is refused")
    out.press("再次索要")
    wait(lambda: [line.stands for line in picture(vault, made).lines] == ["asked", "asked"], lambda: "it is not asked for again")


def test_pages_that_are_no_number_are_refused_in_place_and_nothing_has_come(out: Hands, vault: Path) -> None:
    out.press("银行对账单")
    out.fill("页数", "一摞")
    out.press("登记收到")
    out.sees("VALUE_KIND")
    assert {line.stands for line in picture(vault, newest(vault, "material_request")).lines} == {"asked"}


def test_lent_originals_are_written_signed_and_back_by_one_button(out: Hands, vault: Path) -> None:
    out.press("银行对账单")
    out.press("登记收到")
    out.sees("已登记收到 1 份。")
    out.press("银行对账单")
    out.pick("开交接单", "借出")
    out.sees("借出：第一批资料")
    out.fill("接收人", "吴㛃")
    out.key(Key.Key_Escape)
    out.fill("应归还日期", "2026-11-12")
    for state in ("已冻结", "已签"):
        out.pick("下一步", state)
        if out.reads("理由："):
            out.write(WHY)
            out.key(Key.Key_Return)
        out.sees(f"{state} · ")
    out.sees("应于 2026-11-12 归还，已逾期。")
    out.press("已归还")
    out.sees("已登记归还。")
    slip = newest(vault, "handover_slip")
    with vaults.at(vault, write=False) as session:
        record = recording.look_up(session, slip).record
    assert (record.state, record.version, record.proposed) == ("returned", 1, ())
    out.misses("应于 2026-11-12 归还，已逾期。")


def test_lines_of_a_slip_are_typed_on_by_enter_and_added_up(seat: Opener, vault: Path) -> None:
    vaults.record(vault, "handover_slip", {"title": "退还原件"})
    desk = opened_slip(seat, vault)
    desk.press("加一行")
    for name, copies in (("合同", "2"), ("账簿", "3")):
        desk.write(name)
        desk.key(Key.Key_Tab)
        desk.write(copies)
        desk.key(Key.Key_Return)
    desk.sees("合计 2 种，5 份，0 页。")
    assert desk.cursor.text() == ""
    desk.key(Key.Key_S, CONTROL)
    slip = newest(vault, "handover_slip")
    wait(lambda: len(said(vault, slip).get("lines", ())) == 2, lambda: f"not two lines: {said(vault, slip)}")


def opened_slip(seat: Opener, vault: Path) -> Hands:
    desk = vaults.unlocked(seat(vault, Keys))
    desk.press("资料")
    desk.choose("记录", "退还原件")
    desk.find("交接时间")
    return desk
