"""The shapes that addresses and values may have: a colleague's program may be wrong or evil, and what folds and lists his words
must not have to doubt them."""

from desktop.model.change import Change
from desktop.model.history import ARCHIVE_NO, STATE

TEXT_ONLY = (STATE, "doc_no", ARCHIVE_NO)


def fits(one: Change) -> bool:
    """Whether every address is one to three words parted by slashes, and every value a text, an integer, a boolean, nothing or a
    list of texts; the key of a row, a state and both numbers are texts."""
    for part in one.parts.values():
        for address, said in part.values.items():
            words = address.split("/")
            if "" in words or len(words) > 3:
                return False
            # Nearly all are texts, which may stand anywhere.
            if type(said.value) is not str and not _may_stand(words, said.value):
                return False
    return True


def _may_stand(words: list[str], value: object) -> bool:
    if len(words) == 2 or words[0] in TEXT_ONLY:
        return value is None or isinstance(value, str)
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return value is None or isinstance(value, str | int)
