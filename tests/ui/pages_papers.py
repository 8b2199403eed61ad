"""The queue of papers with something in each of its stages, more than one screen of it to be printed."""

from collections.abc import Mapping
from typing import Any

from desktop.acts import proceeding, recording
from tests.journeys.hands import Hands
from tests.ui.pages import Maker, World, by

NAMES = ("QueuePanel",)
WORDS = {
    "zh": {"papers room": "文书", "papers queue": "文书清单", "directory": "底稿目录"},
    "en": {"papers room": "Papers", "papers queue": "Papers listed", "directory": "Directory of working papers"},
}
STAGES = {
    "zh": {"to print": "待打印", "out": "在外签字", "back": "已签回"},
    "en": {"to print": "To print", "out": "Out for signature", "back": "Back"},
}
TALK: dict[str, Any] = {
    "record_kind": "joint_talk", "place": "二楼会议室", "interviewers": ["周岚", "吴㛃"], "recorder": "周岚", "topic": "轮换资金",
    "off_roster_why": "吴㛃，巡察侧", "qa": [{"q": "谁经办？", "a": "仓储科。"}],
}  # fmt: skip
WHY = "先送签后补"
SECOND = "关于城南储备粮有限公司（虚构）轮换资金拨付、使用与库存盘点不符情况的第三次联合谈话"


def fill(session: Any) -> None:
    """Thirty evaluations and a talk to be printed, some out with people of long names, some back."""
    for number in range(1, 31):
        said = {"title": f"第{number}项整改的评价（虚构）", "evaluator": "周岚", "eval_reviewer": "何川"}
        go(session, recording.new(session, "rectification_evaluation", said).id, "reviewed")
    talk(session, "与保管员谈话", "reviewed")
    for title, name in (("与仓储科长谈话", "欧阳𬭚"), (SECOND, "阿卜杜热西提·吐尔逊阿卜杜热西提"), ("与出纳谈话", "钱某")):
        talk(session, title, "frozen", name)
    visit = {
        "title": "四号仓清点", "visit_mode": "open", "visitors": ["周岚", "吴㛃"], "host_unit": "城南储备粮有限公司（虚构）仓储部",
    }  # fmt: skip
    go(session, recording.new(session, "site_visit", {**visit, "off_roster_why": "吴㛃，巡察侧"}).id, "frozen")
    papers(session)
    back = talk(session, "与会计谈话", "frozen", "孙某")
    for who in ("周岚", "吴㛃", "孙某"):
        proceeding.sign(session, back, who, "signed", date="2026-11-20")
    proceeding.move(session, back, "signed")


def papers(session: Any) -> None:
    """Matters with and without a paper of theirs, and a sheet that is out."""
    names = ("轮换资金拨付", "库存与账面", "轮换审批", "关于轮换费用补贴标准及其执行情况的审计事项（虚构）")
    said = {"for_side": "audit", "source": "plan"}
    matters = ({"no": f"B{place:02d}", "name": name, **said} for place, name in enumerate(names, 1))
    ids = [recording.new(session, "audit_matter", one).id for one in matters]
    evidence = talk(session, "与会计复核谈话", "reviewed")
    for title in ("拨付晚于约定", "拨付凭证齐全"):
        paper = {"title": title, "matter": ids[0], "evidence": [evidence], "fact_summary": "晚拨三次。"}
        recording.new(session, "working_paper", paper)
    unit = recording.new(session, "unit", {"name": "城南储备粮有限公司"}).id
    sheet = {"title": "拨付情况取证", "auditee": unit, "matter": ids[0], "auditors": ["周岚", "何川"], "reply_by": "2026-11-02"}
    go(session, recording.new(session, "evidence_sheet", sheet).id, "frozen")


def talk(session: Any, title: str, state: str, name: str = "赵某") -> str:
    """A talk that has come as far as a state."""
    return go(session, recording.new(session, "interview", {**TALK, "title": title, "name": name}).id, state)


def go(session: Any, id: str, state: str) -> str:
    for one in ("reviewed", "frozen"):
        proceeding.move(session, id, one, WHY)
        if one == state:
            break
    return id


RECORDS = (("press", "papers room"), ("find", "papers queue"), ("tab", "records"))
QUEUE = (("press", "papers room"), ("find", "papers queue"))


def stage(word: str, title: str) -> Maker:
    """One stage of the queue, and a paper of it."""

    def made(world: World, lang: str, more: dict[str, Any]) -> Hands:
        hands = by(*QUEUE)(world, lang, more)
        turn(hands, STAGES[lang][word])
        hands.choose(WORDS[lang]["papers queue"], title)
        return hands

    return made


def returned(world: World, lang: str, more: dict[str, Any]) -> Hands:
    """A paper that somebody refuses to sign, changed by hand."""
    hands = stage("out", "四号仓清点")(world, lang, more)
    said = {"zh": ("都签了", "拒签", "有改动"), "en": ("All signed", "Refused", "Some")}[lang]
    hands.press(said[0])
    hands.press(said[1])
    hands.press(said[2])
    return hands


def turn(hands: Hands, stage: str) -> None:
    """Press the chip of a stage, however many papers it says there are."""
    hands.press(hands.reads_after(f"^({stage} ?[（(][1-9][0-9]*[）)])$"))


MAKERS: Mapping[str, tuple[str, Maker]] = {
    "papers to print": ("PapersPage", stage("to print", "第3项")),
    "papers out for signature": ("QueuePanel", stage("out", "欧阳𬭚")),
    "papers back": ("QueuePanel", stage("back", "与会计谈话")),
    "a paper that comes back": ("QueuePanel", returned),
    "a sheet that comes back": ("QueuePanel", stage("out", "拨付情况取证")),
    "a working paper": ("RecordPage", by(*RECORDS, ("choose", "list", "拨付晚于约定"), ("sees", "directory"))),
    "papers of their own": ("Room", by(*RECORDS, ("find", "list"))),
}
