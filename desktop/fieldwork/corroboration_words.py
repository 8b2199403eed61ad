"""The words for the rules of corroboration, from `resources/corroboration.toml`: what each asks for, why it is not met, what is
missing, what task would bring it; and why a card does not count."""

import tomllib
from functools import cache
from typing import Any

from desktop import places
from desktop.errors import Language
from desktop.fieldwork.corroboration import Verdict


@cache
def words() -> dict[str, Any]:
    """`{"rule": {"R1": {"zh", "en"}}, "why": {"audit_lacks": {"zh", "zh_remedy", "en", "en_remedy"}},
    "task": {"audit_lacks": {"zh", "en"}}, "piece": {"not_signed": {"zh", "en"}}}`."""
    return tomllib.loads((places.resources_folder() / "corroboration.toml").read_text(encoding="utf-8"))


def asked(rule: str, lang: Language) -> str:
    """What a rule asks for; of a rule not known here its name."""
    return str(words()["rule"].get(rule, {}).get(lang, rule))


def why(verdict: Verdict, lang: Language) -> str:
    """Why it is not met, or what to bear in mind where it is; a word not known here as it was written."""
    return str(words()["why"].get(verdict.why, {}).get(lang, verdict.why))


def remedy(verdict: Verdict, lang: Language) -> str:
    """What is missing; empty where the rule is met."""
    return "" if verdict.met else str(words()["why"].get(verdict.why, {}).get(f"{lang}_remedy", ""))


def task(why: str, lang: Language) -> tuple[str, str]:
    """Title and text of the task that would meet a rule not met for this reason."""
    text = str(words()["task"][why][lang])
    return text.partition("：" if lang == "zh" else ":")[0], text


def not_counting(why_not: str, lang: Language) -> str:
    """Why a card does not count; empty where it does."""
    return str(words()["piece"].get(why_not, {}).get(lang, why_not))
