"""What a change had seen: what it replaced at an address, and what that had replaced in turn."""

from collections.abc import Collection, Mapping

from desktop.model.change import Change

Replaced = dict[str, set[tuple[str, str]]]
"""Address -> (change id, tier) of what was replaced there."""


def missing(change: Change | None, tier: str) -> bool:
    """Whether what this change says in a tier is known by a digest only."""
    return change is None or (tier in change.header.parts and tier not in change.parts)


def look_through(replaced: Replaced, held: Mapping[str, Change]) -> None:
    """Whoever replaced a change that is held, and here, replaced what that one had replaced."""
    for address, found in replaced.items() if held else ():
        waiting = [place for place in found if _is_here(held, place)]
        while waiting:
            id, tier = waiting.pop()
            found.discard((id, tier))
            behind = {(one, tier) for one in _replaced_by(held[id], address)}
            waiting += [place for place in behind - found if _is_here(held, place)]
            found |= behind


def _is_here(held: Mapping[str, Change], place: tuple[str, str]) -> bool:
    return place[0] in held and not missing(held[place[0]], place[1])


def all_after(id: str, standing: Collection[str], folding: Mapping[str, Change], address: str, home: str) -> bool:
    """Whether all changes that stand at an address were written by somebody who had seen this one, or what replaced it. Whatever
    it replaced in turn, none of these was among it. `home`: the address of the row's order key."""
    return all(id in _behind(one, folding, address, home) for one in standing)


def _behind(change: str, folding: Mapping[str, Change], address: str, home: str) -> set[str]:
    """Ids that a change replaced at an address (at its row's, where it only removed the row), and that these replaced."""
    found: set[str] = set()
    more = set(_replaced_by(folding[change], address) or _replaced_by(folding[change], home))
    while more:
        found |= more
        more = {id for one in more if one in folding for id in _replaced_by(folding[one], address)} - found
    return found


def _replaced_by(change: Change, address: str) -> list[str]:
    return [id for part in change.parts.values() if address in part.values for id in part.values[address].replaces]
