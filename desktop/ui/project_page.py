"""The project, small and last: who is in, and the records that are met only here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QTextBrowser, QVBoxLayout

from desktop.acts import members
from desktop.ui.awake import Awake
from desktop.ui.desk import Desk
from desktop.ui.history_page import safe
from desktop.ui.new_project import NewProject
from desktop.ui.room import Room
from desktop.ui.rooms import Place
from desktop.ui.times import local


class ProjectPage(Awake):
    """Tabs: people, then the records of the project's forms."""

    asked = Signal(str)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk)
        self.room = Room(desk, place)
        self.people = QTextBrowser()
        self.people.setAccessibleName(self.tr("People"))
        self.new = NewProject(desk)
        self.tabs = tabs = QTabWidget()
        tabs.addTab(self.people, self.tr("People"))
        tabs.addTab(self.room, self.tr("Records"))
        tabs.addTab(self.new, self.tr("New project"))
        if not desk.has_project:
            tabs.setCurrentWidget(self.new)
        desk.projectChanged.connect(lambda: tabs.setCurrentWidget(self.people))
        self.new.made.connect(desk.projectChanged)
        column = QVBoxLayout(self)
        column.addWidget(tabs)

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
