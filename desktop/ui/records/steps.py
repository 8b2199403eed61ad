"""What can be done with a record next: confirm it for one's side, move it on, revise it. A step refused says why in place."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.acts import minutes, proceeding
from desktop.acts.standings import Computed
from desktop.errors import FieldError, Language
from desktop.model.form import Form, Move
from desktop.ui.notice import Notice, button, words
from desktop.ui.records.reason_bar import ReasonBar
from desktop.ui.records.sheet import Sheet


class Steps(QWidget):
    def __init__(self, sheet: Sheet, lang: Language, notice: Notice, reason: ReasonBar) -> None:
        super().__init__()
        self.sheet, self.lang, self.notice, self.reason = sheet, lang, notice, reason
        self.confirm = button(self.tr("Confirm"), self._confirm)
        self.next = QPushButton(self.tr("Next step"))
        self.next.setMenu(QMenu(self.next))
        self.trace = words("", "faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.confirm)
        row.addWidget(self.next)

    @property
    def form(self) -> Form:
        return self.sheet.opened.known_form()

    def refresh(self, stands: Computed) -> None:
        """Offer what can be done now. States that follow from others are not offered, nor what confirming does."""
        menu = self.next.menu()
        menu.clear()
        form, record = self.form, self.sheet.opened.record
        for move in form.moves_from(record.state) if form.states else ():
            if not form.state(move.to).derived and not (form.confirming and move.to == form.confirming.to):
                menu.addAction(form.state(move.to).label[self.lang], self._mover(move))
        if record.frozen:
            menu.addAction(self.tr("Revise: begin the next version"), lambda: self.reason.ask(self.tr("Why?"), self._revise))
        self.next.setVisible(bool(menu.actions()))
        self._explain(stands.asks_me)

    def _explain(self, asked: bool) -> None:
        """What confirming is, and of minutes what it confirms too."""
        self.confirm.setVisible(asked)
        trace = self.tr("It leaves a trace and is no signature.")
        whole = self._whole() if asked and self.form.id == minutes.FORM else ""
        self.trace.setText(f"{whole}{trace}" if whole else "")
        self.trace.setVisible(bool(whole))
        self.confirm.setToolTip(f"{whole}{trace}")
        self.confirm.setAccessibleDescription(f"{whole}{trace}")

    def _whole(self) -> str:
        said = self.tr("Confirming minutes confirms for your side all points and recommendations on the agenda: {what}.")
        return said.format(what=self._counted(self._covered()) or self.tr("there are none")) + ("" if self.lang == "zh" else " ")

    def _covered(self) -> dict[str, int]:
        return minutes.covered(self.sheet.desk.session, self.sheet.opened)

    def _counted(self, covered: dict[str, int]) -> str:
        forms = self.sheet.desk.session.forms
        said = self.tr("{form} {n}")
        return self.tr(", ").join(said.format(form=forms[id].label[self.lang], n=n) for id, n in covered.items() if id in forms)

    def _mover(self, move: Move) -> Callable[[], None]:
        def moved() -> None:
            if move.reason:
                self.reason.ask(self.tr("Why?"), lambda reason: self._move(move, reason))
            else:
                self._move(move, "")

        return moved

    def _move(self, move: Move, reason: str) -> None:
        self._do(proceeding.move, move.to, reason, or_why=lambda said: self._move(move, said))

    def _revise(self, reason: str) -> None:
        self._do(proceeding.revise, reason)

    def _confirm(self, reason: str = "") -> None:
        # What was typed on the agenda counts too.
        self.sheet.finish()
        covered = self._covered()
        if self._do(proceeding.confirm, reason, or_why=self._confirm):
            more = self.tr("Confirmed for your side, with all that is on the agenda: {what}.")
            self.notice.say(more.format(what=self._counted(covered)) if covered else self.tr("Confirmed for your side."))

    def _do(self, act: Callable[..., Any], *said: Any, or_why: Callable[[str], object] | None = None) -> bool:
        """Whether it was done. `or_why`: does it again with a reason, where one would let it pass."""
        self.notice.clear()
        try:
            self.sheet.do(act, *said)
        except FieldError as error:
            self.notice.refuse(error, self.lang)
            if error.code == "GATES_NEED_REASON" and or_why is not None:
                self.reason.ask(self.tr("Why?"), or_why)
            return False
        return True
