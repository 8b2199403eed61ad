"""A short season in every run; whole ones, of a thousand edits and exchanges, by `python -m tests.simulation`."""

import random
from pathlib import Path

import pytest

from tests.simulation import model
from tests.simulation.season import FATES, Broken, Season

EDITS, EXCHANGES = 60, 60


@pytest.fixture
def season(tmp_path: Path, request: pytest.FixtureRequest) -> Season:
    made = Season(tmp_path, random.Random(20261125))
    request.addfinalizer(made.close)
    return made


def test_ten_laptops_end_alike_lose_nothing_and_hold_nothing_that_is_not_theirs(season: Season) -> None:
    season.run(EDITS, EXCHANGES)
    season.check_all()
    for sort in (*FATES, "restored", "copied", "came late", "stopped", "conflicts seen", "shares"):
        assert season.told[sort], f"nothing was {sort}: the season is blind there"


def test_a_lost_word_is_found_out(season: Season) -> None:
    season.run(EDITS, 20)
    name = "吴甲"
    db = season.sessions[name].notebook.db
    db.execute("update change set full = null, personal = null where record is not null")
    with pytest.raises(Broken):
        season.check_all()


def test_a_byte_too_much_is_found_out(season: Season) -> None:
    season.run(EDITS, 20)
    hidden = next(one for one in season.records if one.side == "inspection")
    season.sessions["周甲"].notebook.keep("note", f"mk{hidden.no:03d}title00000x")
    with pytest.raises(Broken, match="which is not for him"):
        season.check_all()


def test_the_model_shares_nothing_with_what_it_judges() -> None:
    text = Path(model.__file__).read_text(encoding="utf-8")
    assert "desktop" not in text
    code = text.split('"""', 2)[2]
    assert sum(1 for line in code.splitlines() if line.strip() and not line.strip().startswith('"""')) <= 60
