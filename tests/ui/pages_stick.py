"""The pages of the exchange by stick: what is looked into, what it came to, what was exchanged before."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.acts import round_reports
from desktop.acts.round_reports import Refused, Round, Taken
from desktop.errors import FieldError
from tests.ui.pages import BY_HAND, Maker, by, joined

NAMES: tuple[str, ...] = ()
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "look at all": "看一看 U 盘，再收下、交出", "not yet": "U 盘上给我的（还没有收下）", "before": "以前的交换…",
        "read": "打开看", "done": "完成",
    },
    "en": {
        "look at all": "Look, then take in and give", "not yet": "On the stick, for me: nothing is taken yet",
        "before": "What was exchanged before…", "read": "Read it again", "done": "Done",
    },
}  # fmt: skip
PEOPLE = ("何川", "林见", "许晚来", "安宁", "吴㛃")


def fill(session: Any) -> None:
    """A round in which all went wrong that can."""
    why = FieldError("BUNDLE_GAP", who="林见", first=400, last=512)
    report = {"new": 12, "changed": 5, "known": 3, "conflicts": 2, "withheld": 4, "forms": ["vehicle_use"], "records": []}
    held = [{"change": "a" * 64, "why": "not_lead", "who": "何川"}] * 3
    forks = [{"device": "b" * 64, "who": "安宁", "from": 31}]
    given = {"attachments": 40, "bytes": 120_000_000, "unfinished": 1}
    done = Round(
        session.clock(),
        taken=[
            Taken(Path("CN2026-HC-ZL-0003.xsb"), "HC", {**report, "held": held, "forks": forks}, who="何川"),
            Taken(Path("CN2026-LJ-ZL-0002.xsb"), "LJ", error=why, who="林见"),
            Taken(Path("CN2026-AN-ZL-0001.xsb"), "AN", left=True, who="安宁"),
        ],
        admitted=[{"name": "许晚来", "side": "audit", "role": "member"}],
        given=[{"to": who, "changes": 300, **given} for who in PEOPLE[:3]],
        refused=[Refused(who, FieldError("STICK_FULL", place="KINGSTON")) for who in PEOPLE[3:]],
        asked_twice=[{"title": "凭证", "requests": ["CN2026-J-ZL-ZL-001", "CN2026-J-ZL-WJ-001"]}],
        waiting=["林见"],
        lacking=[{"who": who, "lacks": 300} for who in PEOPLE],
    )
    round_reports.keep(session, done)


STICK = (("press", "stick"), ("plug in",))
BEFORE = (*STICK, ("press", "before"))
MAKERS: Mapping[str, tuple[str, Maker]] = {
    "the stick looked into": ("PreviewPage", by(*STICK, ("press", "look at all"), ("sees", "not yet"))),
    "the stick picked by hand": ("HandPage", by(*BY_HAND)),
    "the stick of who is in no project": ("ExchangePage", by(*STICK, at=joined)),
    "the stick looked into by him": ("PreviewPage", by(*STICK, ("press", "look at all"), ("sees", "not yet"), at=joined)),
    "what was exchanged": ("LogPage", by(*BEFORE, ("find", "read"))),
    "a report": ("ReportPage", by(*BEFORE, ("press", "read"), ("find", "done"))),
}
