"""Laptops that exchange bundles, closed after each test; and one scene of a malicious relay for all forgeries of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.laptops import Laptops, Team, team_of
from tests.exchange.relay import Scene, scene_of


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    made = Laptops(tmp_path)
    yield made
    made.close()


@pytest.fixture
def team(laptops: Laptops) -> Team:
    return team_of(laptops)


@pytest.fixture(scope="module")
def relayed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """For all forgeries together: each test asserts that its own left nothing behind."""
    laptops = Laptops(tmp_path_factory.mktemp("forging"))
    yield scene_of(team_of(laptops))
    laptops.close()


@pytest.fixture
def own_relayed(team: Team) -> Scene:
    """For tests in which something is taken."""
    return scene_of(team)
