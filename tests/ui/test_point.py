"""A point's own page: who proves it, what is still missing and a task for it, who does what, what each side concludes."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPlainTextEdit

from desktop.acts import opening, proceeding, quoting, recording
from desktop.store import records
from tests.cli.conftest import PASSPHRASE as CLI_PASSPHRASE
from tests.cli.conftest import Laptop, laptop, stick, wu, zhou
from tests.journeys.eyes import wait
from tests.journeys.hands import CONTROL, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

__all__ = ["laptop", "stick", "wu", "zhou"]

POINT = {"title": "账实不符", "facts": "四号仓账上二千一百八十吨，实物少一百八十吨，盘点表无人签字。", "due_date": "2026-12-01"}
CARD: dict[str, Any] = {"kind": "document", "obtained_from": "仓储科", "obtained_on": "2026-11-18", "handled_by": ["周岚"]}


@pytest.fixture
def point(vault: Path) -> str:
    return vaults.record(vault, "suspicion", POINT)


def card(folder: Path, point: str, side: str, claim: str, *, obtained: bool = True, **more: Any) -> str:
    with vaults.at(folder) as session:
        said = {**CARD, "suspicion": point, "for_side": side, "claim": claim, **more}
        made = str(recording.new(session, "evidence_item", said).id)
        if obtained:
            proceeding.move(session, made, "done", "先登记")
        return made


def at_point(seat: Opener, vault: Path, hands: type[Hands] = Hands) -> Hands:
    desk = vaults.unlocked(seat(vault, hands))
    desk.press("疑点")
    desk.choose("记录", "账实不符")
    desk.sees("互相印证还差什么")
    return desk


def made(folder: Path, form: str) -> list[dict[str, Any]]:
    """What all records of a form say, newest first."""
    with vaults.at(folder, write=False) as session:
        found = records.listing(session.notebook, session.project, form)
        return [dict(opening.look_up(session, one.id).record.values) for one in found]


def left_of(desk: Hands, one: str, other: str) -> bool:
    """Whether one text stands left of another, in a line or above each other."""
    places = [next(w for w in desk.widgets() if isinstance(w, QLabel) and w.text().startswith(text)) for text in (one, other)]
    x, y = (widget.mapTo(desk.window, QPoint()).x() for widget in places)
    return x < y


class TestEvidence:
    def test_of_both_sides_stands_in_two_columns_and_the_inspection_s_is_called_material(
        self, seat: Opener, vault: Path, point: str
    ) -> None:
        card(vault, point, "audit", "账上少一百八十吨")
        card(vault, point, "inspection", "职工说没有盘点", kind="testimony")
        desk = at_point(seat, vault)
        desk.sees("审计证据（1）", "账上少一百八十吨", "巡察侧印证材料（1）", "职工说没有盘点")
        assert left_of(desk, "审计证据", "巡察侧印证材料")
        assert not desk.reads("巡察侧证据")

    def test_says_of_each_card_whether_it_counts_and_why_not(self, seat: Opener, vault: Path, point: str) -> None:
        loose = vaults.record(vault, "interview", vaults.TALK)
        card(vault, point, "audit", "会计这样说", kind="testimony", record=loose)
        card(vault, point, "audit", "还要去取的账页", obtained=False)
        desk = at_point(seat, vault)
        desk.sees("言词 · 已取得 · ✗ 不计入：所依据的记录还没有签回", "书证 · ✗ 不计入：还没有取得")

    def test_leads_to_what_stands_behind_a_card_and_back(self, seat: Opener, vault: Path, point: str) -> None:
        visit = vaults.record(vault, "site_visit", {"title": "看四号仓", "visit_mode": "open"})
        card(vault, point, "audit", "仓里少粮", kind="physical", record=visit)
        desk = at_point(seat, vault)
        desk.press("依据：看四号仓")
        desk.sees("观察事实", "← 返回：账实不符")
        desk.press("← 返回：账实不符")
        desk.sees("审计证据（1）")

    def test_is_begun_for_the_side_in_whose_column_one_asks(self, seat: Opener, vault: Path, point: str) -> None:
        desk = at_point(seat, vault)
        desk.press("新建巡察侧印证材料")
        desk.cursor_in("标题")
        desk.sees("← 返回：账实不符")
        (said,) = made(vault, "evidence_item")
        assert (said["suspicion"], said["for_side"]) == (point, "inspection")

    def test_void_cards_are_shown_and_do_not_count(self, seat: Opener, vault: Path, point: str) -> None:
        gone = card(vault, point, "audit", "弄错的一张")
        with vaults.at(vault) as session:
            proceeding.move(session, gone, "void", "弄错了")
        at_point(seat, vault).sees("书证 · ✗ 不计入：已作废")


class TestWhatIsMissing:
    def test_gets_a_task_at_a_push_and_then_says_that_there_is_one(self, seat: Opener, vault: Path, point: str) -> None:
        card(vault, point, "audit", "账页", obtained=False)
        desk = at_point(seat, vault)
        desk.sees("互相印证还差什么（3）", "✗ 审计侧没有计入的证据。", "核实任务（0）")
        desk.press("派任务：审计 · 查阅资料")
        desk.sees("已派任务：取一条审计侧证据", "已有任务：取一条审计侧证据")
        desk.sees("核实任务（1）", "未开始 · 审计 · 查阅资料 · 2026-12-01 到期")
        (said,) = made(vault, "verification_task")
        assert (said["suspicion"], said["for_side"], said["due"]) == (point, "audit", "2026-12-01")
        assert not [one for one in desk.widgets() if isinstance(one, QAbstractButton) and one.text() == "派任务：审计 · 查阅资料"]

    def test_is_worked_on_without_a_mouse_and_the_cursor_stays_with_it(self, seat: Opener, vault: Path, point: str) -> None:
        keys: Any = at_point(seat, vault, Keys)
        keys.press("派任务：审计 · 查阅资料")
        keys.cursor_in("已有任务：取一条审计侧证据")
        keys.key(Key.Key_Space)
        keys.sees("← 返回：账实不符", "手段")
        assert keys.mice.seen == []

    def test_saves_what_was_typed_before_a_task_is_made(self, seat: Opener, vault: Path, point: str) -> None:
        desk = at_point(seat, vault)
        desk.fill("核实期限", "2026-12-20")
        desk.press("派任务：审计 · 查阅资料")
        desk.sees("2026-12-20 到期")

    def test_says_what_to_do_to_whoever_points_at_it(self, seat: Opener, vault: Path, point: str) -> None:
        desk = at_point(seat, vault)
        desk.sees("✗ 审计侧")
        line = next(one for one in desk.widgets() if isinstance(one, QLabel) and one.text().startswith("✗ 审计侧"))
        assert line.toolTip() == line.accessibleDescription() == "请列入审计侧已取得的证据卡。 (R1)"


class TestTasks:
    def test_that_are_late_say_so(self, seat: Opener, vault: Path, point: str) -> None:
        with vaults.at(vault) as session:
            said = {"title": "调回单", "suspicion": point, "for_side": "audit", "owner": "周岚", "due": "2020-01-06"}
            recording.new(session, "verification_task", said)
        desk = at_point(seat, vault)
        desk.sees("周岚 · 2020-01-06 到期，已逾期")
        late = next(one for one in desk.widgets() if isinstance(one, QLabel) and "已逾期" in one.text())
        assert late.property("role") == "late"

    def test_that_are_done_are_late_no_more(self, seat: Opener, vault: Path, point: str) -> None:
        with vaults.at(vault) as session:
            said = {"title": "调回单", "what": "调回单", "suspicion": point, "for_side": "audit", "due": "2020-01-06"}
            proceeding.move(session, recording.new(session, "verification_task", said).id, "done", "先登记")
        desk = at_point(seat, vault)
        desk.sees("2020-01-06 到期")
        assert not desk.reads("已逾期")


class TestBothSidesCards:
    @pytest.fixture
    def desk(self, seat: Opener, vault: Path, point: str) -> Hands:
        card(vault, point, "audit", "账上少一百八十吨")
        card(vault, point, "inspection", "职工说没有盘点", kind="testimony")
        return at_point(seat, vault)

    def test_say_before_they_are_set_beside_each_other_what_the_other_side_will_read(self, desk: Hands, vault: Path) -> None:
        desk.sees("放到一起，就是同意对侧看本侧这 2 张卡（所依据的记录不给看）：账上少一百八十吨、职工说没有盘点")
        assert made(vault, "corroboration") == []

    def test_are_listed_and_the_cursor_is_where_it_is_said_whether_they_agree(self, desk: Hands, vault: Path, point: str) -> None:
        desk.press("把这 2 张放到一起对照")
        desk.cursor_in("一致性")
        (said,) = made(vault, "corroboration")
        assert said["suspicion_id"] == point and len(said["audit_evidence"]) == len(said["insp_evidence"]) == 1
        desk.press("← 返回：账实不符")
        desk.sees("印证记录（1）", "两侧对照", "去印证记录")
        assert not desk.reads("放到一起，就是同意")

    def test_that_come_later_are_added_to_the_same(self, desk: Hands, vault: Path, point: str) -> None:
        desk.press("把这 2 张放到一起对照")
        desk.cursor_in("一致性")
        desk.press("← 返回：账实不符")
        desk.press("新建审计证据")
        desk.cursor_in("标题")
        desk.write("磅单")
        desk.pick("下一步", "已取得")
        desk.cursor_in("理由：")
        desk.write("先登记")
        desk.key(Key.Key_Return)
        desk.sees(" · 已取得 · ")
        desk.press("← 返回：账实不符")
        desk.press("把这 1 张也放进去")
        desk.cursor_in("一致性")
        (said,) = made(vault, "corroboration")
        assert len(said["audit_evidence"]) == 2

    def test_are_judged_with_a_badge_that_nobody_types(self, desk: Hands) -> None:
        desk.press("把这 2 张放到一起对照")
        desk.cursor_in("一致性")
        desk.press("← 返回：账实不符")
        desk.sees("印证记录（1）")
        badges = [one for one in desk.widgets() if isinstance(one, QLabel) and one.property("badge")]
        assert [one.text() for one in badges] == ["未证实", "未证实"] and all("不能手填" in one.toolTip() for one in badges)


class TestConclusions:
    def test_stand_beside_each_other_and_each_side_fills_its_own(self, seat: Opener, vault: Path, point: str) -> None:
        with vaults.at(vault) as session:
            recording.edit(session, point, {"insp_conclusion": "substantiated", "insp_by": "吴㛃", "insp_note": "与走访所见一致"})
        desk = at_point(seat, vault)
        desk.sees("审计侧结论", "巡察侧结论", "属实", "吴㛃", "与走访所见一致")
        fields = [one.accessibleName() for one in desk.widgets() if isinstance(one, QComboBox | QPlainTextEdit)]
        assert "审计侧结论" in fields and "巡察侧结论" not in fields and "巡察侧结论说明" not in fields

    def test_of_ones_own_side_are_a_step_away(self, seat: Opener, vault: Path, point: str) -> None:
        desk = at_point(seat, vault)
        desk.press("填写结论")
        desk.cursor_in("审计侧结论")
        desk.key(Key.Key_Down)
        desk.key(Key.Key_S, CONTROL)
        desk.sees("改结论")
        with vaults.at(vault, write=False) as session:
            assert opening.look_up(session, point).record.values["audit_conclusion"] == "substantiated"


class TestAPassageOfATalk:
    @pytest.fixture
    def talk(self, vault: Path) -> str:
        talk = vaults.record(vault, "interview", vaults.TALK)
        with vaults.at(vault) as session:
            quoted = quoting.point_of(session, talk, "资金分三次到账")
            recording.edit(session, quoted, {"title": "账实不符"})
        return talk

    def test_is_gone_to_from_the_point_and_come_back_from(self, seat: Opener, vault: Path, talk: str) -> None:
        desk = at_point(seat, vault)
        desk.press("出自：与欧阳𬭚谈话")
        desk.sees("← 返回：账实不符", "轮换资金拨付")
        desk.press("← 返回：账实不符")
        desk.sees("互相印证还差什么")

    def test_is_come_to_at_the_very_words(self, seat: Opener, vault: Path, talk: str) -> None:
        desk = at_point(seat, vault)
        desk.press("出自：与欧阳𬭚谈话")
        wait(lambda: isinstance(desk.cursor, QPlainTextEdit), lambda: f"the cursor is in {desk.cursor}")
        assert desk.cursor.toPlainText() == "资金分三次到账，合计1,640.92万元。"

    def test_is_seen_from_the_talk_too(self, seat: Opener, vault: Path, talk: str) -> None:
        desk = vaults.unlocked(seat(vault))
        desk.press("谈话走访")
        desk.choose("记录", "与欧阳")
        desk.press("账实不符")
        desk.sees("互相印证还差什么", "← 返回：与欧阳𬭚谈话")

    def test_of_a_talk_that_was_frozen_before_is_seen_there_too(self, seat: Opener, vault: Path) -> None:
        talk = vaults.record(vault, "interview", vaults.TALK)
        with vaults.at(vault) as session:
            vaults.freeze(session, talk)
            recording.edit(session, quoting.point_of(session, talk, "资金分三次到账"), {"title": "账实不符"})
        desk = vaults.unlocked(seat(vault))
        desk.press("谈话走访")
        desk.choose("记录", "与欧阳")
        desk.sees("提到本件的记录（1）")
        desk.press("账实不符")
        desk.sees("互相印证还差什么", "← 返回：与欧阳𬭚谈话")


class TestAPointOfTheOtherSide:
    @pytest.fixture
    def desk(self, seat: Opener, zhou: Laptop, wu: Laptop, stick: Path) -> Hands:
        """Zhou has noted it, and both sides have agreed on it; it came to Wu with his bundle."""
        point = zhou.new("suspicion", **POINT)
        zhou("record", "move", point, "consulted", "--reason", "电话会商")
        mine = zhou.new("evidence_item", suspicion=point, for_side="audit", kind="document", claim="对侧还不能看的内容")
        zhou("record", "move", mine, "done", "--reason", "先登记")
        wu("bundle", "import", zhou.give(wu, stick))
        desk = vaults.unlocked(seat(wu.folder), CLI_PASSPHRASE)
        desk.press("疑点")
        desk.choose("记录", "账实不符")
        return desk

    def test_can_be_read_and_not_written(self, desk: Hands) -> None:
        desk.sees("这条疑点是对侧登记的，这里只能看。", POINT["facts"])
        texts = [one for one in desk.widgets() if isinstance(one, QPlainTextEdit)]
        assert texts and all(one.isReadOnly() for one in texts)
        assert "填写结论" not in [one.text() for one in desk.widgets() if isinstance(one, QAbstractButton)]

    def test_shows_that_there_is_a_card_and_not_what_it_proves(self, desk: Hands) -> None:
        desk.sees("审计证据（1）", "正文不在本机")
        assert not desk.reads("对侧还不能看的内容")

    def test_takes_material_of_ones_own_side(self, desk: Hands) -> None:
        desk.press("新建巡察侧印证材料")
        desk.cursor_in("标题")
        desk.press("← 返回：账实不符")
        desk.sees("巡察侧印证材料（1）")


def test_what_is_filled_in_daily_stands_first(seat: Opener, vault: Path, point: str) -> None:
    desk = at_point(seat, vault)
    daily = ("标题", "事实描述", "级别", "主责人", "核实期限", "发现人")
    tops = {name: desk.find(name).mapTo(desk.window, QPoint()).y() for name in daily}
    assert sorted(tops, key=lambda name: tops[name]) == list(tops)
