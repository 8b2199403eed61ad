"""How a point is verified: its evidence of both sides, what the rules still miss, tasks that bring it, both sides' cards set beside
each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.acts import recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.opening import Opened, line, look_up
from desktop.acts.session import Session
from desktop.errors import FieldError, Language
from desktop.fieldwork import corroboration, corroboration_words, means, verifying
from desktop.fieldwork.case import Case
from desktop.fieldwork.corroboration import Judgement, Verdict
from desktop.fieldwork.pieces import Piece
from desktop.fieldwork.verifying import CORROBORATION, Wanted
from desktop.model.change import JOINT
from desktop.store import records
from desktop.store.records import Entry

POINT = "suspicion"
LISTED = dict(zip(corroboration.SIDES, ("audit_evidence", "insp_evidence"), strict=True))
"""By side: the field of a corroboration that lists its cards."""
BESIDE_TITLE = {"zh": "{number} 两侧对照", "en": "{number}: both sides"}
"""No word of the point's: a corroboration is read by both sides, the point may not be yet."""


@dataclass(frozen=True)
class Lack:
    """A rule not met. `wanted`: the task that would meet it, None where none would; `task`: such a task that is under way."""

    verdict: Verdict
    wanted: Wanted | None
    task: Case | None

    def document(self, lang: Language) -> dict[str, Any]:
        """As the command line tells it."""
        under_way = self.task.id if self.task else None
        task = {"side": self.wanted.side, "method": self.wanted.method, "under_way": under_way} if self.wanted else None
        said = corroboration_words.why(self.verdict, lang)
        return {"rule": self.verdict.rule, "why": self.verdict.why, "said": said, "about": list(self.verdict.about), "task": task}


@dataclass(frozen=True)
class Verification:
    """Of one point, void ones among all: `cards` with how each is weighed; `lacks`; `tasks`; `beside`: its corroborations; which of
    them tells what is missing (`by`, empty where there is none yet), and whether this laptop holds all that decides it (`seen`).
    `writing`: a corroboration not confirmed yet that would take in `free`, the cards that stand in none; `shown`: those of `free`
    that are ours, and so shown to the other side by listing them. `names`: what people call the records behind cards, and those in
    charge of tasks, by id; `today`: 2026-11-25."""

    cards: tuple[tuple[Case, Piece], ...]
    lacks: tuple[Lack, ...]
    tasks: tuple[Case, ...]
    beside: tuple[tuple[Case, Judgement], ...]
    by: str
    seen: bool
    writing: Case | None
    free: tuple[Case, ...]
    shown: tuple[Case, ...]
    names: Mapping[str, str]
    today: str

    def document(self, lang: Language) -> dict[str, Any]:
        """As the command line tells it."""
        return {
            "corroboration": self.by or None,
            "seen": self.seen,
            "missing": [one.document(lang) for one in self.lacks],
            "cards": [
                {"id": case.id, "number": case.number, "side": piece.side, "counts": piece.counts, "why_not": piece.why_not or None}
                for case, piece in self.cards
            ],
            "beside": [{"id": case.id, "outcome": found.outcome} for case, found in self.beside],
        }


def of_point(session: Session, opened: Opened) -> Verification:
    """All of it for one point. Raises RECORD_NOT_A_POINT."""
    point, dossier = _point(session, opened)
    weighed = verifying.weigh(point, dossier)
    there, tasks, held = dossier.naming(point.id, CORROBORATION), _tasks(point, dossier), verifying.cards(point, dossier)
    named = [id for one, _ in held for id in one.ids("record")] + [id for one in tasks for id in one.ids("owner")]
    writing, free = verifying.to_set_beside(point, dossier)
    return Verification(
        cards=tuple(held),
        lacks=tuple(_lack(point, one, weighed, dossier) for one in weighed.missing),
        tasks=tuple(tasks),
        beside=tuple((one, corroboration.judge(one, dossier)) for one in there),
        by=weighed.corroboration,
        seen=weighed.judgement.seen or not weighed.matter.pieces,
        writing=writing,
        free=tuple(free),
        shown=tuple(one for one in free if one.side in (dossier.my_side, JOINT)),
        names=_called(session, list(dict.fromkeys(named))),
        today=dossier.today,
    )


def task_for(session: Session, word: str, rule: str, lang: Language = "zh") -> tuple[Entry, bool]:
    """The task that would meet a rule of a point, and whether it was made now: one that is under way already is given back. A task
    of the own side is its own; one for the other side is joint, so that it is read and worked on there.

    Raises RECORD_NOT_A_POINT, RULE_ASKS_NO_TASK, and what making a record raises."""
    point, dossier = _point(session, look_up(session, word))
    weighed = verifying.weigh(point, dossier)
    lacks = (_lack(point, one, weighed, dossier) for one in weighed.missing if one.rule == rule)
    lack = next(lacks, None)
    if lack is None or lack.wanted is None:
        raise FieldError("RULE_ASKS_NO_TASK", rule=rule[:8])
    if lack.task is not None:
        return line(session, session.project, lack.task.id), False
    title, what = corroboration_words.task(lack.verdict.why, lang)
    said = {
        "title": title,
        "what": what,
        "suspicion": point.id,
        "for_side": lack.wanted.side,
        "method": [lack.wanted.method],
        "due": point.text("due_date") or None,
        "from_record": weighed.corroboration or None,
    }
    side = None if lack.wanted.side == dossier.my_side else JOINT
    return recording.new(session, means.TASK, said, side), True


def set_beside(session: Session, word: str, lang: Language = "zh") -> tuple[Entry, bool]:
    """The corroboration with all cards of both sides that were obtained and stood in none, and whether it was made now. Listing a
    card of one's own side shows it to the other (4.2), so say so before.

    Raises RECORD_NOT_A_POINT, NO_CARD_TO_SET_BESIDE, and what making and editing a record raise."""
    opened = look_up(session, word)
    point, dossier = _point(session, opened)
    writing, free = verifying.to_set_beside(point, dossier)
    if not free:
        raise FieldError("NO_CARD_TO_SET_BESIDE")
    listed = {
        name: [*(writing.ids(name) if writing else ()), *(one.id for one in free if one.text("for_side") == side)]
        for side, name in LISTED.items()
    }
    if writing is not None:
        recording.edit(session, writing.id, listed)
        return line(session, session.project, writing.id), False
    title = BESIDE_TITLE[lang].format(number=opened.entry.number)
    return recording.new(session, CORROBORATION, {"title": title, "suspicion_id": point.id, **listed}), True


def _point(session: Session, opened: Opened) -> tuple[Case, StoredDossier]:
    if opened.entry.form != POINT:
        raise FieldError("RECORD_NOT_A_POINT", number=opened.entry.number)
    dossier = StoredDossier(session, session.project)
    return dossier.whole(opened), dossier


def _called(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """By its title, else by its number: of what is withheld here there is no more."""
    notebook, project = session.notebook, session.project
    titles = {id: title for id, title in records.names(notebook, project, ids).items() if title}
    return records.called(notebook, project, ids) | titles


def _tasks(point: Case, dossier: StoredDossier) -> list[Case]:
    return [one for one in dossier.naming(point.id, means.TASK) if point.id in one.ids("suspicion")]


def _lack(point: Case, verdict: Verdict, weighed: verifying.Weighed, dossier: StoredDossier) -> Lack:
    found = verifying.wanted(verdict, weighed.matter, dossier.my_side)
    return Lack(verdict, found, verifying.under_way(point, found, dossier) if found else None)
