"""The morning: everybody comes to be of one team, and plans."""

from tests.journeys.day_team import GIVE, LOOK, PASSPHRASE, SIDES, UNIT, Counted, Team, begin, save, tell
from tests.journeys.hands import Key

JOIN, SAME = "收下，加入项目", "双方已当面念过设备核对码，一致。"
FIRST, AGAIN = "口令（只有自己想得到的一句话）", "再输一遍口令"


def open_for_the_first_time(team: Team) -> None:
    """第一次打开"""
    for name, one in team.at.items():
        one.sees("外勤记录：首次使用", "不得处理国家秘密")
        one.fill("姓名", name)
        one.press(SIDES[name])
        one.fill(FIRST, PASSPHRASE)
        one.fill(AGAIN, PASSPHRASE)
        one.press("我已看过。")
        one.press("建立本机资料库")
        one.sees("请抄下恢复码")
        one.press("已经抄好")
        one.sees("立即锁定", "要加入同事的项目")


def make_the_project(team: Team) -> None:
    """建项目"""
    zhou = team.at["周岚"]
    zhou.fill("名称", "城南粮库巡审")
    zhou.fill("代号", "CN2026")
    zhou.fill("被巡审单位", UNIT)
    zhou.press("建立项目")
    zhou.misses("建立项目")
    zhou.sees("开始谈话")


def put_a_card_on_the_stick(one: Counted, team: Team, name: str) -> None:
    one.press("U 盘交换")
    one.fill("U 盘文件夹", str(team.stick))
    one.key(Key.Key_Return)
    team.codes[name] = one.reads_after(r"我的设备核对码：([0-9 ]+)").strip()


def join(one: Counted, read_out: str) -> None:
    one.press("U 盘交换")
    one.press(LOOK)
    one.sees("U 盘上给我的（还没有收下）")
    assert one.reads_after("^设备核对码：([0-9 ]+)") == read_out
    one.press(SAME)
    one.press(JOIN)
    one.sees("收下了")
    one.press("完成")


def meet_with_the_stick(team: Team) -> None:
    """第一次碰面：U 盘转两圈"""
    zhou, he, wu, zheng = team
    for name, one in team.at.items():
        put_a_card_on_the_stick(one, team, name)
        if one is not zhou:
            one.press("把我的名片放到 U 盘")
            one.sees("我的名片已")
    zhou.press(LOOK)
    zhou.sees("名片：让谁加入", *(team.codes[name] for name in ("何川", "吴㛃", "郑宁")))
    zhou.press("与 何川 念的一致，让他加入")
    zhou.press("与 吴㛃 念的一致，让他加入，并由他牵头该侧")
    zhou.press(GIVE)
    zhou.sees("已让加入：何川、吴㛃")
    zhou.press("完成")
    join(he, team.codes["周岚"])
    join(wu, team.codes["周岚"])
    wu.press("U 盘交换")
    wu.press(LOOK)
    wu.press("与 郑宁 念的一致，让他加入")
    wu.press(GIVE)
    wu.sees("已让加入：郑宁")
    wu.press("完成")
    join(zheng, team.codes["吴㛃"])


def plan_the_work(team: Team) -> None:
    """写实施方案"""
    zhou = team.at["周岚"]
    begin(zhou, "实施方案", "城南粮库巡审实施方案")
    tell(zhou, 重点事项="轮换资金，四号仓库存")
    save(zhou)
