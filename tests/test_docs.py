"""What the documents name is there: modules, functions, files and commands."""

import importlib
import re
from pathlib import Path

import click
import pytest

from desktop.cli.program import program

TOP = Path(__file__).parent.parent
DOCUMENTS = sorted((TOP / "docs").glob("*.md"))
NAME = re.compile(r"`(desktop(?:\.\w+)+)`")
PATH = re.compile(r"`((?:forms|docs|tests|resources|build_spec)/[\w./-]+)`")


def resolve(name: str) -> object:
    """The module, class or function that a dotted name stands for."""
    words = name.split(".")
    for cut in range(len(words), 0, -1):
        try:
            found: object = importlib.import_module(".".join(words[:cut]))
        except ModuleNotFoundError:
            continue
        for word in words[cut:]:
            found = getattr(found, word)
        return found
    raise ModuleNotFoundError(name)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_every_name_of_the_code_that_a_document_gives_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for name in NAME.findall(text):
        assert resolve(name) is not None, name
    for path in PATH.findall(text):
        assert (TOP / path).exists(), path


def test_the_walk_names_functions_of_every_room_it_passes() -> None:
    named = {name.split(".")[1] for name in NAME.findall((TOP / "docs/walk.md").read_text(encoding="utf-8"))}
    assert {"model", "store", "acts", "bundle", "paper"} <= named


def test_a_name_that_is_not_there_is_noticed() -> None:
    with pytest.raises((AttributeError, ModuleNotFoundError)):
        resolve("desktop.store.journal.appendix")


def commands(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found: list[tuple[tuple[str, ...], click.Command]] = []
    for name, command in group.commands.items():
        found.append(((*before, name), command))
        if isinstance(command, click.Group):
            found += commands(command, (*before, name))
    return found


def test_every_command_has_help_and_every_option_says_what_it_is() -> None:
    for words, command in commands(program):
        if command.hidden:
            continue
        assert command.help, words
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden and not parameter.required:
                assert parameter.help, (words, parameter.name)


def test_every_command_the_readme_shows_is_there() -> None:
    shown = re.findall(r"^xunshen ([a-z-]+)(?: ([a-z-]+))?", (TOP / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert shown
    for group, word in shown:
        found = program.commands[group]
        if isinstance(found, click.Group):
            assert word in found.commands, (group, word)


def test_the_changelog_keeps_its_form() -> None:
    lines = (TOP / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Changelog"
    heads = [line for line in lines if line.startswith("## ")]
    assert heads[0] == "## [Unreleased]"
    kinds = {line for line in lines if line.startswith("### ")}
    assert kinds <= {f"### {kind}" for kind in ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")}


def test_what_people_would_click_first_is_called_so_in_the_window() -> None:
    words = (TOP / "resources" / "translations" / "xunshen_zh.ts").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| [^|]+ \| ([^|]+) \|", (TOP / "docs" / "tasks.zh.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) >= 15
    for row in rows:
        for said in re.split(r"·|，或", re.sub("（.*?）", "", row).strip()):
            assert f"<translation>{said}</translation>" in words, said


def headings(document: Path) -> list[str]:
    return re.findall(r"^## (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_guide_goes_the_way_of_the_day_that_is_walked_in_the_tests() -> None:
    from tests.journeys.day import STEPS

    assert headings(TOP / "docs/guide.zh.md") == [step.__doc__ for step in STEPS]


def test_every_picture_the_guide_names_is_made() -> None:
    from tests.ui.every_page import MAKERS

    named = re.findall(r"（图：([^）]+)）", (TOP / "docs/guide.zh.md").read_text(encoding="utf-8"))
    assert len(named) == len(headings(TOP / "docs/guide.zh.md"))
    assert set(named) <= {f"zh-normal-{name}.png".replace(" ", "-") for name in MAKERS}
