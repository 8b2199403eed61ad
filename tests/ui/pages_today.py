"""The pages of Today, with enough on them: what waits in four lists, one of them whole, and the first day."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QAbstractButton

from desktop.acts import proceeding, recording, writing
from tests.journeys.hands import Hands
from tests.ui import vaults
from tests.ui.pages import LONG, Maker, World, by, desk

NAMES: tuple[str, ...] = ()
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"mine": "我要办的", "out": "在外签字", "new": "＋ 新建", "others": "其他文书"},
    "en": {"mine": "Mine to do", "out": "out for signature", "new": "＋ New", "others": "Other papers"},
}
TASKS = (
    ("核对出入库单据", "2026-01-05"), ("约谈仓储科长", "2026-11-01"), (LONG[:40], "2026-11-20"), ("汇总两侧证据卡", "2027-03-01"),
    ("抄录会议记录", ""), ("复印合同", ""), ("盘点四号仓", ""),
)  # fmt: skip


def fill(session: Any) -> None:
    """What waits for Zhou, in each of the four lists."""
    for title, due in TASKS:
        said = {"title": title, "what": title, "owner": "周岚", "for_side": "audit", **({"due": due} if due else {})}
        recording.new(session, "task", said)
    slip = {"handed_by": "周岚", "received_by": "吴㛃", "handed_at": "2026-01-06T10:00", "lines": [{"item": "账簿"}]}
    for title, due in (("2024年总账（原件）", "2026-01-09"), ("出库凭证", "2027-01-09")):
        lent = recording.new(session, "handover_slip", {"title": title, "direction": "lend", "return_due": due, **slip}).id
        for state in ("frozen", "signed"):
            proceeding.move(session, lent, state, "先签后补")
    staff = {"staff": ["周岚", "吴㛃"], "date": "2026-01-06", "matter": "资金往来"}
    paper = recording.new(session, "extended_inquiry", {"title": "城南储备粮有限公司延伸调查", **staff}).id
    for state in ("reviewed", "frozen"):
        proceeding.move(session, paper, state, "先签后补")
    writing.keep(session, session.project, "extended_inquiry", {"result": "属实"}, {}, record=paper)


def first_day(world: World, lang: str, more: dict[str, Any]) -> Hands:
    """A project in which nothing has been recorded yet."""
    first = World(world.folder / "first day")
    if not first.zhou.exists():
        vaults.with_project(first.zhou)
    return desk(first, lang, more)


def whole_list(world: World, lang: str, more: dict[str, Any]) -> Hands:
    """All that is mine to do, however much others have added."""
    hands, mine = desk(world, lang, more), WORDS[lang]["mine"]
    hands.sees(mine)
    link = next(one for one in hands.widgets() if isinstance(one, QAbstractButton) and one.accessibleName().startswith(mine))
    hands.press(link.text())
    hands.sees("盘点四号仓")
    return hands


MAKERS: Mapping[str, tuple[str, Maker]] = {
    "first day": ("Today", first_day),
    "what waits": ("Today", by(("sees", "six"), ("sees", "mine"), ("sees", "out"))),
    "something new": ("NewPage", by(("press", "new"))),
    "something new looked for": ("NewPage", by(("press", "new"), ("go_to", "others"), ("write", "tbd"))),
    "a list whole": ("WaitingPage", whole_list),
}
