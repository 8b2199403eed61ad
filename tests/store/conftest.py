"""Vaults on the real cipher, at a cost per passphrase that only tests may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import vault
from desktop.store.keyfile import Cost
from desktop.store.vault import Vault


@pytest.fixture(scope="session")
def cheap() -> Cost:
    return Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def opened(tmp_path: Path, cheap: Cost) -> Iterator[Vault]:
    """An unlocked vault in `tmp_path / "vault"`, whose passphrase is 清泉石上流."""
    made, _ = vault.create(tmp_path / "vault", "清泉石上流", cost=cheap)
    with made:
        yield made
