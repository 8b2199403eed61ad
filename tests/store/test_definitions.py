"""Forms that a project defines: seen, accepted, in force in that project and in no other, and what becomes of records before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from desktop import places
from desktop.model import form_file
from desktop.model.change import Draft
from desktop.model.form import Form
from desktop.store import definitions, journal, records, refolding
from desktop.store.notebook import Notebook
from desktop.store.vault import Vault
from tests.store.books import EVERYONE, WU, ZHOU, Book, book_in, forms

TEXT = """\
id = "vehicle_use"
version = 1
zh = "用车登记"
en = "Vehicle use"
register = true
title_field = "plate"
place = "visits"
list_columns = ["driver"]

[[audience]]
open = ["everyone"]

[[field]]
id = "plate"
kind = "text"
zh = "车牌"
en = "Plate"
tier = "open"

[[field]]
id = "driver"
kind = "person"
zh = "驾驶员"
en = "Driver"
tier = "open"
"""
LATER = TEXT.replace("version = 1", "version = 2") + """
[[field]]
id = "km"
kind = "number"
zh = "里程"
en = "Kilometres"
tier = "open"
"""


@pytest.fixture
def book(opened: Vault) -> Book:
    made = book_in(opened)
    refolding.renew(made.notebook)
    return made


def definition(text: str, version: int = 1) -> Draft:
    said = {"form_id": ("vehicle_use", ()), "form_version": (str(version), ()), "text": (text, ())}
    return Draft("create", {"open": said}, form="form_definition", form_version=1, side="audit", audience=EVERYONE, tier="open")


def changed(book: Book, record: str, text: str) -> Draft:
    return Draft("edit", {"open": {"text": (text, book.record(record).current.seen("text"))}}, record=record, tier="open")


def trip(book: Book, driver: str = "潘未名", **more: Any) -> Draft:
    said = {"plate": ("虚A·00001", ()), "driver": (book.person_id(driver), ()), **{id: (value, ()) for id, value in more.items()}}
    return Draft("create", {"open": said}, form="vehicle_use", form_version=1, side="audit", audience=EVERYONE, tier="open")


def defined(book: Book, text: str = TEXT) -> str:
    """A definition that arrived; id of its record."""
    return book.write(definition(text)).changes[0][:32]


def accept(book: Book) -> None:
    for one in definitions.of_project(book.notebook, book.project):
        definitions.accept(book.notebook, book.project, one)


def line(book: Book, id: str) -> records.Entry:
    found = records.entry(book.notebook, book.project, id)
    assert found
    return found


def reopened(book: Book, known: Mapping[str, Form] | None = None, tried: Mapping[str, Form] | None = None) -> Book:
    book.notebook = Notebook(book.notebook.vault, known or forms(), tried or {})
    if refolding.outdated(book.notebook):
        refolding.renew(book.notebook)
    return book


def test_a_definition_that_arrived_waits_and_changes_nothing(book: Book) -> None:
    defined(book)
    assert definitions.pending(book.notebook, book.project) == ("vehicle_use",)
    assert book.notebook.form("vehicle_use", book.project) is None


def test_records_of_a_form_not_accepted_are_lines_without_titles_and_are_found(book: Book) -> None:
    defined(book)
    book.write(book.person("潘未名"))
    one = book.write(trip(book)).changes[0][:32]
    assert (line(book, one).form, line(book, one).title, line(book, one).columns) == ("vehicle_use", "", {})
    assert book.record(one).values["plate"] == "虚A·00001"
    assert one in book.found_by("00001")


def test_accepting_a_definition_reads_the_records_that_are_there(book: Book) -> None:
    defined(book)
    book.write(book.person("潘未名"))
    one = book.write(trip(book)).changes[0][:32]
    accept(book)
    assert definitions.pending(book.notebook, book.project) == ()
    assert (line(book, one).title, line(book, one).columns) == ("虚A·00001", {"driver": book.person_id("潘未名")})
    assert one in book.found_by("潘未名")


def test_what_was_accepted_is_in_force_when_the_vault_is_opened_again(book: Book) -> None:
    defined(book)
    accept(book)
    notebook = Notebook(book.notebook.vault, forms())
    assert not refolding.outdated(notebook)
    found = notebook.form("vehicle_use", book.project)
    assert found
    assert found.label["zh"] == "用车登记"


def test_a_later_text_waits_again_while_the_accepted_one_stays_in_force(book: Book) -> None:
    record = defined(book)
    accept(book)
    book.write(changed(book, record, LATER))
    assert definitions.pending(book.notebook, book.project) == ("vehicle_use",)
    in_force = reopened(book).notebook.form("vehicle_use", book.project)
    assert in_force
    assert in_force.version == 1
    accept(book)
    newer = book.notebook.form("vehicle_use", book.project)
    assert newer
    assert (newer.version, newer.field("km").kind) == (2, "number")


def test_a_definition_counts_in_its_own_project_only(book: Book) -> None:
    first = book.project
    defined(book)
    accept(book)
    one = book.write(trip(book)).changes[0][:32]
    naming = {"full": {"name": ("城北巡审", ())}, "open": {"code": ("CB2026", ())}}
    create = Draft("create", naming, form="project", form_version=1, side="joint", audience=EVERYONE)
    book.project, _ = journal.found_project(book.notebook, ZHOU, create, book.clock())
    book.enrol(ZHOU, "周岚", "audit")
    other = book.write(trip(book)).changes[0][:32]
    assert book.notebook.form("vehicle_use", book.project) is None
    assert line(book, other).title == ""
    defined(book, TEXT.replace('"plate"', '"number_plate"', 1).replace('id = "plate"', 'id = "number_plate"'))
    accept(book)
    for project in (first, book.project):
        form = book.notebook.form("vehicle_use", project)
        assert form
        assert form.title_field == ("plate" if project == first else "number_plate")
    entry = records.entry(book.notebook, first, one)
    assert entry
    assert entry.title == "虚A·00001"
    assert not refolding.outdated(Notebook(book.notebook.vault, forms()))


def test_accepting_in_one_project_folds_nothing_of_another(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    defined(book)
    mine = book.write(trip(book)).changes[0][:32]
    talk = book.write(book.talk({"topic": ("专项资金", ())})).changes[0][:32]
    folded: list[str] = []
    plain = refolding.projection.refold

    def heard(notebook: Notebook, project: int, fresh: Mapping[int, Any], *rest: Any, **more: Any) -> Any:
        folded.extend(notebook.db.execute("select id from record where no = ?", [no]).fetchone()[0] for no in fresh)
        return plain(notebook, project, fresh, *rest, **more)

    monkeypatch.setattr(refolding.projection, "refold", heard)
    accept(book)
    assert mine in folded
    assert talk not in folded


def test_a_form_that_the_program_comes_to_bring_in_a_higher_version_counts(book: Book) -> None:
    defined(book)
    accept(book)
    newer = form_file.parse(LATER.replace("version = 2", "version = 7"), "vehicle_use.toml")
    found = reopened(book, forms() | {"vehicle_use": newer}).notebook.form("vehicle_use", book.project)
    assert found
    assert found.version == 7


def test_a_form_tried_on_this_laptop_counts_where_its_version_is_higher(book: Book) -> None:
    defined(book)
    accept(book)
    tried = form_file.parse(LATER, "vehicle_use.toml")
    for version, wins in ((1, False), (2, True)):
        found = reopened(book, tried={"vehicle_use": replace(tried, version=version)}).notebook.form("vehicle_use", book.project)
        assert found
        assert (found.find("km") is not None) is wins


def test_an_accepted_change_of_the_programs_form_steps_back_when_the_program_asks_for_more(book: Book) -> None:
    text = (places.forms_folder() / "unit.toml").read_text(encoding="utf-8")
    version = forms()["unit"].version
    text = text.replace(f"version = {version}", f"version = {version + 1}")
    text += '\n[[field]]\nid = "silo_count"\nkind = "number"\nzh = "仓房数"\nen = "Silos"\n'
    said = {"form_id": ("unit", ()), "form_version": ("2", ()), "text": (text, ())}
    book.write(replace(definition(text), values={"open": said}))
    accept(book)
    grown = book.notebook.form("unit", book.project)
    assert grown
    assert grown.find("silo_count")
    more = replace(forms()["unit"].field("address"), id="postcode")
    newer = replace(forms()["unit"], fields=(*forms()["unit"].fields, more))
    found = reopened(book, forms() | {"unit": newer}).notebook.form("unit", book.project)
    assert found
    assert (found.find("silo_count"), found.find("postcode")) == (None, more)


def test_whoever_reads_beside_the_writer_sees_what_was_accepted_meanwhile(book: Book, opened: Vault) -> None:
    defined(book)
    with Vault(opened.folder, opened.id, opened.key, opened.way, None) as beside:
        reader = Notebook(beside, forms())
        assert reader.form("vehicle_use", book.project) is None
        accept(book)
        found = reader.form("vehicle_use", book.project)
        assert found
        assert found.version == 1


def test_an_acceptance_that_fails_leaves_the_forms_as_they_were(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    defined(book)

    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(refolding, "renew", broken)
    with pytest.raises(RuntimeError):
        accept(book)
    assert book.notebook.form("vehicle_use", book.project) is None
    assert definitions.pending(book.notebook, book.project) == ("vehicle_use",)


def test_a_definition_by_somebody_who_does_not_lead_its_side_does_not_wait(book: Book) -> None:
    book.enrol(WU, "吴㛃", "inspection")
    (sealed,) = book.sealed(WU, [definition(TEXT)])
    book.arrive(WU, [sealed])
    assert definitions.of_project(book.notebook, book.project) == []


def test_the_projection_made_anew_is_the_same_whatever_was_accepted_when(book: Book) -> None:
    book.write(book.person("潘未名"))
    book.write(trip(book))
    record = defined(book)
    accept(book)
    book.write(trip(book, "赵未名"))
    book.write(book.person("赵未名"))
    book.write(changed(book, record, LATER))
    tables = ("record", "document", "mention", "attached", "link", "conflict", "enrolment")

    def stored() -> dict[str, list[str]]:
        db = book.notebook.db
        return {table: sorted(map(repr, db.execute(f"select * from {table}").fetchall())) for table in tables}

    before = stored()
    refolding.rebuild(book.notebook)
    assert stored() == before
