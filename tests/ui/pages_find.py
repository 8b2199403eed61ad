"""Finding, the menu and the sheet of keys, brought up with something on them."""

from collections.abc import Mapping
from typing import Any

from desktop.acts import recording
from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui import vaults
from tests.ui.pages import LONG, Maker, World, by, desk

NAMES = ("FindPage", "ShortcutsPage")
NAME = "王科长"
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"can do": "可以做的", "found people": "人员", "named in": "提到的记录：", "since frozen": "看改动"},
    "en": {"can do": "What you can do", "found people": "People", "named in": "Named in:", "since frozen": "Look at the changes"},
}


def fill(session: Any) -> None:
    """Somebody named in points, of whom initials are typed."""
    for number in range(1, 9):
        said = {"title": f"{NAME}经手的第{number}份合同", "facts": f"{NAME}说，合同在他那里。", "persons": [NAME]}
        recording.new(session, "suspicion", said)
    firm = f"{NAME}粮食购销有限公司（虚构）"
    recording.new(session, "suspicion", {"title": LONG, "facts": NAME, "persons": [NAME], "units": [firm]})


def changed_since(world: World, lang: str, more: dict[str, Any]) -> Hands:
    """In a vault of its own, where a frozen talk counts in nobody's list: one that was typed into since."""
    own = World(world.folder / "since")
    if not own.zhou.exists():
        own.folder.mkdir()
        with vaults.at(vaults.with_project(own.zhou)) as session:
            talk = recording.new(session, "interview", {**vaults.TALK, "title": f"与{NAME}谈话"}).id
            vaults.freeze(session, talk)
            recording.edit(session, talk, {"place": "四号仓", "topic": "另一件事"})
    return desk(own, lang, more)


def keyed(*steps: tuple[str, ...], key: Key, modifier: Any = None) -> Maker:
    """Steps, and then keys pressed."""
    reached = by(*steps)

    def made(world: Any, lang: str, more: dict[str, Any]) -> Any:
        hands = reached(world, lang, more)
        hands.key(key, *([modifier] if modifier is not None else []))
        hands.settle()
        return hands

    return made


def finding(text: str, *steps: tuple[str, ...]) -> Maker:
    """Steps, and then words typed after Ctrl+K."""
    reached = keyed(*steps, key=Key.Key_K, modifier=CONTROL)

    def made(world: Any, lang: str, more: dict[str, Any]) -> Any:
        hands = reached(world, lang, more)
        hands.write(text)
        hands.sees(WORDS[lang]["found people" if text else "can do"])
        return hands

    return made


A_POINT = (("press", "points"), ("choose", "list", "经手的第8份"))
MAKERS: Mapping[str, tuple[str, Maker]] = {
    "finding": ("FindPage", finding("wkz", *A_POINT)),
    "finding, first": ("FindPage", finding("", *A_POINT)),
    "a person": ("RecordPage", by(("press", "project"), ("tab", "records"), ("choose", "list", f"{NAME}, "), ("sees", "named in"))),
    "changed since frozen": (
        "RecordPage", by(("press", "visits"), ("choose", "list", f"与{NAME}谈话"), ("find", "since frozen"), at=changed_since),
    ),
    "keys": ("ShortcutsPage", keyed(*A_POINT, key=Key.Key_F1)),
}  # fmt: skip
"""What is shown -> its class, and how one gets there."""
