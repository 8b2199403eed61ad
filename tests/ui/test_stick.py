"""The stick goes round from window to window: who meets, what comes, what waits, and how many clicks it takes."""

import errno
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.acts import exchange, members, projects, recording, setting_aside
from desktop.bundle import disk
from desktop.store import records
from desktop.ui.stick import stick_line
from tests.journeys.eyes import called, wait
from tests.journeys.hands import Hands, Key, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

LOOK, GO, GIVE, JOIN = "看一看 U 盘，再收下、交出", "全部收下，再交给大家", "交给大家", "收下，加入项目"
PEOPLE = (("zhou", "周岚", "audit", "ZL"), ("he", "何川", "audit", "HC"), ("wu", "吴㛃", "inspection", "WJ"))
SAME = "双方已当面念过设备核对码，一致。"


class Counted(Hands):
    """Hands that count how often they click."""

    clicks = 0

    def _click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.clicks += 1
        super()._click(widget, at)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def team(tmp_path: Path, stick: Path) -> Sequence[Path]:
    """Three laptops in one project, each with a point of its own, and a stick with nothing on it."""
    homes = [tmp_path / home for home, *_ in PEOPLE]
    for home, (_, name, side, code) in zip(homes, PEOPLE, strict=True):
        vaults.made(home, name, side, code)
    cards = []
    for home in homes[1:]:
        with vaults.at(home) as session:
            cards.append(stick / f"{home.name}.xsc")
            members.write_card(session, cards[-1])
    with vaults.at(homes[0]) as session:
        projects.create(session, vaults.PROJECT)
        members.add(session, cards)
        given = exchange.export(session, [name for _, name, *_ in PEOPLE[1:]], stick)
        mine = session.card.fingerprint
    for home, one in zip(homes[1:], given, strict=True):
        with vaults.at(home) as session:
            exchange.take(session, [Path(one["file"])], mine)
    for home, (_, name, *_) in zip(homes, PEOPLE, strict=True):
        note(home, f"{name}的疑点")
    for file in stick.iterdir():
        file.unlink()
    return homes


def note(home: Path, title: str) -> str:
    with vaults.at(home) as session:
        return str(recording.new(session, "suspicion", {"title": title}, "joint").id)


def points(home: Path) -> set[str]:
    with vaults.at(home, write=False) as session:
        return {one.title for one in records.listing(session.notebook, session.project, "suspicion")}


def sit_down(seat: Opener, home: Path, stick: Path, hands: type[Hands] = Hands) -> Any:
    """At an unlocked window that knows the folder of the stick, as after the first time."""
    at = vaults.unlocked(seat(home, hands))
    at.press("U 盘交换")
    at.fill("U 盘文件夹", str(stick))
    at.key(Key.Key_Return)
    at.press("今天")
    return at


def go_round(at: Hands) -> None:
    at.press("U 盘交换")
    if at.reads("完成"):
        at.press("完成")
    at.press(LOOK)
    at.press(GO if at.reads_after("(全部收下，再交给大家|没有给我的数据包|以前收过的，这次跳过：)") == GO else GIVE)
    at.sees("的交换")


def read_code(at: Hands) -> str:
    """What its owner reads off his screen."""
    return at.reads_after(r"我的设备核对码：([0-9 ]+)").strip()


@pytest.mark.parametrize("hands", [Counted, Keys], ids=["by mouse", "by keys alone"])
def test_two_passes_of_at_most_four_clicks_a_laptop_bring_all_to_the_same_state(
    hands: type[Hands], seat: Opener, team: Sequence[Path], stick: Path
) -> None:
    windows = [sit_down(seat, home, stick, hands) for home in team]
    last = ""
    for _ in range(2):
        for at in windows:
            before = getattr(at, "clicks", 0)
            go_round(at)
            last = at.reads_after("(本机有的，大家都有了|U 盘接着给)")
            at.press("完成")
            assert getattr(at, "clicks", 0) - before <= 4
    assert last == "本机有的，大家都有了"
    for at in windows:
        at.window.close()
    assert all(points(home) == {"周岚的疑点", "何川的疑点", "吴㛃的疑点"} for home in team)


def test_four_laptops_that_never_met_are_one_team_after_the_stick_went_round_twice(
    seat: Opener, tmp_path: Path, stick: Path
) -> None:
    homes = {home: tmp_path / home for home, *_ in (*PEOPLE, ("lin", "", "", ""))}
    for home, name, side, code in (*PEOPLE, ("lin", "林见", "inspection", "LJ")):
        vaults.made(homes[home], name, side, code)
    with vaults.at(homes["zhou"]) as session:
        projects.create(session, vaults.PROJECT)
    at = {home: sit_down(seat, path, stick) for home, path in homes.items()}
    codes = {}
    for home in ("he", "wu", "lin"):
        at[home].press("U 盘交换")
        codes[home] = read_code(at[home])
        at[home].press("把我的名片放到 U 盘")
        at[home].sees("我的名片已")
    zhou, wu = at["zhou"], at["wu"]
    zhou.press("U 盘交换")
    codes["zhou"] = read_code(zhou)
    zhou.press(LOOK)
    zhou.sees("名片：让谁加入", *(codes[home] for home in ("he", "wu", "lin")))
    zhou.press("与 何川 念的一致，让他加入")
    zhou.press("与 林见 念的一致，让他加入，并由他牵头该侧")
    zhou.press("与 吴㛃 念的一致，让他加入，并由他牵头该侧")
    zhou.press(GIVE)
    zhou.sees("已让加入：何川、吴㛃", "U 盘接着给：何川")

    join(wu, codes["zhou"])
    wu.press("完成")
    wu.press(LOOK)
    wu.press("与 林见 念的一致，让他加入")
    wu.press(GIVE)
    wu.sees("已让加入：林见")
    for home in ("he", "lin"):
        join(at[home], codes["zhou" if home == "he" else "wu"])
    go_round(zhou)
    assert {one["name"] for one in told(zhou, homes["zhou"])} == {"周岚", "何川", "吴㛃", "林见"}
    assert {one["name"] for one in told(at["he"], homes["he"])} == {"周岚", "何川", "吴㛃", "林见"}


def join(at: Hands, read_out: str) -> None:
    """Take what lies there for a laptop in no project, once the code that its maker reads out is the one on the screen."""
    at.press("U 盘交换")
    at.press(LOOK)
    at.sees("U 盘上给我的（还没有收下）")
    assert at.reads_after("^设备核对码：([0-9 ]+)") == read_out
    assert not next(one for one in at.widgets() if called(one) == JOIN).isEnabled()
    at.press(SAME)
    at.press(JOIN)
    at.sees("收下了")


def told(at: Hands, home: Path) -> list[dict[str, Any]]:
    at.window.close()
    with vaults.at(home, write=False) as session:
        return members.listing(session)


def test_what_is_damaged_waits_is_told_first_and_the_rest_is_taken(seat: Opener, team: Sequence[Path], stick: Path) -> None:
    zhou, he, wu = (sit_down(seat, home, stick) for home in team)
    go_round(he)
    go_round(zhou)
    broken = next(stick.glob("*-HC-WJ-*.xsb"))
    broken.write_bytes(broken.read_bytes()[:-100])
    wu.press("U 盘交换")
    wu.press(LOOK)
    wu.sees("何川：这个先等着", "周岚")
    wu.press(GO)
    wu.sees("何川 的数据包先等着", "收下了 周岚 交来的：新 2 条", "交给 何川")
    wu.press("完成")
    wu.press("以前的交换…")
    wu.sees("1 项没有办成", "收　周岚", "交　何川")
    wu.press("打开看")
    wu.sees("何川 的数据包先等着", "收下了 周岚 交来的：新 2 条")


def test_what_somebody_does_not_want_stays_on_the_stick(seat: Opener, team: Sequence[Path], stick: Path) -> None:
    he, wu = (sit_down(seat, home, stick) for home in team[1:])
    go_round(he)
    wu.press("U 盘交换")
    wu.press(LOOK)
    wu.press(wu.reads_after("(^何川　.*新记录 1 条.*)"))
    wu.press(GO)
    wu.sees("按你的意思留在 U 盘上没有收：何川", "U 盘上没有给我的新内容。")
    go_round(wu)
    wu.sees("收下了 何川 交来的：新 1 条", "没有异常。")


def test_a_full_stick_is_told_in_place_and_what_was_taken_stays(
    seat: Opener, team: Sequence[Path], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhou, _, wu = (sit_down(seat, home, stick) for home in team)
    go_round(zhou)

    def full(_: Path) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "_digest_on_device", full)
    go_round(wu)
    wu.sees("没有办成：周岚、何川。stick 空间不足", "收下了 周岚 交来的：新 1 条")
    wu.window.close()
    assert "周岚的疑点" in points(team[2])


def test_a_stick_pulled_out_is_told_in_place(seat: Opener, team: Sequence[Path], stick: Path) -> None:
    wu = sit_down(seat, team[2], stick)
    wu.press("U 盘交换")
    stick.rename(stick.with_name("elsewhere"))
    wu.press(LOOK)
    wu.sees("stick 读写失败", "STICK_GONE")
    wu.press("重新查看")
    wu.sees("请插上 U 盘")


def test_a_round_is_stopped_by_one_press(
    seat: Opener, team: Sequence[Path], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhou, _, wu = (sit_down(seat, home, stick) for home in team)
    go_round(zhou)
    wu.press("U 盘交换")
    wu.press(LOOK)
    wu.sees("周岚　")
    begun = []

    def slowly(*words: Any, **_: Any) -> None:
        begun.append(words)
        while True:
            words[-1].step(0, 1)
            time.sleep(0.01)

    monkeypatch.setattr(exchange, "give", slowly)
    wu.press(GO)
    wait(lambda: bool(begun), lambda: "nothing is given")
    wu.press("取消")
    wu.sees("已停止。下面没有写到的，既没有收也没有交。", "收下了 周岚 交来的：新 1 条")
    wu.misses("取消")


def test_a_stick_is_found_when_it_is_plugged_in(
    seat: Opener, team: Sequence[Path], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[str] = []
    monkeypatch.setattr(stick_line, "plugged_in", lambda: there)
    monkeypatch.setattr(stick_line, "LOOK_MS", 20)
    wu = vaults.unlocked(seat(team[2]))
    wu.press("U 盘交换")
    wu.sees("请插上 U 盘")
    there = [str(stick)]
    wu.sees("U 盘上：还没收的数据包 0 个")
    stick.rename(stick.with_name("pulled"))
    wu.sees("请插上 U 盘")


def test_volumes_of_sticks_are_told_from_those_of_the_system() -> None:
    assert stick_line.is_stick("/media/zhou/KINGSTON", system=False)
    assert stick_line.is_stick("E:/", system=False)
    assert not stick_line.is_stick("C:/", system=True)
    assert not stick_line.is_stick("/home", system=False)


def test_a_bundle_taken_by_hand_can_be_set_aside_as_long_as_nothing_rests_on_it(
    seat: Opener, team: Sequence[Path], stick: Path
) -> None:
    zhou, _, wu = (sit_down(seat, home, stick) for home in team)
    go_round(zhou)
    wu.press("U 盘交换")
    wu.press("自己挑着收、挑着交…")
    wu.choose("U 盘上给我的", "ZL-WJ")
    wu.press("先看一看")
    wu.press("收下")
    wu.sees("可以把它整体搁置")
    wu.press("整体搁置")
    wu.sees("已整体搁置：不显示、不计数、不再转出。")
    wu.window.close()
    assert points(team[2]) == {"吴㛃的疑点"}
    with vaults.at(team[2]) as session:
        assert setting_aside.waits(session, "ZL")


def test_two_words_for_one_thing_are_told_and_led_to(seat: Opener, team: Sequence[Path], stick: Path) -> None:
    zhou, he, _ = (sit_down(seat, home, stick) for home in team)
    for at in (zhou, he):
        go_round(at)
        at.window.close()
    ids = {}
    for home, title in ((team[0], "甲"), (team[1], "乙")):
        with vaults.at(home) as session:
            (ids[home],) = [
                one.id
                for one in records.listing(session.notebook, session.project, "suspicion")
                if one.title == "周岚的疑点"
            ]
            recording.edit(session, ids[home], {"title": title})
    for home in team[:2]:
        at = sit_down(seat, home, stick)
        go_round(at)
    at.sees("有 1 处两个人写得不一样")
    at.press("去定夺")
    at.sees("这里两个人写得不一样。")
