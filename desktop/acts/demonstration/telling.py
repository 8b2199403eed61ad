"""What the demonstration says: what happens day by day, the figures of each laptop, and what does not count and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.acts import statistics
from desktop.acts.demonstration.laptops import OWNERS, Laptop, Owner
from desktop.acts.demonstration.story import Scene
from desktop.errors import FieldError, Language
from desktop.fieldwork import figure
from desktop.store import records

JOINT = ("interviews", "extended_units", "site_visits", "huddles", "corroborated_suspicions", "recommendations")
PLACES = "visit_sites"
ONE_TRIP = "one_trip"
"""Why the places of a trip are no trips: told here, since the figure of trips leaves nothing out."""
ACTS = {
    "talk": ("谈话", "talks"), "visit": ("走访", "visits"), "inquiry": ("延伸调查", "inquiries"), "point": ("疑点", "points"),
    "card": ("证据卡", "pieces of evidence"), "join": ("印证", "corroborations"), "huddle": ("碰头会", "huddles"),
    "finding": ("问题", "findings"), "advice": ("建议", "recommendations"), "conclude": ("结论", "conclusions"),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What one laptop tells. `figures`: as `stats` prints them; `left_out`: each record that a joint figure does not count."""

    owner: Owner
    figures: Mapping[str, Any]
    left_out: Sequence[Mapping[str, str]]

    def document(self, folder: Path) -> dict[str, Any]:
        """As `demo` prints it."""
        owner = {"name": self.owner.name, "side": self.owner.side, "passphrase": self.owner.passphrase}
        return {**owner, "vault": str(folder / self.owner.place), "stats": dict(self.figures)}


def look(laptop: Laptop, lang: Language) -> Told:
    """Figures and what they leave out, from this laptop's store."""
    session = laptop.session
    found = statistics.document(session, figure.ALWAYS, lang)
    left_out = [one for one in found.pop("left_out") if one["figure"] in JOINT]
    numbers = {key: value for key, value in found.items() if isinstance(value, int)}
    trips = Counter(group for group in statistics.figures(session)[PLACES].counted)
    for ids, count in trips.items():
        if count > 1:
            entry = records.entry(session.notebook, session.project, ids[0])
            called = {"number": entry.number, "title": entry.title} if entry else {}
            words = (f"一趟走了 {count} 个点，计 1 次。", f"One trip to {count} places, counted once.")
            left_out.append({"figure": "site_visits", "id": ids[0], **called, "why": ONE_TRIP, "says": words[lang == "en"]})
    return Told(laptop.owner, numbers, left_out)


def alike(found: Sequence[Told]) -> dict[str, Any]:
    """The joint figures, which every laptop tells alike. Raises DEMO_NOT_ALIKE."""
    first, *others = ({key: one.figures[key] for key in JOINT} for one in found)
    for key in JOINT:
        if any(one[key] != first[key] for one in others):
            raise FieldError("DEMO_NOT_ALIKE", figure=key, numbers=", ".join(str(one.figures[key]) for one in found))
    return first


def not_counted(found: Iterable[Told]) -> list[dict[str, Any]]:
    """Each record that does not count with its reason, and the laptops that can tell it so."""
    told: dict[tuple[str, str, str], dict[str, Any]] = {}
    for laptop in found:
        for one in laptop.left_out:
            key = (one["figure"], one["id"], one["why"])
            told.setdefault(key, {**one, "laptops": []})["laptops"].append(laptop.owner.name)
    return sorted(told.values(), key=lambda one: (JOINT.index(one["figure"]), one["number"], one["why"]))


@dataclass(frozen=True)
class Teller:
    """Says it in Chinese or in English, a line at a time."""

    lang: Language
    tell: Callable[[str], object]

    def say(self, zh: str, en: str) -> None:
        self.tell(zh if self.lang == "zh" else en)

    def laptops(self, codes: Mapping[str, str]) -> None:
        for one in OWNERS:
            code = codes[one.name]
            self.say(f"{one.name} 的电脑：资料库已建立，设备核对码 {code}", f"{one.name}'s laptop: vault made, device code {code}")
        self.say(
            "林知远建立项目，请审计组的何栎川、巡察组组长吴㛃加入；吴㛃请本侧的许䶮加入。各台都先核对过设备核对码。",
            "Lin founds the project and enrols He of his side and Wu, the other side's lead, who enrols Xu. Codes were compared.",
        )

    def day(self, scenes: Sequence[Scene], when: date, reports: Sequence[Mapping[str, Any]]) -> None:
        """What is done on a day of the stay, and what the stick brings round at its end."""
        done = Counter(scene.act for scene in scenes)
        works = [(words, done[act]) for act, words in ACTS.items() if done[act]]
        zh, en = ("，".join(f"{words[0]} {n}" for words, n in works), ", ".join(f"{words[1]} {n}" for words, n in works))
        self._round(f"第 {scenes[0].day} 天 {when}：{zh}。", f"Day {scenes[0].day}, {when}: {en}. ", reports)

    def last_round(self, reports: Sequence[Mapping[str, Any]]) -> None:
        self._round("撤点以前，各侧的确认再走一圈。", "Before they leave, the confirmations go round once more. ", reports)

    def _round(self, zh: str, en: str, reports: Sequence[Mapping[str, Any]]) -> None:
        new, changed = (sum(report[key] for report in reports) for key in ("new", "changed"))
        bundles = len(reports) * (len(reports) - 1)
        self.say(
            f"{zh}U 盘一圈：{bundles} 个数据包，新 {new} 条，改动 {changed} 条。",
            f"{en}The stick goes round: {bundles} bundles, {new} new, {changed} changed.",
        )

    def figures(self, found: Sequence[Told]) -> None:
        """One line for each laptop, each from its own store."""
        self.say("六个数，每台电脑各由自己的资料库算出：", "The six figures, each laptop's from its own store:")
        for one in found:
            numbers = "/".join(str(one.figures[key]) for key in JOINT)
            told = [f"{figure.label(key, self.lang)} {figure.said(key, one.figures[key], self.lang)}" for key in JOINT]
            comma = "，" if self.lang == "zh" else ", "
            self.tell(f"  {one.owner.name}  {numbers}  {comma.join(told)}")
        self.say("四台一致；各台资料库逐项核验无误。", "All four agree, and each vault is verified whole.")

    def not_counted(self, found: Sequence[Mapping[str, Any]]) -> None:
        self.say("没有计入的，及其原因：", "Not counted, and why:")
        for one in found:
            who = ("、" if self.lang == "zh" else ", ").join(one["laptops"])
            label = figure.label(one["figure"], self.lang)
            self.say(
                f"  {label}  {one['number']} {one['title']}：{one['says']}（{who}）",
                f"  {label}  {one['number']} {one['title']}: {one['says']} ({who})",
            )

    def farewell(self, folder: Path, papers: Iterable[str], code: str) -> None:
        """Where all of it is. `code`: the check code on the talk that is printed for signature."""
        self.say(f"谈话记录送签件的页脚校验码 {code}", f"The talk printed for signature has the check code {code}")
        for one in OWNERS:
            vault, words = folder / one.place, one.passphrase
            self.say(f"资料库 {vault}  口令：{words}", f"vault {vault}  passphrase: {words}")
        self.say(f"U 盘 {folder / 'stick'}", f"stick {folder / 'stick'}")
        for paper in papers:
            self.say(f"文书 {paper}（明文）", f"paper {paper} (plain)")
