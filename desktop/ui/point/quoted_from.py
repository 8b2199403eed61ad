"""What a point was made of: the talk in which it was said, a click away, at the words themselves."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from desktop.acts.quoting import Source
from desktop.ui.point.part import MOST, Part
from desktop.ui.records.title_link import TitleLink


class QuotedFrom(Part):
    """Hidden where the point quotes nothing. `asked`: id of a record and the place in it that is to be shown."""

    asked = Signal(str, str)

    def show_sources(self, sources: Sequence[Source]) -> None:
        if not self.anew(sources):
            return
        for one in sources[:MOST]:
            called = self.tr("Quoted from: {title}").format(title=one.called)
            self.put(TitleLink(called, partial(self.asked.emit, one.id, one.place)))
        self.setVisible(bool(sources))
