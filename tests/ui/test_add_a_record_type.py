"""The example of docs/add-a-record-type.md, taken out of the document and used: lists, search, figures, paper, two laptops."""

import re
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import brought_forms, exchange, forms, listing, members, opening, printing, proceeding, recording, statistics
from desktop.model import form_definition, form_file
from desktop.model.every_form import FLOWS
from desktop.model.fields import KINDS
from desktop.model.form import WORDS
from desktop.ui.rooms import PLACES
from tests.paper.reading import words
from tests.ui import vaults
from tests.ui.conftest import Opener

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "add-a-record-type.md"
TRIP: dict[str, Any] = {
    "title": "去四号仓盘点",
    "used_on": "2026-11-20",
    "vehicle": "rented",
    "rented_from": "平安租车行（虚构）",
    "driver": "潘未名（虚构）",
    "unit": "城南储备粮有限公司",
    "purpose": "联合盘点四号仓",
    "legs": [{"to": "四号仓", "km": 12}, {"to": "五号仓", "km": "3.5"}],
    "fuel": "312.50",
    "custody": "both",
    "marking": "none",
}


@pytest.fixture
def example() -> tuple[str, str]:
    """Id and text of the form in the document."""
    (text,) = re.findall(r"^```toml\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    id = re.search(r'^id = "(\w+)"$', text, re.MULTILINE)
    assert id
    return id[1], text


@pytest.fixture
def zhou(vault: Path, example: tuple[str, str]) -> Path:
    """Zhou has added it, and recorded one trip."""
    with vaults.at(vault) as session:
        forms.add(session, example[1], example[0])
        recording.new(session, example[0], TRIP, "joint")
    return vault


def test_the_example_has_no_mistake(example: tuple[str, str]) -> None:
    program = brought_forms.program()
    beside = form_definition.check_beside(program, rules=brought_forms.rules(program))
    assert form_file.check_all(example[1], f"{example[0]}.toml", beside) == []


def test_the_example_asks_every_field_that_the_trip_fills_in(example: tuple[str, str]) -> None:
    form = form_file.parse(example[1], f"{example[0]}.toml")
    own = {field.id for field in form.fields} - {"know_scope", "entry", "same_as", "attachments"}
    assert own == TRIP.keys()


def test_its_records_show_in_lists_search_figures_and_paper(zhou: Path, example: tuple[str, str], tmp_path: Path) -> None:
    with vaults.at(zhou) as session:
        (line,) = listing.records_of(session, example[0], {}, None)
        assert (line["number"], line["title"], line["used_on"]) == ("CN2026-J-YC-ZL-001", "去四号仓盘点", "2026-11-20")
        for text in ("平安租车", "潘未名", "五号仓", "盘点"):
            assert [hit["id"] for hit in listing.found(session, text, example[0], 5)] == [line["id"]], text
        assert statistics.whole(session, session.project).by_form[example[0]] == 1
        proceeding.move(session, line["id"], "frozen")
        printing.to_file(session, line["id"], tmp_path / "trip.pdf", "zh")
    printed = "".join(word.text for word in words((tmp_path / "trip.pdf").read_bytes()))
    for text in ("用车登记", "驾驶员", "潘未名（虚构）", "租用", "312.50", "五号仓", "里程（公里）", "CN2026-J-YC-ZL-001"):
        assert text in printed, text


def test_what_it_owes_is_told_when_it_is_frozen(zhou: Path, example: tuple[str, str]) -> None:
    with vaults.at(zhou) as session:
        bare = recording.new(session, example[0], {"title": "去五号仓", "vehicle": "rented"})
        missing = recording.missing(opening.look_up(session, bare.id))
        assert set(missing) == {"used_on", "rented_from", "driver", "custody", "marking"}


def test_they_reach_a_second_laptop_where_the_form_is_accepted(zhou: Path, example: tuple[str, str], tmp_path: Path) -> None:
    wu, stick = tmp_path / "wu", tmp_path / "stick"
    stick.mkdir()
    vaults.made(wu, "吴㛃", "inspection", "WJ")
    with vaults.at(wu) as session:
        members.write_card(session, stick / "wu.xsc")
    with vaults.at(zhou) as session:
        members.add(session, [stick / "wu.xsc"])
        own = recording.new(session, example[0], {**TRIP, "title": "审计组自用"})
        (given,) = exchange.export(session, ["吴㛃"], stick)
        code = session.card.fingerprint
    with vaults.at(wu) as session:
        assert exchange.take(session, [Path(given["file"])], code)["forms"] == [example[0]]
        forms.accept(session, example[0])
        lines = {line["id"]: line for line in listing.records_of(session, example[0], {}, None)}
        assert sorted(line["title"] for line in lines.values()) == ["CN2026-A-YC-ZL-002", "去四号仓盘点"]
        assert lines[own.id]["used_on"] == "2026-11-20", "of the other side's own trips it is seen when, not where to"
        assert "driver" not in lines[own.id]


def test_the_window_lists_them_and_shows_the_page_of_one(seat: Opener, zhou: Path) -> None:
    hands = vaults.unlocked(seat(zhou))
    hands.press("谈话走访")
    hands.choose("记录", "去四号仓盘点")
    hands.sees("用车登记 · CN2026-J-YC-ZL-001", "车辆", "驾驶员", "潘未名（虚构）", "平安租车行（虚构）", "312.50", "行程")
    hands.fill("搜索", "五号仓")
    hands.choose("记录", "去四号仓盘点")


def rows(head: str) -> set[str]:
    """The names of the code that the first column of a table lists."""
    _, _, below = DOCUMENT.read_text(encoding="utf-8").partition(f"| {head} |")
    table = below.split("\n\n")[0]
    return {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1] if row.startswith("|") else "")}


def test_the_document_lists_every_kind_of_field_flow_place_and_word() -> None:
    assert rows("kind") == set(KINDS)
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in (*FLOWS, *PLACES, *WORDS):
        assert f"`{name}`" in text, name
