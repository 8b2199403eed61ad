"""What Today lists: what I have to do, what waits for me, what is out, and with whom something is still to be exchanged.

Taken from list lines alone; no record is opened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from desktop.acts import reviewing, rounds, writing
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.acts.statistics import uncollected
from desktop.fieldwork import materials, outstanding
from desktop.fieldwork.case import Case, counts
from desktop.fieldwork.deadlines import ITEM, TRACKERS
from desktop.model.form import Form
from desktop.store import records

Why = Literal["task", "draft", "conflict", "confirm", "receive", "review", "judge", "paper", "letter", "request", "lent", "notes"]
SET_UP = ("project", "exchange", "")
"""Places of what a project is set up with, which is no work yet."""
QUIET_DAYS = 3
"""So long nobody wonders why nothing came from a colleague."""


@dataclass(frozen=True, slots=True)
class Line:
    """`id` is empty of a draft of what is no record yet. `due`: 'YYYY-MM-DD' or empty; `days`: from today to then, below 0 where it
    is past. `at`: addresses in conflict; `stored`: when a draft was, as `session.clock` has it; `count`: notes not dealt with."""

    why: Why
    id: str
    form: str
    title: str
    due: str = ""
    days: int = 0
    at: tuple[str, ...] = ()
    stored: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Colleague:
    """`lacks`: changes here that he was not given; `heard`: when something last came from him, as `session.clock` has it, or empty;
    `days`: since then."""

    who: str
    lacks: int
    heard: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Each list in the order in which it is to be seen to."""

    mine: tuple[Line, ...] = ()
    for_me: tuple[Line, ...] = ()
    out: tuple[Line, ...] = ()
    colleagues: tuple[Colleague, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.mine or self.for_me or self.out or self.colleagues)


def is_begun(session: Session) -> bool:
    """Whether there is a record of work in the current project, or a draft of one."""
    project, forms = session.project, session.forms.values()
    work = (form.id for form in forms if form.place not in SET_UP)
    return any(records.listing(session.notebook, project, id, limit=1) for id in work) or bool(writing.unfinished(session))


def gather(session: Session) -> Waiting:
    """All of it for the person at this laptop, in the current project."""
    one = _Gathering(StoredDossier(session, session.project))
    with uncollected():
        return Waiting(
            _by_day([*one.tasks(), *one.drafts()]),
            (*one.conflicts(), *one.to_confirm(), *one.to_receive(), *one.to_review(), *one.noted()),
            _by_day([*one.away(), *one.lent()]),
            tuple(_colleagues(session)),
        )


def _by_day(lines: Iterable[Line]) -> tuple[Line, ...]:
    """By the day they are due, those without one last; else the oldest first."""
    return tuple(sorted(lines, key=lambda one: (not one.due, one.due)))


@dataclass(frozen=True)
class _Gathering:
    dossier: StoredDossier

    @property
    def _forms(self) -> Iterable[Form]:
        return self.dossier.session.notebook.forms_in(self.dossier.project).values()

    def _line(self, why: Why, case: Case, due: str = "") -> Line:
        due = due[:10]
        return Line(why, case.id, case.form, case.title or case.number, due, _days(self.dossier.today, due) if due else 0)

    def tasks(self) -> Iterator[Line]:
        """Those of whose doing I am in charge."""
        for form in map(self.dossier.form, outstanding.TASKS):
            if form is not None and self.dossier.me:
                for case in self.dossier.in_states(form.id, outstanding.undone(form), owner=self.dossier.me):
                    yield self._line("task", case, case.text("due"))

    def drafts(self) -> Iterator[Line]:
        """Half written, they are for today."""
        for one in writing.unfinished(self.dossier.session):
            yield Line("draft", one.record, one.form, one.title, self.dossier.today, stored=one.stored)

    def conflicts(self) -> Iterator[Line]:
        session = self.dossier.session
        for entry, addresses in records.conflicts(session.notebook, self.dossier.project):
            yield Line("conflict", entry.id, entry.form, entry.title or entry.number, at=addresses)

    def to_confirm(self) -> Iterator[Line]:
        """What another side has confirmed."""
        for form in self._forms:
            if form.confirming is not None:
                for case in self.dossier.half_confirmed(form.id, form.confirming.to):
                    if outstanding.asks(form, case, self.dossier.my_side):
                        yield self._line("confirm", case)

    def to_receive(self) -> Iterator[Line]:
        """Letters of another side that came here."""
        for form in self._forms:
            if form.place == outstanding.LETTERS and outstanding.out(form):
                for case in self.dossier.in_states(form.id, [outstanding.SENT]):
                    if not self._is_mine(form, case) and outstanding.is_out(form, case, self.dossier):
                        yield self._line("receive", case)

    def to_review(self) -> Iterator[Line]:
        """What I am named to review, and what a unit that I follow reports to have put right."""
        me = self.dossier.me
        for form in self._forms:
            if me and (field := outstanding.reviewer_field(form)):
                for case in self.dossier.in_states(form.id, outstanding.to_review(form), **{field: me}):
                    yield self._line("review", case)
        item, field = self.dossier.form(ITEM), TRACKERS.get(self.dossier.my_side, "")
        if item is not None and me and field:
            for case in self.dossier.in_states(ITEM, outstanding.to_judge(item), **{field: me}):
                yield self._line("judge", case, case.text("due_date"))

    def noted(self) -> Iterator[Line]:
        """What I began, and somebody wrote in its margin what nobody has dealt with."""
        for entry, count in reviewing.open_notes(self.dossier.session):
            case = self.dossier.line(entry)
            if counts(case, self.dossier):
                yield replace(self._line("notes", case), count=count)

    def away(self) -> Iterator[Line]:
        """Papers to be signed, letters and requests that are out for this side."""
        for form in self._forms:
            if states := outstanding.out(form):
                found = [one for one in self.dossier.in_states(form.id, states) if self._is_mine(form, one)]
                if form.id == materials.REQUEST:
                    self.dossier.expect_naming([one.id for one in found], materials.ITEM)
                why = _why_out(form)
                for case in found:
                    if outstanding.is_out(form, case, self.dossier):
                        yield self._line(why, case, outstanding.reply_due(case, self.dossier))

    def _is_mine(self, form: Form, case: Case) -> bool:
        """Whether it is this side's to look after. What goes between the sides is of both, and of the side that wrote it."""
        mine = self.dossier.my_side
        if form.place == outstanding.LETTERS:
            return (case.text("from_side") or self.dossier.side_of_writer(case.id)) == mine
        return outstanding.is_mine(case, mine)

    def lent(self) -> Iterator[Line]:
        """Originals that have to come back."""
        for id, state in ((outstanding.SLIP, "signed"), (materials.SHARE, "given")):
            for case in self.dossier.in_states(id, [state]):
                if outstanding.is_lent(case):
                    yield self._line("lent", case, case.text("return_due"))


def _why_out(form: Form) -> Why:
    if form.place == outstanding.LETTERS:
        return "letter"
    return "request" if form.id == materials.REQUEST else "paper"


def _colleagues(session: Session) -> Iterator[Colleague]:
    today = _day(session.clock())
    for one in rounds.pending(session):
        heard = one["last_taken"] or ""
        days = _days(_day(heard), today) if heard else 0
        if one["lacks"] or not heard or days > QUIET_DAYS:
            yield Colleague(one["who"], one["lacks"], heard, days)


def _day(clock: str) -> str:
    return datetime.fromisoformat(clock).astimezone().date().isoformat()


def _days(start: str, end: str) -> int:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).days
