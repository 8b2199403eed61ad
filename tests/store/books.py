"""A notebook with a project founded in it, and the laptops of invented people whose changes arrive in it."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from desktop import places
from desktop.model import change, form_file
from desktop.model.change import SIDES, TIERS, Draft, Grant, Opening, Sealed, link
from desktop.model.form import Form
from desktop.model.record import Record
from desktop.store import journal, records
from desktop.store.journal import Arrival, Touched
from desktop.store.notebook import Notebook, Track
from desktop.store.vault import Vault

ZHOU, WU, CHEN = "aa" * 32, "bb" * 32, "cc" * 32
"""Laptops: Zhou leads the audit and founded the project; Wu and Chen are let in by her, if at all."""
EVERYONE = {tier: [f"side:{side}" for side in SIDES] for tier in ("open", "full", "personal")}
Values = Mapping[str, tuple[Any, Sequence[str]]]


@cache
def forms() -> dict[str, Form]:
    found, faults = form_file.load_folder(places.forms_folder())
    assert not faults
    return found


@dataclass(repr=False)
class Book:
    """The notebook of Zhou's vault. Whoever writes has one chain."""

    notebook: Notebook
    project: int = 0
    ticks: Iterator[int] = field(default_factory=itertools.count)
    openings: dict[str, Opening] = field(default_factory=dict)

    def clock(self) -> str:
        tick = next(self.ticks)
        return f"2026-11-20T09:{tick // 60 % 60:02d}:{tick % 60:02d}.000Z"

    def found(self) -> Touched:
        """The project, with Zhou as lead of the audit."""
        naming = {"full": {"name": ("城南巡审", ())}, "open": {"code": ("CN2026", ())}}
        create = Draft("create", naming, form="project", form_version=1, side="joint", audience=EVERYONE)
        self.project, touched = journal.found_project(self.notebook, ZHOU, create, self.clock())
        self.enrol(ZHOU, "周岚", "audit")
        return touched

    def track(self, device: str = ZHOU) -> Track:
        """The end of a laptop's chain, begun here if need be."""
        tracks = [track for track in self.notebook.tracks(self.project) if track.device == device]
        if tracks:
            return tracks[-1]
        id = self.notebook.project_id(self.project)
        opening = self.openings.setdefault(device, Opening(id, device, device[:32]))
        return journal.open_track(self.notebook, self.project, opening)

    def write(self, *drafts: Draft, device: str = ZHOU) -> Touched:
        return journal.write(self.notebook, self.project, self.track(device), drafts, self.clock())

    def arrive(self, device: str, sealed: Sequence[Sealed], **more: Any) -> Touched:
        """Changes of a laptop, as a bundle brings them, in at the end of its chain."""
        return journal.append(self.notebook, self.project, self.arrivals(device, sealed), **more)

    def arrivals(self, device: str, sealed: Sequence[Sealed]) -> list[Arrival]:
        track = self.track(device)
        head, found = track.head, []
        for n, one in enumerate(sealed, track.last + 1):
            head = link(head, one.id)
            found.append(Arrival(track.no, n, head, one.id, one, device))
        return found

    def sealed(self, device: str, drafts: Sequence[Draft]) -> list[Sealed]:
        """What a laptop writes next, not yet entered."""
        track, clock, salt = self.track(device), self.clock(), f"{next(self.ticks):032x}"
        salts = dict.fromkeys(("header", *TIERS), salt)
        return [
            change.seal(draft, chain=track.chain, n=n, clock=clock, salt=salts) for n, draft in enumerate(drafts, track.last + 1)
        ]

    def enrol(self, device: str, name: str, side: str) -> Touched:
        values = {"open": {"name": (name, ()), "code": (device[:2].upper(), ())}}
        grant = Grant(device, "lead")
        return self.write(
            Draft("create", values, form="member", form_version=1, side=side, grant=grant, audience=EVERYONE, tier="open")
        )

    def talk(self, values: Values, side: str = "joint") -> Draft:
        """The create of a talk that says these things."""
        tiers = self._tiers("interview", {"state": ("draft", ()), **values})
        return Draft("create", tiers, form="interview", form_version=1, side=side, audience=EVERYONE, tier="open")

    def edit(self, record: str, values: Values, form: str = "interview") -> Draft:
        return Draft("edit", self._tiers(form, values), record=record)

    def person(self, name: str) -> Draft:
        """The create of a person by name."""
        values = self._tiers("person", {"name": (name, ())})
        return Draft(
            "create", values, record=self.person_id(name), form="person", form_version=1, side="joint", audience=EVERYONE
        )

    def person_id(self, name: str) -> str:
        return change.named_record(self.notebook.project_id(self.project), "person", name)

    def _tiers(self, form: str, values: Values) -> dict[str, dict[str, tuple[Any, Sequence[str]]]]:
        tiers: dict[str, dict[str, tuple[Any, Sequence[str]]]] = {}
        for address, said in values.items():
            tiers.setdefault(forms()[form].tier(address), {})[address] = said
        return tiers

    def record(self, id: str) -> Record:
        """The record as it stands. Raises RECORD_UNKNOWN."""
        no = self.notebook.db.execute("select no from record where id = ?", [id]).fetchone()[0]
        return records.load(self.notebook, self.project, no)[0]

    def found_by(self, words: str) -> list[str]:
        return [entry.id for entry, _ in records.found(self.notebook, self.project, words, None, 20)]


def book_in(vault: Vault) -> Book:
    notebook = Notebook(vault, forms())
    notebook.prepare()
    book = Book(notebook)
    book.found()
    return book
