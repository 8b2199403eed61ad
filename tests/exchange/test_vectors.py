"""The program itself and the vectors: bundles made once must be read for ever, and bad ones refused for the same reason."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.acts import exchange, opening
from desktop.acts.session import Session
from desktop.bundle import identity
from desktop.bundle.identity import Card, Keys
from desktop.errors import FieldError
from tests.exchange.laptops import Laptops, answers, entries

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "bundles"
FAMILIES = {
    "BUNDLE_NOT_ONE": "not-one",
    "BUNDLE_CUT": "cut",
    "BUNDLE_NOT_FOR_ME": "not-for-me",
    "BUNDLE_SIGNER_UNKNOWN": "signer",
    "BUNDLE_SIGNATURE": "signature",
    "BUNDLE_CHAIN": "chain",
    "BUNDLE_GAP": "gap",
    "BUNDLE_NEWER": "newer-major",
    "BUNDLE_MALFORMED": "malformed",
    "BUNDLE_PART": "part",
}
NAMES = sorted(path.stem for path in VECTORS.glob("*.toml"))


def sidecar(name: str) -> dict[str, Any]:
    return tomllib.loads((VECTORS / f"{name}.toml").read_text(encoding="utf-8"))


GOOD = [name for name in NAMES if sidecar(name)["expect"] == "ok"]
BAD = [name for name in NAMES if name not in GOOD]


def reader_of(laptops: Laptops, told: dict[str, Any]) -> Session:
    """A new vault with the identity of the sidecar's reader, who has taken what he had taken before. Only his seal is known
    to the vectors; he writes nothing."""
    session = laptops.laptop("读者", "audit", "DZ")
    session.keys = Keys.from_text(f"{identity.new_keys().sign.private_bytes_raw().hex()} {told['identity']}")
    session.card = Card(**told["reader"])
    for name in told["after"]:
        take(session, told, name)
    return session


def take(session: Session, told: dict[str, Any], name: str) -> dict[str, Any]:
    """Take a vector; its exporter was compared by telephone if he is among those trusted, and only then."""
    file = VECTORS / f"{name}.xsb"
    known = {card.device: card.fingerprint for card in (Card(**one) for one in told["trusted"])}
    try:
        return exchange.take(session, [file], passphrase=told.get("passphrase"))
    except FieldError as error:
        if error.code != "BUNDLE_SIGNER_UNKNOWN" or error.facts["fingerprint"] not in known.values():
            raise
        return exchange.take(session, [file], str(error.facts["fingerprint"]), told.get("passphrase"))


@pytest.mark.parametrize("name", GOOD)
def test_every_good_bundle_is_read(laptops: Laptops, name: str) -> None:
    told = sidecar(name)
    reader = reader_of(laptops, told)
    report = take(reader, told, name)
    assert sorted(fork["device"] for fork in report["forks"]) == told["forks"]
    found = {}
    for entry in entries(reader):
        record = opening.look_up(reader, entry.id).record
        found[record.id] = {
            "form": record.form,
            "withheld": sorted({tier for _, tier in record.withheld}),
            "values": {a: [s.value for s in all_ if s.value is not None] for a, all_ in record.current.survivors.items()},
        }
    assert found == {one.pop("id"): one for one in told["record"]}


@pytest.fixture(scope="module")
def laptop_for_bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One reader for all bad bundles, which are all for the same laptop: none of them may leave anything behind."""
    laptops = Laptops(tmp_path_factory.mktemp("bad"))
    yield reader_of(laptops, sidecar(BAD[0]))
    laptops.close()


@pytest.mark.parametrize("name", BAD)
def test_every_bad_bundle_is_refused_for_its_reason(laptop_for_bad: Session, name: str) -> None:
    told = sidecar(name)
    assert (told["identity"], told["after"]) == (sidecar(BAD[0])["identity"], [])
    with pytest.raises(FieldError) as refusal:
        take(laptop_for_bad, told, name)
    assert FAMILIES[refusal.value.code] == told["expect"]
    assert laptop_for_bad.notebook.db.execute("select count(*) from project").fetchone() == (0,)


def test_a_bad_bundle_changes_nothing_for_who_already_works_in_the_project(laptops: Laptops) -> None:
    told = sidecar("plain")
    reader = reader_of(laptops, told)
    take(reader, told, "plain")
    before = answers(reader)
    # Where nothing is missing in between there is no gap.
    for name in [name for name in BAD if sidecar(name)["expect"] != "gap"]:
        with pytest.raises(FieldError):
            take(reader, sidecar(name), name)
    assert answers(reader) == before
