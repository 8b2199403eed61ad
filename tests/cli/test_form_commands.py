"""`form`: what there is, what waits, adding, accepting, checking, and a folder in which forms are tried."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acts.test_forms import MORE, TRIP, USE, version
from tests.cli.conftest import Laptop, Told, told

Maker = Callable[[str, str, str], Laptop]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "vehicle_use.toml"
    found.write_text(USE, encoding="utf-8")
    return found


def of(laptop: Laptop, id: str = "vehicle_use") -> list[dict[str, Any]]:
    return [one for one in laptop("form", "list") if one["id"] == id]


def test_without_a_vault_the_programs_forms_are_told() -> None:
    listed = told("form", "list", "--json").document
    assert {(one["pending"], one["from"]) for one in listed} == {(False, "program")}
    assert told("form", "show", "vehicle_use", "--json").document["error"]["code"] == "FORM_UNKNOWN"


def test_without_the_passphrase_the_programs_forms_are_told_and_that_they_are_all(zhou: Laptop) -> None:
    end = told("form", "list", "--json", env={**zhou.env, "XUNSHEN_PASSPHRASE": None})
    assert end.code == 0
    assert {one["from"] for one in end.document} == {"program"}
    assert "没有口令" in end.err


def test_a_form_added_is_listed_with_who_added_it_and_records_are_made_of_it(zhou: Laptop, file: Path) -> None:
    added = zhou("form", "add", file)
    assert (added["id"], added["version"], added["pending"], added["from"]) == ("vehicle_use", 1, False, "周岚")
    (line,) = of(zhou)
    assert (line["label"], line["code"], line["mistakes"]) == ("用车登记", "YC", [])
    shown = zhou("form", "show", "vehicle_use")
    assert shown["label"] == {"zh": "用车登记", "en": "Vehicle use"}
    assert {"used_on", "driver", "fuel"} <= {one["id"] for one in shown["fields"]}
    trip = zhou.new("vehicle_use", **TRIP)
    assert zhou("record", "show", trip)["values"]["fuel"] == "312.50"
    assert zhou("vault", "check")["ok"]


def test_what_arrives_is_told_looked_at_and_accepted(zhou: Laptop, wu: Laptop, file: Path, stick: Path) -> None:
    zhou("form", "add", file)
    trip = zhou.new("vehicle_use", **TRIP)
    bundle = zhou.give(wu, stick)
    assert wu("bundle", "inspect", bundle)["forms"] == ["vehicle_use"]
    end = wu.run("bundle", "import", bundle, "--json")
    assert end.document["forms"] == ["vehicle_use"]
    assert "form accept" in end.err

    (line,) = of(wu)
    assert (line["pending"], line["from"], line["label"]) == (True, "周岚", "用车登记")
    assert wu("form", "show", "vehicle_use")["fields"]
    shown = wu("record", "show", trip)
    assert (shown["form"], shown["values"]["title"], shown["missing"]) == ("vehicle_use", "去四号仓", [])
    assert [one["title"] for one in wu("record", "list", "vehicle_use")] == ["去四号仓"]
    assert trip in [one["id"] for one in wu("record", "list")]
    assert wu.refused("record", "edit", trip, "--set", "fuel=1") == "FORM_UNKNOWN"
    assert wu.refused("paper", trip, "--out", stick / "x.pdf") == "FORM_UNKNOWN"

    assert wu("form", "accept", "vehicle_use")["pending"] is False
    assert wu.refused("form", "accept", "vehicle_use") == "FORM_NOT_PENDING"
    assert wu("record", "list", "vehicle_use")[0]["used_on"] == "2026-11-20"
    assert wu("paper", trip, "--out", stick / "x.pdf")[0]["number"] == "CN2026-A-YC-ZL-001"
    assert wu("vault", "check")["ok"]


def test_of_a_form_in_force_the_version_that_waits_is_shown_on_request(
    zhou: Laptop, wu: Laptop, file: Path, stick: Path
) -> None:
    zhou("form", "add", file)
    wu("bundle", "import", zhou.give(wu, stick))
    wu("form", "accept", "vehicle_use")
    file.write_text(version(2, MORE), encoding="utf-8")
    zhou("form", "add", file)
    wu("bundle", "import", zhou.give(wu, stick))
    assert [(one["version"], one["pending"]) for one in of(wu)] == [(1, False), (2, True)]
    assert wu("form", "show", "vehicle_use")["version"] == 1
    assert wu("form", "show", "vehicle_use", "--pending")["version"] == 2


def test_only_a_lead_adds_a_form(zhou: Laptop, laptop: Maker, file: Path, stick: Path) -> None:
    he = laptop("何川", "audit", "HC")
    he("card", "export", stick / "he.xsc")
    zhou("member", "add", stick / "he.xsc")
    he("bundle", "import", zhou.give(he, stick), "--trust", zhou.created["fingerprint"])
    assert he.refused("form", "add", file) == "FORM_NOT_YOURS"


def test_a_form_with_mistakes_is_not_added_and_each_is_told(zhou: Laptop, file: Path) -> None:
    zhou("form", "add", file)
    file.write_text(version(1).replace('kind = "money"', 'kind = "text"'), encoding="utf-8")
    end = zhou.run("form", "add", file, "--json")
    assert (end.code, end.document["error"]["code"]) == (1, "FORM_MISTAKES")
    assert [(one["code"], one["file"], one["field"]) for one in end.document["mistakes"]] == [
        ("FORM_VERSION_OLD", "vehicle_use.toml", "version"),
        ("FORM_FIELD_CHANGED", "vehicle_use.toml", "fuel"),
    ]
    assert all(one["line"] and one["remedy"] for one in end.document["mistakes"])
    assert [one["version"] for one in of(zhou)] == [1]


def test_a_file_that_is_no_text_or_endless_is_refused(tmp_path: Path) -> None:
    for data, code in ((b"\xff\xfe\x00", "FILE_UNREADABLE"), (b"#" * 2_000_000, "FORM_TOO_LARGE")):
        (tmp_path / "x.toml").write_bytes(data)
        assert told("form", "check", tmp_path / "x.toml", "--json").document["error"]["code"] == code


def test_checking_compares_with_the_programs_form_of_that_id(tree: Path, tmp_path: Path) -> None:
    text = (tree / "forms" / "person.toml").read_text(encoding="utf-8")
    file = tmp_path / "person.toml"
    file.write_text(text.replace('tier = "personal"', 'tier = "open"', 1), encoding="utf-8")
    codes = [one["code"] for one in told("form", "check", file, "--json").document["mistakes"]]
    assert codes == ["FORM_VERSION_OLD", "FORM_FIELD_CHANGED"]


def tried(zhou: Laptop, folder: Path, *words: str) -> Told:
    return told(*words, "--json", env={**zhou.env, "XUNSHEN_FORMS": str(folder)})


def test_forms_in_a_folder_of_ones_own_are_tried_and_one_with_a_mistake_is_told(zhou: Laptop, file: Path) -> None:
    (file.parent / "truck_use.toml").write_text(USE, encoding="utf-8")
    end = tried(zhou, file.parent, "form", "list")
    assert {one["id"]: one["from"] for one in end.document}["vehicle_use"] == "folder"
    assert "FORM_NAME_WRONG: truck_use.toml" in end.err
    made = tried(zhou, file.parent, "record", "new", "vehicle_use", "--set", "title=去四号仓")
    assert made.code == 0
    assert "FORM_NAME_WRONG" in made.err
    assert zhou("record", "show", made.document["id"])["values"]["title"] == "去四号仓"
    assert zhou.refused("record", "new", "vehicle_use", "--set", "title=再去") == "FORM_UNKNOWN"
    assert zhou("vault", "check")["ok"]
