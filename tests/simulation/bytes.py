"""Every byte that a laptop holds, and every byte of a bundle, searched for the marks that each value carries."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyrage
import zstandard

from desktop.acts.session import Session

MARK = re.compile(r"mk([0-9]{3})([a-z]+)([0-9]{5})x")
"""Number of the record, its field, and the number of the value."""
PLAIN = re.compile(MARK.pattern.encode())
WIDE = re.compile(b"".join(rb"[a-z]\x00" if part == "l" else rb"[0-9]\x00" for part in "lldddl") + rb"(?:[a-z0-9]\x00)+")


def mark(record: int, field: str, n: int) -> str:
    return f"mk{record:03d}{field.replace('_', '')}{n:05d}x"


def marks_in(data: bytes) -> Iterator[tuple[int, str]]:
    """(number of the record, field) of each mark, in UTF-8 and UTF-16."""
    for number, field, _ in PLAIN.findall(data):
        yield int(number), field.decode()
    for found in WIDE.findall(data):
        for number, field, _ in MARK.findall(found.decode("utf-16-le")):
            yield int(number), field


def held_by(session: Session) -> set[tuple[int, str]]:
    """Marks in every cell of every table, the terms of the index of words and the stored files."""
    vault, found = session.notebook.vault, set[tuple[int, str]]()
    for db in (vault.records, vault.files):
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            if not table.startswith("search"):
                for row in db.execute(f"select * from {table}"):
                    for cell in row:
                        if cell is not None:
                            found.update(marks_in(cell if isinstance(cell, bytes) else str(cell).encode()))
    vault.records.execute("create virtual table temp.vocabulary using fts5vocab(main, search, row)")
    for (term,) in vault.records.execute("select term from temp.vocabulary").fetchall():
        found.update(marks_in(term.encode()))
    vault.records.execute("drop table temp.vocabulary")
    return found


def brought_by(file: Path, session: Session) -> set[tuple[int, str]]:
    """Marks in a bundle, opened with its recipient's key and nothing of ours."""
    packed = pyrage.decrypt(file.read_bytes(), [session.keys.seal])
    with zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True) as reader:
        return set(marks_in(reader.readall()))
