"""Citation keys are shown, read back and accounted for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.cite import cited, clean, marker, number, read
from rag.types import ArticleFacts, Passage

KNOWN = ("1", "2", "3", "12")
PIECES = st.sampled_from(
    "[1]|[2, 3]| [9]|[1-3]|【2】|Mr. |He said. |“No.” | |\n|\n\n|\n- Rain|\n1. Snow |\n# Head\n|a"
    "|Word |[sic]|[2025]|.|?|e.g. |\t|\r\n| of m² ".split("|")
)
WRITTEN = st.builds(
    str.format,
    st.sampled_from(
        [
            "Rain fell{}.",
            "Rain{} fell hard.",
            "Rain fell.{}",
            "“No{},” said Mr. Ode.",
            "It {}was [sic]?",
        ]
    ),
    st.sampled_from(["", "[1]", " [2, 3]", "【1】", " [1-3]", "[9]", " [1][9] [2]", "[^3]"]),
)


def passage(text: str) -> Passage:
    return Passage("a#p1", text, 1.0, ArticleFacts("a", "Title"), 0)


def test_passages_are_numbered_in_order() -> None:
    assert [one.key for one in number([passage("x"), passage("y")])] == ["1", "2"]


def test_marker_shows_its_key() -> None:
    assert marker("7") == "[7]"


@pytest.mark.parametrize(
    ("written", "canonical", "keys"),
    [
        ("Rain fell [1].", "Rain fell. [1]", ("1",)),
        ("Rain fell. [1]", "Rain fell. [1]", ("1",)),
        ("Rain fell.[1]", "Rain fell. [1]", ("1",)),
        ("Rain fell [1, 3].", "Rain fell. [1][3]", ("1", "3")),
        ("Rain fell [1][2].", "Rain fell. [1][2]", ("1", "2")),
        ("Rain fell [1] [2].", "Rain fell. [1][2]", ("1", "2")),
        ("Rain fell [1-3].", "Rain fell. [1][2][3]", ("1", "2", "3")),
        ("Rain fell [1–3].", "Rain fell. [1][2][3]", ("1", "2", "3")),
        ("Rain fell [1 - 3].", "Rain fell. [1][2][3]", ("1", "2", "3")),
        ("Rain fell【1】.", "Rain fell. [1]", ("1",)),
        ("Rain fell【2†source】.", "Rain fell. [2]", ("2",)),
        ("Rain fell［1］.", "Rain fell. [1]", ("1",)),
        ("Rain fell[^1].", "Rain fell. [1]", ("1",)),
        ("Rain fell.¹²", "Rain fell. [12]", ("12",)),
        ("Rain fell.²³", "Rain fell. [2][3]", ("2", "3")),
        ("Rain fell [1](https://example.org/a).", "Rain fell. [1]", ("1",)),
        ("Rain fell. [1][1]", "Rain fell. [1]", ("1",)),
        ("[2] Rain fell.", "Rain fell. [2]", ("2",)),
        ("“Rain fell.” [1]", "“Rain fell.” [1]", ("1",)),
        ("Rain [1] fell, and snow[2].", "Rain [1] fell, and snow. [2]", ("1", "2")),
    ],
)
def test_marker_is_read_in_every_form(written: str, canonical: str, keys: tuple[str, ...]) -> None:
    marked = read(written, known=KNOWN)
    assert marked.text == canonical
    assert [(one.keys, one.invented) for one in marked.sentences] == [(keys, ())]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell (1) twice.",
        "The [2025] plan failed.",
        "He said [the minister] left.",
        "They was [sic] late.",
        "A field of 12 m² and 3 km² burned.",
        "Rain fell⁷.",
        "See [the map](https://example.org).",
        "The match ended [4-1].",
    ],
)
def test_other_brackets_are_text(text: str) -> None:
    marked = read(text, known=KNOWN)
    assert marked.text == text
    assert [(one.keys, one.invented) for one in marked.sentences] == [((), ())]


def test_number_that_was_never_shown_is_invented() -> None:
    (sentence,) = read("Rain fell [1][9].", known=KNOWN).sentences
    assert (sentence.keys, sentence.invented) == (("1",), ("9",))


def test_year_is_a_key_where_it_was_shown() -> None:
    assert read("Rain fell [2025].", known=["2025"]).sentences[0].keys == ("2025",)


def test_trailing_markers_belong_to_the_sentence_before() -> None:
    marked = read("Rain fell. [1] Snow fell. [2][3] Wind blew.", known=KNOWN)
    assert [one.keys for one in marked.sentences] == [("1",), ("2", "3"), ()]
    assert [one.text for one in marked.sentences] == ["Rain fell.", "Snow fell.", "Wind blew."]


def test_marker_on_a_line_of_its_own_belongs_to_the_line_before() -> None:
    marked = read("Rain fell.\n[1]\nSnow fell.", known=KNOWN)
    assert [one.keys for one in marked.sentences] == [("1",), ()]


def test_bullets_stay_in_the_text_but_not_in_sentences() -> None:
    text = "- Rain fell. [1]\n* Snow fell. [2]\n1. Wind blew. [3]\n"
    marked = read(text, known=KNOWN)
    assert marked.text == text
    assert [one.text for one in marked.sentences] == ["Rain fell.", "Snow fell.", "Wind blew."]


def test_heading_is_no_sentence() -> None:
    marked = read("# Weather\n\nRain fell. [1]\n", known=KNOWN)
    assert [one.text for one in marked.sentences] == ["Rain fell."]
    assert marked.text.startswith("# Weather\n\n")


def test_wrapped_line_is_one_sentence() -> None:
    text = "Rain fell on the northern hills and filled the rivers of the\nplain. [1]"
    (sentence,) = read(text, known=KNOWN).sentences
    assert sentence.text.endswith("rivers of the plain.")


def test_lines_without_a_full_stop_stay_apart() -> None:
    marked = read("Weather report\nRain fell. [1]", known=KNOWN)
    assert [one.text for one in marked.sentences] == ["Weather report", "Rain fell."]


def test_sentence_says_where_it_was_read() -> None:
    text = "Rain fell [1]. Snow[2] fell."
    spans = [(one.read_start, one.read_end) for one in read(text, known=KNOWN).sentences]
    assert [text[start:end] for start, end in spans] == ["Rain fell [1].", "Snow[2] fell."]


@pytest.mark.parametrize("text", ["", " \n ", "[1]", "# Only a heading"])
def test_text_without_a_sentence_has_none(text: str) -> None:
    assert read(text, known=KNOWN).sentences == ()


def test_clean_takes_the_markers_out() -> None:
    assert (
        clean("Rain [1] fell [2, 3]. Snow.【4】 It was [sic].") == "Rain fell. Snow. It was [sic]."
    )


@given(st.one_of(st.lists(PIECES).map("".join), st.text()))
@settings(max_examples=300)
def test_span_is_the_sentence(text: str) -> None:
    marked = read(text, known=KNOWN)
    ends = [0, *(one.end for one in marked.sentences)]
    for one, end_before in zip(marked.sentences, ends, strict=False):
        assert marked.text[one.start : one.end] == one.text
        assert end_before <= one.start < one.end
        assert "\n" not in one.text


@given(st.lists(st.tuples(WRITTEN, st.sampled_from([" ", "\n", "\n\n", "\n- ", "\n2. "]))))
@settings(max_examples=300)
def test_canonical_text_reads_as_itself(parts: list[tuple[str, str]]) -> None:
    marked = read("".join(sentence + gap for sentence, gap in parts), known=KNOWN)
    again = read(marked.text, known=KNOWN)
    assert again.text == marked.text
    keys = [(one.keys, one.invented) for one in marked.sentences]
    assert [(one.keys, one.invented) for one in again.sentences] == keys
    assert len(keys) == len(parts)


def test_each_sentence_of_a_text_gets_its_own_citation() -> None:
    assert cited("The wall rose. Nobody paid.", ("2",)) == "The wall rose. [2] Nobody paid. [2]"
    assert cited("“It rose,” Dr. Lind said.", ("1", "3")) == "“It rose,” Dr. Lind said. [1][3]"


def test_a_marker_after_a_bracket_belongs_to_the_sentence_that_the_bracket_ends() -> None:
    text = "It rained (for how long, nobody says[clarification needed].) [1] It stopped. [2]"
    assert [one.keys for one in read(text, known={"1", "2"}).sentences] == [("1",), ("2",)]
