"""All that lies on the stick for this laptop, before anything is taken: who, when, how much, and what is odd."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.acts import arrivals
from desktop.acts.arrivals import Seen
from desktop.acts.cards import AS_LEAD, IN, NEW, OTHERS, TAKEN, Offered
from desktop.acts.rounds import Plan
from desktop.errors import FieldError
from desktop.ui.desk import Desk
from desktop.ui.notice import button, words
from desktop.ui.stick.telling import Telling
from desktop.ui.times import local


class PreviewPage(QWidget):
    """`going`: what the person decided, a `Plan`; `closed`: nothing is to be taken."""

    going = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, seen: Sequence[Seen], offered: Sequence[Offered], *, seated: bool) -> None:
        super().__init__()
        self.lang, self.seated = desk.shell.lang, seated
        self.seen = [one for one in seen if not one.known]
        self.telling = Telling(self)
        self.strange = None if desk.has_project else arrivals.first_to_trust(self.seen)
        self.takes: dict[str, QCheckBox] = {}
        self.compared: dict[str, QCheckBox] = {}
        self.lets_in: dict[QCheckBox, Offered] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words(self.tr("On the stick, for me: nothing is taken yet"), "head"))
        for one in self.seen:
            column.addWidget(self._bundle(one))
        known = len(seen) - len(self.seen)
        if known or not self.seen:
            column.addWidget(words(self._rest(known), "faint"))
        self._add_cards(column, [one for one in offered if one.stands != IN])
        self.go = button(self._called(), self._go, main=True)
        self.go.setMinimumHeight(48)
        foot = QHBoxLayout()
        foot.addWidget(self.go)
        foot.addWidget(button(self.tr("Back"), self.closed.emit))
        foot.addStretch(1)
        column.addSpacing(8)
        column.addLayout(foot)
        column.addStretch(1)
        self._ticked()
        waits = [*self.compared.values(), *self.lets_in]
        self.setFocusProxy(waits[0] if waits else self.go)

    def _rest(self, known: int) -> str:
        if known:
            return self.tr("Taken in before, and left alone now: {n}").format(n=known)
        return self.tr("No bundle for me.")

    def _called(self) -> str:
        if not self.seated:
            return self.tr("Take in, and join the project") if self.strange else self.tr("Put my card on the stick")
        return self.tr("Take in all, then give to everyone") if self.takes else self.tr("Give to everyone")

    def _bundle(self, one: Seen) -> QFrame:
        problems = self.telling.problems(one.report) if one.report else []
        box, column = _box("odd" if one.error or problems else "card")
        made = self.tr("{who}　made {when}").format(who=one.who, when=local(one.made)) if one.made else one.who
        if one.device_code:
            self._ask_to_compare(column, one, made)
        elif one.error:
            column.addWidget(words(self.tr("{who}: this one waits").format(who=made), "head"))
            column.addWidget(words(_said(one.error, self.lang)))
        elif one.report is not None:
            tick = self.takes[one.file.name] = QCheckBox(f"{made}　{self.telling.counts(one.report)}")
            tick.setChecked(True)
            tick.toggled.connect(self._ticked)
            column.addWidget(tick)
            for line in problems:
                column.addWidget(words(line))
        return box

    def _ask_to_compare(self, column: QVBoxLayout, one: Seen, made: str) -> None:
        """Whoever made it is not known here. Of a project that is not known either one is compared, and tells of the others."""
        column.addWidget(words(made, "head"))
        if self.strange is not None and one is not self.strange:
            column.addWidget(words(self.tr("Comes along once the first is taken in."), "faint"))
            return
        column.addWidget(words(self.tr("Device code: {code}").format(code=one.device_code)))
        text = self.tr("We have read the device code to each other, and it is the same.")
        tick = self.compared[one.file.name] = QCheckBox(text)
        tick.toggled.connect(self._ticked)
        column.addWidget(tick)

    def _add_cards(self, column: QVBoxLayout, offered: Sequence[Offered]) -> None:
        if not offered:
            return
        column.addWidget(words(self.tr("Cards: whom to let in"), "head"))
        can = [one for one in offered if one.can_be_let_in]
        if can:
            told = self.tr("Let each read the device code on his own screen to you. Tick it only when all digits are the same.")
            column.addWidget(words(told, "faint"))
        for one in can:
            column.addWidget(self._card(one))
        for one in offered:
            if one not in can:
                column.addWidget(words(self._not_ours(one), "faint"))

    def _card(self, one: Offered) -> QFrame:
        box, column = _box("card")
        card = one.card
        assert card is not None
        said = self.tr("{name}　{side}　{code}").format(name=card.name, side=self.telling.side(card.side), code=card.code)
        column.addWidget(words(said, "head"))
        column.addWidget(words(self.tr("Device code: {code}").format(code=card.fingerprint)))
        text = {
            AS_LEAD: self.tr("The same as {name} reads: let in, as the lead of that side"),
            NEW: self.tr("The same as {name} reads: let in this new laptop"),
        }.get(one.stands, self.tr("The same as {name} reads: let in"))
        tick = QCheckBox(text.format(name=card.name))
        self.lets_in[tick] = one
        tick.toggled.connect(partial(self._one_lead, tick))
        column.addWidget(tick)
        return box

    def _one_lead(self, ticked: QCheckBox, on: bool) -> None:
        """A side gets one first laptop, which leads it and lets in the others."""
        one = self.lets_in[ticked]
        for tick, other in self.lets_in.items():
            both = one.card and other.card and one.card.side == other.card.side
            if on and tick is not ticked and both and one.stands == other.stands == AS_LEAD:
                tick.setChecked(False)
        self._ticked()

    def _not_ours(self, one: Offered) -> str:
        if one.card is None or one.stands == TAKEN:
            error = one.error or FieldError("CARD_CODE_TAKEN", taken=one.card.code if one.card else "")
            return f"{one.card.name if one.card else one.file.name}：{_said(error, self.lang)}"
        assert one.stands == OTHERS
        said = self.tr("{name} ({side}) is let in by: {by}")
        return said.format(name=one.card.name, side=self.telling.side(one.card.side), by="、".join(one.by))

    def _ticked(self) -> None:
        self.go.setEnabled(self.strange is None or self.compared[self.strange.file.name].isChecked())

    def _go(self) -> None:
        ticks = self.takes | self.compared
        leave = [name for name, tick in ticks.items() if not tick.isChecked()]
        trust = {one.file.name: one.device_code for one in self.seen if one.file.name in self.compared}
        trust = {name: code for name, code in trust.items() if name not in leave}
        admit = [one.file for tick, one in self.lets_in.items() if tick.isChecked()]
        self.going.emit(Plan(self.seen, leave, trust, admit))


def _box(role: str) -> tuple[QFrame, QVBoxLayout]:
    box = QFrame()
    box.setProperty("role", role)
    column = QVBoxLayout(box)
    column.setContentsMargins(10, 6, 10, 6)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return box, column


def _said(error: FieldError, lang: str) -> str:
    return error.sentence("zh") + error.remedy("zh") if lang == "zh" else f"{error.sentence('en')} {error.remedy('en')}"
