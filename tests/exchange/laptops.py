"""Invented colleagues, each with a laptop and a vault of his own, and one stick that goes round between them."""

import itertools
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from desktop.acts import exchange, recording
from desktop.acts.session import CURRENT, Session
from desktop.bundle import identity
from desktop.bundle.identity import Card, Keys
from desktop.model import form_file
from desktop.model.change import SIDES, Draft, Grant
from desktop.model.form import Form
from desktop.store import journal, records, witness
from desktop.store import vault as vaults
from desktop.store.keyfile import Cost
from desktop.store.notebook import Notebook
from desktop.store.records import Entry
from desktop.store.vault import Vault

CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)
PASSPHRASE = "一句不难记的话"
FORMS = Path(__file__).resolve().parents[2] / "forms"
WORDS = ("城南", "谈话", "欧阳", "记号", "工资")
TABLES = ("project", "track", "change", "enrolment", "record", "document", "conflict", "mention", "receipt", "card", "bundle")
JOINT_TALK = {
    "record_kind": "joint_talk",
    "title": "谈话",
    "name": "欧阳𬭚",
    "place": "二楼",
    "interviewers": ["周岚", "吴㛃"],
    "recorder": "周岚",
    "topic": "专项资金",
    "qa": [{"q": "工资谁发？", "a": "财政所。"}],
}


@cache
def forms() -> Mapping[str, Form]:
    found, faults = form_file.load_folder(FORMS)
    assert not faults
    return found


def ticking(first: int = 0) -> Callable[[], str]:
    """A clock that goes on by a second each time it is looked at, from so many seconds on."""
    seconds = itertools.count(first)
    def clock() -> str:
        now = next(seconds)
        return f"2026-11-20T{1 + now // 3600:02d}:{now // 60 % 60:02d}:{now % 60:02d}.000Z"
    return clock


@dataclass
class Laptops:
    """The laptops of one joint team below a folder, and the stick they share."""

    root: Path
    clock: Callable[[], str] = field(default_factory=ticking)
    open: list[Vault] = field(default_factory=list)

    @property
    def stick(self) -> Path:
        return self.root / "stick"

    def laptop(self, name: str, side: str, code: str, place: str = "") -> Session:
        """A new vault and a new identity. `place`: name of its folder, its code unless told."""
        keys = identity.new_keys()
        card = identity.new_card(keys, name=name, side=side, code=code, made="2026-11-20")
        vault, _ = vaults.create(self.root / (place or code), PASSPHRASE, cost=CHEAP)
        self.stick.mkdir(exist_ok=True)
        session = self._session(vault, keys, card, place or code)
        session.bear_witness()
        return session

    def reopened(self, session: Session) -> Session:
        """The same laptop after its vault was closed and opened again, from whatever lies in its folder now."""
        folder = session.notebook.vault.folder
        session.notebook.vault.close()
        vault = vaults.unlock(folder, passphrase=PASSPHRASE)
        return self._session(vault, session.keys, session.card, session.witness_folder.name)

    def placed(self, session: Session, place: str = "") -> Session:
        """The laptop of a session, whose folder was copied below this root. `place`: on a machine that never saw it before."""
        if place:
            return self._session(vaults.unlock(self.root / place, passphrase=PASSPHRASE), session.keys, session.card, place)
        place = session.witness_folder.name
        vault = vaults.unlock(self.root / place, passphrase=PASSPHRASE)
        here = self._session(vault, session.keys, session.card, place)
        witness.write(here.witness_folder, vault, here._heads())
        return here

    def _session(self, vault: Vault, keys: Keys, card: Card, place: str) -> Session:
        self.open.append(vault)
        notebook = Notebook(vault, forms())
        notebook.prepare()
        return Session(notebook, keys, card, self.clock, self.root / "witness" / place)

    def close(self) -> None:
        for vault in self.open:
            vault.close()

    def give(self, giver: Session, to: Session | str, *, whole: bool = False) -> Path:
        """A bundle on the stick."""
        who = to if isinstance(to, str) else to.card.name
        return Path(exchange.export(giver, [who], self.stick, whole=whole)[0]["file"])

    def pass_on(self, giver: Session, to: Session, *, whole: bool = False) -> dict[str, Any]:
        """Give and take; the report of who took."""
        return exchange.take(to, [self.give(giver, to, whole=whole)])

    def joined(self, founder: Session, *others: Session) -> None:
        """A project of the founder's, with everyone in it and its beginnings on every laptop. The first laptop of another
        side leads it."""
        found_project(founder)
        led = {founder.card.side}
        for other in others:
            enrol(founder, other.card, "member" if other.card.side in led else "lead")
            led.add(other.card.side)
        for other in others:
            exchange.take(other, [self.give(founder, other)], founder.card.fingerprint)


@dataclass(frozen=True)
class Team:
    """Zhou leads the audit and founded the project, He audits with her, Wu leads the inspection."""

    laptops: Laptops
    zhou: Session
    he: Session
    wu: Session


def team_of(laptops: Laptops) -> Team:
    zhou = laptops.laptop("周岚", "audit", "ZL")
    he = laptops.laptop("何川", "audit", "HC")
    wu = laptops.laptop("吴㛃", "inspection", "WJ")
    laptops.joined(zhou, he, wu)
    return Team(laptops, zhou, he, wu)


def copied(team: Team, root: Path) -> Team:
    """The same laptops an hour later in another folder, as they were when they were closed, and trusted there as in the old one."""
    shutil.copytree(team.laptops.root, root)
    laptops = Laptops(root, ticking(3600))
    return Team(laptops, *(laptops.placed(one) for one in (team.zhou, team.he, team.wu)))


def found_project(session: Session) -> None:
    """A project CN2026, whose founder leads his own side."""
    form = forms()["project"]
    everyone = {tier: [f"side:{side}" for side in SIDES] for tier in ("open", "full", "personal")}
    values: dict[str, dict[str, Any]] = {}
    for id, value in (("name", "城南巡审联动"), ("code", "CN2026")):
        values.setdefault(form.tier(id), {})[id] = (value, ())
    draft = Draft("create", values, form="project", form_version=1, side="joint", audience=everyone, tier="open")
    notebook = session.notebook
    project, _ = journal.found_project(notebook, session.device, draft, session.clock())
    notebook.keep(CURRENT, notebook.project_id(project))
    notebook.keep(f"own/{project}", notebook.tracks(project)[0].no)
    session.bear_witness()
    enrol(session, session.card, "lead")


def enrol(session: Session, card: Card, role: str) -> None:
    """A member record for a laptop; whether it counts is for every laptop to judge."""
    values = {"name": (card.name, ()), "code": (card.code, ()), **_laptop_row(card)}
    audience = {"open": [f"side:{side}" for side in SIDES]}
    grant = Grant(card.device, role)
    create = Draft(
        "create", {"open": values}, form="member", form_version=1, side=card.side, grant=grant, audience=audience, tier="open"
    )
    session.write(session.project, create)


def enrol_second(session: Session, member: str, card: Card) -> None:
    """Another laptop of a member."""
    record = recording.member(session, session.project, member).id
    session.write(
        session.project,
        Draft("enrol", {"open": _laptop_row(card)}, record=record, grant=Grant(card.device, "member"), tier="open"),
    )


def _laptop_row(card: Card) -> dict[str, tuple[Any, Sequence[str]]]:
    row = f"devices/{card.device[:12]}"
    said = json.dumps(card.fields(), ensure_ascii=False)
    return {row: ("V" + card.device[:4], ()), f"{row}/device": (card.device, ()), f"{row}/card": (said, ())}


def entries(session: Session) -> list[Entry]:
    return records.listing(session.notebook, session.project)


def shown(session: Session) -> dict[str, Any]:
    """What the laptop tells of the project, record by record, with nothing that only this laptop's store knows."""
    told = {}
    for entry in entries(session):
        record, changes = records.load(session.notebook, session.project, entry.no)
        told[entry.id] = {
            "line": (entry.form, entry.side, entry.number, entry.title, entry.state, entry.version, entry.changed),
            "columns": dict(entry.columns),
            "values": record.values,
            "audience": record.audience,
            "versions": record.versions,
            "history": sorted((c.header.clock, c.id, c.device, sorted(c.parts), c.withheld()) for c in changes),
            "conflicts": record.conflicts,
            "withheld": record.withheld,
            "held": record.held,
        }
    return told


def answers(session: Session) -> dict[str, Any]:
    """What the laptop answers to every query: the list, each record whole with its history, conflicts, and searches."""
    notebook, project = session.notebook, session.project
    return {
        "records": [(entry.id, entry.title) for entry in entries(session)],
        "shown": shown(session),
        "conflicts": [(entry.id, addresses) for entry, addresses in records.conflicts(notebook, project)],
        "search": {w: [(e.id, s) for e, s in records.found(notebook, project, w, None, 50)] for w in WORDS},
        "members": notebook.roster(project).seats,
    }


def stored(session: Session) -> dict[str, list[Any]]:
    """Every row of the store, in order."""
    db = session.notebook.db
    return {table: sorted(map(repr, db.execute(f"select * from {table}").fetchall())) for table in TABLES}


def ids_held(session: Session) -> Iterator[str]:
    """Ids of all changes held, known by digest or whole."""
    for (id,) in session.notebook.db.execute("select id from change order by id").fetchall():
        yield id.hex()
