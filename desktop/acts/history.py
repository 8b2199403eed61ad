"""What happened to a record: every change, oldest first, with what stood there before."""

from typing import Any

from desktop.acts import opening, recording
from desktop.acts.session import Session
from desktop.model.change import Change


def of(session: Session, word: str) -> list[dict[str, Any]]:
    """All changes of a record as held here. `old` is what the change replaced (where two stood in conflict, the later);
    `withheld` names tiers whose words are not here, `erased` those whose words were taken out for good, `held` why a change does
    not count."""
    opened = opening.look_up(session, word)
    project = session.project
    known = {change.id: change for change in opened.changes}
    held, gone = dict(opened.record.held), set(opened.record.erased)
    found = []
    for change in _in_order(known):
        values = []
        for part in change.parts.values():
            for address, one in part.values.items():
                before = [_said(known, id, address) for id in one.replaces if id in known]
                old = before[-1] if before else None
                show = recording.shown
                values.append(
                    {
                        "address": address,
                        "old": show(opened.form, address, old),
                        "new": show(opened.form, address, one.value),
                    }
                )
        line: dict[str, Any] = {
            "change": change.id,
            "who": session.who(project, change.device),
            "device": change.device,
            "when": change.header.clock,
            "kind": change.header.kind,
            "reason": change.reason,
            "values": sorted(values, key=lambda v: str(v["address"])),
        }
        if change.header.kind != "create" and change.header.audience:
            line["audience"] = change.header.audience
        erased = [tier for tier in change.withheld() if (change.id, tier) in gone]
        if erased:
            line["erased"] = erased
        if withheld := [tier for tier in change.withheld() if tier not in erased]:
            line["withheld"] = withheld
        if change.id in held:
            line["held"] = held[change.id]
        found.append(line)
    return found


def _in_order(known: dict[str, Change]) -> list[Change]:
    """By the clocks, but never a change ahead of one it replaces: clocks of laptops differ."""
    placed: dict[str, Change] = {}

    def place(change: Change) -> None:
        waiting = [change]
        while waiting:
            one = waiting[-1]
            before = {r for part in one.parts.values() for w in part.values.values() for r in w.replaces}
            missing = sorted(r for r in before if r in known and r not in placed)
            if missing and len(waiting) <= len(known):
                waiting += [known[id] for id in missing]
            else:
                placed.setdefault(one.id, one)
                waiting.pop()

    for change in sorted(known.values(), key=lambda c: (c.header.kind != "create", c.header.clock, c.header.n, c.id)):
        place(change)
    return list(placed.values())


def _said(known: dict[str, Change], id: str, address: str) -> Any:
    return next((p.values[address].value for p in known[id].parts.values() if address in p.values), None)
