"""The cipher: how an encrypted file is opened, and what the driver's errors mean to a person.

The only module that knows the driver. Its exceptions are not `sqlite3.Error`, so the shortcuts of sqlite-utils that
catch those (`alter=True`, `drop(ignore=True)`) do not work on these connections and are not used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from desktop.errors import FieldError
from desktop.progress import Progress

__all__ = [
    "FILES",
    "OPEN",
    "RECORDS",
    "Database",
    "close",
    "confirm",
    "copy_into",
    "driver_errors",
    "faults",
    "open_cipher",
    "snapshot",
]

RECORDS = "records.db"
FILES = "files.db"

OPEN: dict[Database, Path] = {}
"""Databases opened and not closed yet, so that a test can see what was left open."""

KEY_BYTES = 32
PAGE_BYTES = 16384
BUSY_SECONDS = 10.0
COPY_PAGES = 256

# Bytes and nothing are stored as they are. The driver looks for another way of storing each of them, in vain and at four times
# the price of the row, unless it is told.
dbapi2.register_adapter(bytes, bytes)
dbapi2.register_adapter(type(None), lambda nothing: nothing)

PRIMARY = 0xFF
"""The low byte of an extended result code is the code it refines."""

CODES = {
    # Once a file was opened, its key is right; that comes after a damaged page.
    dbapi2.SQLITE_NOTADB: "STORE_DAMAGED",
    dbapi2.SQLITE_CORRUPT: "STORE_DAMAGED",
    dbapi2.SQLITE_FULL: "STORE_DISK_FULL",
    dbapi2.SQLITE_READONLY: "STORE_READONLY",
    dbapi2.SQLITE_CANTOPEN: "STORE_READONLY",
    dbapi2.SQLITE_PERM: "STORE_READONLY",
    dbapi2.SQLITE_BUSY: "STORE_BUSY",
    dbapi2.SQLITE_LOCKED: "STORE_BUSY",
    dbapi2.SQLITE_IOERR: "STORE_DISK",
}


def _expected(error: Exception) -> FieldError | None:
    match CODES.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY):
        case "STORE_DAMAGED":
            return FieldError("STORE_DAMAGED")
        case "STORE_DISK_FULL":
            return FieldError("STORE_DISK_FULL")
        case "STORE_READONLY":
            return FieldError("STORE_READONLY")
        case "STORE_BUSY":
            return FieldError("STORE_BUSY")
        case "STORE_DISK":
            return FieldError("STORE_DISK")
    return None


@contextmanager
def driver_errors(read: Database | None = None) -> Iterator[None]:
    """Turn what can happen to any disk into a FieldError (STORE_*); what only a bug can cause passes unchanged.

    With `read`, what was read from that database is also known to be authentic: see `confirm`.
    """
    try:
        yield
        if read is not None:
            confirm(read)
    except dbapi2.Error as error:
        expected = _expected(error)
        if expected is None:
            raise
        raise expected from error


def confirm(database: Database) -> None:
    """Make sure that no page read so far was forged or damaged. Error: STORE_DAMAGED.

    The cipher gives zeros for a page that fails its authentication and reports it with the next page, if there is one:
    a long value whose last page was altered is read without an error. From then on the connection is of no use.
    """
    if str(database.execute("PRAGMA cipher_status").fetchone()[0]) != "1":
        raise FieldError("STORE_DAMAGED")


def open_cipher(path: Path, key: bytes, *, readonly: bool = False, create: bool = False, shrinks: bool = False) -> Database:
    """Open one encrypted file with a raw key of 32 bytes.

    Without `create` a missing or empty file is damage: any key would fit it, and its owner would see an empty store.
    A file made with `shrinks` can give its free pages back with `PRAGMA incremental_vacuum`.
    Connections may be used from any thread, one at a time. Errors: STORE_*.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a vault key has 32 bytes")
    if not create and (not path.is_file() or path.stat().st_size == 0):
        raise FieldError("STORE_DAMAGED")
    mode = "ro" if readonly else "rwc" if create else "rw"
    with driver_errors():
        connection = dbapi2.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        try:
            _prepare(connection, key, readonly=readonly, shrinks=shrinks)
            database = Database(connection, execute_plugins=False)
        except BaseException:
            connection.close()
            raise
    OPEN[database] = path
    return database


def _prepare(connection: dbapi2.Connection, key: bytes, *, readonly: bool, shrinks: bool) -> None:
    # The cipher writes to standard error by itself otherwise, also for a key that is merely wrong.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA temp_store = MEMORY")
    if shrinks:
        # The other way, rewriting a file of gigabytes, would take its size again in memory.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except dbapi2.DatabaseError as error:
        if error.sqlite_errorcode == dbapi2.SQLITE_NOTADB:
            raise FieldError("STORE_KEY_WRONG") from error
        raise
    connection.execute("PRAGMA foreign_keys = ON")
    # Erased means overwritten: a free page is readable to whoever has the key.
    connection.execute("PRAGMA secure_delete = ON")
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def close(database: Database) -> None:
    """Close a database opened here; an open transaction is rolled back. Closing twice is harmless."""
    if OPEN.pop(database, None) is not None:
        with driver_errors():
            database.close()


@contextmanager
def snapshot(path: Path, key: bytes) -> Iterator[Database]:
    """The file as of now, for reading, whatever is written meanwhile; through a connection of its own."""
    database = open_cipher(path, key, readonly=True)
    try:
        with driver_errors():
            database.execute("BEGIN")
            # Only the first read fixes the moment.
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield database
    finally:
        close(database)


def copy_into(source: Database, target: Database, progress: Progress) -> None:
    """Copy all pages of one open database into another. Error: STORE_DAMAGED where one of them is not authentic."""
    with driver_errors(source):
        source.conn.backup(target.conn, pages=COPY_PAGES, progress=lambda _, left, total: progress.step(total - left, total))


def faults(path: Path, key: bytes) -> list[str]:
    """What is wrong with the file, a line each, none where every page in use is authentic and in its place."""
    try:
        with snapshot(path, key) as database, driver_errors():
            lines = [str(row[0]) for row in database.execute("PRAGMA quick_check").fetchall()]
            confirm(database)
    except FieldError as error:
        return [error.code]
    return [line for line in lines if line != "ok"]
