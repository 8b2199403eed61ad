"""The process that is killed. What it has begun, written and made durable it tells through a pipe, mark by mark.

A mark is `(nanoseconds, what, facts)`: `begin`, then what the store does as it does it (`file`: bytes of an attachment enter;
`write`: the first row of a transaction enters; `commit`: the transaction is about to be made durable), then `done`, sent after
the function that saves has returned.
"""

import itertools
import secrets
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desktop.acts import exchange, recording
from desktop.acts.session import Session
from desktop.store import drafts, search
from tests.torture.laptops import TALK, unlocked

WRITES = ("INSERT", "UPDATE", "DELETE")
Mark = tuple[int, str, dict[str, Any]]

# Its tables take longer to load than a child lives; so they are there before the first is born.
search.sounds(["周岚"])


class Teller:
    """Sends marks. Of each transaction the first row is told, and its end."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe
        self.writing: set[str] = set()

    def tell(self, what: str, facts: Mapping[str, Any] | None = None) -> None:
        self.pipe.send((time.monotonic_ns(), what, dict(facts or {})))

    def listen(self, session: Session) -> None:
        """Tell what the store does, from its own statements."""
        vault = session.notebook.vault
        vault.records.conn.set_trace_callback(lambda said: self._heard(said, "write", "commit"))
        vault.files.conn.set_trace_callback(lambda said: self._heard(said, "file", "filed"))

    def _heard(self, said: str, first: str, last: str) -> None:
        word = said[:6].upper()
        if word == "COMMIT":
            self.writing.discard(first)
            self.tell(last)
        elif word in WRITES and first not in self.writing:
            self.writing.add(first)
            self.tell(first)


def typing(pipe: Connection, folder: Path, operations: int | None = None) -> None:
    """Keep drafts and save them as changes, so many talks or on and on; every second time it is a talk made before that is
    changed. Each save is two changes, a person named for the first time and the talk that names him, and its draft goes."""
    teller = Teller(pipe)
    with unlocked(folder) as session:
        session.own_track(session.project)
        teller.listen(session)
        newest = ""
        for count in itertools.count():
            if count == operations:
                break
            newest = _one_talk(session, teller, newest if count % 2 else "")
        teller.tell("end")


def _one_talk(session: Session, teller: Teller, record: str) -> str:
    """Type and save one talk, a new one where `record` is empty; its id."""
    notebook, project = session.notebook, session.project
    token = secrets.token_hex(8)
    words, no = token, None
    for step in range(2):
        words += f"，第{step}句"
        facts = {"token": token, "words": words}
        teller.tell("begin", {**facts, "kind": "draft"})
        no = drafts.keep(notebook, project, "interview", {"topic": words}, {}, session.clock(), record=record, no=no)
        teller.tell("done", facts)
    facts = {"token": token, "words": words}
    teller.tell("begin", {**facts, "kind": "edit" if record else "new"})
    values = {"topic": words, "recorder": f"人{token}"}
    with notebook.transaction():
        if record:
            recording.edit(session, record, values)
        else:
            record = recording.new(session, "interview", {**TALK, **values}).id
        drafts.drop(notebook, no or 0)
    teller.tell("done", facts)
    return record


def taking(pipe: Connection, folder: Path, files: list[Path], code: str) -> None:
    """Take bundles in, one after the other, from a laptop with this device code."""
    teller = Teller(pipe)
    with unlocked(folder) as session:
        teller.listen(session)
        for file in files:
            teller.tell("begin", {"kind": "import", "file": file.name})
            exchange.take(session, [file], code)
            teller.tell("done", {"file": file.name})
        teller.tell("end")
