"""Corrections are recognised, and paragraphs of two versions are laid side by side."""

import pytest

from rag.changes import is_correction, paragraph_changes, word_difference


@pytest.mark.parametrize(
    "text",
    [
        "Correction: An earlier version of this article misstated the mayor's age.",
        "CLARIFICATION — The council met on Monday.",
        "Correction, July 14, 2025: The wall cost five million.",
        "Correction, 25 June 2025: The wall cost five million.",
        "Corrections (July 14): The wall cost five million.",
        "*Editor’s note: This story has been corrected to say five million.",
        "This article was amended on 14 July 2025 to give the cost of the wall.",
        "An earlier version of this report gave the wrong day.",
    ],
)
def test_a_note_of_correction_is_told(text: str) -> None:
    assert is_correction(text)


@pytest.mark.parametrize(
    "text",
    [
        "Correction of the course took the crew an hour.",
        "The ministry of corrections: a history of its prisons.",
        "This article was written in March.",
        "Earlier, the mayor said that the wall would hold.",
    ],
)
def test_other_text_is_no_note_of_correction(text: str) -> None:
    assert not is_correction(text)


def test_versions_are_laid_side_by_side() -> None:
    old = ["Nine people were hurt on Saturday.", "The mayor was away.", "It rained all day."]
    new = ["Twelve people were hurt on Saturday.", "It rained all day.", "A wall fell at noon."]
    assert [(one.kind, one.old, one.new) for one in paragraph_changes(old, new)] == [
        ("changed", old[0], new[0]),
        ("removed", old[1], None),
        ("same", old[2], new[1]),
        ("added", None, new[2]),
    ]


def test_only_what_differs_is_shown_with_some_words_around_it() -> None:
    old = "The coastguard of the whole west coast said that nine people were hurt on Saturday."
    new = old.replace("nine", "twelve").replace(" on Saturday", "")
    assert word_difference(old, new) == (
        "… the whole west coast said that [-nine-] {+twelve+} people were"
        " [-hurt on Saturday.-] {+hurt.+}"
    )
