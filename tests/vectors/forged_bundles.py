"""What a malicious colleague makes of a bundle he was given, for the bad vectors: name, family of the refusal, alteration."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.bundle.identity import Card
from tests.exchange import forger as forging
from tests.exchange.forger import Alter, Forger, Opened


@dataclass(frozen=True)
class Relay:
    """`forger`: his hand; `author`: the card of the colleague whose bundle it was."""

    forger: Forger
    author: Card

    def alterations(self) -> Iterator[tuple[str, str, Alter]]:
        yield from ((name, "chain", alter) for name, alter in self._chains())
        yield "other-words", "part", lambda opened: opened.lines.__setitem__(slice(None), reworded(opened.lines, refit=False))
        yield "head-of-another", "chain", self._head_of_another
        yield "in-anothers-name", "chain", self._in_anothers_name
        yield "second-founder", "chain", self._second_founder
        yield "id-twice", "chain", self._id_twice
        yield "gap", "gap", self._gap
        yield "wrong-fill", "malformed", self._wrong_fill
        yield "no-shape", "malformed", self._no_shape

    def _chains(self) -> Iterator[tuple[str, Alter]]:
        """The author's chain with other lines, its end made to fit."""
        one_more = b"ab" * 32 + b"\n"
        yield "lengthened", self._other_lines(lambda lines: [*lines, one_more])
        yield "lengthened-and-signed", self._other_lines(lambda lines: [*lines, one_more], self.forger)
        yield "shortened", self._other_lines(lambda lines: lines[:-1])
        yield "reordered", self._other_lines(lambda lines: [*lines[:-2], lines[-1], lines[-2]])
        yield "renumbered", self._other_lines(lambda lines: [*lines[:-1], forging.with_header(lines[-1], n=99)])
        yield "rewritten", self._other_lines(lambda lines: reworded(lines, refit=True), self.forger)

    def _other_lines(self, change: Callable[[list[bytes]], list[bytes]], signer: Forger | None = None) -> Alter:
        def alter(opened: Opened) -> None:
            part = opened.chain_of(self.author.device)
            places = opened.places(part)
            forging.close_chain(opened, part, change(opened.lines[places.start : places.stop]), signer)

        return alter

    def _head_of_another(self, opened: Opened) -> None:
        own = opened.chain_of(self.forger.device)
        opened.chain_of(self.author.device)["head"]["signature"] = own["head"]["signature"]

    def _in_anothers_name(self, opened: Opened) -> None:
        part = forging.begin_chain(opened, self.forger, [b"ab" * 32 + b"\n"], device=self.author.device)
        part["card"] = self.author.fields()

    def _second_founder(self, opened: Opened) -> None:
        forging.begin_chain(opened, self.forger, [opened.manifest["project"].encode() + b"\n"], project=None)

    def _id_twice(self, opened: Opened) -> None:
        forging.begin_chain(opened, self.forger, [forging.id_only(opened.lines[2])])

    def _gap(self, opened: Opened) -> None:
        part = opened.chain_of(self.author.device)
        at = opened.places(part).start
        part["before"] = forging.end_of(part["before"], opened.lines[at : at + 2])
        part["first"] += 2
        del opened.lines[at : at + 2]

    def _wrong_fill(self, opened: Opened) -> None:
        project = opened.manifest["project"]
        opened.lines.append(forging.draft(self.forger, 1, "edit", {}, project=project, record="ab" * 16))
        opened.manifest["fills"] += 1

    def _no_shape(self, opened: Opened) -> None:
        said = {"values": {"place": {"replaces": [], "value": {"a": 1}}}}
        line = forging.draft(self.forger, 1, "edit", said, project=opened.manifest["project"], record="ab" * 16)
        forging.begin_chain(opened, self.forger, [line])


def reworded(lines: list[bytes], *, refit: bool) -> list[bytes]:
    return [forging.with_words(line, "二楼", "改过", refit=refit) for line in lines]
