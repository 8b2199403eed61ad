"""One line finds a record, a person, a unit or a number; what is personal is masked in what it shows."""

from typing import Any

import pytest

from desktop.acts import finding, opening, proceeding, recording
from desktop.acts.finding import Found
from desktop.acts.session import Session
from desktop.store import numbered, records
from tests.exchange.laptops import JOINT_TALK, Team

ID_NO, PHONE = "11010519491231002X", "13812345678"


def look(session: Session, text: str) -> Found:
    return finding.look(session, text, session.forms, "zh")


def titles(hits: Any) -> list[str]:
    return [entry.title for entry, _ in hits]


def test_initials_and_pinyin_find_a_person(team: Team) -> None:
    recording.new(team.zhou, "person", {"name": "王科长"})
    for typed in ("wkz", "wangkezhang", "wang", "王科", "王科长"):
        found = look(team.zhou, typed)
        assert titles(found.people) == ["王科长"], typed
        assert titles(found.records) == [], "a person stands in no other group"


def test_who_is_called_so_comes_before_who_is_only_in_the_same_unit(team: Team) -> None:
    recording.new(team.zhou, "person", {"name": "李会计", "unit": "王家坝粮站（虚构）"})
    recording.new(team.zhou, "person", {"name": "老王"})
    recording.new(team.zhou, "person", {"name": "王科长"})
    found = look(team.zhou, "王")
    assert titles(found.people) == ["王科长", "老王", "李会计"]
    assert titles(found.units) == ["王家坝粮站（虚构）"]


def test_somebody_named_in_very_many_records_is_found_all_the_same(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    recording.new(team.zhou, "person", {"name": "王科长"})
    newer = 12
    for _ in range(newer):
        recording.new(team.zhou, "suspicion", {"title": "王科长经手的合同"})
    # As if the newest hits that are ranked were fewer than those that came after.
    narrow = records.search.HITS.replace(f"limit {records.search.NEWEST}", f"limit {newer // 2}")
    monkeypatch.setattr(records.search, "HITS", narrow)
    assert titles([hit for hit in finding.with_words(team.zhou, "王科长", 20, "zh") if hit[0].form == "person"]) == []
    assert titles(look(team.zhou, "王科长").people) == ["王科长"]


def test_the_end_of_a_number_finds_its_record_first(team: Team) -> None:
    made = [recording.new(team.zhou, "suspicion", {"title": f"第{n}号"}) for n in range(1, 12)]
    assert [entry.id for entry, _ in look(team.zhou, made[0].number).numbers] == [made[0].id]
    last = made[9].number[-3:]
    assert look(team.zhou, last).numbers[0][0].id == made[9].id
    assert look(team.zhou, "50%").numbers == []
    assert numbered.having(team.zhou.notebook, team.zhou.project, "_", 9) == [], "what stands for any character stands for itself"


def test_a_check_code_finds_the_version_on_paper(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK).id
    for state in ("reviewed", "frozen"):
        proceeding.move(team.zhou, talk, state, "先送签后补")
    first = opening.look_up(team.zhou, talk).record.versions[0].check_code
    for typed in (first, first.upper(), f"CN2026|V1|{first}", first[:8]):
        assert [entry.id for entry, _ in look(team.zhou, typed).numbers] == [talk], typed
    proceeding.revise(team.zhou, talk, "补一问")
    assert [entry.id for entry, _ in look(team.zhou, first).numbers] == [talk], "an older version's too"
    assert look(team.zhou, "0123456789abcdef").numbers == []


def test_a_forms_records_are_not_found_where_they_cannot_be_shown(team: Team) -> None:
    recording.new(team.zhou, "suspicion", {"title": "轮换粮账实不符"})
    assert titles(look(team.zhou, "轮换").records) == ["轮换粮账实不符"]
    assert not finding.look(team.zhou, "轮换", {"interview"}, "zh")


def test_what_identifies_a_person_is_masked_where_it_is_found(team: Team) -> None:
    recording.new(team.zhou, "interview", {**JOINT_TALK, "id_no": ID_NO, "phone": PHONE})
    ((_, by_number),) = finding.with_words(team.zhou, ID_NO, 9, "zh")
    assert by_number == "身份证号：⟦110***********002X⟧"
    ((_, by_phone),) = finding.with_words(team.zhou, PHONE[:8], 9, "zh")
    assert by_phone.endswith("⟦138****5678⟧")
    ((_, by_answer),) = finding.with_words(team.zhou, "财政所", 9, "zh")
    assert by_answer == "工资谁发？ ⟦财政所⟧。"
    for text in ("财政所", "欧阳", ID_NO, PHONE, "工资"):
        assert all(ID_NO not in line and PHONE not in line for _, line in finding.with_words(team.zhou, text, 9, "zh"))
