"""`archive` on the command line."""

from tests.cli.conftest import Laptop


def test_records_get_a_number_in_the_archive_and_gaps_are_accounted_for(zhou: Laptop) -> None:
    said = {"title": "通报", "category": "important", "urgency": "normal", "summary": "情况。", "custody": "audit"}
    void, kept = (zhou.new("info_notice", **said) for _ in range(2))
    zhou("record", "move", void, "void", "--reason", "重复")
    zhou("record", "move", kept, "frozen", "--reason", "收件方后补")
    told = zhou("archive", "assign", "info_notice")
    assert ([(one["id"], one["archive_no"]) for one in told["assigned"]], told["left"]) == ([(kept, "CN2026-TB-001")], [])
    assert zhou("record", "show", "CN2026-TB-001")["values"]["archive_no"] == "CN2026-TB-001"
    assert zhou.refused("record", "edit", kept, "--set", "archive_no=CN2026-TB-009") == "FIELD_UNKNOWN"
    gaps = zhou("archive", "gaps")
    assert [(one["number"], one["why"]) for one in gaps] == [("CN2026-J-TB-ZL-001", "void")]
    assert "作废" in zhou.run("archive", "gaps").out
    assert [one["archive_no"] for one in zhou("record", "list", "info_notice") if "archive_no" in one] == ["CN2026-TB-001"]
