"""Somebody's file, ahead of the library that reads it: what it is, and whether it stays within bounds when unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from desktop.errors import FieldError

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 32 * MEBIBYTE
LARGEST_UNPACKED = 256 * MEBIBYTE
LARGEST_STRINGS = 64 * MEBIBYTE
"""Of the texts of a workbook, which are all held at once."""
LARGEST_WHOLE = 8 * MEBIBYTE
"""Of a part that is read into a tree at once: what sheets there are, how cells look."""
MOST_PARTS = 5_000
PIECE = 64 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MANIFEST = "[Content_Types].xml"
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, SyntaxError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
)  # fmt: skip
"""What zip, XML and workbook readers raise at a file that is none of theirs, or was cut or altered. ElementTree's errors are
SyntaxErrors."""


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Turn what readers raise into LEDGER_NOT_EXCEL. `file`: its name."""
    try:
        yield
    except UNREADABLE as error:
        raise FieldError("LEDGER_NOT_EXCEL", file=file) from error


class Parts(zipfile.ZipFile):
    """The parts of a workbook. `file`: its name."""

    file = ""

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """A part whole. Raises LEDGER_TOO_LARGE."""
        part = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if part.file_size > LARGEST_WHOLE:
            raise FieldError("LEDGER_TOO_LARGE", file=self.file, most=LARGEST_WHOLE // MEBIBYTE)
        return super().read(name, pwd)


def opened(data: bytes, file: str) -> Parts:
    """The parts of a workbook, none of them unpacked yet.

    Raises LEDGER_TOO_LARGE, LEDGER_PASSWORD, LEDGER_OLD_FORMAT, LEDGER_NOT_EXCEL."""
    if len(data) > LARGEST_FILE:
        raise FieldError("LEDGER_TOO_LARGE", file=file, most=LARGEST_FILE // MEBIBYTE)
    if data.startswith(OLE):
        raise FieldError("LEDGER_PASSWORD" if ENCRYPTED in data else "LEDGER_OLD_FORMAT", file=file)
    if not data.startswith(ZIP):
        raise FieldError("LEDGER_NOT_EXCEL", file=file)
    with reading(file):
        archive = Parts(io.BytesIO(data))
        archive.file = file
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts) or MANIFEST not in archive.namelist():
            raise FieldError("LEDGER_NOT_EXCEL", file=file)
        # No more than what is written here of a part's size is ever unpacked of it.
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise FieldError("LEDGER_TOO_LARGE", file=file, most=LARGEST_UNPACKED // MEBIBYTE)
        if any(_declares(archive, part) for part in parts):
            raise FieldError("LEDGER_NOT_EXCEL", file=file)
    return archive


class _Seen(Exception):
    """The first element of a part: what could be declared has been."""


def _declares(archive: Parts, part: zipfile.ZipInfo) -> bool:
    """Whether a part begins with declarations of its own, as no workbook does: a word of them can stand for gigabytes."""
    declared = False

    def declaration(*_: object) -> None:
        nonlocal declared
        declared = True
        raise _Seen

    def element(*_: object) -> None:
        raise _Seen

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declaration, element
    try:
        with archive.open(part) as stream:
            while piece := stream.read(PIECE):
                parser.Parse(piece)
    except _Seen:
        return declared
    except expat.ExpatError:
        # A picture, or nothing that anybody could read.
        return False
    return False
