"""Photographs of a visit on paper: two to four a page, told apart by what stands below them."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.model.form import Form
from desktop.paper.papers import Sheet, print_paper
from desktop.paper.sheet import Photo
from desktop.photos.picture import pictures
from tests.paper.conftest import LEAD, NAMES, RECORDER
from tests.photos.shots import shot

Read = Callable[..., str]
ACROSS, UPRIGHT = (400, 300), (300, 400)


def photo(number: int, size: tuple[int, int] = ACROSS, **said: Any) -> Photo:
    made = pictures(shot("HEIF" if number % 3 == 0 else "JPEG", number=number, size=size))
    told = {"at": "2026-11-20T09:05", "taker": "何川", "place": "四号仓北侧", "caption": f"第{number}堆", **said}
    return Photo(number, f"IMG_{number}.jpg", jpeg=made.large, width=made.width, height=made.height, why="", **told)


@pytest.fixture
def visit(forms: dict[str, Form]) -> Callable[..., Sheet]:
    def made(*photos: Photo, **values: Any) -> Sheet:
        said = {
            "visit_mode": "stocktake", "start_at": "2026-11-20T08:30", "end_at": "2026-11-20T11:00", "purpose": "监盘",
            "visitors": [LEAD, RECORDER], "observations": "见四号仓空仓。", "sites": [{"row": "1", "name": "四号仓"}], **values,
        }  # fmt: skip
        said["photos"] = [{"row": str(one.number), "name": one.name} for one in photos]
        return Sheet(
            form=forms["site_visit"], values=said, names=NAMES, number="CZ2026-A-ZF-ZL-001", version=1, side="audit",
            check_code="7f3a91c2d05be684", state="frozen", draft=False, missing=[], conflicts=[], project="", photos=photos,
        )  # fmt: skip

    return made


def counted(pdf: bytes, read: Read) -> list[int]:
    """Photographs on each page."""
    lines = read(pdf, "pdfimages", "-list").splitlines()[2:]
    on = [int(line.split()[0]) for line in lines]
    pages = int(re.search(r"Pages:\s+(\d+)", read(pdf, "pdfinfo"))[1])  # type: ignore[index]
    return [on.count(page) for page in range(1, pages + 1)]


def test_below_each_photograph_stands_its_number_time_taker_place_and_caption(
    visit: Callable[..., Sheet], pages: Callable[[bytes], list[str]]
) -> None:
    text = "".join(pages(print_paper(visit(photo(1), photo(2, taker="", place="", at="")))))
    assert "照片附页" in text and "共2张，见照片附页" in text
    assert "照片12026年11月20日9时05分拍摄人：何川四号仓北侧第1堆" in text
    assert "照片2第2堆" in text, "what is not known is left out"


def test_what_another_program_finds_in_the_paper_are_the_photographs_as_jpeg(visit: Callable[..., Sheet], read: Read) -> None:
    """A HEIC among them is printed like the others."""
    listed = read(print_paper(visit(*(photo(n) for n in (1, 2, 3)))), "pdfimages", "-list")
    assert [line.split()[8] for line in listed.splitlines()[2:]] == ["jpeg"] * 3


@pytest.mark.parametrize(("count", "size"), [(1, ACROSS), (3, UPRIGHT), (4, ACROSS), (5, UPRIGHT), (12, ACROSS), (41, UPRIGHT)])
def test_two_to_four_photographs_stand_on_a_page(
    visit: Callable[..., Sheet], read: Read, count: int, size: tuple[int, int]
) -> None:
    found = counted(print_paper(visit(*(photo(n, size) for n in range(1, count + 1)))), read)
    filled = [on for on in found if on]
    assert sum(found) == count and max(found) <= 4
    assert all(on >= 2 for on in filled[1:-1]), "only where they begin and end may one stand alone"


def test_whoever_signs_signs_below_a_photograph_and_not_on_a_sheet_of_its_own(
    visit: Callable[..., Sheet], read: Read, pages: Callable[[bytes], list[str]]
) -> None:
    for count in range(1, 14):
        pdf = print_paper(visit(*(photo(n) for n in range(1, count + 1))))
        assert counted(pdf, read)[-1] and "签名" in pages(pdf)[-1]


def test_a_long_caption_is_set_in_full(visit: Callable[..., Sheet], pages: Callable[[bytes], list[str]], read: Read) -> None:
    caption = "自北向南第三堆，堆高约四米，顶部有塌陷" * 9
    pdf = print_paper(visit(*(photo(n, caption=caption) for n in range(1, 7))))
    assert max(counted(pdf, read)) <= 4
    words = Counter("".join(pages(pdf)))
    # A character found nowhere else on the paper: lines beside each other are read across.
    assert words["塌"] == 6 * caption.count("塌")


def test_photographs_that_cannot_be_printed_are_named_with_why(
    visit: Callable[..., Sheet], pages: Callable[[bytes], list[str]], read: Read
) -> None:
    broken = replace(photo(2), jpeg=b"", why="文件不完整")
    pdf = print_paper(visit(photo(1), broken, photo(3)))
    text = "".join(pages(pdf))
    assert "照片2：IMG_2.jpg（文件不完整）" in text and "照片3" in text and sum(counted(pdf, read)) == 2
    assert "照片附页" in "".join(pages(print_paper(visit(broken))))


def test_a_paper_without_photographs_has_no_page_for_them(visit: Callable[..., Sheet], pages: Callable[[bytes], list[str]]) -> None:
    text = "".join(pages(print_paper(visit(no_photo_reason="金库内不准拍照"))))
    assert "照片附页" not in text and "金库内不准拍照" in text


def test_the_same_photographs_give_the_same_paper(visit: Callable[..., Sheet]) -> None:
    assert print_paper(visit(photo(1), photo(2))) == print_paper(visit(photo(1), photo(2)))


def test_what_was_counted_stands_beside_the_books_with_the_difference_in_words(
    visit: Callable[..., Sheet], pages: Callable[[bytes], list[str]]
) -> None:
    rows = [
        {"row": "1", "item": "中晚籼稻", "book_qty": "2180", "actual_qty": "2000", "unit": "吨"},
        {"row": "2", "item": "磅秤", "book_qty": "3", "actual_qty": "4", "unit": "台"},
        {"row": "3", "item": "包装袋", "book_qty": "500", "actual_qty": "500", "unit": "条"},
    ]
    text = "".join(pages(print_paper(visit(counts=rows))))
    for said in ("差异", "少180吨", "多1台", "相符"):
        assert said in text
