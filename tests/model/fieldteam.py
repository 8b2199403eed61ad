"""Three laptops at work on one record, as data: what each wrote upon what it had seen, and what each was handed."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from msgspec import structs

from desktop.model import authority, change, record, rows
from desktop.model.authority import Roster, Seat
from desktop.model.change import Change, Draft
from desktop.model.record import Record

FROZEN = frozenset({"out"})
FIELDS = (("open", "title"), ("full", "note"), ("full", "note"), ("personal", "id_number"))
WORDS = ("现金未入账", "现金已入账", None)
ACTS = (
    *("edit",) * 7,
    *("type_in_row",) * 5,
    *("sync",) * 7,
    *("add_row", "remove_row", "freeze") * 3,
    *("retract", "move") * 2,
    *("move_row", "revise", "sign", "confirm", "widen", "erase", "unknown", "stranger", "forge"),
)
PROJECT = "50" * 32


def digest(*words: object) -> str:
    return hashlib.sha256(repr(words).encode()).hexdigest()


@dataclass
class Laptop:
    """One device and what it holds. `held`: change id -> change, parts handed over later filled in."""

    device: str
    side: str
    role: str
    year: int
    held: dict[str, Change] = field(default_factory=dict)
    written: int = 0

    @property
    def chain(self) -> str:
        return digest("chain", self.device)

    def take(self, changes: Iterable[Change]) -> None:
        for one in changes:
            known = self.held.get(one.id)
            self.held[one.id] = structs.replace(one, parts={**known.parts, **one.parts}) if known else one

    def write(self, draft: Draft) -> Change:
        """Seal a change by this laptop's clock and take it."""
        self.written += 1
        n = self.written
        salt = {name: digest("salt", self.device, n, name)[:32] for name in ("header", *change.TIERS)}
        sealed = change.seal(draft, chain=self.chain, n=n, clock=f"{self.year}-11-20T09:{n:02}:00Z", salt=salt)
        written = change.read(sealed, self.device)
        self.take([written])
        return written


def without_tier(one: Change, tier: str) -> Change:
    """The change as handed to somebody outside the audience of a tier."""
    return structs.replace(one, parts={name: part for name, part in one.parts.items() if name != tier})


def read(id: str, changes: Collection[Change], roster: Roster) -> Record:
    """What a laptop that holds these changes shows."""
    held = authority.judge(changes, roster)
    accepted = [one for one in changes if one.id not in held]
    side = next(one.header.side for one in accepted if one.header.kind == "create")
    erased = authority.erased(accepted, side, roster)
    uncounted = [one for one in changes if one.id in held]
    return record.build(id, accepted, frozen_states=FROZEN, erased=erased, held=held.items(), uncounted=uncounted)


class Team:
    """An audit lead, an audit member and an inspection lead, clocks a year apart; a stranger who was never enrolled."""

    def __init__(self, side: str, form: str = "point") -> None:
        self.laptops = [
            Laptop(digest("zhou"), "audit", "lead", 2027),
            Laptop(digest("he"), "audit", "member", 2025),
            Laptop(digest("tuo"), "inspection", "lead", 2026),
        ]
        self.stranger = Laptop(digest("nobody"), "audit", "lead", 2028)
        seats = {one.device: Seat(one.device, one.side, one.role, digest("member", one.device)[:32]) for one in self.laptops}
        self.roster = Roster(PROJECT, self.laptops[0].device, seats, frozenset())
        first = {
            "open": {"state": ("draft", ()), "title": ("粮库", ())},
            "full": {"note": ("账实不符", ()), "qa/r0": ("V00", ()), "qa/r0/q": ("何时入库", ()), "qa/r0/a": ("去年", ())},
        }
        create = Draft("create", first, form=form, form_version=1, side=side, audience={"open": [f"side:{side}"]})
        made = self.laptops[0].write(create)
        self.id = made.record
        for laptop in self.laptops[1:]:
            laptop.take([made])

    @property
    def seats(self) -> dict[str, tuple[str, bool]]:
        return {one.device: (one.side, one.role == "lead") for one in self.laptops}

    @property
    def everything(self) -> list[Change]:
        """All changes, with all parts, as their authors wrote them."""
        authors = Laptop("", "", "", 0)
        for laptop in self.laptops:
            authors.take(laptop.held.values())
        return list(authors.held.values())

    def step(self, who: int, act: str, a: int, b: int) -> None:
        """Let one laptop do one thing. `a` and `b` choose among what there is to choose from."""
        laptop = self.laptops[who]
        if act == "sync":
            self.sync(laptop, self.laptops[(who + 1 + a % 2) % 3], b)
            return
        now = read(self.id, laptop.held.values(), self.roster)
        draft = getattr(self, f"_{act}")(laptop, now, a, b)
        if act == "stranger":
            laptop.take([self.stranger.write(draft)])
        elif draft:
            laptop.write(draft)

    def sync(self, giver: Laptop, taker: Laptop, how: int) -> None:
        """Hand over everything, or the beginning of each chain only, or all without one tier."""
        chains: dict[str, list[Change]] = {}
        for one in sorted(giver.held.values(), key=lambda c: c.header.n):
            chains.setdefault(one.header.chain, []).append(one)
        for chain in chains.values():
            part = chain[: (len(chain) + 1) // 2] if how in (0, 1) else chain
            taker.take(without_tier(one, change.TIERS[how - 2]) if how in (2, 3, 4) else one for one in part)

    def _draft(self, kind: str, values: Mapping[str, Mapping[str, Any]], now: Record, **more: Any) -> Draft:
        tiers = {t: {a: (v, now.current.seen(a)) for a, v in said.items()} for t, said in values.items()}
        return Draft(kind, tiers, record=self.id, **{"tier": "open", **more})

    def _edit(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        tier, address = FIELDS[a % 4]
        more = {"open": {"title": WORDS[a % 2]}} if b > 8 else {}
        return self._draft("edit", {tier: {address: WORDS[b % 3]}} | more, now, tier=tier)

    def _unknown(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        return replace(self._edit(laptop, now, a, b), kind="annotate")

    _stranger = _edit

    def _row(self, now: Record, a: int) -> str | None:
        found = now.current.rows.get("qa", ())
        return found[a % len(found)] if found else None

    def _key(self, now: Record, table: str, a: int) -> str:
        keys = [now.current.keys[table, row] for row in now.current.rows.get(table, ())]
        place = a % (len(keys) + 1)
        around = [None, *keys, None][place : place + 2]
        return rows.between(around[0], around[1], lambda n: (a * 7 + len(keys)) % n)

    def _add_row(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        row = f"r{digest(laptop.device, laptop.written)[:6]}"
        said = {f"qa/{row}": self._key(now, "qa", a), f"qa/{row}/q": WORDS[b % 2]}
        return self._draft("edit", {"full": said}, now, tier="full")

    def _move_row(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft | None:
        row = self._row(now, a)
        return self._draft("edit", {"full": {f"qa/{row}": self._key(now, "qa", b)}}, now, tier="full") if row else None

    def _type_in_row(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft | None:
        row = self._row(now, a)
        return self._draft("edit", {"full": {f"qa/{row}/{'qab'[b % 3]}": WORDS[a % 3]}}, now, tier="full") if row else None

    def _remove_row(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft | None:
        row = self._row(now, a)
        home = f"qa/{row}"
        said = {address: None for address in now.current.survivors if address == home or address.startswith(home + "/")}
        return self._draft("edit", {"full": said}, now, tier="full") if row else None

    def _move(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        return self._draft("move", {"open": {"state": ("draft", "asked", "asked", "out")[a % 4]}}, now)

    def _freeze(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        return self._draft("freeze", {"open": {"state": "out"}}, now, of=now.current.standing(), version=now.version)

    def _revise(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        return self._draft("revise", {"open": {"state": "draft"}}, now, reason="数额有误")

    def _judgement(self, kind: str, table: str, laptop: Laptop, now: Record, cells: Mapping[str, Any]) -> Draft:
        home = f"{table}/{digest(kind, laptop.device, laptop.written)[:6]}"
        said = {home: self._key(now, table, 99)} | {f"{home}/{cell}": value for cell, value in cells.items()}
        of = now.versions[-1].of if now.frozen else now.current.standing()
        return self._draft(kind, {"open": said}, now, of=of)

    def _sign(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        return self._judgement("sign", "signatures", laptop, now, {"outcome": ("signed", "refused")[a % 2]})

    def _confirm(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        return self._judgement("confirm", "confirmations", laptop, now, {"side": laptop.side})

    def _retract(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft | None:
        """A judgement withdrawn; now and then something named that is none, which withdraws nothing."""
        judged = sorted(c.id for c in laptop.held.values() if c.header.kind in ("freeze", "sign", "confirm") or b > 6)
        return self._draft("retract", {}, now, of=[judged[a % len(judged)]], reason="日期填错") if judged else None

    def _widen(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        return self._draft("widen", {}, now, audience={"full": [f"side:{('audit', 'inspection')[a % 2]}"]})

    def _erase(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        """An order of one's own, or the other side's order seconded."""
        orders = sorted({w for c in laptop.held.values() for part in c.parts.values() for w in part.erased})
        named = sorted(f"{c.id}/{tier}" for c in laptop.held.values() for tier in c.header.parts)
        words = [orders[a % len(orders)]] if orders and b < 8 else [named[(a * 10 + b) % len(named)]]
        return self._draft("erase", {}, now, erased=words, reason="无关个人信息")

    def _forge(self, laptop: Laptop, now: Record, a: int, b: int) -> Draft:
        """What our program never writes: a value in a tier that is not its own, replacing changes picked at random."""
        known = sorted(laptop.held)
        replaced = sorted({known[(a * 10 + b) % len(known)], known[b % len(known)], *([digest("nothing")] if b == 9 else [])})
        address = ("note", "state", "qa/r0", "qa/r0/a")[a % 4]
        value = {"state": "asked", "qa/r0": "V00"}.get(address, WORDS[b % 3])
        return Draft("edit", {change.TIERS[b % 3]: {address: (value, replaced)}}, record=self.id, tier=change.TIERS[b % 3])
