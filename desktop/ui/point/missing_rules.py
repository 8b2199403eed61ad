"""What a point still lacks to be corroborated, a line a rule, with the task that would bring it at a push of a button."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.acts.verifying import Lack, Verification
from desktop.errors import Language
from desktop.fieldwork import corroboration_words
from desktop.fieldwork.verifying import BRINGS, Wanted
from desktop.model.every_form import SIDE_LABELS
from desktop.model.form import Form
from desktop.ui.notice import button, words
from desktop.ui.point.part import Part
from desktop.ui.records.title_link import TitleLink


class MissingRules(Part):
    """`wanted`: a rule for which somebody wants a task; `asked`: id of a record to be shown. `large`: text is shown large, and what
    can be done stands below what is missing."""

    wanted = Signal(str)
    asked = Signal(str)

    def __init__(self, lang: Language, task: Form, *, large: bool) -> None:
        super().__init__()
        self.lang, self.task, self.large = lang, task, large
        self._pushed = ""

    def show_missing(self, seen: Verification) -> None:
        if not self.anew((seen.lacks, seen.by, seen.seen)):
            return
        self.put(self.head(self.tr("Still missing to be corroborated ({n})").format(n=len(seen.lacks))))
        for lack in seen.lacks:
            act = self._act(lack, seen.by)
            self.put(self._line(lack, act))
            if act is not None and lack.verdict.rule == self._pushed:
                # What was pushed is no more; the cursor goes to what came of it.
                self._pushed = ""
                act.setFocus()
        if not seen.lacks:
            self.put(words(self.tr("Nothing: all rules are met."), "faint"))
        if not seen.seen:
            self.put(words(self.tr("Part of what decides this is not on this laptop."), "faint"))

    def _line(self, lack: Lack, act: QPushButton | None) -> QWidget:
        line = QWidget()
        row = QVBoxLayout(line) if self.large else QHBoxLayout(line)
        row.setContentsMargins(8, 1, 0, 1)
        said = words(self._said(lack))
        # The rule's own number is for who looks it up; the line says what is missing.
        rule = "" if lack.verdict.rule == "A" else f" ({lack.verdict.rule})"
        remedy = corroboration_words.remedy(lack.verdict, self.lang) + rule
        said.setToolTip(remedy)
        said.setAccessibleDescription(remedy)
        row.addWidget(said, 1)
        if act is not None:
            # A title takes as much room as it needs, where there is as much.
            if isinstance(act, TitleLink):
                row.addWidget(act, 1)
            else:
                row.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft if self.large else Qt.AlignmentFlag.AlignTop)
        return line

    def _said(self, lack: Lack) -> str:
        return f"✗ {corroboration_words.why(lack.verdict, self.lang)}"

    def _act(self, lack: Lack, by: str) -> QPushButton | None:
        if lack.task is not None:
            called = lack.task.title or lack.task.number
            return TitleLink(self.tr("There is a task: {title}").format(title=called), partial(self.asked.emit, lack.task.id))
        if lack.wanted is not None:
            made = button(self._called(lack.wanted), partial(self._push, lack.verdict.rule))
            made.setToolTip(corroboration_words.task(lack.verdict.why, self.lang)[1])
            made.setAccessibleDescription(made.toolTip())
            return made
        return button(self.tr("To the corroboration"), partial(self.asked.emit, by), link=True) if by else None

    def _called(self, wanted: Wanted) -> str:
        side = SIDE_LABELS[wanted.side][self.lang]
        option = self.task.field("method").option(wanted.method)
        if option is None or wanted.method not in BRINGS[wanted.side]:
            return self.tr("Make a task: {side}").format(side=side)
        return self.tr("Make a task: {side}, {method}").format(side=side, method=option.label[self.lang])

    def _push(self, rule: str) -> None:
        self._pushed = rule
        self.wanted.emit(rule)
