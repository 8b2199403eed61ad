"""The program killed while it saves: a few of the kills of `make torture`, and that their judge is not blind."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.acts.session import Session
from tests.torture import laptops
from tests.torture.hunt import Killed
from tests.torture.judge import Lost, Taking, Writing, whole
from tests.torture.rounds import Rounds

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork the children to be killed")
KILLS = 20
WORDS = "0123456789abcdef，第0句"


def test_nothing_acknowledged_is_lost_and_nothing_is_there_by_halves_wherever_the_kill_lands(tmp_path: Path) -> None:
    rounds = Rounds(tmp_path, random.Random(), print, bundles=3, talks=12)
    rounds.run(KILLS)
    assert rounds.landed.total() == KILLS
    assert rounds.within > 0


def heard(*marks: tuple[str, dict[str, str]]) -> Killed:
    return Killed(tuple((0, what, facts) for what, facts in marks))


def acknowledged(kind: str) -> Killed:
    facts = {"token": WORDS[:16], "words": WORDS, "kind": kind}
    return heard(("begin", facts), ("done", facts))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    laptops.founded(tmp_path / "zhou")
    return tmp_path / "zhou"


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    with laptops.unlocked(folder) as session:
        yield session


def test_a_sound_vault_passes(folder: Path) -> None:
    Writing().judge(folder, heard())


def test_a_save_acknowledged_and_not_there_is_told(folder: Path) -> None:
    with pytest.raises(Lost, match="with 0 changes"):
        Writing().judge(folder, acknowledged("new"))


def test_a_draft_acknowledged_and_not_there_is_told(folder: Path) -> None:
    with pytest.raises(Lost, match="draft acknowledged"):
        Writing().judge(folder, acknowledged("draft"))


def test_a_bundle_acknowledged_and_not_in_is_told(tmp_path: Path) -> None:
    pair = laptops.pair(tmp_path, 1, 1, 10)
    with pytest.raises(Lost, match="1 bundles acknowledged, 0 are in"):
        Taking(pair.gifts).judge(pair.taker, heard(("begin", {"kind": "import"}), ("done", {})))


@pytest.mark.parametrize(
    "harm",
    [
        "delete from change where seq = (select max(seq) from change)",
        "update track set last = last - 1",
        "update record set title = '改过的' where form = 'project'",
        "delete from document",
        "delete from search where rowid = 1",
        "insert into search (rowid, title, body, sound) values (9, '', '多出来的', '')",
        "update record set columns = '{}' where form = 'project'",
        "delete from enrolment",
        "insert into mention (target, seq, tier) values ('ab', 1, 'open')",
        "insert into attached (digest, record, seq, tier) values ('ab', 1, 1, 'open')",
    ],
)
def test_harm_done_to_a_vault_is_told(session: Session, harm: str) -> None:
    whole(session)
    session.notebook.db.execute(harm)
    with pytest.raises(Lost):
        whole(session)
