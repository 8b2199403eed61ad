"""What is told beside a record and not written in it: marks, the means that verify a point, whom a problem was told to."""

from collections.abc import Sequence
from typing import Any

from desktop.acts import letters
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened
from desktop.acts.session import Session
from desktop.fieldwork import means
from desktop.fieldwork.letters import MILESTONE, NO_MUTUAL_NOTICE, entered_untold
from desktop.store.records import Entry

POINT, FINDING = "suspicion", "finding"


def of_record(session: Session, opened: Opened) -> dict[str, Any]:
    """As of a line; of a problem also `told`, as `letters.track` has it."""
    found = dict(of_lines(session, [opened.entry]).get(opened.record.id, {}))
    if opened.record.form == FINDING and (told := letters.track(session, opened.record.id)):
        found["told"] = told
    return found


def of_lines(session: Session, entries: Sequence[Entry]) -> dict[str, dict[str, Any]]:
    """By id, where there is something to tell: `marks` of an entry (no_mutual_notice: 未互通报); of a point `tasks`, how many, and
    `means`, those used as far as they are known here."""
    dossier = StoredDossier(session, session.project)
    points = [one for one in entries if one.form == POINT]
    dossier.expect_naming([one.id for one in points], means.TASK)
    found: dict[str, dict[str, Any]] = {}
    for entry in points:
        case = dossier.line(entry)
        if tasks := means.tasks(case, dossier):
            found[entry.id] = {"tasks": len(tasks), "means": list(means.used(case, dossier))}
    for entry in entries:
        if entry.form == MILESTONE and entered_untold(dossier.line(entry), dossier):
            found[entry.id] = {"marks": [NO_MUTUAL_NOTICE]}
    return found
