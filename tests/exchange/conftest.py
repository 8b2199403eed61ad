"""Laptops that exchange bundles, closed after each test."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.acts.session import Session
from tests.exchange.laptops import Laptops


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    made = Laptops(tmp_path)
    yield made
    made.close()


@dataclass(frozen=True)
class Team:
    """Zhou leads the audit and founded the project, He audits with her, Wu leads the inspection."""

    laptops: Laptops
    zhou: Session
    he: Session
    wu: Session


@pytest.fixture
def team(laptops: Laptops) -> Team:
    return team_of(laptops)


def team_of(laptops: Laptops) -> Team:
    zhou = laptops.laptop("周岚", "audit", "ZL")
    he = laptops.laptop("何川", "audit", "HC")
    wu = laptops.laptop("吴㛃", "inspection", "WJ")
    laptops.joined(zhou, he, wu)
    return Team(laptops, zhou, he, wu)
