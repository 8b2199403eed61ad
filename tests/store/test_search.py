"""Whatever stands in a record is found by any part of it, and shown where it stands. On the real cipher."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.store import search, snippets
from desktop.store.database import Database, close, open_cipher
from desktop.store.search import find, sounds, spaced
from desktop.store.snippets import snippet

RARE = "𬭚𠀀㐀〇々\U00031350\ue123"
CHINESE = st.text(st.sampled_from("粮库一号仓出入账本王李张的了是" + RARE), min_size=1, max_size=12)
MARKS = st.sampled_from(["", "，", "。\n", " ", "·", "—", "\u3000", "《"])
TEXTS = st.lists(st.tuples(CHINESE, MARKS, st.sampled_from(["", "A4", "1,640.92", "ｘＹ"])), min_size=1, max_size=5).map(
    lambda pieces: "".join("".join(piece) for piece in pieces)
)
ON_ONE_INDEX = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_cipher(tmp_path / "records.db", bytes(range(32)), create=True)
    # These tests ask for words, not for durability.
    opened.execute("pragma synchronous = off")
    search.create_index(opened)
    yield opened
    close(opened)


def only(db: Database, title: str, body: str, *names: str) -> None:
    """An index of just this one record, number 7."""
    search.clear(db)
    search.put(db, 7, title, body, names)


def found(db: Database, text: str) -> list[int]:
    return [number for number, _ in find(db, text, 50)]


@ON_ONE_INDEX
@given(text=TEXTS, data=st.data())
def test_any_one_to_four_chinese_characters_of_a_text_find_it_and_are_marked(db: Database, text: str, data: st.DataObject) -> None:
    only(db, "", text)
    starts = [n for n, one in enumerate(text) if unicodedata.category(one) in ("Lo", "Lm", "Nl", "Co", "Cn")]
    start = data.draw(st.sampled_from(starts))
    length = data.draw(st.integers(1, 4))
    part = text[start : start + length]
    while not all(place + start in starts for place in range(len(part))):
        part = part[:-1]
    assert found(db, part) == [7]
    assert "⟦" in snippet(text, part)


@ON_ONE_INDEX
@given(text=st.text(max_size=40), asked=st.text(max_size=12))
def test_whatever_is_found_is_marked_and_nothing_typed_is_an_error(db: Database, text: str, asked: str) -> None:
    only(db, "", text)
    shown = snippet(text, asked)
    assert found(db, asked) == [] or "⟦" in shown


@ON_ONE_INDEX
@given(text=TEXTS, asked=st.text(st.sampled_from("粮库账A4ａ16,40.92 xy“"), min_size=1, max_size=5))
def test_one_word_is_marked_just_where_it_is_found_also_among_numbers_and_letters(db: Database, text: str, asked: str) -> None:
    only(db, "", text)
    asked = asked.replace(" ", "-")
    assert ("⟦" in snippet(text, asked)) == (found(db, asked) == [7])


@given(text=st.text(max_size=60))
def test_the_quick_way_of_spacing_gives_the_tokens_of_the_slow_one(text: str) -> None:
    no_marks = "".join(one if one.isalnum() or ord(one) > 127 else " " for one in spaced(text))
    assert no_marks.split(" ") == [""] or [token for token in no_marks.split(" ") if token] == search.tokens(text)


@pytest.mark.parametrize(
    "asked", ['"', "'", "*", "粮 OR 库", "NEAR(粮 库)", "title:粮", "粮库)", "(", "-粮", "^粮", "\0", "\ud800", "+", "{a}:"]
)
def test_quotes_and_operators_are_only_text(db: Database, asked: str) -> None:
    only(db, "", "粮库账本")
    assert found(db, asked) in ([], [7])
    assert found(db, asked + " 不在") == []


def test_a_page_pasted_into_the_box_still_searches(db: Database) -> None:
    page = "粮库账本 " * 3000
    only(db, "", page)
    assert found(db, page) == [7]
    assert found(db, "".join(page.split())) == [7]


@pytest.mark.parametrize("asked", ["", "   ", "，。", "\u3000"])
def test_nothing_asked_finds_nothing(db: Database, asked: str) -> None:
    only(db, "粮库", "账本")
    assert search.query(asked) == ""
    assert found(db, asked) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ａ４纸两箱", "a4"),
        ("A4纸两箱", "Ａ４纸"),
        ("金额１６４０元", "1640"),
        ("支出1,640.92元", "1640.92"),
        ("支出1640.92元", "1,640.92"),
        ("支出1640.92元", "1640"),
        ("支出1,640.92元", "640"),
        ("编号ZL-WJ0012", "0012"),
        ("CAFÉ 收据", "café"),
        ("cafe\u0301 收据", "caf\u00e9"),
        ("ｶﾀｶﾅ", "カタ"),
        ("见附件①和㎡", "附件1"),
        ("尼玛·次仁", "尼玛次仁"),
        ("粮库\n一号仓", "库一号"),
        ("葛\U000e0100城", "葛城"),
        ("Xunshen 记录", "xun"),
        ("粮食\u200b收储", "食收"),
    ],
)
def test_width_case_marks_and_thousands_do_not_matter(db: Database, text: str, asked: str) -> None:
    only(db, "", text)
    assert found(db, asked) == [7]
    assert "⟦" in snippet(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"), [("粮库", "库粮"), ("合同2026号", "026"), ("contract", "tract"), ("a bc", "abc"), ("abc", "a-bc")]
)
def test_what_does_not_stand_there_is_neither_found_nor_marked(db: Database, text: str, asked: str) -> None:
    only(db, "", text)
    assert found(db, asked) == []
    assert "⟦" not in snippet(text, asked)


def test_all_words_are_required_wherever_they_stand(db: Database) -> None:
    only(db, "粮库走访", "王某说账本不在")
    assert found(db, "账本 粮库") == [7]
    assert found(db, "账本 水库") == []


@pytest.mark.parametrize("asked", ["ouyang", "ouyangchun", "oyc", "oy", "OYC", "ouyangdui"])
def test_a_name_is_found_by_its_sound_and_marked(db: Database, asked: str) -> None:
    only(db, "", "问了欧阳𬭚三次", "欧阳𬭚")
    assert found(db, asked) == [7]
    assert "⟦欧阳𬭚⟧" in snippet("问了欧阳𬭚三次", asked, ["欧阳𬭚"])


def test_a_single_letter_is_a_whole_word_or_the_sound_of_a_single_character(db: Database) -> None:
    only(db, "", "问了王三次，张三两次，A组", "王", "张三")
    assert [found(db, letter) for letter in ("w", "z", "a", "zs")] == [[7], [], [7], [7]]
    assert "⟦王⟧" in snippet("问了王三次", "w", ["王", "张三"])


def test_numbers_are_found_by_their_beginning_from_three_digits_on(db: Database) -> None:
    only(db, "", "合同1640号，20日签")
    assert [found(db, number) for number in ("164", "16", "20", "640")] == [[7], [], [7], []]


def test_a_surname_is_found_however_it_is_read() -> None:
    assert {"danxiong", "shanxiong", "dx", "sx"} <= set(sounds(["单雄"]).split())
    assert sounds(["Tom", "", "，"]) == ""


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("重庆", "chongqing"),
        ("长安", "changan"),
        ("单县", "shanxian"),
        ("乐亭县", "laotingxian"),
        ("六安", "luan"),
        ("仇和", "qiuhe"),
        ("解玉", "xieyu"),
        ("区寄", "ouji"),
        ("曾乐", "zengyue"),
        ("万俟卨", "moqixie"),
        ("尉迟长乐", "yuchichangle"),
    ],
)
def test_a_short_name_is_found_by_every_reading_of_its_characters(name: str, read: str) -> None:
    found = sounds([name]).split()
    assert read in found
    assert len(found) <= 64


@pytest.mark.parametrize("name", ["单洪", "重庆", "银行", "尉迟长乐"])
def test_how_a_short_name_is_read_does_not_depend_on_what_was_read_before(name: str) -> None:
    search.sound.cache_clear()
    before = search.sound(name)
    search.usual_reading("青禾县银行")
    search.sound.cache_clear()
    assert search.sound(name) == before


def test_a_long_name_is_read_as_its_words_are_and_has_few_readings() -> None:
    assert len(sounds(["青禾县长乐粮食行会单据重整有限责任公司"]).split()) <= 6
    assert sounds(["重庆农村商业银行"]).split() == ["chongqingnongcunshangyeyinhang", "cqncsyyh"]


@pytest.mark.parametrize(("name", "read"), [("万俟卨", "mo qi xie"), ("尉迟恭", "yu chi gong"), ("周岚", "zhou lan"), ("Tom", "")])
def test_a_name_has_one_usual_reading(name: str, read: str) -> None:
    assert " ".join(search.usual_reading(name)) == read


def test_titles_come_before_bodies_and_only_the_newest_are_ranked(db: Database) -> None:
    bodies = [(n, "", "账本账本账本账本", ()) for n in range(1, 700)]
    bodies[299] = (300, "关于一册账本的走访记录以及其他许多许多事情", "无", ())
    with db.atomic():
        search.put_many(db, bodies)
    assert found(db, "账本")[0] == 300
    assert min(found(db, "账本")) >= 700 - search.NEWEST
    assert len(find(db, "账本", 20)) == 20


def test_a_replaced_record_is_found_by_its_new_words_only(db: Database) -> None:
    search.put(db, 7, "粮库", "旧账", ["王某"])
    search.put(db, 7, "水库", "新账", ["李某"])
    assert [found(db, word) for word in ("旧账", "wang", "新账", "limou")] == [[], [], [7], [7]]
    search.drop(db, 7)
    assert found(db, "新账") == []


def test_dropped_words_leave_the_file_when_the_index_is_written_anew(db: Database) -> None:
    search.put_many(db, [(1, "", "secretword", ()), (2, "", "otherword", ())])
    search.drop(db, 1)
    search.optimise(db)
    blocks = b"".join(row[0] for row in db.execute("select block from search_data").fetchall())
    assert b"otherword" in blocks
    assert b"secretword" not in blocks


def test_settling_gathers_the_pieces_that_saves_leave_and_loses_nothing(db: Database) -> None:
    for number in range(1, 41):
        search.put(db, number, "", f"账本{number}", ())
    pieces = "select count(distinct segid) from search_idx"
    before = db.execute(pieces).fetchone()[0]
    steps = 0
    while search.settle(db):
        steps += 1
        assert steps < 1000
    assert db.execute(pieces).fetchone()[0] < before / 4
    assert len(found(db, "账本")) == 40
    assert db.execute("insert into search (search) values ('integrity-check')").fetchall() == []


def test_many_records_are_indexed_in_few_pieces(db: Database) -> None:
    db.execute("begin")
    search.put_many(db, ((number, "", "粮库账本" * 20, ()) for number in range(1, 2001)))
    db.execute("commit")
    assert db.execute("select count(distinct segid) from search_idx").fetchone()[0] == 1


def test_a_snippet_shows_the_first_place_with_some_words_around_it() -> None:
    document = "前" * 100 + "粮库" + "后" * 200 + "粮库"
    assert snippet(document, "粮库") == "…" + "前" * 36 + "⟦粮库⟧" + "后" * 70 + "…"
    assert snippet("粮库与粮库", "粮库") == "⟦粮库⟧与⟦粮库⟧"
    assert snippet("没有的\n词", "水") == "没有的 词"


def test_a_snippet_marks_a_hit_longer_than_itself() -> None:
    long = "粮食收储" * 15
    assert snippet("前" + long + "后", long, width=4).startswith("前⟦粮食")


def test_a_snippet_keeps_characters_whole_and_shows_marks_of_the_writer_as_his() -> None:
    document = "ẍ̣" * 50 + "葛\U000e0100" + "ẍ̣" * 90
    shown = snippet(document, "葛", width=5)
    assert "⟦葛\U000e0100⟧" in shown
    assert not unicodedata.combining(shown.removeprefix("…")[0])
    assert snippet("他写了⟦粮库⟧", "粮库") == "他写了[⟦粮库⟧]"


def test_a_snippet_of_decomposed_words_stands_in_their_composed_form() -> None:
    assert snippet("cafe\u0301店", "café") == "⟦caf\u00e9⟧店"


ASKED = st.text(st.sampled_from("粮库账A4ａ16,40 y①"), min_size=1, max_size=5)


def every_place(document: str, text: str) -> set[tuple[int, int]]:
    """Where a query stands in a document, overlapping places too, found character by character."""
    forms = [search.FORMS[ord(one)] for one in document]
    starts = [place for place, form in enumerate(forms) for _ in form]
    flat = "".join(forms)
    found = set()
    for pattern in snippets._sought(text).patterns:
        for match in filter(None, (pattern.match(flat, place) for place in range(len(flat)))):
            found.add((starts[match.start()], snippets._whole(document, starts[match.end() - 1] + 1)))
    return found


@given(before=TEXTS, text=TEXTS, behind=st.integers(0, 200), asked=ASKED, width=st.integers(1, 40))
def test_the_quick_way_marks_only_what_the_thorough_one_would(before: str, text: str, behind: int, asked: str, width: int) -> None:
    document = search.composed(before * 4 + text + "张1" * behind)
    near = snippets._near(document, snippets._sought(asked), width)
    start = near[0][0] if near else 0
    shown = {(first, last) for first, last in near if last <= max(near[0][1], start + width * 2)}
    assert shown <= every_place(document, asked)
    assert ("⟦" in snippet(document, asked, width=width)) == bool(every_place(document, asked))


def test_a_number_that_goes_on_beyond_what_is_looked_at_is_not_marked() -> None:
    document = "粮" + "库" * 71 + "1640"
    assert snippet(document + "5粮", "粮 1640", width=36).count("⟦") == 1
    assert snippets._near("１1640", snippets._sought("1640"), 36) == []


def test_words_as_typed_are_shown_before_the_same_in_another_form() -> None:
    document = "Ａ４" + "前" * 200 + "a4" + "后" * 200
    assert "⟦a4⟧" in snippet(document, "a4")
    assert "⟦Ａ４⟧" in snippet(document[:100], "a4")
