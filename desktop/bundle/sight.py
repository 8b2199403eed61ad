"""What one recipient may see, judged from audiences, the roster and what mentions what."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.model import authority
from desktop.model.roster import Roster
from desktop.store.notebook import COLUMNS, Notebook, change_of

MENTION = "mention"


@dataclass
class Sight:
    """What one recipient may see. Answers are remembered: an export asks about the same records again and again. `roster`: by
    another than the present one."""

    notebook: Notebook
    project: int
    devices: Sequence[str]
    roster: Roster | None = None
    tiers: dict[int, frozenset[str]] = field(default_factory=dict)

    def of(self, record: int) -> frozenset[str]:
        """The tiers of a record that the recipient may see."""
        if record not in self.tiers:
            self.tiers[record] = frozenset()  # what it names may name it in turn
            self.tiers[record] = self._judge(record)
        return self.tiers[record]

    def _judge(self, record: int) -> frozenset[str]:
        roster = self.roster or self.notebook.roster(self.project)
        audience, id = self._audience(record)
        seen = {t for t, words in audience.items() if any(authority.sees(roster, d, words) for d in self.devices)}
        waiting = [tier for tier, words in audience.items() if MENTION in words and tier not in seen]
        if waiting and self._mentioned(id):
            seen.update(waiting)
        return frozenset(seen)

    def _audience(self, record: int) -> tuple[dict[str, list[str]], str]:
        audience, id, form = self.notebook.db.execute(
            "select audience, id, form from record where no = ?", [record]
        ).fetchone()
        if form is not None:
            return json.loads(audience), id
        # A record whose create is held has no projection: what its author named counts.
        words: dict[str, list[str]] = {}
        rows = self.notebook.db.execute(
            f"select {COLUMNS} from change c join track t on t.no = c.track where c.record = ? and c.header is not null",
            [record],
        ).fetchall()
        for row in rows:
            for tier, tokens in change_of(row).header.audience.items():
                words.setdefault(tier, []).extend(tokens)
        return words, id

    def _mentioned(self, id: str) -> bool:
        rows = self.notebook.db.execute(
            "select distinct c.record, m.tier from mention m join change c on c.seq = m.seq where m.target = ?", [id]
        ).fetchall()
        return any(tier in self.of(record) for record, tier in rows)
