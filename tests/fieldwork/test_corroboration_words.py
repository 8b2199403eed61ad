"""Every rule of corroboration, and every reason why one is not met, can be read in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import Language
from desktop.fieldwork import corroboration, corroboration_words
from desktop.fieldwork.corroboration import RULES, SIDES, Verdict

SOURCE = Path(corroboration.__file__).read_text("utf-8")


def reasons(source: str) -> set[str]:
    """Every word that some rule gives as its `why`."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Verdict")
    return {word for call in calls for word in said(call.args[2] if len(call.args) > 2 else ast.Constant("")) if word}


def said(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*said(body), *said(orelse))
        case ast.JoinedStr():
            yield from ("".join(getattr(part, "value", "") if isinstance(part, ast.Constant) else side for part in node.values)
                        for side in SIDES)


def test_every_rule_has_words() -> None:
    assert set(corroboration_words.words()["rule"]) == set(RULES)


def test_every_reason_has_words_and_no_words_are_kept_for_others() -> None:
    assert set(corroboration_words.words()["why"]) == reasons(SOURCE)


def test_a_planted_reason_is_seen() -> None:
    source = 'def r9(m):\n    return Verdict("R9", x, "" if x else "too_late") or Verdict("R9", False, f"{side}_asleep", ids)'
    assert reasons(source) == {"too_late", "audit_asleep", "inspection_asleep"}


def test_reasons_are_whole_sentences_with_a_remedy() -> None:
    for code, words in corroboration_words.words()["why"].items():
        assert set(words) == {"zh", "zh_remedy", "en", "en_remedy"}, code
        assert all(text.endswith("。" if key.startswith("zh") else ".") for key, text in words.items()), code


@pytest.mark.parametrize(
    ("lang", "why", "remedy"), [("zh", "只有言词证据。", "请补书证"), ("en", "There are only words.", "Add a document")]
)
def test_words_alone_are_told_with_what_is_missing(lang: Language, why: str, remedy: str) -> None:
    verdict = Verdict("R2", False, "words_only")
    assert corroboration_words.why(verdict, lang) == why
    assert corroboration_words.remedy(verdict, lang).startswith(remedy)


def test_where_a_rule_is_met_nothing_is_missing() -> None:
    assert corroboration_words.remedy(Verdict("R4", True, "weaker"), "zh") == ""


def test_a_reason_of_a_later_version_is_shown_as_it_was_written() -> None:
    assert corroboration_words.why(Verdict("R1", False, "of_tomorrow"), "zh") == "of_tomorrow"
