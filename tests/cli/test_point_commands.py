"""`point` on the command line: what is missing, a task for it, both sides' cards beside each other."""

from tests.cli.conftest import Laptop


def test_a_point_tells_what_it_lacks_and_gets_a_task_for_it_once(zhou: Laptop) -> None:
    point = zhou.new("suspicion", title="账实不符")
    (first, *_) = zhou("point", "missing", point)["missing"]
    assert first["said"] == "审计侧没有计入的证据。"
    assert first["task"] == {"side": "audit", "method": "doc_review", "under_way": None}
    made = zhou("point", "task", point, "R1")
    assert made["made"] and made["title"] == "取一条审计侧证据"
    again = zhou("point", "task", point, "R1")
    assert (again["id"], again["made"]) == (made["id"], False)
    assert zhou("point", "missing", point)["missing"][0]["task"]["under_way"] == made["id"]


def test_cards_say_whether_they_count_and_are_set_beside_each_other(zhou: Laptop) -> None:
    point = zhou.new("suspicion", title="账实不符")
    assert zhou.refused("point", "beside", point) == "NO_CARD_TO_SET_BESIDE"
    card = zhou.new("evidence_item", title="盘点表", suspicion=point, kind="document", for_side="audit")
    (told,) = zhou("point", "missing", point)["cards"]
    assert told == {"id": card, "number": told["number"], "side": "audit", "counts": False, "why_not": "not_obtained"}
    zhou("record", "move", card, "done", "--reason", "先登记")
    beside = zhou("point", "beside", point)
    assert zhou("record", "show", beside["id"])["values"]["audit_evidence"] == [card]
    found = zhou("point", "missing", point)
    assert found["corroboration"] == beside["id"] and found["beside"] == [{"id": beside["id"], "outcome": "unconfirmed"}]


def test_a_rule_that_takes_no_task_says_so(zhou: Laptop) -> None:
    point = zhou.new("suspicion", title="账实不符")
    assert zhou.refused("point", "task", point, "R5") == "RULE_ASKS_NO_TASK"
