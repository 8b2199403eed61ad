"""After a version stands it is told what was typed since, in which field and by whom."""

from desktop.acts import opening, proceeding, recording, since_frozen
from desktop.acts.session import Session
from desktop.acts.since_frozen import Since
from tests.exchange.laptops import JOINT_TALK, Team


def frozen(session: Session) -> str:
    talk = recording.new(session, "interview", JOINT_TALK).id
    for state in ("reviewed", "frozen"):
        proceeding.move(session, talk, state, "先送签后补")
    return talk


def since(session: Session, talk: str) -> Since | None:
    return since_frozen.of(session, opening.look_up(session, talk))


def test_nothing_is_told_while_nothing_stands_or_nothing_was_typed(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", JOINT_TALK).id
    recording.edit(team.zhou, talk, {"place": "三楼"})
    assert since(team.zhou, talk) is None
    assert since(team.zhou, frozen(team.zhou)) is None


def test_who_changed_what_since_is_told_in_the_order_of_the_form(team: Team) -> None:
    talk = frozen(team.zhou)
    team.laptops.pass_on(team.zhou, team.wu)
    recording.edit(team.wu, talk, {"topic": "另有资金", "place": "三楼"})
    team.laptops.pass_on(team.wu, team.zhou)
    qa = opening.look_up(team.zhou, talk).record.values["qa"]
    recording.edit(team.zhou, talk, {"qa": [{**qa[0], "a": "财政所发。"}]})
    told = since(team.zhou, talk)
    assert told is not None
    assert (told.version, told.signed) == (1, False)
    assert dict(told.changed) == {"place": ["吴㛃"], "topic": ["吴㛃"], "qa": ["周岚"]}
    form = team.zhou.form("interview")
    order = [field.id for field in form.fields]
    assert list(told.changed) == sorted(told.changed, key=order.index)


def test_a_signature_on_that_version_makes_it_signed(team: Team) -> None:
    talk = frozen(team.zhou)
    proceeding.sign(team.zhou, talk, "欧阳𬭚", "signed")
    recording.edit(team.zhou, talk, {"place": "三楼"})
    told = since(team.zhou, talk)
    assert told is not None and told.signed


def test_after_a_revision_it_is_a_draft_again(team: Team) -> None:
    talk = frozen(team.zhou)
    recording.edit(team.zhou, talk, {"place": "三楼"})
    proceeding.revise(team.zhou, talk, "更正地点")
    assert since(team.zhou, talk) is None
