"""Today: three buttons on the first day, later four short lists, each line leading to its record."""

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import exchange, members, proceeding, recording, waiting, writing
from desktop.acts.waiting import Colleague, Line, Waiting
from desktop.ui.today.due_panel import DuePanel
from desktop.ui.today.figures_line import FiguresLine
from desktop.ui.today.waiting_lists import MOST, WaitingLists
from tests.journeys.hands import Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

HEADS = ("我要办的", "等我的", "在外", "未交未收")


def days(n: int) -> str:
    """So many days from today."""
    return (date.today() + timedelta(days=n)).isoformat()


def task(session: Any, title: str, due: str = "") -> str:
    said = {"title": title, "what": title, "owner": "周岚", "for_side": "audit", **({"due": due} if due else {})}
    return str(recording.new(session, "task", said).id)


@pytest.fixture
def busy(vault: Path) -> Path:
    """Zhou's vault with more to do than a short list holds."""
    with vaults.at(vault) as session:
        for n in range(MOST + 2):
            task(session, f"任务{n}", days(n - 2))
    return vault


class TestTheFirstDay:
    def test_has_three_buttons_and_a_sentence_and_nothing_else(self, desk: Hands) -> None:
        desk.sees("开始谈话", "记一条疑点", "U 盘交换", "从这里开始")
        for kind in (FiguresLine, WaitingLists, DuePanel):
            assert not any(isinstance(one, kind) for one in desk.widgets())

    def test_ends_with_the_first_record(self, desk: Hands) -> None:
        desk.press("记一条疑点")
        desk.cursor_in("标题")
        desk.write("账实不符")
        desk.press("今天")
        desk.sees("全部统计", "恢复码")
        desk.misses("从这里开始")

    def test_a_recovery_code_asked_for_in_vain_for_days_is_asked_for_all_the_same(self, seat: Opener, vault: Path) -> None:
        with vaults.at(vault) as session:
            session.notebook.keep("recovery", "2026-01-01T00:00:00.000Z")
        vaults.unlocked(seat(vault)).sees("从这里开始", "请按抄下的恢复码输入一遍")


class TestMineToDo:
    def test_is_told_with_the_day_in_plain_words_overdue_first(self, seat: Opener, vault: Path) -> None:
        with vaults.at(vault) as session:
            for title, due in (("明天交", days(1)), ("早该交", days(-3)), ("今天交", days(0)), ("大后天交", days(3)), ("不急", "")):
                task(session, title, due)
        desk = vaults.unlocked(seat(vault))
        desk.sees("我要办的", "逾期 3 天", "今天到期", "明天到期", "3 天后到期", "不急")
        told = [one for one in desk.texts() if one in ("早该交", "今天交", "明天交", "大后天交", "不急")]
        assert told == ["早该交", "今天交", "明天交", "大后天交", "不急"]

    def test_a_line_leads_to_its_record(self, seat: Opener, busy: Path) -> None:
        desk = vaults.unlocked(seat(busy))
        desk.press("任务0")
        desk.sees("承办人", "任务1")
        desk.misses("我要办的")

    def test_is_at_most_five_lines_with_a_way_to_all(self, seat: Opener, busy: Path) -> None:
        desk = vaults.unlocked(seat(busy))
        desk.sees("任务0", "任务4")
        assert not desk.reads("任务5")
        desk.press("全部 7 条")
        desk.sees("我要办的（7）", "任务6")
        desk.choose("我要办的", "任务6")
        desk.sees("承办人")

    def test_a_task_done_is_gone_when_one_comes_back(self, seat: Opener, vault: Path) -> None:
        with vaults.at(vault) as session:
            task(session, "核对单据", days(2))
        desk = vaults.unlocked(seat(vault))
        desk.press("核对单据")
        desk.pick("下一步", "已完成")
        desk.press("今天")
        desk.sees("全部统计")
        desk.misses("核对单据")

    def test_what_is_half_written_is_among_it(self, seat: Opener, vault: Path) -> None:
        point = vaults.record(vault, "suspicion", {"title": "账实不符"})
        with vaults.at(vault) as session:
            writing.keep(session, session.project, "suspicion", {"facts": "少了"}, {}, record=point)
        desk = vaults.unlocked(seat(vault))
        desk.sees("我要办的", "没写完")
        desk.press("账实不符")
        desk.sees("少了")


def test_the_whole_list_is_gone_through_by_keys_and_left_by_escape(seat: Opener, busy: Path) -> None:
    desk = seat(busy, Keys)
    vaults.unlocked(desk)
    desk.press("全部 7 条")
    desk.sees("任务6")
    desk.choose("我要办的", "任务5")
    desk.key(Key.Key_Return)
    desk.sees("承办人")
    desk.press("今天")
    desk.press("全部 7 条")
    desk.sees("任务6")
    desk.key(Key.Key_Escape)
    desk.sees("开始谈话")


class TestTheOtherSide:
    @pytest.fixture
    def both(self, vault: Path, tmp_path: Path) -> Path:
        """A project of two sides; the inspection has confirmed minutes, and both have written into one talk."""
        wu, stick = tmp_path / "wu", tmp_path / "stick"
        stick.mkdir()
        vaults.made(wu, "吴㛃", "inspection", "WJ")
        with vaults.at(wu) as session:
            members.write_card(session, stick / "wu.xsc")
        with vaults.at(vault) as session:
            members.add(session, [stick / "wu.xsc"])
            talk = recording.new(session, "interview", vaults.TALK).id
            mine = session.card.fingerprint
            (given,) = exchange.export(session, ["吴㛃"], stick)
            recording.edit(session, talk, {"topic": "资金晚到"})
        with vaults.at(wu) as session:
            exchange.take(session, [Path(given["file"])], mine)
            recording.edit(session, talk, {"topic": "库存盘点"})
            said = {"title": "第1次碰头会", "type": "huddle", "start_at": "2026-11-20T19:30", "chair": "周岚", "recorder": "吴㛃"}
            minutes = recording.new(session, "meeting", {**said, "items": [{"topic": "账实不符", "consensus": "一并核实"}]}).id
            proceeding.confirm(session, minutes, "补写原因")
            (back,) = exchange.export(session, ["周岚"], stick)
        with vaults.at(vault) as session:
            exchange.take(session, [Path(back["file"])])
        return vault

    def test_what_it_confirmed_and_what_both_wrote_waits(self, seat: Opener, both: Path) -> None:
        desk = vaults.unlocked(seat(both))
        desk.sees("等我的", "两人写得不一样：事由", "待本侧确认")
        desk.press("第1次碰头会")
        desk.find("确认")
        desk.press("今天")
        desk.press("与欧阳𬭚谈话")
        desk.sees("去定夺")

    def test_what_it_was_not_given_leads_to_the_stick(self, seat: Opener, both: Path) -> None:
        desk = vaults.unlocked(seat(both))
        desk.sees("未交未收")
        desk.reads_after(r"(未交 \d+ 处，上次收到 \d\d-\d\d)")
        desk.press("吴㛃")
        desk.sees("U 盘：")


def test_lent_originals_and_papers_are_out(seat: Opener, vault: Path) -> None:
    with vaults.at(vault) as session:
        hands = {"handed_by": "周岚", "received_by": "吴㛃", "handed_at": "2026-11-01T10:00", "lines": [{"item": "账簿"}]}
        said = {"title": "总账原件", "direction": "lend", "return_due": days(-1), **hands}
        slip = recording.new(session, "handover_slip", said).id
        for state in ("frozen", "signed"):
            proceeding.move(session, slip, state, "先签后补")
        talk = recording.new(session, "interview", vaults.TALK).id
        vaults.freeze(session, talk)
    desk = vaults.unlocked(seat(vault))
    desk.sees("在外", "未归还，逾期 1 天", "在外签字")
    desk.press("总账原件")
    desk.sees("应归还日期")


@pytest.mark.parametrize("there", [set(some) for n in range(4) for some in itertools.combinations(range(4), n)])
def test_a_list_with_nothing_in_it_is_not_there(seat: Opener, busy: Path, there: set[int]) -> None:
    desk = vaults.unlocked(seat(busy))
    desk.sees("我要办的")
    lists: Any = next(one for one in desk.widgets() if isinstance(one, WaitingLists))
    one, who = Line("task", "0" * 32, "task", "一件事"), Colleague("何川", 3, "")
    parts = [(one,), (one,), (one,), (who,)]
    lists.show_found(Waiting(*((part if place in there else ()) for place, part in enumerate(parts))))  # type: ignore[arg-type]
    assert [head for head in HEADS if desk.reads(head)] == [head for place, head in enumerate(HEADS) if place in there]


def test_what_has_not_changed_is_not_laid_anew(seat: Opener, busy: Path) -> None:
    desk = vaults.unlocked(seat(busy))
    before = desk.find("任务0")
    lists: Any = next(one for one in desk.widgets() if isinstance(one, WaitingLists))
    with vaults.at(busy, write=False) as session:
        lists.show_found(waiting.gather(session))
    assert desk.find("任务0") is before
