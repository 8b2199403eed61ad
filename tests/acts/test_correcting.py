"""Corrections while a talk is read back are noted by clause, page and line."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.acts import correcting, opening, printing, recording
from desktop.paper.papers import print_paper
from tests.exchange.laptops import Team

ANSWER = "资金分三次到账，第三次是12月27日，比合同约定的晚了两个月。"
TEXTS = st.text("资金分三次到账，。；12", max_size=30)


@pytest.mark.parametrize(
    ("old", "new", "was", "became"),
    [
        (ANSWER, ANSWER.replace("27", "28"), "第三次是12月27日", "第三次是12月28日"),
        ("没有。", "没有了。", "没有", "没有了"),
        ("", "没有了。", "", "没有了。"),
        ("没有。没有。", "没有。", "没有。", ""),
    ],
)
def test_whole_clauses_are_named(old: str, new: str, was: str, became: str) -> None:
    assert correcting.clauses(old, new)[1:] == (was, became)


@given(TEXTS, TEXTS)
def test_the_clauses_put_into_the_old_text_give_the_new_one(old: str, new: str) -> None:
    begin, was, became = correcting.clauses(old, new)
    assert old[:begin] == new[:begin]
    found = {start for start in range(len(old) + 1) if old.startswith(was, start)}
    assert any(old[:start] + became + old[start + len(was) :] == new for start in found)


def test_the_place_is_where_the_words_stand_on_the_paper(team: Team, tmp_path: Path) -> None:
    session = team.zhou
    rows: list[dict[str, Any]] = [{"q": f"第{number}问，请说明有关情况。", "a": ANSWER * 3} for number in range(1, 16)]
    made = recording.new(session, "interview", {"title": "与保管员谈话", "record_kind": "joint_talk", "qa": rows})
    opened = opening.look_up(session, made.id)
    talk = opened.record.values["qa"]
    row = talk[11]["row"]
    old = ANSWER * 3
    new = old[: len(ANSWER)] + old[len(ANSWER) :].replace("27", "28", 1)
    found = correcting.noted(session, opened, talk, f"qa/{row}/a", old, new, "zh")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(print_paper(printing.sheet(session, opened, "zh"), "zh"))
    ask = ["pdftotext", "-layout", "-f", str(found.page), "-l", str(found.page), str(paper), "-"]
    page = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    lines = [line for line in page.splitlines() if line.strip()]
    # Ahead of the text stands the line with number and mark.
    said = "".join(re.sub(r"\\s", "", line) for line in lines[found.line : (found.line or 0) + 2])
    assert found.page and found.page > 1
    assert "12月27日" in said.replace(" ", "")
    assert (found.old, found.new) == ("第三次是12月27日", "第三次是12月28日")
