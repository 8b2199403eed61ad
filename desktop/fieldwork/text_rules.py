"""Gates about what is written: wording, punctuation, numbers, sums and times (domain.md 2.0)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from desktop.fieldwork import check_digits, wording
from desktop.fieldwork.case import Case, Dossier
from desktop.fieldwork.marks import texts
from desktop.fieldwork.rule import Facts, Rule
from desktop.fieldwork.working_days import overdue
from desktop.model.form import Gate

LONGEST_TALK = timedelta(hours=4)


def facts_told(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """What is told has twenty characters; what is not told yet is not short (2.4)."""
    short = [text for _, text in _texts(case, gate) if text.strip() and wording.is_short(text)]
    return {"count": wording.characters(short[0]), "limit": wording.FACTS_AT_LEAST} if short else None


def plain_facts(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Facts without words that judge or guess (2.2)."""
    found = [place.words for _, text in _texts(case, gate) for place in wording.opinions(text)]
    return {"word": found[0], "count": len(found)} if found else None


def full_width_punctuation(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Chinese sentences in Chinese punctuation (3.3)."""
    count = sum(len(wording.half_width_punctuation(text)) for _, text in _texts(case, gate))
    return {"count": count} if count else None


def title_short(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A title fits its line (2.4)."""
    long = [text for _, text in _texts(case, gate) if wording.is_long(text)]
    return {"count": wording.characters(long[0]), "limit": wording.TITLE_AT_MOST} if long else None


def dissent_told(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Each item of the agenda says who differed and how; an empty cell or "all agreed" does not (2.8)."""
    rows = [row for name in gate.fields for row in case.rows(name)]
    count = sum(not wording.is_dissent_told(row.get("dissent")) for row in rows)
    return {"count": count} if count else None


def id_check_digit(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """An identity number is without a slip; old ones of fifteen digits cannot be told (2.1)."""
    return {} if any(check_digits.id_number(text) == "wrong" for _, text in _texts(case, gate) if text.strip()) else None


def credit_code_check_digit(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A credit code is without a slip; old business numbers cannot be told (2.3)."""
    return {} if any(check_digits.credit_code(text) == "wrong" for _, text in _texts(case, gate) if text.strip()) else None


def attachment_pages(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """The pages of the attachments make up the number that a field of the gate gives (2.6). Without one, or while pages are still
    to be entered that may make it up, there is nothing to compare."""
    rows = [row for name in gate.fields for row in case.rows(name)]
    said = [case.text(name) for name in gate.fields if isinstance(case.values.get(name), str)]
    entered = [pages for row in rows if (pages := _whole(str(row.get("pages") or ""))) is not None]
    told, count = _whole(said[0]) if said else None, sum(entered)
    if told is None or count == told or (count < told and len(entered) < len(rows)):
        return None
    return {"count": count, "told": told}


def lines_sum_to_total(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """The lines make up the total, where both are given; the first field is the table, the second the total (2.6)."""
    form = dossier.form(case.form)
    table, total = gate.fields[0], case.values.get(gate.fields[1])
    field = form.find(table) if form else None
    amount = next((column.id for column in field.columns if column.kind == "money"), None) if field else None
    sums = [row[amount] for row in case.rows(table) if amount and isinstance(row.get(amount), int)]
    return {"count": len(sums)} if sums and isinstance(total, int) and sum(sums) != total else None


def returned_not_more_than_due(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """No more is returned than was due; the first field is what was returned, the second what was due (2.13)."""
    returned, due = (case.values.get(name) for name in gate.fields[:2])
    return {} if isinstance(returned, int) and isinstance(due, int) and returned > due else None


def in_order(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """The second of two days is no earlier than the first, the second of two times later (2.1)."""
    first, second = (case.text(name) for name in gate.fields[:2])
    days = min(len(first), len(second)) <= len("2026-11-20")
    if not first or not second or (first[:10] <= second[:10] if days else first < second):
        return None
    form = dossier.form(case.form)
    field = form.find(gate.fields[1]) if form else None
    label = field.label if field else {"zh": gate.fields[1], "en": gate.fields[1]}
    return {"field": label["zh"], "field_en": label["en"]}


def one_day(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A talk begins and ends on one day (2.1)."""
    begun, ended = (case.text(name) for name in gate.fields[:2])
    return {} if begun and ended and begun[:10] < ended[:10] else None


def within_four_hours(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """A talk takes no longer than four hours (2.1)."""
    begun, ended = (case.text(name) for name in gate.fields[:2])
    if not begun or not ended:
        return None
    lasted = datetime.fromisoformat(ended) - datetime.fromisoformat(begun)
    if lasted <= LONGEST_TALK:
        return None
    minutes = lasted // timedelta(minutes=1)
    return {"hours": minutes // 60, "minutes": minutes % 60, "limit": LONGEST_TALK // timedelta(hours=1)}


def in_time(case: Case, gate: Gate, dossier: Dossier) -> Facts:
    """Done by the day it was due: the first field. Done today, or on the day that a second field gives (2.0)."""
    due = case.text(gate.fields[0])
    done = next((case.text(name) for name in gate.fields[1:2] if case.text(name)), dossier.today)
    if not due or not overdue(due, done):
        return None
    return {"days": (date.fromisoformat(done[:10]) - date.fromisoformat(due[:10])).days}


def _texts(case: Case, gate: Gate) -> Iterator[tuple[str, str]]:
    """What is written in the gate's fields."""
    return texts({name: case.values.get(name) for name in gate.fields})


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


RULES: dict[str, Rule] = {
    "facts_told": facts_told,
    "plain_facts": plain_facts,
    "full_width_punctuation": full_width_punctuation,
    "title_short": title_short,
    "dissent_told": dissent_told,
    "id_check_digit": id_check_digit,
    "credit_code_check_digit": credit_code_check_digit,
    "attachment_pages": attachment_pages,
    "lines_sum_to_total": lines_sum_to_total,
    "returned_not_more_than_due": returned_not_more_than_due,
    "in_order": in_order,
    "one_day": one_day,
    "within_four_hours": within_four_hours,
    "in_time": in_time,
}
