"""Files that must survive a power cut: written beside, flushed to the disk, then renamed over the old one."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import FieldError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn what a disk may refuse into STORE_DISK_FULL, STORE_READONLY or STORE_DISK."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise FieldError("STORE_DISK_FULL") from error
        if error.errno in FORBIDDEN:
            raise FieldError("STORE_READONLY") from error
        raise FieldError("STORE_DISK") from error


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that after a power cut either the old or the new content is there, whole."""
    part = beside(path)
    with disk_errors():
        try:
            with part.open("wb") as file:
                part.chmod(0o600)
                file.write(data)
                flush(file.fileno())
            settle(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def beside(path: Path) -> Path:
    """Where the unfinished content of `path` is written; one writer of a path at a time."""
    return path.with_name(f".{path.name}.part")


def flush(descriptor: int) -> None:
    os.fsync(descriptor)


def settle(part: Path, path: Path) -> None:
    """Give a finished and flushed file its name, and make the name itself durable."""
    part.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    # Windows has no handle of a folder to flush; its file system journals names.
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
