"""`letter` on two laptops with one stick: told, received, decided, followed up."""

import json
from pathlib import Path

from tests.cli.conftest import Laptop

OFFICE, AUDIT = "某市巡察办（虚构）", "某市审计局（虚构）"


def passed(giver: Laptop, to: Laptop, stick: Path) -> None:
    to("bundle", "import", giver.give(to, stick))


def bodies(laptop: Laptop) -> dict[str, str]:
    kinds = {OFFICE: "inspection_office", AUDIT: "audit_office"}
    return {name: laptop.new("org_unit", name=name, kind=kind, level="city") for name, kind in kinds.items()}


def sent(laptop: Laptop, id: str, *states: str) -> None:
    for state in states:
        laptop("record", "move", id, state, "--reason", "标记随后补")


def test_a_copied_notice_is_received_and_decided_on_by_the_audit(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    body = bodies(wu)
    said = {"title": "抄告", "from": body[OFFICE], "to": [body[AUDIT]], "category": "economic", "urgency": "normal"}
    notice = wu.new("copy_notice", **said, summary="轮换资金晚到。")
    sent(wu, notice, "frozen", "sent")
    passed(wu, zhou, stick)
    assert zhou.refused("letter", "receive", notice, "--by", OFFICE, "--who", "周岚") == "LETTER_NOT_TO"
    assert zhou("letter", "receive", notice, "--by", AUDIT, "--who", "周岚")["state"] == "received"
    assert zhou.refused("letter", "decide", notice, "included") == "LETTER_WHY_OWED"
    decided = zhou("letter", "decide", notice, "included", "--why", "属审计范围")
    (matter,) = zhou("record", "list", "audit_matter")
    assert (decided["decision"], decided["matter"]) == ("included", matter["id"])
    assert wu.refused("letter", "decide", notice, "included", "--why", "x") == "LETTER_NOT_YOURS"
    passed(zhou, wu, stick)
    (line,) = wu("letter", "track", notice)
    assert (line["recipient"], line["received_by"], line["handling"], line["why"]) == (AUDIT, "周岚", "included", "属审计范围")


def test_a_problem_shows_whom_it_was_told_to(zhou: Laptop) -> None:
    body = bodies(zhou)
    problem = zhou.new("finding", title="资金晚拨")
    said = {"title": "通报", "from": body[AUDIT], "to": [body[OFFICE]], "category": "problem_list", "urgency": "normal"}
    notice = zhou.new("info_notice", **said, summary="资金晚拨。", about=[problem])
    sent(zhou, notice, "frozen", "sent")
    zhou("letter", "receive", notice, "--who", "吴㛃", "--handling", "included", "--at", "2026-11-22T10:00")
    told = zhou("letter", "track", problem)
    assert [(one["notice"], one["sent"], one["received_at"], one["handling"]) for one in told] == [
        (notice, True, "2026-11-22T10:00", "included")
    ]
    assert zhou("record", "show", problem)["told"] == told
    assert OFFICE in zhou.run("letter", "track", problem).out


def test_earlier_results_are_followed_up_with_a_day_to_report_by(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    results = [{"matter": "轮换资金晚拨", "source": "prior_inspection"}]
    said = {"title": "以往成果", "from_side": "inspection", "to_side": "audit", "issued_on": "2026-11-18"}
    notice = wu.new("prior_result_notice", **said, units=["城西粮站（虚构）"], results=results)
    sent(wu, notice, "sent")
    passed(wu, zhou, stick)
    (made,) = zhou("letter", "carry-over", notice, "--report-due", "2026-12-20")
    assert made["title"] == "轮换资金晚拨"
    assert zhou("record", "show", made["id"])["values"]["report_due"] == "2026-12-20"
    assert zhou("letter", "carry-over", notice) == []


def test_an_entry_before_which_nothing_was_told_both_ways_says_so_in_words_and_as_a_mark(zhou: Laptop) -> None:
    (project,) = zhou("record", "list", "project")
    zhou("record", "edit", project["id"], "--set", "linkage_mode=staggered")
    entry = zhou.new("milestone", title="进点", kind="entry", for_side="audit", planned_on="2026-11-20")
    assert zhou.refused("record", "move", entry, "done") == "GATES_NEED_REASON"
    zhou("record", "move", entry, "done", "--reason", "名单临时调整")
    assert zhou("record", "show", entry)["marks"] == ["no_mutual_notice"]
    assert [one["marks"] for one in zhou("record", "list", "milestone")] == [["no_mutual_notice"]]
    for words in (("record", "show", entry), ("record", "list", "milestone")):
        assert "未互通报" in zhou.run(*words).out
    assert "未互通报" not in json.dumps(zhou("record", "list", "milestone"), ensure_ascii=False)
