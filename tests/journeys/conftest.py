"""Journeys sit at the same windows as the tests of the window."""

from tests.ui.conftest import cheap, seat

__all__ = ["cheap", "seat"]
