"""Unfinished writing: kept as typed, over its earlier state, until it is a change or thrown away."""

from pathlib import Path

import pytest

from desktop.errors import FieldError
from desktop.store import database, drafts, vault
from desktop.store.drafts import Writing
from desktop.store.notebook import Notebook
from desktop.store.vault import Vault
from tests.store.books import Book, book_in, forms

CLOCK = "2026-11-20T09:05:11.123Z"


@pytest.fixture
def book(opened: Vault) -> Book:
    return book_in(opened)


def kept(book: Book, words: dict[str, object], no: int | None = None, record: str = "") -> int:
    return drafts.keep(book.notebook, book.project, "interview", words, {"topic": ["ab" * 32]}, CLOCK, record=record, no=no)


def test_a_draft_is_there_as_it_was_typed(book: Book) -> None:
    words = {"topic": "资金𬭚“半句", "credential_shown": True, "interviewers": ["ab" * 16], "qa/r1/a": None}
    no = kept(book, words, record="cd" * 16)
    assert drafts.unfinished(book.notebook) == [
        Writing(no, book.project, "cd" * 16, "interview", {"topic": ["ab" * 32]}, words, CLOCK)
    ]


def test_what_is_typed_on_takes_the_place_of_what_was_kept_before(book: Book) -> None:
    first = kept(book, {"topic": "资"})
    second = kept(book, {"topic": "另一份"})
    assert kept(book, {"topic": "资金"}, first) == first
    assert [(w.no, w.words["topic"]) for w in drafts.unfinished(book.notebook)] == [(first, "资金"), (second, "另一份")]


def test_each_project_has_its_own_drafts(book: Book) -> None:
    kept(book, {"topic": "城南"})
    drafts.keep(book.notebook, book.project + 1, "interview", {}, {}, CLOCK)
    assert [w.words for w in drafts.unfinished(book.notebook, book.project)] == [{"topic": "城南"}]
    assert len(drafts.unfinished(book.notebook)) == 2


def test_a_draft_dropped_is_gone_and_the_others_stay(book: Book) -> None:
    first, second = kept(book, {"topic": "甲"}), kept(book, {"topic": "乙"})
    drafts.drop(book.notebook, first)
    assert [w.no for w in drafts.unfinished(book.notebook)] == [second]


def test_dropping_a_draft_that_is_gone_is_harmless(book: Book) -> None:
    no = kept(book, {"topic": "甲"})
    drafts.drop(book.notebook, no)
    drafts.drop(book.notebook, no)
    assert drafts.unfinished(book.notebook) == []


def test_a_draft_is_no_part_of_what_is_shown_or_found(book: Book) -> None:
    kept(book, {"topic": "没有写完的话"})
    assert book.found_by("没有写完的话") == []


def test_a_draft_outlasts_the_vault_being_locked(book: Book, tmp_path: Path) -> None:
    kept(book, {"topic": "半句"})
    book.notebook.vault.close()
    with vault.unlock(tmp_path / "vault", passphrase="清泉石上流") as opened:
        assert [w.words for w in drafts.unfinished(Notebook(opened, forms()))] == [{"topic": "半句"}]


def test_a_draft_and_the_change_it_becomes_go_together_or_not_at_all(book: Book) -> None:
    no = kept(book, {"topic": "半句"})
    with pytest.raises(LookupError), book.notebook.transaction():
        book.write(book.talk({"topic": ("半句", ())}))
        drafts.drop(book.notebook, no)
        raise LookupError
    assert [w.no for w in drafts.unfinished(book.notebook)] == [no]
    assert book.found_by("半句") == []


def test_a_vault_opened_for_reading_keeps_no_draft_and_says_why(book: Book, tmp_path: Path) -> None:
    with vault.unlock(tmp_path / "vault", passphrase="清泉石上流", write=False) as reading:
        notebook = Notebook(reading, forms())
        with pytest.raises(FieldError, match="STORE_READONLY"):
            drafts.keep(notebook, book.project, "interview", {}, {}, CLOCK)
    assert database.faults(tmp_path / "vault" / database.RECORDS, book.notebook.vault.key) == []


def test_half_a_character_from_a_broken_paste_is_kept_as_it_came(book: Book) -> None:
    kept(book, {"topic": "资金\ud86d"})
    assert [w.words["topic"] for w in drafts.unfinished(book.notebook)] == ["资金\ud86d"]
