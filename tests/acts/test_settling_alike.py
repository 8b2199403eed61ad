"""After a stick came late there are many conflicts of one kind: settled by one rule, seen before, and otherwise if need be."""

import pytest

from desktop.acts import exchange, history, opening, recording, settling, settling_alike
from desktop.acts.session import Session
from desktop.errors import FieldError
from desktop.progress import Cancelled
from tests.exchange.laptops import Team, answers

TITLES = ("账外资金", "盘点短少", "未集体研究")


def value(session: Session, record: str, field: str) -> object:
    return opening.look_up(session, record).record.values.get(field)


@pytest.fixture
def torn(team: Team) -> list[str]:
    """Three points of Zhou's; of each Zhou and Wu changed the facts unseen by each other, of the first the title too."""
    ids = [recording.new(team.zhou, "suspicion", {"title": title, "facts": "原话"}, "joint").id for title in TITLES]
    team.laptops.pass_on(team.zhou, team.wu)
    for n, id in enumerate(ids):
        for session, who in ((team.zhou, "周"), (team.wu, "吴")):
            recording.edit(session, id, {"facts": f"{who}第{n}处"} | ({"title": f"{who}改题"} if n == 0 else {}))
    team.laptops.pass_on(team.wu, team.zhou)
    return ids


def test_the_same_field_of_the_same_form_is_one_kind(team: Team, torn: list[str]) -> None:
    found = settling_alike.alike(team.zhou, torn[0], "facts")
    assert {(one["record"], one["address"]) for one in found} == {(id, "facts") for id in torn}
    assert [one["record"] for one in settling_alike.alike(team.zhou, torn[0], "title")] == [torn[0]]
    assert settling_alike.kind("qa/0a1b2c3d4e5f/a") == settling_alike.kind("qa/ffffffffffff/a") == "qa/a"
    assert settling_alike.kind("qa/0a1b2c3d4e5f") != settling_alike.kind("qa/0a1b2c3d4e5f/a")


@pytest.mark.parametrize(("rule", "words"), [("mine", "周"), ("theirs", "吴"), ("newest", "吴")])
def test_what_a_rule_picks_is_seen_before_and_is_what_comes(
    team: Team, torn: list[str], rule: settling_alike.Rule, words: str
) -> None:
    found = settling_alike.alike(team.zhou, torn[0], "facts")
    before = answers(team.zhou)
    picked = settling_alike.picks(team.zhou, found, rule)
    assert answers(team.zhou) == before
    assert {one.record: one.value for one in picked} == {id: f"{words}第{n}处" for n, id in enumerate(torn)}
    assert settling_alike.take(team.zhou, picked) == 3
    assert [value(team.zhou, id, "facts") for id in torn] == [f"{words}第{n}处" for n in range(3)]
    assert [(one["record"], one["address"]) for one in settling.listing(team.zhou)] == [(torn[0], "title")], "other kinds stay"


def test_each_record_gets_one_change_and_can_be_settled_otherwise(team: Team, torn: list[str]) -> None:
    found = settling_alike.alike(team.zhou, torn[0], "facts")
    counts = [len(history.of(team.zhou, id)) for id in torn]
    settling_alike.take(team.zhou, settling_alike.picks(team.zhou, found, "mine"))
    settling_alike.take(team.zhou, settling_alike.picks(team.zhou, found, "theirs"))
    assert [len(history.of(team.zhou, id)) for id in torn] == [count + 2 for count in counts]
    assert [value(team.zhou, id, "facts") for id in torn] == [f"吴第{n}处" for n in range(3)]
    assert settling_alike.take(team.zhou, settling_alike.picks(team.zhou, found, "theirs")) == 0, "nothing to say again"
    team.laptops.pass_on(team.zhou, team.wu)
    assert [value(team.wu, id, "facts") for id in torn] == [f"吴第{n}处" for n in range(3)]


def test_where_others_wrote_a_rule_for_one_s_own_picks_nothing(team: Team, torn: list[str]) -> None:
    exchange.take(team.he, [team.laptops.give(team.zhou, "何川")])
    found = settling_alike.alike(team.he, torn[0], "facts")
    assert len(found) == 3
    assert settling_alike.picks(team.he, found, "mine") == []
    assert [one.value for one in settling_alike.picks(team.he, found, "theirs")] == [
        one.value for one in settling_alike.picks(team.he, found, "newest")
    ]


def test_states_are_settled_one_by_one(team: Team, torn: list[str]) -> None:
    assert settling_alike.alike(team.zhou, torn[0], "state") == []


class StopAtOnce:
    def step(self, done: int, total: int) -> None:
        if done:
            raise Cancelled


def test_all_of_them_or_none_is_settled(team: Team, torn: list[str]) -> None:
    picked = settling_alike.picks(team.zhou, settling_alike.alike(team.zhou, torn[0], "facts"), "mine")
    before = answers(team.zhou)
    with pytest.raises(Cancelled):
        settling_alike.take(team.zhou, picked, StopAtOnce())
    assert answers(team.zhou) == before
    with pytest.raises(FieldError) as refused:
        settling_alike.take(team.zhou, [*picked, settling_alike.Pick(torn[0], "", "amount", "f" * 64, "", "", "")])
    assert refused.value.code == "CHANGE_UNKNOWN" and answers(team.zhou) == before
