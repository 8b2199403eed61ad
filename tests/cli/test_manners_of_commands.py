"""What every command owes whoever calls it: help, one document, an exit code that tells failures from mistakes from bugs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from desktop import places
from desktop.cli.program import program
from tests.cli.conftest import PASSPHRASE, TALK, Laptop, told

Maker = Callable[[str, str, str], Laptop]


def commands(group: click.Group, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)
        yield (*above, name), command


READY = [words for words, command in commands(program) if not command.hidden]
LATER = [
    "project module on clue --approval 12", "paper blank interview --out x.pdf", "paper file x.pdf",
]  # fmt: skip


@pytest.mark.parametrize("words", READY, ids=" ".join)
def test_a_command_tells_how_it_is_used(words: tuple[str, ...]) -> None:
    end = told(*words, "--help")
    assert end.code == 0
    assert f"Usage: xunshen {' '.join(words)}" in end.out
    assert all(option in end.out for option in ("--json", "--vault", "--lang"))
    assert told(*words, "--json", "--help").out == end.out


@pytest.mark.parametrize("line", LATER)
def test_a_word_that_comes_later_says_so_and_is_not_listed(line: str) -> None:
    end = told(*line.split(), "--json")
    assert end.code == 1
    assert end.document["error"]["code"] == "NOT_YET"
    group, name = line.split()[:2] if len(line.split()) > 1 else ("", line)
    if group not in ("", "paper"):
        listed = [row.split()[0] for row in told(group, "--help").out.partition("Commands:")[2].splitlines() if row.strip()]
        assert listed and name not in listed


def test_without_a_command_the_window_is_still_missing() -> None:
    end = told()
    assert end.code == 1
    assert end.err.startswith("WINDOW_NO_SCREEN: ")


def test_json_is_taken_in_any_place(zhou: Laptop) -> None:
    whole = zhou.run("record", "list", "project", "--json").document
    assert len(whole) == 1
    for words in (
        ("--json", "record", "list", "project"),
        ("record", "--json", "list", "project"),
        ("record", "list", "--json", "project"),
    ):
        assert zhou.run(*words).document == whole


def test_an_expected_failure_is_told_in_the_language_asked_for(zhou: Laptop) -> None:
    zh, en = zhou.run("record", "show", "0000", "--lang", "zh"), zhou.run("record", "show", "0000", "--lang", "en")
    assert (zh.code, en.code) == (1, 1)
    assert (zh.out, en.out) == ("", "")
    assert zh.err.startswith("RECORD_UNKNOWN: 没有找到记录 0000。")
    assert en.err.startswith("RECORD_UNKNOWN: There is no record 0000.")


def test_the_language_follows_the_locale_unless_told_and_is_chinese_where_there_is_none(zhou: Laptop) -> None:
    for locale, words in {"en_GB.UTF-8": "There is no record", "zh_CN.UTF-8": "没有找到记录", "C.UTF-8": "没有找到记录"}.items():
        assert words in told("record", "show", "0000", env={**zhou.env, "LC_ALL": locale}).err


def test_with_json_a_failure_is_a_document_too_and_its_keys_are_english(zhou: Laptop) -> None:
    end = zhou.run("record", "show", "0000", "--json")
    assert end.document["error"].keys() == {"code", "message", "remedy"}
    assert end.err.startswith("RECORD_UNKNOWN: ")


@pytest.mark.parametrize(
    "words", ["record new", "record lst", "vault create --name 周岚 --side moon", "bundle export --into .", "vault"]
)
def test_wrong_usage_ends_with_two(words: str) -> None:
    assert told(*words.split(), env={"XUNSHEN_PASSPHRASE": PASSPHRASE}).code == 2


def test_a_bug_ends_with_seventy_and_its_log_holds_no_words_of_the_record(
    zhou: Laptop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        secret = "欧阳所说"
        raise RuntimeError(secret)

    monkeypatch.setattr(places, "log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr("desktop.acts.opening.look_up", broken)
    end = zhou.run("record", "show", "0000", "--json")
    assert end.code == 70
    (log,) = (tmp_path / "log").iterdir()
    assert str(log) in end.err
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError" in text and "broken" in text
    assert "欧阳所说" not in text + end.err + end.out


def test_the_vault_is_the_one_named_before_the_one_of_the_environment(zhou: Laptop, tmp_path: Path) -> None:
    end = zhou.run("vault", "status", "--vault", tmp_path / "none", "--json")
    assert (end.code, end.document["error"]["code"]) == (1, "VAULT_MISSING")


def test_a_wrong_passphrase_opens_nothing(zhou: Laptop) -> None:
    end = told("vault", "status", "--json", env={**zhou.env, "XUNSHEN_PASSPHRASE": "wrong"})
    assert (end.code, end.document["error"]["code"]) == (1, "VAULT_PASSPHRASE")


def test_without_a_terminal_nobody_is_asked_for_a_passphrase(zhou: Laptop) -> None:
    end = told("vault", "status", "--json", env={**zhou.env, "XUNSHEN_PASSPHRASE": None})
    assert (end.code, end.document["error"]["code"]) == (1, "PASSPHRASE_NEEDED")


def test_forms_are_listed_and_shown_in_json(laptop: Maker) -> None:
    listed = told("form", "list", "--json").document
    assert {"interview", "suspicion", "site_visit"} <= {one["id"] for one in listed}
    shown = told("form", "show", "interview", "--json").document
    assert "topic" in {one["id"] for one in shown["fields"]}


def test_a_form_with_mistakes_is_told_each_and_ends_with_one(tmp_path: Path, tree: Path) -> None:
    good = (tree / "forms" / "site_visit.toml").read_text(encoding="utf-8")
    file = tmp_path / "site_visit.toml"
    file.write_text(good, encoding="utf-8")
    assert told("form", "check", file, "--json").document == {"ok": True, "mistakes": []}
    file.write_text(
        good.replace('kind = "datetime"', 'kind = "moment"', 1).replace('tier = "open"', 'tier = "ajar"', 1), encoding="utf-8"
    )
    end = told("form", "check", file, "--json")
    assert (end.code, end.document["error"]["code"]) == (1, "FORM_MISTAKES")
    assert sorted(one["code"] for one in end.document["mistakes"]) == ["FORM_KIND_UNKNOWN", "FORM_TIER_UNKNOWN"]
    assert all(one["line"] > 1 and one["remedy"] for one in end.document["mistakes"])


def test_people_read_names_instead_of_ids(zhou: Laptop) -> None:
    talk = zhou.new("interview", **TALK)
    shown = zhou.run("record", "show", talk).out
    assert "recorder: 周岚\n" in shown and "interviewers: 周岚、吴㛃\n" in shown and "av_recorded: 否\n" in shown
    assert "interviewers=周岚、吴㛃" in zhou.run("record", "list", "interview").out
    assert "title=周岚" in zhou.run("record", "list", "person").out
    assert "av_recorded: no\n" in zhou.run("record", "show", talk, "--lang", "en").out
    assert f"place:  -> {TALK['place']}" in zhou.run("record", "history", talk).out


def test_whoever_reads_is_not_kept_waiting_by_one_who_writes(zhou: Laptop) -> None:
    from desktop.acts import session

    with session.unlock(zhou.folder, PASSPHRASE):
        assert len(zhou("record", "list", "project")) == 1
        assert zhou("vault", "check")["ok"]


def test_a_vault_of_an_older_program_is_brought_up_to_date_by_whoever_opens_it(
    zhou: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.store.migrations import steps

    def m9999_later(db: Any) -> None:
        db.execute("create table later (no integer)")

    monkeypatch.setattr(steps, "_migrations", list(steps._migrations))
    steps()(m9999_later)
    assert len(zhou("record", "list", "project")) == 1
    assert zhou("vault", "check")["ok"]
