"""What a vault shows after its program or one of its forms has changed: what the journal comes to now, and nothing made twice."""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.model.form import Form
from desktop.store import projection, records, refolding, vault
from desktop.store.keyfile import Cost
from desktop.store.notebook import Notebook
from desktop.store.vault import Vault
from tests.store.books import WU, ZHOU, Book, book_in, forms
from tests.store.test_series import Team, series, told

FILE = "ab" * 32
Forms = dict[str, Form]


def without(form: str, field: str) -> Forms:
    """The forms as they were before one of them gained a field."""
    whole = forms()[form]
    fields = tuple(one for one in whole.fields if one.id != field)
    return forms() | {form: replace(whole, fields=fields, list_columns=tuple(id for id in whole.list_columns if id != field))}


def before(*unknown: str) -> Forms:
    """The forms as they were before some came."""
    return {id: form for id, form in forms().items() if id not in unknown}


def with_titles_from(form: str, field: str) -> Forms:
    return forms() | {form: replace(forms()[form], title_field=field)}


def opened_with(book: Book, known: Mapping[str, Form]) -> Book:
    """The same vault opened by a program with these forms."""
    notebook = Notebook(book.notebook.vault, known)
    if refolding.outdated(notebook):
        refolding.renew(notebook)
    book.notebook = notebook
    return book


@pytest.fixture
def book(opened: Vault) -> Book:
    return opened_with(book_in(opened), forms())


@pytest.fixture
def folded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the records that are folded from now on."""
    numbers: list[int] = []
    plain = projection.refold

    def heard(notebook: Notebook, project: int, fresh: Mapping[int, Any], *rest: Any, **more: Any) -> Any:
        numbers.extend(fresh)
        return plain(notebook, project, fresh, *rest, **more)

    monkeypatch.setattr(projection, "refold", heard)
    return numbers


def talk_by(book: Book, name: str) -> str:
    """A talk that somebody recorded, with a file; its id."""
    said = {"title": ("与仓储部谈话", ()), "topic": ("专项资金", ()), "recorder": (book.person_id(name), ())}
    file = {"attachments/r1": ("V1", ()), "attachments/r1/digest": (FILE, ())}
    return book.write(book.talk(said | file)).changes[0][:32]


def column(book: Book, sql: str) -> list[Any]:
    return [row[0] for row in book.notebook.db.execute(sql).fetchall()]


def line(book: Book, id: str) -> records.Entry:
    found = records.entry(book.notebook, book.project, id)
    assert found
    return found


def number(book: Book, id: str) -> int:
    return line(book, id).no


def test_a_form_that_gains_a_person_has_its_talks_found_by_his_name(book: Book) -> None:
    opened_with(book, without("interview", "recorder"))
    book.write(book.person("潘未名"))
    talk = talk_by(book, "潘未名")
    assert talk not in book.found_by("潘未名")
    assert column(book, "select target from mention") == []
    opened_with(book, forms())
    assert talk in book.found_by("潘未名")
    assert column(book, "select target from mention") == [book.person_id("潘未名")]


def test_a_form_that_gains_a_list_column_shows_it(book: Book) -> None:
    opened_with(book, without("interview", "topic"))
    talk = talk_by(book, "潘未名")
    assert "topic" not in line(book, talk).columns
    assert line(opened_with(book, forms()), talk).columns["topic"] == "专项资金"


def test_a_form_known_only_later_gives_its_records_their_titles_and_names_and_nobody_is_lost_before(book: Book) -> None:
    opened_with(book, before("interview"))
    book.write(book.person("潘未名"))
    talk = talk_by(book, "潘未名")
    assert line(book, talk).columns == {}
    assert column(book, "select target from mention") == [book.person_id("潘未名")], "whom it names is passed on with it"
    assert talk not in book.found_by("潘未名")
    opened_with(book, forms())
    assert talk in book.found_by("潘未名")
    assert (line(book, talk).title, line(book, talk).columns["topic"]) == ("与仓储部谈话", "专项资金")
    assert column(book, "select target from mention") == [book.person_id("潘未名")]
    assert column(book, "select digest from attached") == [FILE]


def test_what_a_record_not_counted_yet_names_is_noted_when_its_form_comes(book: Book) -> None:
    opened_with(book, before("interview"))
    (sealed,) = book.sealed(WU, [book.talk({"recorder": (book.person_id("潘未名"), ())})])
    book.arrive(WU, [sealed])
    opened_with(book, forms())
    assert column(book, "select target from mention") == [book.person_id("潘未名")]
    book.write(book.person("潘未名"))
    book.enrol(WU, "吴㛃", "inspection")
    assert sealed.id[:32] in book.found_by("潘未名")


def test_talks_are_found_by_a_person_whose_form_comes_later(book: Book) -> None:
    opened_with(book, before("person"))
    talk = talk_by(book, "潘未名")
    book.write(book.person("潘未名"))
    assert talk not in book.found_by("潘未名")
    assert talk in opened_with(book, forms()).found_by("潘未名")


def test_people_called_otherwise_by_their_form_are_called_so_in_every_talk(book: Book) -> None:
    opened_with(book, with_titles_from("person", "aliases"))
    book.write(book.person("潘未名"))
    book.write(book.edit(book.person_id("潘未名"), {"aliases": ("潘老三", ())}, "person"))
    talk = talk_by(book, "潘未名")
    assert talk in book.found_by("潘老三")
    opened_with(book, forms())
    assert talk in book.found_by("潘未名") and talk not in book.found_by("潘老三")


def test_a_talk_is_folded_once_however_many_of_its_people_are_called_otherwise(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ("潘未名", "欧阳𬭚", "周岚")
    book.write(*(book.person(name) for name in people))
    for name in people:
        book.write(book.edit(book.person_id(name), {"aliases": (f"{name}的别名", ())}, "person"))
    asked = {"interviewers": ([book.person_id(name) for name in people], ())}
    talk = book.write(book.talk(asked)).changes[0][:32]
    judged: list[str] = []
    plain = projection.judged

    def heard(changes: Any, roster: Any, known: Any, id: str) -> Any:
        judged.append(id)
        return plain(changes, roster, known, id)

    monkeypatch.setattr(projection, "BATCH", 1)
    monkeypatch.setattr(projection, "judged", heard)
    opened_with(book, with_titles_from("person", "aliases"))
    assert judged.count(talk) == 1
    assert all(talk in book.found_by(f"{name}的别名") for name in people)


def test_a_field_that_leaves_its_form_leaves_the_files_attached_in_it(book: Book) -> None:
    talk_by(book, "潘未名")
    opened_with(book, without("interview", "attachments"))
    assert column(book, "select digest from attached") == [FILE]


def test_a_digest_in_a_table_of_texts_is_no_file(book: Book) -> None:
    whole = forms()["interview"]
    fields = tuple(replace(one, kind="table") if one.id == "attachments" else one for one in whole.fields)
    opened_with(book, before("interview"))
    talk_by(book, "潘未名")
    assert column(book, "select digest from attached") == [FILE]
    opened_with(book, forms() | {"interview": replace(whole, fields=fields)})
    assert column(book, "select digest from attached") == []


def test_nothing_is_folded_anew_where_nothing_has_changed(book: Book, folded: list[int]) -> None:
    talk_by(book, "潘未名")
    folded.clear()
    said: list[str] = []
    book.notebook.db.conn.set_trace_callback(said.append)
    opened_with(book, dict(forms()))
    book.notebook.db.conn.set_trace_callback(None)
    assert (len(said), folded) == (2, []), "what it was made by, and what was accepted"


def test_a_better_label_costs_nobody_a_fold(book: Book) -> None:
    talk = forms()["interview"]
    fields = tuple(replace(one, label={"zh": "别的说法", "en": "Otherwise"}) for one in talk.fields)
    assert not refolding.outdated(Notebook(book.notebook.vault, forms() | {"interview": replace(talk, fields=fields)}))


def test_only_the_records_of_a_changed_form_are_folded_and_those_that_show_their_names(book: Book, folded: list[int]) -> None:
    book.write(book.person("潘未名"), book.person("欧阳𬭚"))
    named, other = talk_by(book, "潘未名"), talk_by(book, "周岚")
    folded.clear()
    opened_with(book, without("interview", "topic"))
    assert sorted(folded) == [number(book, named), number(book, other)]
    folded.clear()
    opened_with(book, without("person", "post") | {"interview": book.notebook.forms["interview"]})
    people = [number(book, book.person_id(name)) for name in ("潘未名", "欧阳𬭚")]
    assert sorted(folded) == sorted([*people, number(book, named)])


def test_a_new_program_makes_everything_anew(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    talk_by(book, "潘未名")
    book.write(book.person("潘未名"))
    was = told(book)
    for harm in (
        "delete from mention", "delete from attached", "delete from enrolment", "delete from document",
        "update record set title = '旧程序的题名', columns = null", "delete from search where rowid = 1",
    ):  # fmt: skip
        book.notebook.db.execute(harm)
    assert told(opened_with(book, forms())) != was
    monkeypatch.setattr(refolding, "CODE", refolding.CODE + 1)
    assert told(opened_with(book, forms())) == was
    assert not refolding.outdated(book.notebook)


def test_a_vault_older_than_this_rule_is_made_anew(book: Book) -> None:
    talk = talk_by(book, "潘未名")
    book.notebook.db.execute("update record set title = '旧程序的题名'")
    book.notebook.db.execute("delete from keeping")
    assert line(opened_with(book, forms()), talk).title == "与仓储部谈话"


class Cut(Exception):
    """What a test breaks a fold off with."""


@pytest.mark.parametrize("code", [refolding.CODE, refolding.CODE + 1])
def test_who_is_cut_off_keeps_what_was_there_and_the_next_opening_does_it_again(
    book: Book, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    opened_with(book, without("interview", "recorder"))
    book.write(book.person("潘未名"))
    talk = talk_by(book, "潘未名")
    was, kept = told(book), column(book, "select value from keeping")
    monkeypatch.setattr(refolding, "CODE", code)

    def broken(*_: Any) -> None:
        raise Cut

    with monkeypatch.context() as patched, pytest.raises(Cut):
        patched.setattr("desktop.store.projection.search.put_many", broken)
        opened_with(book, forms())
    assert (told(book), column(book, "select value from keeping")) == (was, kept)
    assert talk in opened_with(book, forms()).found_by("潘未名")


def test_progress_goes_from_nothing_to_all(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        talk_by(book, "潘未名")
    steps: list[tuple[int, int]] = []

    class Heard:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    for batch in (refolding, projection):
        monkeypatch.setattr(batch, "BATCH", 2)
    refolding.rebuild(book.notebook, Heard())
    assert steps == sorted(steps) and steps[0] == (0, 14) and 7 < steps[-1][0] < 14


OLDER: tuple[Callable[[], Forms], ...] = (
    lambda: without("interview", "recorder"),
    lambda: without("interview", "attachments"),
    lambda: with_titles_from("interview", "topic"),
    lambda: with_titles_from("person", "aliases"),
    lambda: before("interview"),
    lambda: before("interview", "project", "member"),
    lambda: before("person", "interview"),
    lambda: before("person"),
)
SURE = 6
"""So many of them know whose names others show: without that, a rebuild finds fewer names than came by and by."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, cheap: Cost) -> Iterator[Book]:
    made, _ = vault.create(tmp_path_factory.mktemp("refolding") / "vault", "清泉石上流", cost=cheap)
    with made:
        yield opened_with(book_in(made), forms())


class _LetGo(Exception):
    """Ends a trial: the transaction is let go."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=series, seed=st.integers(0, 10**6), older=st.integers(0, len(OLDER) - 1))
def test_what_is_folded_anew_for_a_form_is_what_a_rebuild_makes(
    shared: Book, steps: list[tuple[str, str]], seed: int, older: int
) -> None:
    chance = random.Random(seed)
    try:
        with shared.notebook.transaction():
            team, shared.ticks = Team(shared, chance), itertools.count(10)
            for kind, device in [("enrol", ZHOU)] * chance.randrange(4) + steps:
                team.act(kind, device)
            now = told(shared)
            then = told(opened_with(shared, OLDER[older]()))
            if older < SURE:
                refolding.rebuild(shared.notebook)
                assert told(shared) == then
            assert told(opened_with(shared, forms())) == now
            raise _LetGo
    except _LetGo:
        shared.notebook.rosters.clear()
        shared.notebook = Notebook(shared.notebook.vault, forms())
