from collections.abc import Callable

import pytest

from rag.adjacent import said_together, says, shared_pairs

TEXTS = ["The cost of the sea wall rose.", "A wall by the sea costs much.", "Fog."]


def test_the_text_with_the_questions_wording_has_most() -> None:
    assert shared_pairs("How much did the sea wall cost?", TEXTS) == [
        1.0,
        pytest.approx(0.4, abs=0.1),
        0.0,
    ]


def test_word_forms_are_the_same_word_and_accents_do_not_count() -> None:
    assert shared_pairs("rising costs", ["Costs rise.", "A rise in cost", "rises cost"]) == [
        0,
        0,
        1,
    ]
    assert shared_pairs("café owners", ["CAFE OWNER", "owner"]) == [1, 0]


@pytest.mark.parametrize("question", ["", "fog", "of the", "?!"])
def test_a_question_without_a_pair_tells_nothing(question: str) -> None:
    assert shared_pairs(question, TEXTS) == [0.0, 0.0, 0.0]


def test_a_rare_pair_counts_for_more() -> None:
    texts = ["the mayor", "the mayor", "the mayor", "sea wall"]
    low, *_, high = shared_pairs("What did the mayor say of the sea wall?", texts)
    assert high == 1 > low > 0


@pytest.mark.parametrize("measure", [shared_pairs, said_together])
def test_no_texts_have_no_scores(measure: Callable[..., list[float]]) -> None:
    assert measure("the sea wall", []) == []


def test_what_two_adjacent_sentences_hold_counts_and_what_lies_further_apart_does_not() -> None:
    near = "The sea rose. Its wall broke. Fog came. Nobody was hurt."
    far = "The sea rose. Fog came. Nobody was hurt. A wall broke."
    close, apart = said_together("Which wall of the sea broke?", [near, far])
    assert close == 1 > apart > 0.5


def test_what_no_text_holds_counts_as_well() -> None:
    assert said_together("the wall of Port Ellery", ["A wall.", ""]) == [
        pytest.approx(0.33, abs=0.1),
        0.0,
    ]
    assert said_together("of the", TEXTS) == [0.0, 0.0, 0.0]


def test_a_phrase_is_said_in_whatever_form_of_its_words() -> None:
    assert says("The council raised the costs of the wall.", "cost of the wall")
    assert not says("The wall has its cost.", "cost of the wall")
    assert not says("The forecost of the walls", "cost of the wall")


@pytest.mark.parametrize(
    "text", ["the “sea” wall…", "the Sea–Wall’s", "THE SEA_WALL", "the séa wäll", "the sea\twall?"]
)
def test_a_pair_is_found_whatever_stands_around_its_words(text: str) -> None:
    assert shared_pairs("sea wall", ["fog over the harbour", text]) == [0, 1]
