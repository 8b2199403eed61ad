"""Who meets for the first time: the stick goes round once for the cards and once more for the project."""

from pathlib import Path

from desktop.acts import arrivals, cards, rounds
from desktop.acts.rounds import Plan
from desktop.acts.session import Session
from tests.exchange.laptops import Laptops, Team, entries, found_project


def let_in(session: Session, stick: Path) -> rounds.Round:
    """A lead lets in all whom he can, and goes round with what he was given."""
    admit = [one.file for one in cards.offered(session, stick) if one.can_be_let_in]
    return rounds.go_round(session, stick, plan=Plan(arrivals.preview(session, stick), admit=admit))


def met(session: Session, stick: Path) -> rounds.Round:
    """A laptop without a project takes what lies there for it, after its person has compared one device code."""
    seen = arrivals.preview(session, stick)
    first = arrivals.first_to_trust(seen)
    assert first is not None
    return rounds.go_round(session, stick, plan=Plan(seen, trust={first.file.name: first.device_code}))


def test_a_stick_that_goes_round_twice_makes_one_team_of_five_laptops(laptops: Laptops) -> None:
    zhou, he, xu = (laptops.laptop(name, "audit", code) for name, code in (("周岚", "ZL"), ("何川", "HC"), ("许晚来", "XWL")))
    wu, lin = (laptops.laptop(name, "inspection", code) for name, code in (("吴㛃", "WJ"), ("林见", "LJ")))
    stick = laptops.stick
    for one in (wu, he, lin, xu):
        done = rounds.go_round(one, stick)
        assert done.card and not done.given
    found_project(zhou)
    offered = {one.card.name: one.stands for one in cards.offered(zhou, stick) if one.card}
    assert offered == {"何川": cards.MINE, "许晚来": cards.MINE, "吴㛃": cards.AS_LEAD, "林见": cards.AS_LEAD}

    wus = [stick / cards.file_name(one.card) for one in (wu, he, xu)]
    done = rounds.go_round(zhou, stick, plan=Plan(admit=wus))
    assert [one["name"] for one in done.admitted] == ["吴㛃", "何川", "许晚来"]
    assert {one.card.name: one.stands for one in cards.offered(zhou, stick) if one.card}["林见"] == cards.OTHERS
    met(wu, stick)
    assert [one["name"] for one in let_in(wu, stick).admitted] == ["林见"]
    for one in (he, lin, xu):
        done = met(one, stick)
        assert not done.card and done.given
    assert len({frozenset(entry.id for entry in entries(one)) for one in (wu, he, lin, xu)}) == 1
    rounds.go_round(zhou, stick)
    assert len({frozenset(entry.id for entry in entries(one)) for one in (zhou, wu, he, lin, xu)}) == 1


def test_of_bundles_of_an_unknown_project_the_founder_s_code_is_compared(laptops: Laptops) -> None:
    zhou, he = laptops.laptop("周岚", "audit", "ZL"), laptops.laptop("何川", "audit", "HC")
    an = laptops.laptop("安宁", "audit", "AN")
    stick = laptops.stick
    rounds.go_round(he, stick)
    rounds.go_round(an, stick)
    found_project(zhou)
    let_in(zhou, stick)
    met(an, stick)
    seen = arrivals.preview(he, stick)
    assert [(one.giver, one.stands) for one in seen] == [("AN", arrivals.MEMBER), ("ZL", arrivals.FOUNDER)]
    first = arrivals.first_to_trust(seen)
    assert first is not None and (first.giver, first.device_code) == ("ZL", zhou.card.fingerprint)
    done = met(he, stick)
    assert [one.error for one in done.taken] == [None, None], "who An is, Zhou's bundle tells"


def test_a_bundle_whose_maker_s_code_is_another_one_waits(laptops: Laptops) -> None:
    zhou, he = laptops.laptop("周岚", "audit", "ZL"), laptops.laptop("何川", "audit", "HC")
    rounds.go_round(he, laptops.stick)
    found_project(zhou)
    let_in(zhou, laptops.stick)
    (seen,) = arrivals.preview(he, laptops.stick)
    done = rounds.go_round(he, laptops.stick, plan=Plan([seen], trust={seen.file.name: he.card.fingerprint}))
    assert [one.error.code for one in done.taken if one.error] == ["BUNDLE_FINGERPRINT"] and he.projects() == []


def test_a_card_let_in_twice_or_with_a_code_that_is_taken_is_told(team: Team) -> None:
    stick = team.laptops.stick
    twin = team.laptops.laptop("何春", "audit", "HC", place="twin")
    new = team.laptops.laptop("许晚来", "audit", "XWL")
    file, known, other = cards.put(twin, stick), cards.put(team.he, stick), cards.put(new, stick)
    stands = {one.file: one.stands for one in cards.offered(team.zhou, stick)}
    assert stands == {file: cards.TAKEN, known: cards.IN, other: cards.MINE}
    done = rounds.go_round(team.zhou, stick, plan=Plan(admit=[file, known, other]))
    assert [(one.to, one.error.code) for one in done.refused] == [("何春", "CARD_CODE_TAKEN")]
    assert [one["name"] for one in done.admitted] == ["许晚来"]
    assert {one.stands for one in cards.offered(team.wu, stick)} >= {cards.OTHERS}


def test_a_new_laptop_of_somebody_who_is_in_is_let_in_beside_his_old_one(team: Team) -> None:
    stick = team.laptops.stick
    new = team.laptops.laptop("何川", "audit", "HC", place="new")
    cards.put(new, stick)
    assert [one.stands for one in cards.offered(team.zhou, stick)] == [cards.NEW]
    assert [one.stands for one in cards.offered(team.wu, stick)] == [cards.TAKEN]
    let_in(team.zhou, stick)
    met(new, stick)
    assert cards.seated(new) and {entry.id for entry in entries(new)} == {entry.id for entry in entries(team.zhou)}
