"""`record note` and its like, as people and scripts use them."""

from tests.cli.conftest import TALK, Laptop


def test_a_note_is_written_answered_and_dealt_with(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    row = zhou("record", "note", talk, "--text", "起止时间写全", "--about", "end_at")["row"]
    zhou("record", "note", talk, "--text", "已补", "--answers", row)
    asked, answered = zhou("record", "notes", talk)
    assert (asked["who"], asked["about"], asked["done"], answered["answers"]) == ("周岚", "end_at", False, row)
    assert [(one["id"], one["notes"]) for one in zhou("record", "notes")] == [(talk, 1)]
    assert zhou("record", "settle-note", talk, row) == {"row": row, "done": True}
    assert zhou("record", "notes") == []
    assert [one["text"] for one in zhou("record", "show", talk)["values"]["review_notes"]] == ["起止时间写全", "已补"]
    assert zhou("record", "settle-note", talk, row, "--not")["done"] is False
    assert zhou("record", "notes", talk)[0]["done"] is False


def test_a_note_that_says_nothing_and_one_about_no_field_are_refused(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    assert zhou.refused("record", "note", talk, "--text", " ") == "NOTE_EMPTY"
    assert zhou.refused("record", "note", talk, "--text", "好", "--about", "weather") == "FIELD_UNKNOWN"
    assert zhou.refused("record", "settle-note", talk, "0123456789ab") == "ROW_UNKNOWN"
    assert zhou("record", "notes", talk) == []
