"""The exchange by stick."""
