"""Letters between the sides: who has received which notice and what he does with it, whether earlier results were told both ways,
and whom a petition digest may be given to (`domain.md` 2.10, 2.19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.fieldwork.case import Case, Dossier, live
from desktop.model.form import Label

INFO, COPY, PRIOR, DIGEST = "info_notice", "copy_notice", "prior_result_notice", "petition_digest"
MILESTONE = "milestone"
NOTICES = (INFO, COPY)
"""Those with a receipt for each recipient."""
DECIDES = "audit"
"""The side that a copied notice is for, and that says whether its matter is taken into the audit (JJ-06)."""
NOT_OUT = ("draft", "frozen", "void")
NO_MUTUAL_NOTICE = "no_mutual_notice"
MARKS: Mapping[str, Label] = {NO_MUTUAL_NOTICE: {"zh": "未互通报", "en": "entered before earlier results were told both ways"}}
"""What a list says beside its records."""
BOTH_WAYS = (("audit", "inspection"), ("inspection", "audit"))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of a notice at one of its recipients. `to`: id of the body; `received_at`: to the minute; `handling`: included,
    not_included, transferred, returned or empty."""

    notice: Case
    to: str
    sent: bool
    received_by: str = ""
    received_at: str = ""
    handling: str = ""
    why: str = ""


def is_out(notice: Case) -> bool:
    """Whether a letter has left the side that wrote it."""
    return notice.state not in NOT_OUT


def receipts(notice: Case) -> list[Receipt]:
    """A line for each recipient of a notice, in its order. What a copied notice says of its matter as a whole stands for the
    recipients that say nothing of their own."""
    found = []
    for to in notice.ids("to"):
        said: dict[str, str] = {}
        for row in notice.rows("receipts"):
            if row.get("to") == to:
                said |= {key: str(value) for key, value in row.items() if value}
        if notice.text("decision") and not said.get("handling"):
            said |= {"handling": notice.text("decision"), "why": notice.text("why")}
        words = {key: said.get(key, "") for key in ("received_by", "received_at", "handling", "why")}
        found.append(Receipt(notice, to, is_out(notice), **words))
    return found


def told_of(id: str, dossier: Dossier) -> list[Receipt]:
    """Where the notices about a record have got to, oldest notice first; void ones left out (JJ-05)."""
    notices = [one for form in NOTICES for one in live(dossier.naming(id, form), dossier) if id in one.ids("about")]
    return [line for one in notices for line in receipts(one)]


def untold(entry: Case, dossier: Dossier) -> Sequence[str]:
    """The sides whose earlier results had not reached the other side when a team entered, as a staggered project asks; of an entry
    without its day, those whose have not reached it yet (JL-05). None for any other milestone or project."""
    staggered = any(one.text("linkage_mode") == "staggered" for one in dossier.cases("project"))
    if entry.text("kind") != "entry" or not staggered:
        return ()
    day = entry.text("actual_on")
    notices = [one for one in live(dossier.cases(PRIOR), dossier) if _reached(one, day)]
    told = {(one.text("from_side"), one.text("to_side")) for one in notices}
    return [from_side for from_side, to_side in BOTH_WAYS if (from_side, to_side) not in told]


def _reached(notice: Case, day: str) -> bool:
    """Whether it had come to the other side by a day; received without a day, it is believed."""
    on = notice.text("received_on")
    return is_out(notice) and bool(on or notice.state == "received") and not (on and day and on > day)


def entered_untold(milestone: Case, dossier: Dossier) -> bool:
    """Whether the list marks an entry 未互通报."""
    return milestone.state == "done" and bool(untold(milestone, dossier))


def may_be_given(digest: Case, person: str) -> bool:
    """Whether a petition digest may be shown to this person: once it is sent, to the one it is given to, and to nobody else."""
    return is_out(digest) and person != "" and person in digest.ids("given_to")
