"""The write door: what enters, in which order, what comes of it, and that a failure leaves nothing."""

from typing import Any

import pytest

from desktop.errors import FieldError
from desktop.model import change
from desktop.model.change import Draft, link
from desktop.store import journal, records, refolding
from desktop.store.vault import Vault
from tests.store.books import CHEN, WU, ZHOU, Book, book_in

TABLES = ("project", "track", "change", "enrolment", "record", "document", "conflict", "mention", "attached", "link")


@pytest.fixture
def book(opened: Vault) -> Book:
    return book_in(opened)


def stored(book: Book) -> dict[str, list[str]]:
    """Every row that an append may write."""
    db = book.notebook.db
    found = {table: sorted(map(repr, db.execute(f"select * from {table}").fetchall())) for table in TABLES}
    return {**found, "search": db.execute("select rowid from search").fetchall()}


def column(book: Book, sql: str, *values: Any) -> list[Any]:
    return [row[0] for row in book.notebook.db.execute(sql, values).fetchall()]


class Stopped(Exception):
    """What a test breaks an append off with."""


def test_changes_stand_in_the_order_in_which_they_entered(book: Book) -> None:
    touched = book.write(*(book.talk({"topic": (f"第{n}件", ())}) for n in range(3)))
    ids = column(book, "select id from change order by seq")
    assert [id.hex() for id in ids][-3:] == list(touched.changes)
    assert column(book, "select n from change order by seq") == [1, 2, 3, 4, 5]


def test_each_place_follows_from_the_one_before_and_the_track_ends_at_the_last(book: Book) -> None:
    book.write(*(book.talk({"topic": (f"第{n}件", ())}) for n in range(3)))
    track = book.track()
    head = track.chain
    for id, at in book.notebook.db.execute("select id, head from change where track = ? order by n", [track.no]).fetchall():
        head = link(head, id.hex())
        assert at.hex() == head
    assert (track.last, track.head) == (5, head)


def test_a_signature_over_the_end_counts_only_until_something_is_written(book: Book) -> None:
    journal.sign_head(book.notebook, book.track(), "ab" * 64)
    assert book.track().signature == "ab" * 64
    book.write(book.talk({"topic": ("其后", ())}))
    assert book.track().signature is None


def test_the_bytes_are_kept_as_they_came(book: Book) -> None:
    book.enrol(WU, "吴㛃", "inspection")
    (sealed,) = book.sealed(WU, [book.talk({"topic": ("原样", ()), "record_kind": ("joint_talk", ())})])
    book.arrive(WU, [sealed])
    row = book.notebook.db.execute("select header, open, full from change order by seq desc").fetchone()
    assert row == (sealed.header, sealed.parts["open"], sealed.parts["full"])


def test_a_record_is_made_by_its_create_and_named_by_its_id(book: Book) -> None:
    touched = book.write(book.talk({"topic": ("专项资金", ())}))
    assert touched.new == touched.records == {touched.changes[0][:32]}
    assert book.record(touched.changes[0][:32]).values["topic"] == "专项资金"
    assert book.found_by("专项资金") == [touched.changes[0][:32]]


def test_an_edit_changes_what_is_shown_and_found(book: Book) -> None:
    create = book.write(book.talk({"topic": ("旧事由", ())})).changes[0]
    touched = book.write(book.edit(create[:32], {"topic": ("新事由", (create,))}))
    assert (touched.new, touched.records) == (frozenset(), frozenset({create[:32]}))
    assert (book.found_by("新事由"), book.found_by("旧事由")) == ([create[:32]], [])


def test_two_edits_unseen_by_each_other_are_told_as_a_conflict_once(book: Book) -> None:
    create = book.write(book.talk({"topic": ("事由", ())})).changes[0]
    first = book.write(book.edit(create[:32], {"topic": ("甲说", (create,))}))
    second = book.write(book.edit(create[:32], {"topic": ("乙说", (create,))}))
    third = book.write(book.edit(create[:32], {"place": ("二楼", ())}))
    assert [t.conflicts for t in (first, second, third)] == [(), ((create[:32], "topic"),), ()]
    assert [a for _, a in records.conflicts(book.notebook, book.project)] == [("topic",)]
    book.write(book.edit(create[:32], {"topic": ("定下的", (first.changes[0], second.changes[0]))}))
    assert records.conflicts(book.notebook, book.project) == []


def test_a_stranger_s_change_is_held_and_counts_from_when_he_is_let_in(book: Book) -> None:
    (sealed,) = book.sealed(WU, [book.talk({"topic": ("先到的话", ())})])
    touched = book.arrive(WU, [sealed])
    assert (touched.held, touched.new) == (((sealed.id, "not_enrolled"),), frozenset())
    assert (records.listing(book.notebook, book.project, "interview"), book.found_by("先到的话")) == ([], [])
    assert sealed.id[:32] in book.enrol(WU, "吴㛃", "inspection").new
    assert book.found_by("先到的话") == [sealed.id[:32]]
    assert column(book, "select held from change where held is not null") == []


def test_the_other_side_s_record_is_not_changed_by_an_edit_that_is_kept(book: Book) -> None:
    book.enrol(WU, "吴㛃", "inspection")
    create = book.write(book.talk({"topic": ("审计的话", ())}, side="audit")).changes[0]
    (sealed,) = book.sealed(WU, [book.edit(create[:32], {"topic": ("改你的", (create,))})])
    assert book.arrive(WU, [sealed]).held == ((sealed.id, "other_side"),)
    assert book.record(create[:32]).values["topic"] == "审计的话"
    assert column(book, "select held from change where held is not null") == ["other_side"]


def test_a_kind_of_change_not_known_here_is_kept_and_folded_nowhere(book: Book) -> None:
    create = book.write(book.talk({"topic": ("事由", ())})).changes[0]
    touched = book.write(Draft("reverse", {"full": {"topic": ("倒", (create,))}}, record=create[:32]))
    assert touched.held == ((touched.changes[0], "unknown_kind"),)
    assert book.record(create[:32]).values["topic"] == "事由"


def test_words_that_come_later_are_put_to_the_digest_they_fit(book: Book) -> None:
    book.enrol(WU, "吴㛃", "inspection")
    (sealed,) = book.sealed(WU, [book.talk({"topic": ("后来才给看的", ()), "record_kind": ("joint_talk", ())})])
    bare = change.Sealed(sealed.id, sealed.header, {"open": sealed.parts["open"]})
    book.arrive(WU, [bare])
    assert column(book, "select lacks from change where lacks is not null") == ["full"]
    assert "topic" not in book.record(sealed.id[:32]).values
    touched = book.arrive(WU, [], fills=[(sealed, WU)])
    assert (touched.records, touched.changes) == (frozenset({sealed.id[:32]}), ())
    assert column(book, "select lacks from change where lacks is not null") == []
    assert book.found_by("后来才给看的") == [sealed.id[:32]]


def test_a_person_s_name_is_found_with_the_talks_that_name_him_even_if_he_comes_later(book: Book) -> None:
    create = book.write(book.talk({"recorder": (book.person_id("潘未名"), ())})).changes[0]
    assert book.found_by("潘未名") == []
    person = book.write(book.person("潘未名")).changes[0]
    assert set(book.found_by("潘未名")) == {create[:32], book.person_id("潘未名")}
    book.write(book.edit(book.person_id("潘未名"), {"name": ("潘有名", (person,))}, "person"))
    assert set(book.found_by("潘有名")) == {create[:32], book.person_id("潘未名")}


def test_names_are_found_as_before_when_the_projection_is_made_anew(book: Book) -> None:
    create = book.write(book.talk({"topic": ("事由", ())})).changes[0]
    book.write(book.person("潘未名"), book.edit(create[:32], {"recorder": (book.person_id("潘未名"), ())}))
    refolding.rebuild(book.notebook)
    assert set(book.found_by("潘未名")) == {create[:32], book.person_id("潘未名")}


def test_what_an_edit_names_is_noted_even_if_the_record_s_create_comes_after_it(book: Book) -> None:
    """A person travels with whatever names him, and a file with the change that brings it."""
    book.enrol(WU, "吴㛃", "inspection")
    book.enrol(CHEN, "陈未", "discipline")
    (create,) = book.sealed(WU, [book.talk({"topic": ("事由", ())})])
    naming = {"recorder": (book.person_id("潘未名"), ()), "attachments/r1/digest": ("ab" * 32, ())}
    (edit,) = book.sealed(CHEN, [book.edit(create.id[:32], naming)])
    book.arrive(CHEN, [edit])
    book.arrive(WU, [create])
    assert column(book, "select target from mention") == [book.person_id("潘未名")]
    assert column(book, "select digest from attached") == ["ab" * 32]


def test_an_append_that_fails_in_the_middle_leaves_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    create = book.write(book.talk({"topic": ("事由", ())})).changes[0]
    before = stored(book)

    def broken(*_: Any, **__: Any) -> None:
        raise Stopped

    monkeypatch.setattr("desktop.store.projection.search.put_many", broken)
    with pytest.raises(Stopped):
        book.write(book.person("潘未名"), book.edit(create[:32], {"recorder": (book.person_id("潘未名"), ())}))
    monkeypatch.undo()
    assert stored(book) == before
    assert book.write(book.edit(create[:32], {"topic": ("照常", (create,))})).records == {create[:32]}


def test_a_stream_that_breaks_off_leaves_nothing_and_lets_nobody_in(book: Book) -> None:
    before = stored(book)
    arrivals = book.arrivals(ZHOU, book.sealed(ZHOU, [book.talk({"topic": ("半截", ())})]))

    def breaking() -> Any:
        yield from arrivals
        raise Stopped

    with pytest.raises(Stopped):
        journal.append(book.notebook, book.project, breaking())
    assert stored(book) == before


def test_a_failed_enrolment_lets_nobody_in(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise Stopped

    monkeypatch.setattr("desktop.store.projection.search.put_many", broken)
    with pytest.raises(Stopped):
        book.enrol(WU, "吴㛃", "inspection")
    monkeypatch.undo()
    assert WU not in book.notebook.roster(book.project).seats
    (sealed,) = book.sealed(WU, [book.talk({"topic": ("不该算", ())})])
    assert book.arrive(WU, [sealed]).held == ((sealed.id, "not_enrolled"),)


def test_a_change_enters_once_only(book: Book) -> None:
    sealed = book.sealed(ZHOU, [book.talk({"topic": ("一次", ())})])
    book.arrive(ZHOU, sealed)
    before = stored(book)
    with pytest.raises(Exception, match="UNIQUE"):
        book.arrive(ZHOU, sealed)
    assert stored(book) == before


def test_a_value_without_a_canonical_form_enters_nothing(book: Book) -> None:
    before = stored(book)
    with pytest.raises(FieldError, match="VALUE_"):
        book.write(book.talk({"topic": ("好的", ())}), book.talk({"topic": (1.5, ())}))
    assert stored(book) == before


def test_a_project_that_fails_to_be_founded_is_not_there(opened: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_in(opened)
    before = stored(book)

    def broken(*_: Any, **__: Any) -> None:
        raise Stopped

    monkeypatch.setattr("desktop.store.projection.search.put_many", broken)
    with pytest.raises(Stopped):
        book.found()
    assert stored(book) == before
