"""What is signed on paper: every page says what it is, nothing is printed that was not said, and names come back out."""

import hashlib
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import FieldError
from desktop.model.form import Form
from desktop.paper import fonts
from desktop.paper.blocks import divided
from desktop.paper.papers import Sheet, _laid_out, print_paper
from desktop.paper.sheet import Annex
from desktop.paper.styles import TALK
from desktop.paper.talk import signature
from desktop.paper.words import Language
from tests.paper.reading import words

Talk = Callable[..., Sheet]
Read = Callable[..., str]
Pages = Callable[[bytes], list[str]]
Codes = Callable[..., list[list[str]]]


def test_rare_names_can_be_read_back_out_of_the_file(talk: Talk, read: Read) -> None:
    text = read(print_paper(talk()), "pdftotext", "-layout")
    assert "欧阳𬭚" in text
    assert "吴㛃" in text


def test_every_font_is_embedded_cut_down_and_readable(talk: Talk, read: Read) -> None:
    fonts_used = read(print_paper(talk(qa=[{"q": "𰻝" * 3, "a": everything()}])), "pdffonts").splitlines()[2:]
    assert len(fonts_used) == 2, "one for each face"
    assert [line for line in fonts_used if line.split()[-5:-2] != ["yes", "yes", "yes"]] == []


@pytest.mark.parametrize(("questions", "draft", "lang"), [(1, False, "zh"), (1, True, "zh"), (40, False, "en")])
def test_another_program_finds_nothing_wrong_in_the_file(
    talk: Talk, tmp_path: Path, questions: int, draft: bool, lang: Language
) -> None:
    (tmp_path / "paper.pdf").write_bytes(print_paper(talk(questions, draft), lang))
    told = subprocess.run(["qpdf", "--check", "paper.pdf"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "No syntax or stream encoding errors found" in told.stdout


def everything() -> str:
    """Enough different characters for several sections of a character map."""
    return "".join(chr(code) for code in range(0x4E00, 0x4E00 + 600))


def test_six_hundred_characters_come_back_in_order(talk: Talk, pages: Pages) -> None:
    printed = "".join(pages(print_paper(talk(qa=[{"q": "甲", "a": everything()}]))))
    assert "".join(character for character in printed if character in set(everything()[300:330])) == everything()[300:330]


@pytest.mark.parametrize(("questions", "least"), [(30, 6), (400, 100)])
def test_every_page_of_a_long_one_has_signature_line_numbers_and_marks(
    talk: Talk, pages: Pages, questions: int, least: int
) -> None:
    found = pages(print_paper(talk(questions)))
    assert len(found) >= least
    for number, page in enumerate(found, 1):
        assert page.startswith("工作秘密编号CZ2026-J-TH-ZL-003")
        assert page.endswith(f"CZ2026-J-TH-ZL-003rev2页脚校验码7f3a91c2d05be684第{number}页共{len(found)}页")
        assert "被谈话人签名年月日CZ2026" in page


@pytest.mark.parametrize("turned", [0, 90, 180])
def test_a_camera_reads_on_each_page_which_page_of_which_version_it_is(talk: Talk, codes: Codes, turned: int) -> None:
    found = codes(print_paper(talk(12)), turned)
    assert len(found) >= 3
    for number, page in enumerate(found, 1):
        assert page == [f"CZ2026-J-TH-ZL-003|2|{number}/{len(found)}|7f3a91c2d05be684"]


def test_a_draft_has_no_code_that_a_camera_could_take_for_a_signed_page(talk: Talk, codes: Codes) -> None:
    assert codes(print_paper(talk(draft=True))) == [[]]


def test_a_number_in_chinese_is_read_back_too(talk: Talk, codes: Codes) -> None:
    assert codes(print_paper(replace(talk(), number="辰川-003")))[0] == ["辰川-003|2|1/2|7f3a91c2d05be684"]


@pytest.mark.parametrize("questions", range(1, 9))
def test_signatures_never_stand_alone_on_a_page(talk: Talk, read: Read, questions: int) -> None:
    last = read(print_paper(talk(questions)), "pdftotext", "-layout").split("\f")[-2]
    above = [line for line in last.split("以下空白")[0].splitlines() if line.strip()]
    assert len(above) >= 3, "the header and two lines of the text"
    assert "记录人签名（吴㛃）：" in last


def test_between_the_text_and_the_signatures_at_the_foot_the_page_is_struck_out(talk: Talk) -> None:
    for questions in range(1, 9):
        style, rows = _laid_out(talk(questions), "zh")
        last = divided(rows, style.height)[-1]
        begin = next(number for number, row in enumerate(last) if row.struck)
        above = sum(row.height for row in last[:begin])
        below = sum(row.height for row in last[begin + 1 :])
        assert last[begin].texts[0].line.text == "以下空白"
        assert last[begin].height == pytest.approx(style.height - above - below)
        (stroke,) = last[begin].rules
        assert (stroke.x1, stroke.y2, stroke.x2) == (0, 4, style.width)
        assert stroke.y1 == pytest.approx(last[begin].height - 4)


def test_no_page_before_the_last_has_room_for_more_than_two_lines(talk: Talk) -> None:
    answers = [{"q": "还有什么补充？", "a": "没有。"}]
    for questions in range(1, 30):
        style, rows = _laid_out(talk(qa=answers * questions, interviewers=["甲", "乙", "丙"]), "zh")
        for page in divided(rows, style.height)[:-1]:
            assert style.height - sum(row.height for row in page) < 2 * style.pitch


def test_where_the_signatures_move_on_the_page_they_leave_says_so(talk: Talk, pages: Pages) -> None:
    found = pages(print_paper(talk(5)))
    assert "此处空白，接下页被谈话人签名" in found[-2]
    assert "此处空白" not in found[-1]


def test_the_page_number_of_a_draft_ends_where_the_text_ends(talk: Talk) -> None:
    last = [word for word in words(print_paper(talk(draft=True))) if word.page == 0][-1]
    assert (last.text, last.right) == ("页", pytest.approx(TALK.edge, abs=0.1))


def test_the_closing_sentence_is_written_right_above_where_the_interviewee_signs(talk: Talk, pages: Pages) -> None:
    last = pages(print_paper(talk()))[-1]
    assert "与所说是否相符。被谈话人签名年月日" in last
    assert last.count("被谈话人签名") == 1, "he signs a page once"


def test_long_names_leave_room_to_sign(talk: Talk) -> None:
    for name in ("张明远", "阿卜杜拉赫曼·买买提吐尔逊·艾力江·欧阳" * 2):
        row = signature(f"谈话人签名（{name}）：", "年　　月　　日")
        (line,) = row.rules
        assert line.x2 - line.x1 >= 110
        assert all(0 < text.drop < row.height for text in row.texts)
        for text in row.texts[:-1]:
            end = text.x + fonts.width(text.line.text, text.size) - text.line.squeeze
            assert end < line.x1 or (text.drop < line.y1 - 20 and end <= TALK.width)


def test_an_inspection_talk_leaves_no_gap_for_a_recording_nobody_asked_about(talk: Talk, pages: Pages) -> None:
    unasked = {"record_kind": "inspection_talk", "av_recorded": None}
    assert "录音录像" not in pages(print_paper(talk(**unasked)))[0]
    assert "录音录像无" in pages(print_paper(talk(record_kind="inspection_talk")))[0]
    assert "录音录像" in pages(print_paper(talk(av_recorded=None)))[0]


def test_the_closing_sentence_is_asked_for_and_never_printed(talk: Talk, pages: Pages) -> None:
    for mode, asks in (("self_read", "是否看过"), ("read_to", "是否听过")):
        last = pages(print_paper(talk(read_mode=mode)))[-1]
        assert asks in last
        assert "以上记录" not in last
        assert "和我说的" not in last


@pytest.mark.parametrize(
    ("kind", "title"), [("joint_talk", "谈话记录"), ("inspection_talk", "谈话记录"), ("audit_inquiry", "审计谈话记录")]
)
def test_the_title_says_which_kind_of_talk_it_was(talk: Talk, read: Read, kind: str, title: str) -> None:
    assert title in [line.strip() for line in read(print_paper(talk(record_kind=kind)), "pdftotext", "-layout").splitlines()]


def test_where_the_interviewee_need_not_sign_no_line_asks_him_to(talk: Talk, pages: Pages) -> None:
    printed = "".join(pages(print_paper(talk(interviewee_sign_required=False))))
    assert "被谈话人签名" not in printed
    assert "记录人签名" in printed


def test_a_draft_says_so_on_every_page_and_lists_what_it_lacks(talk: Talk, pages: Pages) -> None:
    found = pages(print_paper(talk(12, draft=True)))
    assert all("草稿，不供签字" in page for page in found)
    assert "尚缺：政治面貌" in found[0]
    assert "两说并存：结束时间：10:40与10:50" in found[0]
    assert not any("签名" in page or "校验码" in page for page in found)


def test_a_final_one_is_not_called_a_draft(talk: Talk, pages: Pages) -> None:
    assert "草稿" not in "".join(pages(print_paper(talk())))


def test_fewer_than_two_auditors_are_said_to_be_so(talk: Talk, pages: Pages) -> None:
    assert "审计人员不足二人，仅供参考" in pages(print_paper(talk(audit_use="reference_only")))[0]


def test_what_was_changed_while_it_was_read_stands_after_the_answers(talk: Talk, pages: Pages) -> None:
    changed = [{"page": "1", "line": "3", "old_text": "八月", "new_text": "七月"}]
    assert "第1页第3行，“八月”改为“七月”。以下空白" in "".join(pages(print_paper(talk(corrections=changed))))


def test_what_nobody_has_said_yet_is_left_open_and_not_denied(talk: Talk, pages: Pages) -> None:
    assert (
        "工作证件____；通知书未出示" in pages(print_paper(talk(credential_shown=None, credential_nos=None, notice_shown=False)))[0]
    )


def test_text_is_printed_as_it_was_said_and_never_read_as_markup(talk: Talk, pages: Pages) -> None:
    said = "他说<b>{name}</b>&amp;%s"
    assert said in "".join(pages(print_paper(talk(qa=[{"q": said, "a": "没有。"}]))))


def test_a_character_no_font_has_stops_the_print_and_is_named(talk: Talk) -> None:
    with pytest.raises(FieldError) as stopped:
        print_paper(talk(name="王𠮷", topic="吴\U0002a6d7的\u0007款"))
    assert stopped.value.code == "PAPER_GLYPHS_MISSING"
    assert stopped.value.facts == {"characters": "U+0007, 𠮷 (U+20BB7), \U0002a6d7 (U+2A6D7)", "count": 3}


def test_the_file_is_called_by_its_number_and_names_no_time(talk: Talk, read: Read) -> None:
    facts = read(print_paper(talk()), "pdfinfo", "-isodates")
    assert "Title:           CZ2026-J-TH-ZL-003\n" in facts
    assert "CreationDate:    2000-01-01" in facts
    assert "张明远" not in facts


def test_the_same_record_gives_the_same_bytes_whatever_was_printed_before(talk: Talk) -> None:
    first = print_paper(talk(4))
    print_paper(talk(2, name="李静"), "en")
    assert print_paper(talk(4)) == first


PRINTS_ONE = """
    import hashlib, sys, time
    time.time = lambda: int(sys.argv[1]) * 86400.0
    from desktop import places
    from desktop.model.form_file import load_folder
    from desktop.paper.papers import Sheet, print_paper
    form = load_folder(places.forms_folder())[0]["interview"]
    values = {"name": "欧阳𬭚", "record_kind": "audit_inquiry", "qa": [{"q": "付款经过？", "a": "没有开会。"}]}
    sheet = Sheet(form, values, {}, "CZ-1", 1, "AB", "audit", "frozen", False, [], [], "")
    print(hashlib.sha256(print_paper(sheet)).hexdigest())
"""


def test_two_processes_on_two_days_print_the_same_bytes() -> None:
    printed = []
    for day in ("20000", "20001"):
        ask = [sys.executable, "-c", textwrap.dedent(PRINTS_ONE), day]
        env = {"PYTHONHASHSEED": day, "PYTHONPATH": ":".join(sys.path)}
        printed.append(subprocess.run(ask, check=True, capture_output=True, text=True, env=env).stdout.strip())
    assert printed[0] == printed[1]
    assert len(printed[0]) == hashlib.sha256().digest_size * 2


def test_english_words_stand_round_chinese_answers(talk: Talk, read: Read) -> None:
    text = read(print_paper(talk(), "en"), "pdftotext", "-layout")
    assert "Record of interview" in text
    assert "Page 1 of 2" in text
    assert "请介绍一下付款经过。" in text


def test_any_other_form_is_printed_as_a_plain_table(talk: Talk, forms: dict[str, Form], read: Read) -> None:
    rows = [{"item": f"水泵{number}", "book_qty": "12", "actual_qty": "9", "unit": "台"} for number in range(60)]
    values: dict[str, object] = {
        "title": "三号泵房",
        "observations": "门锁着。" * 400,
        "counts": rows,
        "visitors": list(talk().names),
    }
    sheet = replace(talk(), form=forms["site_visit"], values=values)
    found = read(print_paper(sheet), "pdftotext", "-layout").split("\f")[:-1]
    joined = "".join("".join(found).split())
    assert "张明远、吴㛃" in joined
    assert joined.count("门锁着。") == 400
    assert all(row["item"] in joined for row in rows)
    assert sum("续表" in page for page in found) == sum("品名" in page for page in found) - 1 > 0
    assert "对方签名（盖章）：" in found[-1]


def test_several_answers_are_printed_by_their_names(talk: Talk, forms: dict[str, Form], read: Read) -> None:
    form = forms["verification_task"]
    chosen = ["interview", "doc_review"]
    task = replace(talk(), form=form, values={"title": "核实", "method": chosen}, state="open")
    text = "".join(read(print_paper(task), "pdftotext", "-layout").split())
    names = [option.label["zh"] for option in form.field("method").options if option.id in chosen]
    assert "、".join(names) in text and "doc_review" not in text


def test_the_bounds_of_a_plan_stand_behind_it_with_who_confirmed_them(talk: Talk, forms: dict[str, Form], read: Read) -> None:
    bound = {"plan": "d" * 32, "matter": "资金拨付", "for_side": "audit", "does": "查账证", "does_not": "不谈干部"}
    annex = Annex(forms["duty_boundary"], ({**bound, "confirmed": ["audit"]},), "d" * 32)
    plan = replace(talk(), form=forms["implementation_plan"], values={"title": "方案"}, state="one_side", annexes=(annex,))
    text = "".join(read(print_paper(plan), "pdftotext", "-layout").split())
    assert "附件1职责边界" in text and "已确认" in text
    for word in ("资金拨付", "查账证", "不谈干部"):
        assert word in text
    assert "d" * 32 not in text


def test_each_shipped_form_can_be_printed_empty_as_draft_and_final(talk: Talk, forms: dict[str, Form], read: Read) -> None:
    for form in forms.values():
        for draft in (True, False):
            sheet = replace(talk(), form=form, values={}, draft=draft, state="")
            assert form.label["zh"] in read(print_paper(sheet))
