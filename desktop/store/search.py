"""Full text: Chinese by the character, Latin words and numbers by their beginnings, names also by sound.

The index keeps no text (contentless FTS5); the words are in the journal and the document. Every Chinese character is a token of its
own, so that a phrase of them finds any run of characters, of one upwards. We put the text into that form ourselves, because the
`ascii` tokenizer over prepared text costs a third less than `unicode61` over the raw one.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pypinyin
from sqlite_utils import Database

NEWEST = 500
"""How many of the newest hits are ranked: ranking all hits of a frequent word takes longer than a person waits."""
ROWS = 40
MARK_ON, MARK_OFF = "⟦", "⟧"
_TOKENS = re.compile(r"[0-9]+|[a-zÀ-ɏͰ-ӿ]+|[^\W_]", re.UNICODE)
_USUAL_MARKS = "，。；：、？！“”（）《》—…"
_UNUSUAL = re.compile(r"[^\x01-\x7f㐀-䶿一-鿿]")
_LATIN = re.compile(r"([0-9a-z]+)")
Row = tuple[int, str, str, Sequence[str]]
"""Record number, title, body, and the names in it that are also found by sound."""


def create_index(db: Database) -> None:
    """The index of words, empty. Its settings keep single saves short after a large import: segments are merged little by
    little (`settle`), never all at once inside somebody's save."""
    db.execute(
        "create virtual table search using fts5(title, body, sound, content='', contentless_delete=1, tokenize='ascii')"
    )
    for option, value in (("pgsz", 16300), ("hashsize", 16 * 1024 * 1024), ("automerge", 0), ("crisismerge", 64)):
        db.execute("insert into search (search, rank) values (?, ?)", [option, value])


def settle(db: Database, pages: int = 200) -> bool:
    """Merge a little of the index; True while there is more to do. Call between saves, or in a job after an import."""
    before = db.conn.total_changes
    db.execute("insert into search (search, rank) values ('merge', ?)", [pages])
    return db.conn.total_changes - before > 1


def plain(text: str) -> str:
    """Text as compared: full and half width alike, letters without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def spaced(text: str) -> str:
    """Tokens of a text, spaces between them: each Chinese character one, Latin words and runs of digits whole. ASCII marks may
    be left in, which the tokenizer passes over."""
    usual = text.lower()
    for mark in _USUAL_MARKS:
        usual = usual.replace(mark, " ")
    if _UNUSUAL.search(usual):
        return " ".join(_TOKENS.findall(plain(text)))
    return _spread(usual)


def _spread(usual: str) -> str:
    """A space behind each character but inside Latin words and numbers; four times as fast as finding token by token, which an
    import of many records feels. `usual`: Chinese and ASCII in small letters, without zeros."""
    pieces = _LATIN.split(usual)
    characters = "\0".join(pieces[::2]).encode("utf-16-le")
    spread = bytearray(b" \0") * len(characters)
    spread[0::4], spread[1::4] = characters[0::2], characters[1::2]
    between = spread.decode("utf-16-le").split("\0")
    words = [run if run.isdigit() or run.isalpha() else " ".join(_TOKENS.findall(run)) for run in pieces[1::2]]
    return between[0] + "".join(word + piece for word, piece in zip(words, between[1:], strict=True))


@lru_cache(maxsize=20_000)
def _sound(name: str) -> tuple[str, ...]:
    readings = pypinyin.pinyin(name, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    chosen = itertools.islice(itertools.product(*(found[:3] for found in readings)), 6)
    words: dict[str, None] = {}
    for syllables in chosen:
        words["".join(syllables)] = None
        words["".join(s[0] for s in syllables if s)] = None
    return tuple(word for word in words if word)


def sounds(names: Iterable[str]) -> str:
    """Pinyin of each name, written together, and its initials: `ouyanghe oyh`."""
    return " ".join(word for name in names for word in _sound(name))


def put(db: Database, rowid: int, title: str, body: str, names: Sequence[str]) -> None:
    """Index one record; what was indexed of it before must have been dropped."""
    put_many(db, [(rowid, title, body, names)])


def put_many(db: Database, rows: Sequence[Row]) -> None:
    """Index records, in the order of their numbers, many in one statement."""
    for start in range(0, len(rows), ROWS):
        some = rows[start : start + ROWS]
        values: list[int | str] = []
        for rowid, title, body, names in some:
            values += (rowid, spaced(title), spaced(body), sounds(names))
        marks = ", ".join(["(?, ?, ?, ?)"] * len(some))
        db.execute(f"insert into search (rowid, title, body, sound) values {marks}", values)


def drop(db: Database, rowid: int) -> None:
    """Take a record out of the index."""
    db.execute("delete from search where rowid = ?", [rowid])


def query(text: str) -> str:
    """The match expression for what a person typed: runs of Chinese as phrases, Latin words and numbers by their beginning,
    all of them required. Empty where there is nothing to look for."""
    terms = []
    for word in plain(text).split():
        tokens = _TOKENS.findall(word)
        if tokens:
            last = "*" if tokens[-1].isascii() else ""
            terms.append('"' + " ".join(tokens) + '"' + last)
    return " AND ".join(terms)


def find(db: Database, text: str, limit: int = 50) -> list[tuple[int, float]]:
    """Record numbers and scores (lower is better), best first, of the newest hits; titles weigh more than bodies."""
    match = query(text)
    if not match:
        return []
    newest = db.execute(
        "select rowid from search where search match ? order by rowid desc limit ?", [match, NEWEST]
    ).fetchall()
    if not newest:
        return []
    return [
        (int(no), float(score))
        for no, score in db.execute(
            "select rowid, bm25(search, 8.0, 1.0, 4.0) as score from search where search match ? and rowid >= ?"
            " order by score, rowid desc limit ?",
            [match, newest[-1][0], limit],
        ).fetchall()
    ]


def snippet(document: str, text: str, width: int = 36) -> str:
    """The place of a document where the words are found, marked ⟦ ⟧; its beginning where they are found by sound only."""
    spans = _spans(document, text)
    if not spans:
        return " ".join(document[: width * 2].split())
    first = spans[0][0]
    start, end = max(0, first - width), min(len(document), first + width * 2)
    pieces, at = [], start
    for begin, stop in spans:
        if begin < at or stop > end:
            continue
        pieces += [document[at:begin], MARK_ON, document[begin:stop], MARK_OFF]
        at = stop
    line = " ".join("".join([*pieces, document[at:end]]).split())
    return ("…" if start else "") + line + ("…" if end < len(document) else "")


def _spans(document: str, text: str) -> list[tuple[int, int]]:
    """Where the terms stand in the document, in order, as offsets of the document as written."""
    folded, places = [], []
    for place, character in enumerate(document):
        for one in plain(character):
            folded.append(one)
            places.append(place)
    flat = "".join(folded)
    spans = []
    for word in plain(text).split():
        tokens = _TOKENS.findall(word)
        if not tokens:
            continue
        gap = r"[\W_]*"
        pattern = gap.join(re.escape(token) for token in tokens)
        ahead = r"(?<![0-9])" if tokens[0][0].isdigit() else r"(?<![a-z])" if tokens[0].isascii() else ""
        for found in itertools.islice(re.finditer(ahead + pattern, flat), 50):
            spans.append((places[found.start()], places[found.end() - 1] + 1))
    return sorted(spans)
