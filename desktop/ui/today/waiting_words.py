"""What Today says of each thing that waits: why, and until when, in plain words."""

from datetime import date

from PySide6.QtCore import QObject

from desktop.acts.waiting import QUIET_DAYS, Colleague, Line
from desktop.ui.desk import Desk
from desktop.ui.times import local

SOON_DAYS = 9
"""What is due later is told by its date."""
MINE, FOR_ME, OUT = "mine", "for_me", "out"
"""The lists of records, as `Waiting` calls them."""


class WaitingWords(QObject):
    """One for a page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.lang, self._forms = desk.shell.lang, desk.session.forms

    def heads(self) -> dict[str, str]:
        """What each list of records is called."""
        return {MINE: self.tr("Mine to do"), FOR_ME: self.tr("Waiting for me"), OUT: self.tr("Not back yet")}

    def called(self, line: Line) -> str:
        """The title of the record, else its kind."""
        return line.title or self.kind(line)

    def kind(self, line: Line) -> str:
        form = self._forms.get(line.form)
        return form.label[self.lang] if form else line.form

    def said(self, line: Line) -> str:
        """Why it waits, and until when."""
        until = self._until(line) if line.due and line.why != "draft" else ""
        return self.tr(", ").join(one for one in (self._why(line), until) if one)

    def _why(self, line: Line) -> str:
        if line.why == "draft":
            return self.tr("not finished, {time}").format(time=local(line.stored)[5:])
        if line.why == "conflict":
            return self.tr("written differently: {field}").format(field=self._field(line))
        if line.why == "notes":
            return self.tr("review notes to deal with: {n}").format(n=line.count)
        return {
            "confirm": self.tr("to be confirmed by our side"),
            "receive": self.tr("to be signed for"),
            "review": self.tr("for you to review"),
            "judge": self.tr("to be evaluated"),
            "paper": self.tr("out for signature"),
            "letter": self.tr("no answer yet"),
            "request": self.tr("not all of it here"),
            "lent": self.tr("not returned"),
        }.get(line.why, "")

    def _field(self, line: Line) -> str:
        """The first field in conflict; of others there is a sign."""
        form = self._forms.get(line.form)
        field = form.find(line.at[0]) if form else None
        return (field.label[self.lang] if field else line.at[0]) + ("…" if len(line.at) > 1 else "")

    def _until(self, line: Line) -> str:
        if line.days < 0:
            return self.tr("{n} days late").format(n=-line.days) if line.days < -1 else self.tr("1 day late")
        if line.days > SOON_DAYS:
            # The year is told where it is another one.
            day = line.due if line.due[:4] != str(date.today().year) else line.due[5:]
            return self.tr("due on {day}").format(day=day)
        return {0: self.tr("due today"), 1: self.tr("due tomorrow")}.get(line.days, self.tr("due in {n} days").format(n=line.days))

    def of(self, one: Colleague) -> str:
        """What is to be exchanged with a colleague."""
        owed = self.tr("{n} changes to hand over").format(n=one.lacks) if one.lacks else ""
        if not one.heard:
            heard = self.tr("nothing received yet")
        elif one.days > QUIET_DAYS:
            heard = self.tr("nothing received for {n} days").format(n=one.days)
        else:
            heard = self.tr("last received {day}").format(day=local(one.heard)[5:10])
        return self.tr(", ").join(part for part in (owed, heard) if part)
