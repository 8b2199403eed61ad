"""Plain files that this vault has written: papers and attachments, which anyone who holds the disk can read, until the person says
that they are gone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.store import database


@dataclass(frozen=True, slots=True)
class PlainFile:
    """`about`: number of the document it shows; `at`: when it was written last; `there`: whether it lies there now (a stick may
    be in a drawer)."""

    path: Path
    about: str
    at: str
    there: bool


def note(session: Session, file: Path, about: str) -> None:
    """Remember a plain file; written again at the same place it is one. Nothing where the session only reads."""
    if not session.notebook.vault.writes:
        return
    with database.driver_errors(), session.notebook.transaction():
        session.notebook.db.execute(
            "insert into plain_file (path, about, at) values (?, ?, ?)"
            " on conflict (path) do update set about = excluded.about, at = excluded.at",
            [_stored(file), about, session.clock()],
        )


@contextmanager
def noted(session: Session, file: Path, about: str) -> Iterator[None]:
    """Around the writing of a file: noted ahead, so that no power cut leaves one that nobody knows of; forgotten where nothing
    came of it, or what lies there was not written here."""
    foreign = _there(file) and not _known(session, file)
    note(session, file, about)
    try:
        yield
    except BaseException:
        if foreign or not _there(file):
            _forget(session, file)
        raise


def listing(session: Session) -> list[PlainFile]:
    """Those not said to be gone, the newest first."""
    rows = session.notebook.db.execute("select path, about, at from plain_file order by at desc, rowid desc").fetchall()
    found = [(Path(os.fsdecode(path)), about, at) for path, about, at in rows]
    return [PlainFile(path, about, at, _there(path)) for path, about, at in found]


def count(session: Session) -> int:
    """How many there are, without looking at any disk."""
    return int(session.notebook.db.execute("select count(*) from plain_file").fetchone()[0])


def gone(session: Session, file: Path) -> None:
    """The person says that a file is gone. One that is not in the list is no error. Raises PLAIN_FILE_STILL_THERE."""
    if _there(file):
        raise FieldError("PLAIN_FILE_STILL_THERE", file=file.name)
    _forget(session, file)


def _known(session: Session, file: Path) -> bool:
    return session.notebook.db.execute("select 1 from plain_file where path = ?", [_stored(file)]).fetchone() is not None


def _forget(session: Session, file: Path) -> None:
    if session.notebook.vault.writes:
        with database.driver_errors(), session.notebook.transaction():
            session.notebook.db.execute("delete from plain_file where path = ?", [_stored(file)])


def _stored(file: Path) -> bytes:
    """The whole path as the system spells it, which need not be text. The file itself may be a link to somewhere else."""
    return os.fsencode(file.absolute().parent.resolve() / file.name)


def _there(file: Path) -> bool:
    """A place that may not be looked into may well hold it."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
