"""The demonstration: two laptops and a stick in a folder do the main job, and say in words what they did."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.acts import checking, exchange, members, opening, printing, proceeding, projects, recording, settling, vaults
from desktop.acts.session import Session, opened, unlock
from desktop.errors import FieldError, Language
from desktop.store import durable, records

Tell = Callable[[str], object]
PASSPHRASES = {"林知远": "演示 口令 松涛", "吴㛃": "演示 口令 竹影"}
UNIT = "望亭储备粮有限公司（虚构）"
TALK: dict[str, Any] = {
    "title": "与财务部部长谈话",
    "record_kind": "joint_talk",
    "start_at": "2026-11-20T09:05",
    "end_at": "2026-11-20T10:40",
    "place": "望亭粮库二楼会议室",
    "interviewers": ["林知远", "何栎川", "吴㛃"],
    "recorder": "林知远",
    "name": "欧阳𬭚",
    "unit": UNIT,
    "post": "财务部部长",
    "credential_shown": True,
    "credential_nos": "演示001、演示002、演示003",
    "notice_shown": True,
    "rights_reply": "听清楚了，不申请回避。",
    "topic": "轮换资金拨付与库存盘点",
    "qa": [
        {"q": "我们是审计组和巡察组的工作人员，这是我们的证件和通知书。请你介绍一下自己的工作。",
         "a": "我从2021年3月起任财务部部长，管资金拨付和会计核算，库存实物由仓储部管。"},
        {"q": "去年的轮换资金是怎么拨付的？", "a": "分三次到账，合计1,640.92万元。第三次是12月27日，比合同约定的晚了两个月。"},
        {"q": "晚到的两个月里，轮换的粮食是怎么付款的？",
         "a": "先用了公司的周转金垫付，垫了312.50万元，资金到账后还回去了，凭证在12月第47号。"},
        {"q": "四号仓的账面数和实物对得上吗？", "a": "账上是2,180.35吨。我没有参加盘点，只见过仓储部交来的盘点表。"},
        {"q": "还有什么补充？", "a": "没有了。"},
    ],
    "av_recorded": False,
    "read_mode": "self_read",
}


def build(folder: Path, lang: Language, tell: Tell) -> dict[str, Any]:
    """Build it in a folder that is missing or empty; the document of `demo`. Raises DEMO_FOLDER."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FieldError("DEMO_FOLDER", folder=folder.name)
    return _Demonstration(folder.absolute(), lang, tell).run()


class _Demonstration:
    def __init__(self, folder: Path, lang: Language, tell: Tell) -> None:
        self.folder, self.lang, self.tell = folder, lang, tell
        self.stick = folder / "stick"
        with durable.disk_errors():
            self.stick.mkdir(parents=True)
        self.laptops: list[dict[str, Any]] = []

    def say(self, words: tuple[str, str]) -> None:
        """In Chinese or in English."""
        self.tell(words[0] if self.lang == "zh" else words[1])

    def run(self) -> dict[str, Any]:
        lin, wu = self._laptop("林知远", "audit", "LZY"), self._laptop("吴㛃", "inspection", "WJ")
        self._found(lin, wu)
        talk = self._record(lin)
        self._hand_over(lin, wu, "吴㛃", trust=True)
        self._collide(lin, wu, talk)
        self._settle(lin, wu, talk)
        papers = self._print(lin, talk)
        stats = self._check((lin, wu))
        self._farewell(papers)
        return {"stats": stats, "laptops": self.laptops, "stick": str(self.stick), "papers": papers}

    def _laptop(self, name: str, side: str, code: str) -> Path:
        folder = self.folder / code.lower()
        made = vaults.create(folder, name, side, PASSPHRASES[name], code=code)
        self.laptops.append({"name": name, "side": side, "vault": str(folder), "passphrase": PASSPHRASES[name]})
        print_ = made.card.fingerprint
        self.say((f"{name} 的电脑：加密资料库已建立，设备核对码 {print_}", f"{name}'s laptop: vault made, device code {print_}"))
        return folder

    def _open(self, vault: Path) -> Any:
        passphrase = next(one["passphrase"] for one in self.laptops if one["vault"] == str(vault))
        return opened(unlock(vault, passphrase))

    def _found(self, lin: Path, wu: Path) -> None:
        card = self.stick / "wu.xsc"
        with self._open(wu) as session:
            members.write_card(session, card)
        with self._open(lin) as session:
            values = {"name": "望亭粮库巡审", "code": "WT2026", "linkage_mode": "synchronous", "units": [UNIT]}
            projects.create(session, values)
            members.add(session, [card])
        self.say(("林知远建立项目 WT2026，读过吴㛃的名片、核对设备核对码后，请她作为巡察侧组长加入。",
                  "Lin founds project WT2026 and, having compared device codes, enrols Wu as the inspection side's lead."))

    def _record(self, lin: Path) -> str:
        with self._open(lin) as session:
            entry = recording.new(session, "interview", TALK)
        self.say((f"联合谈话记录 {entry.number} 已记下。", f"The joint talk is recorded as {entry.number}."))
        return entry.id

    def _hand_over(self, giver: Path, taker: Path, to: str, *, trust: bool = False) -> dict[str, Any]:
        with self._open(giver) as session:
            (given,) = exchange.export(session, [to], self.stick)
            code = session.card.fingerprint if trust else None
        with self._open(taker) as session:
            report = exchange.take(session, [Path(given["file"])], code)
        name, new, changed = Path(given["file"]).name, report["new"], report["changed"]
        self.say((f"{name}：{given['bytes']} 字节，新 {new} 条，改动 {changed} 条，冲突 {report['conflicts']} 处。",
                  f"{name}: {given['bytes']} bytes, {new} new, {changed} changed, {report['conflicts']} in conflict."))
        return report

    def _collide(self, lin: Path, wu: Path, talk: str) -> None:
        with self._open(lin) as session:
            recording.edit(session, talk, {"topic": "轮换资金拨付"})
        with self._open(wu) as session:
            recording.edit(session, talk, {"topic": "库存盘点"})
            recording.edit(session, talk, {"place": "望亭粮库一楼值班室"})
        self.say(("两人都改了事由，互不知道；吴㛃还改了地点。", "Both change the topic, unseen by each other; Wu also the place."))
        self._hand_over(wu, lin, "林知远")
        self._hand_over(lin, wu, "吴㛃")

    def _settle(self, lin: Path, wu: Path, talk: str) -> None:
        with self._open(lin) as session:
            for one in settling.listing(session):
                words = "、".join(f"{v['who']}：{v['value']}" for v in one["values"])
                self.say((f"冲突 {one['number']} {one['address']}：{words}", f"Conflict {one['number']} {one['address']}: {words}"))
            settling.settle(session, talk, "topic", value="轮换资金拨付与库存盘点情况", reason="两侧商定")
        self._hand_over(lin, wu, "吴㛃")
        self.say(("两侧商定事由，冲突已定，吴㛃的电脑也随之更新。", "The topic is settled, and so it is on Wu's laptop."))

    def _print(self, lin: Path, talk: str) -> list[str]:
        papers = [str(self.folder / "papers" / name) for name in ("draft.pdf", "for-signature.pdf")]
        with self._open(lin) as session:
            printing.to_file(session, talk, Path(papers[0]), self.lang)
            for state in _way_to_frozen(session, talk):
                proceeding.move(session, talk, state, "现场先送签，其余随后补齐")
            printing.to_file(session, talk, Path(papers[1]), self.lang)
            code = opening.look_up(session, talk).record.check_code
        self.say((f"打印草稿一份；冻结后打印送签件一份，页脚校验码 {code}。",
                  f"A draft is printed; then it is frozen and printed for signature, check code {code}."))
        return papers

    def _check(self, vaults_: tuple[Path, ...]) -> dict[str, Any]:
        counted: dict[str, Any] = {}
        for folder in vaults_:
            with self._open(folder) as session:
                report = checking.check(session)
                if not report["ok"]:
                    raise FieldError("DEMO_NOT_WHOLE", folder=folder.name)
                counted[session.card.code] = _count(session)
        self.say((f"两台电脑的资料库逐项核验无误：{counted}", f"Both vaults are verified whole: {counted}"))
        return counted

    def _farewell(self, papers: list[str]) -> None:
        for one in self.laptops:
            vault, words = one["vault"], one["passphrase"]
            self.say((f"资料库 {vault}  口令：{words}", f"vault {vault}  passphrase: {words}"))
        self.say((f"U 盘 {self.stick}", f"stick {self.stick}"))
        for paper in papers:
            self.say((f"文书 {paper}（明文）", f"paper {paper} (plain)"))


def _way_to_frozen(session: Session, talk: str) -> list[str]:
    """The shortest way of moves from where the record is to a frozen state."""
    found = opening.look_up(session, talk)
    form = found.known_form()
    ways: list[list[str]] = [[found.record.state]]
    for way in ways:
        if form.state(way[-1]).frozen:
            return way[1:]
        ways += [[*way, move.to] for move in form.moves_from(way[-1]) if move.to not in way and not form.state(move.to).void]
    return []


def _count(session: Session) -> dict[str, int]:
    """Records of each form in this laptop's own store."""
    counted: dict[str, int] = {}
    for entry in records.listing(session.notebook, session.project):
        counted[entry.form] = counted.get(entry.form, 0) + 1
    return dict(sorted(counted.items()))
