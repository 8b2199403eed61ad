"""What is written together stands or falls together, and nothing of what fell is remembered."""

from contextlib import suppress

import pytest

from desktop.store.vault import Vault
from tests.store.books import CHEN, ZHOU, Book, book_in


class Stopped(Exception):
    """What a test breaks a transaction off with."""


@pytest.fixture
def book(opened: Vault) -> Book:
    return book_in(opened)


def let_go(book: Book, *acts: object) -> None:
    with suppress(Stopped), book.notebook.transaction():
        for act in acts:
            assert callable(act)
            act()
        raise Stopped


def test_a_setting_that_was_let_go_is_not_remembered(book: Book) -> None:
    book.notebook.keep("count", 1)
    let_go(book, lambda: book.notebook.keep("count", 2))
    assert book.notebook.kept("count") == 1


def test_a_laptop_whose_enrolment_was_let_go_is_not_in(book: Book) -> None:
    let_go(book, lambda: book.enrol(CHEN, "陈舟", "audit"))
    assert set(book.notebook.roster(book.project).seats) == {ZHOU}


def test_words_that_were_let_go_are_not_in_the_record_when_the_next_are_written(book: Book) -> None:
    id = book.write(book.talk({"topic": ("原话", ())})).changes[0][:32]
    first = book.record(id).current.seen("topic")
    let_go(book, lambda: book.write(book.edit(id, {"topic": ("作废", first)})))
    book.write(book.edit(id, {"topic": ("改后", first)}))
    assert book.record(id).values["topic"] == "改后"
    assert book.found_by("作废") == []


def test_a_record_read_before_it_was_written_to_is_shown_as_it_is_after(book: Book) -> None:
    id = book.write(book.talk({"topic": ("原话", ())})).changes[0][:32]
    for said in ("第一次改", "第二次改"):
        book.write(book.edit(id, {"topic": (said, book.record(id).current.seen("topic"))}))
        assert book.found_by(said) == [id]
    assert book.found_by("原话") == []


def test_a_part_that_failed_fails_the_whole_also_where_its_error_was_caught(book: Book) -> None:
    def part() -> None:
        with book.notebook.transaction():
            book.notebook.keep("part", 1)
            raise Stopped

    with pytest.raises(RuntimeError), book.notebook.transaction():
        book.notebook.keep("whole", 1)
        with suppress(Stopped):
            part()
    assert book.notebook.kept("part") is None
    assert book.notebook.kept("whole") is None
