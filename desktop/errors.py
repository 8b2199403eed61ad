"""Expected failures: a code for programs, a sentence and a remedy for people. Anything else that is raised is a bug."""

import tomllib
from functools import cache
from pathlib import PurePath
from typing import Literal

from desktop import places

Language = Literal["zh", "en"]
Fact = str | int | PurePath


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """`{code: {"zh", "zh_remedy", "en", "en_remedy"}}`: the words of every code, from `resources/errors.toml`."""
    path = places.resources_folder() / "errors.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class FieldError(Exception):
    """A failure that was foreseen: `FieldError("BUNDLE_CUT", file="CN2026-ZL-WJ-0012.xsb")`.

    Facts are ids, field names, file names and counts. Never what a person said or wrote: errors reach logs and screens.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def sentence(self, lang: Language = "zh") -> str:
        """What happened."""
        return self._fill(lang)

    def remedy(self, lang: Language = "zh") -> str:
        """What to do about it."""
        return self._fill(f"{lang}_remedy")

    def line(self, lang: Language = "zh") -> str:
        """`CODE: sentence. remedy.`, the form in which the command line reports it."""
        return f"{self.code}: {self.sentence(lang)} {self.remedy(lang)}"

    def __str__(self) -> str:
        return self.line()

    def _fill(self, words: str) -> str:
        return catalogue()[self.code][words].format_map(self.facts)
