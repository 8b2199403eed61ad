"""What each colleague has not been given is counted in one's own changes."""

from desktop.acts import exchange, recording, vaults
from desktop.acts.session import Session
from tests.exchange.laptops import Team


def owed(session: Session) -> list[int]:
    return [one["not_given"] for one in vaults.status(session)["colleagues"]]


def test_what_was_written_since_the_last_bundle_is_owed(team: Team) -> None:
    exchange.export(team.zhou, None, team.laptops.stick)
    assert owed(team.zhou) == [0, 0]
    talk = recording.new(team.zhou, "interview", {"title": "与保管员谈话", "record_kind": "joint_talk"})
    recording.edit(team.zhou, talk.id, {"topic": "库存"})
    assert owed(team.zhou) == [2, 2]
    exchange.export(team.zhou, None, team.laptops.stick)
    assert owed(team.zhou) == [0, 0]
