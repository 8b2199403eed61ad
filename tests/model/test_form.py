"""What a form is, and how each mistake in a form file is named by file, line and field."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import FieldError, Language
from desktop.model import form_file
from desktop.model.form import Field, Form, When

PLAIN = """\
id = "letter"
version = 1
zh = "来信"
en = "Letter"
place = "letters"
title_field = "title"
list_columns = ["way"]
reason_for = ["closed"]

[[phase]]
id = "new"
zh = "新到"
en = "New"

[[phase]]
id = "over"
zh = "办结"
en = "Over"

[[state]]
id = "open"
zh = "在办"
en = "Open"
phase = "new"

[[state]]
id = "closed"
zh = "办结"
en = "Closed"
phase = "over"

[moves]
open = ["closed"]

[[audience]]
open = ["both", "own"]
full = ["own"]

[[gate]]
rule = "in_time"
weight = "reason"
at = ["closed"]
fields = ["due_on"]

[[field]]
id = "way"
kind = "choice"
zh = "途径"
en = "Way"
tier = "open"
options = [
    { id = "post", zh = "邮寄", en = "Post" },
    { id = "hand", zh = "面交", en = "By hand" },
]

[[field]]
id = "due_on"
kind = "date"
zh = "期限"
en = "Due on"
required_at = "closed"
required_when = { field = "way", values = ["post"] }

[[field]]
id = "pages"
kind = "table"
zh = "页"
en = "Pages"

[[field.column]]
id = "no"
kind = "number"
zh = "页码"
en = "Page"

[[field.column]]
id = "text"
kind = "long_text"
zh = "正文"
en = "Text"
"""


@pytest.fixture(scope="module")
def letter() -> Form:
    return form_file.parse(PLAIN, "letter.toml")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


# Each row: code, what is replaced in PLAIN, by what, the line (by a piece of the new text) and the field it is named by.
MISTAKES = [
    ("FORM_SYNTAX", 'tier = "open"', 'tier = "open', 'tier = "open', "-"),
    ("FORM_SYNTAX", 'id = "way"', 'id = "way"\nid = "way"', 'id = "way"\nkind', "-"),
    ("FORM_KEY_UNKNOWN", 'place = "letters"', 'place = "letters"\ncolour = "red"', "colour", "colour"),
    ("FORM_KEY_UNKNOWN", 'tier = "open"', 'teir = "open"', "teir", "way"),
    ("FORM_KEY_UNKNOWN", 'at = ["closed"]', 'on = ["closed"]', "on = [", "in_time"),
    ("FORM_KEY_UNKNOWN", 'zh = "面交", en', 'cn = "x", zh = "面交", en', "cn =", "way"),
    ("FORM_KEY_MISSING", "version = 1\n", "", 'id = "letter"', "-"),
    ("FORM_KEY_MISSING", 'kind = "date"\n', "", '[[field]]\nid = "due_on"', "due_on"),
    ("FORM_KEY_MISSING", 'phase = "over"\n', "", '[[state]]\nid = "closed"', "state.1"),
    ("FORM_VALUE_WRONG", "version = 1", 'version = "1"', "version", "version"),
    ("FORM_VALUE_WRONG", 'kind = "date"', 'kind = "date"\nmax = 0', "max", "due_on"),
    ("FORM_VALUE_WRONG", 'open = ["closed"]', 'open = "closed"', 'open = "closed"', "moves.open"),
    ("FORM_VALUE_WRONG", ', values = ["post"] }', " }", "required_when", "due_on"),
    ("FORM_ID_WRONG", 'id = "due_on"', 'id = "dueOn"', "dueOn", "dueOn"),
    ("FORM_ID_WRONG", '{ id = "hand"', '{ id = "by hand"', "by hand", "by hand"),
    ("FORM_NAME_WRONG", 'id = "letter"', 'id = "note"', 'id = "note"', "id"),
    ("FORM_WORD_UNKNOWN", 'place = "letters"', 'place = "attic"', "attic", "place"),
    ("FORM_WORD_UNKNOWN", 'place = "letters"', 'place = "letters"\nside = "police"', "police", "side"),
    ("FORM_WORD_UNKNOWN", 'full = ["own"]', 'full = ["press"]', "press", "audience.0.full"),
    ("FORM_WORD_UNKNOWN", 'weight = "reason"', 'weight = "heavy"', "heavy", "in_time"),
    ("FORM_WORD_UNKNOWN", 'required_at = "closed"', 'required_at = "closed"\ngate = "wall"', "wall", "due_on"),
    ("FORM_LABEL_MISSING", 'en = "Due on"\n', "", '[[field]]\nid = "due_on"', "due_on"),
    ("FORM_LABEL_MISSING", 'zh = "面交"', 'zh = " "', '{ id = "hand"', "way.hand"),
    ("FORM_LABEL_MISSING", 'zh = "正文"\n', "", '[[field.column]]\nid = "text"', "pages.text"),
    ("FORM_LABEL_MISSING", 'zh = "来信"\n', "", 'id = "letter"', "-"),
    ("FORM_FIELD_TWICE", 'id = "pages"', 'id = "way"', 'id = "way"\nkind = "table"', "way"),
    ("FORM_FIELD_TWICE", 'id = "text"', 'id = "no"', 'id = "no"\nkind = "long_text"', "pages.no"),
    ("FORM_FIELD_UNKNOWN", 'list_columns = ["way"]', 'list_columns = ["way", "why"]', "why", "why"),
    ("FORM_FIELD_UNKNOWN", 'title_field = "title"', 'title_field = "caption"', "caption", "caption"),
    ("FORM_FIELD_UNKNOWN", 'fields = ["due_on"]', 'fields = ["due_by"]', "due_by", "due_by"),
    ("FORM_FIELD_UNKNOWN", '{ field = "way", v', '{ field = "road", v', "road", "road"),
    ("FORM_FIELD_RESERVED", 'id = "due_on"', 'id = "doc_no"', "doc_no", "doc_no"),
    ("FORM_FIELD_RESERVED", 'id = "due_on"', 'id = "archive_no"', "archive_no", "archive_no"),
    ("FORM_FIELD_RESERVED", 'id = "text"', 'id = "row"', '"row"', "pages.row"),
    ("FORM_FIELD_SHARED", 'id = "due_on"', 'id = "marking"', '[[field]]\nid = "marking"', "marking"),
    ("FORM_KIND_UNKNOWN", 'kind = "date"', 'kind = "day"', '"day"', "due_on"),
    ("FORM_TIER_UNKNOWN", 'tier = "open"', 'tier = "secret"', "secret", "way"),
    ("FORM_COLUMN_MISSING", "[[field.column]]", "[[ignored]]", '[[field]]\nid = "pages"', "pages"),
    ("FORM_COLUMN_NEEDLESS", 'kind = "table"', 'kind = "text"', "[[field.column]]", "pages"),
    ("FORM_COLUMN_KIND", 'kind = "number"', 'kind = "files"', '"files"', "pages.no"),
    ("FORM_OPTION_MISSING", 'kind = "number"', 'kind = "choice"', '[[field.column]]\nid = "no"', "pages.no"),
    ("FORM_OPTION_NEEDLESS", 'kind = "choice"', 'kind = "text"', "options", "way"),
    ("FORM_OPTION_TWICE", '{ id = "hand"', '{ id = "post"', '{ id = "post"', "way"),
    ("FORM_OPTION_UNKNOWN", 'values = ["post"]', 'values = ["pigeon"]', "pigeon", "way"),
    ("FORM_PHASES_MANY", "[moves]", None, '[[phase]]\nid = "p6"', "phase.5"),
    ("FORM_PHASE_TWICE", 'id = "over"', 'id = "new"', 'id = "new"\nzh = "办结"', "phase.1.id"),
    ("FORM_PHASE_UNKNOWN", 'phase = "over"', 'phase = "past"', "past", "closed"),
    ("FORM_PHASE_EMPTY", 'phase = "over"', 'phase = "new"', '[[phase]]\nid = "over"', "phase.1"),
    ("FORM_STATE_TWICE", 'id = "closed"', 'id = "open"', 'id = "open"\nzh = "办结"', "state.1.id"),
    ("FORM_STATE_UNKNOWN", 'at = ["closed"]', 'at = ["shut"]', "shut", "in_time"),
    ("FORM_STATE_UNKNOWN", 'required_at = "closed"', 'required_at = "shut"', "shut", "due_on"),
    ("FORM_STATE_UNKNOWN", 'open = ["closed"]', 'open = ["closed", "shut"]', "shut", "moves.open"),
    ("FORM_STATE_UNKNOWN", 'reason_for = ["closed"]', 'reason_for = ["closed", "closed -> open"]', "-> open", "reason_for"),
    ("FORM_STATE_UNREACHED", 'open = ["closed"]', "open = []", '[[state]]\nid = "closed"', "state.1"),
    ("FORM_FLOW_AND_STATES", 'place = "letters"', 'place = "letters"\nflow = "P2"', "[[phase]]", "phase.0"),
    ("FORM_AUDIENCE_MISSING", "[[audience]]", '[[audience]]\nsides = ["audit"]', "[[audience]]", "audience"),
    ("FORM_WORD_UNKNOWN", 'place = "letters"', 'side_from = "way"\nside_map = { post = "me", hand = "joint" }', "side_map", "way"),
    ("FORM_SIDE_MISSING", 'place = "letters"', 'side_from = "way"\nside_map = { post = "audit" }', "side_map", "way"),
]


def six_phases(text: str) -> str:
    rows = "".join(
        f'[[phase]]\nid = "p{n}"\nzh = "{n}"\nen = "{n}"\n\n[[state]]\nid = "s{n}"\nzh = "{n}"\nen = "{n}"\nphase = "p{n}"\n\n'
        for n in range(3, 7)
    )
    return text.replace("[moves]", rows + "[moves]")


@pytest.mark.parametrize(("code", "old", "new", "where", "field"), MISTAKES)
def test_a_mistake_is_named_by_file_line_and_field(code: str, old: str, new: str | None, where: str, field: str) -> None:
    assert old in PLAIN
    text = six_phases(PLAIN) if new is None else PLAIN.replace(old, new, 2 if old == "[[field.column]]" else 1)
    found = [error for error in form_file.check_all(text, "letter.toml") if error.code == code]
    assert found, [str(error) for error in form_file.check_all(text, "letter.toml")]
    facts = found[0].facts
    assert (facts["file"], facts["line"], facts["field"]) == ("letter.toml", line_of(text, where), field)
    languages: tuple[Language, ...] = ("zh", "en")
    for lang in languages:
        assert "letter.toml" in found[0].sentence(lang)
        assert str(facts["line"]) in found[0].sentence(lang)


def test_every_code_of_a_form_file_is_tried_here() -> None:
    raised: set[str] = set()
    of_later_versions = ("form_growth", "form_definition")  # see test_form_definition.py
    for module in Path(form_file.__file__).parent.glob("form_*.py"):
        if module.stem in of_later_versions:
            continue
        raised |= set(re.findall(r'"(FORM_[A-Z_]+)"', module.read_text(encoding="utf-8")))
    assert raised - {code for code, *_ in MISTAKES} == {"FORM_UNREADABLE"}


def test_all_mistakes_of_a_file_are_told_in_the_order_of_its_lines() -> None:
    text = PLAIN.replace('kind = "date"', 'kind = "day"').replace('place = "letters"', 'place = "attic"')
    text = text.replace('zh = "正文"\n', "")
    found = form_file.check_all(text, "letter.toml")
    assert [error.code for error in found] == ["FORM_WORD_UNKNOWN", "FORM_KIND_UNKNOWN", "FORM_LABEL_MISSING"]
    with pytest.raises(FieldError, match="FORM_WORD_UNKNOWN"):
        form_file.parse(text, "letter.toml")


def test_a_form_with_mistakes_does_not_keep_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "letter.toml").write_text("\ufeff" + PLAIN, encoding="utf-8")
    (tmp_path / "note.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "old.toml").write_bytes("zh = '来信'".encode("gbk"))
    forms, errors = form_file.load_folder(tmp_path)
    assert list(forms) == ["letter"]
    assert [(error.code, error.facts["file"]) for error in errors] == [
        ("FORM_SYNTAX", "note.toml"),
        ("FORM_UNREADABLE", "old.toml"),
    ]


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_a_form_file_is_worse_than_a_named_mistake(data: st.DataObject) -> None:
    values = st.sampled_from(["true", "7", "[]", "{}", '""', '"x"', "[1]", '["x"]', "[{}]", "{ x = 1 }", "1.5"])
    lines = PLAIN.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        n = data.draw(st.integers(0, len(lines) - 1))
        key = lines[n].partition(" = ")[0]
        lines[n] = data.draw(st.sampled_from(["", f"{key} = {data.draw(values)}", lines[n][: len(lines[n]) // 2]]))
    text = "\n".join(lines)
    for error in form_file.check_all(text, "letter.toml"):
        assert 1 <= int(str(error.facts["line"])) <= max(1, len(lines))
        assert str(error)


def test_addresses_lead_to_fields_columns_and_tiers(letter: Form) -> None:
    assert letter.field("way").id == "way"
    assert letter.field("pages/8f").kind == "table"
    assert letter.field("pages/8f/text").kind == "long_text"
    assert letter.field("attachments/8f/digest").id == "digest"
    assert (letter.tier("way"), letter.tier("pages/8f"), letter.tier("pages/8f/no")) == ("open", "full", "full")
    assert [letter.tier(a) for a in ("state", "doc_no", "signatures/1/who", "confirmations/1/side")] == [
        "open",
        "open",
        "full",
        "open",
    ]


@pytest.mark.parametrize("address", ["road", "way/1", "pages/1/colour", "pages/1/no/2", "pages/", "", "signatures/1/where"])
def test_an_address_that_is_none_is_refused(letter: Form, address: str) -> None:
    with pytest.raises(FieldError, match="FIELD_UNKNOWN"):
        letter.field(address)


def test_where_nothing_is_open_state_and_number_travel_with_the_text() -> None:
    form = form_file.parse(PLAIN.replace('tier = "open"', 'tier = "full"'), "letter.toml")
    assert form.tiers == ("full",)
    assert {form.tier("state"), form.tier("doc_no"), form.tier("confirmations/1/side")} == {"full"}


def test_a_field_is_owed_from_its_phase_on_and_only_while_its_condition_holds(letter: Form) -> None:
    assert "due_on" not in ids(letter.owed("open", {"way": "post"}))
    assert "due_on" in ids(letter.missing("closed", {"way": "post"}))
    assert "due_on" not in ids(letter.owed("closed", {"way": "hand"}))
    assert "due_on" not in ids(letter.missing("closed", {"way": "post", "due_on": "2026-11-20"}))


def test_a_condition_on_several_answers_holds_where_one_of_them_is_given() -> None:
    covert = When("method", ("covert_visit",))
    assert covert.holds({"method": ["interview", "covert_visit"]})
    assert not covert.holds({"method": ["interview"]})
    assert not covert.holds({"method": []})


def test_an_answer_may_leave_a_record_to_its_authors_side() -> None:
    said = 'place = "letters"\nside_from = "way"\nside_map = { post = "author", hand = "joint" }'
    form = form_file.parse(PLAIN.replace('place = "letters"', said), "letter.toml")
    assert [form.side_of({"way": way}, "inspection") for way in ("post", "hand", None)] == ["inspection", "joint", "inspection"]


def test_a_move_has_the_gates_of_where_it_leads_and_may_owe_a_reason(letter: Form) -> None:
    (move,) = letter.moves_from("open")
    assert [gate.rule for gate in move.gates] == ["in_time"]
    assert move.reason


def ids(fields: tuple[Field, ...]) -> list[str]:
    return [one.id for one in fields]


CONFIRMED = PLAIN.replace(
    "[moves]",
    """\
[[state]]
id = "half"
zh = "待对侧确认"
en = "Half"
phase = "new"
frozen = true

[[state]]
id = "agreed"
zh = "已确认"
en = "Agreed"
phase = "over"
derived = true

[confirm]
to = "half"
done = "agreed"
by = "both"
own_when = { field = "way", values = ["post"] }

[moves]""",
)


def test_a_form_says_whose_confirmation_its_records_need() -> None:
    confirming = form_file.parse(CONFIRMED, "letter.toml").confirming
    assert confirming is not None and (confirming.to, confirming.done) == ("half", "agreed")
    assert confirming.needed("joint", {}) == {"audit", "inspection"}
    assert confirming.needed("inspection", {"way": "post"}) == {"inspection"}
    assert confirming.needed("joint", {"way": "post"}) == frozenset(), "of a joint record any one side is enough"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('to = "half"', 'to = "open"', "a state that does not freeze"),
        ('done = "agreed"', 'done = "half"', "a state that people move to"),
        ('by = "both"', 'by = "all"', "a word that is none"),
    ],
)
def test_a_confirmation_must_lead_to_a_state_that_freezes_and_be_done_in_one_that_follows(old: str, new: str, line: str) -> None:
    (mistake,) = [one for one in form_file.check_all(CONFIRMED.replace(old, new), "letter.toml") if one.code == "FORM_WORD_UNKNOWN"]
    assert str(mistake.facts["field"]).startswith("confirm"), line
