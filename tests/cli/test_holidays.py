"""The working-day table comes in by a file."""

import json
from pathlib import Path

from desktop.fieldwork import working_days
from tests.cli.conftest import Laptop


def test_a_table_of_holidays_is_brought_in_by_its_file(zhou: Laptop, tmp_path: Path) -> None:
    known = working_days.calendar().last_known
    file = tmp_path / "holidays.json"
    file.write_text(json.dumps({"year": known + 1, "off": [f"{known + 1}-01-01"]}), encoding="utf-8")
    assert zhou("holidays", "import", file) == {"years": [known + 1], "last_known": known + 1}
    file.write_text("{}", encoding="utf-8")
    assert zhou.refused("holidays", "import", file) == "HOLIDAYS_NO_TABLE"
