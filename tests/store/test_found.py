"""Hits as a person gets them: the record's line, and the words where they stand in it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.change import Draft
from desktop.store import records, search, snippets, wording
from desktop.store.vault import Vault
from tests.store.books import EVERYONE, Book, book_in, forms

CELL = st.text(st.sampled_from('粮库账a"{}[]:,\\\n1'), max_size=12)
ROW = st.fixed_dictionaries({"row": st.just("ab12"), "q": CELL, "a": CELL})
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "topic": CELL,
        "place": CELL,
        "qa": st.lists(ROW, max_size=3),
        "signatures": st.lists(st.fixed_dictionaries({"row": st.just("cd34"), "who": CELL, "meaning": CELL}), max_size=2),
        "aliases": st.lists(CELL, max_size=2),
        "unheard": CELL,
    },
)


@pytest.fixture
def book(opened: Vault) -> Book:
    return book_in(opened)


def lines(book: Book, text: str, form: str | None = None) -> list[str]:
    return [line for _, line in records.found(book.notebook, book.project, text, form, 20)]


def qa(*said: tuple[str, str]) -> dict[str, tuple[Any, tuple[str, ...]]]:
    cells: dict[str, tuple[Any, tuple[str, ...]]] = {}
    for place, (question, answer) in enumerate(said, 1):
        row = f"qa/{place:08d}"
        cells |= {row: (f"V{place}", ()), f"{row}/q": (question, ()), f"{row}/a": (answer, ())}
    return cells


@given(values=VALUES, asked=st.sampled_from(["粮", "库", "账", "粮库"]))
def test_the_words_around_a_place_are_words_of_the_record_that_have_what_was_asked(values: dict[str, Any], asked: str) -> None:
    form, body = forms()["interview"], json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    whole, _ = wording.words_in(form, values, {})
    place = body.find(asked)
    while place >= 0:
        words = wording.words_at(form, body, place)
        assert words == "" or (asked in words and words in whole)
        place = body.find(asked, place + 1)


def test_a_short_answer_is_shown_with_its_question(book: Book) -> None:
    book.write(book.talk({"topic": ("专项资金", ()), **qa(("账本在哪里？", "不知道。"), ("工资谁发？", "财政所。"))}))
    assert lines(book, "财政所") == ["工资谁发？ ⟦财政所⟧。"]
    assert lines(book, "账本 财政所") == ["⟦账本⟧在哪里？ 不知道。"]


def test_words_are_shown_where_they_stand_rather_than_in_the_title_beside(book: Book) -> None:
    book.write(book.talk({"name": ("欧阳𬭚", ()), **qa(("你是谁？", "我是欧阳𬭚。"))}))
    assert lines(book, "欧阳𬭚") == ["你是谁？ 我是⟦欧阳𬭚⟧。"]
    book.write(book.talk({"name": ("单雄", ()), "topic": ("粮库", ())}))
    assert lines(book, "单雄") == ["⟦单雄⟧"]


def test_what_does_not_stand_as_typed_in_one_value_is_marked_all_the_same(book: Book) -> None:
    book.write(book.person("欧阳𬭚"))
    quoted = '他说"账本"不在，｛粮库｝也没人'
    book.write(book.talk({"recorder": (book.person_id("欧阳𬭚"), ()), "topic": (quoted, ()), "place": ("二楼", ())}))
    asked = ("账本", '"账本"', "账本不在", "粮库", "粮库也", "二楼", "欧阳", "ouyang")
    shown = {text: lines(book, text) for text in asked}
    assert {text: len(found) for text, found in shown.items()} == {**dict.fromkeys(asked, 1), "欧阳": 2, "ouyang": 2}
    assert all(snippets.MARK_ON in line for found in shown.values() for line in found)
    assert "⟦欧阳⟧𬭚" in shown["欧阳"][0] + shown["欧阳"][1]


def test_hits_come_in_the_order_of_the_index_and_of_one_form_where_one_is_asked_for(book: Book) -> None:
    book.write(book.person("粮库甲"))
    for n in range(30):
        said = {"topic": ("粮库" * (n % 5 + 1), ())} if n % 3 else {"name": ("粮库", ()), "topic": (f"第{n}件", ())}
        book.write(book.talk(said))
    found = records.found(book.notebook, book.project, "粮库", None, 12)
    assert [entry.no for entry, _ in found] == [no for no, _ in search.find(book.notebook.db, "粮库", 12)]
    talks = records.found(book.notebook, book.project, "粮库", "interview", 40)
    assert [entry.form for entry, _ in talks] == ["interview"] * 30
    assert len(lines(book, "粮库", "person")) == 1
    assert records.found(book.notebook, book.project + 1, "粮库", None, 12) == []
    assert lines(book, "，。") == []


def test_a_row_that_names_somebody_by_his_id_is_shown_with_his_name(book: Book) -> None:
    book.write(book.person("欧阳𬭚"))
    photo = {"photos/00000001": "V1", "photos/00000001/taken_by": book.person_id("欧阳𬭚"), "photos/00000001/caption": "粮库西门"}
    form = forms()["site_visit"]
    tiers: dict[str, dict[str, Any]] = {}
    for address, value in {"state": "draft", **photo}.items():
        tiers.setdefault(form.tier(address), {})[address] = (value, ())
    book.write(Draft("create", tiers, form=form.id, form_version=1, side="joint", audience=EVERYONE, tier=form.tier("state")))
    assert lines(book, "粮库") == ["欧阳𬭚 ⟦粮库⟧西门"]
    assert lines(book, "欧阳", "site_visit") == ["⟦欧阳⟧𬭚 粮库西门"]
