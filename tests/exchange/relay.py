"""A scene for forgeries: what an enrolled and malicious colleague was given, and to whom he is to pass it on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.acts import exchange, recording
from desktop.acts.session import Session
from desktop.errors import FieldError
from tests.exchange import forger as forging
from tests.exchange.forger import Alter, Forger, Opened
from tests.exchange.laptops import JOINT_TALK, Team, answers, stored


def forger_of(session: Session) -> Forger:
    return Forger(session.keys.sign, session.keys.seal, session.card.fields())


@dataclass(frozen=True)
class Scene:
    """Zhou has given Wu a bundle; Wu, enrolled and malicious, is to pass it on to He, who holds the beginnings of Zhou's
    chain and one chain of Wu's. `talk`: record id of the interview Zhou wrote since."""

    team: Team
    talk: str
    source: Path
    wu: Forger

    @property
    def zhou(self) -> str:
        return self.team.zhou.device

    def forged(self, alter: Alter) -> Path:
        target = self.team.laptops.stick / "CN2026-WJ-HC-0099.xsb"
        return forging.forge(self.source, target, self.wu, self.team.he.card.fields(), alter)

    def refused(self, alter: Alter, code: str) -> None:
        """The forged bundle is refused with this code, looked at or taken, and every query answers as before."""
        unchanged(self.team.he, self.forged(alter), code)


def unchanged(session: Session, file: Path, code: str) -> None:
    before, rows = answers(session), stored(session)
    with pytest.raises(FieldError) as looking:
        exchange.inspect(session, file)
    with pytest.raises(FieldError) as taking:
        exchange.take(session, [file])
    assert (looking.value.code, taking.value.code) == (code, code)
    assert answers(session) == before
    assert stored(session) == rows
    assert not list((session.notebook.vault.folder / "arrivals").iterdir())


def scene_of(team: Team) -> Scene:
    zhou, he, wu = team.zhou, team.he, team.wu
    recording.new(wu, "suspicion", {"title": "记号一"}, "joint")
    team.laptops.pass_on(wu, he)
    team.laptops.pass_on(wu, zhou)
    talk = recording.new(zhou, "interview", JOINT_TALK)
    recording.edit(zhou, talk.id, {"topic": "专项资金去向"})
    recording.edit(zhou, talk.id, {"place": "三楼"})
    # Without receipts, so that every chain is in it from its first number.
    source = team.laptops.give(zhou, wu, whole=True)
    exchange.take(wu, [source])
    return Scene(team, talk.id, source, forger_of(wu))


def altered_lines(scene: Scene, change: Callable[[list[bytes]], list[bytes]], signer: Forger | None = None) -> Alter:
    """Zhou's chain with other lines, its end made to fit."""

    def alter(opened: Opened) -> None:
        part = opened.chain_of(scene.zhou)
        places = opened.places(part)
        forging.close_chain(opened, part, change(opened.lines[places.start : places.stop]), signer)

    return alter
