"""Vaults that are cheap to open, on laptops that are closed after each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import vault
from tests.exchange.laptops import CHEAP, Laptops, Team, team_of


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    for act in (vault.create, vault.change_passphrase):
        monkeypatch.setitem(act.__kwdefaults__, "cost", CHEAP)


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    made = Laptops(tmp_path)
    yield made
    made.close()


@pytest.fixture
def team(laptops: Laptops) -> Team:
    return team_of(laptops)
