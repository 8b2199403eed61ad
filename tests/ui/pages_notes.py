"""Notes in the margin: a thread with answers, one on a talk, and a record with none."""

from collections.abc import Mapping
from typing import Any

from desktop.acts import recording, reviewing
from tests.ui.pages import LONG, Maker, by

NAMES = ("NotesPanel",)
NOTED, BARE, TALK = "粮款支付有旁批", "无旁批的疑点", "有旁批的谈话"
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"notes": "复核意见（2 条未处理）", "one note": "复核意见（1 条未处理）", "no notes": "复核意见", "send": "发出"},
    "en": {
        "notes": "Review notes (2 not dealt with)",
        "one note": "Review notes (1 not dealt with)",
        "no notes": "Review notes",
        "send": "Send",
    },
}


def fill(session: Any) -> None:
    point = recording.new(session, "suspicion", {"title": NOTED, "facts": "账上2,180吨，实物不足。"}).id
    first = reviewing.add(session, point, "“实物不足”差多少吨？写清数，注明哪天盘的。", "facts")
    reviewing.answer(session, point, first, "差180吨，2025-11-18盘点，已补盘点表。")
    settled = reviewing.add(session, point, "标题写到具体哪一批。", "title")
    reviewing.settle(session, point, settled)
    reviewing.add(session, point, f"{LONG}，此处所称“第二次”与台账不一致，请核对后统一。")
    recording.new(session, "suspicion", {"title": BARE})
    said = {"record_kind": "joint_talk", "name": "欧阳𬭚", "qa": [{"q": "谁审批？", "a": "总经理。"}]}
    talk = recording.new(session, "interview", {"title": TALK, **said}).id
    reviewing.add(session, talk, "被谈话人的职务没有记。", "post")


MAKERS: Mapping[str, tuple[str, Maker]] = {
    "notes in the margin": (
        "NotesPanel",
        by(("press", "points"), ("choose", "list", NOTED), ("press", "notes"), ("find", "send")),
    ),
    "notes on a talk": (
        "NotesPanel",
        by(("press", "visits"), ("choose", "list", TALK), ("press", "one note"), ("find", "send")),
    ),
    "no notes yet": (
        "NotesPanel",
        by(("press", "points"), ("choose", "list", BARE), ("press", "no notes"), ("find", "send")),
    ),
}
