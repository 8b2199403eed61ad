"""One thing taken out of the running program by its name: a rule, a gate, a figure, a state that follows, what a form demands.

Nothing in the program knows of this. The test that takes something away puts it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from desktop.acts import brought_forms
from desktop.fieldwork import corroboration, deadlines, gates, standing, statistics
from desktop.fieldwork.case import Dossier
from desktop.fieldwork.corroboration import Verdict
from desktop.fieldwork.figure import ALWAYS, Figure
from desktop.fieldwork.statistics import Reckoning
from desktop.model.change import JOINT, SIDES
from desktop.model.form import TIERS, Audience, Field, Form

Patch = pytest.MonkeyPatch
FORMS_OF = {
    "interviews": "interview",
    "own_interviews": "interview",
    "extended_units": "extended_inquiry",
    "own_extended_units": "extended_inquiry",
    "site_visits": "site_visit",
    "own_site_visits": "site_visit",
    "visit_sites": "site_visit",
    "huddles": "meeting",
    "corroborated_suspicions": "suspicion",
    "recommendations": "recommendation",
    "own_recommendations": "recommendation",
    "duplicates_avoided": "material_request",
    "duplicates_happened": "material_request",
}
"""By figure: the form whose records somebody who knows no rules would count."""


@dataclass(frozen=True)
class Without:
    """`name`: what is taken away, as the program calls it; `take`: how."""

    name: str
    take: Callable[[Patch], None]


def rule(name: str) -> Without:
    """A rule of the trade that is always met."""
    return Without(f"gates.RULES[{name}]", lambda patch: _replaced(patch, gates.RULES, name, lambda case, gate, dossier: None))


def evidence_rule(name: str) -> Without:
    """A rule of corroboration that is always met and has nothing to say."""
    met = Verdict(name, True)
    return Without(f"corroboration.RULES[{name}]", lambda patch: _replaced(patch, corroboration.RULES, name, lambda matter: met))


def standing_of(form: str) -> Without:
    """Records of a form stand where they were put by hand."""
    return Without(f"standing.STANDING[{form}]", lambda patch: _replaced(patch, standing.STANDING, form, lambda case, dossier: ""))


def gate(form: str, name: str) -> Without:
    """A form that does not ask for a rule."""

    def ungated(one: Form) -> Form:
        kept = tuple(gate for gate in one.gates if gate.rule != name)
        assert len(kept) < len(one.gates), name
        return replace(one, gates=kept)

    return _altered(f"{form}: gate {name}", form, ungated)


def owed(form: str, field: str) -> Without:
    """A form in which a field may be left empty."""

    def unowed(one: Form) -> Form:
        assert one.field(field).required_at, field
        fields = tuple(replace(each, required_at="") if each.id == field else each for each in one.fields)
        return replace(one, fields=fields)

    return _altered(f"{form}: {field} owed", form, unowed)


def both_confirm(form: str) -> Without:
    """A form that one side confirms alone."""

    def alone(one: Form) -> Form:
        assert one.confirming is not None and one.confirming.both
        return replace(one, confirming=replace(one.confirming, both=False))

    return _altered(f"{form}: confirmed by both", form, alone)


def unlisted(form: str, field: str) -> Without:
    """A form whose lists do not show a field."""

    def without(one: Form) -> Form:
        assert field in one.list_columns, field
        return replace(one, list_columns=tuple(id for id in one.list_columns if id != field), kept=(*one.kept, field))

    return _altered(f"{form}: {field} in lists", form, without)


def act(name: str) -> Without:
    """A function that does nothing."""
    return Without(name, lambda patch: patch.setattr(name, lambda *given, **named: None))


def finds_nothing(name: str) -> Without:
    """A function that looks for things and finds none."""
    return Without(name, lambda patch: patch.setattr(name, lambda *given, **named: ()))


def never_due(kind: str) -> Without:
    """Nothing of a kind is ever past its day."""

    def take(patch: Patch) -> None:
        form, _ = deadlines.DUE[kind]
        _replaced(patch, deadlines.DUE, kind, (form, lambda case: ""))

    return Without(f"deadlines.DUE[{kind}]", take)


def asked_who(form: str) -> Without:
    """A form that asks who reported."""
    who = Field("reported_by", "name", {"zh": "举报人", "en": "Reported by"}, "full")
    return _altered(f"{form}: nobody asked who reported", form, lambda one: replace(one, fields=(*one.fields, who)))


def seen_by_both(form: str) -> Without:
    """A form whose records go to both sides from their beginning."""
    both = Audience(dict.fromkeys(TIERS, ("both",)), (*SIDES, JOINT))
    return _altered(f"{form}: kept from the other side", form, lambda one: replace(one, audiences=(both,)))


def figure(key: str) -> Without:
    """A figure that counts whatever there is of its form, instead of what the trade counts."""

    def blindly(dossier: Dossier) -> Figure:
        return Figure(key, tuple((case.id,) for case in dossier.cases(FORMS_OF[key])))

    def take(patch: Patch) -> None:
        reckoned = Reckoning.figures
        _replaced(patch, statistics.FIGURES, key, lambda dossier, period=None: blindly(dossier))
        patch.setattr(Reckoning, "figures", lambda self, period=ALWAYS: {**reckoned(self, period), key: blindly(self.dossier)})

    return Without(f"statistics.FIGURES[{key}]", take)


def _altered(name: str, form: str, change: Callable[[Form], Form]) -> Without:
    def take(patch: Patch) -> None:
        brought = brought_forms.program

        def altered() -> Mapping[str, Form]:
            forms = brought()
            return {**forms, form: change(forms[form])}

        patch.setattr(brought_forms, "program", altered)

    return Without(f"forms/{name}", take)


def _replaced(patch: Patch, registry: dict[str, Any], name: str, instead: Any) -> None:
    assert name in registry, name
    patch.setitem(registry, name, instead)
