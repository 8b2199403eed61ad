"""Invented laptops, a project that two of them share, and the bundles that one has for the other."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop import places
from desktop.acts import attaching, exchange, members, projects, recording
from desktop.acts.session import IDENTITY, Session, opened
from desktop.bundle import identity
from desktop.bundle.identity import Card
from desktop.model import form_file
from desktop.model.form import Form
from desktop.store import vault as vaults
from desktop.store.keyfile import Cost
from desktop.store.notebook import Notebook

PASSPHRASE = "一句不难记的话"
# The wrap is not what is tried here.
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
TALK = {"record_kind": "joint_talk", "name": "欧阳𬭚", "place": "二楼", "unit": "城南粮库（虚构）"}


@cache
def forms() -> dict[str, Form]:
    found, faults = form_file.load_folder(places.forms_folder())
    if faults:
        raise faults[0]
    return found


def new_laptop(folder: Path, name: str, side: str, code: str) -> Card:
    """A new vault in `folder`, locked again, with the identity of a laptop."""
    vault, _ = vaults.create(folder, PASSPHRASE, cost=CHEAP)
    keys = identity.new_keys()
    card = identity.new_card(keys, name=name, side=side, code=code, made="2026-11-20")
    with vault:
        notebook = Notebook(vault, forms())
        notebook.prepare()
        notebook.keep(IDENTITY, {"keys": keys.to_text(), "card": card.fields()})
        Session(notebook, keys, card, witness_folder=_witness(folder)).bear_witness()
    return card


@contextmanager
def unlocked(folder: Path) -> Iterator[Session]:
    """The laptop whose vault lies in `folder`, opened as the program opens it; locked at the end."""
    with opened(vaults.unlock(folder, passphrase=PASSPHRASE)) as session:
        session.witness_folder = _witness(folder)
        yield session


def _witness(folder: Path) -> Path:
    return folder.parent / f"{folder.name}-witness"


def founded(folder: Path) -> Card:
    """A laptop with a project of its own, in which nothing is written yet."""
    card = new_laptop(folder, "周岚", "audit", "ZL")
    with unlocked(folder) as session:
        projects.create(session, {"name": "城南巡审联动", "code": "CN2026"})
    return card


@dataclass(frozen=True)
class Gift:
    """A bundle for a laptop that has taken all before it. `ids`: all changes it holds once it has taken this one;
    `files`: digests of all attachments it holds then."""

    file: Path
    ids: frozenset[str]
    files: frozenset[str]


@dataclass(frozen=True)
class Pair:
    """`taker`: the folder of a vault that has taken nothing yet; each bundle goes on where the one before it ended.
    `code`: the giver's device code."""

    taker: Path
    gifts: tuple[Gift, ...]
    code: str


def pair(root: Path, bundles: int, talks: int, file_bytes: int) -> Pair:
    """Two laptops in one project, and so many bundles from the first to the second, each with so many new talks, edits of
    the talks before, and an attachment of about so many bytes."""
    chance = random.Random(f"{bundles}/{talks}")
    giver = founded(root / "giver")
    taker = new_laptop(root / "taker", "吴㛃", "inspection", "WJ")
    stick = root / "stick"
    stick.mkdir()
    with unlocked(root / "taker") as session:
        members.write_card(session, stick / "wu.xsc")
    gifts = []
    with unlocked(root / "giver") as session:
        members.add(session, [stick / "wu.xsc"])
        for number in range(bundles):
            _write_some(session, number, talks)
            file = root / f"{number}.jpg"
            file.write_bytes(chance.randbytes(file_bytes + number))
            attaching.attach(session, _newest(session), [file])
            given = exchange.export(session, [taker.name], stick, whole=True)
            gifts.append(Gift(Path(given[0]["file"]), _ids(session), _files(session)))
    return Pair(root / "taker", tuple(gifts), giver.fingerprint)


def _write_some(session: Session, number: int, talks: int) -> None:
    before = _newest(session) if number else None
    with session.notebook.transaction():
        for n in range(talks):
            answers = [{"q": f"第{number}份第{n}场第{i}问？", "a": "账上有，仓里没有。" * 6} for i in range(6)]
            recording.new(session, "interview", {**TALK, "title": f"谈话{number}之{n}", "recorder": f"记录{number}", "qa": answers})
        if before:
            recording.edit(session, before, {"topic": f"第{number}次改的事由"})


def _newest(session: Session) -> str:
    return str(session.notebook.db.execute("select id from record where form = 'interview' order by no desc").fetchone()[0])


def _ids(session: Session) -> frozenset[str]:
    return frozenset(id.hex() for (id,) in session.notebook.db.execute("select id from change").fetchall())


def _files(session: Session) -> frozenset[str]:
    return frozenset(digest for (digest,) in session.notebook.db.execute("select digest from attached").fetchall())
