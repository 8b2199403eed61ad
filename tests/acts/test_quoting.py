"""A point made of somebody's words leads back to the place where they stand."""

from desktop.acts import opening, quoting, recording
from desktop.acts.quoting import Source
from desktop.acts.session import Session
from tests.exchange.laptops import Team

TALK = {
    "title": "与甲谈话", "record_kind": "audit_inquiry", "name": "甲",
    "qa": [{"q": "钱何时到？", "a": "分三次到账。"}, {"q": "还有什么？", "a": "分三次到账，年底才到齐。"}],
}  # fmt: skip


def made_of(session: Session, passage: str) -> tuple[str, str]:
    talk = str(recording.new(session, "interview", TALK).id)
    return talk, quoting.point_of(session, talk, passage)


def sources(session: Session, point: str) -> list[Source]:
    return quoting.sources(session, opening.look_up(session, point))


def test_a_point_leads_to_the_answer_that_it_quotes(team: Team) -> None:
    talk, point = made_of(team.zhou, "年底才到齐")
    _, last = opening.look_up(team.zhou, talk).record.values["qa"]
    assert sources(team.zhou, point) == [Source(talk, "与甲谈话", f"{last['row']}/a")]


def test_of_several_places_that_say_it_the_one_that_says_more_of_it(team: Team) -> None:
    talk, point = made_of(team.zhou, "分三次\n分三次到账，年底")
    _, last = opening.look_up(team.zhou, talk).record.values["qa"]
    assert sources(team.zhou, point)[0].place == f"{last['row']}/a"


def test_where_the_words_were_changed_it_leads_to_the_talk(team: Team) -> None:
    talk, point = made_of(team.zhou, "年底才到齐")
    recording.edit(team.zhou, point, {"facts": "资金到账晚于约定。"})
    assert sources(team.zhou, point) == [Source(talk, "与甲谈话", "")]


def test_a_point_that_quotes_nothing_leads_nowhere(team: Team) -> None:
    assert sources(team.zhou, recording.new(team.zhou, "suspicion", {"title": "账实不符"}).id) == []


def test_of_a_talk_whose_text_is_not_on_this_laptop_there_is_its_number(team: Team) -> None:
    talk = recording.new(team.zhou, "interview", TALK)
    said = {"title": "晚到", "facts": "分三次到账。", "quoted_from": [talk.id]}
    quoted = recording.new(team.zhou, "suspicion", said, "joint").id
    team.laptops.pass_on(team.zhou, team.wu)
    assert sources(team.wu, quoted) == [Source(talk.id, talk.number, "")]
