"""A relay cannot forge the chains of others: whatever he does to them on their way is refused, and nothing changes."""


from desktop.acts import exchange, opening
from tests.exchange import forger as forging
from tests.exchange.forger import Opened
from tests.exchange.relay import Scene, altered_lines


def test_what_a_relay_passes_on_as_it_is_is_taken(own_relayed: Scene) -> None:
    report = exchange.take(own_relayed.team.he, [own_relayed.forged(lambda opened: None)])
    assert report["new"] == 3
    assert opening.look_up(own_relayed.team.he, own_relayed.talk).record.values["place"] == "三楼"


def test_a_chain_made_longer_is_refused(relayed: Scene) -> None:
    relayed.refused(altered_lines(relayed, lambda lines: [*lines, b"ab" * 32 + b"\n"]), "BUNDLE_CHAIN")


def test_a_chain_made_longer_and_signed_by_the_relay_is_refused(relayed: Scene) -> None:
    relayed.refused(altered_lines(relayed, lambda lines: [*lines, b"ab" * 32 + b"\n"], relayed.wu), "BUNDLE_CHAIN")


def test_a_chain_made_longer_by_a_change_in_its_authors_name_is_refused(relayed: Scene) -> None:
    def one_more(lines: list[bytes]) -> list[bytes]:
        return [*lines, forging.with_header(lines[-1], n=len(lines) + 1)]

    relayed.refused(altered_lines(relayed, one_more, relayed.wu), "BUNDLE_CHAIN")


def test_a_chain_cut_at_a_middle_that_its_author_did_not_sign_is_refused(relayed: Scene) -> None:
    relayed.refused(altered_lines(relayed, lambda lines: lines[:-1]), "BUNDLE_CHAIN")


def test_a_chain_cut_short_under_its_true_end_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(relayed.zhou)
        del opened.lines[opened.places(part).stop - 1]
        part["last"] -= 1

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_a_chain_without_one_of_its_changes_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(relayed.zhou)
        places = opened.places(part)
        del opened.lines[places.stop - 2]
        part["first"] += 1

    relayed.refused(alter, "BUNDLE_GAP")


def test_a_chain_in_another_order_is_refused(relayed: Scene) -> None:
    relayed.refused(altered_lines(relayed, lambda lines: [*lines[:-2], lines[-1], lines[-2]]), "BUNDLE_CHAIN")


def test_a_chain_in_another_order_of_ids_alone_is_refused(relayed: Scene) -> None:
    def swap(lines: list[bytes]) -> list[bytes]:
        return [*lines[:-2], forging.id_only(lines[-1]), forging.id_only(lines[-2])]

    relayed.refused(altered_lines(relayed, swap), "BUNDLE_CHAIN")


def test_a_change_under_another_number_is_refused(relayed: Scene) -> None:
    def renumber(lines: list[bytes]) -> list[bytes]:
        return [*lines[:-1], forging.with_header(lines[-1], n=len(lines) + 5)]

    relayed.refused(altered_lines(relayed, renumber, relayed.wu), "BUNDLE_CHAIN")


def test_a_chain_that_begins_at_another_number_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(relayed.zhou)
        part["first"], part["last"] = part["first"] + 1, part["last"] + 1
        part["head"]["n"] += 1

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_other_words_in_a_colleagues_change_are_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines = [forging.with_words(line, "三楼", "四楼", refit=False) for line in opened.lines]

    relayed.refused(alter, "BUNDLE_PART")


def test_other_words_with_fitting_digests_are_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        opened.lines = [forging.with_words(line, "三楼", "四楼", refit=True) for line in opened.lines]

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_other_words_all_refitted_and_signed_by_the_relay_are_refused(relayed: Scene) -> None:
    def rewrite(lines: list[bytes]) -> list[bytes]:
        return [forging.with_words(line, "三楼", "四楼", refit=True) for line in lines]

    relayed.refused(altered_lines(relayed, rewrite, relayed.wu), "BUNDLE_CHAIN")


def test_a_colleagues_chain_with_the_relays_card_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(relayed.zhou)
        part["card"] = dict(relayed.wu.card)
        forging.sign_head(relayed.wu, opened.manifest["project"], part)

    relayed.refused(alter, "BUNDLE_CHAIN")


def test_a_colleagues_card_with_another_key_is_refused(relayed: Scene) -> None:
    def alter(opened: Opened) -> None:
        part = opened.chain_of(relayed.zhou)
        part["card"] = part["card"] | {"sign": relayed.wu.card["sign"]}
        forging.sign_head(relayed.wu, opened.manifest["project"], part)

    relayed.refused(alter, "BUNDLE_CHAIN")
