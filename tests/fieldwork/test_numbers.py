"""Numbers say where a record comes from, and a number that is missing has to be accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fieldwork.numbers import ArchiveNumber, FieldNumber, Gap, archive_number, field_number, gaps, next_archive

CODES = st.text(st.sampled_from("ABCXYZ019"), min_size=1, max_size=5)
TYPES = st.sampled_from(["TH", "YD", "HS", "QT"])
ORDINALS = st.integers(1, 5000)


def test_a_field_number_names_project_side_type_person_and_ordinal() -> None:
    assert field_number("CZ2023-J-TH-ZL-003") == FieldNumber("CZ2023", "J", "TH", "ZL", 3)
    assert field_number("CZ2023-X-YD-ZL2-1204") == FieldNumber("CZ2023", "X", "YD", "ZL2", 1204)


@pytest.mark.parametrize(
    "text", ["", "CZ2023-TH-022", "CZ2023-Q-TH-ZL-003", "CZ2023-J-TH-ZL-3", "CZ2023-J-TH-ZL-00 3", "〔2023〕5号"]
)
def test_what_is_no_field_number_is_none(text: str) -> None:
    assert field_number(text) is None


@given(CODES, st.sampled_from("AXDCJ"), TYPES, CODES, ORDINALS)
def test_a_field_number_is_written_as_it_is_read(project: str, side: str, type: str, person: str, ordinal: int) -> None:
    number = FieldNumber(project, side, type, person, ordinal)
    assert field_number(str(number)) == number
    assert archive_number(str(number)) is None


@given(CODES, TYPES, ORDINALS)
def test_an_archive_number_is_written_as_it_is_read(project: str, type: str, ordinal: int) -> None:
    number = ArchiveNumber(project, type, ordinal)
    assert archive_number(str(number)) == number
    assert field_number(str(number)) is None


def test_numbers_skipped_by_a_person_are_named() -> None:
    numbers = ["CZ2023-A-TH-ZL-001", "CZ2023-A-TH-ZL-004", "CZ2023-A-TH-WJ-001", "CZ2023-A-YD-ZL-002"]
    assert gaps(numbers) == [Gap("CZ2023-TH-ZL", (2, 3)), Gap("CZ2023-YD-ZL", (1,))]


def test_a_person_counts_his_talks_of_all_sides_in_one_row() -> None:
    assert gaps(["CZ2023-J-TH-ZL-001", "CZ2023-A-TH-ZL-002", "CZ2023-J-TH-ZL-003"]) == []


def test_a_restored_laptop_begins_a_row_of_its_own() -> None:
    assert gaps(["CZ2023-J-TH-ZL-007", "CZ2023-J-TH-ZL2-001", "CZ2023-J-TH-ZL2-003"]) == [
        Gap("CZ2023-TH-ZL", (1, 2, 3, 4, 5, 6)),
        Gap("CZ2023-TH-ZL2", (2,)),
    ]


def test_archive_numbers_have_gaps_too_and_official_numbers_none() -> None:
    assert gaps(["CZ2023-TH-001", "CZ2023-TH-003", "×审移〔2023〕5号", ""]) == [Gap("CZ2023-TH", (2,))]


@given(st.sets(st.integers(1, 60), min_size=1))
def test_what_is_used_and_what_is_missing_make_up_the_whole_row(used: set[int]) -> None:
    numbers = [str(FieldNumber("CZ2023", "J", "TH", "ZL", ordinal)) for ordinal in used]
    missing = {ordinal for gap in gaps(numbers) for ordinal in gap.missing}
    assert missing | used == set(range(1, max(used) + 1))
    assert not missing & used


def test_archive_numbers_go_on_after_the_last_of_their_type() -> None:
    filed = ["CZ2023-TH-021", "CZ2023-TH-007", "CZ2023-YD-090", "CN2026-TH-500", "CZ2023-J-TH-ZL-640"]
    assert next_archive(filed, "CZ2023", "TH") == "CZ2023-TH-022"
    assert next_archive([], "CZ2023", "TH") == "CZ2023-TH-001"


@given(st.lists(st.builds(ArchiveNumber, st.sampled_from(["CZ2023", "CN2026"]), TYPES, ORDINALS).map(str)), TYPES)
def test_an_archive_number_is_never_given_out_twice(filed: list[str], type: str) -> None:
    given_out = next_archive(filed, "CZ2023", type)
    assert given_out not in filed
    assert next_archive([*filed, given_out], "CZ2023", type) not in [*filed, given_out]
