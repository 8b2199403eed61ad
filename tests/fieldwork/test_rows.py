"""The rows of the trade's table (`domain.md` 1), a test each, by id: as the program is, and without each thing the row rests on."""

from tests.fieldwork.rows.cz import test_CZ_01, test_CZ_02, test_CZ_03, test_CZ_07
from tests.fieldwork.rows.cz_counted import test_CZ_04, test_CZ_05, test_CZ_06, test_CZ_08
from tests.fieldwork.rows.cz_proved import test_CZ_09, test_CZ_10, test_CZ_11
from tests.fieldwork.rows.jj import test_JJ_04, test_JJ_05, test_JJ_06
from tests.fieldwork.rows.jl import test_JL_04, test_JL_05, test_JL_06
from tests.fieldwork.rows.twice import founded, pytest_generate_tests, taken_away, team
from tests.fieldwork.rows.xm import test_XM_03, test_XM_04, test_XM_05, test_XM_06

__all__ = [
    "founded",
    "pytest_generate_tests",
    "taken_away",
    "team",
    "test_CZ_01",
    "test_CZ_02",
    "test_CZ_03",
    "test_CZ_04",
    "test_CZ_05",
    "test_CZ_06",
    "test_CZ_07",
    "test_CZ_08",
    "test_CZ_09",
    "test_CZ_10",
    "test_CZ_11",
    "test_JJ_04",
    "test_JJ_05",
    "test_JJ_06",
    "test_JL_04",
    "test_JL_05",
    "test_JL_06",
    "test_XM_03",
    "test_XM_04",
    "test_XM_05",
    "test_XM_06",
]
