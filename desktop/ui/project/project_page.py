"""The project, small and last: who is in, its forms, and the records that are met only here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout

from desktop.acts import forms, members
from desktop.ui.desk import Desk
from desktop.ui.notice import Notice, button
from desktop.ui.project.forms_page import FormsPage
from desktop.ui.project.new_project import NewProject
from desktop.ui.records.history_page import safe
from desktop.ui.records.tabbed import Tabbed
from desktop.ui.rooms import Place
from desktop.ui.times import local


class ProjectPage(Tabbed):
    """Tabs: people, the records of the project's forms, the forms themselves. Forms that wait are told above them all."""

    asked = Signal(str)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.people = QTextBrowser()
        self.people.setAccessibleName(self.tr("People"))
        self.new = NewProject(desk)
        self.forms = FormsPage(desk)
        self.waiting = Notice()
        tabs = self.tabs
        tabs.addTab(self.people, self.tr("People"))
        tabs.addTab(self.room, self.tr("Records"))
        tabs.addTab(self.forms, self.tr("Forms"))
        tabs.addTab(self.new, self.tr("New project"))
        if not desk.has_project:
            tabs.setCurrentWidget(self.new)
        desk.projectChanged.connect(self._show_people)
        self.new.made.connect(desk.projectChanged)
        column = QVBoxLayout(self)
        column.addWidget(self.waiting)
        column.addWidget(tabs)

    def _show_people(self) -> None:
        self.tabs.setCurrentWidget(self.people)

    def show_forms(self) -> None:
        """Turn to the forms, those that wait first."""
        self.tabs.setCurrentWidget(self.forms)
        self.forms.list.setFocus()

    def refresh(self) -> None:
        """Who is in, and when something last came from him."""
        card = self.desk.session.card
        mine = self.tr("My device code: {code}").format(code=card.fingerprint)
        lines = [f"<p><b>{safe(card.name)}</b>　{safe(card.code)}<br/>{mine}</p>"]
        for one in members.listing(self.desk.session) if self.desk.has_project else ():
            if not one["you"]:
                heard = local(one["last_heard"] or self.tr("never"))
                lead = self.tr("　lead of the side") if one["lead"] else ""
                code = self.tr("Device code: {code}").format(code=one["fingerprint"] or "—")
                last = self.tr("Last heard: {when}").format(when=heard)
                lines.append(f"<p><b>{safe(one['name'])}</b>　{safe(one['code'] or '')}{lead}<br/>{code}<br/>{last}</p>")
        self.people.setHtml("".join(lines))
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        waiting = forms.waiting(self.desk.session)
        if waiting:
            said = self.tr("Forms that wait to be looked at before they take effect: {n}").format(n=len(waiting))
            self.waiting.say(said, "odd", button(self.tr("Look at the forms"), self.show_forms))
        else:
            self.waiting.clear()
