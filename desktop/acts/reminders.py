"""Reminders: the recovery code is asked back, until it is known that the person has written it down."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desktop.acts.session import RECOVERY, Session
from desktop.errors import FieldError
from desktop.store import keyfile, recovery

PATIENCE = timedelta(days=3)
CONFIRMED = f"{RECOVERY}/confirmed"


@dataclass(frozen=True, slots=True)
class Due:
    """Whether the recovery code is to be asked for, and whether that can wait no longer. As a condition: whether it is due."""

    due: bool
    urgent: bool = False

    def __bool__(self) -> bool:
        return self.due


def recovery_due(session: Session, now: str) -> Due:
    """Due from the day the vault was made until its present code was typed once; urgent after three days. `now` is a time as
    `session.clock` gives it."""
    if session.notebook.kept(CONFIRMED) == _present(session):
        return Due(False)
    made = session.notebook.kept(RECOVERY) or session.card.made
    return Due(True, urgent=_time(now) - _time(made) >= PATIENCE)


def confirm_recovery(session: Session, code: str) -> bool:
    """Whether a code as typed opens this vault; if so it is not asked for again. Nothing of the vault's keys is changed."""
    try:
        typed = recovery.normalised(code)
    except FieldError:
        return False
    vault = session.notebook.vault
    key = keyfile.read(vault.folder).key("recovery", typed)
    if key is None or not secrets.compare_digest(key, vault.key):
        return False
    if vault.writes:
        session.notebook.keep(CONFIRMED, _present(session))
    return True


def _present(session: Session) -> str:
    """Tells a code from one made anew later, and nothing of the code."""
    wrap = keyfile.read(session.notebook.vault.folder).content["wraps"].get("recovery") or {}
    return str(wrap.get("salt"))


def _time(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
