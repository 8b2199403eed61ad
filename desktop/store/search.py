"""Full text: Chinese by the character, Latin words and numbers by their beginnings, names also by sound.

The index keeps no text (contentless FTS5); the words are in the journal and the document. Every Chinese character is a token of its
own, so that a phrase of them finds any run of characters, of one upwards. We put the text into that form ourselves, because the
`ascii` tokenizer over prepared text costs a third less than `unicode61` over the raw one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, combinations, islice

from sqlite_utils import Database

NEWEST = 500
"""How many of the newest hits are ranked: ranking all hits of a frequent word takes longer than a person waits."""
WEIGHTS = "50.0, 1.0, 2.0"
"""Of title, body and sound. So high a weight puts a title before any body, however often that has the word."""
MOST_WORDS, MOST_TOKENS = 32, 64
"""Of a query, and of each of its words: a page pasted into the search box is cut to these."""
MARK_ON, MARK_OFF = "⟦", "⟧"

Row = tuple[int, str, str, Sequence[str]]
"""Record number, title, body, and the names in it that are also found by sound."""

_DIGITS = "[0-9]"
_LETTERS = "[a-zß-öø-ɏͰ-ԯḀ-ỿ]"
_TOKENS = re.compile(f"{_DIGITS}+|{_LETTERS}+|[^ ]")
_WORD = re.compile(f"{_DIGITS}+|{_LETTERS}+")
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
    tokens = _TOKENS.findall("".join(one if one.isalnum() else " " for one in flat if not unicodedata.combining(one)))
    if len(tokens) == 1 and _WORD.fullmatch(tokens[0]):
        # A letter or digit goes on with its neighbours; a number in a circle does not.
        return tokens[0] if category[0] == "L" or category == "Nd" else f" {tokens[0]} "
    return f" {' '.join(tokens)} " if len(tokens) > 1 else "".join(tokens) or " "


_FORMS = _Forms()


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


def optimise(db: Database) -> None:
    """Write the whole index anew, in one piece. Only then the words of dropped records are no longer in the file. Takes seconds."""
    db.execute("insert into search (search) values ('optimize')")


def clear(db: Database) -> None:
    """Take all records out of the index."""
    db.execute("insert into search (search) values ('delete-all')")


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall("".join([_FORMS[ord(one)] for one in _composed(text)]))


def spaced(text: str) -> str:
    """Tokens of a text, spaces between them: each Chinese character one, Latin words and runs of digits whole. ASCII marks may
    be left in, which the tokenizer passes over."""
    flat = _composed(text).lower()
    for mark in _USUAL_MARKS:
        flat = flat.replace(mark, " ")
    return _spread_plain(flat) or _spread(_UNUSUAL.sub(lambda found: _FORMS[ord(found[0])], flat))


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


def _readings(name: str) -> Iterator[Sequence[str]]:
    """Syllables of a name: as usually read, then with one character read otherwise, then two."""
    # Loading its tables takes longer than showing the first list.
    import pypinyin

    found = pypinyin.pinyin(name, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    usual = [syllables[0] for syllables in found]
    others = [(place, other) for place, syllables in enumerate(found) for other in syllables[1:4]]
    yield usual
    for changes in chain(combinations(others, 1), combinations(others, 2)):
        changed = dict(changes)
        yield [changed.get(place, syllable) for place, syllable in enumerate(usual)]


@lru_cache(maxsize=20_000)
def _sound(name: str) -> tuple[str, ...]:
    # A long name is a unit's, where the readings of its many characters would only fill the index.
    readings = islice(_readings(name), 8 if len(name) <= 4 else 3)
    words = (word for syllables in readings for word in ("".join(syllables), "".join([one[0] for one in syllables])))
    return tuple(dict.fromkeys(word for word in words if word))


def sounds(names: Iterable[str]) -> str:
    """Pinyin of each name, written together, and its initials; also as otherwise read: `shanhong sh danhong dh` for 单洪."""
    return " ".join(dict.fromkeys(word for name in names for word in _sound(name)))


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


def _terms(text: str) -> list[list[list[str]]]:
    """The words of a query, each as the runs of tokens that are as good as what was typed: of amounts, with thousands set
    apart or not."""
    terms = []
    for word in text.split():
        typed = " ".join(_tokens(word)[:MOST_TOKENS])
        joined = _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), typed)
        apart = _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}".replace(",", " ") if found[0][0] != "0" else found[0], joined)
        if typed:
            terms.append([run.split() for run in dict.fromkeys((typed, joined, apart))])
    return terms[:MOST_WORDS]


def query(text: str) -> str:
    """The match expression for what a person typed: runs of Chinese as phrases, Latin words and numbers by their beginning,
    all of them required. Empty where there is nothing to look for."""
    return " AND ".join(f"({' OR '.join(map(_phrase, runs))})" for runs in _terms(text))


def _phrase(tokens: Sequence[str]) -> str:
    return f'"{" ".join(tokens)}"' + ("*" if _is_beginning(tokens[-1]) else "")


def _is_beginning(token: str) -> bool:
    """Whether the last token of a word stands for all that begin with it. A single letter or up to two digits do not:
    gathering a tenth of all numbers takes longer than a person waits."""
    return len(token) > (2 if token.isdigit() else 1) and _WORD.fullmatch(token) is not None


def find(db: Database, text: str, limit: int = 50) -> list[tuple[int, float]]:
    """Record numbers and scores (lower is better), best first, of the newest hits; titles come before bodies."""
    match = query(text)
    if not match:
        return []
    newest = db.execute("select rowid from search where search match ? order by rowid desc limit ?", [match, NEWEST]).fetchall()
    if not newest:
        return []
    rows = db.execute(
        f"select rowid, bm25(search, {WEIGHTS}) as score from search where search match ? and rowid >= ?"
        " order by score, rowid desc limit ?",
        [match, newest[-1][0], limit],
    )
    return [(int(number), float(score)) for number, score in rows.fetchall()]


def snippet(document: str, text: str, names: Iterable[str] = (), width: int = 36) -> str:
    """The place of a document where words are first found, marked ⟦ ⟧, with `width` characters before and twice as many behind it.

    `names`: those in the document that are also found by sound. The document's beginning where nothing is found."""
    document = _composed(document)
    spans = _spans(document, text, names)
    first, last = spans[0] if spans else (0, 0)
    start, end = _whole(document, max(0, first - width)), _whole(document, max(last, min(len(document), first + width * 2)))
    # Marks in somebody's words are not ours.
    shown = document.replace(MARK_ON, "[").replace(MARK_OFF, "]")
    pieces, at = [], start
    for begin, stop in spans:
        if at <= begin and stop <= end:
            pieces += [shown[at:begin], MARK_ON, shown[begin:stop], MARK_OFF]
            at = stop
    line = " ".join("".join([*pieces, shown[at:end]]).split())
    return ("…" if start else "") + line + ("…" if end < len(document) else "")


def _whole(document: str, place: int) -> int:
    """The place, or the next one that does not part a character from what modifies it."""
    while place < len(document) and unicodedata.category(document[place])[0] == "M":
        place += 1
    return place


def _spans(document: str, text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the document, in order, as offsets of the document as written."""
    forms = [_FORMS[ord(one)] for one in document]
    ends = list(accumulate(map(len, forms)))
    flat = "".join(forms)
    spans = set()
    for run in _runs(text, names):
        for found in islice(re.finditer(_pattern(run), flat), 50):
            first, last = bisect_right(ends, found.start()), bisect_right(ends, found.end() - 1)
            spans.add((first, _whole(document, last + 1)))
    return sorted(spans)


def _runs(text: str, names: Iterable[str]) -> Iterator[list[str]]:
    """Runs of tokens that may stand in the document for the query, names that sound like one of its words among them."""
    for runs in _terms(text):
        yield from runs
        if len(runs[0]) == 1 and runs[0][0].isascii() and runs[0][0].isalpha():
            yield from (_tokens(name) for name in names if _sounds_like(name, runs[0][0]))


def _sounds_like(name: str, token: str) -> bool:
    return any(word.startswith(token) if _is_beginning(token) else word == token for word in _sound(name))


def _pattern(tokens: Sequence[str]) -> str:
    """A word stands whole, or the last by its beginning; a character stands anywhere."""
    pieces = []
    for place, token in enumerate(tokens, 1):
        kind = _DIGITS if token[0] in "0123456789" else _LETTERS if _WORD.fullmatch(token) else ""
        before = f"(?<!{kind})" if kind else ""
        behind = f"(?!{kind})" if kind and not (place == len(tokens) and _is_beginning(token)) else ""
        pieces.append(before + re.escape(token) + behind)
    return " *".join(pieces)
