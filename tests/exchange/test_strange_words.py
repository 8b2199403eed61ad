"""An enrolled colleague's program may be wrong or evil. What has no known shape is refused whole; what merely makes no sense is
kept, and nothing that anybody asks breaks on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import exchange, recording
from desktop.errors import FieldError
from tests.exchange import forger as forging
from tests.exchange.forger import Forger, Opened
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, answers, stored, team_of


@dataclass
class Scene:
    """Wu, enrolled, writes changes by hand into chains of his own and gives them to He. `talk`: a joint record's id."""

    team: Team
    talk: str
    source: Path
    count: int = 0

    def strange(self, kind: str, part: dict[str, Any], **fields: Any) -> Path:
        self.count += 1
        nonce = f"{self.count:032x}"
        wu = Forger(self.team.wu.keys.sign, self.team.wu.keys.seal, self.team.wu.card.fields())

        def alter(opened: Opened) -> None:
            line = forging.draft(wu, 1, kind, part, nonce=nonce, project=opened.manifest["project"], **fields)
            forging.begin_chain(opened, wu, [line], nonce=nonce)

        target = self.team.laptops.stick / f"strange-{self.count}.xsb"
        return forging.forge(self.source, target, wu, self.team.he.card.fields(), alter)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    laptops = Laptops(tmp_path_factory.mktemp("strange"))
    team = team_of(laptops)
    talk = recording.new(team.zhou, "interview", JOINT_TALK)
    for other in (team.he, team.wu):
        laptops.pass_on(team.zhou, other)
    yield Scene(team, talk.id, laptops.give(team.zhou, team.wu, whole=True))
    laptops.close()


def said(address: str, value: Any, replaces: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"values": {address: {"replaces": list(replaces), "value": value}}}


NO_SHAPE = [
    said("place", {"a": 1}),
    said("recorder", {"a": 1}),
    said("interviewers", [{"a": 1}]),
    said("interviewers", [["x"]]),
    said("interviewers", [1]),
    said("state", ["frozen"]),
    said("state", 5),
    said("doc_no", ["x"]),
    said("archive_no", 5),
    said("qa/ab", 5),
    said("", "x"),
    said("/", "x"),
    said("qa//q", "x"),
    said("qa/", "x"),
    said("qa/ab/q/more", "x"),
    {"values": {"place": {"value": "x"}}},
    {"values": {"place": "x"}},
    {"of": "x"},
    {"version": "x"},
    {"erased": [1]},
]


@pytest.mark.parametrize("part", NO_SHAPE, ids=str)
def test_a_value_of_no_known_shape_is_refused(scene: Scene, part: dict[str, Any]) -> None:
    he = scene.team.he
    file = scene.strange("edit", part, record=scene.talk)
    before, rows = answers(he), stored(he)
    with pytest.raises(FieldError) as refusal:
        exchange.take(he, [file])
    assert refusal.value.code == "BUNDLE_MALFORMED"
    assert (answers(he), stored(he)) == (before, rows)


NEW = {"record": "", "form": "interview", "form_version": 1, "side": "joint", "audience": {"open": ["side:audit"]}}
NO_SENSE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("edit", said("place", 5), {}),
    ("edit", said("place", ["x"]), {}),
    ("edit", said("title", 5), {}),
    ("edit", said("name", ["x"]), {}),
    ("edit", said("nowhere", "x"), {}),
    ("edit", said("topic/ab/q", "x"), {}),
    ("edit", said("qa", "x"), {}),
    ("edit", said("qa/zz/row", "x"), {}),
    ("edit", said("state", "dancing"), {}),
    ("edit", said("interviewers", "x"), {}),
    ("edit", said("place", "x", ("none",)), {}),
    ("edit", said("place", "x\0y‮"), {"clock": ""}),
    ("edit", said("place", "x"), {"clock": "9999"}),
    ("edit", said("place", "x"), {"record": "no record"}),
    ("dance", said("place", "x"), {}),
    ("freeze", {"of": ["none"], "version": -3} | said("state", "frozen"), {}),
    ("sign", {"of": ["none"]} | said("signatures/a/who", 7), {}),
    ("confirm", {"of": []} | said("confirmations/a/side", True), {}),
    ("retract", {"of": ["none"]}, {}),
    ("widen", {}, {"audience": {"nowhere": ["nobody"], "full": ["side:", "lead:x", "member:"]}}),
    ("erase", {"erased": ["", "/", "a/b/c"]}, {}),
    ("enrol", {}, {"grant": {"device": "none", "role": "king"}}),
    ("create", said("place", "x"), NEW | {"form": "nowhere"}),
    ("create", said("place", "x"), NEW | {"form_version": -1}),
    ("create", said("place", "x"), NEW | {"side": "nobody"}),
    ("create", said("name", 5), NEW | {"form": "person"}),
    ("create", said("photos/a/digest", "../../x"), NEW | {"form": "site_visit"}),
]


@pytest.mark.parametrize(("kind", "part", "fields"), NO_SENSE, ids=str)
def test_what_makes_no_sense_breaks_nothing(scene: Scene, kind: str, part: dict[str, Any], fields: dict[str, Any]) -> None:
    team = scene.team
    exchange.take(team.he, [scene.strange(kind, part, **({"record": scene.talk} | fields))])
    answers(team.he)
    team.laptops.pass_on(team.he, team.zhou)
    assert answers(team.zhou)["shown"] == answers(team.he)["shown"]


def test_a_member_record_without_a_card_keeps_nobody_from_giving_to_the_others(scene: Scene) -> None:
    team = scene.team
    row = {"devices/a": "k", "devices/a/device": "none", "devices/a/card": "no card"}
    values = {a: {"replaces": [], "value": v} for a, v in (row | {"name": "路人"}).items()}
    fields = {"form": "member", "form_version": 1, "side": "inspection", "grant": {"device": "ab" * 32, "role": "member"}}
    fields |= {"audience": {"open": ["side:audit", "side:inspection"]}}
    exchange.take(team.he, [scene.strange("create", {"values": values}, **fields)])
    assert len(team.laptops.give(team.he, "周岚").read_bytes()) > 0
    with pytest.raises(FieldError) as refusal:
        exchange.export(team.he, ["路人"], team.laptops.stick)
    assert refusal.value.code == "MEMBER_WITHOUT_LAPTOP"
