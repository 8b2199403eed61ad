"""What a bundle came to: what was found in it, what taking it did, and what is remembered of it."""

import json
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from desktop.bundle import chains
from desktop.bundle.chains import Walk
from desktop.bundle.format import Line, Manifest
from desktop.bundle.identity import Card
from desktop.store import definitions
from desktop.store.journal import Touched
from desktop.store.notebook import Notebook

MOST_KEPT, EACH_KEPT = 128 * 1024 * 1024, 512
"""Bytes of memory, and how many of them a line takes beside its own: some 60,000 changes. A bundle of more is read again as it
enters, so that memory is bounded whatever comes."""


class Entering(msgspec.Struct, frozen=True, gc=False):
    """A line that was checked. `head`: the value of its chain there; empty where it was read again, or stands in no chain."""

    line: Line
    head: str = ""


@dataclass
class Checked:
    """A bundle found whole. `fills`: ids of changes whose words it brings, with the device that wrote them;
    `awaited`: record id -> number of changes about it that are not here yet; `records`: ids of all that it says anything of;
    `kept`: its lines."""

    file: Path
    name: str
    manifest: Manifest
    exporter: Card
    digest: str
    walks: list[Walk] = field(default_factory=list)
    fills: dict[str, str] = field(default_factory=dict)
    awaited: dict[str, int] = field(default_factory=dict)
    records: set[str] = field(default_factory=set)
    hidden: int = 0
    kept: deque[Entering] = field(default_factory=deque)

    def keep(self, line: Line, head: str = "") -> None:
        """The next line, found right, where all of them may be kept."""
        told = self.manifest.changes
        if told.size + told.lines * EACH_KEPT <= MOST_KEPT:
            self.kept.append(Entering(line, head))

    def taken_out(self) -> deque[Entering]:
        """What was kept, and no more from now on: whoever takes it forgets each line once it has entered."""
        kept, self.kept = self.kept, deque()
        return kept


@dataclass(frozen=True)
class Report:
    """The import report of the command line. Counts are records; `conflicts` addresses newly in conflict; `held`: change, why and
    who of each that is kept and does not count; `forms` ids of forms that wait now to be accepted on this laptop."""

    new: int
    changed: int
    known: int
    conflicts: int
    withheld: int
    held: tuple[dict[str, str], ...]
    forks: tuple[dict[str, Any], ...]
    records: tuple[str, ...]
    forms: tuple[str, ...]
    touched: Touched
    maker: str


def keep_receipt(notebook: Notebook, project: int, checked: Checked) -> None:
    """The newest receipt of each laptop counts: the counter tells, so late bundles do not set it back; a vault restored
    counts from further back, but in a later generation."""
    newest = checked.manifest.generation * 10**9 + checked.manifest.counter
    body = msgspec.json.encode(checked.manifest.receipt).decode()
    notebook.db.execute(
        "insert into receipt (project, device, counter, body) values (?, ?, ?, ?) on conflict (project, device)"
        " do update set counter = excluded.counter, body = excluded.body where excluded.counter >= receipt.counter",
        [project, checked.exporter.device, newest, body],
    )


def report_of(notebook: Notebook, project: int, checked: Checked, touched: Touched) -> Report:
    entered = checked.records & touched.records
    held = tuple({"change": id, "why": why, "who": _author(notebook, project, id)} for id, why in touched.held)
    return Report(
        new=len(touched.new),
        changed=len(entered - touched.new),
        known=len(checked.records - touched.records),
        conflicts=len(touched.conflicts),
        withheld=checked.hidden,
        held=held,
        forks=tuple(chains.forked(checked.walks)),
        records=tuple(sorted(touched.records & (entered | touched.new))),
        forms=definitions.pending(notebook, project),
        touched=touched,
        maker=checked.exporter.name,
    )


def _author(notebook: Notebook, project: int, change: str) -> str:
    """The name of whoever wrote a change: as his side's lead enrolled him, else as his own card says."""
    device, card = notebook.db.execute(
        "select t.device, json_extract(k.card, '$.name') from change c join track t on t.no = c.track"
        " left join card k on k.device = t.device where c.id = ? limit 1",
        [bytes.fromhex(change)],
    ).fetchone()
    return notebook.member_name(project, device) or card or device[:8]


def by_author(held: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Held changes counted: `[{"who", "why", "n"}]`, the most first."""
    counted = Counter((one["who"], one["why"]) for one in held)
    return [{"who": who, "why": why, "n": n} for (who, why), n in counted.most_common()]


def log(notebook: Notebook, project: int, checked: Checked, clock: str, report: Report) -> None:
    counts: Mapping[str, Any] = {k: getattr(report, k) for k in ("new", "changed", "known", "conflicts", "withheld")}
    odd = {"held": by_author(report.held), "forks": list(report.forks)}
    notebook.db.execute(
        "insert into bundle (project, direction, device, counter, digest, file, at, report)"
        " values (?, 'in', ?, ?, ?, ?, ?, ?)",
        [
            project,
            checked.exporter.device,
            checked.manifest.counter,
            checked.digest,
            checked.name,
            clock,
            json.dumps({**counts, **odd}, ensure_ascii=False),
        ],
    )
