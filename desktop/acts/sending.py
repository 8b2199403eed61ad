"""What goes with a letter on its way: the time at which it left, and that a petition digest is for one pair of eyes."""

from desktop.acts import recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.fieldwork import letters


def after_move(session: Session, opened: Opened, state: str) -> None:
    """A notice that is sent says when, unless somebody has said so. `opened`: as it was before."""
    if opened.record.form in letters.NOTICES and state == "sent" and not opened.record.values.get("sent_at"):
        recording.edit(session, opened.record.id, {"sent_at": StoredDossier(session, session.project).now})


def demand_right_reader(session: Session, opened: Opened, member: str) -> None:
    """A petition digest is shown to the person it was given to and to nobody else (`domain.md` 4.2).

    `member`: id of a member record, empty for a whole side. Raises DIGEST_FOR_ONE."""
    if opened.record.form != letters.DIGEST:
        return
    dossier = StoredDossier(session, session.project)
    if not letters.may_be_given(dossier.whole(opened), dossier.person_of(member) if member else ""):
        raise FieldError("DIGEST_FOR_ONE", number=opened.entry.number)
