from rag.types import ArticleFacts, Passage
from rag.write.budget import TOKENS_A_PASSAGE, count_tokens, pack

FACTS = ArticleFacts("a1", "Ferry runs aground")


def passage(number: int, *, words: int = 20) -> Passage:
    return Passage(f"a1#p{number}", "fog " * words, 1.0, FACTS, start=10 * number)


COST = count_tokens(passage(1).text) + TOKENS_A_PASSAGE


def addresses(passages: tuple[Passage, ...]) -> list[str]:
    return [one.address for one in passages]


def test_what_fits_is_kept_best_first() -> None:
    found = [passage(number) for number in (4, 2, 7)]
    assert addresses(pack(found, tokens=2 * COST)) == ["a1#p4", "a1#p2"]


def test_a_long_passage_makes_way_for_a_shorter_one() -> None:
    found = [passage(4), passage(2, words=900), passage(7)]
    assert addresses(pack(found, tokens=2 * COST)) == ["a1#p4", "a1#p7"]


def test_neighbours_come_after_all_that_was_found() -> None:
    found = [passage(4), passage(9)]
    packed = pack(found, tokens=3 * COST, neighbours=lambda _: [passage(3), passage(5)])
    assert addresses(packed) == ["a1#p4", "a1#p9", "a1#p3"]


def test_the_best_passage_is_cut_rather_than_dropped() -> None:
    (cut,) = pack([passage(4, words=900)], tokens=COST)
    assert passage(4, words=900).text.startswith(cut.text)
    assert 0 < count_tokens(cut.text) + TOKENS_A_PASSAGE <= COST


def test_nothing_found_packs_nothing() -> None:
    assert pack([], tokens=1000) == ()


def test_counting_never_waits_for_a_network_and_errs_on_the_safe_side() -> None:
    assert count_tokens("") == 0
    assert count_tokens("The harbour wall will cost £23.7 million.") >= 10
    assert count_tokens("港の壁は高い") >= 6
