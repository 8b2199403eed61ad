"""A season: people write, the stick goes round and meets with mishaps, laptops are lost, copied, restored, stopped and late."""

import dataclasses
import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.acts import attaching, exchange, opening, proceeding, recording, seats
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.model.record import Record
from desktop.store import backup
from tests.exchange.laptops import Laptops, enrol, found_project
from tests.simulation.bytes import brought_by, held_by, mark
from tests.simulation.model import Model

PEOPLE = [
    (f"{name}{'甲乙丙丁戊己'[n]}", side, n == 0)
    for side, name, many in (("audit", "周", 6), ("inspection", "吴", 4))
    for n in range(many)
]
"""Ten people of two sides; the first of each leads it. The last auditor comes late."""
LEADS = {"audit": "周甲", "inspection": "吴甲"}
RESTORED, COPIED, STOPPED, LATE = "周乙", "吴乙", "周丙", "周己"
KINDS = {"joint": "joint_talk", "audit": "audit_inquiry", "inspection": "inspection_talk"}
FIELDS = {"interview": {"topic": "full", "place": "full", "phone": "personal"}, "suspicion": {"facts": "full"}}
FATES = {"taken": 60, "lost": 9, "late": 12, "twice": 10, "cut": 9}


class Broken(AssertionError):
    """Something that must never be."""


@dataclass
class Made:
    """A record: its number in marks, its id, form and side."""

    no: int
    id: str
    form: str
    side: str


@dataclass
class Season:
    """`run` plays it. `told`: what happened how often; `late`: bundles on their way: file, giver, taker, what they bring; `fresh`:
    bundles of the restored laptop, made since; `heard_again`: who has taken one."""

    folder: Path
    chance: random.Random
    laptops: Laptops = dataclasses.field(init=False)
    model: Model = dataclasses.field(default_factory=Model)
    sessions: dict[str, Session] = dataclasses.field(default_factory=dict)
    records: list[Made] = dataclasses.field(default_factory=list)
    late: list[tuple[Path, str, str, set[int]]] = dataclasses.field(default_factory=list)
    told: Counter[str] = dataclasses.field(default_factory=Counter)
    stopped: str = ""
    saved: tuple[str, Path, set[int]] | None = None
    values: int = 0
    fresh: set[Path] = dataclasses.field(default_factory=set)
    heard_again: set[str] = dataclasses.field(default_factory=set)

    def __post_init__(self) -> None:
        self.laptops = Laptops(self.folder)
        for n, person in enumerate(PEOPLE):
            self.sessions[person[0]] = self.laptops.laptop(person[0], person[1], f"P{n}")
            self.model.join(person[0], person)
        zhou, wu = self.sessions[LEADS["audit"]], self.sessions[LEADS["inspection"]]
        found_project(zhou)
        enrol(zhou, wu.card, "lead")
        exchange.take(wu, [self.laptops.give(zhou, wu)], zhou.card.fingerprint)
        for name, side, lead in PEOPLE:
            if not lead and name != LATE:
                enrol(self.sessions[LEADS[side]], self.sessions[name].card, "member")
        self.laptops.pass_on(wu, zhou)
        for name, _, _ in PEOPLE:
            if name not in (LATE, LEADS["audit"]):
                exchange.take(self.sessions[name], [self.laptops.give(zhou, name)], zhou.card.fingerprint)

    def run(self, edits: int, exchanges: int) -> None:
        """Mishaps come at their time, edits and exchanges in any order."""
        events = ["edit"] * edits + ["exchange"] * exchanges
        self.chance.shuffle(events)
        for name in sorted({one[0] for one in PEOPLE} - {LATE}):
            self._make(name)
        at = {len(events) * part // 10: act for part, act in self._mishaps().items()}
        for n, event in enumerate(events):
            if n in at:
                at[n]()
            if event == "edit":
                self._edit(self._anybody())
            else:
                self._exchange()
        self._meet_at_last()

    def _mishaps(self) -> dict[int, Any]:
        return {2: self._save, 4: self._copy, 5: self._restore, 6: self._come_late, 7: self._stop}

    def _anybody(self) -> str:
        return self.chance.choice(sorted(name for name in self.sessions if name != LATE or self.told["came late"]))

    # What people write.

    def _make(self, name: str) -> None:
        session, (_, side, _) = self.sessions[name], self.model.person[name]
        form = self.chance.choice(sorted(FIELDS))
        of = self.chance.choice(("joint", side))
        made = Made(len(self.records), "", form, of)
        said = {"record_kind": KINDS[of]} if form == "interview" else {}
        made.id = recording.new(session, form, {"title": mark(made.no, "title", 0), **said}, of).id
        self.records.append(made)
        own = {f"side:{one}" for one in LEADS} if of == "joint" else {f"side:{of}"}
        for tier in ("full", "personal"):
            one_sided_talk = form == "interview" and of != "joint"
            self.model.grant(name, made.no, tier, {self.model.person[name][0], f"lead:{of}"} if one_sided_talk else own)

    def _edit(self, name: str) -> None:
        session, person = self.sessions[name], self.model.person[name]
        mine = [one for one in self.records if one.side in ("joint", person[1]) and self.model.sees(name, one.no, "full")]
        if not mine or self.chance.random() < 0.03:
            self._make(name)
            return
        made = self.chance.choice(mine)
        self.values += 1
        luck = self.chance.random()
        if luck < 0.05:
            other = self.chance.choice(sorted(one for one, _, _ in PEOPLE if one not in (LATE, self.stopped, person[0])))
            self._refusable(lambda: self._share(name, made, other))
        elif luck < 0.08:
            file = self.folder / f"{mark(made.no, 'file', self.values)}.txt"
            file.write_text(mark(made.no, "file", self.values), encoding="utf-16-le")
            self._refusable(lambda: attaching.attach(session, made.id, [file]))
            file.unlink()
        else:
            # What somebody may not read he could still write, and would then hold his own words of it.
            read = [one for one, tier in sorted(FIELDS[made.form].items()) if self.model.sees(name, made.no, tier)]
            field = self.chance.choice(read)
            value = mark(made.no, field, self.values)
            if self._refusable(lambda: recording.edit(session, made.id, {field: value})):
                self.model.write(name, made.no, field, FIELDS[made.form][field], value)
                self.told["edits"] += 1

    def _share(self, name: str, made: Made, other: str) -> None:
        proceeding.share(self.sessions[name], made.id, other, full=True)
        self.model.grant(name, made.no, "full", {other})
        self.told["shares"] += 1

    def _refusable(self, act: Any) -> bool:
        """Do it, unless this laptop has heard that it was stopped."""
        try:
            act()
        except FieldError as error:
            if error.code not in ("MEMBER_STOPPED", "MEMBER_UNKNOWN"):
                raise
            self.told[error.code] += 1
            return False
        return True

    # The stick, and what befalls it.

    def _exchange(self) -> None:
        if self.late and self.chance.random() < 0.25:
            file, giver, taker, handed = self.late.pop(self.chance.randrange(len(self.late)))
            self._take(file, giver, taker, handed, again=False)
            return
        giver, taker = self._anybody(), self._anybody()
        if (given := self._give(giver, taker)) is None:
            return
        (fate,) = self.chance.choices(list(FATES), list(FATES.values()))
        self.told[fate] += 1
        file, handed = given
        if fate == "cut":
            self._take_cut(file, taker)
        if fate in ("late", "cut"):
            self.late.append((file, giver, taker, handed))
        elif fate != "lost":
            self._take(file, giver, taker, handed)
            if fate == "twice":
                self._take(file, giver, taker, handed)

    def _give(self, giver: str, taker: str, *, whole: bool = False) -> tuple[Path, set[int]] | None:
        """A bundle with nothing in it that its taker must not see; None where the giver may or can give him none."""
        person = self.model.person[taker]
        if self.model.person[giver][0] == person[0]:
            return None
        handed = self.model.handed(giver, taker)
        try:
            file = self.laptops.give(self.sessions[giver], person[0], whole=whole or self._has_told_otherwise(giver, person[0]))
        except FieldError as error:
            if error.code not in ("MEMBER_UNKNOWN", "MEMBER_WITHOUT_LAPTOP", "MEMBER_NOT_ENROLLED", "MEMBER_STOPPED"):
                raise
            self.told[error.code] += 1
            return None
        if giver == RESTORED and self.told["restored"]:
            self.fresh.add(file)
        self._nothing_hidden(brought_by(file, self.sessions[taker]), taker, self.model.known[giver], file.name)
        return file, handed

    def _has_told_otherwise(self, giver: str, taker: str) -> bool:
        """Whether somebody told that he holds what he does not: of two vaults of one laptop nobody knows which told last, and a
        restored one has lost what it told before. Such are given all, as their people ask for it."""
        return taker == COPIED or (taker == RESTORED and bool(self.told["restored"]) and giver not in self.heard_again)

    def _take(self, file: Path, giver: str, taker: str, handed: set[int], *, again: bool = True) -> None:
        try:
            exchange.take(self.sessions[taker], [file])
        except FieldError as error:
            if error.code not in ("BUNDLE_GAP", "BUNDLE_SIGNER_UNKNOWN"):
                raise
            self.told[error.code] += 1
            if again and (given := self._give(giver, taker, whole=True)):
                self._take(*given[:1], giver, taker, given[1], again=False)
            return
        self.model.known[taker] |= handed
        if file in self.fresh:
            self.heard_again.add(taker)
        for name in {giver, taker}:
            self.sessions[name] = self.laptops.reopened(self.sessions[name])
        self.told["exchanges"] += 1
        for made in self.chance.sample(self.records, min(3, len(self.records))):
            self.check(taker, made)

    def _take_cut(self, file: Path, taker: str) -> None:
        whole = file.read_bytes()
        cut = file.with_name(f"cut-{file.name}")
        cut.write_bytes(whole[: self.chance.randrange(len(whole))])
        try:
            exchange.take(self.sessions[taker], [cut])
        except FieldError:
            cut.unlink()
            return
        raise Broken(f"a bundle cut short was taken by {taker}")

    # Mishaps.

    def _save(self) -> None:
        file = self.folder / "backup"
        backup.backup(self.sessions[RESTORED].notebook.vault, file)
        self.saved = (RESTORED, file, set(self.model.known[RESTORED]))

    def _restore(self) -> None:
        name, file, known = self.saved or ("", Path(), set())
        folder = self.sessions[name].notebook.vault.folder
        self.sessions[name].notebook.vault.close()
        shutil.rmtree(folder)
        backup.restore(file, folder)
        self.sessions[name] = self.laptops.reopened(self.sessions[name])
        self.model.known[name] = known
        self.told["restored"] += 1

    def _copy(self) -> None:
        session, twin = self.sessions[COPIED], f"{COPIED}之二"
        session.notebook.vault.close()
        folder = session.notebook.vault.folder
        shutil.copytree(folder, folder.with_name("COPY"))
        self.sessions[COPIED] = self.laptops.reopened(session)
        self.sessions[twin] = self.laptops.placed(session, "COPY")
        self.model.join(twin, self.model.person[COPIED], self.model.known[COPIED])
        self.told["copied"] += 1

    def _come_late(self) -> None:
        zhou, late = self.sessions[LEADS["audit"]], self.sessions[LATE]
        enrol(zhou, late.card, "member")
        handed = self.model.handed(LEADS["audit"], LATE)
        exchange.take(late, [self.laptops.give(zhou, late)], zhou.card.fingerprint)
        self.model.known[LATE] |= handed
        self.told["came late"] += 1

    def _stop(self) -> None:
        seats.stop(self.sessions[LEADS["audit"]], STOPPED, "电脑丢失")
        self.model.stop(LEADS["audit"], {STOPPED})
        self.stopped = STOPPED
        self.told["stopped"] += 1

    def _meet_at_last(self) -> None:
        """Everyone who is in gives everyone else what he lacks, until nobody lacks anything."""
        here = sorted(name for name in self.sessions if name != self.stopped)
        for _ in range(2):
            for giver in here:
                for taker in here:
                    if given := self._give(giver, taker):
                        self._take(given[0], giver, taker, given[1])

    # What must be.

    def check(self, name: str, made: Made) -> None:
        """A record on a laptop: what stands there, and what is said to be in conflict."""
        for field, tier in FIELDS[made.form].items():
            if not self.model.sees(name, made.no, tier):
                continue
            record = self._record(name, made)
            standing, torn = self.model.standing(name, (made.no, field)), self.model.torn(name, (made.no, field))
            if (field in record.conflicts) != torn:
                raise Broken(f"{name}, record {made.no}, {field}: in conflict {not torn}, must be {torn}")
            shown = record.values.get(field)
            if shown not in ({one.value for one in standing} or {None}):
                raise Broken(f"{name}, record {made.no}, {field}: shows {shown}, must be one of {standing}")
            self.told["checked"] += 1
            self.told["conflicts seen"] += torn

    def _record(self, name: str, made: Made) -> Record:
        try:
            return opening.look_up(self.sessions[name], made.id).record
        except FieldError as error:
            raise Broken(f"{name} has no record {made.no}: {error.code}") from error

    def check_all(self) -> None:
        """At the end: each laptop by itself, all against each other, and every byte."""
        here = sorted(name for name in self.sessions if name != self.stopped)
        every = set(self.model.granted)
        said: dict[tuple[int, str], set[Any]] = {}
        for name in here:
            for made in self.records:
                self.check(name, made)
                for field, tier in FIELDS[made.form].items():
                    if self.model.sees(name, made.no, tier):
                        record = self._record(name, made)
                        said.setdefault((made.no, field), set()).add(str(record.values.get(field)))
            held = held_by(self.sessions[name])
            self._nothing_hidden(held, name, every, "the vault")
            missing = {self.model.writes[n].place for n in self.model.known[name] if n in self.model.writes} - held
            if missing:
                raise Broken(f"{name} has lost every word at {missing}")
        unlike = {place: values for place, values in said.items() if len(values) > 1}
        if unlike:
            raise Broken(f"laptops differ: {unlike}")

    def _nothing_hidden(self, found: set[tuple[int, str]], name: str, known: set[int], where: str) -> None:
        for no, field in found:
            tier = {"title": "full", "file": "full"}.get(field) or FIELDS[self.records[no].form][field]
            if not self.model.may(self.model.person[name], no, tier, known):
                raise Broken(f"{where} of {name} has {field} of record {no}, which is not for him")
            self.told["bytes looked for"] += 1

    def close(self) -> None:
        self.laptops.close()
