"""What `make build` leaves out is what the program does not use. The build itself takes a minute and tries its own outcome."""

import ast
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLibraryInfo

from desktop.ui import language


@pytest.fixture(scope="module")
def spec(tree: Path) -> dict[str, Any]:
    """The tables of the spec."""
    found = {}
    for node in ast.parse((tree / "build_spec" / "xunshen.spec").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def imported(tree: Path) -> set[str]:
    names = set()
    for file in (tree / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_nothing_that_the_program_imports_is_left_out(tree: Path, spec: dict[str, Any]) -> None:
    assert [name for name in imported(tree) for never in spec["NEVER"] if name == never or name.startswith(f"{never}.")] == []


def test_every_plug_in_named_is_one_that_qt_brings(spec: dict[str, Any]) -> None:
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    for kind, names in spec["PLUGINS"].items():
        there = {file.stem.removeprefix("lib") for file in (plugins / kind).glob("*.so")}
        assert there and (names or set()) <= there, kind


def test_qt_speaks_the_languages_of_the_window(spec: dict[str, Any]) -> None:
    assert spec["TRANSLATIONS"] == {f"{name}.qm" for name in language.QT_NAMES.values()}


def test_the_scripts_it_is_tried_with_are_there(tree: Path, spec: dict[str, Any]) -> None:
    assert [name for name in spec["TRIALS"] if not (tree / "build_spec" / f"{name}.py").is_file()] == []
