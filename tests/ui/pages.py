"""How each page of the window is brought up with something on it, by the words one reads. A page without a maker fails a test.
Parts of the program bring their own pages: see `every_page`."""

import ast
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import exchange, forms, members, proceeding, recording
from tests.journeys.hands import Hands, Key, start
from tests.ui import vaults

UI = Path(__file__).resolve().parents[2] / "desktop" / "ui"
NAMES = (
    "Window", "Room", "Today", "FirstStart", "StartTalk", "NewProject", "ArrivalPanel", "PastePreview", "ReasonBar", "RecordList",
)  # fmt: skip
PASTED = "问：谁审批？\n答：总经理。\n问：谁经办？\n答：出纳。"
LONG = "关于城南储备粮有限公司2024年度市级储备粮轮换资金拨付、使用与库存盘点不符情况的联合谈话（第二次）"
POINT, MEETING = "轮换粮账实不符", "第1次业务碰头会纪要"
VEHICLE_USE = """\
id = "vehicle_use"
version = 1
zh = "用车登记"
en = "Vehicle use"
code = "YC"
place = "visits"
list_columns = ["plate"]
flow = "P1"
states = ["draft", "frozen", "void"]

[moves]
draft = ["frozen", "void"]
frozen = ["void"]

[[audience]]
open = ["both"]
full = ["both"]

[[field]]
id = "plate"
kind = "text"
zh = "车牌"
en = "Plate"
tier = "open"
required_at = "frozen"

[[field]]
id = "purpose"
kind = "choice"
zh = "用途"
en = "Purpose"
options = [
    { id = "visit", zh = "走访", en = "Visit" },
    { id = "other", zh = "其他", en = "Other" },
]
"""
WORDS = {
    "zh": {
        "visits": "谈话走访", "points": "疑点", "project": "项目", "stick": "U 盘交换", "talk": "开始谈话", "name": "被谈话人姓名",
        "list": "记录", "settle": "定夺", "history": "历史", "print": "打印", "next": "下一步", "void": "作废",
        "by hand": "自己挑着收、挑着交…",
        "folder": "U 盘文件夹", "files": "U 盘上给我的", "card": "名片", "bundle": "数据包", "look": "先看一看",
        "records": "记录", "people": "人员", "answer": "答", "today": "今天", "pages": "共 1 页", "from": "吴㛃 交来的数据包",
        "huddles": "碰头会", "letters": "往来", "confirm": "确认", "rules": "印证规则逐条", "what": "怎么办",
        "lacks": "互相印证还差什么",
        "forms": "表单", "waits": "待看",
        "figures": "全部统计", "own": "谈话（本侧）", "six": "业务碰头会（联合） 1 次",
    },
    "en": {
        "visits": "Talks and visits", "points": "Points", "project": "Project", "stick": "Stick", "talk": "Begin a talk",
        "name": "Name of the person", "list": "Records", "settle": "Settle", "history": "History", "print": "Print",
        "next": "Next step", "void": "Void", "folder": "Folder of the stick", "files": "On the stick, for me", "card": "Card",
        "bundle": "Bundle", "look": "Look into it", "records": "Records", "people": "People", "answer": "Answer", "today": "Today",
        "pages": "Pages: 1", "from": "Bundle from 吴㛃", "huddles": "Huddles", "letters": "Letters", "confirm": "Confirm",
        "rules": "Rules of corroboration", "lacks": "Still missing to be corroborated",
        "by hand": "Pick by hand…", "what": "What to do", "figures": "All figures",
        "forms": "Forms", "waits": "waits",
        "own": "Interviews (own)", "six": "Huddles (joint) 1 times",
    },
}  # fmt: skip


@dataclass
class World:
    """Two vaults and a stick, made once: Zhou's with work in it and something torn, one only made, and one not even that."""

    folder: Path

    @property
    def zhou(self) -> Path:
        return self.folder / "zhou"

    @property
    def alone(self) -> Path:
        return self.folder / "alone"

    @property
    def stick(self) -> Path:
        return self.folder / "stick"


def build(folder: Path) -> World:
    """Fill it. Vaults must be cheap to open already."""
    world, wu = World(folder), folder / "wu"
    world.stick.mkdir(parents=True)
    vaults.with_project(world.zhou)
    vaults.made(world.alone, "欧阳岚", "discipline", "OYL")
    vaults.made(wu, "吴㛃", "inspection", "WJ")
    for path in (wu, world.alone):
        with vaults.at(path) as session:
            members.write_card(session, world.stick / f"{path.name}.xsc")
    with vaults.at(world.zhou) as session:
        members.add(session, [world.stick / "wu.xsc"])
        talk = recording.new(session, "interview", vaults.TALK).id
        (given,) = exchange.export(session, ["吴㛃"], world.stick)
        mine = session.card.fingerprint
        recording.edit(session, talk, {"topic": "资金晚到", "title": LONG})
        _more(session)
    with vaults.at(wu) as session:
        exchange.take(session, [Path(given["file"])], mine)
        recording.edit(session, talk, {"topic": "库存盘点"})
        forms.add(session, VEHICLE_USE, "vehicle_use")
        recording.new(session, "vehicle_use", {"title": "去四号仓", "plate": "虚A·00001"})
        back = [exchange.export(session, ["周岚"], world.stick)[0]]
        recording.new(session, "site_visit", {"title": "四号仓", "visit_mode": "open"})
        exchange.export(session, ["周岚"], world.stick)
    with vaults.at(world.zhou) as session:
        exchange.take(session, [Path(back[0]["file"])])
    return world


def _more(session: Any) -> None:
    """A hundred points, as a long season leaves behind."""
    for number in range(1, 101):
        said = {"title": f"第{number}号凭证与合同不符" if number % 10 else LONG, "facts": "账上2,180吨，实物不足。"}
        recording.new(session, "suspicion", said)
    _verified(session)


def _verified(session: Any) -> None:
    """A point on its way: tasks, evidence of words alone set beside each other, minutes to be confirmed, a problem, a letter."""
    said = {"title": POINT, "facts": "大概少了180吨.", "level": "A", "amount": "16409200.00"}
    point = recording.new(session, "suspicion", said).id
    for title in ("核对出入库单据", LONG):
        task = {"title": title[:40], "what": title, "suspicion": point, "for_side": "audit"}
        recording.new(session, "verification_task", task)
    card = {"suspicion": point, "kind": "testimony", "for_side": "audit", "claim": "实物不足", "obtained_from": "仓储科"}
    cards = [recording.new(session, "evidence_item", {**card, "title": title}).id for title in ("保管员的话", LONG[:40])]
    for one in cards:
        proceeding.move(session, one, "done", "先登记")
    both = {"suspicion_id": point, "audit_evidence": cards, "consistency": "partly"}
    recording.new(session, "corroboration", {"title": "账实不符的印证", **both})
    agenda = [{"topic": POINT, "suspicion_ids": [point], "consensus": "一并核实"}]
    said = {"type": "huddle", "ordinal": 1, "start_at": "2026-11-20T19:30", "items": agenda, "chair": "周岚", "recorder": "周岚"}
    recording.new(session, "meeting", {"title": MEETING, **said})
    recording.new(session, "finding", {"title": "轮换未经批准", "source_ids": [point]})
    recording.new(session, "info_notice", {"title": "考核结果通报", "category": "assessment_result"})


Maker = Callable[[World, str, dict[str, Any]], Hands]


def locked(world: World, lang: str, more: dict[str, Any]) -> Hands:
    return start(world.zhou, lang=lang, **more)


def first(world: World, lang: str, more: dict[str, Any]) -> Hands:
    return start(world.folder / "nothing yet", lang=lang, **more)


def joined(world: World, lang: str, more: dict[str, Any]) -> Hands:
    """A vault that is in no project yet."""
    return _unlock(start(world.alone, lang=lang, **more), lang)


def desk(world: World, lang: str, more: dict[str, Any]) -> Hands:
    return _unlock(start(world.zhou, lang=lang, **more), lang)


def _unlock(hands: Hands, lang: str) -> Hands:
    hands.find({"zh": "口令", "en": "Passphrase"}[lang]).setFocus()
    hands.write(vaults.PASSPHRASE)
    hands.key(Key.Key_Return)
    hands.sees(WORDS[lang]["today"])
    return hands


def by(*steps: tuple[str, ...], at: Maker = desk) -> Maker:
    """A page reached by steps: `press`, `tab`, `choose`, `pick` and words of WORDS; `paste` its own text."""

    def made(world: World, lang: str, more: dict[str, Any]) -> Hands:
        hands = at(world, lang, more)
        for step, *said in steps:
            words = [WORDS[lang].get(word, word) for word in said]
            if step == "plug in":
                hands.fill(WORDS[lang]["folder"], str(world.stick))
                hands.key(Key.Key_Return)
            elif step == "paste":
                hands.paste(said[0])
            else:
                getattr(hands, step)(*words)
        return hands

    return made


TALK = (("press", "visits"), ("choose", "list", "2024"), ("find", "answer"))
ON_ITS_WAY = (("press", "points"), ("choose", "list", POINT), ("sees", "lacks"))
BY_HAND = (("press", "stick"), ("plug in",), ("press", "by hand"))
BUNDLE = (*BY_HAND, ("choose", "files", "0002.xsb"))
MAKERS: Mapping[str, tuple[str, Maker]] = {
    "first start": ("FirstStart", first),
    "locked": ("LockPage", locked),
    "no project": ("NewProject", joined),
    "today": ("Today", by(("sees", "six"))),
    "a talk to begin": ("StartTalk", by(("press", "talk"), ("find", "name"))),
    "a talk": ("RecordPage", by(*TALK)),
    "a talk pasted": ("PastePreview", by(*TALK, ("go_to", "answer"), ("paste", PASTED))),
    "a reason": ("ReasonBar", by(*TALK, ("pick", "next", "void"))),
    "a conflict": ("ConflictPage", by(*TALK, ("press", "settle"))),
    "history": ("HistoryPage", by(*TALK, ("press", "history"))),
    "paper": ("PaperPage", by(*TALK, ("press", "print"), ("sees", "pages"))),
    "points": ("RecordList", by(("press", "points"))),
    "a point": ("Room", by(("press", "points"), ("choose", "list", "第99号"))),
    "a point with its records": ("RecordPage", by(*ON_ITS_WAY, ("press", "what"))),
    "a corroboration": ("RecordPage", by(*ON_ITS_WAY, ("press", "账实不符的印证"), ("sees", "rules"))),
    "minutes to confirm": ("RecordPage", by(("press", "huddles"), ("choose", "list", MEETING), ("find", "confirm"))),
    "letters": ("RecordList", by(("press", "letters"), ("find", "list"))),
    "figures": ("FiguresPage", by(("press", "figures"), ("sees", "own"))),
    "people": ("ProjectPage", by(("press", "project"), ("tab", "people"))),
    "a form that waits": ("FormsPage", by(("press", "project"), ("tab", "forms"), ("choose", "forms", "waits"))),
    "the project's records": ("ProjectPage", by(("press", "project"), ("tab", "records"))),
    "the stick": ("ExchangePage", by(("press", "stick"), ("plug in",))),
    "a card": ("ArrivalPanel", by(*BY_HAND, ("choose", "files", "alone.xsc"), ("press", "look"))),
    "a bundle": ("ArrivalPanel", by(*BUNDLE, ("press", "look"), ("sees", "from"))),
    "the window": ("Window", desk),
    "at work": ("WorkPage", desk),
}  # fmt: skip
"""What is shown -> its class, and how one gets there."""


def classes(names: Collection[str]) -> set[str]:
    """Every class of a page: called so, or named."""
    found = set()
    for file in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and (node.name.endswith("Page") or node.name in names):
                found.add(node.name)
    return found


def cheapen() -> None:
    """For runs without a test's fixtures."""
    vaults.cheapen(lambda table, key, value: table.__setitem__(key, value))
