"""Pictures of photographs: kept in the vault once they are made, and made anew where they are missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.photos import picture
from desktop.photos.taken import Taken
from desktop.progress import SILENT, Progress
from desktop.store import attachments, pictures
from desktop.store.pictures import Picture

MAKER = 1
"""Counted up where pictures are made otherwise, or more kinds of photograph are understood."""
NOT_HERE = ("ATTACHMENT_MISSING", "ATTACHMENT_DAMAGED")


@dataclass(frozen=True, slots=True)
class Made:
    """A picture and its large self, not yet kept."""

    picture: Picture
    large: bytes


def make(session: Session, digest: str) -> Made:
    """From the photograph itself; where that cannot be shown, why. Writes nothing. Raises STORE_*."""
    try:
        return _made(digest, _photograph(session, digest))
    except FieldError as error:
        if error.code.startswith("STORE_"):
            raise
        return _none(digest, error.code)


def take_in(session: Session, digest: str) -> Taken:
    """Keep the pictures of a photograph just put into the vault; when and where it was taken. Raises STORE_*."""
    try:
        data = _photograph(session, digest)
    except FieldError as error:
        if error.code != "PHOTO_TOO_LARGE":
            raise
        keep(session, [_none(digest, error.code)])
        return Taken()
    if digest not in pictures.found(session.notebook.vault, [digest], MAKER):
        keep(session, [_made(digest, data)])
    return picture.taken(data)


def _made(digest: str, data: bytes) -> Made:
    try:
        found = picture.pictures(data)
    except FieldError as error:
        return _none(digest, error.code)
    return Made(Picture(digest, found.small, found.width, found.height, found.camera, "", MAKER), found.large)


def _none(digest: str, code: str) -> Made:
    return Made(Picture(digest, b"", 0, 0, "", code, MAKER), b"")


def _photograph(session: Session, digest: str) -> bytes:
    """Its own bytes. Raises ATTACHMENT_MISSING, ATTACHMENT_DAMAGED, PHOTO_TOO_LARGE, STORE_*."""
    vault = session.notebook.vault
    if attachments.size(vault, digest) > picture.MOST_BYTES:
        raise FieldError("PHOTO_TOO_LARGE")
    return b"".join(attachments.read(vault, digest))


def keep(session: Session, made: Sequence[Made]) -> None:
    """Keep pictures; not of what may still come. Raises STORE_*."""
    for one in made:
        if one.picture.why not in NOT_HERE:
            pictures.keep(session.notebook.vault, one.picture, one.large)


def bring(session: Session, digests: Sequence[str]) -> tuple[dict[str, Picture], list[Made]]:
    """The small pictures of these contents, and which of them had to be made and are to be kept. Writes nothing."""
    there = pictures.found(session.notebook.vault, digests, MAKER)
    made = [make(session, digest) for digest in dict.fromkeys(digests) if digest not in there]
    return there | {one.picture.digest: one.picture for one in made}, made


def large(session: Session, digest: str) -> bytes:
    """The large picture of a content; empty where it cannot be shown. Writes nothing."""
    there = digest in pictures.found(session.notebook.vault, [digest], MAKER)
    return pictures.large(session.notebook.vault, digest) if there else make(session, digest).large


def make_all(session: Session, digests: Sequence[str], progress: Progress = SILENT) -> dict[str, Picture]:
    """The small pictures of all of these, made and kept where they were missing."""
    there = pictures.found(session.notebook.vault, digests, MAKER)
    for number, digest in enumerate(digests):
        progress.step(number, len(digests))
        if digest not in there:
            made = make(session, digest)
            there[digest] = made.picture
            if session.notebook.vault.writes:
                keep(session, [made])
    return there


def why(code: str) -> FieldError | None:
    """In words why a photograph is not shown; None where it is."""
    match code:
        case "":
            return None
        case "PHOTO_UNKNOWN":
            return FieldError("PHOTO_UNKNOWN")
        case "PHOTO_TOO_LARGE":
            return FieldError("PHOTO_TOO_LARGE")
        case "ATTACHMENT_MISSING":
            return FieldError("PHOTO_NOT_HERE")
    return FieldError("PHOTO_BROKEN")
