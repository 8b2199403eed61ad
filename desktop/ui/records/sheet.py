"""What is being typed into one record: kept within a second, made one change when the record is left."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acts import opening, recording, writing
from desktop.acts.values import Reading, draw
from desktop.errors import FieldError
from desktop.model import rows
from desktop.store import drafts
from desktop.ui.desk import Desk

KEEP_MS = 400
AGAIN_MS = 200


class Sheet(QObject):
    """`words`: address -> what was typed and is in no change yet. `unfit`: address -> why a value cannot be entered; it stays in
    the draft until it is mended, and keeps nothing else from being saved. `beside`: what is typed on the same page into records
    that belong to this one, and is finished with it."""

    kept = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, record: str) -> None:
        super().__init__()
        self.desk = desk
        self.opened = opening.look_up(desk.session, record)
        self.words: dict[str, Any] = {}
        self.begun: dict[str, list[str]] = {}
        self.unfit: dict[str, FieldError] = {}
        self.beside: list[Sheet] = []
        self._no: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._take_up()

    @property
    def id(self) -> str:
        return self.opened.record.id

    def _take_up(self) -> None:
        """Go on with what a power cut or a kill left unfinished; drafts of the same record are put together."""
        session = self.desk.session
        for draft in drafts.unfinished(session.notebook, session.project):
            if draft.record == self.id:
                self.words.update(draft.words)
                self.begun = {**draft.begun, **self.begun}
                if self._no is not None:
                    self.desk.quietly(writing.throw_away, self._no)
                self._no = draft.no

    def value(self, address: str) -> Any:
        """What the page shows at an address: typed words, else the record's."""
        if address in self.words:
            return self.words[address]
        return recording.shown(self.opened.form, address, self.opened.record.shown.values.get(address))

    def type(self, address: str, raw: Any) -> None:
        """Somebody typed. It is stored soon, not at each key, but never later than a second after the first."""
        if address not in self.begun:
            self.begun[address] = list(writing.begun_on(self.opened, address))
        self.words[address] = raw
        self.unfit.pop(address, None)
        if not self._timer.isActive():
            self._timer.start(KEEP_MS)

    def keep(self) -> None:
        """Store the draft durably."""
        if not self.words:
            return
        if self.desk.busy:
            self._timer.start(AGAIN_MS)
            return
        try:
            self._no = self._keep(self.words, self._no)
        except FieldError as error:
            self.refused.emit(error)
            self._timer.start(AGAIN_MS * 10)
            return
        self.kept.emit(datetime.now().strftime("%H:%M:%S"))

    def _keep(self, words: dict[str, Any], no: int | None) -> int:
        begun = {address: self.begun[address] for address in words if address in self.begun}
        session = self.desk.session
        return self.desk.quietly(
            writing.keep, session.project, self.opened.entry.form, words, begun, record=self.id, no=no
        )

    def finish(self) -> bool:
        """Make one change of what was typed; whether nothing is left unsaved. Values that do not fit stay in the draft."""
        whole = [one.finish() for one in self.beside]
        return self._finish() and all(whole)

    def _finish(self) -> bool:
        self._timer.stop()
        if not self.words:
            return True
        if self.desk.busy:
            self.keep()
            return False
        self.unfit = self._unfit()
        fit = {address: raw for address, raw in self.words.items() if address not in self.unfit}
        left = {address: raw for address, raw in self.words.items() if address in self.unfit}
        apart: int | None = None
        try:
            # What stays behind gets a draft of its own first: it may never be nowhere.
            apart = self._keep(left, None) if left else None
            self._no = self._keep(fit, self._no)
            self.desk.act(writing.finish, self._no)
        except FieldError as error:
            self.keep()
            if apart is not None:
                self.desk.quietly(writing.throw_away, apart)
            self.refused.emit(error)
            return False
        self.words, self._no = left, apart
        self.begun = {address: ids for address, ids in self.begun.items() if address in left}
        self.refresh()
        self.desk.saved.emit(datetime.now().strftime("%H:%M:%S"))
        return not left

    def _unfit(self) -> dict[str, FieldError]:
        found: dict[str, FieldError] = {}
        form, session = self.opened.known_form(), self.desk.session
        for address, raw in self.words.items():
            if raw is None or address.count("/") == 1:
                continue
            try:
                Reading(session, session.project, form, self.opened.record.current).cell(address, raw)
            except FieldError as error:
                found[address] = error
        return found

    def refresh(self) -> None:
        """Look at the record again; what is being typed is not touched."""
        self.opened = opening.look_up(self.desk.session, self.id)

    def do(self, act: Callable[..., Any], *words: Any, **more: Any) -> Any:
        """An act on this record, after what was typed is in."""
        self.finish()
        found = self.desk.act(act, self.id, *words, **more)
        self.refresh()
        return found

    def note_row(self, table: str, cells: dict[str, Any]) -> None:
        """One more row of a table, as if typed."""
        row = secrets.token_hex(6)
        keys = [key for (name, _), key in self.opened.record.current.keys.items() if name == table]
        keys += [raw for a, raw in self.words.items() if a.count("/") == 1 and a.split("/")[0] == table and raw]
        self.type(f"{table}/{row}", rows.between(max(keys, default=None), None, draw))
        for cell, raw in cells.items():
            self.type(f"{table}/{row}/{cell}", raw)
