"""Each test of a row runs as it is, and once for each thing the row rests on with that taken away: then it has to fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.acts import brought_forms
from tests.exchange import laptops as colleagues
from tests.exchange.laptops import Laptops, Team, copied, team_of
from tests.fieldwork.rows.neutral import Without
from tests.fieldwork.rows.table import ROWS, row_of

AS_IT_IS = "as it is"
NOTICED = (AssertionError, pytest.fail.Exception)
"""What a test says when the trade's demand is not met; anything else is a mistake of the test's own."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    row = ROWS.get(row_of(metafunc.function.__name__))
    if row is None:
        return
    runs = [pytest.param(None, id=AS_IT_IS)]
    for one in row.without:
        reason = f"does not hold without {one.name}"
        fails = pytest.mark.xfail(strict=True, raises=NOTICED, reason=reason)
        runs.append(pytest.param(one, id=f"without {one.name}", marks=fails))
    metafunc.parametrize("taken_away", runs, indirect=True)


@pytest.fixture
def taken_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    without: Without | None = request.param
    if without is not None:
        without.take(monkeypatch)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Three laptops in one project, closed; each test works on a copy of them."""
    team = team_of(Laptops(tmp_path_factory.mktemp("founded")))
    team.laptops.close()
    return team


@pytest.fixture
def team(founded: Team, taken_away: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """With the forms that the program brings along, as far as nothing is taken away of them."""
    monkeypatch.setattr(colleagues, "forms", lambda: brought_forms.program())
    team = copied(founded, tmp_path / "laptops")
    yield team
    team.laptops.close()
