"""Invented laptops of two sides, and bundles made for them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bundle.samples import Laptop, laptop


@pytest.fixture(scope="session")
def zhou() -> Laptop:
    return laptop("周岚", "audit", "ZL")


@pytest.fixture(scope="session")
def wu() -> Laptop:
    return laptop("吴㛃", "inspection", "WJ")


@pytest.fixture(scope="session")
def chen() -> Laptop:
    return laptop("陈未", "discipline", "CW")


@pytest.fixture
def as_file(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        file = tmp_path / "CN2026-ZL-WJ-0012.xsb"
        file.write_bytes(data)
        return file

    return write

