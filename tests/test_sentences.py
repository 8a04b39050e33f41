from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.sentences import first_end, sentence_spans, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Mr. Oke met Sen. A. Lund at 5 p.m. He left.",
         ["Mr. Oke met Sen. A. Lund at 5 p.m.", "He left."]),
        ("“We will not pay,” she said. “Never.”", ["“We will not pay,” she said.", "“Never.”"]),
        ("It cost $3.5bn. Who paid?", ["It cost $3.5bn.", "Who paid?"]),
        ("It rained (see [the note].) It stopped.", ["It rained (see [the note].)", "It stopped."]),
        ("One line\n\nAnother", ["One line", "Another"]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text())
def test_spans_slice_in_order_and_lose_no_letter(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    missed = [text[place] for place in range(len(text)) if place not in covered]
    assert not any(map(str.isalnum, missed))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("It rained. It", None),
        ("It rained. It stopped ", "It rained."),
        ("It rained. “It stopped ", "It rained."),
        ('It rained. "It stopped ', "It rained."),
        ("Mr. Oke left ", None),
        ("“No. Never. I won’t ", None),
        ("“No. Never,” he said. Then he ", "“No. Never,” he said."),
        ("It rained (hard. Very) then ", None),
        ("In the '90s it rained. It stopped ", "In the '90s it rained."),
        ("... It rained ", None),
    ],
)
def test_end_of_a_growing_text_is_found_once_it_is_certain(text: str, end: str | None) -> None:
    found, _ = first_end(text, whole=False)
    assert (text[: found[0]] if found else None) == end


@given(
    st.lists(st.sampled_from(["Rain ", "fell. ", "“", "” ", '"', "Mr. ", "(", ") ", "3.5 ", "he "]))
)
def test_end_that_was_found_stays_as_the_text_grows(words: list[str]) -> None:
    text = "".join(words)
    ends = [first_end(text[:length], whole=False)[0] for length in range(len(text) + 1)]
    assert len({end for end in ends if end}) <= 1
    assert ends == sorted(ends, key=bool)
