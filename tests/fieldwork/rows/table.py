"""The rows that are tested: what each proves, and by taking away which things its test is tried."""

import re
from dataclasses import dataclass

from tests.fieldwork.rows.neutral import (
    Without,
    act,
    asked_who,
    both_confirm,
    evidence_rule,
    figure,
    finds_nothing,
    never_due,
    owed,
    rule,
    seen_by_both,
    standing_of,
    unlisted,
)


@dataclass(frozen=True)
class Row:
    """`proves`: in one line; `without`: the things it rests on, each of which makes its test fail when it is taken away."""

    proves: str
    without: tuple[Without, ...]


def row_of(test: str) -> str:
    """The id of the row that a test is of: test_CZ_04 is of CZ-04; empty for other tests."""
    found = re.fullmatch(r"test_([A-Z]{2})_(\d\d)", test)
    return f"{found[1]}-{found[2]}" if found else ""


ROWS: dict[str, Row] = {
    "JL-04": Row(
        "both laptops can say on what, on whom and whether as a pilot; a node on different days is hinted on both",
        (rule("same_day"),),
    ),
    "JL-05": Row(
        "in turns, earlier results reach the other side before entry; entering without needs a reason and is marked on both",
        (rule("mutual_notice"), act("desktop.acts.beside.entered_untold")),
    ),
    "JL-06": Row(
        "each earlier result is followed up once; reports overdue are listed apart from rectification overdue, on both laptops",
        (
            never_due("reports"),
            never_due("rectification"),
            owed("rectification_item", "report_due"),
            unlisted("rectification_item", "report_due"),
        ),
    ),
    "XM-03": Row(
        "the division of work is printed; materials that did not have to be asked for again are counted on both laptops",
        (unlisted("task", "owner"), rule("not_asked_twice"), figure("duplicates_avoided")),
    ),
    "XM-04": Row(
        "an exchange is of both sides; every bundle stands in the log of who gave and of who took it, and no refused one",
        (
            rule("both_sides_at_meeting"),
            both_confirm("meeting"),
            act("desktop.acts.exchange._log_out"),
            act("desktop.bundle.outcome.log"),
        ),
    ),
    "XM-05": Row(
        "of each recipient one sees when a notice was sent, who received it and what comes of it; it is received when all have it",
        (
            standing_of("info_notice"),
            rule("recipients_all_received"),
            act("desktop.acts.sending.after_move"),
            act("desktop.acts.letters._recipient"),
        ),
    ),
    "XM-06": Row(
        "no form asks who reported; a digest reaches whom it is given to alone, and the notice drawn from it tells nothing of it",
        (asked_who("petition_digest"), seen_by_both("petition_digest"), act("desktop.acts.sending.demand_right_reader")),
    ),
    "CZ-01": Row(
        "the units chosen are both sides' once somebody of each has confirmed this very text",
        (both_confirm("target_selection"), owed("target_selection", "chosen")),
    ),
    "CZ-02": Row(
        "a plan and its bounds of duty are confirmed by both sides, only then approved, and printed together",
        (rule("two_liaisons"), rule("sides_confirmed"), rule("bounds_confirmed"), both_confirm("implementation_plan")),
    ),
    "CZ-03": Row(
        "a joint team is known to both sides; whoever is lent to it is lent from a day to a day",
        (owed("reassignment", "to"), rule("in_order")),
    ),
    "CZ-04": Row(
        "talks are counted by person-times, jointly and by one side apart; void, coming, unended and double ones are not",
        (figure("interviews"), figure("own_interviews"), rule("same_occasion")),
    ),
    "CZ-05": Row(
        "units inquired at are counted once each, by credit code",
        (figure("extended_units"), figure("own_extended_units"), rule("same_credit_code")),
    ),
    "CZ-06": Row(
        "visits are counted by trips and their places apart; a covert one of the other side leaves no trace",
        (figure("site_visits"), figure("own_site_visits"), figure("visit_sites"), rule("same_occasion")),
    ),
    "CZ-07": Row(
        "a material asked for twice is found and passed on; avoided and happened are counted apart and told on import",
        (rule("not_asked_twice"), rule("same_material"), figure("duplicates_avoided"), figure("duplicates_happened")),
    ),
    "CZ-08": Row(
        "huddles that took place are counted, each once; other meetings, void and coming ones are not",
        (figure("huddles"), standing_of("meeting"), rule("same_occasion")),
    ),
    "CZ-09": Row(
        "a point is corroborated by both sides' evidence and confirmations, counted by what it is about; R1 to R7 say what lacks",
        (
            *(evidence_rule(name) for name in ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "A")),
            both_confirm("corroboration"),
            figure("corroborated_suspicions"),
        ),
    ),
    "CZ-10": Row(
        "a joint recommendation rests on problems and the other side's results, is confirmed by both, and its use is registered",
        (
            owed("recommendation", "finding_ids"),
            rule("based_on_other_side"),
            rule("sides_confirmed"),
            both_confirm("recommendation"),
            figure("recommendations"),
            figure("own_recommendations"),
        ),
    ),
    "CZ-11": Row(
        "somebody of each side follows a problem; those that lack one are listed, and all follow-up is on both laptops",
        (rule("trackers_of_both_sides"), standing_of("finding")),
    ),
    "JJ-04": Row(
        "a point agreed on and given to nobody is listed; by which means it is verified is counted, covert ones with leave alone",
        (
            rule("has_task"),
            standing_of("suspicion"),
            rule("covert_task_approved"),
            finds_nothing("desktop.fieldwork.means.used"),
        ),
    ),
    "JJ-05": Row(
        "of each problem it is seen whom it was told to, who received it, and whether it is taken up there and why not",
        (finds_nothing("desktop.fieldwork.letters.told_of"), standing_of("info_notice")),
    ),
    "JJ-06": Row(
        "the audit alone says whether a copied matter is taken in, and why; taken in, it is one audit matter however often",
        (owed("copy_notice", "decision"), owed("copy_notice", "why"), act("desktop.acts.letters._taken_in")),
    ),
}
