"""The same journeys in a real window, on a screen of a small laptop."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Where it belongs but is missing the test fails: nothing else opens a real window.
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is a screen for X11")


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen of 1366 x 768 with nothing else on it; its name."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
        server.terminate()


@pytest.mark.parametrize("journey", ["main_job", "whole_day"])
def test_a_journey_is_made_in_real_windows(screen: str, tree: Path, journey: str) -> None:
    env = os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen, "QT_IM_MODULE": "none"}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/journeys/test_{journey}.py"]
    run = subprocess.run(words, cwd=tree, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
