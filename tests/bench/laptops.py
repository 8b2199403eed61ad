"""Invented laptops, a project that they share, and the interviews written on them."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop import places
from desktop.acts.session import CURRENT, IDENTITY, Session, opened
from desktop.acts.values import audience_of, named
from desktop.bundle import identity
from desktop.model import form_file
from desktop.model.change import Draft, Grant, Value, named_record
from desktop.model.form import Form
from desktop.store import journal
from desktop.store import vault as vaults
from desktop.store.keyfile import Cost
from desktop.store.notebook import Notebook
from tests.bench.words import Writer

PASSPHRASE = "measured in one run"
# The wrap is not what is measured here.
CHEAP = Cost(1024, 1, 1)
AUDIENCE = ["side:audit", "side:inspection"]
PER_WRITE = 500
Cells = dict[str, tuple[Value, tuple[str, ...]]]


def forms() -> dict[str, Form]:
    found, faults = form_file.load_folder(places.forms_folder())
    if faults:
        raise faults[0]
    return found


def new_laptop(folder: Path, name: str, side: str, code: str) -> Session:
    """A new vault in `folder`, with an identity."""
    vault, _ = vaults.create(folder, PASSPHRASE, cost=CHEAP)
    notebook = Notebook(vault, forms())
    notebook.prepare()
    keys = identity.new_keys()
    card = identity.new_card(keys, name=name, side=side, code=code, made="2026-01-05")
    notebook.keep(IDENTITY, {"keys": keys.to_text(), "card": card.fields()})
    session = Session(notebook, keys, card, witness_folder=folder.parent / f"{folder.name}-witness")
    session.bear_witness()
    return session


def emptied(folder: Path) -> Session:
    """The laptop whose vault lies in `folder`, with a new vault of today's make and nothing in it but its identity."""
    old = open_laptop(folder)
    identity = old.notebook.kept(IDENTITY)
    old.notebook.vault.close()
    shutil.rmtree(folder)
    vault, _ = vaults.create(folder, PASSPHRASE, cost=CHEAP)
    notebook = Notebook(vault, forms())
    notebook.prepare()
    notebook.keep(IDENTITY, identity)
    vault.close()
    return open_laptop(folder)


def open_laptop(folder: Path) -> Session:
    """The laptop whose vault lies in `folder`, as if it had always been on this machine."""
    vault = vaults.unlock(folder, passphrase=PASSPHRASE)
    notebook = Notebook(vault, forms())
    notebook.prepare()
    kept = notebook.kept(IDENTITY)
    keys = identity.Keys.from_text(kept["keys"])
    session = Session(
        notebook, keys, identity.Card(**kept["card"]), witness_folder=folder.parent / f"{folder.name}-witness"
    )
    session.bear_witness()
    return session


@contextmanager
def as_opened(folder: Path) -> Iterator[Session]:
    """The same through the door of the program, which leaves the vault tidy."""
    with opened(vaults.unlock(folder, passphrase=PASSPHRASE)) as session:
        session.witness_folder = folder.parent / f"{folder.name}-witness"
        yield session


def found_project(session: Session) -> int:
    """A project founded on this laptop, with its person as lead."""
    form = session.form("project")
    tiers: dict[str, Cells] = {}
    for id, value in (("name", "城南粮库联动"), ("code", "CN2026")):
        tiers.setdefault(form.tier(id), {})[id] = (value, ())
    audience = {"open": AUDIENCE, "full": AUDIENCE}
    create = Draft("create", tiers, form="project", form_version=1, side="joint", audience=audience)
    project, _ = journal.found_project(session.notebook, session.device, create, session.clock())
    session.notebook.keep(CURRENT, session.notebook.project_id(project))
    session.notebook.keep(f"own/{project}", session.notebook.tracks(project)[0].no)
    session.bear_witness()
    enrol(session, project, session.card)
    return project


def enrol(session: Session, project: int, card: identity.Card) -> None:
    row = "aabbccdd" + card.device[:4]
    cells: Cells = {
        "name": (card.name, ()),
        "code": (card.code, ()),
        f"devices/{row}": ("V11", ()),
        f"devices/{row}/device": (card.device, ()),
        f"devices/{row}/card": (json.dumps(card.fields()), ()),
    }
    session.write(
        project,
        Draft(
            "create",
            {"open": cells},
            form="member",
            form_version=1,
            side=card.side,
            grant=Grant(card.device, "lead"),
            audience={"open": AUDIENCE},
            tier="open",
        ),
    )


@dataclass
class Desk:
    """Somebody who writes interviews in a project. `persons`: ids of those he names."""

    session: Session
    project: int
    writer: Writer
    persons: list[str]
    count: int = 0

    def values(self, answers: int) -> dict[str, object]:
        """Twelve values and so many answers of 60 characters, as typed."""
        writer = self.writer
        day = writer.date()
        return {
            "record_kind": "joint_talk",
            "start_at": f"{day}T09:00",
            "end_at": f"{day}T11:30",
            "place": writer.place(),
            "interviewers": [self._person(), self._person()],
            "recorder": self._person(),
            "name": writer.name(),
            "gender": "male" if writer.random.random() < 0.6 else "female",
            "unit": writer.unit(),
            "post": writer.thing() + "主任",
            "topic": f"{writer.thing()}与{writer.thing()}的有关情况",
            "rights_reply": writer.text(24),
            "qa": [{"q": writer.text(20), "a": writer.text(60)} for _ in range(answers)],
        }

    def _person(self) -> str:
        return self.persons[int(len(self.persons) * self.writer.random.random() ** 2)]

    def drafts(self, count: int, answers: int) -> Iterator[Draft]:
        """The creates of so many interviews."""
        form = self.session.form("interview")
        audience = audience_of(self.session, self.project, form, "joint", {})
        tier_of = {id: form.tier(id) for id in ("qa/r", "qa/r/q", "qa/r/a", "state", "doc_no")}
        for _ in range(count):
            self.count += 1
            said = self.values(answers)
            said["interviewers"] = list(dict.fromkeys(said["interviewers"]))  # type: ignore[call-overload]
            rows = said.pop("qa")
            tiers: dict[str, Cells] = {}
            for id, value in {**said, "doc_no": f"CN2026-J-TH-ZL-{self.count:06d}", "state": "draft"}.items():
                tiers.setdefault(tier_of.get(id) or form.tier(id), {})[id] = (value, ())
            cells = tiers.setdefault(tier_of["qa/r"], {})
            for place, one in enumerate(rows):  # type: ignore[arg-type, var-annotated]
                row = self.writer.hex(12)
                cells[f"qa/{row}"] = (f"V{place:02d}1", ())
                cells[f"qa/{row}/q"] = (one["q"], ())
                cells[f"qa/{row}/a"] = (one["a"], ())
            yield Draft(
                "create",
                tiers,
                form=form.id,
                form_version=form.version,
                side="joint",
                audience=audience,
                tier=tier_of["state"],
            )


def desk_at(session: Session, project: int, seed: int, persons: int = 200) -> Desk:
    """A desk with so many persons known by name."""
    writer = Writer(seed)
    id = session.notebook.project_id(project)
    names = list(dict.fromkeys(writer.names))[:persons]
    ids = {named_record(id, "person", name): name for name in names}
    known = session.notebook.db.execute("select 1 from record where id = ?", [next(iter(ids))]).fetchone()
    if not known:
        session.write(project, *(named(session, project, "person", one, name) for one, name in ids.items()))
    return Desk(session, project, writer, list(ids))


def write_interviews(desk: Desk, count: int, answers: int) -> None:
    """Enter so many new interviews, some hundreds in one transaction."""
    left = count
    while left:
        some = min(left, PER_WRITE)
        desk.session.write(desk.project, *desk.drafts(some, answers))
        left -= some


def write_edited(desk: Desk, records: int, answers: int, times: int) -> None:
    """Enter interviews and edit each so many times, each time an answer and the topic, many of them side by side."""
    form = desk.session.form("interview")
    left = records
    while left:
        some = min(left, 100)
        left -= some
        drafts = list(desk.drafts(some, answers))
        entered = desk.session.write(desk.project, *drafts).changes
        ids = [id[:32] for id in entered]
        seen = [{a: id for part in d.values.values() for a in part} for d, id in zip(drafts, entered, strict=True)]
        for _ in range(times):
            edits = [_edit(desk, form, id, last) for id, last in zip(ids, seen, strict=True)]
            for last, edit, change in zip(seen, edits, desk.session.write(desk.project, *edits).changes, strict=True):
                last.update({a: change for part in edit.values.values() for a in part})


def _edit(desk: Desk, form: Form, id: str, last: dict[str, str]) -> Draft:
    """`last`: address -> id of the change that wrote it."""
    writer = desk.writer
    answers = [address for address in last if address.endswith("/a")]
    answer = answers[int(writer.random.random() * len(answers))]
    tiers: dict[str, Cells] = {}
    for address, text in ((answer, writer.text(60)), ("topic", f"{writer.thing()}的有关情况")):
        tiers.setdefault(form.tier(address), {})[address] = (text, (last[address],))
    return Draft("edit", tiers, record=id, tier=next(iter(tiers)))
