"""What narrows a list beyond kinds, phases and words: of which side, mine, with something still missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.acts import recording
from desktop.acts.dossiers import StoredDossier
from desktop.acts.session import Session
from desktop.store import lines, numbered, people

MINE, LACKING = "mine", "lacking"


@dataclass(frozen=True)
class Narrow:
    """All of it must hold. `sides`: of one of these, of any where there is none; `mine`: begun on this laptop, or naming its
    person; `lacking`: a field that is due by its state is empty."""

    sides: frozenset[str] = frozenset()
    mine: bool = False
    lacking: bool = False

    def __bool__(self) -> bool:
        return bool(self.sides or self.mine or self.lacking)


def numbers(session: Session, forms: Sequence[str], narrow: Narrow) -> list[int]:
    """The records of these forms for which it holds, by their numbers here, newest first. Takes as long as reading them: not for
    the window's thread."""
    found = frozenset(_fitting(session, forms, narrow))
    wanted = found & _mine(session) if narrow.mine else found
    return numbered.newest_first(session.notebook, session.project, wanted)


def _fitting(session: Session, forms: Sequence[str], narrow: Narrow) -> Iterator[str]:
    notebook, project, known = session.notebook, session.project, session.forms
    for id in forms:
        form = known.get(id)
        if form is None:
            continue
        every = [(one[0], one[3]) for one in lines.each(notebook, project, id) if not narrow.sides or one[2] in narrow.sides]
        if not narrow.lacking:
            yield from (record for record, _ in every)
            continue
        states = dict(every)
        for record, values in lines.documents_of(notebook, project, list(states)):
            state = states[record]
            frozen = any(one.id == state and one.frozen for one in form.states)
            if form.missing(recording.due_state(form, state, frozen=frozen), values):
                yield record


def _mine(session: Session) -> frozenset[str]:
    notebook, project = session.notebook, session.project
    me = StoredDossier(session, project).me
    named = [no for no, _ in people.naming(notebook, project, [me])] if me else []
    return numbered.begun_by(notebook, project, session.device) | numbered.ids(notebook, named)
