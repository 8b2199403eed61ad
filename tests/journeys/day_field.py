"""In the field: a talk, its paper, a visit, points, and materials asked for only once."""

from tests.journeys.day_team import (
    UNIT,
    Counted,
    Team,
    choose_from,
    drop,
    go_round,
    open_,
    pass_the_stick,
    save,
    tell,
    why,
)
from tests.journeys.hands import CONTROL, SHIFT, Key
from tests.photos.shots import shot

TALK, POINT, OTHER_POINT = "与欧阳岚谈话", "四号仓账实不符", "盘点表无人签字"
SAID = "账上2180吨，实物少180吨。"
MINE, THEIRS, MATERIAL = "审计的清单", "巡察的清单", "银行对账单"


def take_down_a_talk(team: Team) -> None:
    """谈话"""
    zhou = team.at["周岚"]
    zhou.press("今天")
    zhou.press("开始谈话")
    zhou.sees("开始时间按现在记下")
    zhou.write("欧阳岚")
    zhou.key(Key.Key_Return)
    zhou.sees(TALK)
    for said in ("我是财务部部长。", "四号仓账上多少粮？", SAID):
        zhou.cursor_in("问" if said.endswith("？") else "答")
        zhou.write(said)
        if said != SAID:
            zhou.key(Key.Key_Return)
    tell(zhou, 谈话人="周岚、何川、吴㛃", 开始时间="2026-11-20 09:05", 结束时间="2026-11-20 10:05")
    tell(zhou, 地点="会议室", 单位=UNIT, 职务="财务部部长")
    save(zhou)
    zhou.misses("仅供参考")


def note_a_point_from_what_was_said(team: Team) -> None:
    """由一句话记疑点"""
    zhou = team.at["周岚"]
    zhou.press("谈话走访")
    zhou.go_to("答")
    while zhou.cursor.toPlainText() != SAID:
        zhou.key(Key.Key_Down)
    zhou.key(Key.Key_Home)
    zhou.key(Key.Key_Right, SHIFT, times=len(SAID))
    zhou.key(Key.Key_D, CONTROL)
    zhou.sees("已由这段话记成一条疑点。")
    zhou.press("打开")
    tell(zhou, 标题=POINT, 事实描述=f"四号仓{SAID}")
    save(zhou)


def settle_what_two_wrote_of_one_thing(team: Team) -> None:
    """两个人写得不一样"""
    zhou, _, wu, _ = team
    pass_the_stick(team)
    for one, topic in ((zhou, "四号仓库存"), (wu, "粮食轮换")):
        open_(one, "谈话走访", TALK)
        tell(one, 事由=topic)
        save(one)
    go_round(zhou)
    zhou.press("完成")
    go_round(wu)
    wu.sees("有 1 处两个人写得不一样")
    wu.press("完成")
    go_round(zhou)
    zhou.sees("有 1 处两个人写得不一样")
    zhou.press("完成")
    zhou.press("今天")
    zhou.sees("等我的", "两人写得不一样：事由")
    zhou.press(TALK)
    zhou.press("定夺")
    zhou.sees("四号仓库存", "粮食轮换", "双方写的时候互不知道。")
    zhou.press("取这一种（1）")
    zhou.misses("这里两个人写得不一样。")


def see_the_paper_of_the_talk(team: Team) -> None:
    """看纸面、送签"""
    zhou = team.at["周岚"]
    open_(zhou, "谈话走访", TALK)
    zhou.pick("下一步", "已复核")
    zhou.sees(" · 已复核 · ")
    zhou.press("打印")
    assert int(zhou.reads_after(r"共 (\d+) 页")) >= 1
    zhou.press("返回")
    zhou.pick("下一步", "已冻结")
    why(zhou)
    zhou.sees(" · 已冻结 · ")


def note_that_it_was_signed(team: Team) -> None:
    """签回"""
    zhou = team.at["周岚"]
    zhou.press("文书")
    zhou.press("在外签字（1）")
    zhou.choose("文书清单", TALK)
    zhou.press("都签了")
    zhou.press("有改动")
    zhou.cursor_in("页")
    zhou.write("1")
    tell(zhou, 原文="2180", 改为="2108", 签认人="欧阳岚")
    zhou.press("登记结果")
    zhou.sees("在外签字（0）", "已签回（1）")


def visit_with_a_photograph(team: Team) -> None:
    """走访，放照片"""
    he = team.at["何川"]
    he.press("＋ 新建")
    he.press("走访")
    he.cursor_in("标题")
    he.write("四号仓现场查看")
    choose_from(he, "方式", "明察")
    tell(he, 开始时间="2026-11-20 14:00", 结束时间="2026-11-20 15:00", 走访人="何川、郑宁", 观察事实="四号仓北侧空着。")
    he.tab("照片")
    photograph = team.folder / "IMG_1.jpg"
    photograph.write_bytes(shot())
    drop(he, "把照片拖到这里", photograph)
    he.sees("已收进 1 张照片")
    he.choose("照片", "照片 1")
    tell(he, 说明="四号仓北侧，自北向南")
    save(he)
    he.sees("照片 1, 2026-11-20 09:05, 四号仓北侧，自北向南")


def note_a_point_from_today(team: Team) -> None:
    """今天页上记疑点"""
    wu = team.at["吴㛃"]
    wu.press("今天")
    wu.press("记一条疑点")
    wu.cursor_in("标题")
    wu.write(OTHER_POINT)
    tell(wu, 事实描述="盘点表上没有人签字。")
    save(wu)


def request(one: Counted, title: str) -> None:
    one.press("资料")
    one.press("新建资料需求清单")
    one.cursor_in("标题")
    one.write(title)
    tell(one, 向何单位=UNIT)
    one.go_to("名称")
    one.write(MATERIAL)
    one.key(Key.Key_Tab)
    one.write("2024年度")
    one.key(Key.Key_Return)
    one.sees("要的材料（1）")


def ask_for_material(team: Team) -> None:
    """要资料、收资料"""
    zhou = team.at["周岚"]
    request(zhou, MINE)
    save(zhou)
    zhou.pick("下一步", "已发出")
    why(zhou)
    zhou.press(MATERIAL)
    zhou.press("登记收到")
    zhou.sees("已登记收到 1 份。")


def borrow_it_instead_of_asking_again(team: Team) -> None:
    """对侧要同一份：改为调阅"""
    zhou, _, wu, _ = team
    pass_the_stick(team)
    request(wu, THEIRS)
    wu.press("申请调阅")
    wu.sees("已记为调阅，不再向单位索要")
    pass_the_stick(team)
    open_(zhou, "资料", MINE)
    zhou.sees("他侧调阅（1）")
    zhou.press("已提供")
    zhou.sees("巡察侧，查阅，已提供")
