"""Finding, the menu and the sheet of keys, brought up with something on them."""

from collections.abc import Mapping
from typing import Any

from desktop.acts import recording
from tests.journeys.hands import CONTROL, Key
from tests.ui.pages import LONG, Maker, by

NAMES = ("FindPage", "ShortcutsPage")
NAME = "王科长"
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"find": "查找", "can do": "可以做的", "in a list": "在清单里", "named in": "提到的记录：", "who": "人员"},
    "en": {"find": "Find", "can do": "What you can do", "in a list": "In a list", "named in": "Named in:", "who": "People"},
}


def fill(session: Any) -> None:
    """Somebody named in points, of whom initials are typed."""
    for number in range(1, 9):
        said = {"title": f"{NAME}经手的第{number}份合同", "facts": f"{NAME}说，合同在他那里。", "persons": [NAME]}
        recording.new(session, "suspicion", said)
    firm = f"{NAME}粮食购销有限公司（虚构）"
    recording.new(session, "suspicion", {"title": LONG, "facts": NAME, "persons": [NAME], "units": [firm]})


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
        hands.sees(WORDS[lang]["who" if text else "can do"])
        return hands

    return made


A_POINT = (("press", "points"), ("choose", "list", "经手的第8份"))
MAKERS: Mapping[str, tuple[str, Maker]] = {
    "finding": ("FindPage", finding("wkz", *A_POINT)),
    "finding, first": ("FindPage", finding("", *A_POINT)),
    "a person": ("RecordPage", by(("press", "project"), ("tab", "records"), ("choose", "list", f"{NAME}, "), ("sees", "named in"))),
    "keys": ("ShortcutsPage", keyed(*A_POINT, key=Key.Key_F1)),
}  # fmt: skip
"""What is shown -> its class, and how one gets there."""
