"""The records of a room as a list, newest first, read a page at a time; meetings by their time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.acts import agenda, finding, standings
from desktop.model.form import Form
from desktop.store import records
from desktop.store.records import Entry
from desktop.ui import look
from desktop.ui.desk import Desk
from desktop.ui.records import record_line

PAGE = 100
HITS = 50
Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Shown:
    """A line of the list: what is set large, and what below it. `state`: that in which the record stands."""

    entry: Entry
    state: str
    title: str
    below: str


class RecordModel(QAbstractListModel):
    """`choose` says what is listed: forms, phases (empty: all) and words looked for. `forms` are listed, `every` is found too.
    `narrowed`: numbers of the records that may be listed, newest first, all where there are none."""

    def __init__(self, desk: Desk, forms: Sequence[Form], every: Sequence[Form]) -> None:
        super().__init__()
        self.desk, self.forms = desk, {form.id: form for form in every}
        self._listed = [form.id for form in forms]
        self.chosen: frozenset[str] = frozenset()
        self.phases: frozenset[str] = frozenset()
        self.text = ""
        self.only: frozenset[str] = frozenset()
        self.narrowed: Sequence[int] | None = None
        self._left: Sequence[int] = ()
        self._shown: list[Shown] = []
        self._before: dict[str, int | None] = {}

    def choose(self, forms: frozenset[str], phases: frozenset[str], text: str) -> None:
        self.chosen, self.phases, self.text = forms, phases, text
        self.refresh()

    def show_only(self, ids: frozenset[str]) -> None:
        """List these records and no others; none: all again."""
        self.only = ids
        self.refresh()

    def refresh(self) -> None:
        """Read anew as many as were shown."""
        count = max(PAGE, len(self._shown))
        self.beginResetModel()
        self._shown = []
        wanted = [id for id in (self.forms if self.text.strip() else self._listed) if not self.chosen or id in self.chosen]
        self._before, self._left = {}, ()
        if not self.desk.has_project:
            pass
        elif self.only:
            self._shown = self._those()
        elif self.text.strip():
            self._shown = self._found(wanted)
        elif self.narrowed is not None:
            self._left = self.narrowed
        else:
            self._before = dict.fromkeys(wanted)
            self._shown = self._meetings() if agenda.FORM in wanted else []
        while self.canFetchMore(QModelIndex()) and len(self._shown) < count:
            self._shown += self._next_page()
        self.endResetModel()

    def _those(self) -> list[Shown]:
        session = self.desk.session
        found = records.those(session.notebook, session.project, sorted(self.only))
        return self._lines([one for one in found if one.form in self.forms])

    def _found(self, wanted: Sequence[str]) -> list[Shown]:
        session = self.desk.session
        hits = finding.with_words(session, self.text, HITS * 4, self.desk.shell.lang)
        among = None if self.narrowed is None else set(self.narrowed)
        here = [(one, snippet) for one, snippet in hits if one.form in wanted and (among is None or one.no in among)]
        return self._lines([entry for entry, _ in here], [snippet for _, snippet in here])[:HITS]

    def _meetings(self) -> list[Shown]:
        """All meetings ahead of what else the room lists, the next one on top: they are few, and looked for by their time."""
        session = self.desk.session
        self._before.pop(agenda.FORM)
        return self._lines(agenda.in_time(session, records.listing(session.notebook, session.project, agenda.FORM)))

    def _next_page(self) -> list[Shown]:
        """The next records of all forms together, newest first; a form that has no more drops out."""
        session = self.desk.session
        if self._left:
            some, self._left = self._left[:PAGE], self._left[PAGE:]
            found = reversed(records.entries(session.notebook, some))
            return self._lines([one for one in found if not self.chosen or one.form in self.chosen])
        read: list[Entry] = []
        for form, before in self._before.items():
            read += records.listing(session.notebook, session.project, form, limit=PAGE, before=before)
        read.sort(key=lambda entry: -entry.no)
        newest = read[:PAGE]
        oldest = newest[-1].no if newest else 0
        self._before = dict.fromkeys(self._before, oldest) if len(read) > PAGE or len(newest) == PAGE else {}
        return self._lines(newest)

    def _lines(self, entries: Sequence[Entry], snippets: Sequence[str] = ()) -> list[Shown]:
        """Those of the records whose phase is asked for, in the states they stand in."""
        stood = standings.states(self.desk.session, entries)
        said = snippets or [""] * len(entries)
        every = zip(entries, stood, said, strict=True)
        return [self._line(entry, state, snippet) for entry, state, snippet in every if self._in_phase(entry, state)]

    def _in_phase(self, entry: Entry, state: str) -> bool:
        form = self.forms.get(entry.form)
        phase = next((one.phase for one in form.states if one.id == state), "") if form else ""
        return not self.phases or phase in self.phases

    def _line(self, entry: Entry, state: str, snippet: str) -> Shown:
        form, lang = self.forms[entry.form], self.desk.shell.lang
        text = snippet.replace("\n", " ") or record_line.below(form, entry, state, lang)
        if not snippet and (len(self._listed) > 1 or entry.form not in self._listed):
            text = f"{form.label[lang]} · {text}"
        return Shown(entry, state, record_line.titled(form, entry, lang), text)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def canFetchMore(self, parent: Index) -> bool:
        return bool(self._before or self._left)

    def fetchMore(self, parent: Index) -> None:
        some = self._next_page()
        if not some:
            return
        self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(some) - 1)
        self._shown += some
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown.title}, {shown.below}"
        if role == Qt.ItemDataRole.ToolTipRole:
            # Without this mark Qt could take a colleague's words for mark-up.
            return "<qt/>" + shown.title.replace("&", "&amp;").replace("<", "&lt;")
        return shown if role == ENTRY else None

    def row_of(self, id: str) -> int:
        """The row of the record with this id; -1 where it is not among those read."""
        return next((place for place, shown in enumerate(self._shown) if shown.entry.id == id), -1)


class TwoLines(QStyledItemDelegate):
    """Draws a record: what it is called, and below, smaller, what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(option.font).height() + QFontMetrics(self._small(option.font)).height()
        return QSize(100, height + 12)

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.86)
        return small

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(ENTRY)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(look.ACCENT_SOFT if chosen else look.PAPER))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), QColor(look.ACCENT))
        painter.setPen(QColor(look.LINE))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(10, 4, -6, -4)
        font: QFont = option.font
        for text, face, colour, at in (
            (shown.title, font, look.INK, Qt.AlignmentFlag.AlignTop),
            (shown.below, self._small(font), look.FAINT, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(face)
            painter.setPen(QColor(colour))
            # What tells two records apart stands at the end: of titles in words, of the line below in the number.
            line = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideMiddle, inner.width())
            painter.drawText(inner, at | Qt.AlignmentFlag.AlignLeft, line)
        painter.restore()
