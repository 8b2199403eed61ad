"""Two laptops and a stick through the command line: trust, hand over, meet in conflict, settle."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import TALK, Laptop, told

Maker = Callable[[str, str, str], Laptop]
REPORT = {"new", "changed", "known", "conflicts", "withheld", "held", "records"}


def met(zhou: Laptop, wu: Laptop, stick: Path) -> str:
    """An interview that both have edited unseen by each other, and both now hold with both edits."""
    talk = zhou.new("interview", **TALK)
    wu("bundle", "import", zhou.give(wu, stick))
    zhou("record", "edit", talk, "--set", "topic=专项资金拨付")
    wu("record", "edit", talk, "--set", "topic=库存盘点")
    zhou("bundle", "import", wu.give(zhou, stick), "--trust", wu.created["fingerprint"])
    wu("bundle", "import", zhou.give(wu, stick))
    return talk


def test_a_bundle_is_looked_into_before_its_maker_is_trusted(zhou: Laptop, laptop: Maker, stick: Path) -> None:
    wu = laptop("吴㛃", "inspection", "WJ")
    wu("card", "export", stick / "wu.xsc")
    zhou("member", "add", stick / "wu.xsc")
    talk = zhou.new("interview", **TALK)
    (given,) = zhou("bundle", "export", "--everyone", "--into", stick)
    assert {"file", "to", "changes", "withheld", "attachments", "bytes"} <= given.keys()
    assert (given["to"], Path(given["file"]).name) == ("吴㛃", "CN2026-ZL-WJ-0001.xsb")
    seen = wu("bundle", "inspect", given["file"])
    assert REPORT | {"signer", "fingerprint", "trusted"} <= seen.keys()
    assert (seen["signer"], seen["fingerprint"], seen["trusted"]) == ("周岚", zhou.created["fingerprint"], False)
    assert wu("project", "list") == []
    assert wu.refused("bundle", "import", given["file"]) == "BUNDLE_SIGNER_UNKNOWN"
    assert wu.refused("bundle", "import", given["file"], "--trust", "1111 2222 3333 4444 5555").startswith("BUNDLE_")
    report = wu("bundle", "import", given["file"], "--trust", zhou.created["fingerprint"])
    assert report.keys() >= REPORT
    assert report["new"] == seen["new"] > 0
    assert [one["code"] for one in wu("project", "list")] == ["CN2026"]
    assert wu("record", "show", talk)["values"] == zhou("record", "show", talk)["values"]
    again = wu("bundle", "import", given["file"])
    assert (again["new"], again["changed"], again["conflicts"]) == (0, 0, 0)


def test_what_is_no_bundle_or_not_for_me_changes_nothing(zhou: Laptop, wu: Laptop, laptop: Maker, stick: Path) -> None:
    he = laptop("何川", "audit", "HC")
    he("card", "export", stick / "he.xsc")
    zhou("member", "add", stick / "he.xsc")
    before = wu("record", "list")
    (stick / "note.xsb").write_text("no bundle", encoding="utf-8")
    assert wu.refused("bundle", "import", stick / "note.xsb") == "BUNDLE_NOT_ONE"
    assert wu.refused("bundle", "import", zhou.give(he, stick)) == "BUNDLE_NOT_FOR_ME"
    assert wu.refused("bundle", "import", stick / "missing.xsb").startswith("STICK_")
    assert wu("record", "list") == before
    assert not list((wu.folder / "arrivals").glob("*"))


def test_a_bundle_is_made_for_colleagues_only(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    assert zhou.refused("bundle", "export", "--to", "周岚", "--into", stick) == "MEMBER_IS_YOU"
    assert zhou.refused("bundle", "export", "--to", "无此人", "--into", stick) == "MEMBER_UNKNOWN"
    assert zhou.refused("bundle", "export", "--to", "WJ", "--into", stick / "none").startswith("STICK_")


def test_two_words_for_one_field_are_both_kept_until_one_person_settles_it(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = met(zhou, wu, stick)
    for one in (zhou, wu):
        (conflict,) = one("conflict", "list")
        assert (conflict["record"], conflict["address"]) == (talk, "topic")
        said = {value["who"]: value["value"] for value in conflict["values"]}
        assert said == {"周岚": "专项资金拨付", "吴㛃": "库存盘点"}
        assert all({"change", "when"} <= value.keys() for value in conflict["values"])
    assert one("record", "show", talk)["conflicts"] == ["topic"]
    chosen = next(v["change"] for v in wu("conflict", "list")[0]["values"] if v["who"] == "吴㛃")
    assert wu.refused("conflict", "settle", talk, "topic", "--take", "0" * 64) == "CHANGE_UNKNOWN"
    assert wu.refused("conflict", "settle", talk, "place", "--value", "x") == "CONFLICT_NONE"
    wu("conflict", "settle", talk, "topic", "--take", chosen[:12], "--reason", "按笔记")
    assert wu("conflict", "list") == []
    assert wu.refused("conflict", "settle", talk, "topic", "--value", "x") == "CONFLICT_NONE"
    zhou("bundle", "import", wu.give(zhou, stick))
    assert zhou("conflict", "list") == []
    assert zhou("record", "show", talk)["values"]["topic"] == "库存盘点"
    assert {"专项资金拨付", "库存盘点"} <= {str(v["new"]) for c in zhou("record", "history", talk) for v in c["values"]}


def test_two_lists_of_people_are_settled_by_a_third(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = zhou.new("interview", **TALK)
    wu("bundle", "import", zhou.give(wu, stick))
    zhou("record", "edit", talk, "--set", 'interviewers=["周岚"]')
    wu("record", "edit", talk, "--set", 'interviewers=["吴㛃"]')
    zhou("bundle", "import", wu.give(zhou, stick), "--trust", wu.created["fingerprint"])
    zhou("conflict", "settle", talk, "interviewers", "--value", '["周岚", "吴㛃", "何川"]')
    shown = zhou("record", "show", talk)
    assert [shown["names"][id] for id in shown["values"]["interviewers"]] == ["周岚", "吴㛃", "何川"]


def test_a_text_in_conflict_is_not_frozen(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = met(zhou, wu, stick)
    zhou("record", "move", talk, "reviewed")
    assert zhou.refused("record", "move", talk, "frozen") == "RECORD_CONFLICTED"


def test_a_conflict_of_states_is_settled_by_one_of_them(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = zhou.new("interview", **TALK)
    wu("bundle", "import", zhou.give(wu, stick))
    zhou("record", "move", talk, "recording")
    wu("record", "move", talk, "reviewed")
    zhou("bundle", "import", wu.give(zhou, stick), "--trust", wu.created["fingerprint"])
    assert [one["address"] for one in zhou("conflict", "list")] == ["state"]
    assert zhou.refused("conflict", "settle", talk, "state", "--value", "frozen") == "VALUE_NOT_AN_OPTION"
    zhou("conflict", "settle", talk, "state", "--value", "reviewed")
    assert (zhou("conflict", "list"), zhou("record", "show", talk)["state"]) == ([], "reviewed")


def test_two_frozen_texts_of_one_version_are_settled_by_taking_one(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = zhou.new("interview", **TALK)
    wu("bundle", "import", zhou.give(wu, stick))
    for one, topic in ((zhou, "甲"), (wu, "乙")):
        one("record", "edit", talk, "--set", f"topic={topic}")
        for state in ("reviewed", "frozen"):
            one("record", "move", talk, state, "--reason", "先送签后补")
    zhou("bundle", "import", wu.give(zhou, stick), "--trust", wu.created["fingerprint"])
    wu("bundle", "import", zhou.give(wu, stick))
    conflict = next(one for one in zhou("conflict", "list") if one["address"] == "version")
    assert len(conflict["values"]) == 2
    mine = next(v for v in conflict["values"] if v["who"] == "周岚")
    zhou("conflict", "settle", talk, "version", "--take", mine["change"])
    wu("bundle", "import", zhou.give(wu, stick))
    for one in (zhou, wu):
        shown = one("record", "show", talk)
        assert "version" not in shown["conflicts"]
        assert (shown["check_code"], shown["values"]["topic"]) == (mine["value"], "甲")


def test_one_sides_talk_goes_across_only_when_shared(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = zhou.new("interview", **{**TALK, "record_kind": "audit_inquiry", "id_no": "110101199001011234"})
    wu("bundle", "import", zhou.give(wu, stick))
    shown = wu("record", "show", talk)
    assert "topic" not in shown["values"] and "id_no" not in shown["values"]
    assert shown["withheld"] == ["full", "personal"]
    assert wu("search", "轮换资金") == []
    zhou("record", "share", talk, "--with", "inspection", "--full")
    wu("bundle", "import", zhou.give(wu, stick))
    shown = wu("record", "show", talk)
    assert shown["values"]["topic"] == TALK["topic"] and "id_no" not in shown["values"]
    assert [one["id"] for one in wu("search", "轮换资金")] == [talk]


def test_the_log_remembers_what_was_given_and_taken(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    zhou("bundle", "import", wu.give(zhou, stick), "--trust", wu.created["fingerprint"])
    given, taken = zhou("bundle", "log")
    assert [(one["direction"], one["who"], one["counter"]) for one in (given, taken)] == [("out", "吴㛃", 1), ("in", "吴㛃", 1)]
    assert all(len(one["digest"]) == 64 for one in (given, taken))
    assert {one["name"]: bool(one["last_heard"]) for one in zhou("member", "list")} == {"周岚": False, "吴㛃": True}


def test_a_bundle_under_a_passphrase_opens_with_it_alone(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    env = {**zhou.env, "HANDED": "一句话 seven words"}
    out = told("bundle", "export", "--to", "WJ", "--into", stick, "--passphrase-env", "HANDED", "--json", env=env)
    file = out.document[0]["file"]
    assert wu.refused("bundle", "import", file) == "BUNDLE_PASSPHRASE_NEEDED"
    end = told("bundle", "import", file, "--passphrase-env", "HANDED", "--json", env={**wu.env, "HANDED": "一句话 seven words"})
    assert end.code == 0, end
    assert wu.refused("bundle", "import", file, "--passphrase-env", "NOT_SET") == "PASSPHRASE_VARIABLE"


def test_conflicts_of_one_kind_are_looked_at_and_settled_by_one_rule(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = met(zhou, wu, stick)
    looked = zhou("conflict", "alike", talk, "topic", "--rule", "theirs")
    assert ([one["value"] for one in looked["picked"]], looked["changed"]) == (["库存盘点"], 0)
    assert zhou("record", "show", talk)["conflicts"] == ["topic"]
    assert zhou("conflict", "alike", talk, "topic", "--rule", "theirs", "--settle")["changed"] == 1
    assert zhou("conflict", "list") == []
    assert zhou("record", "show", talk)["values"]["topic"] == "库存盘点"


def test_one_command_takes_what_is_for_me_and_leaves_what_the_others_lack(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = met(zhou, wu, stick)
    zhou("record", "edit", talk, "--set", "place=三楼")
    done = zhou("bundle", "round", stick)
    assert ([one["to"] for one in done["given"]], done["missing"]) == (["吴㛃"], []), done
    (taken,) = [one for one in wu("bundle", "round", stick)["taken"] if not one["known"]]
    assert (taken["from"], taken["changed"]) == ("ZL", 1)
    assert wu("record", "show", talk)["values"]["place"] == "三楼"
    assert zhou("bundle", "pending")[0]["lacks"] > 0, "that it has arrived is not known here yet"
    zhou("bundle", "round", stick)
    assert zhou("bundle", "pending")[0]["lacks"] == 0


def test_a_bundle_that_is_refused_is_told_and_the_round_goes_on(zhou: Laptop, wu: Laptop, stick: Path) -> None:
    talk = met(zhou, wu, stick)
    zhou("record", "edit", talk, "--set", "place=三楼")
    zhou("bundle", "round", stick)
    newest = max(stick.glob("*-ZL-WJ-*.xsb"))
    newest.write_bytes(newest.read_bytes()[:-50])
    done = wu("bundle", "round", stick)
    assert [one["error"]["code"] for one in done["taken"] if "error" in one] == ["BUNDLE_CUT"]
