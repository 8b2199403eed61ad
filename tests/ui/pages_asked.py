"""What is asked before a record is begun."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.hands import CONTROL, Hands, Key
from tests.ui.pages import Maker, World, desk

NAMES = ("AskWhose",)
WORDS: Mapping[str, Mapping[str, str]] = {}
SAID: Mapping[str, tuple[str, str, str]] = {"zh": ("其他文书", "建议", "联合"), "en": ("Other papers", "Recommendation", "Joint")}


def fill(session: Any) -> None:
    """Nothing has to be there."""


def joint_or_own(world: World, lang: str, more: dict[str, Any]) -> Hands:
    """A recommendation is begun: whose is it?"""
    hands = desk(world, lang, more)
    field, paper, joint = SAID[lang]
    hands.key(Key.Key_N, CONTROL)
    hands.go_to(field)
    hands.write(paper)
    hands.key(Key.Key_Return)
    hands.find(joint)
    return hands


MAKERS: Mapping[str, tuple[str, Maker]] = {"joint or own": ("AskWhose", joint_or_own)}
