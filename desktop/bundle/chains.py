"""How a chain in a bundle meets what is held of it here: what is known, what follows, where it forks, what is missing between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.bundle import format, identity
from desktop.bundle.format import ChainPart, Line
from desktop.bundle.identity import Card
from desktop.errors import FieldError
from desktop.model.change import chain_id, link
from desktop.store import journal
from desktop.store.notebook import Notebook, Track


@dataclass
class Walk:
    """One chain of a bundle, walked number by number. `known_to`: the last number that is here already, on `track`.

    `beside`: walks of the same chain earlier in the bundle, of which this one is another branch; `wanted`: places where later
    ones leave, and `met`: those this one passed; `leaves`: whether this one leaves what an earlier one brings."""

    part: ChainPart
    card: Card
    chain: str
    here: dict[tuple[int, str], int]
    tracks: dict[int, Track]
    at: int
    head: str
    known_to: int
    track: int | None
    beside: Sequence["Walk"] = ()
    wanted: frozenset[tuple[int, str]] = frozenset()
    met: set[tuple[int, str]] = field(default_factory=set)
    leaves: bool = False
    new: int = 0
    diverged: bool = field(default=False)

    def step(self, id: str) -> tuple[int, str, bool]:
        """The next change of the chain: its number, the chain's value there, and whether it is here already."""
        self.at += 1
        self.head = link(self.head, id)
        if (self.at, self.head) in self.wanted:
            self.met.add((self.at, self.head))
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
        """The number that has another change here, or elsewhere in the bundle: two laptops wrote as one. None where none has."""
        if not self.new:
            return None
        taken = any(other.new and other.known_to == self.known_to and other.track == self.track for other in self.beside)
        passed = self.track is not None and self.tracks[self.track].last > self.known_to
        return self.known_to + 1 if self.leaves or taken or passed else None

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


def begin(
    notebook: Notebook, project: int | None, project_id: str, parts: Sequence[ChainPart], place: int, before: Sequence[Walk]
) -> Walk:
    """Start on the chain at a place of a bundle's `parts`; `before`: the walks already made. Raises BUNDLE_CHAIN (its
    opening, card or signed head do not fit), BUNDLE_GAP."""
    part = parts[place]
    card = card_in(part.card)
    opening = part.opening
    chain = chain_id(opening)
    fields = format.head_fields(project_id, chain, part.head.n, part.head.head)
    fits = (
        opening.device == card.device
        and opening.project in (None, project_id)
        and part.last == part.head.n
        and 1 <= part.first <= part.last
        and (part.first > 1 or part.before == chain)
        and identity.verify(card, "head", fields, part.head.signature)
    )
    if not fits:
        raise FieldError("BUNDLE_CHAIN", who=card.code)
    beside = [walk for walk in before if walk.chain == chain]
    wanted = frozenset((other.first - 1, other.before) for other in parts[place + 1 :] if other.opening == opening)
    tracks = {t.no: t for t in notebook.tracks(project, chain)} if project is not None else {}
    here = _here(notebook, tracks.values(), part.first - 1)
    at = part.first - 1
    start = here.get((at, part.before))
    followed = [walk for walk in beside if (at, part.before) in walk.met]
    if start is None and part.first > 1 and not followed:
        last = max((track.last for track in tracks.values() if track.last < at), default=0)
        raise FieldError("BUNDLE_GAP", who=card.name, first=last + 1, last=at)
    if any(walk.part.last == at for walk in followed):
        # It would go on where an earlier entry ends: one branch has one entry, and one signed end.
        raise FieldError("BUNDLE_CHAIN", who=card.code)
    leaves = start is None and bool(followed)
    return Walk(part, card, chain, here, tracks, at, part.before, at, start, beside, wanted, leaves=leaves)


def _here(notebook: Notebook, tracks: Iterable[Track], first: int) -> dict[tuple[int, str], int]:
    """The places of a chain held here from number `first` on: (number, the chain's value) -> track."""
    here: dict[tuple[int, str], int] = {}
    for track in tracks:
        if track.base == 0:
            here.setdefault((0, track.base_head), track.no)
        rows = notebook.db.execute("select n, head from change where track = ? and n >= ?", [track.no, first]).fetchall()
        here.update({(n, head.hex()): track.no for n, head in rows})
    return here


def card_in(said: dict[str, str]) -> Card:
    """A card that stands in a manifest. Raises BUNDLE_MALFORMED."""
    try:
        return identity.card_of(said)
    except FieldError as error:
        raise FieldError("BUNDLE_MALFORMED") from error


def founding_is_right(project_id: str, part: ChainPart, first: Line) -> bool:
    """The founding chain's first change is the project itself. Its header must be there: the id alone is known to many, and
    who puts it into a chain of his own would be the founder."""
    return part.opening.project is not None or (first.id == project_id and first.header is not None)


def forked(walks: Iterable[Walk]) -> list[dict[str, object]]:
    """Laptops that two vaults have written as, and from which number on."""
    return [
        {"device": walk.card.device, "who": walk.card.name, "from": walk.forks_at}
        for walk in walks
        if walk.forks_at is not None
    ]
