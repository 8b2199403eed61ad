"""Records through the command line: what is typed comes back, changes are told, states and signatures follow."""

import json
from pathlib import Path

import pytest

from desktop.acts import session
from tests.cli.conftest import PASSPHRASE, TALK, Laptop


def test_what_was_said_comes_back_as_it_was_said(zhou: Laptop) -> None:
    made = zhou("record", "new", "interview", "--from", "-", stdin=json.dumps(TALK, ensure_ascii=False))
    assert made == {"id": made["id"], "number": "CN2026-J-TH-ZL-001", "state": "draft"}
    shown = zhou("record", "show", made["number"])
    assert shown["id"] == made["id"]
    assert (shown["form"], shown["side"], shown["version"], shown["check_code"]) == ("interview", "joint", 1, None)
    values = shown["values"]
    for field in ("title", "record_kind", "start_at", "place", "name", "topic", "av_recorded"):
        assert values[field] == TALK[field]
    assert [shown["names"][id] for id in values["interviewers"]] == ["周岚", "吴㛃"]
    rows = [{key: cell for key, cell in row.items() if key != "row"} for row in values["qa"]]
    assert rows == TALK["qa"]
    assert {
        "audience",
        "state",
        "conflicts",
        "attachments",
        "signatures",
        "missing",
        "withheld",
        "held",
        "proposed",
    } <= shown.keys()
    assert "custody" in shown["missing"] and "title" not in shown["missing"]


def test_money_is_yuan_outside_and_loses_no_cent(zhou: Laptop) -> None:
    for typed, shown in {"1640.92": "1640.92", "1,640.9": "1640.90", "0.1": "0.10"}.items():
        point = zhou.new("suspicion", title="库存短少", amount=typed)
        assert zhou("record", "show", point)["values"]["amount"] == shown
    floating = zhou("record", "new", "suspicion", "--from", "-", stdin='{"title": "x", "amount": 90071992547409.91}')["id"]
    assert zhou("record", "show", floating)["values"]["amount"] == "90071992547409.91"


def test_a_person_is_named_by_name_number_or_id_and_made_once(zhou: Laptop) -> None:
    zhou.new("interview", **TALK)
    zhou("record", "new", "interview", "--set", "title=第二次", "--set", "record_kind=audit_inquiry", "--set", "recorder=周 岚")
    people = zhou("record", "list", "person")
    assert sorted(one["title"] for one in people) == ["吴㛃", "周岚"]
    id = next(one["id"] for one in people if one["title"] == "周岚")
    talk = zhou("record", "new", "interview", "--set", "title=第三次", "--set", f"recorder={id}")["id"]
    assert zhou("record", "show", talk)["values"]["recorder"] == id


def test_values_can_be_set_one_by_one_and_lists_as_json(zhou: Laptop) -> None:
    words = (
        "--set",
        "title=谈话",
        "--set",
        "record_kind=joint_talk",
        "--set",
        'interviewers=["周岚","何川"]',
        "--set",
        "av_recorded=是",
    )
    values = zhou("record", "show", zhou("record", "new", "interview", *words)["id"])["values"]
    assert len(values["interviewers"]) == 2
    assert values["av_recorded"] is True


def test_many_records_are_taken_all_or_none(zhou: Laptop) -> None:
    lines = "\n".join(json.dumps({"title": f"线头{n}"}, ensure_ascii=False) for n in range(5))
    made = zhou("record", "new", "suspicion", "--many", "--from", "-", stdin=lines)
    assert [one["number"][-3:] for one in made] == ["001", "002", "003", "004", "005"]
    assert zhou.refused("record", "new", "suspicion", "--many", "--from", "-", stdin=lines + '\n{"nonsense": 1}') == "FIELD_UNKNOWN"
    assert len(zhou("record", "list", "suspicion")) == 5
    assert zhou("record", "new", "suspicion", "--set", "title=后来")["number"][-3:] == "006"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1]", "INPUT_NOT_JSON"),
        ("{", "INPUT_NOT_JSON"),
        ("", "INPUT_NOT_JSON"),
        ("[" * 100_000, "INPUT_NOT_JSON"),
        ('{"title": "a", "title": "b"}', "INPUT_NOT_JSON"),
        ('{"title": 7}', "VALUE_KIND"),
        ('{"title": "\\ud800"}', "VALUE_KIND"),
        ('{"record_kind": "chat"}', "VALUE_NOT_AN_OPTION"),
        ('{"start_at": "gestern"}', "VALUE_KIND"),
        ('{"qa": "x"}', "VALUE_KIND"),
        ('{"qa": [{"zz": 1}]}', "FIELD_UNKNOWN"),
        ('{"state": "signed"}', "FIELD_UNKNOWN"),
    ],
    ids=lambda word: word[:20],
)
def test_what_cannot_be_kept_is_refused_and_nothing_of_it_stays(zhou: Laptop, text: str, code: str) -> None:
    before = zhou("vault", "check")["changes"]
    assert zhou.refused("record", "new", "interview", "--from", "-", stdin=text) == code
    assert zhou("vault", "check")["changes"] == before


def test_a_file_is_read_as_utf_8_with_or_without_its_mark_and_lines_end_only_at_line_ends(zhou: Laptop, tmp_path: Path) -> None:
    file = tmp_path / "points.json"
    file.write_bytes(b"\xef\xbb\xbf" + '{"title": "欧阳 𬭚"}\r\n\n{"title": "二"}\n'.encode())
    made = zhou("record", "new", "suspicion", "--many", "--from", file)
    assert [zhou("record", "show", one["id"])["values"]["title"] for one in made] == ["欧阳 𬭚", "二"]
    file.write_bytes(b'{"title": "\xff"}')
    assert zhou.refused("record", "new", "suspicion", "--from", file) == "FILE_UNREADABLE"


def test_unknown_forms_and_files_are_refused_by_name(zhou: Laptop, tmp_path: Path) -> None:
    assert zhou.refused("record", "new", "poem") == "FORM_UNKNOWN"
    assert zhou.refused("record", "new", "member") == "FORM_REGISTER"
    assert zhou.refused("record", "new", "interview", "--from", tmp_path / "none.json") == "FILE_UNREADABLE"
    assert zhou.refused("record", "new", "interview", "--set", "title") == "SET_WRONG"


def test_a_record_of_the_other_side_is_not_made_here(zhou: Laptop) -> None:
    words = ("--set", "title=x", "--set", "record_kind=inspection_talk")
    assert zhou.refused("record", "new", "interview", *words) == "SIDE_NOT_YOURS"


def test_an_edit_names_what_it_changed_and_history_what_stood_there(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    assert zhou("record", "edit", talk, "--set", "place=一楼", "--set", f"topic={TALK['topic']}", "--reason", "记错") == {
        "id": talk,
        "changed": ["place"],
    }
    created, edited = zhou("record", "history", talk)
    assert (created["kind"], edited["kind"], edited["reason"], edited["who"]) == ("create", "edit", "记错", "周岚")
    assert edited["values"] == [{"address": "place", "old": TALK["place"], "new": "一楼"}]
    assert {"change", "device", "when"} <= edited.keys()
    assert zhou("record", "edit", talk, "--set", "place=一楼")["changed"] == []
    assert len(zhou("record", "history", talk)) == 2


def test_rows_are_changed_by_name_added_without_and_removed_only_when_said(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    first, second = zhou("record", "show", talk)["values"]["qa"]
    rows = [{"row": first["row"], "a": "分两次到账。"}, {"q": "谁批准的？", "a": "不清楚。"}]
    zhou("record", "edit", talk, "--from", "-", stdin=json.dumps({"qa": rows}))
    qa = zhou("record", "show", talk)["values"]["qa"]
    assert [row["a"] for row in qa] == ["分两次到账。", second["a"], "不清楚。"]
    assert qa[0]["q"] == first["q"]
    zhou("record", "edit", talk, "--from", "-", stdin=json.dumps({"qa": [{"row": second["row"], "remove": True}]}))
    assert [row["a"] for row in zhou("record", "show", talk)["values"]["qa"]] == ["分两次到账。", "不清楚。"]
    gone = json.dumps({"qa": [{"row": "ffffffffffff", "a": "x"}]})
    assert zhou.refused("record", "edit", talk, "--from", "-", stdin=gone) == "ROW_UNKNOWN"


def test_a_list_shows_its_columns_and_is_narrowed_by_a_value(zhou: Laptop) -> None:
    zhou.new("interview", **TALK)
    zhou.new("interview", **{**TALK, "record_kind": "audit_inquiry", "title": "另一次", "unit": "城北粮库"})
    assert [one["title"] for one in zhou("record", "list", "interview")] == ["另一次", TALK["title"]]
    for word in ("unit=城北粮库", "record_kind=audit_inquiry", "side=audit"):
        assert [one["title"] for one in zhou("record", "list", "interview", "--where", word)] == ["另一次"]
    assert len(zhou("record", "list", "interview", "--where", "interviewers=周岚")) == 2
    assert zhou("record", "list", "interview", "--where", "interviewers=无此人") == []
    assert zhou.refused("record", "list", "interview", "--where", "colour=red") == "FIELD_UNKNOWN"
    (one,) = zhou("record", "list", "interview", "--limit", "1")
    assert {"id", "number", "form", "state", "title", "topic", "unit"} <= one.keys()


def test_words_are_found_and_marked(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    (hit,) = zhou("search", "轮换资金")
    assert hit["id"] == talk and "⟦轮换资金⟧" in hit["snippet"]
    assert [one["id"] for one in zhou("search", "轮", "--form", "interview")] == [talk]
    assert zhou("search", "没有这个词") == [] == zhou("search", "轮", "--form", "suspicion")
    assert any(one["title"] == "周岚" for one in zhou("search", "zhoulan"))


def frozen(laptop: Laptop) -> str:
    talk = laptop.new("interview", **TALK)
    for state in ("reviewed", "frozen"):
        laptop("record", "move", talk, state, "--reason", "先送签后补")
    return talk


def test_a_frozen_version_stands_whatever_is_typed_after(zhou: Laptop) -> None:
    talk = frozen(zhou)
    before = zhou("record", "show", talk)
    assert len(before["check_code"]) == 16
    zhou("record", "edit", talk, "--set", "topic=改了")
    after = zhou("record", "show", talk)
    assert (after["values"], after["check_code"], after["version"]) == (before["values"], before["check_code"], 1)
    assert after["proposed"] == ["topic"]
    code = before["check_code"].upper()
    found = zhou("check-code", f"{code[:4]}-{code[4:8]} {code[8:]}")
    assert (found["id"], found["version"], found["changed_since"]) == (talk, 1, ["topic"])
    assert zhou("check-code", f"CZ2026-J-TH-ZL-001|1|2/2|{code.lower()}")["id"] == talk
    assert zhou.refused("check-code", "0" * 16) == "CHECK_CODE_UNKNOWN"


def test_a_revision_is_the_next_version_and_the_old_code_still_says_which(zhou: Laptop) -> None:
    talk = frozen(zhou)
    code = zhou("record", "show", talk)["check_code"]
    zhou("record", "revise", talk, "--reason", "补充")
    zhou("record", "edit", talk, "--set", "topic=改了")
    for state in ("reviewed", "frozen"):
        zhou("record", "move", talk, state, "--reason", "先送签后补")
    shown = zhou("record", "show", talk)
    assert (shown["version"], shown["values"]["topic"]) == (2, "改了")
    assert shown["check_code"] != code
    assert zhou("check-code", code)["version"] == 1


def test_a_signature_binds_to_the_version_it_was_given_for(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    sign = ["record", "sign", talk, "--who", "欧阳𬭚", "--outcome", "refused", "--reason", "不识字"]
    sign += ["--witness", "周岚", "--date", "2026-11-20"]
    assert zhou.refused(*sign) == "RECORD_NOT_FROZEN"
    for state in ("reviewed", "frozen"):
        zhou("record", "move", talk, state, "--reason", "先送签后补")
    zhou(*sign)
    shown = zhou("record", "show", talk)
    (signature,) = shown["signatures"]
    assert (signature["outcome"], signature["check_code"]) == ("refused", shown["check_code"])
    assert shown["names"][signature["who"]] == "欧阳𬭚"
    assert shown["proposed"] == []
    zhou("record", "confirm", talk)
    assert [one["side"] for one in zhou("record", "show", talk)["confirmations"]] == ["audit"]


def test_states_are_reached_only_step_by_step(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    assert zhou.refused("record", "move", talk, "signed") == "STATE_NOT_REACHED"
    assert zhou.refused("record", "move", talk, "asleep") == "STATE_UNKNOWN"
    assert zhou.refused("record", "revise", talk, "--reason", "x") == "RECORD_NOT_FROZEN"
    assert zhou("record", "move", talk, "recording")["state"] == "recording"
    assert zhou.refused("record", "move", talk, "void") == "REASON_NEEDED"
    assert zhou("record", "move", talk, "void", "--reason", "重复")["state"] == "void"
    assert [one["reason"] for one in zhou("record", "history", talk)] == ["", "", "重复"]


def test_a_file_comes_out_as_it_went_in(zhou: Laptop, tmp_path: Path) -> None:
    talk, scan = zhou.new("interview", **TALK), tmp_path / "扫描件.pdf"
    scan.write_bytes(bytes(range(256)) * 9000)
    (stored,) = zhou("record", "attach", talk, scan)
    assert (stored["name"], stored["size"], stored["media"]) == ("扫描件.pdf", 256 * 9000, "application/pdf")
    (shown,) = zhou("record", "show", talk)["attachments"]
    assert (shown["digest"], shown["size"]) == (stored["digest"], 256 * 9000)
    zhou("record", "detach-to", talk, "扫描件.pdf", tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == scan.read_bytes()
    assert zhou.refused("record", "detach-to", talk, "none.pdf", tmp_path / "x") == "ATTACHMENT_UNKNOWN"
    assert zhou.refused("record", "attach", talk, tmp_path / "missing.pdf") == "FILE_UNREADABLE"
    assert zhou("vault", "check")["attachments"] == 1
    with session.unlock(zhou.folder, PASSPHRASE) as vault:
        vault.files.execute("delete from chunk where n = 1")
    assert [one["code"] for one in zhou.run("vault", "check", "--json").document["problems"]] == ["ATTACHMENT"]
    with session.unlock(zhou.folder, PASSPHRASE) as vault:
        vault.files.execute("delete from chunk")
        vault.files.execute("delete from content")
    assert [one["code"] for one in zhou.run("vault", "check", "--json").document["problems"]] == ["ATTACHMENT_MISSING"]
    assert zhou.refused("record", "detach-to", talk, "扫描件.pdf", tmp_path / "again.pdf") == "ATTACHMENT_MISSING"


def test_records_that_do_not_meet_a_rule_of_their_form_are_listed(zhou: Laptop) -> None:
    both = {"tracker_audit": "周岚", "tracker_insp": "吴㛃"}
    zhou.new("rectification_item", title="按期拨付", **both)
    lacking = zhou.new("rectification_item", title="补记账", tracker_audit="周岚")
    assert [one["id"] for one in zhou("record", "list", "rectification_item", "--lacking", "trackers_of_both_sides")] == [lacking]
    assert zhou.refused("record", "list", "task", "--lacking", "trackers_of_both_sides") == "RULE_UNKNOWN"
    assert zhou.refused("record", "list", "--lacking", "trackers_of_both_sides") == "RULE_UNKNOWN"


def test_what_is_void_lacks_nothing(zhou: Laptop) -> None:
    visits = [zhou.new("site_visit", title=f"看仓{number}", visit_mode="covert") for number in (1, 2)]
    zhou("record", "move", visits[0], "void", "--reason", "重复")
    assert [one["id"] for one in zhou("record", "list", "site_visit", "--lacking", "covert_approved")] == [visits[1]]


def test_what_is_behind_a_card_is_a_file_in_its_own_place(zhou: Laptop, tmp_path: Path) -> None:
    card, ledger = zhou.new("evidence_item", title="流水摘录", kind="electronic", for_side="audit"), tmp_path / "流水.csv"
    ledger.write_text("日期,金额\n2026-11-02,3125000.00\n", encoding="utf-8")
    (stored,) = zhou("record", "attach", card, ledger, "--field", "file")
    shown = zhou("record", "show", card)
    assert [row["digest"] for row in shown["values"]["file"]] == [stored["digest"]] and shown["attachments"] == []
    zhou("record", "attach", card, ledger)
    zhou("record", "detach-to", card, "流水.csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == ledger.read_bytes()
    assert zhou.refused("record", "attach", card, ledger, "--field", "claim") == "FIELD_UNKNOWN"
