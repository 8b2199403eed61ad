"""The demonstration: one joint inspection on four laptops, made once; what each of them counts, what it does not, and why."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.acts.demonstration import laptops, telling
from desktop.acts.demonstration.telling import Told
from desktop.errors import FieldError
from desktop.fieldwork import wording
from desktop.store import vault
from tests.cli.conftest import CHEAP, told

SIX = {
    "interviews": 22, "extended_units": 8, "site_visits": 4, "huddles": 12, "corroborated_suspicions": 23, "recommendations": 14,
}  # fmt: skip
ALL = ["林知远", "何栎川", "吴㛃", "许䶮"]
AUDIT, INSPECTION = ALL[:2], ALL[2:]
LEFT_OUT = [
    ("interviews", "与档案员谈话", "void", ALL),
    ("interviews", "约谈原副总经理", "not_yet", ALL),
    ("interviews", "与仓储部部长谈话", "same_occasion", ALL),
    ("interviews", "与前任出纳谈话", "one_sided", AUDIT),
    ("interviews", "与退休党员谈话", "one_sided", INSPECTION),
    ("extended_units", "农户代领款的车辆使用", "same_unit", ALL),
    ("site_visits", "砚桥、石埠、柳湾三个收纳点查看", "one_trip", ALL),
    ("corroborated_suspicions", "地磅对外服务收费2.34万元去向不明", "R2/words_only", ALL),
    ("corroborated_suspicions", "轮换购销31号补充协议日期不符（90万元）", "R1/one_piece_for_both", ALL),
    ("corroborated_suspicions", "砚桥收纳点现金支付收购款73.60万元", "other_side_not_confirmed", AUDIT),
    ("corroborated_suspicions", "砚桥收纳点现金支付收购款73.60万元", "own_side_not_confirmed", INSPECTION),
    ("recommendations", "储备粮对外借用收费办法（草拟）", "not_confirmed", ALL),
]
UNIT = re.compile(r"^(?:unit|name|host_unit|target_unit|obtained_from) = \"(.*)\"$", re.MULTILINE)


@dataclass(frozen=True)
class Played:
    """The demonstration once it was made: its document, and the folder of this machine's own state that goes with the vaults."""

    document: dict[str, Any]
    state: Path

    def __call__(self, laptop: dict[str, Any], *words: str | Path) -> Any:
        """What a command tells on one of the laptops."""
        env = {"XUNSHEN_VAULT": laptop["vault"], "XUNSHEN_PASSPHRASE": laptop["passphrase"], "XDG_STATE_HOME": str(self.state)}
        end = told(*words, "--json", env=env)
        assert end.code == 0, end
        return end.document


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("played")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setitem(vault.create.__kwdefaults__, "cost", CHEAP)
        end = told("demo", folder / "demo", "--json")
    assert end.code == 0, end
    return Played(end.document, folder / "state")


def all_laptops(played: Played) -> Iterator[dict[str, Any]]:
    yield from played.document["laptops"]


def story() -> dict[str, list[dict[str, Any]]]:
    """The sections of all files of the story."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in files():
        for name, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    return found


def files() -> list[Path]:
    return sorted((Path(__file__).parents[2] / "resources" / "demo").glob("*.toml"))


def test_two_auditors_and_two_inspectors_have_a_laptop_each(played: Played) -> None:
    assert played.document.keys() == {"stats", "not_counted", "laptops", "stick", "papers"}
    sides = {one["name"]: one["side"] for one in all_laptops(played)}
    assert sides == {**dict.fromkeys(AUDIT, "audit"), **dict.fromkeys(INSPECTION, "inspection")}
    assert {one["name"]: one["passphrase"] for one in all_laptops(played)} == laptops.PASSPHRASES


def test_the_six_figures_are_those_of_the_trade_on_all_four_laptops_alike(played: Played) -> None:
    assert played.document["stats"] == SIX
    for laptop in all_laptops(played):
        stats = played(laptop, "stats")
        assert {key: stats[key] for key in SIX} == SIX
        assert laptop["stats"].items() <= stats.items()
        assert stats["pending_other_side"] == (laptop["name"] in AUDIT)
        assert (stats["own_interviews"], stats["withheld"]) == (1, 1)


def test_what_is_corroborated_is_of_all_four_matters_that_the_teams_look_at(played: Played) -> None:
    for laptop in all_laptops(played):
        categories = played(laptop, "stats")["by_category"]
        assert all(categories[one] for one in ("finance", "party_building", "major_decision", "target_completion"))
        assert sum(categories.values()) == SIX["corroborated_suspicions"]


@pytest.mark.parametrize(("figure", "title", "why", "who"), LEFT_OUT, ids=[f"{one[2]}-{one[3][0]}" for one in LEFT_OUT])
def test_what_does_not_count_is_named_with_its_reason_on_each_laptop_that_can_see_it(
    played: Played, figure: str, title: str, why: str, who: list[str]
) -> None:
    key = (figure, why)
    found = [one for one in played.document["not_counted"] if (one["figure"], one["why"]) == key and one["laptops"] == who]
    (named,) = [one for one in found if one["title"].startswith(title)]
    assert named["says"] and named["number"]
    for laptop in all_laptops(played):
        listed = {(one["figure"], one["why"], one["id"]) for one in played(laptop, "stats")["left_out"]}
        assert ((*key, named["id"]) in listed) is (laptop["name"] in who and why != telling.ONE_TRIP)


def test_nothing_else_is_left_out(played: Played) -> None:
    assert Counter(one["why"] for one in played.document["not_counted"]) == Counter(one[2] for one in LEFT_OUT)


def test_every_vault_is_whole_and_nothing_is_in_conflict(played: Played) -> None:
    for laptop in all_laptops(played):
        assert played(laptop, "vault", "check")["ok"]
        assert played(laptop, "conflict", "list") == []


def test_each_laptop_has_made_its_part_of_the_work(played: Played) -> None:
    for form, least in (("interview", 5), ("suspicion", 4), ("evidence_item", 10), ("meeting", 3), ("recommendation", 2)):
        made = Counter(one["number"].split("-")[3] for one in played(next(all_laptops(played)), "record", "list", form))
        assert set(made) == {one.code for one in laptops.OWNERS} and min(made.values()) >= least, form


def test_taking_all_bundles_a_second_time_changes_nothing(played: Played) -> None:
    codes = {one.name: one.code for one in laptops.OWNERS}
    stick = Path(played.document["stick"])
    for laptop in all_laptops(played):
        bundles = sorted(stick.glob(f"*-{codes[laptop['name']]}-????.xsb"))
        assert len(bundles) > 3
        report = played(laptop, "bundle", "import", *bundles)
        assert {key: report[key] for key in ("new", "changed", "conflicts", "held")} == {
            "new": 0, "changed": 0, "conflicts": 0, "held": [],
        }  # fmt: skip
        assert laptop["stats"].items() <= played(laptop, "stats").items()


def test_papers_are_printed_of_a_talk_a_corroboration_minutes_and_the_list_of_points(played: Played) -> None:
    papers = [Path(one) for one in played.document["papers"]]
    assert all(one.read_bytes()[:5] == b"%PDF-" for one in papers)
    assert [one.stem for one in papers] == [
        "interview-draft", "interview-for-signature", "corroboration", "minutes", "points",
    ]  # fmt: skip


def test_a_folder_with_something_in_it_is_left_alone(played: Played) -> None:
    end = told("demo", Path(played.document["stick"]).parent, "--json")
    assert (end.code, end.document["error"]["code"]) == (1, "DEMO_FOLDER")


def test_a_talk_has_between_four_and_twelve_questions_with_their_answers() -> None:
    kept = [one for one in story()["talk"] if one.get("then") != "draft" or one["title"] == "与仓储部部长谈话"]
    assert len(kept) == SIX["interviews"] + 2
    assert all(4 <= len(one["qa"]) <= 12 and all(map(all, one["qa"])) for one in kept)


def test_units_are_marked_as_invented_and_no_word_is_used_of_powers_that_neither_side_has() -> None:
    for file in files():
        text = file.read_text(encoding="utf-8")
        assert wording.words_never_used(text) == []
        units = [one for one in UNIT.findall(text) if re.search("公司|银行|支行|局|中心|加工厂|合作社|事务所", one)]
        assert [one for one in units if "（虚构）" not in one] == []


def laptop_told(owner: laptops.Owner, numbers: dict[str, int]) -> Told:
    left_out = {"figure": "interviews", "id": "1", "number": "X-1", "title": "谈", "why": "void", "says": "已作废。"}
    return Told(owner, numbers, [left_out])


def test_laptops_that_count_differently_are_no_demonstration() -> None:
    found = [laptop_told(one, {**SIX, "huddles": 12 - number}) for number, one in enumerate(laptops.OWNERS)]
    with pytest.raises(FieldError) as refused:
        telling.alike(found)
    assert refused.value.code == "DEMO_NOT_ALIKE" and refused.value.facts["figure"] == "huddles"


@pytest.mark.parametrize(("lang", "words"), [("zh", "（林知远、何栎川、吴㛃、许䶮）"), ("en", "(林知远, 何栎川, 吴㛃, 许䶮)")])
def test_figures_and_what_does_not_count_are_told_in_words(lang: Any, words: str) -> None:
    found, lines = [laptop_told(one, SIX) for one in laptops.OWNERS], []
    teller = telling.Teller(lang, lines.append)
    teller.figures(found)
    teller.not_counted(telling.not_counted(found))
    assert sum("22/8/4/12/23/14" in line for line in lines) == len(ALL)
    assert "已作废。" in lines[-1] and lines[-1].endswith(words)
