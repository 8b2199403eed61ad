"""The wheel is the whole program: built, unpacked and used from another folder, with the libraries that are here and no network."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

CARRIED = {"forms": "desktop/_data/forms", "resources": "desktop/_data/resources"}


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=tree, check=True, capture_output=True)
    (made,) = folder.glob("xunshen-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def asked(installed: Path, elsewhere: Path, *words: str | Path) -> str:
    """What Python prints that finds the unpacked wheel first and was started in another folder."""
    env = {**os.environ, "PYTHONPATH": str(installed), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    run = subprocess.run([sys.executable, *words], cwd=elsewhere, env=env, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return run.stdout


def source(tree: Path, name: str) -> set[str]:
    """Files below a folder of the tree."""
    return {str(path.relative_to(tree)) for path in (tree / name).rglob("*") if path.is_file() and path.suffix != ".pyc"}


def test_it_carries_the_program_every_form_and_every_resource_and_nothing_else(tree: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = source(tree, "desktop")
    for folder, carried in CARRIED.items():
        expected |= {name.replace(folder, carried, 1) for name in source(tree, folder)}
    assert names == expected


def test_it_says_what_it_needs_and_which_command_starts_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        told = {PurePosixPath(name).name: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    assert "xunshen = desktop.__main__:main" in told["entry_points.txt"]
    needed = {line.removeprefix("Requires-Dist: ") for line in told["METADATA"].splitlines() if line.startswith("Requires-Dist: ")}
    assert any(one.startswith("pyside6-essentials") for one in needed)
    assert not any(one.startswith("pyside6>") for one in needed), "all of Qt, where two parts are enough"


def test_its_files_are_found_inside_the_package(installed: Path, tmp_path: Path) -> None:
    ask = "from desktop import places; print(places.forms_folder()); print(places.resources_folder())"
    told = asked(installed, tmp_path, "-c", ask)
    assert told.splitlines() == [str(installed / carried) for carried in CARRIED.values()]


def test_its_command_line_knows_every_form(tree: Path, installed: Path, tmp_path: Path) -> None:
    forms = json.loads(asked(installed, tmp_path, "-m", "desktop", "form", "list", "--json"))
    assert {form["id"] for form in forms} == {path.stem for path in (tree / "forms").glob("*.toml")}


def test_its_window_opens_in_both_languages(tree: Path, installed: Path, tmp_path: Path) -> None:
    told: dict[str, Any] = json.loads(asked(installed, tmp_path, tree / "build_spec" / "show_window.py"))
    assert told["forms"] == len(list((tree / "forms").glob("*.toml")))
    assert told["mistakes"] == 0
    zh, en = told["windows"]["zh"], told["windows"]["en"]
    assert (en["title"], en["cancel"]) == ("Xunshen field notebook", "Cancel")
    assert zh["cancel"] == "取消"
    assert not zh["title"].isascii()
    assert not any(text.isascii() for text in zh["buttons"] if text.isalpha() and text != "English"), zh["buttons"]
    assert "Noto Sans SC" in told["face"]
    assert told["icon"]
    assert told["pages"] == 1
