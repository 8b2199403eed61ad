"""Invented Chinese sentences as an auditor writes them down: varied, of known length, the same for the same seed."""

import random
from collections.abc import Sequence

COMMON = [
    bytes([high, low]).decode("gb2312")
    for high in range(0xB0, 0xD7)
    for low in range(0xA1, 0xFF)
]
SHAPES = [
    "{unit}{year}年{month}月的{thing}由{person}{did}",
    "{thing}{amount}元没有{did}",
    "我记得{person}说过{thing}要{did}",
    "{unit}把{thing}{did}到{place}",
    "{did}的时候{person}不在{place}",
    "{month}月{day}日{person}{did}了{thing}",
    "账上写着{amount}元，{thing}只有{count}份",
    "{place}的{thing}后来{did}",
    "{thing}是{unit}定的，{person}没有{did}",
    "这件事{unit}开会{did}过{count}次",
]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
ENDS = "，。；，。，。"


class Writer:
    """Writes sentences. Some words come up in nearly every record, most in few, as in real work."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = ["".join((self._pick(SURNAMES), *self._few(COMMON, 1, 2))) for _ in range(400)]
        self.things = self._vocabulary(1500, 2, 4)
        self.deeds = self._vocabulary(900, 2, 3)
        self.places = [word + self._pick(("库", "楼", "所", "站", "村", "科")) for word in self._vocabulary(300, 2, 3)]
        self.units = [word + self._pick(("公司", "集团", "管理局", "中心", "粮库")) for word in self._vocabulary(300, 2, 4)]
        self.clauses = [self._clause() for _ in range(150_000)]

    def clause(self) -> str:
        return self.clauses[int(self.random.random() * len(self.clauses))]

    def text(self, length: int) -> str:
        """Exactly `length` characters."""
        pieces: list[str] = []
        have = 0
        while have < length:
            piece = self.clause()
            pieces.append(piece)
            have += len(piece)
        return "".join(pieces)[:length]

    def date(self) -> str:
        chance = self.random
        return f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"

    def name(self) -> str:
        return self._often(self.names)

    def place(self) -> str:
        return self._often(self.places)

    def unit(self) -> str:
        return self._often(self.units)

    def thing(self) -> str:
        return self._often(self.things)

    def hex(self, digits: int) -> str:
        return f"{self.random.getrandbits(4 * digits):0{digits}x}"

    def _clause(self) -> str:
        chance = self.random
        said = self._pick(SHAPES).format(
            unit=self.unit(),
            year=chance.randint(2019, 2026),
            month=chance.randint(1, 12),
            day=chance.randint(1, 28),
            thing=self.thing(),
            person=self.name(),
            did=self._often(self.deeds),
            place=self.place(),
            amount=chance.randint(10, 99_999_999),
            count=chance.randint(2, 99),
        )
        return said + self._pick(ENDS)

    def _vocabulary(self, count: int, least: int, most: int) -> list[str]:
        return ["".join(self._few(COMMON, least, most)) for _ in range(count)]

    def _few(self, among: Sequence[str], least: int, most: int) -> list[str]:
        return [self._often(among) for _ in range(self.random.randint(least, most))]

    def _often(self, among: Sequence[str]) -> str:
        """One of these, the first ones far more often than the last."""
        return among[int(len(among) * self.random.random() ** 3)]

    def _pick(self, among: Sequence[str]) -> str:
        return among[int(self.random.random() * len(among))]
