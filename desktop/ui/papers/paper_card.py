"""One paper of the queue beside the list: what it is, since when it has been out, and who has signed it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.acts import opening, paper_queue, proceeding
from desktop.acts.paper_queue import Paper, local_day
from desktop.fieldwork.gates import MISSING
from desktop.fieldwork.signing import BACK, OUT, TO_PRINT, Signer, out_of
from desktop.model.every_form import SIDE_LABELS
from desktop.ui.desk import Desk
from desktop.ui.notice import button, empty, words
from desktop.ui.papers.return_panel import ReturnPanel
from desktop.ui.records.record_line import state_called, titled
from desktop.ui.records.title_link import TitleLink


class PaperCard(QScrollArea):
    """`asked`: id of the record that somebody wants to open; `seen`: of the one whose paper is wanted; `taken`: what came back is
    noted, with what to say of it."""

    asked = Signal(str)
    seen = Signal(str)
    taken = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.lang = desk, desk.shell.lang
        self.paper: Paper | None = None
        self.back: ReturnPanel | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(12, 4, 8, 8)
        self._facts, self._place = QVBoxLayout(), QVBoxLayout()
        self._kept: dict[str, ReturnPanel] = {}
        self.column.addLayout(self._facts)
        self.column.addLayout(self._place)
        self.column.addStretch(1)
        self.setWidget(inside)

    def show_paper(self, paper: Paper | None) -> None:
        """Show this one; none: an empty place. What somebody has begun to say of another is there when he comes back to it."""
        if paper is not None and paper == self.paper:
            return
        self._put_away()
        self.paper = paper
        empty(self._facts)
        if paper is not None:
            self._lay(paper)
            if paper.stage == OUT:
                self._ask(paper)
        # Nothing scrolls sideways: what is wider than the card would be cut.
        if (inside := self.widget()) is not None:
            self.setMinimumWidth(inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def _ask(self, paper: Paper) -> None:
        self.back = self._kept.pop(paper.entry.id, None)
        if self.back is None:
            self.back = ReturnPanel(self.desk, paper)
            self.back.taken.connect(self._taken)
        self._place.addWidget(self.back)
        self.back.show()

    def _put_away(self) -> None:
        panel, self.back = self.back, None
        if panel is None:
            return
        self._place.removeWidget(panel)
        panel.hide()
        if panel.begun:
            self._kept[panel.paper.entry.id] = panel
        else:
            panel.deleteLater()

    def _taken(self, said: str) -> None:
        """It is noted: what is shown next is read anew."""
        if self.back is not None:
            self._place.removeWidget(self.back)
            self.back.hide()
            self.back.deleteLater()
        self.paper = self.back = None
        self.taken.emit(said)

    def _lay(self, paper: Paper) -> None:
        form = self.desk.session.forms.get(paper.entry.form)
        open_ = TitleLink(titled(form, paper.entry, self.lang), lambda: self.asked.emit(paper.entry.id))
        look = button(self.tr("Look at the paper"), lambda: self.seen.emit(paper.entry.id))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(open_, 1)
        row.addStretch(0)
        row.addWidget(look)
        self._facts.addWidget(head)
        parts = [
            form.label[self.lang] if form else "", paper.entry.number, SIDE_LABELS[paper.entry.side][self.lang],
            state_called(form, paper.entry.state, self.lang), self.tr("version {n}").format(n=paper.entry.version),
        ]  # fmt: skip
        self._facts.addWidget(words(" · ".join(part for part in parts if part), "faint"))
        for line, role in self._told(paper):
            self._facts.addWidget(words(line, role))
        if paper.stage == TO_PRINT:
            self._in_the_way(paper)
        # Those still waited for have a line of their own below, in which what they did is told.
        if signers := [one for one in paper.signers if one.outcome or paper.stage != OUT]:
            self._facts.addWidget(words(self.tr("Who signs"), "head"))
            self._facts.addWidget(self._signers(paper, signers))

    def _told(self, paper: Paper) -> list[tuple[str, str]]:
        """Since when it has been out, and when it was to be back."""
        found = []
        if paper.since:
            said = self.tr("Frozen for signature on {day}").format(day=local_day(paper.since).isoformat())
            found.append((said, ""))
        if paper.due and paper.late:
            said = self.tr("To be answered by {day}: {n} working days overdue").format(day=paper.due, n=paper.days_late)
            found.append((said + (self.tr(" (no table of holidays for all of them)") if paper.beyond_table else ""), "wrong"))
        elif paper.due:
            found.append((self.tr("To be answered by {day}").format(day=paper.due), ""))
        return [*found, *self._changed(paper)] if paper.stage != TO_PRINT else found

    def _changed(self, paper: Paper) -> list[tuple[str, str]]:
        """What was written since, and by hand on the paper itself: the signatures stand for neither."""
        since = paper_queue.changed_since(self.desk.session, paper.entry.id)
        form, found = self.desk.session.forms.get(paper.entry.form), []
        if since.fields and form is not None:
            what = self.tr(", ").join(form.field(id).label[self.lang] for id in since.fields)
            said = self.tr("Signed at version {n}, changed since: {what}") if paper.stage == BACK else self.tr(
                "Version {n} is out; changed since: {what}"
            )
            found.append((said.format(n=since.version, what=what), "wrong"))
        if since.by_hand:
            found.append((self.tr("Changed by hand at {n} places").format(n=since.by_hand), ""))
        return found

    def _in_the_way(self, paper: Paper) -> None:
        """What would stop it from being frozen, or ask for a reason: known before it is printed."""
        session = self.desk.session
        opened = opening.look_up(session, paper.entry.id)
        form, gap = opened.known_form(), "" if self.lang == "zh" else " "
        unmet = [one for one in proceeding.unmet(session, opened, out_of(form, paper.entry.state)) if one.weight != "hint"]
        for one in (one for one in unmet if one.rule != MISSING):
            said = f"{one.sentence(self.lang)}{gap}{one.remedy(self.lang)}"
            self._facts.addWidget(words(said, "wrong" if one.weight == "stop" else "faint"))
        missing = [form.field(id).label[self.lang] for one in unmet if one.rule == MISSING for id in one.fields]
        if missing:
            self._facts.addWidget(words(self.tr("Not filled in: {fields}").format(fields=self.tr(", ").join(missing)), "faint"))

    def _signers(self, paper: Paper, signers: Sequence[Signer]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(signers):
            grid.addWidget(words(one.called, wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(self.outcome(one) if paper.stage != TO_PRINT else "", "" if one.outcome else "faint"), place, 1)
        return table

    def outcome(self, one: Signer) -> str:
        """What is registered of somebody: 拒签 · 2026-11-20 · 说要先问领导."""
        field = next(iter(self.desk.session.forms.values())).field("signatures").column("outcome")
        option = field.option(one.outcome) if field and one.outcome else None
        if option is None:
            return self.tr("not signed yet")
        return " · ".join(part for part in (option.label[self.lang], one.by, one.date, one.reason) if part)
