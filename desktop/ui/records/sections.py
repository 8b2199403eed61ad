"""Under the fields of a record: the records that belong to it, the rules that follow from them, and what else names it."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import standings
from desktop.acts.recording import ids_in
from desktop.acts.standings import CORROBORATION, Computed
from desktop.errors import Language
from desktop.store import links, records
from desktop.store.records import Entry
from desktop.ui.notice import button, empty, words
from desktop.ui.point.rules_panel import RulesPanel
from desktop.ui.records import record_line
from desktop.ui.records.belonging import Section, sections_of
from desktop.ui.records.sheet import Sheet
from desktop.ui.records.title_link import TitleLink

SHOWN = 20
"""Lines of a section; the others are counted, and found in lists."""


class Sections(QWidget):
    """`asked`: id of a record to be shown; `begun`: the form of a record that is wanted, and its field that names this one.
    `elsewhere`: forms whose records the page shows in a place of their own."""

    asked = Signal(str)
    begun = Signal(object, str)

    def __init__(self, sheet: Sheet, lang: Language, elsewhere: Sequence[str] = ()) -> None:
        super().__init__()
        self.sheet, self.lang, self.elsewhere = sheet, lang, elsewhere
        self._told: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def refresh(self, stands: Computed) -> None:
        """Laid out anew only where something is different: what has the cursor must not vanish under it."""
        session = self.sheet.desk.session
        forms = session.forms
        sections = sections_of(self.sheet.opened.known_form(), forms)
        naming = [no for no, _ in links.naming_it(session.notebook, session.project, self.sheet.id)]
        entries = records.entries(session.notebook, list(dict.fromkeys(naming)))
        every = {section.form.id: [entry for entry in entries if entry.form == section.form.id] for section in sections}
        for section in sections:
            if section.through is not None:
                every[section.form.id] = self._through(section, every.get(section.through.id, []))
            if section.named:
                named = ids_in(self.sheet.opened.record.values.get(section.field))
                every[section.form.id] = list(reversed(records.those(session.notebook, session.project, named)))
        sections = [section for section in sections if section.form.id not in self.elsewhere]
        others = [entry for entry in entries if entry.form not in every]
        every = {section.form.id: every[section.form.id] for section in sections}
        shown = [one for found in every.values() for one in found[-SHOWN:]] + others[-SHOWN:]
        states = dict(zip((one.id for one in shown), standings.states(session, shown), strict=True))
        told = (entries, every, states, stands)
        if told != self._told:
            self._told = told
            self._lay(sections, every, others, states, stands)

    def _through(self, section: Section, between: Sequence[Entry]) -> list[Entry]:
        session = self.sheet.desk.session
        found = (links.naming_it(session.notebook, session.project, one.id, section.form.id) for one in between)
        return records.entries(session.notebook, list(dict.fromkeys(no for each in found for no, _ in each)))

    def _lay(
        self,
        sections: Sequence[Section],
        every: Mapping[str, Sequence[Entry]],
        others: Sequence[Entry],
        states: Mapping[str, str],
        stands: Computed,
    ) -> None:
        empty(self._column)
        for section in sections:
            found = every[section.form.id]
            self._head(section.form.label[self.lang], len(found), None if section.through or section.named else section)
            self._lines(found, states)
            if section.form.id == CORROBORATION:
                self._rules(stands)
        if self.sheet.opened.entry.form == CORROBORATION:
            self._rules(stands)
        if others:
            self._head(self.tr("Named by"), len(others), None)
            self._lines(others, states, kinds=True)
        for widget in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if self._column.indexOf(widget) >= 0:
                widget.show()

    def _head(self, label: str, count: int, section: Section | None) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 10, 0, 0)
        row.addWidget(words(self.tr("{section} ({n})").format(section=label, n=count), "head"))
        if section is not None:
            more = button("＋", partial(self.begun.emit, section.form, section.field))
            more.setAccessibleName(self.tr("New: {form}").format(form=label))
            more.setToolTip(more.accessibleName())
            more.setFixedWidth(40)
            row.addWidget(more)
        row.addStretch(1)
        self._column.addWidget(line)

    def _lines(self, entries: Sequence[Entry], states: Mapping[str, str], *, kinds: bool = False) -> None:
        """The newest, in the order in which they came."""
        forms = self.sheet.desk.session.forms
        for entry in entries[-SHOWN:]:
            form = forms.get(entry.form)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(12, 0, 0, 0)
            link = TitleLink(record_line.titled(form, entry, self.lang), partial(self.asked.emit, entry.id))
            row.addWidget(link, 3, Qt.AlignmentFlag.AlignTop)
            kind = f"{form.label[self.lang]} · " if kinds and form else ""
            row.addWidget(words(kind + record_line.below(form, entry, states[entry.id], self.lang), "faint"), 2)
            self._column.addWidget(line)
        if len(entries) > SHOWN:
            self._column.addWidget(words(self.tr("and {n} before these").format(n=len(entries) - SHOWN), "faint"))

    def _rules(self, stands: Computed) -> None:
        session = self.sheet.desk.session
        about = [id for _, judgement in stands.judged for one in judgement.verdicts for id in one.about]
        names = records.names(session.notebook, session.project, list(dict.fromkeys(about)))
        for number, judgement in stands.judged:
            self._column.addWidget(RulesPanel(self.lang, number, judgement, names))
