"""All pages of the window: the common ones, and those that a part of the program brings, each from a module of its own."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from tests.ui import pages, vaults
from tests.ui.pages import Maker, World


class Part(Protocol):
    """A module beside this one. `NAMES`: classes of pages not called so; `WORDS`: what its steps read, by language; `fill`: puts
    into Zhou's vault what its pages show."""

    NAMES: tuple[str, ...]
    WORDS: Mapping[str, Mapping[str, str]]
    MAKERS: Mapping[str, tuple[str, Maker]]
    fill: Callable[[Any], None]


PARTS = [cast(Part, import_module(f"tests.ui.{file.stem}")) for file in sorted(Path(__file__).parent.glob("pages_*.py"))]

for part in PARTS:
    for lang, said in part.WORDS.items():
        pages.WORDS[lang].update(said)

MAKERS: Mapping[str, tuple[str, Maker]] = {**pages.MAKERS, **{name: made for part in PARTS for name, made in part.MAKERS.items()}}


def build(folder: Path) -> World:
    """The common world, and what each part puts into it."""
    world = pages.build(folder)
    with vaults.at(world.zhou) as session:
        for part in PARTS:
            part.fill(session)
    return world


def classes() -> set[str]:
    """Every class of a page."""
    return pages.classes({*pages.NAMES, *(name for part in PARTS for name in part.NAMES)})
