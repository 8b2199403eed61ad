"""What is past its day, in a real vault with tables of its own and a form of the project's own with a day to reply by."""

import json
from pathlib import Path

import pytest

from desktop.acts import deadlines, forms, holidays, proceeding, recording
from desktop.errors import FieldError
from desktop.fieldwork.working_days import Deadline, calendar
from tests.exchange.laptops import Team

SLIP = """
id = "slip"
version = 1
zh = "便条"
en = "Slip"
code = "QT"
place = "papers"
flow = "P1"
states = ["draft", "frozen", "signed"]
list_columns = ["reply_by"]

[moves]
draft = ["frozen"]
frozen = ["signed"]

[[audience]]
open = ["own"]
full = ["own"]

[[field]]
id = "reply_by"
kind = "date"
zh = "反馈期限"
en = "Reply by"
"""


def test_an_item_followed_by_nobody_and_not_reported_is_listed_under_both(team: Team) -> None:
    values = {"title": "按期拨付", "origin": "prior_audit", "report_due": "2026-11-20", "tracker_audit": "周岚"}
    item = recording.new(team.zhou, "rectification_item", values)
    told = deadlines.overdue(team.zhou, "2026-11-24")
    line = {"id": item.id, "number": item.number, "form": "rectification_item", "title": "按期拨付"}
    assert told["reports"] == [line | {"due": "2026-11-20", "days_late": 2, "beyond_table": False}]
    assert told["untracked"] == [line | {"sides": ["inspection"]}]
    assert (told["on"], told["rectification"]) == ("2026-11-24", [])


def test_today_is_the_day_unless_told(team: Team) -> None:
    recording.new(team.zhou, "task", {"title": "拨付", "for_side": "audit", "due": "2026-11-19"})
    told = deadlines.overdue(team.zhou)
    assert (told["on"], [one["days_late"] for one in told["tasks"]]) == ("2026-11-20", [1])


def test_a_paper_out_for_signature_past_its_day_is_overdue_until_it_is_back(team: Team) -> None:
    forms.add(team.zhou, SLIP, "slip")
    paper = recording.new(team.zhou, "slip", {"title": "便条", "reply_by": "2026-11-20"})
    assert deadlines.overdue(team.zhou, "2026-11-24")["papers"] == []
    proceeding.move(team.zhou, paper.id, "frozen", "x")
    assert [one["id"] for one in deadlines.overdue(team.zhou, "2026-11-24")["papers"]] == [paper.id]
    proceeding.move(team.zhou, paper.id, "signed")
    assert deadlines.overdue(team.zhou, "2026-11-24")["papers"] == []


def test_a_period_is_counted_by_the_tables_of_this_vault(team: Team, tmp_path: Path) -> None:
    year = calendar().last_known + 1
    start, table = f"{year}-03-01", tmp_path / "holidays.json"
    guessed = deadlines.due_in(team.zhou, 1, start)
    assert guessed.beyond_table
    table.write_text(json.dumps({"year": year, "off": [guessed.date]}), encoding="utf-8")
    holidays.import_tables(team.zhou, table)
    assert deadlines.due_in(team.zhou, 1, start) == Deadline(deadlines.due_in(team.zhou, 1, guessed.date).date, beyond_table=False)


def test_a_day_that_is_none_is_refused(team: Team) -> None:
    with pytest.raises(FieldError, match="VALUE_KIND"):
        deadlines.overdue(team.zhou, "2026-13-01")
