"""The four laptops of the demonstration, the clocks on their walls, and the stick that goes round between them."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.acts import exchange, members, vaults
from desktop.acts.session import Session, clock_now, opened, unlock
from desktop.store import durable

TICK = timedelta(seconds=1)


@dataclass(frozen=True)
class Owner:
    """Whose laptop it is. `code`: his code in numbers, and in small letters the name of his vault's folder."""

    name: str
    side: str
    code: str
    role: str
    passphrase: str

    @property
    def place(self) -> str:
        return self.code.lower()


OWNERS = (
    Owner("林知远", "audit", "LZY", "audit_lead", "演示 口令 松涛"),
    Owner("何栎川", "audit", "HLC", "lead_auditor", "演示 口令 雁阵"),
    Owner("吴㛃", "inspection", "WJ", "insp_lead", "演示 口令 竹影"),
    Owner("许䶮", "inspection", "XY", "insp_member", "演示 口令 渔火"),
)
"""The founder first; the leads are the first of each side."""
PASSPHRASES = {one.name: one.passphrase for one in OWNERS}
LEADS = ("lzy", "wj")


@dataclass
class StoryClock:
    """A clock that stands where the story does and goes on by a second each time it is looked at. `moment`: on the wall."""

    moment: datetime

    def __call__(self) -> str:
        self.moment += TICK
        return self.moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Laptop:
    """One of them, its vault open. `taken`: all bundles that it has taken in, oldest first."""

    owner: Owner
    folder: Path
    session: Session
    clock: StoryClock | None = None
    taken: list[Path] = field(default_factory=list)

    @property
    def side(self) -> str:
        return self.owner.side


def make(folder: Path) -> dict[str, str]:
    """A vault for each of them; device codes by the owner's name."""
    made = {one.name: vaults.create(folder / one.place, one.name, one.side, one.passphrase, code=one.code) for one in OWNERS}
    return {name: created.card.fingerprint for name, created in made.items()}


@dataclass
class Team:
    """The laptops by the names of their folders, and the folder that is the stick."""

    stick: Path
    laptops: Mapping[str, Laptop]

    def __getitem__(self, place: str) -> Laptop:
        return self.laptops[place]

    def write_cards(self) -> None:
        """Each writes its contact card on the stick."""
        for one in self.laptops.values():
            members.write_card(one.session, self.card(one.owner.place))

    def card(self, place: str) -> Path:
        return self.stick / f"{place}.xsc"

    def give(self, giver: str, taker: str, *, trust: bool = False) -> dict[str, Any]:
        """A bundle from one to another, taken in. `trust`: the two have compared device codes."""
        source, sink = self[giver], self[taker]
        (given,) = exchange.export(source.session, [sink.owner.name], self.stick)
        return self._take(sink, [Path(given["file"])], source.session.card.fingerprint if trust else None)

    def round(self) -> list[dict[str, Any]]:
        """Each gives everyone else what he lacks by his receipts, unseen by the others, so that the bundles overlap; then all take
        in what lies there for them. The reports."""
        waiting: dict[str, list[Path]] = {one.owner.name: [] for one in self.laptops.values()}
        for giver in self.laptops.values():
            for given in exchange.export(giver.session, None, self.stick):
                waiting[given["to"]].append(Path(given["file"]))
        return [self._take(taker, waiting[taker.owner.name]) for taker in self.laptops.values()]

    def _take(self, taker: Laptop, files: Sequence[Path], trust: str | None = None) -> dict[str, Any]:
        report = exchange.take(taker.session, files, trust)
        taker.taken += files
        return report


def open_all(folder: Path, stack: ExitStack, moment: datetime | None = None) -> Team:
    """All four with their vaults open until the stack is left. `moment`: where the story stands; without it the laptops go by the
    real time."""
    found = {}
    for one in OWNERS:
        clock = StoryClock(moment) if moment else None
        session = stack.enter_context(opened(unlock(folder / one.place, one.passphrase), clock or clock_now))
        found[one.place] = Laptop(one, folder / one.place, session, clock)
    stick = folder / "stick"
    with durable.disk_errors():
        stick.mkdir(parents=True, exist_ok=True)
    return Team(stick, found)
