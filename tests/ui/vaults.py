"""Vaults for windows, made by the acts the window uses, cheap to open."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.acts import proceeding, projects, recording, vaults
from desktop.acts.session import Session, opened
from desktop.store import vault as store
from desktop.store.keyfile import Cost
from tests.journeys.hands import Hands, Key

CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)
PASSPHRASE = "correct horse battery"
PROJECT = {"name": "城南粮库巡审", "code": "CN2026", "linkage_mode": "synchronous", "units": ["城南储备粮有限公司"]}
TALK: dict[str, Any] = {
    "title": "与欧阳𬭚谈话",
    "record_kind": "joint_talk",
    "start_at": "2026-11-20T09:05",
    "name": "欧阳𬭚",
    "topic": "轮换资金拨付",
    "qa": [
        {"q": "请介绍去年轮换资金的拨付情况。", "a": "资金分三次到账，合计1,640.92万元。"},
        {"q": "还有什么补充？", "a": "没有了。"},
    ],
}


def cheapen(put: Callable[[Any, Any, Any], None]) -> None:
    """Let vaults made from now on be cheap to open. `put` sets an item of a dictionary."""
    for act in (store.create, store.change_passphrase):
        put(act.__kwdefaults__, "cost", CHEAP)


def made(folder: Path, name: str = "周岚", side: str = "audit", code: str = "ZL") -> str:
    """A new vault; its recovery code."""
    return str(vaults.create(folder, name, side, PASSPHRASE, code=code).recovery_code)


def with_project(folder: Path, *who: str) -> Path:
    """`who`: name, side and code of somebody else than Zhou."""
    made(folder, *who)
    with at(folder) as session:
        projects.create(session, PROJECT)
    return folder


def record(folder: Path, form: str, values: Mapping[str, Any]) -> str:
    """A record made before the window is opened; its id."""
    with at(folder) as session:
        return str(recording.new(session, form, values).id)


@contextmanager
def at(folder: Path, *, write: bool = True) -> Iterator[Session]:
    """The vault in a folder beside or without a window."""
    with opened(store.unlock(folder, passphrase=PASSPHRASE, write=write)) as session:
        yield session


def unlocked(hands: Hands, passphrase: str = PASSPHRASE) -> Hands:
    """Type the passphrase at the locked window."""
    hands.sees("口令")
    hands.go_to("口令")
    hands.write(passphrase)
    hands.key(Key.Key_Return)
    hands.sees("今天")
    return hands


def freeze(session: Session, talk: str) -> None:
    """A talk of two people, frozen with what is still missing."""
    there = {"interviewers": ["周岚", "吴㛃"], "recorder": "周岚", "off_roster_why": "吴㛃，巡察侧，尚未入册"}
    recording.edit(session, talk, there)
    for state in ("reviewed", "frozen"):
        proceeding.move(session, talk, state, "先送签后补")
