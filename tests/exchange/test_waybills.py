"""What lies on the stick for somebody in large files is not left once more; nobody lacks anything for that."""

import random
from pathlib import Path

import pytest

from desktop.acts import attaching, exchange, opening, recording, rounds, waybills
from desktop.acts.session import Session
from desktop.bundle import plan, waybill
from desktop.model.change import Draft
from desktop.store import attachments
from tests.exchange.laptops import JOINT_TALK, Laptops, Team, answers, enrol


@pytest.fixture(autouse=True)
def any_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "WORTH_BYTES", 1)


@pytest.fixture
def stick(team: Team) -> Path:
    for file in team.laptops.stick.iterdir():
        file.unlink()
    return team.laptops.stick


def photographed(session: Session, folder: Path, title: str = "账外资金", side: str = "joint") -> str:
    """A point with a photograph of some size."""
    id = recording.new(session, "suspicion", {"title": title}, side).id
    picture = folder / f"{title}.jpg"
    picture.write_bytes(random.Random(title).randbytes(50_000))
    attaching.attach(session, id, [picture])
    return id


def passed(stick: Path, *sessions: Session) -> list[rounds.Round]:
    return [rounds.go_round(one, stick) for one in sessions]


def size_for(stick: Path, code: str) -> dict[str, int]:
    return {file.name.split("-")[1]: file.stat().st_size for file in stick.glob(f"*-{code}-*.xsb")}


def test_photographs_for_somebody_go_once_and_he_has_all(team: Team, stick: Path, tmp_path: Path) -> None:
    ids = [photographed(team.zhou, tmp_path, "账外资金"), ""]
    passed(stick, team.zhou)
    ids[1] = photographed(team.he, tmp_path, "盘点短少")
    passed(stick, team.he)
    sizes = size_for(stick, "WJ")
    assert all(50_000 < size < 90_000 for size in sizes.values()), sizes
    (done,) = passed(stick, team.wu)
    assert [one.report and one.report["withheld"] for one in done.taken] == [0, 0], "what only shuts a chain is not withheld"
    for id in ids:
        (kept,) = opening.look_up(team.wu, id).record.values["attachments"]
        assert attachments.has(team.wu.notebook.vault, kept["digest"])


def test_small_files_go_once_more_so_that_one_damaged_bundle_holds_nothing_up(
    team: Team, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    photographed(team.zhou, tmp_path)
    passed(stick, team.zhou, team.he)
    assert all(size > 50_000 for size in size_for(stick, "WJ").values())
    assert not exchange.log(team.he)[-1].get("relied")


def test_where_what_was_relied_upon_is_damaged_the_rest_waits_and_comes_with_the_next_pass(
    team: Team, stick: Path, tmp_path: Path
) -> None:
    photographed(team.zhou, tmp_path)
    passed(stick, team.zhou)
    his = photographed(team.he, tmp_path, "盘点短少")
    passed(stick, team.he)
    broken = next(stick.glob("*-ZL-WJ-*.xsb"))
    broken.write_bytes(broken.read_bytes()[:-1] + b"?")
    (done,) = passed(stick, team.wu)
    assert {one.giver: one.error.code for one in done.taken if one.error} == {"ZL": "BUNDLE_CUT", "HC": "BUNDLE_GAP"}
    passed(stick, team.he)
    passed(stick, team.wu)
    assert {his} <= set(answers(team.wu)["shown"])
    passed(stick, team.zhou)
    assert lacks_nothing(team)


def lacks_nothing(team: Team) -> bool:
    """Whether bundles with all that each may see change nothing any more."""
    sessions = (team.zhou, team.he, team.wu)
    for giver in sessions:
        for taker in sessions:
            if taker is not giver:
                before = answers(taker)
                exchange.take(taker, [team.laptops.give(giver, taker, whole=True)])
                if answers(taker) != before:
                    return False
    return True


def test_what_is_shared_only_now_goes_whole_though_it_lies_there_as_an_id(team: Team, stick: Path, tmp_path: Path) -> None:
    own = photographed(team.zhou, tmp_path, "本侧疑点", "audit")
    photographed(team.zhou, tmp_path)
    passed(stick, team.zhou, team.he)
    session = team.he
    shared = {tier: ["side:inspection"] for tier in ("open", "full", "personal")}
    session.write(session.project, Draft("edit", {}, record=own, audience=shared, tier="open"))
    passed(stick, team.he)
    assert exchange.log(team.he)[-1].get("relied"), "what lies there is relied upon all the same"
    passed(stick, team.wu)
    told = answers(team.wu)["shown"][own]
    assert told["values"].get("title") == "本侧疑点" and not told["withheld"]
    (kept,) = told["values"]["attachments"]
    assert attachments.has(team.wu.notebook.vault, kept["digest"])


def test_a_bundle_that_is_gone_or_another_one_is_not_relied_upon(team: Team, stick: Path, tmp_path: Path) -> None:
    photographed(team.zhou, tmp_path)
    passed(stick, team.zhou)
    project = team.he.project
    passed(stick, team.he)
    bills = waybills.lying(team.he, project, stick)
    laptops = [team.wu.card]
    next(stick.glob("*-ZL-WJ-*.xsb")).write_bytes(b"another")
    assert waybills.relied_on(team.he, project, stick, bills, laptops).files == ()
    next(stick.glob("*-ZL-WJ-*.xsb")).unlink()
    assert waybills.relied_on(team.he, project, stick, bills, laptops).files == ()


def test_a_waybill_counts_only_whole_and_from_somebody_who_is_in(team: Team, stick: Path, tmp_path: Path, laptops: Laptops) -> None:
    photographed(team.zhou, tmp_path)
    passed(stick, team.zhou)
    (file,) = stick.glob("*.xsw")
    id = team.zhou.notebook.project_id(team.zhou.project)
    bill = waybill.read(file, team.he.keys, id)
    assert bill is not None and {one.file.split("-")[2] for one in bill.left} == {"HC", "WJ"}
    stranger = laptops.laptop("生人", "audit", "SR")
    assert waybill.read(file, stranger.keys, id) is None
    assert waybill.read(file, team.he.keys, "0" * 64) is None
    forged = waybill.Waybill(bill.format, bill.project, stranger.card.fields(), bill.made, bill.states, bill.left)
    file.write_bytes(waybill.sealed(forged, stranger.keys, [team.he.card]))
    assert waybill.read(file, team.he.keys, id) == forged
    assert waybills.lying(team.he, team.he.project, stick) == {}, "who signed it is not in"
    lied = waybill.Waybill(bill.format, bill.project, team.zhou.card.fields(), bill.made, bill.states, bill.left)
    file.write_bytes(waybill.sealed(lied, stranger.keys, [team.he.card]))
    assert waybill.read(file, team.he.keys, id) is None, "nobody signs for another"
    file.write_bytes(b"no waybill")
    assert waybill.read(file, team.he.keys, id) is None


def test_a_file_called_like_a_waybill_of_ours_is_left_alone(team: Team, stick: Path) -> None:
    named = stick / "CN2026-ZL.xsw"
    named.write_bytes(b"somebody else's")
    recording.new(team.zhou, "suspicion", {"title": "账外资金"}, "joint")
    passed(stick, team.zhou)
    assert named.read_bytes() == b"somebody else's"


def test_somebody_let_in_meanwhile_is_left_all_once_more(team: Team, stick: Path, tmp_path: Path, laptops: Laptops) -> None:
    """Who is in decides who sees what: what was left before did not know of it."""
    photographed(team.zhou, tmp_path)
    passed(stick, team.zhou, team.he)
    late = laptops.laptop("许晚来", "audit", "XWL")
    enrol(team.zhou, late.card, "member")
    exchange.take(team.he, [team.laptops.give(team.zhou, team.he)])
    for file in stick.glob("*-HC-*"):
        file.unlink()
    passed(stick, team.he)
    assert size_for(stick, "WJ")["HC"] > 50_000


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_written_and_whoever_passed_in_whatever_order_two_passes_bring_it_to_all(
    team: Team, stick: Path, tmp_path: Path, seed: int
) -> None:
    chance, sessions = random.Random(seed), [team.zhou, team.he, team.wu]
    talks: list[str] = []
    for step in range(14):
        session = chance.choice(sessions)
        seen = [id for id in talks if id in answers(session)["shown"]]
        match chance.choice(("new", "own", "edit", "photo", "pass", "pass")):
            case "new":
                talks.append(recording.new(session, "interview", JOINT_TALK | {"topic": f"第{step}次"}).id)
            case "own":
                photographed(session, tmp_path, f"本侧{step}", session.card.side)
            case "edit" if seen:
                recording.edit(session, chance.choice(seen), {"place": f"{step}楼"})
            case "photo":
                photographed(session, tmp_path, f"疑点{step}")
            case _:
                passed(stick, session)
    for _ in range(2):
        passed(stick, *sessions)
    assert lacks_nothing(team)
