"""A laptop killed in the middle of somebody's typing has his words nowhere on its disk in a form that can be read.

The child types, saves, searches, takes in photographs, makes a backup and attaches a file; in the middle of the file it tells that
it is there, and is killed. It has a temporary folder and a home of its own, so that everything it could have written to is looked
through.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.store import vault
from tests.photos.shots import grainy
from tests.torture import laptops

TREE = Path(__file__).resolve().parents[2]
MARK = "马某某收受现金3f9b"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
HALFWAY = "halfway"
PHOTOGRAPHS = (("IMG_1.jpg", "JPEG"), ("IMG_2.heic", "HEIF"))

CHILD = f"""
import sys
from pathlib import Path
from desktop.acts import photographs, recording
from desktop.store import attachments, backup, drafts, records
from tests.torture.laptops import TALK, unlocked

class Endless:
    '''A file of words that stops to be read in its second commit, with its end not yet in sight.'''
    left = 24
    def seekable(self):
        return False
    def read(self, size):
        self.left -= 1
        if not self.left:
            print({HALFWAY!r}, flush=True)
            sys.stdin.read()
        return ({MARK!r}.encode() * size)[:size]

mark, place = {MARK!r}, Path(sys.argv[1])
with unlocked(place) as session:
    notebook, project = session.notebook, session.project
    words = {{"topic": mark, "qa": [{{"q": mark, "a": mark * 500}}], "id_no": mark[:9], "recorder": mark[:5]}}
    entry = recording.new(session, "interview", {{**TALK, **words}})
    recording.edit(session, entry.id, {{"topic": mark + "，改过"}})
    assert records.found(notebook, project, mark, None, 9) and records.found(notebook, project, mark[:5], None, 9)
    assert notebook.db.execute("select d.body from document d order by d.body desc").fetchall()
    no = drafts.keep(notebook, project, "interview", {{"topic": mark}}, {{}}, session.clock(), record=entry.id)
    drafts.keep(notebook, project, "interview", {{"topic": mark + "，还没有写"}}, {{}}, session.clock(), record=entry.id, no=no)
    visit = recording.new(session, "site_visit", {{"title": mark}})
    assert photographs.take_in(session, visit.id, [place.parent.parent / "phone"]).count == 2
    backup.backup(notebook.vault, place.parent / "backup.xsv")
    attachments.put(notebook.vault, Endless())
"""


class Killed(NamedTuple):
    """Folders of a laptop whose program was killed. `held`: the bytes of the files it had open, named or not."""

    vault: Path
    folders: tuple[Path, ...]
    held: tuple[bytes, ...]
    key: bytes


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    place = tmp_path_factory.mktemp("laptop")
    vault, temporary, home = place / "data" / "zhou", place / "tmp", place / "home"
    for folder in (vault.parent, temporary, home, place / "phone"):
        folder.mkdir()
    for name, format in PHOTOGRAPHS:
        (place / "phone" / name).write_bytes(grainy(format))
    laptops.founded(vault)
    with laptops.unlocked(vault) as session:
        key = session.notebook.vault.key
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(vault)],
        env=_surroundings(temporary, home),
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        try:
            assert child.stdout and child.stdout.readline().strip() == HALFWAY
            held = tuple(_open_files(child.pid))
        finally:
            child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    return Killed(vault, (vault.parent, temporary, home), held, key)


def _surroundings(temporary: Path, home: Path) -> dict[str, str]:
    own = {"HOME": home, "USERPROFILE": home, "TMPDIR": temporary, "TMP": temporary, "TEMP": temporary, "SQLITE_TMPDIR": temporary}
    own |= {f"XDG_{kind}_HOME": home / kind.lower() for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
    own |= {"XDG_RUNTIME_DIR": home / "runtime", "PYTHONPATH": TREE}
    return {**os.environ, **{name: str(path) for name, path in own.items()}, "PYTHONDONTWRITEBYTECODE": "1"}


def _open_files(process: int) -> Iterator[bytes]:
    """What stands in the files a process has open, also in those that have lost their name (Linux only)."""
    folder = Path(f"/proc/{process}/fd")
    for link in folder.iterdir() if folder.exists() else ():
        if link.is_file():
            yield link.read_bytes()


def forms_of(words: str) -> list[bytes]:
    return [words.encode(encoding) for encoding in ENCODINGS]


def readable(folder: Path, wanted: list[bytes]) -> list[str]:
    """Files below `folder` that hold any of these, in their bytes or in their name."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if any(one in os.fsencode(path.name) or (path.is_file() and one in path.read_bytes()) for one in wanted)
    ]


def test_the_words_of_somebody_typing_can_be_read_nowhere(killed: Killed) -> None:
    assert [readable(folder, forms_of(MARK)) for folder in killed.folders] == [[], [], []]


def test_a_part_of_the_words_can_be_read_nowhere(killed: Killed) -> None:
    """Pages and chunks may cut a text anywhere; of one that is repeated a thousand times some piece would be whole."""
    pieces = [piece for words in (MARK[:4], MARK[3:7]) for piece in forms_of(words)]
    assert [readable(folder, pieces) for folder in killed.folders] == [[], [], []]


def test_no_file_that_the_program_had_open_holds_them_be_it_nameless(killed: Killed) -> None:
    assert not [data for data in killed.held for one in forms_of(MARK) if one in data]
    if sys.platform == "linux":
        assert len(killed.held) >= 4, "the vault's own files were open"


def test_neither_photographs_nor_their_pictures_lie_anywhere(killed: Killed) -> None:
    with vault.unlock(killed.vault, passphrase=laptops.PASSPHRASE, write=False) as opened:
        pictures = [bytes(one) for row in opened.files.execute("select small, large from picture").fetchall() for one in row]
    photographs = [file.read_bytes() for file in (killed.vault.parent.parent / "phone").iterdir()]
    assert len(pictures) == 4 and len(photographs) == 2 and all(len(data) > 10_000 for data in [*pictures, *photographs])
    # Tables that every photograph begins with may lie in any library.
    pieces = [data[at : at + 16] for data in [*pictures, *photographs] for at in range(2000, len(data) - 16, len(data) // 50)]
    assert len(set(pieces)) == len(pieces) > 200
    assert [readable(folder, pieces) for folder in killed.folders] == [[], [], []]
    assert not [data for data in killed.held for one in pieces if one in data]


def test_neither_the_passphrase_nor_the_key_lies_anywhere(killed: Killed) -> None:
    wanted = [*forms_of(laptops.PASSPHRASE), killed.key, killed.key.hex().encode(), killed.key.hex().upper().encode()]
    assert [readable(folder, wanted) for folder in killed.folders] == [[], [], []]


def test_the_program_had_written_what_it_was_to_be_searched_for(killed: Killed) -> None:
    """What was looked through holds the words, for whoever has the passphrase."""
    backup = killed.vault.parent / "backup.xsv"
    assert backup.stat().st_size > 100_000
    assert (killed.vault / "files.db").stat().st_size + (killed.vault / "files.db-wal").stat().st_size > 16 * 1024 * 1024
    with vault.unlock(killed.vault, passphrase=laptops.PASSPHRASE, write=False) as opened:
        assert [MARK in words for (words,) in opened.records.execute("select words from draft").fetchall()] == [True]
        assert [row for row in opened.records.execute("select body from document").fetchall() if MARK + "，改过" in row[0]]
        assert MARK.encode() in opened.files.execute("select bytes from chunk order by no desc").fetchone()[0]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_planted_word_is_found(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "deep" / ".hidden").mkdir(parents=True)
    (tmp_path / "deep" / ".hidden" / "page").write_bytes(b"\0" * 70_000 + MARK.encode(encoding) + b"\xff" * 9)
    (tmp_path / "innocent").write_bytes(b"\0" * 70_000)
    assert readable(tmp_path, forms_of(MARK)) == ["deep/.hidden/page"]


def test_a_word_in_a_file_s_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{MARK}.tmp").touch()
    assert readable(tmp_path, forms_of(MARK)) == [f"{MARK}.tmp"]
