"""Gates: rules of the trade judged on entering a state. A hint only tells, a reason asks for a sentence, a stop refuses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.errors import FieldError, Language
from desktop.fieldwork import paper_rules, people_rules, record_rules, text_rules, words
from desktop.fieldwork.case import Case, Dossier
from desktop.fieldwork.rule import Fact, Rule
from desktop.model.form import WEIGHTS, Form, Gate, Weight

RULES: dict[str, Rule] = {**people_rules.RULES, **record_rules.RULES, **text_rules.RULES, **paper_rules.RULES}
MISSING = "missing"
"""Stands for the fields that should be filled in; not a rule of a form."""
FAR_DATE = "far_date"
"""Stands for days that can hardly be meant, in whatever form."""
YEARS_BACK, YEARS_AHEAD = 120, 20
"""Births are as far back, plans no further ahead."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A gate that is not met. `fields`: where to look; of MISSING one field."""

    rule: str
    weight: Weight
    fields: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def sentence(self, lang: Language = "zh") -> str:
        """What is not as it should be."""
        return words.said(self.rule, lang, self.facts, lang)

    def remedy(self, lang: Language = "zh") -> str:
        """What would meet it."""
        return words.said(self.rule, f"{lang}_remedy", self.facts, lang)


class GatesNotMet(FieldError):
    """A step refused. `unmet`: the gates that stop it, or that ask for a reason where none was given."""

    def __init__(self, summed_up: FieldError, unmet: Sequence[Unmet]) -> None:
        super().__init__(summed_up.code, **summed_up.facts)
        self.unmet = tuple(unmet)

    def sentence(self, lang: Language = "zh") -> str:
        """All of them, one after the other."""
        return super().sentence(lang) + "".join(f" {one.sentence(lang)}" for one in self.unmet)

    def remedy(self, lang: Language = "zh") -> str:
        """What would meet each."""
        each = dict.fromkeys(one.remedy(lang) for one in self.unmet)
        return super().remedy(lang) + "".join(f" {one}" for one in each)


def demand(unmet: Iterable[Unmet], reason: str) -> None:
    """Let a step pass or refuse it. Raises GATES_NOT_MET for what stops it, GATES_NEED_REASON where a reason would do."""
    found = list(unmet)
    if stopping := [one for one in found if one.weight == "stop"]:
        raise GatesNotMet(FieldError("GATES_NOT_MET", count=len(stopping)), stopping)
    asking = [one for one in found if one.weight == "reason"]
    if asking and not reason.strip():
        raise GatesNotMet(FieldError("GATES_NEED_REASON", count=len(asking)), asking)


def judge(
    form: Form, case: Case, dossier: Dossier, entering: str | None = None, lowered: Mapping[str, str] | None = None
) -> list[Unmet]:
    """What is not met: on entering a state, the gates of that state; without one, what may be told at any time.

    `lowered`: rule -> weight that the project gives it, which counts only where it is lighter and the gate is not fixed."""
    found = [one for gate in form.gates if (one := _unmet(gate, case, dossier, entering, lowered or {})) is not None]
    if entering is None:
        found += _far_dates(form, case, dossier.today)
    else:
        found += _missing(form, case, entering, lowered or {})
    return sorted(found, key=lambda one: -WEIGHTS.index(one.weight))


def lacks(form: Form, case: Case, dossier: Dossier, rule: str) -> bool:
    """Whether a record does not meet a rule that its form asks for, whatever state the form asks for it in."""
    asking = (gate for gate in form.gates if gate.rule == rule and (gate.when is None or gate.when.holds(case.values)))
    return any(RULES[rule](case, gate, dossier) is not None for gate in asking)


def _unmet(gate: Gate, case: Case, dossier: Dossier, entering: str | None, lowered: Mapping[str, str]) -> Unmet | None:
    due = not gate.at if entering is None else entering in gate.at
    rule = RULES.get(gate.rule)
    if not due or rule is None or (gate.when is not None and not gate.when.holds(case.values)):
        return None
    facts = rule(case, gate, dossier)
    if facts is None:
        return None
    weight = gate.weight if gate.fixed else lighter(gate.weight, lowered.get(gate.rule))
    return Unmet(gate.rule, weight, gate.fields, facts)


def _far_dates(form: Form, case: Case, today: str) -> Iterable[Unmet]:
    for one in form.fields:
        said = case.text(one.id) if one.kind in ("date", "datetime") else ""
        if said and not -YEARS_BACK <= int(said[:4]) - int(today[:4]) <= YEARS_AHEAD:
            yield Unmet(FAR_DATE, "hint", (one.id,), {"field": one.label["zh"], "field_en": one.label["en"], "year": said[:4]})


def _missing(form: Form, case: Case, entering: str, lowered: Mapping[str, str]) -> Iterable[Unmet]:
    for one in form.missing(entering, case.values):
        words = {"field": one.label["zh"], "field_en": one.label["en"]}
        yield Unmet(MISSING, lighter(one.gate, lowered.get(MISSING)), (one.id,), words)


def lighter(weight: Weight, wanted: Any) -> Weight:
    """The lighter of two weights; a word that is none changes nothing."""
    known: dict[Any, Weight] = {one: one for one in WEIGHTS}
    other = known.get(wanted, weight)
    return min(weight, other, key=WEIGHTS.index)
