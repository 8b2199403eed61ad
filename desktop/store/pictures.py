"""Pictures of photographs, kept beside the attachments they were made from: each laptop makes its own, and they never travel.

A row goes with its content, so that what is erased is not left to be looked at in small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.store.database import driver_errors

if TYPE_CHECKING:
    from desktop.store.vault import Vault

AT_ONCE = 500
"""Names in one question."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Of one content. `small`: JPEG, empty where none can be made; `why`: then the code of the reason. `width`, `height`: pixels of
    the photograph, seen upright. `maker`: number of the way they were made, so that a better one can make them anew."""

    digest: str
    small: bytes
    width: int
    height: int
    camera: str
    why: str
    maker: int


def keep(vault: "Vault", one: Picture, large: bytes) -> None:
    """Over what was kept of the same content. A content that is gone by now keeps nothing. Errors: STORE_*."""
    with driver_errors():
        vault.files.execute(
            "INSERT OR REPLACE INTO picture (content, small, large, width, height, camera, why, maker)"
            " SELECT no, ?, ?, ?, ?, ?, ?, ? FROM content WHERE digest = ?",
            [one.small, large, one.width, one.height, one.camera, one.why, one.maker, one.digest],
        )


def found(vault: "Vault", digests: Sequence[str], maker: int) -> dict[str, Picture]:
    """What is kept of these contents and was made that way. Errors: STORE_*."""
    rows = []
    with driver_errors(vault.files):
        for begin in range(0, len(digests), AT_ONCE):
            some = digests[begin : begin + AT_ONCE]
            rows += vault.files.execute(
                "SELECT c.digest, s.small, s.width, s.height, s.camera, s.why, s.maker FROM picture s JOIN content c"
                f" ON c.no = s.content WHERE s.maker = ? AND c.digest IN ({', '.join('?' * len(some))})",
                [maker, *some],
            ).fetchall()
    return {row[0]: Picture(row[0], bytes(row[1]), *row[2:]) for row in rows}


def large(vault: "Vault", digest: str) -> bytes:
    """The large picture of a content, JPEG; empty where none is kept. Errors: STORE_*."""
    with driver_errors(vault.files):
        row = vault.files.execute(
            "SELECT s.large FROM picture s JOIN content c ON c.no = s.content WHERE c.digest = ?", [digest]
        ).fetchone()
    return bytes(row[0]) if row else b""
