"""A project as a large joint team leaves it: talks, visits, inquiries, meetings, points with their evidence, recommendations,
materials and tasks, some of them joint, some of one side; with confirmations of both sides on what both have to confirm."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.bundle import identity
from desktop.model.change import Draft
from desktop.store import journal
from tests.bench import cache, laptops
from tests.bench.importing import Sizes
from tests.bench.laptops import PER_WRITE, Cells, Desk

SHARES = {
    "interview": 30, "site_visit": 12, "extended_inquiry": 8, "meeting": 2, "suspicion": 12, "evidence_item": 20,
    "corroboration": 6, "recommendation": 3, "material_request": 1, "material_item": 4, "material_share": 1, "task": 1,
}  # fmt: skip
"""Of a hundred records; each names some of those before it."""
TO_BOTH = {"open": ["side:audit", "side:inspection"], "full": ["side:audit", "side:inspection"]}
NOTE = 120
"""Characters of what a record tells beside what lists show."""


@dataclass
class Mixed:
    """The desk of an auditor and the chain of an inspector in one vault. `made`: form -> ids."""

    desk: Desk
    inspector: journal.Track
    made: dict[str, list[str]]
    units: list[str]

    def write(self, form_id: str, count: int) -> None:
        """Enter so many records of a form."""
        makers: dict[str, Callable[[int], Mapping[str, Any]]] = {
            "interview": self._talk, "site_visit": self._visit, "extended_inquiry": self._inquiry, "meeting": self._meeting,
            "suspicion": self._point, "evidence_item": self._card, "corroboration": self._corroboration,
            "recommendation": self._recommendation, "material_request": self._request, "material_item": self._item,
            "material_share": self._share, "task": self._task,
        }  # fmt: skip
        for start in range(0, count, PER_WRITE):
            drafts = [self._draft(form_id, dict(makers[form_id](n))) for n in range(start, min(count, start + PER_WRITE))]
            by_audit = self.desk.session.write(self.desk.project, *drafts).changes
            self.made.setdefault(form_id, []).extend(id[:32] for id in by_audit)
            if form_id in ("corroboration", "recommendation"):
                self._confirm([one for n, one in enumerate(by_audit) if n % 20], "audit")
                self._confirm([one for n, one in enumerate(by_audit) if n % 10], "inspection")

    def _draft(self, form_id: str, said: dict[str, Any]) -> Draft:
        form = self.desk.session.form(form_id)
        side, state = said.pop("side", "joint"), said.pop("state", form.states[0].id if form.states else "")
        tiers: dict[str, Cells] = {}
        if form.number:
            self.desk.count += 1
            said["doc_no"] = f"CN2026-J-{form.code}-ZL-{self.desk.count:06d}"
        for id, value in {**said, "state": state}.items():
            rows = value if isinstance(value, list) and value and isinstance(value[0], dict) else None
            if rows is None:
                tiers.setdefault(form.tier(id), {})[id] = (value, ())
            for place, row in enumerate(rows or ()):
                name = f"{id}/{self.desk.writer.hex(12)}"
                tiers.setdefault(form.tier(id), {})[name] = (f"V{place:02d}1", ())
                for cell, text in row.items():
                    tiers.setdefault(form.tier(f"{id}/r/{cell}"), {})[f"{name}/{cell}"] = (text, ())
        return Draft("create", tiers, form=form.id, form_version=form.version, side=side, audience=TO_BOTH, tier=form.tier("state"))

    def _confirm(self, ids: Iterable[str], side: str) -> None:
        """A side's confirmation of what these creates say."""
        def drafts() -> Iterator[Draft]:
            for id in ids:
                row = f"confirmations/{self.desk.writer.hex(12)}"
                said = {row: "V11", f"{row}/side": side, f"{row}/date": self.desk.writer.date(), f"{row}/check_code": id[:16]}
                yield Draft("confirm", {"open": {a: (v, ()) for a, v in said.items()}}, record=id[:32], of=(id,), tier="open")

        session, project = self.desk.session, self.desk.project
        if side == "audit":
            session.write(project, *drafts())
        else:
            track = session.notebook.track(self.inspector.no)
            journal.write(session.notebook, project, track, list(drafts()), session.clock())

    def _some(self, ids: list[str]) -> str:
        return ids[int(len(ids) * self.desk.writer.random.random())]

    def _person(self) -> str:
        return self._some(self.desk.persons)

    def _span(self) -> dict[str, str]:
        day, hour = self.desk.writer.date(), self.desk.writer.random.randint(8, 16)
        return {"start_at": f"{day}T{hour:02d}:00", "end_at": f"{day}T{hour + 1:02d}:30"}

    def _side(self, n: int) -> str:
        return ("joint", "joint", "joint", "audit")[n % 4]

    def _note(self) -> str:
        return self.desk.writer.text(NOTE)

    def _talk(self, n: int) -> dict[str, Any]:
        kind = "joint_talk" if n % 4 < 3 else "audit_inquiry"
        first = self.made.get("interview", [])
        same = {"same_as": [first[-1]]} if first and n % 50 == 0 else {}
        return {
            **self._span(), **same, "side": self._side(n), "state": ("signed", "archived", "draft", "signed", "void")[n % 5],
            "record_kind": kind, "interviewers": [self._person(), self._person()], "recorder": self._person(),
            "name": self.desk.writer.name(), "unit": self._some(self.units), "topic": self.desk.writer.thing(),
            "qa": [{"q": self.desk.writer.text(20), "a": self._note()}],
        }  # fmt: skip

    def _visit(self, n: int) -> dict[str, Any]:
        return {
            **self._span(), "side": self._side(n), "state": "signed", "visit_mode": "open", "purpose": self.desk.writer.thing(),
            "visitors": [self._person(), self._person()], "sites": [{"name": self.desk.writer.place()} for _ in range(n % 3 + 1)],
            "observations": self._note(),
        }  # fmt: skip

    def _inquiry(self, n: int) -> dict[str, Any]:
        return {
            "side": self._side(n), "state": "signed", "unit": self._some(self.units), "date": self.desk.writer.date(),
            "staff": [self._person(), self._person()], "matter": self.desk.writer.thing(), "result": self._note(),
        }  # fmt: skip

    def _meeting(self, n: int) -> dict[str, Any]:
        return {"type": "huddle" if n % 2 else "exchange", "start_at": self._span()["start_at"], "place": self.desk.writer.place()}

    def _point(self, n: int) -> dict[str, Any]:
        return {
            "side": "audit", "title": self.desk.writer.thing(), "facts": self._note(), "units": [self._some(self.units)],
            "category": ("finance", "party_building", "major_decision", "target_completion")[n % 4], "level": "BCA"[n % 3],
            "amount": n * 100, "state": ("registered", "consulted", "concluded")[n % 3], "found_at": self._span()["start_at"],
            **({"audit_conclusion": "substantiated", "audit_on": self.desk.writer.date()} if n % 3 == 2 else {}),
        }  # fmt: skip

    def _card(self, n: int) -> dict[str, Any]:
        """Two of each point: a talk for inspection, a document for audit."""
        for_side = ("audit", "inspection")[n % 2]
        points, talks = self.made["suspicion"], self.made["interview"]
        return {
            "side": "joint", "state": "done", "suspicion": points[n // 2 % len(points)], "for_side": for_side,
            "kind": "document" if for_side == "audit" else "testimony", "claim": self.desk.writer.thing(),
            "obtained_from": self.desk.writer.name(), "obtained_on": self.desk.writer.date(), "handled_by": [self._person()],
            **({"record": talks[n % len(talks)]} if for_side == "inspection" else {"document_no": f"记字{n}"}),
            "file": [{"name": f"{n}.pdf", "digest": self.desk.writer.hex(64)}],
        }  # fmt: skip

    def _corroboration(self, n: int) -> dict[str, Any]:
        cards = self.made["evidence_item"]
        first = n * 2 % (len(cards) - 1)
        return {
            "state": "one_side", "suspicion_id": self.made["suspicion"][n % len(self.made["suspicion"])], "statement": self._note(),
            "audit_evidence": [cards[first]], "insp_evidence": [cards[first + 1]], "consistency": "consistent", "recomputed": True,
        }  # fmt: skip

    def _recommendation(self, n: int) -> dict[str, Any]:
        scope = "joint" if n % 3 else "own"
        side = {"side": "joint" if scope == "joint" else "audit"}
        return {**side, "state": "one_side", "scope": scope, "text": self._note(), "target_unit": self._some(self.units)}

    def _request(self, n: int) -> dict[str, Any]:
        side = ("audit", "inspection")[n % 2]
        return {"state": "issued", "to_unit": self._some(self.units[:40]), "request_side": side, "batch_no": str(n)}

    def _item(self, n: int) -> dict[str, Any]:
        requests = self.made["material_request"]
        return {"name": f"{2019 + n % 5}年度{self.desk.writer.thing()}", "request": requests[n % len(requests)], "state": "open"}

    def _share(self, n: int) -> dict[str, Any]:
        items = self.made["material_item"]
        return {"item": items[n % len(items)], "from_side": "audit", "to_side": "inspection", "asked_on": self.desk.writer.date()}

    def _task(self, n: int) -> dict[str, Any]:
        return {"what": self._note(), "owner": self._person(), "for_side": "audit", "due": self.desk.writer.date()}


def mixed(sizes: Sizes, seed: int, points: int = SHARES["suspicion"]) -> Path:
    """The folder of a vault `giver` with so many records of all kinds; `points` of a hundred are points, and the more of them are
    talks instead."""
    shares = SHARES | {"suspicion": points, "interview": SHARES["interview"] + SHARES["suspicion"] - points}

    def write(desk: Desk) -> None:
        session, project = desk.session, desk.project
        card = identity.new_card(identity.new_keys(), name="吴桐", side="inspection", code="WT", made="2026-01-05")
        laptops.enrol(session, project, card)
        track = journal.go_on(session.notebook, project, card.device, None)
        found = Mixed(desk, track, {}, [])
        for n in range(sizes.store // 200):
            said = {"name": f"{desk.writer.unit()}{n}（虚构）", "credit_code": f"91341100MA2N0{n % 400:05d}"}
            found.units.append(session.write(project, found._draft("unit", said)).changes[-1][:32])
        for form_id, share in shares.items():
            found.write(form_id, sizes.store * share // 100)

    return cache.vault(f"mixed-{sizes.store}-{points}-{seed}", seed, write)
