"""Reading how a record of a form goes on: states, phases, moves and gates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.errors import FieldError
from desktop.model.every_form import FLOWS
from desktop.model.form import WEIGHTS, Confirming, Field, Gate, Move, Phase, State
from desktop.model.form_fields import check_when, note_field, note_state, read_when
from desktop.model.form_page import TABLE, TEXT, TEXTS, YES_NO, Page, Path

PHASE_KEYS = {"id": TEXT, "zh": TEXT, "en": TEXT}
STATE_KEYS = PHASE_KEYS | {"phase": TEXT, "frozen": YES_NO, "void": YES_NO, "derived": YES_NO}
GATE_KEYS = {"rule": TEXT, "weight": TEXT, "at": TEXTS, "fields": TEXTS, "when": TABLE, "fixed": YES_NO}
CONFIRM_KEYS = {"to": TEXT, "done": TEXT, "by": TEXT, "own_when": TABLE}
MOST_PHASES = 5
ARROW = " -> "


@dataclass(frozen=True)
class Course:
    """States and phases, as read; the moves and gates need the fields too and follow."""

    phases: tuple[Phase, ...]
    states: tuple[State, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(state.id for state in self.states)

    @property
    def freezing(self) -> str:
        """The first state that freezes, empty where none does."""
        return next((state.id for state in self.states if state.frozen), "")


def read_course(page: Page, data: Mapping[str, Any]) -> Course:
    """States taken from a shared flow (`flow` and `states`), or the file's own `[[phase]]` and `[[state]]`."""
    if "flow" not in data:
        return _own_course(page, data)
    for key in ("phase", "state"):
        if data.get(key):
            page.note(FieldError("FORM_FLOW_AND_STATES", **page.at((key, 0)), key=key))
    if not page.one_of(data["flow"], tuple(FLOWS), ("flow",)):
        return Course((), ())
    flow = FLOWS[data["flow"]]
    shared = {state.id: state for state in flow.states}
    taken: dict[str, State] = {}
    for id in data.get("states", list(shared)):
        if id in taken:
            page.note(FieldError("FORM_STATE_TWICE", **page.at(("states",), id), state=id[:40]))
        elif id not in shared:
            note_state(page, ("states",), id)
        else:
            taken[id] = shared[id]
    seen = {state.phase for state in taken.values()}
    return Course(tuple(phase for phase in flow.phases if phase.id in seen), tuple(taken.values()))


def _own_course(page: Page, data: Mapping[str, Any]) -> Course:
    if "states" in data:
        page.note(FieldError("FORM_KEY_MISSING", **page.at(("states",)), key="flow"))
    phases: dict[str, Phase] = {}
    for index, raw in enumerate(data.get("phase", [])):
        path: Path = ("phase", index)
        table = page.table(raw, path, PHASE_KEYS, ("id",))
        id = page.id(table, path)
        if id in phases:
            page.note(FieldError("FORM_PHASE_TWICE", **page.at((*path, "id")), phase=id[:40]))
        phases.setdefault(id, Phase(id, page.label(table, path, id)))
    if len(phases) > MOST_PHASES:
        page.note(FieldError("FORM_PHASES_MANY", **page.at(("phase", MOST_PHASES)), count=len(phases), most=MOST_PHASES))
    states: dict[str, State] = {}
    for index, raw in enumerate(data.get("state", [])):
        path = ("state", index)
        state = _state(page, raw, path, phases)
        if state.id in states:
            page.note(FieldError("FORM_STATE_TWICE", **page.at((*path, "id")), state=state.id[:40]))
        states.setdefault(state.id, state)
    for number, phase in enumerate(phases):
        if phase not in {state.phase for state in states.values()}:
            page.note(FieldError("FORM_PHASE_EMPTY", **page.at(("phase", number)), phase=phase[:40]))
    return Course(tuple(phases.values()), tuple(states.values()))


def _state(page: Page, raw: Mapping[str, Any], path: Path, phases: Mapping[str, Phase]) -> State:
    table = page.table(raw, path, STATE_KEYS, ("id", "phase"))
    id, phase = page.id(table, path), table.get("phase", "")
    if phase and phase not in phases:
        where = page.at((*path, "phase"), field=id)
        page.note(FieldError("FORM_PHASE_UNKNOWN", **where, phase=phase[:40], allowed=", ".join(phases) or "-"))
    flags = {key: table.get(key, False) for key in ("frozen", "void", "derived")}
    return State(id, page.label(table, path, id), phase, **flags)


def read_gates(page: Page, data: Mapping[str, Any], course: Course, fields: Mapping[str, Field]) -> tuple[Gate, ...]:
    """The `[[gate]]` tables."""
    found = []
    for index, raw in enumerate(data.get("gate", [])):
        path: Path = ("gate", index)
        table = page.table(raw, path, GATE_KEYS, ("rule", "weight"), str(raw.get("rule", ""))[:40])
        rule, weight = table.get("rule", ""), table.get("weight", "hint")
        page.one_of(weight, WEIGHTS, (*path, "weight"), rule)
        for id in table.get("at", []):
            if id not in course.ids:
                note_state(page, (*path, "at"), id, rule)
        for id in table.get("fields", []):
            if id not in fields:
                note_field(page, (*path, "fields"), id)
        when = read_when(page, table.get("when"), (*path, "when"), rule)
        check_when(page, when, (*path, "when"), fields)
        at, looked_at = tuple(table.get("at", ())), tuple(table.get("fields", ()))
        found.append(Gate(rule, weight, at, looked_at, when, table.get("fixed", False)))
    return tuple(found)


def read_confirming(page: Page, data: Mapping[str, Any], course: Course, fields: Mapping[str, Field]) -> Confirming | None:
    """The table `[confirm]`: a state that freezes, and a derived one shown when all have confirmed."""
    if "confirm" not in data:
        return None
    path: Path = ("confirm",)
    table = page.table(data["confirm"], path, CONFIRM_KEYS, ("to", "by"))
    fitting = {
        "to": tuple(state.id for state in course.states if state.frozen and not state.derived),
        "done": tuple(state.id for state in course.states if state.derived),
    }
    for key, states in fitting.items():
        if key in table:
            page.one_of(table[key], states, (*path, key))
    page.one_of(table.get("by", "both"), ("both", "own"), (*path, "by"))
    own_when = read_when(page, table.get("own_when"), (*path, "own_when"), "confirm")
    check_when(page, own_when, (*path, "own_when"), fields)
    return Confirming(table.get("to", ""), table.get("done", ""), table.get("by") == "both", own_when)


def read_moves(page: Page, data: Mapping[str, Any], course: Course, gates: Sequence[Gate]) -> tuple[Move, ...]:
    """`[moves]`: from a state to a list of states; `reason_for` lists states, or moves as "a -> b"."""
    moves: list[Move] = []
    spoken = set(data.get("reason_for", []))
    for from_, targets in data.get("moves", {}).items():
        path: Path = ("moves", from_)
        if not isinstance(targets, list) or not all(isinstance(to, str) for to in targets):
            page.note(FieldError("FORM_VALUE_WRONG", **page.at(path), key=from_[:40], wanted=TEXTS))
            continue
        for state in (from_, *targets):
            if state not in course.ids:
                note_state(page, path, state)
        for to in dict.fromkeys(targets):
            owed = tuple(gate for gate in gates if to in gate.at)
            moves.append(Move(from_, to, owed, bool({to, f"{from_}{ARROW}{to}"} & spoken)))
    for word in sorted(spoken):
        if word not in {m.to for m in moves} | {f"{m.from_}{ARROW}{m.to}" for m in moves}:
            note_state(page, ("reason_for",), word)
    confirm = data.get("confirm")
    confirmed = [str(confirm.get("to", ""))] if isinstance(confirm, dict) else []
    _unreached(page, course, moves, ("states",) if "flow" in data else ("state",), confirmed)
    return tuple(moves)


def _unreached(page: Page, course: Course, moves: Sequence[Move], path: Path, confirmed: Sequence[str]) -> None:
    reached = {course.ids[0], *confirmed} if course.ids else set()
    while more := {move.to for move in moves if move.from_ in reached} - reached:
        reached |= more
    for number, state in enumerate(course.states):
        if state.id not in reached and not state.derived:
            where = page.at((*path, number), state.id if path == ("states",) else "")
            page.note(FieldError("FORM_STATE_UNREACHED", **where, state=state.id[:40]))
