"""`stats` and `record same` as people and scripts use them."""

from typing import Any

from tests.cli.conftest import Laptop

HELD: dict[str, Any] = {
    "title": "与财务负责人谈话", "record_kind": "joint_talk", "name": "欧阳𬭚",
    "start_at": "2025-11-20T09:05", "end_at": "2025-11-20T10:00",
}  # fmt: skip
CONTRACT = {
    "interviews", "extended_units", "site_visits", "huddles", "corroborated_suspicions", "recommendations", "own_interviews",
    "own_extended_units", "own_site_visits", "own_huddles", "own_single_side_suspicions", "own_recommendations",
    "pending_other_side", "withheld",
}  # fmt: skip


def test_every_figure_of_the_contract_is_a_number(zhou: Laptop) -> None:
    zhou.new("interview", **HELD)
    found = zhou("stats")
    assert found.keys() >= CONTRACT | {"left_out", "proposals", "by_form", "by_category", "visit_sites", "duplicates_avoided"}
    assert {key: found[key] for key in CONTRACT if found[key]} == {"interviews": 1}


def test_what_is_left_out_is_named_with_its_reason(zhou: Laptop) -> None:
    id = zhou.new("interview", **HELD | {"end_at": ""})
    (left,) = zhou("stats")["left_out"]
    assert left == {
        "figure": "interviews", "id": id, "number": "CN2026-J-TH-ZL-001", "title": HELD["title"],
        "why": "time_missing", "says": "时间没有填全。",
    }  # fmt: skip


def test_two_records_of_one_talk_are_counted_once_after_record_same(zhou: Laptop) -> None:
    first, again = (zhou.new("interview", **HELD) for _ in range(2))
    assert {one["id"] for one in zhou("stats")["proposals"][0]["records"]} == {first, again}
    assert zhou("record", "same", first, again) == {"ids": [first, again]}
    found = zhou("stats", "--records", "interviews")
    assert (found["interviews"], found["proposals"]) == (1, [])
    ((counted, beside),) = found["records"]
    assert {counted["id"], beside["id"]} == {first, again}
    assert found["left_out"][0]["says"] == f"与 {counted['number']} 是同一次，已合计为一次。"


def test_only_the_days_asked_for_are_counted(zhou: Laptop) -> None:
    zhou.new("interview", **HELD)
    assert [zhou("stats", "--from", day)["interviews"] for day in ("2025-11-20", "2025-11-21")] == [1, 0]
    assert zhou.refused("stats", "--from", "2025-11-21", "--to", "2025-11-20") == "PERIOD_BACKWARDS"
    assert zhou.refused("stats", "--records", "talks") == "FIGURE_UNKNOWN"


def test_all_projects_are_summed_and_counted_by_mode(zhou: Laptop) -> None:
    zhou.new("interview", **HELD)
    zhou("project", "create", "--name", "城北", "--code", "CB2026", "--mode", "parallel", "--unit", "城北粮库（虚构）")
    zhou.new("interview", **HELD)
    found = zhou("stats", "--all-projects")
    assert (found["interviews"], found["by_mode"]) == (2, {"synchronous": 1, "parallel": 1})
    assert [(one["code"], one["interviews"]) for one in found["projects"]] == [("CN2026", 1), ("CB2026", 1)]


def test_a_person_reads_the_figures_in_words(zhou: Laptop) -> None:
    zhou.new("interview", **HELD)
    zhou.new("interview", **HELD | {"name": "李某", "end_at": ""})
    said = zhou.run("stats").out.splitlines()
    assert said[0] == "谈话（联合）：1 人次"
    assert said[-1] == f"  谈话（联合）  CN2026-J-TH-ZL-002 {HELD['title']}  时间没有填全。"
    assert zhou.run("stats", "--lang", "en").out.startswith("Interviews (joint): 1 person-times")
    assert zhou.run("stats", "--all-projects", "--records", "interviews").code == 2


def test_a_weekly_report_is_made_handed_in_and_copied_as_text(zhou: Laptop) -> None:
    zhou.new("interview", **HELD)
    made = zhou("weekly", "new", "--from", "2025-11-17", "--to", "2025-11-23")
    assert zhou("weekly", "new", "--from", "2025-11-17", "--to", "2025-11-23") == made
    text = zhou("weekly", "text", made["number"])["text"]
    assert "谈话（联合）：本周 1，累计 1人次\n" in text
    assert zhou.run("weekly", "text", made["id"]).out == text
    assert zhou.refused("weekly", "new", "--from", "2025-11-17") == "WEEK_OPEN"
    assert zhou("weekly", "new")["id"] != made["id"]
