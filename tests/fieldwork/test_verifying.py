"""Each reason why a rule is not met either names the task that would meet it, in words, or takes none."""

import pytest

from desktop.errors import Language
from desktop.fieldwork import corroboration_words, pieces, verifying
from desktop.fieldwork.corroboration import SIDES, Verdict
from tests.fieldwork.folder import Folder, forms

NO_TASK = {
    "weaker", "difference_unexplained", "remedy_untold", "not_compared",
    *(f"{side}_{what}" for side in SIDES for what in ("not_confirmed", "confirmed_by_handler")),
}  # fmt: skip
"""A hint, a word in the corroboration, a confirmation."""


def test_every_reason_names_a_task_or_is_known_to_take_none() -> None:
    assert verifying.WANTED.keys() | NO_TASK == corroboration_words.words()["why"].keys()
    assert not verifying.WANTED.keys() & NO_TASK


def test_every_task_has_words_and_no_words_are_kept_for_others() -> None:
    assert corroboration_words.words()["task"].keys() == verifying.WANTED.keys()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_task_has_a_short_title_and_a_whole_text(lang: Language) -> None:
    for why in verifying.WANTED:
        title, text = corroboration_words.task(why, lang)
        assert text.startswith(title) and title != text and len(title) <= 40, why


def test_every_reason_why_a_card_does_not_count_has_words() -> None:
    reasons = {
        pieces.NOT_OBTAINED, pieces.VOID, pieces.BEHIND_VOID, pieces.NOT_SIGNED, pieces.REFERENCE_ONLY, pieces.NOTHING_BEHIND,
    }  # fmt: skip
    assert corroboration_words.words()["piece"].keys() == reasons
    assert corroboration_words.not_counting("", "zh") == ""


def test_means_and_kinds_are_those_of_the_forms() -> None:
    means = {option.id for option in forms()["verification_task"].field("method").options}
    kinds = {option.id for option in forms()["evidence_item"].field("kind").options}
    for brings in verifying.BRINGS.values():
        assert brings.keys() <= means and set(brings.values()) <= kinds


def test_where_nobody_is_in_charge_yet_the_own_side_is_asked() -> None:
    folder = Folder(my_side="inspection")
    point = folder.add("suspicion", "joint")
    weighed = verifying.weigh(point, folder)
    assert verifying.wanted(Verdict("R2", False, "one_kind"), weighed.matter, "inspection") == ("inspection", "interview")
    assert verifying.wanted(Verdict("R2", False, "one_kind"), weighed.matter, "discipline") == ("audit", "doc_review")


def test_a_side_that_has_every_kind_begins_again_with_its_commonest_means() -> None:
    folder = Folder()
    point = folder.add("suspicion", "joint", lead_side="audit")
    for kind in verifying.BRINGS["audit"].values():
        behind = [{"row": kind, "digest": kind}]
        folder.add("evidence_item", state="done", suspicion=point.id, for_side="audit", kind=kind, file=behind)
    weighed = verifying.weigh(point, folder)
    assert verifying.wanted(Verdict("R3", False, "counted_once"), weighed.matter, "audit") == ("audit", "doc_review")
