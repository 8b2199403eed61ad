"""Times are read off one's own clock."""

import time

import pytest

from desktop.ui.times import local


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's clock has one zone only")
@pytest.mark.parametrize(
    ("zone", "read"), [("Asia/Shanghai", "2026-11-20 09:05"), ("UTC", "2026-11-20 01:05"), ("Asia/Urumqi", "2026-11-20 07:05")]
)
def test_a_change_is_shown_by_the_clock_on_the_wall(zone: str, read: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert local("2026-11-20T01:05:11.123Z") == read
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_is_no_time_is_left_as_it_is() -> None:
    assert local("从未") == "从未"
