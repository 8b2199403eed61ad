"""Removable media: the only module that touches them. A stick may be full, locked, lying, hostile, or gone the next moment."""

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from desktop.errors import FieldError
from desktop.progress import SILENT, Progress
from desktop.store import durable

PIECE = 1024 * 1024
LARGEST_BUNDLE = 64 * 1024**3
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
FULL = {errno.ENOSPC, errno.EDQUOT}
NO_WAITING = getattr(os, "O_NONBLOCK", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)


@contextmanager
def _stick_errors(place: str) -> Iterator[None]:
    """Turn what a stick may refuse into STICK_*."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise FieldError("STICK_FULL", place=place) from error
        if error.errno == errno.EFBIG:
            raise FieldError("STICK_FILE_LIMIT", place=place) from error
        if error.errno in FORBIDDEN:
            raise FieldError("STICK_READONLY", place=place) from error
        raise FieldError("STICK_GONE", place=place) from error


class _Outgoing:
    """A file being written to a stick: takes the digest of what was meant to be there."""

    def __init__(self, file: BinaryIO, place: str) -> None:
        self._file, self._place = file, place
        self.hashed = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.hashed.update(data)
        with _stick_errors(self._place):
            self._file.write(data)
        return len(data)

    def flush(self) -> None:
        with _stick_errors(self._place):
            self._file.flush()


def write_out(folder: Path, name: str, writer: Callable[[BinaryIO], None]) -> Path:
    """Put what `writer` writes into `folder` under `name`, which it gets only once it was read back whole from the device.

    An existing file is never overwritten and a failure leaves nothing behind, unless the stick is gone. Raises STICK_FULL,
    STICK_FILE_LIMIT, STICK_READONLY, STICK_GONE, STICK_EXISTS, STICK_NOT_VERIFIED, and what `writer` raises."""
    if Path(name).name != name or name in ("", ".."):
        raise ValueError("a name, not a path")
    path, part = folder / name, folder / f".{name}.part"
    _refuse_existing(path)
    try:
        with _stick_errors(folder.name):
            # What a pulled stick kept of an earlier try goes; were it a link, the link goes and not what it points to.
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK | BINARY, 0o600)
        with _opened(descriptor, folder.name) as file:
            outgoing = _Outgoing(file, folder.name)
            writer(cast(BinaryIO, outgoing))
            with _stick_errors(folder.name):
                file.flush()
                os.fsync(file.fileno())
        with _stick_errors(folder.name):
            if _digest_on_device(part) != outgoing.hashed.hexdigest():
                raise FieldError("STICK_NOT_VERIFIED", place=folder.name)
        _refuse_existing(path)
        with _stick_errors(folder.name):
            _settle(part, path)
    except BaseException:
        # Gone sticks cannot be tidied; the failure that led here is the one to tell.
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return path


@contextmanager
def _opened(descriptor: int, place: str) -> Iterator[BinaryIO]:
    """The file, closed at the end. Closing may have to write, and so fail as writing does."""
    file = os.fdopen(descriptor, "wb")
    try:
        yield file
    finally:
        with _stick_errors(place):
            file.close()


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise FieldError("STICK_EXISTS", file=path.name)


def _settle(part: Path, path: Path) -> None:
    """Give a checked file its name, durably; a name that may not last is taken back."""
    part.rename(path)
    try:
        durable.flush_folder(path.parent)
    except OSError as error:
        # Some file systems of sticks have no folders to flush and write names at once.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            path.unlink(missing_ok=True)
            raise


def _digest_on_device(path: Path) -> str:
    """SHA-256 of a file just flushed, read from the device and not from memory where the system lets us ask for that."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").hexdigest()


def files(folder: Path, suffix: str) -> list[Path]:
    """The plain files in a folder of a stick whose names end so, by name. Raises STICK_GONE."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == suffix and file.is_file())
    except OSError as error:
        raise FieldError("STICK_GONE", place=folder.name) from error


def digest_of(file: Path) -> str:
    """SHA-256 of a file, 64 hex digits. Raises STICK_*."""
    with _stick_errors(file.parent.name), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_small(file: Path, largest: int) -> bytes:
    """A whole file of at most `largest` bytes, such as a card. Raises STICK_*, STICK_NOT_A_FILE, BUNDLE_TOO_LARGE."""
    with _received(file) as source, _stick_errors(file.parent.name):
        data = source.read(largest + 1)
    if len(data) > largest:
        raise FieldError("BUNDLE_TOO_LARGE")
    return data


def copy_in(file: Path, folder: Path, progress: Progress = SILENT) -> Path:
    """A private copy of a received file in `folder`, made if need be; its name says nothing of the old one. The file itself is
    only read. Raises STICK_*, STICK_NOT_A_FILE, BUNDLE_TOO_LARGE, STORE_*."""
    with durable.disk_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    copy = folder / f"{secrets.token_hex(16)}.xsb"
    with _received(file) as source:
        size = os.fstat(source.fileno()).st_size
        if size > LARGEST_BUNDLE:
            raise FieldError("BUNDLE_TOO_LARGE")
        if size > free:
            raise FieldError("STORE_DISK_FULL")
        try:
            _pour(source, copy, size, file.parent.name, progress)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
    return copy


def _pour(source: BinaryIO, copy: Path, size: int, place: str, progress: Progress) -> None:
    """Exactly the bytes the file had when it was opened: one that grows meanwhile is somebody else's doing."""
    with durable.disk_errors():
        target = os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600), "wb")
    left = size
    with target:
        while left:
            with _stick_errors(place):
                piece = source.read(min(PIECE, left))
            if not piece:
                raise FieldError("STICK_GONE", place=place)
            with durable.disk_errors():
                target.write(piece)
            left -= len(piece)
            progress.step(size - left, size)
        with durable.disk_errors():
            target.flush()


@contextmanager
def _received(file: Path) -> Iterator[BinaryIO]:
    """A file that came from elsewhere, for reading only; pipes, devices and folders are not opened for long."""
    with _stick_errors(file.parent.name):
        descriptor = os.open(file, os.O_RDONLY | NO_WAITING | BINARY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FieldError("STICK_NOT_A_FILE", file=file.name)
    with os.fdopen(descriptor, "rb") as source:
        yield source
