"""Together: the huddle at five, evidence of both sides, what comes of it, and the same figures everywhere."""

from tests.journeys.day_field import MATERIAL, OTHER_POINT, POINT, SAID, TALK
from tests.journeys.day_team import (
    UNIT,
    Counted,
    Team,
    begin,
    choose_from,
    name_a_record,
    open_,
    pass_the_stick,
    save,
    tell,
    why,
)
from tests.journeys.hands import ALT, Key

FIGURES = (
    "谈话（联合） 1 人次", "延伸调查单位（联合） 0 家", "实地走访（联合） 0 次", "业务碰头会（联合） 1 次",
    "互相印证的疑点 1 个", "建议（联合） 1 条",
)  # fmt: skip
"""What one reads on Today of every laptop in the evening."""
MINUTES, ADVICE, REPAIR = "第1次碰头会纪要", "健全盘点制度", "补签盘点表"


def put_points_on(one: Counted, title: str) -> None:
    one.press("＋ 疑点")
    one.press(title)
    one.press("放进议程 (1)")
    one.sees("打开")


def prepare_the_huddle(team: Team) -> None:
    """备碰头会"""
    zhou, _, wu, _ = team
    zhou.press("碰头会")
    zhou.press("新建会商纪要")
    tell(zhou, 时间="2026-11-20 17:00")
    zhou.press("开始")
    zhou.cursor_in("＋ 疑点")
    put_points_on(zhou, POINT)
    zhou.tab("出席")
    zhou.press("＋ 人员")
    zhou.cursor_in("姓名")
    zhou.write("吴㛃")
    save(zhou)
    pass_the_stick(team)
    open_(wu, "碰头会", MINUTES)
    wu.tab("议程")
    put_points_on(wu, OTHER_POINT)


def resolve(one: Counted, what: str, who: str, until: str) -> None:
    one.go_to("决议")
    one.write(what)
    tell(one, 责任人=who, 时限=until)
    one.press("查阅资料")


def walk_the_agenda(team: Team) -> None:
    """五点碰头，逐条过"""
    wu = team.at["吴㛃"]
    wu.tab("逐条过")
    wu.sees("1 / 2", "出席：审计 1 · 巡察 1")
    wu.go_to("会商结论")
    wu.write("属实，一并核实")
    resolve(wu, "核对出库单", "周岚", "2026-12-01")
    wu.key(Key.Key_Right, ALT)
    wu.sees("2 / 2")
    wu.go_to("会商结论")
    wu.write("继续核实")
    resolve(wu, "调阅会议记录", "吴㛃", "2026-12-03")


def confirm_on_both_sides(team: Team) -> None:
    """两侧各自确认纪要"""
    zhou, _, wu, _ = team
    wu.tab("结果")
    wu.press("确认")
    why(wu)
    wu.sees("已生成的任务：1 项", "调阅会议记录", "待对侧确认：审计")
    pass_the_stick(team)
    zhou.press("今天")
    zhou.sees("等我的", "待本侧确认")
    zhou.press(MINUTES)
    zhou.press("确认")
    zhou.sees("已生成的任务：1 项", "核对出库单", " · 已确认 · ")


def card(one: Counted, add: str, title: str, kind: str, behind: str, who: str) -> None:
    open_(one, "疑点", POINT)
    one.press(add)
    one.cursor_in("标题")
    one.write(title)
    choose_from(one, "证据类型", kind)
    name_a_record(one, "背后的记录", behind)
    tell(one, 证明什么=f"四号仓{SAID}", 提供者="财务部", 取得日期="2026-11-20", 经办人=who)
    choose_from(one, "原件/复制件", "原件")
    one.pick("下一步", "已取得")
    one.sees(" · 已取得 · ")


def hold_evidence_of_both_sides(team: Team) -> None:
    """两侧各登记一张证据卡"""
    zhou, _, wu, _ = team
    pass_the_stick(team)
    card(zhou, "新建审计证据", "财务部部长的话", "言词", TALK, "周岚、何川")
    card(wu, "新建巡察侧印证材料", "对账单复印件", "书证", MATERIAL, "吴㛃、郑宁")


def set_them_beside_each_other(team: Team) -> None:
    """放到一起，互相印证"""
    zhou, _, wu, _ = team
    pass_the_stick(team)
    open_(zhou, "疑点", POINT)
    zhou.press("把这 2 张放到一起对照")
    zhou.cursor_in("一致性")
    choose_from(zhou, "一致性", "一致")
    tell(zhou, 印证结论="两侧说法一致")
    save(zhou)
    zhou.press("确认")
    why(zhou)
    zhou.sees("待对侧确认：巡察")
    pass_the_stick(team)
    wu.press("今天")
    wu.press(wu.reads_after("^(.* 两侧对照)$"))
    wu.press("确认")
    wu.sees(" · 已确认 · ", "互相印证")
    pass_the_stick(team)
    for one in team:
        open_(one, "疑点", POINT)
        one.sees("互相印证")


def hold_it_to_be_a_finding(team: Team) -> None:
    """定成问题"""
    zhou = team.at["周岚"]
    begin(zhou, "问题", POINT)
    tell(zhou, 事实=f"四号仓{SAID}")
    name_a_record(zhou, "来源记录", POINT)
    zhou.press("确认")
    why(zhou)
    zhou.sees(" · 已确认 · ")


def recommend_what_both_confirm(team: Team) -> None:
    """两侧一起提建议"""
    zhou, _, wu, _ = team
    begin(zhou, "建议", ADVICE, "联合")
    tell(zhou, 建议="每月盘点一次。", 建议对象=UNIT)
    save(zhou)
    zhou.press("确认")
    why(zhou)
    zhou.sees("待对侧确认：巡察")
    pass_the_stick(team)
    wu.press("今天")
    wu.press(ADVICE)
    wu.press("确认")
    wu.sees(" · 已确认 · ")


def open_its_repair(team: Team) -> None:
    """开整改"""
    zhou = team.at["周岚"]
    begin(zhou, "整改项", REPAIR)
    name_a_record(zhou, "对应问题", POINT)
    save(zhou)
    zhou.pick("下一步", "整改中")
    zhou.sees(" · 整改中 · ")
    open_(zhou, "整改", f"{POINT}, 问题")
    zhou.sees(" · 整改中 · ")


def say_the_same_everywhere(team: Team) -> None:
    """四台电脑数字一样"""
    pass_the_stick(team)
    for one in team:
        one.press("今天")
        one.sees(*FIGURES)
