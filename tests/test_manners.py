"""The tree can be handed to anyone: it names nobody's machine, workplace or download server, and explains itself."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parent.parent
NOT_SOURCE = {".git", ".venv", "__pycache__"} | {f".{tool}" for tool in ("pytest_cache", "mypy_cache", "ruff_cache", "hypothesis")}
MADE = {"build", "dist"}
"""Folders of what was made; at the top only."""

# Written in two halves, so that this file does not find itself.
DOWNLOAD_SERVERS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "pypi.tuna" + ".tsinghua",
    "mirrors" + ".aliyun",
    "--index" + "-url",
    "--extra-index" + "-url",
    "--find" + "-links",
]
WORKPLACES = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/opt/" + "wheels",
    "/opt/" + "pypi",
    "/tmp/" + "xs",
    ".lib" + "rary",
    "issue" + " #",
]
HELPERS = re.compile(r"\b(sub)?ag" + r"ents?\b", re.IGNORECASE)


def texts(top: Path) -> Iterator[tuple[Path, str]]:
    """Path and text of every source file below `top`; files that are not text are left out."""
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if name not in NOT_SOURCE and not (name in MADE and Path(folder) == top)]
        for name in names:
            path = Path(folder, name)
            data = path.read_bytes()
            if b"\0" not in data[:4096]:
                yield path, data.decode("utf-8", errors="replace")


def mentions(top: Path, words: list[str]) -> list[str]:
    """`file: word` for each of `words` found below `top`, in a file or in its name."""
    return [
        f"{path.relative_to(top)}: {word}"
        for path, text in texts(top)
        for word in words
        if word in text or word in str(path.relative_to(top))
    ]


def test_no_file_names_a_download_server_or_an_option_that_would() -> None:
    lock_recipe = {f"Makefile: {word}" for word in DOWNLOAD_SERVERS if f"--no-emit-{word[2:]}" in makefile()}
    assert set(mentions(TREE, DOWNLOAD_SERVERS)) - lock_recipe == set()


def test_no_file_names_the_place_where_it_was_written() -> None:
    assert mentions(TREE, WORKPLACES) == []
    assert [str(path) for path, text in texts(TREE) if HELPERS.search(text)] == []


def test_a_planted_server_is_found(tmp_path: Path) -> None:
    server, option = DOWNLOAD_SERVERS[0], DOWNLOAD_SERVERS[-1]
    (tmp_path / "lock.txt").write_text(f"{option} https://{server}/simple\n", encoding="utf-8")
    assert mentions(tmp_path, DOWNLOAD_SERVERS) == [f"lock.txt: {server}", f"lock.txt: {option}"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_library_has_hashes(name: str) -> None:
    lines = (TREE / "build_spec" / name).read_text(encoding="utf-8").splitlines()
    pins = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert pins
    assert [lines[number] for number in pins if "--hash=sha256:" not in lines[number + 1]] == []
    assert [lines[number] for number in pins if "==" not in lines[number]] == []


def test_the_developers_lock_holds_the_same_versions_as_the_programs() -> None:
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def pinned(name: str) -> dict[str, str]:
    """Library to version, as locked in `build_spec/name`."""
    text = (TREE / "build_spec" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ \\;]+)", text, re.MULTILINE))


def test_make_lists_every_target() -> None:
    ask = ["make", "--no-print-directory", "help"]
    listed = subprocess.run(ask, cwd=TREE, check=True, capture_output=True, text=True)
    targets = re.search(r"^\.PHONY: (.*)$", makefile(), re.MULTILINE)
    assert targets
    assert re.findall(r"^  make (\w+)", listed.stdout, re.MULTILINE) == targets[1].split()


def makefile() -> str:
    return (TREE / "Makefile").read_text(encoding="utf-8")
