"""Pieces of evidence (印证材料 on the inspection side) as corroboration weighs them: what is behind each, and which are one."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from desktop.fieldwork.case import Case, Dossier, counts
from desktop.fieldwork.two_people import NEEDED, auditors, staff_fields

TESTIMONY = "testimony"
WEAKER = {"copy": "copy", "processed": "processed"}
SIGNED = ("signed", "unsigned", "archived", "returned", "closed", "confirmed")
"""States in which what stands behind a piece has been signed, or needs no signature for a reason given."""
NOT_OBTAINED, VOID, BEHIND_VOID, NOT_SIGNED, REFERENCE_ONLY, NOTHING_BEHIND = (
    "not_obtained", "void", "behind_void", "not_signed", "reference_only", "nothing_behind",
)  # fmt: skip
"""Why a piece does not count."""


class Piece(NamedTuple):
    """One card. `side`: the side for which it is listed. `marks`: what makes two pieces one, such as the record behind them, the
    digest of a file, a document number, the person heard. `why_not`: why it does not count, empty where it does. `seen`: all that
    decides this can be read on this laptop."""

    id: str
    number: str
    side: str
    kind: str
    marks: frozenset[str]
    why_not: str
    handlers: tuple[str, ...]
    weaker: str = ""
    seen: bool = True

    @property
    def counts(self) -> bool:
        return not self.why_not


def piece(item: Case, side: str, dossier: Dossier) -> Piece:
    """A card as a piece of evidence for a side."""
    behind = next((found for id in item.ids("record") if (found := dossier.case(id)) is not None), None)
    why_not, seen = _why_not(item, behind, side, dossier)
    return Piece(
        id=item.id,
        number=item.number,
        side=side,
        kind=item.text("kind"),
        marks=_marks(item, behind, dossier),
        why_not=why_not,
        handlers=item.ids("handled_by"),
        weaker=_weaker(item),
        seen=seen,
    )


def _why_not(item: Case, behind: Case | None, side: str, dossier: Dossier) -> tuple[str, bool]:
    if not counts(item, dossier):
        return VOID, True
    if item.state == "draft":
        return NOT_OBTAINED, True
    if behind is None:
        # A record that is not held here at all cannot be judged, nor a card of which only the open tier is; a file is there or not.
        if not item.whole:
            return "", False
        named = bool(item.ids("record"))
        has_file = bool(item.rows("file"))
        return ("" if has_file or named else NOTHING_BEHIND), has_file or not named
    if not counts(behind, dossier):
        return BEHIND_VOID, True
    if not signed(behind, dossier):
        return NOT_SIGNED, True
    form = dossier.form(behind.form)
    fields = staff_fields(form) if form else ()
    if side != "audit" or not fields:
        return "", True
    if not any(behind.ids(name) for name in fields) and not behind.whole:
        # Who was at work cannot be read here: what the side that can has noted on the card.
        noted = item.values.get("reference_only")
        return (REFERENCE_ONLY if noted else ""), noted is not None
    return ("" if auditors(behind, fields, dossier) >= NEEDED else REFERENCE_ONLY), True


def signed(behind: Case, dossier: Dossier) -> bool:
    """Whether the record behind a piece is signed, or unsigned for a reason; one that nobody signs only has to be done."""
    form = dossier.form(behind.form)
    if form is None:
        return behind.state in SIGNED
    states = {state.id: state.frozen for state in form.states}
    if "signed" in states or any(state.phase == "back" for state in form.states):
        return behind.state in SIGNED and not (behind.state == "archived" and _refused(dossier.document(behind.id)))
    return states.get(behind.state, False) if True in states.values() else True


def _refused(said: Mapping[str, Any]) -> bool:
    """Of a record filed away, whether its paper had been refused by somebody who has not signed since; that others have signed it
    makes no difference."""
    last = {row.get("who"): row.get("outcome") for row in said.get("signatures") or () if isinstance(row, dict)}
    return "refused" in last.values()


def _marks(item: Case, behind: Case | None, dossier: Dossier) -> frozenset[str]:
    """Two pieces with a mark in common are one (R3)."""
    marks = {f"card:{item.id}"}
    marks |= {f"record:{dossier.occasion(id)}" for id in item.ids("record")}
    marks |= {f"file:{row['digest']}" for row in item.rows("file") if row.get("digest")}
    if number := _plain(item.text("document_no")):
        marks.add(f"document:{number}")
    if item.text("kind") == TESTIMONY:
        heard = _plain(behind.text("name")) if behind is not None else ""
        person = f"{heard}|{behind.text('unit')}" if behind is not None and heard else _plain(item.text("obtained_from"))
        if person:
            marks.add(f"person:{person}")
    return frozenset(marks)


def _plain(text: str) -> str:
    if not text:
        return ""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def _weaker(item: Case) -> str:
    """What makes a piece weaker than another of its kind would be (R4), the first reason only."""
    return WEAKER.get(item.text("copy_kind"), "hearsay" if item.text("kind") == TESTIMONY else "")


def independent(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces that count, those that are one together (R3), in the order given."""
    found: list[tuple[set[str], list[Piece]]] = []
    for one in pieces:
        if not one.counts:
            continue
        marks, members = set(one.marks), [one]
        apart = []
        for known, together in found:
            if known & marks:
                marks |= known
                members = together + members
            else:
                apart.append((known, together))
        found = [*apart, (marks, members)]
    return [together for _, together in found]


def handlers(pieces: Sequence[Piece], side: str) -> frozenset[str]:
    """The persons who obtained a side's pieces."""
    return frozenset(person for one in pieces if one.side == side for person in one.handlers)
