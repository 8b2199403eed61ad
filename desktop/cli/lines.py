"""A document as lines for a person: names instead of ids, one entry of a list a line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

SHORT = 12
"""Digits of an id that a list shows; as few are enough to name it in a command."""
HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Lines:
    """`names`: record id -> what people call it; `yes` and `no` are the words of the language."""

    names: Mapping[str, str] = field(default_factory=dict)
    yes: str = "是"
    no: str = "否"

    def of(self, document: Any, indent: str = "") -> Iterator[str]:
        """`key: value` for an object, a line an entry for a list."""
        if isinstance(document, dict):
            for key, value in document.items():
                if _plain_list(value):
                    yield f"{indent}{key}: {self.word(value)}"
                elif isinstance(value, dict | list) and value:
                    yield f"{indent}{key}:"
                    yield from self.of(value, indent + "  ")
                else:
                    yield f"{indent}{key}: {self.word(value)}"
        elif isinstance(document, list):
            for one in document:
                yield indent + (self._row(one) if isinstance(one, dict) else self.word(one))
        else:
            yield indent + self.word(document)

    def _row(self, one: Mapping[str, Any]) -> str:
        return "  ".join(f"{key}={self._short(key, value)}" for key, value in one.items() if value not in (None, "", [], {}))

    def _short(self, key: str, value: Any) -> str:
        own = key in ("id", "record") or value not in self.names if isinstance(value, str) else False
        if own and len(value) in (32, 64) and HEX.issuperset(value):
            return str(value[:SHORT])
        return self.word(value)

    def word(self, value: Any) -> str:
        """One value in one piece."""
        if value is None or value == [] or value == {}:
            return ""
        if isinstance(value, bool):
            return self.yes if value else self.no
        if _plain_list(value):
            return "、".join(self.word(one) for one in value)
        if isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False)
        return self.names.get(value, value) if isinstance(value, str) else str(value)


def _plain_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and not any(isinstance(one, dict | list) for one in value)
