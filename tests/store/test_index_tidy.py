"""The index of words is left in few pieces by the program itself, and a kill while it is written anew harms nothing."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.acts import exchange, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import records, search
from desktop.store.database import Database, close, open_cipher
from tests.torture import laptops

KEY = bytes(range(32))
PIECES = "select count(distinct segid) from search_idx"
WRITTEN_ANEW = """
import sys
from pathlib import Path
from desktop.store import search
from desktop.store.database import open_cipher
db = open_cipher(Path(sys.argv[1]), bytes(range(32)))
print("now", flush=True)
search.optimise(db)
print("done", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_cipher(tmp_path / "records.db", KEY, create=True)
    search.create_index(opened)
    yield opened
    close(opened)


def fill(db: Database, pieces: int, each: int) -> None:
    """More records, so many pieces of so many each."""
    chance = random.Random(pieces)
    (last,) = db.execute("select coalesce(max(rowid), 0) from search").fetchone()
    for first in range(last + 1, last + 1 + pieces * each, each):
        with db.atomic():
            search.put_many(db, [(n, "", "粮库" + _words(chance), ()) for n in range(first, first + each)])


def _words(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(200))


def test_only_much_beside_the_largest_piece_makes_an_index_loose(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not search.is_loose(db)
    fill(db, 1, 400)
    large = db.execute("select count(*) from search_idx").fetchone()[0]
    monkeypatch.setattr(search, "LOOSE_PAGES", large)
    assert not search.is_loose(db)
    fill(db, 4, 400)
    assert search.is_loose(db)
    search.optimise(db)
    assert not search.is_loose(db)


def test_a_session_that_took_in_very_much_leaves_one_piece_and_an_ordinary_one_does_not_write_all_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = laptops.pair(tmp_path, 4, 4, 10)
    first, *others = [gift.file for gift in pair.gifts]

    def looked_for(session: Session) -> list[str]:
        return [entry.id for entry, _ in records.found(session.notebook, session.project, "仓里", None, 50)]

    with monkeypatch.context() as ordinary:
        ordinary.setattr(search, "optimise", lambda db: pytest.fail("an ordinary session wrote the index anew"))
        with laptops.unlocked(pair.taker) as session:
            exchange.take(session, [first], trust=pair.code)
    monkeypatch.setattr(search, "LOOSE_PAGES", 3)
    with laptops.unlocked(pair.taker) as session:
        exchange.take(session, others)
        found = looked_for(session)
        assert session.notebook.db.execute(PIECES).fetchone()[0] > 3
    with laptops.unlocked(pair.taker) as session:
        assert session.notebook.db.execute(PIECES).fetchone()[0] == 1
        assert looked_for(session) == found
        assert len(found) == 16


def test_a_disk_too_full_for_a_tidy_index_is_no_failure_of_what_was_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(db: Database) -> None:
        raise FieldError("STORE_DISK_FULL")

    laptops.founded(tmp_path / "zhou")
    monkeypatch.setattr(search, "LOOSE_PAGES", 0)
    monkeypatch.setattr(search, "optimise", full)
    with laptops.unlocked(tmp_path / "zhou") as session:
        recording.new(session, "interview", {**laptops.TALK, "topic": "还在的事由"})
    with laptops.unlocked(tmp_path / "zhou") as session:
        assert len(records.found(session.notebook, session.project, "还在", None, 5)) == 1


def test_a_kill_while_the_index_is_written_anew_loses_nothing(db: Database, tmp_path: Path) -> None:
    fill(db, 20, 100)
    close(db)
    cut_off = 0
    for n in range(5):
        told = [sys.executable, "-c", WRITTEN_ANEW, str(tmp_path / "records.db")]
        child = subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == "now\n"
            time.sleep(n * 0.01)
            child.kill()
            cut_off += child.stdout.read() == ""
        again = open_cipher(tmp_path / "records.db", KEY)
        assert again.execute("insert into search (search) values ('integrity-check')").fetchall() == []
        match = search.query("粮库")
        assert again.execute("select count(*) from search where search match ?", [match]).fetchone()[0] == 2000
        close(again)
    assert cut_off > 0
