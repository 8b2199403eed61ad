"""Invented interviews, and the tools that read a printed file back."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from desktop import places
from desktop.model.form import Form
from desktop.model.form_file import load_folder
from desktop.paper.papers import Sheet

LEAD, RECORDER = "a" * 32, "b" * 32
NAMES = {LEAD: "张明远", RECORDER: "吴㛃"}
TALK: dict[str, object] = {
    "title": "泵站付款",
    "record_kind": "joint_talk",
    "start_at": "2026-11-20T09:05",
    "end_at": "2026-11-20T10:40",
    "place": "辰川市水务局三楼小会议室",
    "interviewers": [LEAD, RECORDER],
    "recorder": RECORDER,
    "name": "欧阳𬭚",
    "unit": "辰川市水务建设投资有限公司",
    "post": "副经理",
    "credential_shown": True,
    "credential_nos": "审字0123",
    "notice_shown": True,
    "rights_text_ver": "联合谈话告知 第2版",
    "rights_reply": "听清楚了，不申请回避。",
    "topic": "东湖泵站改造工程款",
    "av_recorded": False,
    "read_mode": "self_read",
    "marking": "work_secret",
}
QUESTION = {
    "q": "请介绍一下付款经过。",
    "a": "2023年8月7日付了1,640.92万元（见《关于拨付的通知》〔2023〕5号文件），当时没有开会……后来补的会议纪要——其他记不清楚。" * 2,
}


@pytest.fixture(scope="session")
def forms() -> dict[str, Form]:
    return load_folder(places.forms_folder())[0]


@pytest.fixture
def talk(forms: dict[str, Form]) -> Callable[..., Sheet]:
    """`talk(questions=1, draft=False, **values)`: an interview with so many questions."""

    def made(questions: int = 1, draft: bool = False, **values: Any) -> Sheet:
        return Sheet(
            form=forms["interview"],
            values={**TALK, "qa": [QUESTION] * questions, **values},
            names=NAMES,
            number="CZ2026-J-TH-ZL-003",
            version=2,
            check_code=None if draft else "7f3a91c2d05be684",
            side="joint",
            state="draft" if draft else "frozen",
            draft=draft,
            missing=["政治面貌"] if draft else [],
            conflicts=["结束时间：10:40 与 10:50"] if draft else [],
            project="辰川市巡审联动",
        )

    return made


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., str]:
    """`read(pdf, tool, *options)`: what a program of poppler says about a file."""

    def run(pdf: bytes, tool: str = "pdftotext", *options: str) -> str:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        ends = ["-"] if tool == "pdftotext" else []
        return subprocess.run([tool, *options, str(path), *ends], check=True, capture_output=True, text=True).stdout

    return run


@pytest.fixture
def codes(tmp_path: Path) -> Callable[..., list[list[str]]]:
    """`codes(pdf, turned=0)`: what a camera reads on each page, the sheets lying turned by so many degrees."""

    def seen(pdf: bytes, turned: int = 0) -> list[list[str]]:
        (tmp_path / "seen.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", "150", "-gray", "seen.pdf", "seen"], cwd=tmp_path, check=True)
        pictures = [Image.open(path).rotate(turned, expand=True) for path in sorted(tmp_path.glob("seen-*.pgm"))]
        return [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]

    return seen


@pytest.fixture
def pages(read: Callable[..., str]) -> Callable[[bytes], list[str]]:
    """The text of each page, spaces left out."""

    def split(pdf: bytes) -> list[str]:
        return ["".join(page.split()) for page in read(pdf, "pdftotext", "-layout").split("\f")[:-1]]

    return split
