"""Whatever a team writes, in whatever order it arrives: the projection is what the journal makes, and the same everywhere."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import FieldError
from desktop.model.change import Draft, Grant, Sealed
from desktop.model.record import Record
from desktop.store import refolding, vault
from desktop.store.keyfile import Cost
from tests.store.books import CHEN, EVERYONE, WU, ZHOU, Book, book_in

NAMES = ("潘未名", "欧阳𬭚", "周岚")
LAPTOPS = (ZHOU, WU, CHEN)
ROW = "form, side, number, title, state, version, check_code, changed, audience, columns, withheld, held, confirmed"
TOLD = {
    "record": f"select id, {ROW} from record",
    "document": "select r.id, d.body from document d join record r on r.no = d.no",
    "conflict": "select r.id, c.address from conflict c join record r on r.no = c.record",
    "held": "select hex(id), held from change where held is not null",
    "mention": "select m.target, hex(c.id), m.tier from mention m join change c on c.seq = m.seq",
    "attached": "select a.digest, r.id, hex(c.id), a.tier from attached a"
    " join change c on c.seq = a.seq join record r on r.no = a.record",
    "link": "select l.target, r.id, l.field from link l join record r on r.no = l.record",
    "enrolment": "select hex(c.id) from enrolment e join change c on c.seq = e.seq",
    "word": "select r.id, w.col, w.offset, w.term from temp.word w join record r on r.no = w.doc",
}
"""Everything that is made from the journal, by ids that are the same on every laptop."""


class _LetGo(Exception):
    """Ends a trial: the transaction is let go."""


def told(book: Book) -> dict[str, list[Any]]:
    db = book.notebook.db
    db.execute("create virtual table if not exists temp.word using fts5vocab(main, search, instance)")
    found = {name: sorted(db.execute(sql).fetchall(), key=repr) for name, sql in TOLD.items()}
    db.execute("drop table temp.word")
    return found


@dataclass
class Team:
    """A series of changes under way in one notebook. `written`: who wrote what, in order."""

    book: Book
    chance: random.Random
    records: list[str] = field(default_factory=list)
    written: list[tuple[str, Sealed]] = field(default_factory=list)

    def act(self, kind: str, device: str) -> None:
        draft = getattr(self, f"_{kind}")(device)
        if draft is not None:
            (sealed,) = self.book.sealed(device, [draft])
            self.book.arrive(device, [sealed])
            self.written.append((device, sealed))
            if draft.kind == "create" and draft.form == "interview":
                self.records.append(sealed.id[:32])

    def _record(self) -> Record | None:
        """Any talk; None where there is none, or none that counts yet."""
        if not self.records:
            return None
        try:
            return self.book.record(self.chance.choice(self.records))
        except FieldError:
            return None

    def _talk(self, device: str) -> Draft:
        side = self.chance.choice(("joint", "audit", "inspection"))
        name = self.book.person_id(self.chance.choice(NAMES))
        return self.book.talk({"topic": ("事由", ()), "title": ("谈话", ()), "recorder": (name, ())}, side)

    def _edit(self, device: str) -> Draft | None:
        """Of what its author saw, or of only a part of it."""
        record = self._record()
        if record is None:
            return None
        address = self.chance.choice(("topic", "title", "recorder", "record_kind", "id_no", "interviewers"))
        seen = record.current.seen(address)
        seen = seen[: self.chance.randint(0, len(seen))]
        value: Any = self.chance.choice(("甲", "乙", None))
        if address in ("recorder", "interviewers"):
            value = self.book.person_id(self.chance.choice(NAMES))
            value = [value] if address == "interviewers" else value
        return self.book.edit(record.id, {address: (value, seen)})

    def _row(self, device: str) -> Draft | None:
        """A question put or answered, a file attached, or such a row taken away."""
        record = self._record()
        if record is None:
            return None
        row = self.chance.choice(("qa/r1", "qa/r2", "attachments/r3", "signatures/r4"))
        cell = {"qa": "a", "attachments": "digest", "signatures": "who"}[row.split("/")[0]]
        value = {"a": "答", "digest": "ab" * 32, "who": self.book.person_id(NAMES[0])}[cell]
        gone = self.chance.random() < 0.3
        said = {a: (None if gone else v, record.current.seen(a)) for a, v in ((row, "V1"), (f"{row}/{cell}", value))}
        return self.book.edit(record.id, said)

    def _freeze(self, device: str) -> Draft | None:
        record = self._record()
        if record is None:
            return None
        state = {"open": {"state": (self.chance.choice(("frozen", "draft")), record.current.seen("state"))}}
        return Draft("freeze", state, record=record.id, of=record.current.standing(), version=record.version, tier="open")

    def _retract(self, device: str) -> Draft | None:
        record = self._record()
        if record is None or not record.versions:
            return None
        return Draft("retract", {}, record=record.id, of=[record.versions[-1].change], tier="open")

    def _widen(self, device: str) -> Draft | None:
        record = self._record()
        if record is None:
            return None
        return Draft("widen", {}, record=record.id, audience={"full": ["side:congress"]}, tier="open")

    def _strange(self, device: str) -> Draft | None:
        record = self._record()
        return None if record is None else Draft("reverse", {"full": {"topic": ("倒", ())}}, record=record.id)

    def _person(self, device: str) -> Draft:
        return self.book.person(self.chance.choice(NAMES))

    def _rename(self, device: str) -> Draft | None:
        try:
            person = self.book.record(self.book.person_id(self.chance.choice(NAMES)))
        except (FieldError, TypeError):
            return None
        return self.book.edit(person.id, {"name": (self.chance.choice(("新名", "别名")), person.current.seen("name"))}, "person")

    def _enrol(self, device: str) -> Draft:
        who, side = self.chance.choice(((WU, "inspection"), (CHEN, "audit")))
        values = {"open": {"name": ("来人", ()), "code": (who[:2].upper(), ())}}
        grant = Grant(who, self.chance.choice(("lead", "member")))
        return Draft(
            "create", values, form="member", form_version=1, side=side, grant=grant, audience=EVERYONE, tier="open"
        )


KINDS = ("talk", "edit", "edit", "row", "freeze", "retract", "widen", "strange", "person", "rename", "enrol")
series = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(LAPTOPS)), min_size=4, max_size=30)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, cheap: Cost) -> Iterator[Book]:
    made, _ = vault.create(tmp_path_factory.mktemp("series") / "vault", "清泉石上流", cost=cheap)
    with made:
        yield book_in(made)


def trial(book: Book, steps: list[tuple[str, str]], seed: int) -> None:
    chance = random.Random(seed)
    try:
        with book.notebook.transaction():
            team = Team(book, chance)
            # The same steps make the same changes, so that a series that fails can be cut down to what matters.
            book.ticks = itertools.count(10)
            for kind, device in [("enrol", ZHOU)] * chance.randrange(4) + steps:
                team.act(kind, device)
            first = told(book)
            refolding.rebuild(book.notebook)
            assert told(book) == first
            raise _LetGo
    except _LetGo:
        pass
    try:
        with book.notebook.transaction():
            for device, some in shuffled(team.written, chance):
                book.arrive(device, some)
            assert told(book) == first
            raise _LetGo
    except _LetGo:
        pass


def shuffled(written: list[tuple[str, Sealed]], chance: random.Random) -> Iterator[tuple[str, list[Sealed]]]:
    """The same changes in another order, each laptop's own kept, some at a time."""
    waiting = {device: [sealed for author, sealed in written if author == device] for device in LAPTOPS}
    while left := [device for device in LAPTOPS if waiting[device]]:
        device = chance.choice(left)
        some = chance.randint(1, len(waiting[device]))
        yield device, waiting[device][:some]
        del waiting[device][:some]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=series, seed=st.integers(0, 10**6))
def test_the_projection_is_what_the_journal_makes_in_whatever_order_it_came(
    shared: Book, steps: list[tuple[str, str]], seed: int
) -> None:
    trial(shared, steps, seed)
