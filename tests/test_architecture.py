"""Who may import whom, and how large a piece may grow. The tables here are the rule; docs/walk.md draws them."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parent.parent
DESKTOP = TREE / "desktop"

# Every room may import itself; "desktop" stands for the version in desktop/__init__.py.
FLOOR = {"desktop", "bugs", "errors", "progress", "places", "settings"}
MAY: dict[str, set[str]] = {
    "desktop": set(),
    "__main__": {"cli", "errors", "ui"},
    "errors": {"places"},
    "bugs": {"desktop", "places"},
    "progress": set(),
    "places": set(),
    "settings": {"errors", "places"},
    "model": {"errors"},
    "fieldwork": FLOOR | {"model"},
    "store": FLOOR | {"model"},
    "bundle": FLOOR | {"model", "store"},
    "paper": FLOOR | {"model", "fieldwork"},
    "ledger": FLOOR | {"model", "fieldwork"},
    "photos": {"errors"},
    "acts": FLOOR | {"model", "fieldwork", "store", "bundle", "paper", "ledger", "photos"},
    "cli": FLOOR | {"model", "fieldwork", "store", "bundle", "paper", "ledger", "photos", "acts"},
    "ui": FLOOR | {"model", "fieldwork", "store", "bundle", "paper", "ledger", "photos", "acts"},
}
# Third parties; a room not named here uses the standard library alone.
LIBRARIES: dict[str, set[str]] = {
    "places": {"platformdirs"},
    "model": {"msgspec"},
    "fieldwork": {"chinese_calendar", "rapidfuzz"},
    "store": {"sqlite_utils", "sqlcipher3", "keyring", "argon2", "cryptography", "pypinyin", "msgspec"},
    "bundle": {"cryptography", "pyrage", "zstandard", "fsspec", "msgspec"},
    "paper": {"reportlab", "fontTools", "segno", "pylopdf_fonts_zh_cn", "PIL"},
    "ledger": {"openpyxl"},
    "photos": {"PIL", "pillow_heif"},
    "cli": {"click", "rich"},
    "ui": {"PySide6", "shiboken6", "pylopdf_fonts_zh_cn", "pypdfium2"},
}
FILE_LINES = 320
FUNCTION_LINES = 60
NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}


def room_of(path: Path, top: Path) -> str:
    """The room a file stands in: its folder below the package, or its own name at the top."""
    first = path.relative_to(top).parts[0]
    return "desktop" if first == "__init__.py" else first.removesuffix(".py")


def imported(source: str, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported anywhere in `source`, a module of `package` ("desktop", "store")."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package[: len(package) - level + 1] if level else ()
                base = ".".join([*above, *([module] if module else [])])
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in names)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in {
                "import_module",
                "__import__",
            }:
                literal = args[0].value if args and isinstance(args[0], ast.Constant) else None
                yield node.lineno, literal if isinstance(literal, str) else "<a name made up at run time>"


def trespasses(top: Path) -> list[str]:
    """Every import below the package folder `top` that the tables do not allow, as `file:line room imports name`."""
    found = []
    for path in sorted(top.rglob("*.py")):
        room = room_of(path, top)
        package = ("desktop", *path.relative_to(top).parts[:-1])
        for line, name in imported(path.read_text(encoding="utf-8"), package):
            if room not in MAY or not allowed(room, name):
                found.append(f"{path.relative_to(top)}:{line} {room} imports {name}")
    return found


def allowed(room: str, name: str) -> bool:
    head, *rest = name.split(".")
    if head == "desktop":
        target = rest[0] if rest and rest[0] in MAY else "desktop"
        return target == room or target in MAY[room]
    return head in sys.stdlib_module_names or head in LIBRARIES.get(room, set())


def too_large(top: Path) -> list[str]:
    """Files and functions below `top` that have outgrown one reading."""
    found = []
    for path in sorted(top.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if (lines := source.count("\n")) > FILE_LINES:
            found.append(f"{path.relative_to(top)} has {lines} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    found.append(f"{path.relative_to(top)}:{node.lineno} {node.name} has {lines} lines")
    return found


def test_each_room_imports_only_what_its_table_allows() -> None:
    assert trespasses(DESKTOP) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("model/fold.py", "import desktop.store.vault"),
        ("model/fold.py", "from desktop import places"),
        ("model/fold.py", "from desktop.places import data_folder"),
        ("model/fold.py", "def fold():\n    from desktop.bundle import seal"),
        ("model/fold.py", "from ..store import vault"),
        ("model/fold.py", "import importlib\nimportlib.import_module('desktop.ui')"),
        ("model/fold.py", "import importlib\nimportlib.import_module('desktop.' + 'ui')"),
        ("paper/page.py", "from desktop.store import journal"),
        ("store/journal.py", "from desktop import bundle"),
        ("acts/freeze.py", "import sqlcipher3"),
        ("acts/freeze.py", "import openpyxl"),
        ("acts/attaching.py", "from PIL import Image"),
        ("photos/picture.py", "from desktop.store import attachments"),
        ("ledger/sheet.py", "from desktop.store import journal"),
        ("bundle/seal.py", "if True:\n    import sqlite_utils as s"),
        ("cli/record.py", "from PySide6 import QtCore"),
        ("ui/window.py", "from desktop import cli"),
        ("progress.py", "from desktop import errors"),
        ("sundry/things.py", "import os"),
    ],
)
def test_a_planted_trespass_is_found(tmp_path: Path, file: str, source: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(source, encoding="utf-8")
    assert len(trespasses(tmp_path)) == 1


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("model/fold.py", "import msgspec.json\nfrom desktop.errors import FieldError"),
        ("model/fold.py", "from desktop.model import change"),
        ("store/vault.py", "from . import database\nfrom .database import opened"),
        ("store/vault.py", "from desktop import places, __version__"),
        ("ui/window.py", "from PySide6.QtWidgets import QLabel\nfrom desktop.acts import freeze"),
    ],
)
def test_what_the_table_allows_is_let_through(tmp_path: Path, file: str, source: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(source, encoding="utf-8")
    assert trespasses(tmp_path) == []


def test_no_file_and_no_function_outgrows_one_reading() -> None:
    assert too_large(DESKTOP) == []


def test_an_overgrown_function_is_found(tmp_path: Path) -> None:
    body = "    x = 1\n" * FUNCTION_LINES
    (tmp_path / "long.py").write_text(f"def long():\n{body}", encoding="utf-8")
    (tmp_path / "tall.py").write_text("x = 1\n" * (FILE_LINES + 1), encoding="utf-8")
    assert len(too_large(tmp_path)) == 2


def test_every_module_is_named_for_what_it_is() -> None:
    names = {path.stem for path in DESKTOP.rglob("*.py")} | {path.name for path in DESKTOP.rglob("*") if path.is_dir()}
    assert names & NAMES_THAT_SAY_NOTHING == set()


def test_records_are_written_in_transactions_that_the_notebook_knows_of() -> None:
    """It forgets what it remembered of one that is let go; the driver's own would leave it believing."""
    apart = {DESKTOP / "store" / "notebook.py", DESKTOP / "store" / "attachments.py"}
    found = [f"{path.relative_to(TREE)}" for path in sorted(DESKTOP.rglob("*.py")) if ".atomic(" in path.read_text("utf-8")]
    assert found == sorted(str(path.relative_to(TREE)) for path in apart)
