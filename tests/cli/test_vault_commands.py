"""A vault is made, looked at, checked, copied and brought back; cards and members say who works with whom."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import PASSPHRASE, TALK, Laptop, told

Maker = Callable[[str, str, str], Laptop]


def test_a_new_vault_tells_its_device_code_and_a_recovery_code(laptop: Maker) -> None:
    zhou = laptop("周岚", "audit", "ZL")
    assert zhou.created.keys() == {"vault", "device", "fingerprint", "recovery_code"}
    assert len(zhou.created["fingerprint"].replace(" ", "")) == 20
    assert zhou("vault", "status")["fingerprint"] == zhou.created["fingerprint"]
    assert zhou.refused("vault", "create", "--name", "周岚", "--side", "audit") == "VAULT_EXISTS"


def test_a_code_is_taken_from_the_name_where_none_is_said(tmp_path: Path) -> None:
    ouyang = Laptop(tmp_path / "o", "欧阳岚")
    ouyang("vault", "create", "--name", "欧阳岚", "--side", "audit")
    assert ouyang("vault", "status")["code"] == "OYL"


def test_a_card_shows_who_made_it(laptop: Maker, stick: Path) -> None:
    zhou = laptop("周岚", "audit", "ZL")
    zhou("card", "export", stick / "zhou.xsc")
    shown = told("card", "show", stick / "zhou.xsc", "--json").document
    assert (shown["name"], shown["side"], shown["code"]) == ("周岚", "audit", "ZL")
    assert shown["fingerprint"] == zhou.created["fingerprint"]


def test_an_altered_card_is_refused(zhou: Laptop, laptop: Maker, stick: Path) -> None:
    wu, card = laptop("吴㛃", "inspection", "WJ"), stick / "wu.xsc"
    wu("card", "export", card)
    card.write_bytes(card.read_bytes().replace(b'"WJ"', b'"WK"'))
    assert zhou.refused("member", "add", card) == "CARD_SIGNATURE"
    assert zhou.refused("card", "show", stick / "none.xsc").startswith("STICK_")
    card.write_bytes(bytes(70_000))
    assert zhou.refused("card", "show", card) == "CARD_NOT_ONE"


def test_a_side_is_opened_by_the_founder_once_and_then_enrols_its_own(zhou: Laptop, wu: Laptop, laptop: Maker, stick: Path) -> None:
    for name, side, code in (("何川", "audit", "HC"), ("林溪", "inspection", "LX")):
        laptop(name, side, code)("card", "export", stick / f"{code}.xsc")
    zhou("member", "add", stick / "HC.xsc", "--role", "auditor")
    assert zhou.refused("member", "add", stick / "LX.xsc") == "MEMBER_NOT_YOURS"
    wu("member", "add", stick / "LX.xsc")
    assert zhou.refused("member", "add", stick / "HC.xsc") == "MEMBER_KNOWN"
    members = {one["name"]: one for one in zhou("member", "list")}
    assert (members["周岚"]["lead"], members["吴㛃"]["lead"], members["何川"]["lead"]) == (True, True, False)
    assert members["何川"]["role"] == "auditor"
    assert members["吴㛃"]["fingerprint"] == wu.created["fingerprint"]


def test_two_people_cannot_write_under_one_code(zhou: Laptop, laptop: Maker, tmp_path: Path, stick: Path) -> None:
    other = Laptop(tmp_path / "other", "周亮")
    other("vault", "create", "--name", "周亮", "--side", "audit", "--code", "ZL")
    other("card", "export", stick / "other.xsc")
    assert zhou.refused("member", "add", stick / "other.xsc") == "CARD_CODE_TAKEN"


def test_the_project_in_use_is_where_records_go(zhou: Laptop) -> None:
    first = zhou("project", "list")[0]
    second = zhou("project", "create", "--name", "城北", "--code", "CB2026", "--mode", "parallel", "--unit", "城北粮库")["project"]
    assert [one["current"] for one in zhou("project", "list")] == [False, True]
    zhou.new("interview", **TALK)
    assert zhou("project", "use", first["id"])["current"]
    assert zhou("record", "list", "interview") == []
    zhou("project", "use", "CB2026")
    assert [one["number"][:6] for one in zhou("record", "list", "interview")] == ["CB2026"]
    assert zhou.refused("project", "use", "XX") == zhou.refused("project", "use", "") == "PROJECT_UNKNOWN"
    assert second in {one["id"] for one in zhou("project", "list")}


def test_a_code_that_cannot_stand_in_a_number_is_refused(laptop: Maker) -> None:
    zhou = laptop("周岚", "audit", "ZL")
    words = ("project", "create", "--name", "x", "--mode", "parallel", "--unit", "y", "--code")
    assert zhou.refused(*words, "../x") == "PROJECT_CODE"
    assert zhou("project", "list") == []
    assert zhou.refused("record", "list") == "PROJECT_NONE"


def test_a_vault_in_use_is_backed_up_and_brought_back_with_all_in_it(zhou: Laptop, tmp_path: Path, stick: Path) -> None:
    talk = zhou.new("interview", **TALK)
    zhou("vault", "backup", stick / "zhou.backup")
    back = Laptop(tmp_path / "back", "周岚")
    told("vault", "restore", stick / "zhou.backup", "--into", back.folder)
    assert back("record", "show", talk) == zhou("record", "show", talk)
    number = back("record", "show", back.new("interview", **TALK))["number"]
    assert "-ZL2-" in number
    assert back("vault", "check")["ok"]


def test_a_changed_passphrase_opens_and_the_old_one_does_not(zhou: Laptop) -> None:
    end = told("vault", "passphrase", "--json", env={**zhou.env, "XUNSHEN_NEW_PASSPHRASE": "another 口令"})
    assert end.code == 0
    assert zhou.refused("vault", "status") == "VAULT_PASSPHRASE"
    assert told("vault", "status", env={**zhou.env, "XUNSHEN_PASSPHRASE": "another 口令"}).code == 0


def test_a_whole_vault_passes_its_check(zhou: Laptop, wu: Laptop) -> None:
    zhou.new("interview", **TALK)
    for one in (zhou, wu):
        report = one("vault", "check")
        assert report["ok"] and report["problems"] == []
        assert report["records"] >= 3 and report["changes"] >= report["records"]


def test_what_was_altered_behind_the_journal_is_found_out(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    rewrite(zhou, "update document set body = replace(body, '三次', '两次')")
    assert problems(zhou) == [("PROJECTION", talk)]
    rewrite(zhou, "update change set full = cast(replace(cast(full as text), '三次', '两次') as blob)")
    assert "CHANGE" in {code for code, _ in problems(zhou)}


def test_a_change_taken_out_of_a_chain_is_found_out(zhou: Laptop) -> None:
    zhou.new("interview", **TALK)
    rewrite(zhou, "delete from change where n = 3")
    assert "CHAIN" in {code for code, _ in problems(zhou)}


def test_a_damaged_file_ends_the_check_with_its_own_code(zhou: Laptop) -> None:
    for n in range(40):
        zhou.new("suspicion", title=f"线头{n}", amount="1.00")
    file = zhou.folder / "records.db"
    rewrite(zhou, "update record set title = title")
    data = bytearray(file.read_bytes())
    for place in range(16384 * 4, len(data), 16384):
        data[place + 100] ^= 1
    file.write_bytes(data)
    end = zhou.run("vault", "check", "--json")
    assert end.code == 1
    assert end.document["error"]["code"] == "STORE_DAMAGED"


def problems(laptop: Laptop) -> list[tuple[str, str | None]]:
    end = laptop.run("vault", "check", "--json")
    assert end.code == 1, end
    assert (end.document["ok"], end.document["error"]["code"]) == (False, "VAULT_NOT_WHOLE")
    return [(one["code"], one.get("record")) for one in end.document["problems"]]


def rewrite(laptop: Laptop, statement: str) -> None:
    """Alter the tables as somebody with the key and without the program could."""
    from desktop.acts import session

    with session.unlock(laptop.folder, PASSPHRASE) as vault:
        assert vault.records.execute(statement).rowcount > 0


def test_nothing_in_the_folder_of_a_vault_is_an_open_database(zhou: Laptop) -> None:
    for name in ("records.db", "files.db"):
        try:
            sqlite3.connect(zhou.folder / name).execute("select count(*) from sqlite_master")
        except sqlite3.DatabaseError:
            continue
        raise AssertionError(f"{name} can be read without its key")
