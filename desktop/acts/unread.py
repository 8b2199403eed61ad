"""Records whose form, or the version of it, is not in force on this laptop: read as they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.acts import opening
from desktop.acts.recording import ids_in, shown
from desktop.acts.session import Session
from desktop.errors import Language
from desktop.model.form import Form
from desktop.store import records

MOST = 20
Told = tuple[str, list[tuple[str, str]]]
"""A record: what a list calls it, and what it says as (field, words)."""


def of_form(session: Session, id: str, form: Form | None, lang: Language) -> list[Told]:
    """Of the newest records of a form those that nobody can change here. `form`: by which their fields may be called meanwhile."""
    notebook, project = session.notebook, session.project
    found = []
    for entry in records.listing(notebook, project, id, limit=MOST):
        record, _ = records.load(notebook, project, entry.no)
        if opening.form_of(session, project, record) is None:
            names = records.names(notebook, project, ids_in(record.values))
            said = _Wording(form, names, lang).of(record.values)
            found.append((entry.title or entry.number or entry.id[:8], list(said)))
    return found


@dataclass(frozen=True)
class _Wording:
    """Values in words, as far as they can be told: by a form that is not in force, or by none."""

    form: Form | None
    names: Mapping[str, str]
    lang: Language

    def of(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for id, value in values.items():
            field = self.form.find(id) if self.form else None
            label = field.label[self.lang] if field else id
            if isinstance(value, list) and value and isinstance(value[0], dict):
                rows = ({cell: one for cell, one in row.items() if cell != "row"} for row in value)
                yield label, "\n".join("　".join(self._word(f"{id}/r/{cell}", one) for cell, one in row.items()) for row in rows)
            else:
                yield label, self._word(id, value)

    def _word(self, address: str, value: Any) -> str:
        if isinstance(value, list):
            return "、".join(self._word(address, one) for one in value)
        if isinstance(value, bool):
            return {"zh": ("否", "是"), "en": ("no", "yes")}[self.lang][value]
        field = self.form.find(address) if self.form else None
        option = field.option(value) if field and isinstance(value, str) else None
        if option is not None:
            return option.label[self.lang]
        return self.names.get(value, value) if isinstance(value, str) else str(shown(self.form, address, value))
