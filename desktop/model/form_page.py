"""A form file as text: where each key stands in it, what its tables hold, and the mistakes found so far."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop.errors import FieldError
from desktop.model.form import Label

Path = tuple[str | int, ...]
"""Where a value is: `("field", 2, "column", 0, "kind")`. Tables of an array are counted from 0."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w\-]+)\s*(?:\.\s*([\w\-]+)\s*)?=")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_AT_LINE = re.compile(r"at line (\d+)")
SNAKE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
ANSWER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]{0,39}", re.ASCII)
"""Ids of options: grades are called A, B and C."""

_FITS: Mapping[str, Any] = {
    "text": lambda v: isinstance(v, str),
    "whole number": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "true or false": lambda v: isinstance(v, bool),
    "list of texts": lambda v: isinstance(v, list) and all(isinstance(one, str) for one in v),
    "table": lambda v: isinstance(v, dict),
    "list of tables": lambda v: isinstance(v, list) and all(isinstance(one, dict) for one in v),
}
TEXT, WHOLE, YES_NO, TEXTS, TABLE, TABLES = _FITS


def places_of(text: str) -> dict[Path, int]:
    """Line (from 1) of every table header and of every key that begins a line."""
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    inside: Path = ()
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = _QUOTED.sub('""', line).split("#", 1)[0]
        if depth == 0 and (header := _HEADER.match(bare)):
            inside = _entered(header[2].split("."), header[1] == "[[", counts)
            found.setdefault(inside, number)
            continue
        if depth == 0 and (key := _KEY.match(bare)):
            found.setdefault((*inside, key[1]), number)
            if key[2]:
                found.setdefault((*inside, key[1], key[2]), number)
        depth = max(0, depth + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}")))
    return found


def _entered(words: Sequence[str], repeated: bool, counts: dict[Path, int]) -> Path:
    """The path of a header, with the numbers of the tables it is in."""
    path: Path = ()
    for word in words[:-1]:
        path += (word,)
        if path in counts:
            path += (counts[path] - 1,)
    path += (words[-1],)
    if repeated:
        counts[path] = counts.get(path, 0) + 1
        path += (counts[path] - 1,)
    return path


@dataclass
class Page:
    """One form file being read. `errors` collects every mistake, in the order found."""

    name: str
    text: str

    def __post_init__(self) -> None:
        self.errors: list[FieldError] = []

    @cached_property
    def _places(self) -> dict[Path, int]:
        """Looked for only where there is a mistake to name: a form without one is read three times as fast."""
        return places_of(self.text)

    @cached_property
    def _rows(self) -> list[str]:
        return self.text.splitlines()

    def load(self) -> dict[str, Any]:
        """The file's top table; empty, with FORM_SYNTAX noted, where it is no TOML."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            line = int(found[1]) if found else max(1, len(self._rows))
            self.note(FieldError("FORM_SYNTAX", file=self.name, line=line, field="-"))
            return {}
        except RecursionError:
            # A text that came in a bundle may have been written to bring the reader down.
            self.note(FieldError("FORM_SYNTAX", file=self.name, line=1, field="-"))
            return {}

    def note(self, error: FieldError) -> None:
        self.errors.append(error)

    def at(self, path: Path, word: str = "", field: str = "") -> dict[str, str | int]:
        """The facts `file`, `line` and `field` of a mistake at `path`; where a list spreads over lines, of the line that
        has `word` in it."""
        known = path
        while known not in self._places:
            known = known[:-1]
        line = self._places[known]
        if word:
            named = re.compile(rf"(?<![\w-])[\"']?{re.escape(word)}[\"']?(?![\w-])")
            later = (n for n in range(line, min(line + 200, len(self._rows) + 1)) if named.search(self._rows[n - 1]))
            line = next(later, line)
        return {"file": self.name, "line": line, "field": field or ".".join(map(str, path)) or "-"}

    def table(
        self, value: Any, path: Path, keys: Mapping[str, str], required: Sequence[str] = (), field: str = ""
    ) -> dict[str, Any]:
        """The entries of a table that are known and of the type in `keys`; all others are noted."""
        good: dict[str, Any] = {}
        for key, entry in value.items():
            if key not in keys:
                where = self.at((*path, key), key, field)
                self.note(FieldError("FORM_KEY_UNKNOWN", **where, key=key[:40], allowed=", ".join(keys)))
            elif not _FITS[keys[key]](entry):
                self.note(FieldError("FORM_VALUE_WRONG", **self.at((*path, key), field=field), key=key, wanted=keys[key]))
            else:
                good[key] = entry
        for key in required:
            if key not in value:
                self.note(FieldError("FORM_KEY_MISSING", **self.at(path, field=field), key=key))
        return good

    def label(self, table: Mapping[str, Any], path: Path, field: str = "", word: str = "") -> Label:
        """The label of a table with `zh` and `en`."""
        for lang in ("zh", "en"):
            if not str(table.get(lang, "")).strip():
                self.note(FieldError("FORM_LABEL_MISSING", **self.at(path, word, field), lang=lang))
        return {lang: str(table.get(lang, "")) for lang in ("zh", "en")}

    def id(self, table: Mapping[str, Any], path: Path, pattern: re.Pattern[str] = SNAKE) -> str:
        """The `id` of a table, noted where it is not snake_case (or of another pattern)."""
        id = str(table.get("id", ""))
        if id and not pattern.fullmatch(id):
            self.note(FieldError("FORM_ID_WRONG", **self.at((*path, "id"), id, id[:40])))
        return id

    def one_of(self, word: str, allowed: Sequence[str], path: Path, field: str = "") -> bool:
        """Whether `word` is among those allowed; noted where it is not."""
        if word in allowed:
            return True
        where = self.at(path, word, field)
        self.note(FieldError("FORM_WORD_UNKNOWN", **where, word=word[:40], allowed=", ".join(allowed)))
        return False
