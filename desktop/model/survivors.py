"""What survives at each address of a record: the values that no change replaces."""

from collections.abc import Iterator, Mapping

import msgspec

from desktop.model.change import Change, Value, Written


class Survivor(msgspec.Struct, frozen=True, gc=False):
    """A value not replaced by any change, and the change that wrote it."""

    change: str
    clock: str
    value: Value


class Survivors(Mapping[str, tuple[Survivor, ...]]):
    """Address -> what survives there. Most addresses are written once (`plain`, `writers`); theirs are made only when somebody
    asks, since a large bundle has a million of them and nobody does. `settled`: all others."""

    __slots__ = ("_plain", "_settled", "_writers")

    def __init__(
        self, plain: Mapping[str, Written], writers: Mapping[str, Change], settled: Mapping[str, tuple[Survivor, ...]]
    ) -> None:
        self._plain, self._writers, self._settled = plain, writers, settled

    def __getitem__(self, address: str) -> tuple[Survivor, ...]:
        found = self._settled.get(address)
        if found is None:
            return (survivor(self._writers[address], self._plain[address]),)
        return found

    def __contains__(self, address: object) -> bool:
        return address in self._settled or address in self._plain

    def __iter__(self) -> Iterator[str]:
        yield from self._settled
        yield from (address for address in self._plain if address not in self._settled)

    def __len__(self) -> int:
        return len(self._plain) + sum(address not in self._plain for address in self._settled)


def survivor(change: Change, one: Written) -> Survivor:
    """What a change wrote at one address."""
    return Survivor(change.id, change.header.clock, one.value)
