"""How a chain in a bundle meets what is held of it here: what is known, what follows, where it forks, what is missing between."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.bundle import format, identity
from desktop.bundle.format import ChainPart
from desktop.bundle.identity import Card
from desktop.errors import FieldError
from desktop.model.change import chain_id, link
from desktop.store import journal
from desktop.store.notebook import Notebook, Track


@dataclass
class Walk:
    """One chain of a bundle, walked number by number. `known_to`: the last number that is here already, on `track`."""

    part: ChainPart
    card: Card
    chain: str
    here: dict[tuple[int, str], int]
    tracks: dict[int, Track]
    at: int
    head: str
    known_to: int
    track: int | None
    new: int = 0
    diverged: bool = field(default=False)

    def step(self, id: str) -> tuple[int, str, bool]:
        """The next change of the chain: its number, the chain's value there, and whether it is here already."""
        self.at += 1
        self.head = link(self.head, id)
        known = self.here.get((self.at, self.head)) if not self.diverged else None
        if known is None:
            self.diverged = True
            self.new += 1
            return self.at, self.head, False
        self.known_to, self.track = self.at, known
        return self.at, self.head, True

    def finish(self) -> None:
        """The chain must end where its own device signed it. Raises BUNDLE_CHAIN."""
        head = self.part.head
        if (self.at, self.head) != (head.n, head.head):
            raise FieldError("BUNDLE_CHAIN", who=self.card.code)

    @property
    def forks_at(self) -> int | None:
        """The number that has another change here than in the bundle: two laptops wrote as one. None where none has."""
        if not self.new or self.track is None:
            return None
        held = self.tracks[self.track]
        return self.known_to + 1 if held.last > self.known_to else None

    def place(self, notebook: Notebook, project: int) -> Track:
        """The track that takes what is new: the one it follows, or a new one where the chain is new or forks."""
        if self.track is not None and self.forks_at is None:
            return self.tracks[self.track]
        if self.track is None and self.known_to == 0:
            return journal.open_track(notebook, project, self.part.opening)
        base_head = self.part.before if self.known_to == self.part.first - 1 else self._head_at(self.known_to)
        return journal.open_track(notebook, project, self.part.opening, base=self.known_to, base_head=base_head)

    def _head_at(self, n: int) -> str:
        return next(head for (number, head), track in self.here.items() if number == n and track == self.track)


def begin(notebook: Notebook, project: int | None, project_id: str, part: ChainPart) -> Walk:
    """Start on a chain of a bundle. Raises BUNDLE_CHAIN (its opening, card or signed head do not fit), BUNDLE_GAP."""
    card = card_in(part.card)
    opening = part.opening
    chain = chain_id(opening)
    founding = opening.project is None
    fields = format.head_fields(project_id, chain, part.head.n, part.head.head)
    fits = (
        opening.device == card.device
        and (founding or opening.project == project_id)
        and part.last == part.head.n
        and 1 <= part.first <= part.last
        and (part.first > 1 or part.before == chain)
        and identity.verify(card, "head", fields, part.head.signature)
    )
    if not fits:
        raise FieldError("BUNDLE_CHAIN", who=card.code)
    tracks = {t.no: t for t in notebook.tracks(project, chain)} if project is not None else {}
    here: dict[tuple[int, str], int] = {}
    for track in tracks.values():
        if track.base == 0:
            here.setdefault((0, track.base_head), track.no)
        rows = notebook.db.execute(
            "select n, head from change where track = ? and n >= ?", [track.no, part.first - 1]
        ).fetchall()
        here.update({(n, head.hex()): track.no for n, head in rows})
    start = here.get((part.first - 1, part.before))
    if start is None and part.first > 1:
        last = max((track.last for track in tracks.values() if track.last < part.first - 1), default=0)
        raise FieldError("BUNDLE_GAP", who=card.name, first=last + 1, last=part.first - 1)
    at = part.first - 1
    return Walk(part, card, chain, here, tracks, at, part.before, at, start)


def card_in(said: dict[str, str]) -> Card:
    """A card that stands in a manifest. Raises BUNDLE_MALFORMED."""
    try:
        return identity.card_of(said)
    except FieldError as error:
        raise FieldError("BUNDLE_MALFORMED") from error


def founding_is_right(project_id: str, part: ChainPart, first_id: str) -> bool:
    """The founding chain's first change is the project itself."""
    return part.opening.project is not None or part.first > 1 or first_id == project_id


def forked(walks: Iterable[Walk]) -> list[dict[str, object]]:
    """Laptops that two vaults have written as, and from which number on."""
    return [
        {"device": walk.card.device, "who": walk.card.name, "from": walk.forks_at}
        for walk in walks
        if walk.forks_at is not None
    ]
