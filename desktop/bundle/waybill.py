"""The waybill: what one laptop left on a stick for whom, so that who comes after it need not leave the same once more.

A file `.xsw`, sealed for everyone in the project. It is a hint and no more: what it says of bundles is relied upon only while they
lie there in the size it names, and whoever finds one missing refuses the next as a gap.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyrage

from desktop.bundle import disk, identity
from desktop.bundle.format import Hex64, Receipt, Size
from desktop.bundle.identity import Card, Keys
from desktop.errors import FieldError
from desktop.model import canonical

FORMAT = "1.0"
SUFFIX = ".xsw"
LARGEST = 4 * 1024 * 1024


class Left(msgspec.Struct, frozen=True):
    """A bundle that lies there: name and bytes of the file, the laptops it is for, and which of `states` they will hold."""

    file: str
    size: Size
    devices: list[Hex64]
    state: int


class Waybill(msgspec.Struct, frozen=True):
    """`exporter`: card of the laptop that left the bundles; `states`: what it held when it made them, without marks."""

    format: str
    project: Hex64
    exporter: dict[str, str]
    made: str
    states: list[list[Receipt]]
    left: list[Left]

    def holds(self, one: Left) -> list[Receipt]:
        return self.states[one.state]


class _File(msgspec.Struct):
    waybill: Waybill
    signature: str


def make(
    project: str,
    exporter: Card,
    clock: str,
    here: Sequence[Receipt],
    left: Sequence[Left],
    before: Sequence[tuple[Left, list[Receipt]]],
) -> Waybill:
    """The waybill of bundles `left` just now by who holds what is `here`, and of those that lie there from `before`."""
    states = [[msgspec.structs.replace(one, marks=[]) for one in here], *(state for _, state in before)]
    older = [msgspec.structs.replace(one, state=place) for place, (one, _) in enumerate(before, 1)]
    return Waybill(FORMAT, project, exporter.fields(), clock, states, [*left, *older])


def name(project_code: str, code: str) -> str:
    return f"{project_code}-{code}{SUFFIX}"


def sealed(bill: Waybill, keys: Keys, seats: Sequence[Card]) -> bytes:
    """The bytes of the file, to be opened by the laptops of `seats` alone."""
    said = msgspec.to_builtins(bill)
    document = canonical.encode({"signature": identity.sign(keys, "waybill", said), "waybill": said})
    return bytes(pyrage.encrypt(document, [pyrage.x25519.Recipient.from_str(one.seal) for one in seats]))


def read(file: Path, keys: Keys, project: str) -> Waybill | None:
    """The waybill of a project in a file; None where it is none that this laptop can read and its exporter has signed."""
    try:
        document = pyrage.decrypt(disk.read_small(file, LARGEST), [keys.seal])
        found = canonical.decode(document, _File)
        card = identity.card_of(found.waybill.exporter)
    except (FieldError, pyrage.DecryptError):
        return None
    bill = found.waybill
    right = identity.verify(card, "waybill", msgspec.to_builtins(bill), found.signature)
    fits = bill.format.split(".")[0] == FORMAT.split(".")[0] and all(0 <= one.state < len(bill.states) for one in bill.left)
    return bill if right and fits and bill.project == project else None


def lies_there(stick: Path, one: Left) -> bool:
    """Whether the bundle named is on the stick, in the size it had."""
    try:
        return Path(one.file).name == one.file and (stick / one.file).stat().st_size == one.size
    except OSError:
        return False
