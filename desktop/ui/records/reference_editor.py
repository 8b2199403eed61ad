"""References to other records: looked for by their words, each shown with what it is called."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import Language
from desktop.fieldwork.masking import NOTHING_SHOWN
from desktop.model.form import Field, Form
from desktop.store import records
from desktop.ui.notice import button, empty
from desktop.ui.records.editors import Editor
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink

PROPOSED = 20


class ReferenceEditor(Editor):
    """Of one record or several; what is personal is not called by its name. `opened` carries the id of one that somebody wants to
    see."""

    opened = Signal(str)

    def __init__(self, field: Field, lang: Language) -> None:
        super().__init__()
        self.many = field.kind == "references"
        self.form = field.refers_to
        self._masked = field.tier == "personal"
        self._sheet: Sheet | None = None
        self._chosen: list[tuple[str, str]] = []
        self._found: dict[str, str] = {}
        self._shown = QVBoxLayout()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Type some of its words"))
        self._proposals = QStringListModel(self)
        proposing = QCompleter(self._proposals, self)
        proposing.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        proposing.activated.connect(self._take)
        self.line.setCompleter(proposing)
        self.line.textEdited.connect(self._propose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._shown)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def serve(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def held(self) -> bool:
        # What is chosen stands apart from the line in which one looks, and that is not touched.
        return False

    def put(self, value: Any) -> None:
        """`value`: an id, ids, or pairs of id and name."""
        listed = value if isinstance(value, list) else [value] if value else []
        names = self._names([one for one in listed if isinstance(one, str)])
        chosen = [(one, names.get(one) or one[:8]) if isinstance(one, str) else one for one in listed]
        if chosen != self._chosen:
            self._chosen = chosen
            self._lay()

    def _names(self, ids: Sequence[str]) -> dict[str, str]:
        if self._sheet is None or not ids:
            return {}
        session = self._sheet.desk.session
        return records.names(session.notebook, session.project, ids)

    def _lay(self) -> None:
        empty(self._shown)
        for id, name in self._chosen:
            one = self._one(id, name)
            self._shown.addWidget(one)
            one.show()
        self.line.setVisible(self.line.isEnabled() and (self.many or not self._chosen))

    def _one(self, id: str, name: str) -> QWidget:
        one = QWidget()
        row = QHBoxLayout(one)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TitleLink(NOTHING_SHOWN if self._masked else name, partial(self.opened.emit, id)), 1)
        # It takes no more than its words need; what is left over stands behind it.
        row.addStretch(0)
        out = button("×", partial(self._remove, id))
        out.setFixedWidth(34)
        out.setAccessibleName(self.tr("Take out: {name}").format(name=NOTHING_SHOWN if self._masked else name))
        row.addWidget(out, 0, Qt.AlignmentFlag.AlignRight)
        # Shown before it has a place, it would be a window of its own for a moment, and take the cursor away.
        out.setVisible(self.line.isEnabled())
        return one

    def _propose(self, text: str) -> None:
        if self._sheet is None:
            return
        session = self._sheet.desk.session
        form = self.form or None
        if text.strip():
            entries = [entry for entry, _ in records.found(session.notebook, session.project, text, form, PROPOSED)]
        else:
            entries = records.listing(session.notebook, session.project, form, limit=PROPOSED)
        here = {id for id, _ in self._chosen} | {self._sheet.id}
        self._found = {}
        for one in entries:
            if one.id not in here and not _is_void(one, session.forms):
                label = f"{one.title}　{one.number}"
                # Two that read alike are two.
                again = sum(known == label or known.startswith(f"{label}（") for known in self._found)
                self._found[f"{label}（{again + 1}）" if again else label] = one.id
        self._proposals.setStringList(list(self._found))

    def _take(self, label: str) -> None:
        id = self._found.get(label)
        if id:
            self._say([*self._chosen, (id, label)] if self.many else [(id, label)])
        self.line.clear()

    def _remove(self, id: str) -> None:
        self._say([pair for pair in self._chosen if pair[0] != id])

    def _say(self, chosen: Sequence[tuple[str, str]]) -> None:
        self.put(chosen)
        ids = [id for id, _ in chosen]
        self.typed.emit((ids if self.many else ids[0]) if ids else None)

    def lock(self, locked: bool) -> None:
        if self.line.isEnabled() is locked:
            self.line.setEnabled(not locked)
            self._lay()


def _is_void(one: records.Entry, forms: Mapping[str, Form]) -> bool:
    form = forms.get(one.form)
    return form is not None and any(state.id == one.state and state.void for state in form.states)
