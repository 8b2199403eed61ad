"""A point's own page: what is held at the left; at the right who proves it, what is still missing, who does what, what each side
concludes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from desktop.acts import quoting, recording, standings, verifying
from desktop.acts.standings import Computed
from desktop.errors import FieldError, Language
from desktop.fieldwork.means import TASK
from desktop.fieldwork.verifying import CARD, CORROBORATION
from desktop.model.change import JOINT
from desktop.store import records
from desktop.ui.notice import rule, words
from desktop.ui.point.beside_part import BesidePart
from desktop.ui.point.conclusions import CONCLUSIONS, Conclusions
from desktop.ui.point.evidence_columns import EvidenceColumns
from desktop.ui.point.missing_rules import MissingRules
from desktop.ui.point.quoted_from import QuotedFrom
from desktop.ui.point.tasks_part import TasksPart
from desktop.ui.records.body import Body
from desktop.ui.records.fields_panel import FieldsPanel
from desktop.ui.records.sheet import Sheet

DAILY = ("title", "facts", "level", "lead_side", "owner", "due_date", "amount", "category", "units")


class PointBody(Body):
    """The fields of the other side's conclusion are shown here only, and those of one's own can be typed in the plain panel."""

    SECTIONS = (TASK, CARD, CORROBORATION)

    def __init__(self, sheet: Sheet, lang: Language) -> None:
        super().__init__(sheet, lang)
        session = sheet.desk.session
        self.side, self.form = session.card.side, sheet.opened.known_form()
        self.FIELDS = tuple(id for side, ids in CONCLUSIONS.items() if side != self.side for id in ids)
        self.FIRST = (*DAILY, *CONCLUSIONS.get(self.side, ()), "disposition")
        card, task, beside = (session.form(id) for id in (CARD, TASK, CORROBORATION))
        self.evidence, self.missing = EvidenceColumns(lang, card), MissingRules(lang, task, large=sheet.desk.shell.large)
        self.beside, self.tasks = BesidePart(lang, beside), TasksPart(lang, task)
        self.conclusions, self.quoted = Conclusions(lang, self.form), QuotedFrom()
        for part in (self.evidence, self.missing, self.beside, self.tasks):
            part.asked.connect(self.pointed)
        # As of one begun: the cursor goes to a place in it.
        self.quoted.asked.connect(self.begun)
        self.evidence.begun.connect(self._begin_card)
        self.missing.wanted.connect(self._make_task)
        self.beside.wanted.connect(self._set_beside)
        self.beside.begun.connect(lambda: self.wanted.emit(beside, "suspicion_id"))
        self.tasks.begun.connect(lambda: self.wanted.emit(task, "suspicion"))
        self.theirs = words(self.tr("The other side noted this point: here it can only be read."), "faint")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 8, 0)

    def arrange(self, fields: FieldsPanel) -> QWidget:
        self.fields = fields
        self.conclusions.wanted.connect(fields.enter)
        self._column.insertWidget(0, self.theirs)
        self._column.insertWidget(1, self.quoted)
        for place, part in enumerate((self.evidence, self.missing, self.beside, self.tasks, self.conclusions)):
            self._column.insertWidget(2 * place + 2, part)
            self._column.insertWidget(2 * place + 3, rule())
        self.right = QScrollArea()
        self.right.setWidget(self)
        self.right.setWidgetResizable(True)
        self.right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.right.setFrameShape(QScrollArea.Shape.NoFrame)
        self.right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(fields)
        both.addWidget(self.right)
        both.setSizes([330, 540])
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        return both

    def place_sections(self, sections: QWidget, fields: FieldsPanel) -> None:
        """Talks, minutes and papers that name it: the last at the right."""
        self._column.addWidget(sections)
        self._column.addStretch(1)

    def refresh(self, stands: Computed, *, locked: bool) -> None:
        session, opened = self.sheet.desk.session, self.sheet.opened
        seen = verifying.of_point(session, opened)
        beside = records.those(session.notebook, session.project, [case.id for case, _ in seen.beside])
        states = dict(zip((one.id for one in beside), standings.states(session, beside), strict=True))
        self.quoted.show_sources(quoting.sources(session, opened))
        self.evidence.show_cards(seen)
        self.missing.show_missing(seen)
        self.beside.show_beside(seen, [states.get(case.id, case.state) for case, _ in seen.beside])
        self.tasks.show_tasks(seen)
        ours = opened.record.side in (self.side, JOINT)
        self.theirs.setVisible(not ours)
        if not ours:
            self.fields.lock(locked=True)
        self.conclusions.show_conclusions(self._said(), self.side if ours and not locked else "")

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Nothing scrolls sideways: what is wider than its place would be cut.
            self.right.setMinimumWidth(self.minimumSizeHint().width() + self.right.verticalScrollBar().sizeHint().width())
        return done

    def _said(self) -> dict[str, str]:
        """What stands in the fields of both conclusions, in words."""
        session, values = self.sheet.desk.session, self.sheet.opened.record.values
        found = {id: str(values[id]) for ids in CONCLUSIONS.values() for id in ids if values.get(id)}
        names = records.names(session.notebook, session.project, list(found.values()))
        for id, value in found.items():
            option = self.form.field(id).option(value)
            found[id] = option.label[self.lang] if option else names.get(value, value)
        return found

    def enter(self, id: str) -> bool:
        """What the other side concludes is not typed here; it is shown to whoever looks for it."""
        if id not in self.FIELDS:
            return False
        self.right.ensureWidgetVisible(self.conclusions)
        return True

    def _begin_card(self, side: str) -> None:
        self.sheet.finish()
        try:
            made = self.sheet.desk.act(recording.new, CARD, {"suspicion": self.sheet.id, "for_side": side})
        except FieldError as error:
            self.refuse(error)
            return
        self.begun.emit(made.id, "title")

    def _make_task(self, rule: str) -> None:
        self.sheet.finish()
        try:
            task, made = self.sheet.desk.act(verifying.task_for, self.sheet.id, rule, self.lang)
        except FieldError as error:
            self.refuse(error)
            return
        said = self.tr("A task was made: {title}") if made else self.tr("There is such a task already: {title}")
        self.told.emit(said.format(title=task.title))

    def _set_beside(self) -> None:
        self.sheet.finish()
        try:
            beside, _ = self.sheet.desk.act(verifying.set_beside, self.sheet.id, self.lang)
        except FieldError as error:
            self.refuse(error)
            return
        self.begun.emit(beside.id, "consistency")
