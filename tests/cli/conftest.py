"""Laptops worked through the command line alone, in this process, with vaults that are cheap to open."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desktop.cli import program
from desktop.store import vault
from desktop.store.keyfile import Cost

CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)
PASSPHRASE = "correct horse 电池"
TALK: dict[str, Any] = {
    "title": "与储备粮公司财务负责人谈话",
    "record_kind": "joint_talk",
    "start_at": "2026-11-20T09:05",
    "place": "城南粮库二楼会议室",
    "interviewers": ["周岚", "吴㛃"],
    "recorder": "周岚",
    "off_roster_why": "吴㛃，巡察侧，名片随后送来",
    "name": "欧阳𬭚",
    "topic": "专项资金拨付与库存盘点",
    "qa": [
        {"q": "请介绍去年轮换资金的拨付情况。", "a": "资金分三次到账，合计1,640.92万元。"},
        {"q": "还有什么补充？", "a": "没有了。", "at_min": 35},
    ],
    "av_recorded": False,
}


@dataclass(frozen=True)
class Told:
    """What one run said: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


def told(*words: str | Path, stdin: str = "", env: dict[str, str | None] | None = None) -> Told:
    """One run of the program."""
    with CliRunner().isolation(input=stdin, env=env) as (out, err, _):
        code = program.run([str(word) for word in words])
        return Told(code, out.getvalue().decode(), err.getvalue().decode())


@dataclass
class Laptop:
    """One person's vault. Calling it runs a command that must succeed and gives its document."""

    folder: Path
    name: str
    created: dict[str, Any] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str | None]:
        return {"XUNSHEN_VAULT": str(self.folder), "XUNSHEN_PASSPHRASE": PASSPHRASE, "LC_ALL": "zh_CN.UTF-8"}

    def run(self, *words: str | Path, stdin: str = "") -> Told:
        return told(*words, stdin=stdin, env=self.env)

    def __call__(self, *words: str | Path, stdin: str = "") -> Any:
        end = self.run(*words, "--json", stdin=stdin)
        assert end.code == 0, end
        return end.document

    def refused(self, *words: str | Path, stdin: str = "") -> str:
        """Code of the error with which a command ends."""
        end = self.run(*words, "--json", stdin=stdin)
        assert end.code == 1, end
        return str(end.document["error"]["code"])

    def new(self, form: str, **values: Any) -> str:
        """A new record; its id."""
        return str(self("record", "new", form, "--from", "-", stdin=json.dumps(values, ensure_ascii=False))["id"])

    def give(self, other: "Laptop", stick: Path) -> str:
        (given,) = self("bundle", "export", "--to", other.name, "--into", stick)
        return str(given["file"])


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    for act in (vault.create, vault.change_passphrase):
        monkeypatch.setitem(act.__kwdefaults__, "cost", CHEAP)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def laptop(tmp_path: Path) -> Callable[[str, str, str], Laptop]:
    """Make a laptop: name, side, code."""

    def made(name: str, side: str, code: str) -> Laptop:
        one = Laptop(tmp_path / code, name)
        one.created = one("vault", "create", "--name", name, "--side", side, "--code", code)
        return one

    return made


@pytest.fixture
def zhou(laptop: Callable[[str, str, str], Laptop]) -> Laptop:
    """Leads a project with one interview still to be held."""
    one = laptop("周岚", "audit", "ZL")
    one("project", "create", "--name", "城南粮库巡审", "--code", "CN2026", "--mode", "synchronous", "--unit", "城南储备粮有限公司")
    return one


@pytest.fixture
def wu(laptop: Callable[[str, str, str], Laptop], zhou: Laptop, stick: Path) -> Laptop:
    """Leads the inspection and has joined Zhou's project."""
    one = laptop("吴㛃", "inspection", "WJ")
    card = stick / "wu.xsc"
    one("card", "export", card)
    zhou("member", "add", card)
    one("bundle", "import", zhou.give(one, stick), "--trust", zhou.created["fingerprint"])
    return one
