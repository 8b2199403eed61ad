"""What must be true of a vault after its writer was killed, whatever the moment was."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.acts import checking
from desktop.acts.session import ARRIVALS, Session
from desktop.store import drafts, records, refolding
from tests.torture.hunt import Killed
from tests.torture.laptops import Gift, unlocked

CHANGES_A_SAVE = 2
TOKEN = re.compile(r"[0-9a-f]{16}")
TABLES = ("record", "document", "conflict", "mention", "attached", "enrolment")


class Lost(AssertionError):
    """Something that was saved is not there, or something is there by halves."""


def require(true: bool, what: str) -> None:
    if not true:
        raise Lost(what)


def whole(session: Session) -> None:
    """The vault's own check finds nothing, nor does the cipher's or SQLite's, and the projection is what the journal makes."""
    report = checking.check(session)
    require(report["ok"], f"check: {report['problems']}")
    vault = session.notebook.vault
    for db in (vault.records, vault.files):
        require(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity_check")
        require(db.execute("PRAGMA cipher_integrity_check").fetchall() == [], "cipher_integrity_check")
    require(projected(session) == rebuilt(session), "the projection is not what the journal makes")
    stray = "select rowid from search where rowid not in (select no from record where form is not null)"
    require(not session.notebook.db.execute(stray).fetchall(), "the index of words knows a record that is not there")
    numbers = session.notebook.db.execute("select number from record where number is not null").fetchall()
    require(len(numbers) == len(set(numbers)), "a number was given twice")


class _LetGo(Exception):
    """Ends a trial: the transaction is let go."""


def rebuilt(session: Session) -> dict[str, Any]:
    """The projection as made anew from the journal; the vault stays as it is."""
    notebook, found = session.notebook, {}
    try:
        with notebook.transaction():
            refolding.rebuild(notebook)
            found = projected(session)
            raise _LetGo
    except _LetGo:
        notebook.rosters.clear()
    return found


def projected(session: Session) -> dict[str, Any]:
    """All rows of the projection, each word of the index with its place, and what is held."""
    db = session.notebook.db
    db.execute("create virtual table if not exists temp.word using fts5vocab(main, search, instance)")
    found = {table: sorted(map(repr, db.execute(f"select * from {table}").fetchall())) for table in TABLES}
    held = db.execute("select id, held from change where held is not null order by id").fetchall()
    words = db.execute("select doc, col, offset, term from temp.word order by doc, col, offset").fetchall()
    db.execute("drop table temp.word")
    return {**found, "held": held, "words": words}


@dataclass
class Writing:
    """What the child was heard to have made durable: token -> its words and whether they are saved or a draft yet."""

    words: dict[str, str] = field(default_factory=dict)
    saved: set[str] = field(default_factory=set)

    def judge(self, folder: Path, killed: Killed) -> None:
        """Everything acknowledged is there with its words; what was under way is there wholly or not at all."""
        doubtful = self._hear(killed)
        with unlocked(folder) as session:
            whole(session)
            kept = {_token(d.words["topic"]): str(d.words["topic"]) for d in drafts.unfinished(session.notebook)}
            journal = _journal(session)
            for token, words in self.words.items():
                self._judge_one(token, words, kept, journal, doubtful)
            for token in doubtful.keys() - self.words.keys():
                require(not journal[token], "an unfinished save is half there")
            unknown = (kept.keys() | journal.keys()) - self.words.keys() - doubtful.keys()
            require(not unknown, "words that nobody typed")
            self._shown(session)
            # What is there now has been shown to a person, and may no more be lost than what was acknowledged.
            self.saved.update(token for token in self.words if journal[token])
            self.words.update({token: words for token, words in kept.items() if token in doubtful})

    def _hear(self, killed: Killed) -> dict[str, str]:
        """Note what was acknowledged; token -> kind of the operation that was not."""
        under_way: dict[str, str] = {}
        for _, what, facts in killed.marks:
            if what == "begin":
                under_way = {facts["token"]: facts["kind"]}
                kind = facts["kind"]
            elif what == "done":
                under_way = {}
                self.words[facts["token"]] = facts["words"]
                if kind != "draft":
                    self.saved.add(facts["token"])
        return under_way

    def _judge_one(
        self, token: str, words: str, kept: dict[str, str], journal: Counter[str], doubtful: dict[str, str]
    ) -> None:
        changes = journal[token]
        if token in self.saved:
            require(changes == CHANGES_A_SAVE and token not in kept, f"a save acknowledged is there with {changes} changes")
        elif doubtful.get(token, "draft") == "draft":
            require(not changes and kept.get(token, "").startswith(words), "a draft acknowledged is not there")
        else:
            require((changes, token in kept) in ((0, True), (CHANGES_A_SAVE, False)), "a draft and its change came apart")

    def _shown(self, session: Session) -> None:
        """The words of all saves stand in the history of a record, and the newest in what it says now."""
        notebook, project = session.notebook, session.project
        said: dict[str, str] = {}
        for entry in records.listing(notebook, project, "interview"):
            record, changes = records.load(notebook, project, entry.no)
            topics = [
                written.value
                for change in changes
                for part in change.parts.values()
                for address, written in part.values.items()
                if address == "topic"
            ]
            said.update({_token(topic): topic for topic in topics})
            require(record.values["topic"] == topics[-1], "a record does not say what was saved last")
            found = records.found(notebook, project, _token(topics[-1]), None, 5)
            require(entry.id in [hit.id for hit, _ in found], "a record is not found by its words")
        for token in self.saved:
            require(said.get(token) == self.words[token], "a save acknowledged has other words")


def _token(words: str) -> str:
    return words[:16]


def _journal(session: Session) -> Counter[str]:
    """How many changes hold each token."""
    rows = session.notebook.db.execute("select open, full, personal from change").fetchall()
    found: Counter[str] = Counter()
    for parts in rows:
        text = b" ".join(part or b"" for part in parts).decode()
        values = re.findall(r'"value":"(?:人)?([0-9a-f]{16})(?:，|")', text)
        found.update(set(values))
    return found


@dataclass
class Taking:
    """A vault that takes bundles in: how many are certainly in it, and how many copies the kills left behind."""

    gifts: tuple[Gift, ...]
    taken: int = 0
    left_behind: int = 0

    @property
    def left(self) -> list[Path]:
        return [gift.file for gift in self.gifts[self.taken :]]

    def judge(self, folder: Path, killed: Killed) -> None:
        """Each bundle is in wholly, with its attachments, or not at all; those acknowledged are in."""
        certain = self.taken + len(killed.said("done"))
        arrivals = folder / ARRIVALS
        self.left_behind += len(list(arrivals.glob("*")))
        with unlocked(folder) as session:
            whole(session)
            self.taken = self._entered(session)
            begun = certain + (killed.marks[-1][1] not in ("done", "end"))
            require(certain <= self.taken <= begun, f"{certain} bundles acknowledged, {self.taken} are in")
            self._judge_log(session)
            digests = {digest for (digest,) in session.notebook.db.execute("select digest from attached").fetchall()}
            require(digests == (self.gifts[self.taken - 1].files if self.taken else set()), "attachments of other bundles")
            contents = session.notebook.vault.files.execute("select digest from content").fetchall()
            require({digest for (digest,) in contents} == digests, "attachments without bytes, or bytes without a change")
            require(not list(arrivals.glob("*")), "a received copy stays behind")

    def _entered(self, session: Session) -> int:
        """How many bundles are in, by the ids of all changes there are."""
        held = {id.hex() for (id,) in session.notebook.db.execute("select id from change").fetchall()}
        states = [set[str](), *(gift.ids for gift in self.gifts)]
        require(held in states, "a bundle is half in")
        return states.index(held)

    def _judge_log(self, session: Session) -> None:
        tables = {"bundle": self.taken, "receipt": min(self.taken, 1), "project": min(self.taken, 1)}
        for table, rows in tables.items():
            found = session.notebook.db.execute(f"select count(*) from {table}").fetchone()[0]
            require(found == rows, f"{found} rows of {table} where {rows} are due")
