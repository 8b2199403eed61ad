"""A huddle at the window: begun, prepared, walked point after point, confirmed by one side and then by the other."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QListView

from desktop.acts import opening, recording
from tests.cli.conftest import PASSPHRASE as CLI_PASSPHRASE
from tests.cli.conftest import Laptop, laptop, stick, wu, zhou
from tests.journeys.eyes import wait
from tests.journeys.hands import ALT, CONTROL, Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

__all__ = ["laptop", "stick", "wu", "zhou"]

TITLES = ("账实不符", "合同不符", "票据不符")
PEOPLE = [{"person": "周岚", "side": "audit", "role": "present"}, {"person": "吴㛃", "side": "inspection", "role": "present"}]
HUDDLE = {"title": "第1次碰头会", "type": "huddle", "start_at": "2026-11-20T19:30", "attendees": PEOPLE}


def point(vault: Path, title: str, **more: Any) -> str:
    return vaults.record(vault, "suspicion", {"title": title, "facts": f"{title}，差180吨。", **more})


def values(vault: Path, id: str) -> dict[str, Any]:
    with vaults.at(vault, write=False) as session:
        return dict(opening.look_up(session, id).record.values)


def topics(vault: Path, id: str) -> list[str]:
    return [row["topic"] for row in values(vault, id)["items"]]


def shown_topics(desk: Hands) -> list[str]:
    """The agenda as it stands on the page, from the top down."""
    lines: list[Any] = [one for one in desk.widgets() if one.accessibleName() == "事项" and hasattr(one, "cursorPosition")]
    return [one.text() for one in sorted(lines, key=lambda one: one.mapTo(desk.window, one.rect().topLeft()).y())]


@pytest.fixture
def points(vault: Path) -> list[str]:
    return [point(vault, title) for title in TITLES]


def opened(seat: Opener, vault: Path, meeting: str, hands: type[Hands] = Hands) -> Hands:
    desk = vaults.unlocked(seat(vault, hands))
    desk.press("碰头会")
    desk.choose("记录", values(vault, meeting)["title"])
    return desk


class TestAHuddleIsBegun:
    def test_numbered_with_those_of_the_last_one_and_with_points_to_choose_from(
        self, seat: Opener, vault: Path, points: list[str]
    ) -> None:
        vaults.record(vault, "meeting", HUDDLE)
        desk = vaults.unlocked(seat(vault))
        desk.press("碰头会")
        desk.press("新建会商纪要")
        desk.sees("第2次碰头会", "周岚（审计）")
        desk.press("吴㛃（巡察）")
        desk.press("开始")
        desk.sees("第2次碰头会纪要", "议程还空着。把要两侧一起定的疑点放进来。", "出席：审计 1 · 巡察 无人")
        desk.cursor_in("＋ 疑点")
        desk.key(Key.Key_Space)
        desk.sees("尚未会商（3）", *TITLES)

    def test_of_another_kind_with_the_number_of_that_kind(self, seat: Opener, vault: Path) -> None:
        vaults.record(vault, "meeting", HUDDLE)
        desk = vaults.unlocked(seat(vault))
        desk.press("碰头会")
        desk.press("新建会商纪要")
        desk.go_to("会议类型")
        desk.key(Key.Key_Escape)
        desk.key(Key.Key_Down)
        desk.sees("第1次会商")

    def test_by_nobody_who_thinks_better_of_it(self, seat: Opener, vault: Path) -> None:
        desk = vaults.unlocked(seat(vault))
        desk.press("碰头会")
        desk.press("新建会商纪要")
        desk.press("取消")
        desk.sees("还没有记录。")

    def test_at_a_time_that_is_one(self, seat: Opener, vault: Path) -> None:
        desk = vaults.unlocked(seat(vault))
        desk.press("碰头会")
        desk.press("新建会商纪要")
        desk.fill("时间", "下周三")
        desk.press("开始")
        desk.sees("时间写得不对")
        desk.fill("时间", "2031-11-20 9:05")
        desk.press("开始")
        desk.sees(" · 预定 · ")


class TestAnAgenda:
    @pytest.fixture
    def meeting(self, vault: Path, points: list[str]) -> str:
        return vaults.record(vault, "meeting", HUDDLE)

    @pytest.fixture
    def desk(self, seat: Opener, vault: Path, meeting: str) -> Hands:
        return opened(seat, vault, meeting)

    def put_on(self, desk: Hands, *titles: str) -> None:
        desk.press("＋ 疑点")
        for title in titles:
            desk.press(title)
        desk.press(f"放进议程 ({len(titles)})")
        desk.sees("打开")

    def test_takes_up_the_points_ticked_in_the_order_shown(self, desk: Hands, vault: Path, meeting: str) -> None:
        self.put_on(desk, TITLES[2], TITLES[0])
        assert topics(vault, meeting) == [TITLES[0], TITLES[2]]
        desk.press("＋ 疑点")
        desk.sees("尚未会商（1）", TITLES[1])

    def test_offers_the_points_with_these_words(self, desk: Hands) -> None:
        desk.press("＋ 疑点")
        desk.press(TITLES[0])
        desk.fill("搜索疑点", "票据")
        desk.sees("尚未会商（1）", "放进议程 (1)")
        desk.misses(TITLES[1])
        desk.fill("搜索疑点", "没有的")
        desk.sees("没有找到。")

    def test_is_put_in_another_order_and_keeps_it(self, desk: Hands, vault: Path, meeting: str) -> None:
        self.put_on(desk, *TITLES)
        desk.press(f"上移：{TITLES[2]}")
        desk.cursor_in(f"上移：{TITLES[2]}")
        desk.key(Key.Key_Space)
        assert shown_topics(desk) == [TITLES[2], TITLES[0], TITLES[1]]
        desk.press(f"拿掉：{TITLES[0]}")
        assert shown_topics(desk) == [TITLES[2], TITLES[1]]
        desk.key(Key.Key_S, CONTROL)
        wait(lambda: topics(vault, meeting) == [TITLES[2], TITLES[1]], lambda: str(topics(vault, meeting)))

    def test_has_room_for_what_is_no_point(self, desk: Hands, vault: Path, meeting: str) -> None:
        self.put_on(desk, TITLES[0])
        desk.press("＋ 其他议题")
        desk.cursor_in("事项")
        desk.write("下周安排")
        desk.key(Key.Key_S, CONTROL)
        wait(lambda: topics(vault, meeting) == [TITLES[0], "下周安排"], lambda: str(topics(vault, meeting)))

    def test_of_a_joint_conference_is_not_about_points(self, seat: Opener, vault: Path, points: list[str]) -> None:
        id = vaults.record(vault, "meeting", {**HUDDLE, "title": "联席会议", "type": "joint_conference"})
        desk = opened(seat, vault, id)
        desk.sees("＋ 其他议题")
        assert not desk.reads("＋ 疑点")


class TestAPointTalkedOver:
    @pytest.fixture
    def meeting(self, vault: Path, points: list[str]) -> str:
        items = [{"topic": title, "suspicion_ids": [id]} for title, id in zip(TITLES, points, strict=True)]
        return vaults.record(vault, "meeting", {**HUDDLE, "items": items})

    @pytest.fixture
    def desk(self, seat: Opener, vault: Path, meeting: str, points: list[str]) -> Hands:
        with vaults.at(vault) as session:
            cards = {"audit": "盘点表", "inspection": "班子会记录"}
            for side, title in cards.items():
                said = {"title": title, "suspicion": points[0], "kind": "document", "for_side": side, "claim": "差180吨"}
                recording.new(session, "evidence_item", said)
            recording.edit(session, points[0], {"audit_conclusion": "partial", "audit_by": "周岚", "amount": "1640.92"})
        return opened(seat, vault, meeting)

    def test_is_seen_with_what_each_side_holds_and_has_come_to(self, desk: Hands) -> None:
        desk.sees("1 / 3", "账实不符，差180吨。", "金额 1,640.92元", "未证实")
        desk.sees("审计侧证据（1）", "盘点表", "巡察侧印证材料（1）", "班子会记录")
        desk.sees("审计侧结论：部分属实 · 周岚", "巡察侧结论：还没有作")

    def test_leads_to_a_card_of_evidence_and_back(self, desk: Hands) -> None:
        desk.press("盘点表")
        desk.sees("← 返回：第1次碰头会")

    def test_makes_way_for_the_next_with_the_cursor_in_the_same_place(self, desk: Hands) -> None:
        desk.go_to("会商结论")
        desk.write("一并核实")
        desk.key(Key.Key_Right, ALT)
        desk.sees("2 / 3", "合同不符，差180吨。")
        desk.cursor_in("会商结论")
        assert desk.column("会商结论") == [""]
        desk.key(Key.Key_PageUp, ALT)
        desk.sees("1 / 3")
        assert desk.column("会商结论") == ["一并核实"]
        desk.key(Key.Key_Left, ALT)
        desk.sees("1 / 3")

    def test_leads_to_the_item_before_also_where_one_came_from_another_record(self, desk: Hands) -> None:
        desk.press("疑点")
        desk.choose("记录", TITLES[1])
        desk.press("第1次碰头会")
        desk.sees("← 返回：合同不符")
        desk.press("下一条 ▶")
        desk.go_to("会商结论")
        desk.key(Key.Key_Left, ALT)
        desk.sees("1 / 3", "← 返回：合同不符")

    def test_is_ticked_once_it_says_what_came_of_it(self, desk: Hands) -> None:
        desk.sees("　 1. 账实不符")
        desk.go_to("分歧")
        desk.write("巡察侧认为证据不足")
        desk.sees("✓ 1. 账实不符", "　 2. 合同不符")
        desk.choose("议题", TITLES[2])
        desk.sees("3 / 3", "票据不符，差180吨。")

    def test_is_not_left_while_an_input_method_is_at_work(self, desk: Hands) -> None:
        desk.go_to("会商结论")
        desk.compose("yi")
        desk.key(Key.Key_Right, ALT)
        desk.sees("1 / 3")
        desk.commit("一致")
        desk.key(Key.Key_Right, ALT)
        desk.sees("2 / 3", "✓ 1. 账实不符")

    def test_brings_its_resolution_into_the_minutes_with_the_first_word(self, desk: Hands, vault: Path, meeting: str) -> None:
        desk.go_to("责任人")
        desk.key(Key.Key_S, CONTROL)
        assert "resolutions" not in values(vault, meeting)
        desk.fill("决议", "核对出库单")
        desk.press("查阅资料")
        desk.fill("时限", "下周三")
        desk.key(Key.Key_S, CONTROL)
        desk.sees("这不是日期")
        desk.fill("时限", "2026-12-01")
        desk.key(Key.Key_S, CONTROL)
        wait(lambda: "due_date" in values(vault, meeting)["resolutions"][0], lambda: "the date is not saved")
        (row,) = values(vault, meeting)["resolutions"]
        assert row["about"] == values(vault, meeting)["items"][0]["suspicion_ids"]
        assert (row["text"], row["method"], row["due_date"]) == ("核对出库单", ["doc_review"], "2026-12-01")

    def test_keeps_what_was_typed_through_a_lock(self, desk: Hands) -> None:
        desk.press("下一条 ▶")
        desk.go_to("会商结论")
        desk.write("一并核实")
        desk.key(Key.Key_L, CONTROL)
        vaults.unlocked(desk)
        desk.sees("2 / 3")
        desk.cursor_in("会商结论")
        assert desk.column("会商结论") == ["一并核实"]
        desk.press("立即锁定")
        vaults.unlocked(desk)
        desk.sees("2 / 3")

    def test_that_is_no_point_has_its_resolutions_elsewhere(self, seat: Opener, vault: Path) -> None:
        id = vaults.record(vault, "meeting", {**HUDDLE, "title": "另一次", "items": [{"topic": "下周安排"}]})
        desk = opened(seat, vault, id)
        desk.sees("它的决议请写在“结果”里。")
        desk.tab("结果")
        desk.press("＋ 其他决议")
        desk.cursor_in("决议")
        desk.write("下周三再碰头")
        desk.key(Key.Key_S, CONTROL)
        desk.sees("本侧现在生成任务：1 项", "没有责任人 · 没有期限 · 下周三再碰头")


def test_a_consultation_comes_to_a_judgement(seat: Opener, vault: Path) -> None:
    for kind, title in (("huddle", "第1次碰头会"), ("consultation", "会商")):
        vaults.record(vault, "meeting", {**HUDDLE, "type": kind, "title": title, "items": [{"topic": "一条线索"}]})
    desk = vaults.unlocked(seat(vault))
    desk.press("碰头会")
    desk.choose("记录", "会商, ")
    desk.find("研判结论")
    desk.choose("记录", "第1次碰头会")
    desk.sees("1 / 1")
    assert "研判结论" not in [one.accessibleName() for one in desk.widgets()]


def test_meetings_are_listed_the_next_one_first_and_tasks_below_them(seat: Opener, vault: Path) -> None:
    for title, day in {"下次": "2031-11-20", "上次": "2026-11-20", "下下次": "2031-11-27", "头一次": "2026-11-05"}.items():
        vaults.record(vault, "meeting", {**HUDDLE, "title": title, "start_at": f"{day}T09:00"})
    vaults.record(vault, "task", {"title": "备会", "what": "备会", "for_side": "audit"})
    desk = vaults.unlocked(seat(vault))
    desk.press("碰头会")
    view: Any = desk.find("记录", QListView)
    listed = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert listed == ["下次", "下下次", "上次", "头一次", "备会"]
    desk.press("任务")
    desk.misses("下次, ")
    desk.sees("备会, ")


class TestAWholeHuddle:
    """By keys alone: three points, one of them in dispute, two tasks; confirmed by one side, then on the other side's laptop."""

    @pytest.fixture
    def meeting(self, zhou: Laptop, wu: Laptop, stick: Path) -> None:
        zhou("bundle", "import", wu.give(zhou, stick))
        for title in TITLES:
            zhou.new("suspicion", title=title, facts=f"{title}，差180吨。")

    def prepare(self, desk: Hands) -> None:
        desk.press("碰头会")
        desk.press("新建会商纪要")
        desk.press("开始")
        desk.press("＋ 疑点")
        for title in TITLES:
            desk.press(title)
        desk.press("放进议程 (3)")
        desk.tab("出席")
        desk.press("＋ 人员")
        desk.cursor_in("姓名")
        desk.write("吴㛃")

    def hold(self, desk: Hands) -> None:
        desk.tab("逐条过")
        desk.sees("1 / 3", "出席：审计 1 · 巡察 1")
        desk.go_to("会商结论")
        desk.write("属实，一并核实")
        self.resolve(desk, "核对出库单", "周岚", "2026-12-01")
        desk.key(Key.Key_Right, ALT)
        desk.sees("2 / 3")
        desk.go_to("分歧")
        desk.write("巡察侧认为合同有效")
        self.resolve(desk, "调阅会议记录", "吴㛃", "2026-12-03")
        desk.key(Key.Key_Right, ALT)
        desk.sees("3 / 3")
        desk.go_to("会商结论")
        desk.write("不再查")

    def resolve(self, desk: Hands, what: str, who: str, until: str) -> None:
        desk.go_to("决议")
        desk.write(what)
        for name, said in (("责任人", who), ("时限", until)):
            desk.go_to(name)
            desk.write(said)
        desk.press("查阅资料")

    def confirm(self, desk: Hands) -> None:
        desk.press("确认")
        desk.cursor_in("理由：")
        desk.write("当日补齐")
        desk.key(Key.Key_Return)

    def test_comes_to_tasks_on_both_laptops(self, seat: Opener, zhou: Laptop, wu: Laptop, stick: Path, meeting: None) -> None:
        hers = vaults.unlocked(seat(zhou.folder, Keys), CLI_PASSPHRASE)
        self.prepare(hers)
        self.hold(hers)
        hers.tab("结果")
        hers.sees("会商锁定疑点：3 个", "周岚 · 2026年12月1日前 · 核对出库单", "对侧确认时由对侧生成任务：1 项")
        self.confirm(hers)
        hers.sees("已生成的任务：1 项", "周岚 · 2026年12月1日前 · 未开始", "对侧确认后还有 1 项", "议程内的一并确认：疑点 3 件")
        hers.press("核对出库单")
        hers.sees("← 返回：第1次碰头会纪要", "核实任务")
        hers.key(Key.Key_L, CONTROL)
        hers.sees("解锁")
        tasks = zhou("record", "list", "verification_task")
        assert [one["title"] for one in tasks] == ["核对出库单"]

        wu("bundle", "import", zhou.give(wu, stick))
        his = vaults.unlocked(seat(wu.folder, Keys), CLI_PASSPHRASE)
        his.press("碰头会")
        his.choose("记录", "第1次碰头会纪要")
        his.sees("待本侧确认", "本侧现在生成任务：1 项", "吴㛃 · 2026年12月3日前 · 调阅会议记录")
        his.press("确认")
        his.sees("已生成的任务：1 项", "调阅会议记录", " · 已确认 · ")
        states = [(one["title"], one["state"]) for one in zhou("record", "list", "suspicion")]
        assert states[::-1] == [(TITLES[0], "assigned"), (TITLES[1], "consulted"), (TITLES[2], "consulted")]
        assert not [mouse for one in (hers, his) if isinstance(one, Keys) for mouse in one.mice.seen]
