"""What a rule of the trade is."""

from collections.abc import Callable, Mapping

from desktop.fieldwork.case import Case, Dossier
from desktop.model.form import Gate

Fact = str | int
Facts = Mapping[str, Fact] | None
"""None: the rule holds. Else the facts for the sentence of its code, `GATE_<RULE>`."""
Rule = Callable[[Case, Gate, Dossier], Facts]
