"""A whole copy of a vault in one file, encrypted as the vault is, taken while it is in use.

    xunshen-backup 1.0 <newline>
    {"members": {name: {"digest", "size"}}, "vault": 32 hex} in canonical form <newline>
    the bytes of vault.json, records.db and files.db, one after the other, and nothing after

The records are copied as of an earlier moment than the attachments, so every attachment a record names is there.
Received bundles kept aside are not part of it.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from desktop.errors import FieldError
from desktop.model import canonical
from desktop.progress import SILENT, Progress
from desktop.store import database, durable, keyfile
from desktop.store.database import FILES, RECORDS, Database
from desktop.store.lock import SystemLock
from desktop.store.vault import WRITER_SECONDS, Vault, claim

MAJOR = 1
MAGIC = b"xunshen-backup "
FIRST_LINE = MAGIC + b"1.0\n"
MEMBERS = (keyfile.NAME, RECORDS, FILES)
LONGEST_LINE = 4096
PIECE_BYTES = 1024 * 1024
LOCK = "backup.lock"
COPIES = "backup"


def backup(vault: Vault, file: Path, progress: Progress = SILENT) -> int:
    """Write the backup, read it back, then give it its name (an older one of that name is replaced); its size in bytes.

    Needs the vault's size again inside its folder meanwhile.
    Errors: BACKUP_BUSY, BACKUP_DAMAGED (what was read back), VAULT_DAMAGED, STORE_*.
    """
    part = durable.beside(file)
    with _copies(vault, progress) as copies, durable.disk_errors():
        try:
            with part.open("wb") as out:
                part.chmod(0o600)
                _write(out, vault.id, copies, progress)
                durable.flush(out.fileno())
            with part.open("rb") as written:
                for _, pieces in _members(written, file.name):
                    for _ in pieces:
                        pass
                size = written.tell()
            durable.settle(part, file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return size


def restore(file: Path, folder: Path, progress: Progress = SILENT) -> None:
    """Make the vault in `file` again in a folder that is missing or empty, as it was; the file is not altered.

    Errors: BACKUP_NOT_ONE, BACKUP_NEWER, BACKUP_DAMAGED, VAULT_EXISTS, STORE_*.
    """
    with durable.disk_errors():
        if not file.is_file():
            raise FieldError("BACKUP_NOT_ONE", file=file.name)
        with file.open("rb") as source:
            members = _members(source, file.name)
            claim(folder)
            total = file.stat().st_size
            if shutil.disk_usage(folder).free < total:
                raise FieldError("STORE_DISK_FULL")
            try:
                _fill(folder, members, total, progress)
            except BaseException:
                for name in MEMBERS:
                    _part(folder, name).unlink(missing_ok=True)
                    (folder / name).unlink(missing_ok=True)
                raise


def _fill(folder: Path, members: Iterator[tuple[str, Iterator[bytes]]], total: int, progress: Progress) -> None:
    done = 0
    for name, pieces in members:
        with _part(folder, name).open("wb") as out:
            for piece in pieces:
                out.write(piece)
                done += len(piece)
                progress.step(done, total)
            durable.flush(out.fileno())
    # The key file last, so that a folder with one always is a whole vault.
    for name in reversed(MEMBERS):
        durable.settle(_part(folder, name), folder / name)


def _part(folder: Path, name: str) -> Path:
    return durable.beside(folder / name)


@contextmanager
def _copies(vault: Vault, progress: Progress) -> Iterator[dict[str, Path]]:
    """Checked copies of the vault's three files, each whole, inside its own folder; taken away afterwards."""
    folder = vault.folder / COPIES
    with SystemLock(vault.folder / LOCK) as lock:
        if not lock.take(WRITER_SECONDS):
            raise FieldError("BACKUP_BUSY")
        with durable.disk_errors():
            # What a backup cut short by the power left behind.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
        try:
            keyfile.read(vault.folder).write(folder)
            # Both moments are fixed before the long copying begins, the records' first.
            with ExitStack() as stack:
                sources = {
                    name: stack.enter_context(database.snapshot(vault.folder / name, vault.key)) for name in (RECORDS, FILES)
                }
                for name, source in sources.items():
                    _copy(source, folder / name, vault.key, progress)
            yield {name: folder / name for name in MEMBERS}
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Database, target: Path, key: bytes, progress: Progress) -> None:
    copy = database.open_cipher(target, key, create=True)
    try:
        database.copy_into(source, copy, progress)
    finally:
        database.close(copy)
    if database.faults(target, key):
        raise FieldError("STORE_DAMAGED")


def _write(out: BinaryIO, vault: str, copies: dict[str, Path], progress: Progress) -> None:
    sizes = {name: path.stat().st_size for name, path in copies.items()}
    total, done = 2 * sum(sizes.values()), 0
    members: dict[str, dict[str, Any]] = {}
    for name, path in copies.items():
        hashed = hashlib.sha256()
        for piece in _pieces(path):
            hashed.update(piece)
            done += len(piece)
            progress.step(done, total)
        members[name] = {"digest": hashed.hexdigest(), "size": sizes[name]}
    out.write(FIRST_LINE)
    out.write(canonical.encode({"vault": vault, "members": members}) + b"\n")
    for path in copies.values():
        for piece in _pieces(path):
            out.write(piece)
            done += len(piece)
            progress.step(done, total)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _members(source: BinaryIO, name: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Check the head of a backup at once; then each member and its bytes, to be taken in order and to their end.

    Nothing from inside becomes a file name, and no size is believed beyond the size of the file itself.
    """
    first = source.readline(LONGEST_LINE)
    if not first.startswith(MAGIC):
        raise FieldError("BACKUP_NOT_ONE", file=name)
    major = first.removeprefix(MAGIC).split(b".")[0]
    if major.isdigit() and int(major) > MAJOR:
        raise FieldError("BACKUP_NEWER", file=name)
    sizes = _sizes(source.readline(LONGEST_LINE), name)
    start = source.tell()
    if source.seek(0, 2) - start != sum(size for _, size in sizes.values()):
        raise FieldError("BACKUP_DAMAGED", file=name)
    source.seek(start)
    return ((member, _checked(source, *sizes[member], name)) for member in MEMBERS)


def _sizes(line: bytes, name: str) -> dict[str, tuple[str, int]]:
    """Digest and size of each member, as the second line tells them."""
    try:
        members: dict[str, Any] = canonical.decode(line.removesuffix(b"\n"), dict)["members"]
        sizes = {member: (str(members[member]["digest"]), members[member]["size"]) for member in MEMBERS}
    except (FieldError, KeyError, TypeError) as error:
        raise FieldError("BACKUP_DAMAGED", file=name) from error
    if len(members) != len(MEMBERS) or any(type(size) is not int or size < 1 for _, size in sizes.values()):
        raise FieldError("BACKUP_DAMAGED", file=name)
    return sizes


def _checked(source: BinaryIO, digest: str, size: int, name: str) -> Iterator[bytes]:
    hashed, left = hashlib.sha256(), size
    while left and (piece := source.read(min(PIECE_BYTES, left))):
        hashed.update(piece)
        left -= len(piece)
        yield piece
    if left or hashed.hexdigest() != digest:
        raise FieldError("BACKUP_DAMAGED", file=name)
