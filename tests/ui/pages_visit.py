"""A visit with photographs and counts, and one that has none yet."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop.acts import opening, photographs, recording
from tests.photos.shots import HERE, shot
from tests.ui.pages import LONG, Maker, by

NAMES = ("PhotoPart", "CountsPart", "LargePhoto", "NoPhotos")
VISIT, EMPTY = "四号仓监盘", "金库现场查看"
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "six photographs": "照片 6", "no photographs yet": "照片", "four counts": "清点表 4", "the photographs": "照片",
        "seen larger": "放大", "all photographs again": "全部照片", "choose photographs": "选择照片…", "180 short": "少180吨",
    },
    "en": {
        "six photographs": "Photographs 6", "no photographs yet": "Photographs", "four counts": "Counts 4",
        "the photographs": "Photographs", "seen larger": "Larger", "all photographs again": "All photographs",
        "choose photographs": "Choose photographs…", "180 short": "180 吨 short",
    },
}  # fmt: skip
COUNTS = [
    {"item": "中晚籼稻（2023年产）", "book_qty": "2180", "actual_qty": "2000", "unit": "吨"},
    {"item": LONG, "book_qty": "3", "actual_qty": "4", "unit": "台"},
    {"item": "包装袋", "book_qty": "500", "actual_qty": "500", "unit": "条"},
    {"item": "熏蒸药剂", "book_qty": "12", "unit": "瓶"},
]
CAPTIONS = ("东门外景", "四号仓北侧堆位，自北向南第三堆，堆高约四米，顶部有塌陷，与账面登记的堆位不符", "磅秤", "", "保管账封面")


def fill(session: Any) -> None:
    told = {"purpose": "核对库存", "visit_mode": "stocktake", "observations": "见四号仓空仓。", "start_at": "2026-11-20T08:30"}
    recording.new(session, "site_visit", {"title": EMPTY, "visit_mode": "open"})
    visit = recording.new(session, "site_visit", {"title": VISIT, **told, "counts": COUNTS, "sites": [{"name": "四号仓"}]}).id
    with TemporaryDirectory() as place:
        for number in range(5):
            size = (320, 240) if number % 2 else (240, 320)
            said = {"at": f"2026:11:20 09:{number:02d}:00", "here": HERE if number == 1 else None, "size": size}
            Path(place, f"IMG_2026112009{number:02d}.jpg").write_bytes(shot(number=number, **said))
        Path(place, "IMG_20261120111213_broken.jpg").write_bytes(shot(at="2026:11:20 11:12:13")[:-300])
        photographs.take_in(session, visit, [Path(place)])
    rows = [row["row"] for row in opening.look_up(session, visit).record.values["photos"]]
    said = [{"row": row, "caption": text, "taken_by": "周岚"} for row, text in zip(rows, CAPTIONS, strict=False)]
    recording.edit(session, visit, {"photos": said})


NONE_YET = (("press", "visits"), ("choose", "list", EMPTY), ("tab", "no photographs yet"), ("find", "choose photographs"))
A_VISIT = (("press", "visits"), ("choose", "list", VISIT))
PHOTOS = (*A_VISIT, ("tab", "six photographs"), ("find", "the photographs"))
MAKERS: Mapping[str, tuple[str, Maker]] = {
    "photographs": ("PhotoPart", by(*PHOTOS)),
    "a photograph": ("LargePhoto", by(*PHOTOS, ("press", "seen larger"), ("find", "all photographs again"))),
    "no photographs": ("NoPhotos", by(*NONE_YET)),
    "counts": ("CountsPart", by(*A_VISIT, ("tab", "four counts"), ("sees", "180 short"))),
}
"""What is shown -> its class, and how one gets there."""
