"""`overdue` and `due-in` on the command line."""

from tests.cli.conftest import Laptop


def test_overdue_tells_what_is_past_its_day(zhou: Laptop) -> None:
    item = zhou.new("rectification_item", title="按期拨付", origin="prior_audit", report_due="2023-09-28", due_date="2023-10-20")
    told = zhou("overdue", "--on", "2023-10-09")
    assert [(one["id"], one["days_late"], one["beyond_table"]) for one in told["reports"]] == [(item, 3, False)]
    assert told["rectification"] == []
    assert told["untracked"][0]["sides"] == ["audit", "inspection"]
    assert "按期拨付" in zhou.run("overdue", "--on", "2023-10-09").out


def test_a_period_ends_after_working_days_and_a_notice_is_served_ahead(zhou: Laptop) -> None:
    assert zhou("due-in", "10", "--from", "2023-09-22") == {"date": "2023-10-12", "beyond_table": False}
    assert zhou("due-in", "3", "--ahead", "--from", "2023-10-09") == {"date": "2023-09-28", "beyond_table": False}
