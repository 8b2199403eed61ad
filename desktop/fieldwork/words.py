"""The words for gates that are not met, from `resources/gates.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache

from desktop import places
from desktop.errors import Language
from desktop.fieldwork.rule import Fact
from desktop.model.every_form import SIDE_LABELS


@cache
def words() -> dict[str, dict[str, str]]:
    """`{rule: {"zh", "zh_remedy", "en", "en_remedy"}}`."""
    return tomllib.loads((places.resources_folder() / "gates.toml").read_text(encoding="utf-8"))


def said(rule: str, key: str, facts: Mapping[str, Fact], lang: Language) -> str:
    """The sentence (`key` zh or en) or remedy (zh_remedy, en_remedy) of a rule, with its facts; sides by their names."""
    filled = {name: SIDE_LABELS[str(fact)][lang] if name == "side" else fact for name, fact in facts.items()}
    if lang == "en" and "field_en" in facts:
        filled["field"] = facts["field_en"]
    return words()[rule][key].format_map(filled)
