"""How the window starts: with which input method, and with which log. No window is opened."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import places
from desktop.ui import program

BOTH = "wayland;ibus"


@pytest.mark.parametrize(
    ("environ", "modules"),
    [
        ({"QT_IM_MODULE": "fcitx"}, BOTH),
        ({"QT_IM_MODULE": "fcitx5"}, BOTH),
        ({"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}, BOTH),
        ({"XMODIFIERS": "@im=fcitx"}, BOTH),
        ({"XMODIFIERS": "@im=fcitx5"}, BOTH),
        ({"QT_IM_MODULE": "", "XMODIFIERS": "@im=fcitx"}, BOTH),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, BOTH),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"}, BOTH),
        ({"QT_IM_MODULES": "wayland;fcitx"}, BOTH),
        ({"QT_IM_MODULES": "fcitx"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;ibus", "QT_IM_MODULE": "fcitx"}, BOTH),
        ({"QT_IM_MODULES": "", "QT_IM_MODULE": "fcitx"}, BOTH),
    ],
)
def test_fcitx_is_reached_by_the_compositor_or_by_ibus_protocol(environ: dict[str, str], modules: str) -> None:
    assert program.input_method(environ) == {"QT_IM_MODULES": modules, "IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"},
        {"QT_IM_MODULES": "wayland", "XMODIFIERS": "@im=fcitx"},
        {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"},
        {"QT_IM_MODULE": "ibus"},
    ],
)
def test_who_wants_another_way_than_fcitx_keeps_it(environ: dict[str, str]) -> None:
    assert program.input_method(environ) == {}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """An environment that asks for fcitx, and the log."""
    for name in ("QT_PLUGIN_PATH", "QT_IM_MODULES", "XMODIFIERS", "IBUS_USE_PORTAL"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    caplog.set_level(logging.INFO, "desktop")
    return caplog


def test_the_log_says_which_input_method_is_used(asked: pytest.LogCaptureFixture) -> None:
    program.choose_input_method()
    assert os.environ["QT_IM_MODULES"] == BOTH
    (line,) = asked.messages
    assert "fcitx" in line and BOTH in line


def test_a_plug_in_for_fcitx_is_left_to_work(
    asked: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    monkeypatch.setenv("QT_PLUGIN_PATH", str(tmp_path))
    program.choose_input_method()
    assert os.environ["QT_IM_MODULES"] == ""
    assert asked.messages == []


@pytest.fixture
def own() -> Iterator[logging.Logger]:
    """A logger as it is before anybody has set a log up; a file it got is closed."""
    logger = logging.Logger("desktop")
    yield logger
    for handler in logger.handlers:
        handler.close()


def test_a_log_is_kept_where_none_was_set_up(own: logging.Logger) -> None:
    program.keep_log(own)
    program.keep_log(own)
    own.info("opened")
    own.debug("a trifle")
    (line,) = (places.log_folder() / "xunshen.log").read_text(encoding="utf-8").splitlines()
    assert line.endswith("INFO desktop: opened")


def test_the_log_grows_to_a_megabyte_and_is_begun_anew(own: logging.Logger) -> None:
    program.keep_log(own)
    for _ in range(60):
        own.info("x" * 50_000)
    files = sorted(places.log_folder().iterdir())
    assert [file.name for file in files] == ["xunshen.log", "xunshen.log.1"]
    assert max(file.stat().st_size for file in files) <= program.LOG_BYTES


def test_a_log_that_was_set_up_is_left_as_it_is(own: logging.Logger) -> None:
    own.addHandler(logging.NullHandler())
    program.keep_log(own)
    assert not places.log_folder().exists()


def test_without_a_place_for_a_log_the_window_starts_all_the_same(
    own: logging.Logger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    program.keep_log(own)
    assert own.handlers == []
