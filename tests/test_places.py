"""What the program brings along is found in the source tree and in an installed copy alike."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desktop import places


def test_user_folders_follow_the_platforms_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert places.data_folder() == tmp_path / "data" / "xunshen"
    assert places.state_folder() == tmp_path / "state" / "xunshen"
    assert places.log_folder().is_relative_to(tmp_path / "state")


def test_the_source_tree_has_forms_and_words_beside_the_package(tree: Path) -> None:
    assert places.forms_folder() == tree / "forms"
    assert (places.resources_folder() / "errors.toml").is_file()


def test_a_wheel_carries_every_form_and_resource(tree: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "dist")]
    subprocess.run(build, cwd=tree, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("xunshen-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    for name in ("forms", "resources"):
        source, carried = tree / name, where_installed(installed, name)
        assert carried == installed / "desktop" / "_data" / name
        assert names_below(carried) == names_below(source)


def names_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def where_installed(installed: Path, name: str) -> Path:
    """What the installed copy itself says, asked in a process that does not see the source tree first."""
    ask = [sys.executable, "-c", f"from desktop import places; print(places.{name}_folder())"]
    env = {**os.environ, "PYTHONPATH": str(installed)}
    run = subprocess.run(ask, cwd=installed, env=env, check=True, capture_output=True, text=True)
    return Path(run.stdout.strip())
