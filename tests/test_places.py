"""Where things lie, in the source tree; `build/test_wheel.py` asks an installed copy."""

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
