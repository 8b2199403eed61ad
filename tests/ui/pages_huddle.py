"""The pages of a meeting: one to begin, its agenda, a point talked over, who is there, and what comes of it."""

from collections.abc import Mapping
from typing import Any

from desktop.acts import recording
from desktop.store import records
from tests.ui.pages import LONG, POINT, Maker, by

NAMES = ("StartHuddle", "AgendaPanel", "OfferPanel", "Walk", "AttendancePanel", "OutcomePanel")
NEXT = "第2次业务碰头会纪要"
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "begin a meeting": "新建会商纪要", "who is expected": "谁来参加（同上次碰头会）", "its agenda": "议程",
        "one by one": "逐条过", "attendance": "出席", "its outcome": "结果", "points to put on": "＋ 疑点",
        "points offered": "尚未会商", "next item": "下一条 ▶", "tasks to come": "本侧现在生成任务：2 项",
    },
    "en": {
        "begin a meeting": "New: Meeting", "who is expected": "Who is to be there (as at the last huddle)", "its agenda": "Agenda",
        "one by one": "One by one", "attendance": "Attendance", "its outcome": "Outcome", "points to put on": "＋ Points",
        "points offered": "Not agreed on yet", "next item": "Next ▶", "tasks to come": "Tasks made now: 2",
    },
}  # fmt: skip


def fill(session: Any) -> None:
    """A huddle that is planned, with three items and somebody of one side."""
    points = {one.title: one.id for one in records.listing(session.notebook, session.project, "suspicion")}
    views = {"audit_view": "入库单与称重单对不上，差180吨。", "insp_view": "班子会没有研究过轮换亏库。"}
    agreed = {"consensus": "一并核实四号仓。", "dissent": "巡察侧认为还应查2024年。"}
    items = [
        {"topic": POINT, "suspicion_ids": [points[POINT]], **views, **agreed},
        {"topic": LONG, "suspicion_ids": [points[LONG]]},
        {"topic": "下周安排"},
    ]
    means = ["doc_review", "open_visit"]
    resolved = {"text": "盘点四号仓，核对出入库单据", "about": [points[POINT]], "owner": "周岚", "due_date": "2031-11-28"}
    rows = [{**resolved, "level": "A", "lead_side": "audit", "method": means}, {"text": "下周三下午再碰头"}, {"owner": "周岚"}]
    said = {"type": "huddle", "ordinal": 2, "start_at": "2031-11-20T19:30", "items": items, "resolutions": rows}
    there = [{"person": "周岚", "side": "audit", "role": "present"}, {"person": "欧阳𬭚", "role": "observer", "note": "晚到"}]
    recording.new(session, "meeting", {"title": NEXT, **said, "attendees": there})


HUDDLE = (("press", "huddles"), ("choose", "list", NEXT))
AGENDA = (*HUDDLE, ("tab", "its agenda"))
MAKERS: Mapping[str, tuple[str, Maker]] = {
    "a huddle to begin": ("StartHuddle", by(("press", "huddles"), ("press", "begin a meeting"), ("sees", "who is expected"))),
    "an agenda": ("AgendaPanel", by(*AGENDA)),
    "points for an agenda": ("OfferPanel", by(*AGENDA, ("press", "points to put on"), ("sees", "points offered"))),
    "a point talked over": ("Walk", by(*HUDDLE, ("tab", "one by one"))),
    "an item without a point": ("Walk", by(*HUDDLE, ("tab", "one by one"), ("press", "next item"), ("press", "next item"))),
    "who is there": ("AttendancePanel", by(*HUDDLE, ("tab", "attendance"))),
    "what comes of a huddle": ("OutcomePanel", by(*HUDDLE, ("tab", "its outcome"), ("sees", "tasks to come"))),
}
