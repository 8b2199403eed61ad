"""A form file that is changed between two commands: what the next one shows, whether it writes or only reads."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop import places
from desktop.acts import session
from desktop.errors import FieldError
from desktop.store import refolding
from desktop.store.lock import SystemLock
from tests.cli.conftest import PASSPHRASE, TALK, Laptop

COLUMNS = 'list_columns = ["record_kind", "start_at", "name", "unit", "interviewers", "topic"]'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A forms folder of this laptop's own."""
    folder = tmp_path / "forms"
    shutil.copytree(places.forms_folder(), folder)
    monkeypatch.setattr(places, "forms_folder", lambda: folder)
    return folder


def list_places(folder: Path) -> None:
    """The form of interviews lists the place besides."""
    file = folder / "interview.toml"
    text = file.read_text(encoding="utf-8")
    assert COLUMNS in text
    file.write_text(text.replace(COLUMNS, COLUMNS.replace('"topic"]', '"topic", "place"]')), encoding="utf-8")


def listed(laptop: Laptop) -> Any:
    return laptop("record", "list", "interview")[0].get("place")


def test_a_list_shows_the_column_that_its_form_has_gained(own: Path, zhou: Laptop) -> None:
    zhou.new("interview", **TALK)
    assert listed(zhou) is None
    list_places(own)
    assert listed(zhou) == TALK["place"]
    assert zhou("vault", "check")["ok"]


def test_whoever_reads_beside_a_writer_is_shown_what_is_there(own: Path, zhou: Laptop) -> None:
    zhou.new("interview", **TALK)
    with session.unlock(zhou.folder, PASSPHRASE):
        list_places(own)
        assert listed(zhou) is None
    assert listed(zhou) == TALK["place"]


def test_a_vault_that_cannot_be_written_is_read_as_it_is(own: Path, zhou: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    zhou.new("interview", **TALK)
    list_places(own)

    def refused(*_: Any) -> bool:
        raise FieldError("STORE_READONLY")

    monkeypatch.setattr(SystemLock, "take", refused)
    assert listed(zhou) is None


def test_records_of_a_form_that_comes_and_goes_are_kept(own: Path, zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    shutil.move(own / "interview.toml", own / "interview.away")
    assert zhou("vault", "check")["ok"]
    shutil.move(own / "interview.away", own / "interview.toml")
    assert zhou("record", "show", talk)["values"]["title"] == TALK["title"]
    assert [hit["id"] for hit in zhou("search", "专项资金")] == [talk]


def test_a_new_vault_is_not_made_anew_when_it_is_opened(zhou: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(refolding, "renew", unwanted)
    zhou.new("interview", **TALK)
    zhou("vault", "status")
