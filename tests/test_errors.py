"""Every expected failure has words in both languages, and no words are kept for failures that cannot happen."""

import ast
import pickle
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.errors import FieldError, catalogue

DESKTOP = Path(__file__).resolve().parent.parent / "desktop"
WORDS = {"zh", "zh_remedy", "en", "en_remedy"}


@dataclass(frozen=True)
class Raised:
    """One place that makes a FieldError. `facts` is None where they are handed on with `**`."""

    where: str
    codes: frozenset[str]
    facts: frozenset[str] | None


def raised(source: str, name: str) -> Iterator[Raised]:
    """Every call of FieldError in `source`. A code that is not a literal (or a choice of literals) gives no codes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "FieldError":
            keywords = [keyword.arg for keyword in node.keywords]
            facts = None if None in keywords else frozenset(word for word in keywords if word)
            yield Raised(f"{name}:{node.lineno}", frozenset(literals(node.args[0])), facts)


def literals(node: ast.expr) -> set[str]:
    match node:
        case ast.Constant(value=str(code)):
            return {code}
        case ast.IfExp(body=body, orelse=orelse):
            return literals(body) | literals(orelse)
    return set()


def all_raised() -> list[Raised]:
    files = sorted(DESKTOP.rglob("*.py"))
    return [
        call
        for path in files
        for call in raised(path.read_text(encoding="utf-8"), str(path.relative_to(DESKTOP)))
    ]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_raised_is_written_out_where_it_is_raised() -> None:
    assert [call.where for call in all_raised() if not call.codes] == []


def test_every_code_raised_has_words() -> None:
    assert [f"{call.where} {code}" for call in all_raised() for code in call.codes if code not in catalogue()] == []


def test_every_code_with_words_is_raised_somewhere() -> None:
    assert set(catalogue()) - {code for call in all_raised() for code in call.codes} == set()


def test_every_code_has_a_sentence_and_a_remedy_in_both_languages() -> None:
    for code, words in catalogue().items():
        assert set(words) == WORDS, code
        for key, text in words.items():
            stops = ("。", "？") if key.startswith("zh") else (".", "?")
            assert text.endswith(stops), f"{code}.{key} is no whole sentence"


def test_both_languages_name_the_same_facts() -> None:
    for code, words in catalogue().items():
        zh = placeholders(words["zh"] + words["zh_remedy"])
        assert zh == placeholders(words["en"] + words["en_remedy"]), code


def test_every_fact_a_sentence_names_is_given_where_it_is_raised() -> None:
    lacking = [
        f"{call.where} {code} lacks {', '.join(sorted(missing))}"
        for call in all_raised()
        if call.facts is not None
        for code in call.codes & set(catalogue())
        if (missing := placeholders("".join(catalogue()[code].values())) - call.facts)
    ]
    assert lacking == []


def test_a_planted_error_is_seen_by_these_checks() -> None:
    source = (
        "from desktop import errors\n"
        "raise errors.FieldError('A_ONE' if x else 'A_TWO', file=f)\n"
        "raise FieldError(code)\n"
        "raise FieldError('B', **facts)\n"
    )
    assert [(call.codes, call.facts) for call in raised(source, "x.py")] == [
        ({"A_ONE", "A_TWO"}, {"file"}),
        (set(), set()),
        ({"B"}, None),
    ]


@pytest.fixture
def one_code(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"zh": "缺 {file}。", "zh_remedy": "再拷一次。", "en": "No {file}.", "en_remedy": "Copy it again."}
    monkeypatch.setattr("desktop.errors.catalogue", lambda: {"STICK_EMPTY": words})


@pytest.mark.usefixtures("one_code")
def test_an_error_tells_code_sentence_and_remedy_in_chinese_unless_told() -> None:
    error = FieldError("STICK_EMPTY", file="a.xsb")
    assert str(error) == "STICK_EMPTY: 缺 a.xsb。 再拷一次。"
    assert error.line("en") == "STICK_EMPTY: No a.xsb. Copy it again."


@pytest.mark.usefixtures("one_code")
def test_a_fact_is_shown_as_it_is_and_never_read_as_a_placeholder() -> None:
    assert FieldError("STICK_EMPTY", file="{code}.xsb").sentence("en") == "No {code}.xsb."


@pytest.mark.usefixtures("one_code")
def test_an_error_keeps_its_facts_on_the_way_out_of_another_process() -> None:
    error = pickle.loads(pickle.dumps(FieldError("STICK_EMPTY", file="a.xsb")))
    assert (error.code, error.facts) == ("STICK_EMPTY", {"file": "a.xsb"})
