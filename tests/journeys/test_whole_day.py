"""A whole day on four laptops and a stick, by what people read, click and type; in the evening all say the same."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.day import STEPS
from tests.journeys.day_team import SIDES, Counted, Team, home
from tests.journeys.test_main_job import told

# A day takes a minute: where a screen can be had it is walked there, by test_real_window, and not once more without one.
pytestmark = pytest.mark.skipif(
    sys.platform == "linux" and os.environ.get("QT_QPA_PLATFORM") == "offscreen", reason="walked in a real window"
)


def test_two_auditors_and_two_inspectors_come_through_a_day_to_the_same_figures(seat: Any, tmp_path: Path) -> None:
    team = Team(tmp_path, {name: seat(home(tmp_path, name), Counted) for name in SIDES})
    team.stick.mkdir()
    for step in STEPS:
        step(team)
    for one in team:
        one.window.close()
    assert all(told(home(tmp_path, name), "vault", "check")["ok"] for name in SIDES)
