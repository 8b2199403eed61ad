"""Attachments: files by the SHA-256 of their content, in chunks, streamed in and out so that size costs no memory.

The bytes rest in a file of their own, which does not commit together with the records: bytes are put first, the change
that names them second, and `sweep` takes away what no change came to name. A content is one row of a narrow table and
not a column of its chunks, so that giving it its digest rewrites one row and not gigabytes.
"""

import hashlib
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, BinaryIO

from sqlite_utils import Migrations

from desktop.errors import FieldError
from desktop.progress import SILENT, Progress
from desktop.store.database import FILES, Database, driver_errors, snapshot

if TYPE_CHECKING:
    from desktop.store.vault import Vault

CHUNK_BYTES = 1024 * 1024
CHUNKS_A_COMMIT = 16

steps = Migrations("files")


@steps()
def m0001_content(db: Database) -> None:
    """`content`: a digest once all its bytes are here, null until then. `chunk`: its bytes, numbered from 0."""
    db.table("content").create({"no": int, "digest": str, "size": int}, pk="no", strict=True)
    db.table("content").create_index(["digest"], unique=True)
    db.table("chunk").create(
        {"no": int, "content": int, "n": int, "bytes": bytes},
        pk="no",
        not_null={"content", "n", "bytes"},
        foreign_keys=[("content", "content", "no")],
        strict=True,
    )
    db.table("chunk").create_index(["content", "n"], unique=True)


@steps()
def m0002_picture(db: Database) -> None:
    """Pictures of contents that are photographs; see `store.pictures`."""
    db.table("picture").create(
        {"content": int, "small": bytes, "large": bytes, "width": int, "height": int, "camera": str, "why": str, "maker": int},
        pk="content",
        not_null={"small", "large", "width", "height", "camera", "why", "maker"},
        foreign_keys=[("content", "content", "no")],
        strict=True,
    )


def prepare(db: Database) -> None:
    """Bring the tables of files.db up to date."""
    with driver_errors():
        if steps.pending(db):
            steps.apply(db)


def put(vault: "Vault", source: BinaryIO, progress: Progress = SILENT) -> tuple[str, int]:
    """Keep what `source` holds from where it stands to its end; its SHA-256 (64 hex) and its size in bytes.

    Content already here is not kept twice. On any failure, Cancelled too, nothing is kept.
    Errors: ATTACHMENT_UNREADABLE, STORE_*.
    """
    db = vault.files
    total = _left(source)
    hashed, done, n = hashlib.sha256(), 0, 0
    with driver_errors():
        no = int(db.execute("INSERT INTO content (digest) VALUES (NULL)").lastrowid or 0)
    try:
        while chunks := _some(source):
            with driver_errors(), db.atomic():
                for chunk in chunks:
                    hashed.update(chunk)
                    db.execute("INSERT INTO chunk (content, n, bytes) VALUES (?, ?, ?)", [no, n, chunk])
                    n, done = n + 1, done + len(chunk)
            progress.step(done, max(done, total))
        _name(db, no, hashed.hexdigest(), done)
    except BaseException:
        with driver_errors():
            _drop(db, no)
        raise
    return hashed.hexdigest(), done


def has(vault: "Vault", digest: str) -> bool:
    return _content(vault.files, digest) is not None


def size(vault: "Vault", digest: str) -> int:
    """Bytes of a content. Errors: ATTACHMENT_MISSING, STORE_*."""
    return _found(vault.files, digest)[1]


def read(vault: "Vault", digest: str) -> Iterator[bytes]:
    """The content in pieces of at most 1 MiB. What was yielded counts only once the last piece came without an error.

    Errors: ATTACHMENT_MISSING, ATTACHMENT_DAMAGED, STORE_*.
    """
    yield from _stream(vault.files, digest)


def verify_all(vault: "Vault", progress: Progress = SILENT) -> list[str]:
    """Digests of contents whose bytes are not those attached. Errors: STORE_*, where not even a list can be read."""
    path = vault.folder / FILES
    with snapshot(path, vault.key) as db, driver_errors(db):
        rows = db.execute("SELECT digest, size FROM content WHERE digest IS NOT NULL ORDER BY digest").fetchall()
    total, done, bad = sum(size for _, size in rows), 0, []
    for digest, _ in rows:
        try:
            # One damaged page makes a connection useless for all that comes after it.
            with snapshot(path, vault.key) as db:
                for piece in _stream(db, str(digest)):
                    done = min(done + len(piece), total)
                    progress.step(done, total)
        except FieldError as error:
            if error.code in ("ATTACHMENT_DAMAGED", "STORE_DAMAGED"):
                bad.append(str(digest))
            # One that is gone by now was swept by whoever writes.
            elif error.code != "ATTACHMENT_MISSING":
                raise
    return bad


def sweep(vault: "Vault", wanted: Set[str]) -> int:
    """Take away for good all contents but those `wanted`, and what an interrupted `put` left; how many went.

    For when nothing is being attached: bytes put but not yet named by a change would go too. Errors: STORE_*.
    """
    db = vault.files
    with driver_errors():
        rows = db.execute("SELECT no, digest FROM content").fetchall()
        gone = [no for no, digest in rows if digest not in wanted]
        for no in gone:
            _drop(db, no)
        if gone:
            db.execute("PRAGMA incremental_vacuum").fetchall()
            # The log still has the pages as they were.
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return len(gone)


def _left(source: BinaryIO) -> int:
    """Bytes from where `source` stands to its end; 0 where it cannot tell."""
    try:
        if not source.seekable():
            return 0
        here = source.tell()
        end = source.seek(0, 2)
        source.seek(here)
    except OSError as error:
        raise FieldError("ATTACHMENT_UNREADABLE") from error
    return end - here


def _some(source: BinaryIO) -> list[bytes]:
    chunks: list[bytes] = []
    try:
        while len(chunks) < CHUNKS_A_COMMIT and (chunk := _full_chunk(source)):
            chunks.append(chunk)
    except OSError as error:
        raise FieldError("ATTACHMENT_UNREADABLE") from error
    return chunks


def _full_chunk(source: BinaryIO) -> bytes:
    """A pipe gives what it has just then; only the last chunk of a content may be short."""
    piece = source.read(CHUNK_BYTES)
    if not piece or len(piece) == CHUNK_BYTES:
        return piece
    whole = bytearray(piece)
    while len(whole) < CHUNK_BYTES and (piece := source.read(CHUNK_BYTES - len(whole))):
        whole += piece
    return bytes(whole)


def _name(db: Database, no: int, digest: str, size: int) -> None:
    with driver_errors():
        if _content(db, digest) is None:
            db.execute("UPDATE content SET digest = ?, size = ? WHERE no = ?", [digest, size, no])
        else:
            _drop(db, no)


def _drop(db: Database, no: int) -> None:
    with db.atomic():
        db.execute("DELETE FROM picture WHERE content = ?", [no])
        db.execute("DELETE FROM chunk WHERE content = ?", [no])
        db.execute("DELETE FROM content WHERE no = ?", [no])


def _content(db: Database, digest: str) -> tuple[int, int] | None:
    with driver_errors():
        row = db.execute("SELECT no, size FROM content WHERE digest = ?", [digest]).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def _stream(db: Database, digest: str) -> Iterator[bytes]:
    no, _ = _found(db, digest)
    hashed, n = hashlib.sha256(), 0
    while (chunk := _chunk(db, no, n)) is not None:
        hashed.update(chunk)
        yield chunk
        n += 1
    if hashed.hexdigest() != digest:
        raise FieldError("ATTACHMENT_DAMAGED", digest=digest)


def _found(db: Database, digest: str) -> tuple[int, int]:
    content = _content(db, digest)
    if content is None:
        raise FieldError("ATTACHMENT_MISSING", digest=digest)
    return content


def _chunk(db: Database, no: int, n: int) -> bytes | None:
    with driver_errors():
        row = db.execute("SELECT bytes FROM chunk WHERE content = ? AND n = ?", [no, n]).fetchone()
    return None if row is None else bytes(row[0])
