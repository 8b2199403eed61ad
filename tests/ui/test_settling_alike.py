"""Many places where two people wrote different things of one field: one rule for all, seen before it is taken, and taken back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import exchange, members, recording, settling
from desktop.acts.session import Session
from desktop.store import records
from tests.journeys.hands import Hands, Keys
from tests.ui import vaults
from tests.ui.conftest import Opener

TITLES = ("账外资金", "盘点短少", "未集体研究")


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    """Zhou's vault with three points whose facts she and Wu changed unseen by each other."""
    zhou, wu, stick = (tmp_path / name for name in ("zhou", "wu", "stick"))
    stick.mkdir()
    vaults.with_project(zhou)
    vaults.made(wu, "吴㛃", "inspection", "WJ")
    at(wu, lambda session: members.write_card(session, stick / "wu.xsc"))
    ids, file, mine = at(zhou, lambda session: begun(session, stick))

    def changed(session: Session) -> Path:
        exchange.take(session, [file], mine)
        return rewritten(session, ids, "吴", stick)

    back = at(wu, changed)

    def taken(session: Session) -> None:
        for n, id in enumerate(ids):
            recording.edit(session, id, {"facts": f"周第{n}处"})
        exchange.take(session, [back])

    at(zhou, taken)
    return zhou


def at(home: Path, what: Callable[[Session], Any]) -> Any:
    with vaults.at(home) as session:
        return what(session)


def begun(session: Session, stick: Path) -> tuple[Sequence[str], Path, str]:
    members.add(session, [stick / "wu.xsc"])
    ids = [recording.new(session, "suspicion", {"title": title, "facts": "原话"}, "joint").id for title in TITLES]
    return ids, Path(exchange.export(session, ["吴㛃"], stick)[0]["file"]), session.card.fingerprint


def rewritten(session: Session, ids: Sequence[str], who: str, stick: Path) -> Path:
    for n, id in enumerate(ids):
        recording.edit(session, id, {"facts": f"{who}第{n}处"})
    return Path(exchange.export(session, ["周岚"], stick)[0]["file"])


def facts(home: Path) -> list[object]:
    def told(session: Session) -> list[object]:
        assert settling.listing(session) == []
        found = records.listing(session.notebook, session.project, "suspicion")
        return [records.document(session.notebook, one.no).get("facts") for one in reversed(found)]

    return at(home, told)


@pytest.mark.parametrize("hands", [Hands, Keys], ids=["by mouse and keys", "by keys alone"])
def test_all_conflicts_of_a_field_are_settled_by_one_rule_and_by_another_after_all(
    hands: type[Hands], seat: Opener, torn: Path
) -> None:
    desk = vaults.unlocked(seat(torn, hands))
    desk.press("疑点")
    desk.choose("记录", TITLES[0])
    desk.press("定夺")
    desk.sees("同一栏共有 3 处两个人写得不一样")
    desk.press("都取我写的")
    desk.sees("账外资金：周第0处　周岚", "未集体研究：周第2处　周岚")
    desk.press("这 3 处就这样定夺")
    desk.sees("已定夺，共改了 3 条记录")
    desk.press("都取别人写的")
    desk.sees("账外资金：吴第0处　吴㛃")
    desk.press("这 3 处就这样定夺")
    desk.sees("已定夺，共改了 3 条记录")
    desk.press("返回")
    desk.misses("这里两个人写得不一样。")
    desk.window.close()
    assert facts(torn) == [f"吴第{n}处" for n in range(3)]
