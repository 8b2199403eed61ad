"""The main job on two laptops and a stick, as two people do it: by what they read, click and type."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.hands import CONTROL, Hands, Key, Keys

PASSPHRASE = "a sentence of mine"
NAME, SIDE, FIRST, AGAIN = "姓名", "审计", "口令（只有自己想得到的一句话）", "再输一遍口令"
CODE = r"设备核对码：([0-9A-Za-z \-]+)"


def first_start(laptop: Hands, name: str, side: str) -> None:
    """Who I am, a passphrase, the notice, the recovery code."""
    laptop.sees("外勤记录：首次使用", "不得处理国家秘密")
    laptop.fill(NAME, name)
    laptop.press(side)
    laptop.fill(FIRST, PASSPHRASE)
    laptop.fill(AGAIN, PASSPHRASE)
    laptop.press("我已看过。")
    laptop.press("建立本机资料库")
    laptop.sees("请抄下恢复码")
    assert len(laptop.reads_after(r"^([0-9A-Z]{4,}(?:-[0-9A-Z]+)+)$")) > 20
    laptop.press("已经抄好")
    laptop.sees("立即锁定", "要加入同事的项目")


def make_project(laptop: Hands) -> None:
    laptop.fill("名称", "城南粮库巡审")
    laptop.fill("代号", "CN2026")
    laptop.fill("被巡审单位", "城南储备粮有限公司")
    laptop.press("建立项目")
    laptop.misses("建立项目")
    laptop.sees("开始谈话")


def plug_in(laptop: Hands, stick: Path) -> None:
    laptop.press("U 盘交换")
    laptop.fill("U 盘文件夹", str(stick))
    laptop.key(Key.Key_Return)


def pick_by_hand(laptop: Hands, stick: Path) -> None:
    plug_in(laptop, stick)
    if not laptop.reads("交给勾选的人"):
        laptop.press("自己挑着收、挑着交…")


def put_card(laptop: Hands, stick: Path) -> str:
    """The card on the stick; the device code as its owner reads it out."""
    plug_in(laptop, stick)
    laptop.press("把我的名片放到 U 盘")
    return laptop.reads_after("我的" + CODE).strip()


def let_in(laptop: Hands, stick: Path, name: str, read_out: str) -> None:
    pick_by_hand(laptop, stick)
    laptop.choose("U 盘上给我的", "名片")
    laptop.press("先看一看")
    laptop.sees(f"{name}（")
    assert laptop.reads_after("^" + CODE).strip() == read_out
    laptop.press("双方已当面念过设备核对码，一致。")
    laptop.press("让这台电脑加入")
    laptop.sees(f"{name} 已加入。现在可以交给他数据包了。")


def give(laptop: Hands, stick: Path) -> None:
    before = set(stick.iterdir())
    pick_by_hand(laptop, stick)
    laptop.press("交给勾选的人")
    laptop.sees("已交出，并读回核对无误。")
    assert set(stick.iterdir()) - before


def take(laptop: Hands, stick: Path, read_out: str = "") -> None:
    """Take what lies on the stick. `read_out`: the giver's device code, where he is not known yet."""
    pick_by_hand(laptop, stick)
    laptop.choose("U 盘上给我的", "数据包")
    laptop.press("先看一看")
    laptop.sees("交来的数据包")
    if read_out:
        assert laptop.reads_after("^" + CODE).strip() == read_out
        laptop.press("双方已当面念过设备核对码，一致。")
    laptop.press("收下")
    laptop.sees("已收下")
    for file in stick.glob("*.xsb"):
        file.unlink()


def talk(laptop: Hands) -> None:
    laptop.press("今天")
    laptop.press("开始谈话")
    laptop.sees("开始时间按现在记下")
    laptop.write("欧阳岚")
    laptop.key(Key.Key_Return)
    laptop.sees("与欧阳岚谈话")
    laptop.cursor_in("答")
    laptop.write("我是财务部部长，管资金拨付。")
    laptop.key(Key.Key_Return)
    laptop.write("去年的轮换资金分几次到账？")
    laptop.key(Key.Key_Return)
    laptop.write("分三次到账，合计1,640.92万元。")
    laptop.sees("草稿已存")
    laptop.key(Key.Key_S, CONTROL)
    laptop.sees("已保存")
    assert laptop.column("问") == ["请介绍一下你的职务和分管工作。", "去年的轮换资金分几次到账？"]


def open_talk(laptop: Hands) -> None:
    laptop.press("谈话走访")
    laptop.choose("记录", "与欧阳岚谈话")
    laptop.sees("分三次到账，合计1,640.92万元。")


def change_topic(laptop: Hands, topic: str) -> None:
    laptop.press("谈话走访")
    laptop.tab("要素")
    laptop.fill("事由", topic)
    laptop.key(Key.Key_S, CONTROL)
    laptop.sees("已保存")


def meet(zhou: Hands, wu: Hands, stick: Path) -> None:
    """Two laptops become one team: a project, a card, a code read out, a first bundle."""
    first_start(zhou, "周岚", "审计")
    make_project(zhou)
    first_start(wu, "吴㛃", "巡察")
    wus_code = put_card(wu, stick)
    zhous_code = put_card(zhou, stick)
    let_in(zhou, stick, "吴㛃", wus_code)
    give(zhou, stick)
    take(wu, stick, zhous_code)


def settle(laptop: Hands) -> None:
    """From the report to the two words, and one of them taken."""
    laptop.press("去定夺")
    laptop.sees("这里两个人写得不一样。")
    laptop.press("定夺")
    laptop.sees("轮换资金拨付", "库存盘点", "双方写的时候互不知道。")
    laptop.press("取这一种（1）")
    laptop.misses("这里两个人写得不一样。")


def told(vault: Path, *words: str) -> Any:
    """What the command line answers beside the window."""
    env = os.environ | {"XUNSHEN_VAULT": str(vault), "XUNSHEN_PASSPHRASE": PASSPHRASE, "LC_ALL": "zh_CN.UTF-8"}
    run = subprocess.run(
        [sys.executable, "-m", "desktop", *words, "--json"], env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, (run.stdout, run.stderr)
    return json.loads(run.stdout)


@pytest.mark.parametrize("hands", [Hands, Keys], ids=["by mouse and keys", "by keys alone"])
def test_a_talk_is_recorded_exchanged_torn_settled_and_seen_on_paper(hands: type[Hands], seat: Any, tmp_path: Path) -> None:
    stick, homes = tmp_path / "stick", (tmp_path / "zhou", tmp_path / "wu")
    stick.mkdir()
    zhou, wu = (seat(home, hands) for home in homes)

    meet(zhou, wu, stick)
    talk(zhou)
    give(zhou, stick)
    take(wu, stick)
    open_talk(wu)
    assert wu.column("答")[0] == "我是财务部部长，管资金拨付。"
    change_topic(wu, "库存盘点")
    change_topic(zhou, "轮换资金拨付")
    give(wu, stick)
    take(zhou, stick)
    zhou.sees("有 1 处两个人写得不一样")
    assert len(told(homes[0], "conflict", "list")) == 1

    settle(zhou)
    assert told(homes[0], "conflict", "list") == []
    give(zhou, stick)
    take(wu, stick)

    (mine,), (his,) = (told(home, "record", "list", "interview") for home in homes)
    topics = {told(home, "record", "show", mine["id"])["values"]["topic"] for home in homes}
    assert mine["id"] == his["id"]
    assert len(topics) == 1 and topics <= {"轮换资金拨付", "库存盘点"}
    wu.press("谈话走访")
    wu.tab("要素")
    wu.sees(*topics)

    zhou.press("谈话走访")
    zhou.press("打印")
    assert int(zhou.reads_after(r"共 (\d+) 页")) >= 1
    assert all(told(home, "vault", "check")["ok"] for home in homes)
    assert not [mouse for one in (zhou, wu) if isinstance(one, Keys) for mouse in one.mice.seen]
