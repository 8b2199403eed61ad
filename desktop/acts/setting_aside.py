"""Set an import aside again: possible until something is saved, given or taken here after it (`domain.md` 4.7)."""

from typing import Any

from desktop.acts.session import CURRENT, Session
from desktop.errors import FieldError
from desktop.progress import SILENT, Progress
from desktop.store import aside


def possible(session: Session) -> dict[str, Any] | None:
    """The import that can still be set aside: `file`, `who`, `when`; None where none can."""
    was = aside.newest(session.notebook)
    if was is None or was.project != session.project:
        return None
    file, device, at = session.notebook.db.execute("select file, device, at from bundle where no = ?", [was.bundle]).fetchone()
    return {"file": file, "who": session.notebook.member_name(was.project, device), "when": at}


def set_aside(session: Session, file: str, progress: Progress = SILENT) -> dict[str, Any]:
    """Set the newest import aside. `file`: its name. All is again as before, for lists, figures, search and what is given; the log
    of bundles says that it was here, and a bundle of that colleague's is taken again only by hand.

    Raises BUNDLE_NOT_TAKEN, BUNDLE_STAYS where it is too late."""
    notebook, project = session.notebook, session.project
    row = notebook.db.execute(
        "select no from bundle where project = ? and direction = 'in' and file = ? order by no desc limit 1", [project, file]
    ).fetchone()
    if row is None:
        raise FieldError("BUNDLE_NOT_TAKEN", file=file)
    was = aside.newest(notebook)
    if was is None or was.bundle != row[0]:
        raise FieldError("BUNDLE_STAYS", file=file)
    who = possible(session) or {}
    with notebook.transaction():
        aside.put_aside(notebook, was, progress)
        notebook.db.execute(
            "update bundle set report = json_set(report, '$.set_aside', ?) where no = ?", [session.clock(), was.bundle]
        )
    return who


def waits(session: Session, giver: str) -> bool:
    """Whether what a colleague brought last was set aside, so that more of his waits for somebody to decide. `giver`: his code."""
    if not session.notebook.kept(CURRENT):
        return False
    row = session.notebook.db.execute(
        "select json_extract(report, '$.set_aside') from bundle where project = ? and direction = 'in'"
        " and file glob ? order by no desc limit 1",
        [session.project, f"*-{giver}-{session.card.code}-*"],
    ).fetchone()
    return bool(row and row[0])
