"""Times as people read them off their own clock. Changes carry UTC, so that laptops can be compared."""

from datetime import datetime


def local(text: str) -> str:
    """`2026-11-20T01:05:11.123Z` as `2026-11-20 09:05` in China; what is no such time stays as it is."""
    try:
        return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return text
