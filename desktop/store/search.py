"""Full text: Chinese by the character, Latin words and numbers by their beginnings, names also by sound.

The index keeps no text (contentless FTS5); the words are in the journal and the document. Every Chinese character is a token of its
own, so that a phrase of them finds any run of characters, of one upwards. We put the text into that form ourselves, because the
`ascii` tokenizer over prepared text costs a third less than `unicode61` over the raw one.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations, islice, product
from math import prod
from types import ModuleType

from sqlite_utils import Database

NEWEST = 500
"""How many of the newest hits are ranked: ranking all hits of a frequent word takes longer than a person waits."""
WEIGHTS = "50.0, 1.0, 2.0"
"""Of title, body and sound. So high a weight puts a title before any body, however often that has the word."""
MOST_WORDS, MOST_TOKENS = 32, 64
"""Of a query, and of each of its words: a page pasted into the search box is cut to these."""
ALSO_READ = {ord("乐"): "lè,yuè,lào"}
"""Of single characters, which the tables tell in words only: the county 乐亭."""
LOOSE_PAGES = 256
"""Of 16 KiB: some eight thousand records, which only a large import brings. Each piece is gone through for each word."""
HITS = (
    f"select rowid, score from (select rowid, bm25(search, {WEIGHTS}) as score from search where search match ?"
    f" order by rowid desc limit {NEWEST}) order by score, rowid desc limit ?"
)
"""Of a match expression, so many: best first. In one statement, so that what is ranked is not gone through twice."""

Row = tuple[int, str, str, Sequence[str]]
"""Record number, title, body, and the names in it that are also found by sound."""

DIGITS = "[0-9]"
LETTERS = "[a-zß-öø-ɏͰ-ԯḀ-ỿ]"
_TOKENS = re.compile(f"{DIGITS}+|{LETTERS}+|[^ ]")
WORD = re.compile(f"{DIGITS}+|{LETTERS}+")
_USUAL_MARKS = "，。；：、？！“”（）《》—…·"
_UNUSUAL = re.compile(r"[^\x01-\x7f㐀-䶿一-鿿]")
_NOT_SPREAD = re.compile("([0-9a-zß-öø-ɏͰ-ԯḀ-ỿ]+|[\U00010000-\U0010ffff])")
_THOUSANDS = re.compile(r"\b[0-9]{1,3}(?: [0-9]{3})+\b")
_LONG_NUMBER = re.compile(r"\b[0-9]{4,}\b")
_PLAIN_HIGH = bytes((0, *range(0x34, 0x4D), *range(0x4E, 0xA0)))
"""High bytes of UTF-16 in ASCII and the two main blocks of Chinese characters."""
_IS_ZERO = bytes((1, *[0] * 255))
_IS_DIGIT = bytes(48 <= byte < 58 for byte in range(256))
_IS_LETTER = bytes(97 <= byte < 123 for byte in range(256))
_SPACE_OR_ZERO = bytes((32, *[0] * 255))


class _Forms(dict[int, str]):
    """Code point -> the character as compared, found on first use: width and case are undone, a mark becomes a space, what only
    joins or modifies becomes nothing. Always character by character, so that index, query and snippet cannot differ."""

    def __missing__(self, code: int) -> str:
        self[code] = form = _form(chr(code))
        return form


def _form(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Mn", "Mc", "Me", "Cf", "Cs"):
        return ""
    # Characters newer than this Python's tables, and those that an office made for a name: people bear them.
    if category == "Co" or "\U00020000" <= character <= "\U0003ffff":
        return unicodedata.normalize("NFKC", character)
    flat = unicodedata.normalize("NFKC", character).casefold()
    found = _TOKENS.findall("".join(one if one.isalnum() else " " for one in flat if not unicodedata.combining(one)))
    if len(found) == 1 and WORD.fullmatch(found[0]):
        # A letter or digit goes on with its neighbours; a number in a circle does not.
        return found[0] if category[0] == "L" or category == "Nd" else f" {found[0]} "
    return f" {' '.join(found)} " if len(found) > 1 else "".join(found) or " "


FORMS = _Forms()


def create_index(db: Database) -> None:
    """The index of words, empty. Its settings keep single saves short after a large import: segments are merged little by
    little (`settle`), never all at once inside somebody's save."""
    db.execute("create virtual table search using fts5(title, body, sound, content='', contentless_delete=1, tokenize='ascii')")
    options = {"pgsz": 16300, "hashsize": 16 * 1024 * 1024, "automerge": 0, "crisismerge": 1000, "usermerge": 4}
    for option, value in options.items():
        db.execute("insert into search (search, rank) values (?, ?)", [option, value])


def settle(db: Database, pages: int = 8) -> bool:
    """Merge a little of the index, about so many pages of 16 KiB (8 take some 10 ms); True while there is more to do.

    Call it between saves, in no transaction of theirs. Where nobody does, one save in a thousand merges all, for seconds."""
    before = db.conn.total_changes
    db.execute("insert into search (search, rank) values ('merge', ?)", [pages])
    return db.conn.total_changes - before > 1


def is_loose(db: Database) -> bool:
    """Whether so much of the index lies beside its largest piece that it is worth writing anew. Takes about a millisecond."""
    pages = "select count(*) as pages from search_idx group by segid"
    (loose,) = db.execute(f"select coalesce(sum(pages) - max(pages), 0) from ({pages})").fetchone()
    return int(loose) >= LOOSE_PAGES


def optimise(db: Database) -> None:
    """Write the whole index anew, in one piece. Only then the words of dropped records are no longer in the file. Takes seconds."""
    db.execute("insert into search (search) values ('optimize')")


def clear(db: Database) -> None:
    """Take all records out of the index."""
    db.execute("insert into search (search) values ('delete-all')")


def composed(text: str) -> str:
    """The text in NFC, in which it is compared."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[str]:
    """The tokens of a text as compared, one by one."""
    return _TOKENS.findall("".join([FORMS[ord(one)] for one in composed(text)]))


def spaced(text: str) -> str:
    """Tokens of a text, spaces between them: each Chinese character one, Latin words and runs of digits whole. ASCII marks may
    be left in, which the tokenizer passes over."""
    flat = composed(text).lower()
    for mark in _USUAL_MARKS:
        flat = flat.replace(mark, " ")
    return _spread_plain(flat) or _spread(_UNUSUAL.sub(lambda found: FORMS[ord(found[0])], flat))


def _spread_plain(flat: str) -> str:
    """A text of Chinese characters and ASCII with a space behind each character but inside Latin words and numbers; empty where
    other characters are among them. Whole texts are compared at a time, a byte of a long integer for each character: an
    import of many records spends several times as long on finding token by token."""
    units = flat.encode("utf-16-le")
    low, high = units[0::2], units[1::2]
    if high.translate(None, _PLAIN_HIGH) or "\0" in flat:
        return ""
    latin = int.from_bytes(high.translate(_IS_ZERO), "little")
    below = int.from_bytes(low, "little")
    if latin & (below >> 7):
        return ""
    digits = latin & int.from_bytes(low.translate(_IS_DIGIT), "little")
    letters = latin & int.from_bytes(low.translate(_IS_LETTER), "little")
    inside = digits & (digits >> 8) | letters & (letters >> 8)
    spread = bytearray(4 * len(low))
    spread[0::4], spread[1::4] = low, high
    # A zero stands where two characters stay together, and is taken out.
    spread[2::4] = inside.to_bytes(len(low), "little").translate(_SPACE_OR_ZERO)
    return spread.decode("utf-16-le").replace("\0", "")


def _spread(flat: str) -> str:
    """The same for any text. `flat` has no zeros."""
    pieces = _NOT_SPREAD.split(flat)
    characters = "\0".join(pieces[::2]).encode("utf-16-le")
    spread = bytearray(b" \0") * len(characters)
    spread[0::4], spread[1::4] = characters[0::2], characters[1::2]
    between = spread.decode("utf-16-le").split("\0")
    words = [run if run.isdigit() or run.isalpha() else " ".join(_TOKENS.findall(run)) for run in pieces[1::2]]
    return between[0] + "".join(word + piece for word, piece in zip(words, between[1:], strict=True))


@cache
def _characters() -> ModuleType:
    """The readings of characters."""
    # Loading them takes as long as showing the first list, and the table of words four times that: few names need it.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    import pypinyin

    pypinyin.load_single_dict(ALSO_READ)
    return pypinyin


@cache
def _words() -> ModuleType:
    """The readings of characters, those that stand together in a word as in that word: 银行 is `yinhang` only."""
    from pypinyin.phrases_dict import phrases_dict

    _characters().load_phrases_dict(phrases_dict)
    return _characters()


def _syllables(tables: ModuleType, name: str | Sequence[str]) -> list[list[str]]:
    """The readings of each character of a name, the usual one first. What is given apart is no word."""
    found: list[list[str]] = tables.pinyin(name, style=tables.Style.NORMAL, heteronym=True, errors="ignore")
    return found


def usual_reading(name: str) -> list[str]:
    """Syllables of a name as usually read: `mo qi xie` for 万俟卨."""
    return [syllables[0] for syllables in _syllables(_words(), name)]


def _readings(name: str, most: int) -> Iterator[Sequence[str]]:
    """Syllables of a name in all its readings; where there are more than so many, as usually read, then with one character read
    otherwise, then two."""
    found = _syllables(_characters(), [*name])
    if prod(map(len, found)) <= most:
        yield from product(*found)
        return
    found = _syllables(_words(), name)
    usual = [syllables[0] for syllables in found]
    others = [(place, other) for place, syllables in enumerate(found) for other in syllables[1:4]]
    yield usual
    for changes in chain(combinations(others, 1), combinations(others, 2)):
        changed = dict(changes)
        yield [changed.get(place, syllable) for place, syllable in enumerate(usual)]


@lru_cache(maxsize=20_000)
def sound(name: str) -> tuple[str, ...]:
    """The words by which a name is found by sound."""
    # A long name is a unit's, where the readings of its many characters would only fill the index.
    most = 32 if len(name) <= 4 else 3
    readings = islice(_readings(name, most), most)
    words = (word for syllables in readings for word in ("".join(syllables), "".join([one[0] for one in syllables])))
    return tuple(dict.fromkeys(word for word in words if word))


def sounds(names: Iterable[str]) -> str:
    """Pinyin of each name, written together, and its initials; also as otherwise read: `shanhong sh danhong dh` for 单洪."""
    return " ".join(dict.fromkeys(word for name in names for word in sound(name)))


def put(db: Database, rowid: int, title: str, body: str, names: Sequence[str]) -> None:
    """Index one record, in place of what was indexed of it before."""
    drop(db, rowid)
    put_many(db, [(rowid, title, body, names)])


def put_many(db: Database, rows: Iterable[Row]) -> None:
    """Index records that are not in the index, fastest in the order of their numbers and within one transaction."""
    # One row a statement: ahead of a statement of several, which could fail halfway, FTS5 writes out all it has gathered.
    db.conn.executemany(
        "insert into search (rowid, title, body, sound) values (?, ?, ?, ?)",
        ((rowid, spaced(title), spaced(body), sounds(names)) for rowid, title, body, names in rows),
    )


def drop(db: Database, rowid: int) -> None:
    """Take a record out of the index."""
    db.execute("delete from search where rowid = ?", [rowid])


@lru_cache(maxsize=8)
def terms(text: str) -> list[list[list[str]]]:
    """The words of a query, each as the runs of tokens that are as good as what was typed: of amounts, with thousands set
    apart or not."""
    asked = []
    for word in text.split():
        typed = " ".join(tokens(word)[:MOST_TOKENS])
        joined = _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), typed)
        apart = _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}".replace(",", " ") if found[0][0] != "0" else found[0], joined)
        if typed:
            asked.append([run.split() for run in dict.fromkeys((typed, joined, apart))])
    return asked[:MOST_WORDS]


def query(text: str) -> str:
    """The match expression for what a person typed: runs of Chinese as phrases, Latin words and numbers by their beginning,
    all of them required. Empty where there is nothing to look for."""
    return " AND ".join(f"({' OR '.join(map(_phrase, runs))})" for runs in terms(text))


def _phrase(run: Sequence[str]) -> str:
    return f'"{" ".join(run)}"' + ("*" if is_beginning(run[-1]) else "")


def is_beginning(token: str) -> bool:
    """Whether the last token of a word stands for all that begin with it. A single letter or up to two digits do not:
    gathering a tenth of all numbers takes longer than a person waits."""
    return len(token) > (2 if token.isdigit() else 1) and WORD.fullmatch(token) is not None


def find(db: Database, text: str, limit: int = 50) -> list[tuple[int, float]]:
    """Record numbers and scores (lower is better), best first, of the newest hits; titles come before bodies."""
    match = query(text)
    if not match:
        return []
    found: list[tuple[int, float]] = db.execute(HITS, [match, limit]).fetchall()
    return found
