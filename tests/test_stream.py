"""A draft that streams in is read, shown and checked as it is when it has come whole."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.cite import MarkedSentence, number, read
from rag.stream import DraftStream
from rag.types import DECLINED, ArticleFacts, Draft, Passage, Sentence, SentenceEvent, TextEvent
from rag.verify import Checker, check

FACTS = ArticleFacts("a1", "Ferry runs aground")
TEXTS = ("Nine people were hurt.", "The fog was thick.", "Mr. Ode left at 5 p.m. on Tuesday.")
PASSAGES = number(
    [Passage(f"a1#p{n}", text, 1.0, FACTS, 0) for n, text in enumerate(TEXTS * 4, start=1)]
)
KNOWN = frozenset(one.key for one in PASSAGES)

# What is written, what is shown, and each sentence's keys; an invented key has a "!" before it.
MARKERS = [
    ("Rain fell [1].", "Rain fell. [1]", ["1"]),
    ("Rain fell.[1]", "Rain fell. [1]", ["1"]),
    ("Rain fell. [1] Snow fell.", "Rain fell. [1] Snow fell.", ["1", ""]),
    ("Rain fell.[1] Snow fell.[2]", "Rain fell. [1] Snow fell. [2]", ["1", "2"]),
    ("Rain fell.[1]Snow fell.", "Rain fell. [1] Snow fell.", ["1", ""]),
    ("Rain fell [1]! Snow fell [2]?", "Rain fell! [1] Snow fell? [2]", ["1", "2"]),
    ("Rain fell [1]", "Rain fell [1]", ["1"]),
    ("Rain fell … [1]", "Rain fell … [1]", ["1"]),
    # lists
    ("Rain fell [1, 3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1;3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1 3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1 and 3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1 & 3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1，3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1、3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1][3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1] [3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1], [3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1] and [3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1]; [3].", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell [1][1].", "Rain fell. [1]", ["1"]),
    # ranges
    ("Rain fell [1-3].", "Rain fell. [1][2][3]", ["1 2 3"]),
    ("Rain fell [1–3].", "Rain fell. [1][2][3]", ["1 2 3"]),
    ("Rain fell [1 — 3].", "Rain fell. [1][2][3]", ["1 2 3"]),
    ("Rain fell [1\u20113].", "Rain fell. [1][2][3]", ["1 2 3"]),
    ("Rain fell [1]-[3].", "Rain fell. [1][2][3]", ["1 2 3"]),
    ("Rain fell [1]–[3].", "Rain fell. [1][2][3]", ["1 2 3"]),
    ("Rain fell [1, 3-5].", "Rain fell. [1][3][4][5]", ["1 3 4 5"]),
    ("Rain fell [11-13].", "Rain fell. [11][12][13]", ["11 12 !13"]),
    ("The match ended [4-1].", "The match ended [4-1].", [""]),
    # superscripts
    ("Rain fell¹.", "Rain fell. [1]", ["1"]),
    ("Rain fell.²³ Snow fell.", "Rain fell. [2][3] Snow fell.", ["2 3", ""]),
    ("Rain fell.¹² Snow fell.", "Rain fell. [12] Snow fell.", ["12", ""]),
    ("Rain fell.¹,³", "Rain fell. [1][3]", ["1 3"]),
    ("Rain fell.⁴⁵", "Rain fell. [4][5]", ["4 5"]),
    ("Rain fell.¹⁵⁰", "Rain fell. [150]", ["!150"]),
    ("Rain fell on 12 m² of land.", "Rain fell on 12 m² of land.", [""]),
    ("About 10³ birds fell.", "About 10³ birds fell.", [""]),
    # odd brackets
    ("Rain fell【1】.", "Rain fell. [1]", ["1"]),
    ("Rain fell【1†source】.", "Rain fell. [1]", ["1"]),
    ("Rain fell【2†L3-L9】.", "Rain fell. [2]", ["2"]),
    ("Rain fell［1］.", "Rain fell. [1]", ["1"]),
    ("Rain fell［１２］.", "Rain fell. [12]", ["12"]),
    ("Rain fell [^1].", "Rain fell. [1]", ["1"]),
    ("Rain fell[^1][^2].", "Rain fell. [1][2]", ["1 2"]),
    ("Rain fell [#1].", "Rain fell. [1]", ["1"]),
    ("Rain fell [1](#a1).", "Rain fell. [1]", ["1"]),
    ("Rain fell [1](https://example.org/a).", "Rain fell. [1]", ["1"]),
    ("Rain fell [1](it was wet).", "Rain fell [1](it was wet).", ["1"]),
    ("Rain fell [[1]].", "Rain fell. [1]", ["1"]),
    ("Rain fell [[1]](https://example.org/a).", "Rain fell. [1]", ["1"]),
    ("Rain fell [[1], [2]].", "Rain fell. [1][2]", ["1 2"]),
    ("Rain fell ([1], [2]).", "Rain fell. [1][2]", ["1 2"]),
    ("Rain fell \\[1\\].", "Rain fell. [1]", ["1"]),
    ("Rain fell **[1]**.", "Rain fell. [1]", ["1"]),
    ("**Rain fell**[1]**.**", "**Rain fell****.** [1]", ["1"]),
    ("Rain fell `[1]`.", "Rain fell. [1]", ["1"]),
    ("Rain fell [Source 1].", "Rain fell. [1]", ["1"]),
    ("Rain fell [source: 1, 2].", "Rain fell. [1][2]", ["1 2"]),
    ("Rain fell [Passage 2].", "Rain fell. [2]", ["2"]),
    ("Rain fell {1}.", "Rain fell {1}.", [""]),
    ("Rain fell (1).", "Rain fell (1).", [""]),
    # numbers
    ("Rain fell [99].", "Rain fell. [99]", ["!99"]),
    ("Rain fell [1][99].", "Rain fell. [1][99]", ["1 !99"]),
    ("Rain fell [0].", "Rain fell. [0]", ["!0"]),
    ("Rain fell [01].", "Rain fell. [1]", ["1"]),
    ("Rain fell [2025].", "Rain fell [2025].", [""]),
    ("Rain fell [123456789012].", "Rain fell [123456789012].", [""]),
    ("Rain fell [1.5].", "Rain fell [1.5].", [""]),
    ("Rain fell [-1].", "Rain fell [-1].", [""]),
    ("Rain fell [ii].", "Rain fell [ii].", [""]),
    ("It cost $3.5 [1]. It rose 2 [2].", "It cost $3.5. [1] It rose 2. [2]", ["1", "2"]),
    # white space
    ("Rain fell [ 1 ].", "Rain fell. [1]", ["1"]),
    ("Rain fell\u00a0[\u20091\u00a0].", "Rain fell. [1]", ["1"]),
    ("Rain fell.\u202f[1]", "Rain fell. [1]", ["1"]),
    ("Rain fell.\u200b[1]", "Rain fell. [1]", ["1"]),
    ("Rain fell   [1].", "Rain fell. [1]", ["1"]),
    ("Rain fell [1].\r\nSnow fell [2].", "Rain fell. [1] \nSnow fell. [2]", ["1", "2"]),
    # brackets that are no markers
    ("They was [sic] late [2].", "They was [sic] late. [2]", ["2"]),
    ("He said [the minister] left [1].", "He said [the minister] left. [1]", ["1"]),
    ("“Rain [in May] fell,” he said [1].", "“Rain [in May] fell,” he said. [1]", ["1"]),
    ("Rain fell [Article 5].", "Rain fell [Article 5].", [""]),
    ("Rain fell [1, the report].", "Rain fell [1, the report].", [""]),
    ("Rain fell [].", "Rain fell [].", [""]),
    ("Rain fell ]1[.", "Rain fell ]1[.", [""]),
    ("Rain fell [1", "Rain fell [1", [""]),
    ("Rain fell [1,", "Rain fell [1,", [""]),
    ("Rain fell [", "Rain fell [", [""]),
    ("Rain fell (", "Rain fell (", [""]),
    ("Rain fell [1👍].", "Rain fell [1👍].", [""]),
    # places
    ("“Rain fell.” [1]", "“Rain fell.” [1]", ["1"]),
    ("“Rain fell. [1]” Snow fell.", "“Rain fell.” [1] Snow fell.", ["1", ""]),
    ("“Rain fell [1],” he said.", "“Rain fell [1],” he said.", ["1"]),
    ("Rain[1], snow[2], wind came.", "Rain [1], snow [2], wind came.", ["1 2"]),
    ("Mr. [1] Ode left.", "Mr. [1] Ode left.", ["1"]),
    ("[1] Rain fell. Snow fell.", "Rain fell. [1] Snow fell.", ["1", ""]),
    ("[1] Rain fell.\n[2] Snow fell.", "Rain fell. [1]\nSnow fell. [2]", ["1", "2"]),
    ("Rain fell.\n[1]\nSnow fell.", "Rain fell. [1]\n\nSnow fell.", ["1", ""]),
    ("1. Rain fell. [1]\n2. Snow fell [2].", "1. Rain fell. [1]\n2. Snow fell. [2]", ["1", "2"]),
    ("- Rain fell [1]\n- Snow fell", "- Rain fell [1]\n- Snow fell", ["1", ""]),
    ("# Weather [1]\n\nRain fell [2].", "# Weather [1]\n\nRain fell. [2]", ["2"]),
    ("Rain fell 👍[1]. Snow fell ☃️ [2].", "Rain fell 👍. [1] Snow fell ☃️. [2]", ["1", "2"]),
    ("雨が降った[1]。雪が降った【2】。", "雨が降った。 [1]雪が降った。 [2]", ["1", "2"]),
    ("In the '90s rain fell [1]. It was wet.", "In the '90s rain fell. [1] It was wet.", ["1", ""]),
]

TOKENS = st.sampled_from(
    (
        "[1]|[2, 3]| [99]|[1-3]|【2】|Mr. |He said. |“No.” | |\n|\n\n|\n- Rain|\n1. Snow |"
        "\n# Head\n|a|Word |[sic]|[2025]|.|?|e.g. |\t|\r\n| of m² |“|”|\"|'|(|)|fell.¹|²|,|[1](https://e.org)|"
        "*|_|[the | and |[1], [2]|[|]|1|\\[1\\]|([1])|**[2]**|U.S. |3.5 |5 p.m. He |…|[1]-[3]|"
        "[[1]]|。|雪|12|The articles do not say.|The articles |[1†source]|[source 1]|; |-|#|> |`|"
        "Nine people were hurt|The fog was thick. [2]|. |"
        "long enough to be taken for a line that was wrapped and not ended at"
    ).split("|")
)
DRAFTS = st.lists(TOKENS, max_size=25).map("".join)


class Unjudged(Checker):
    """Reads but doesn't judge, which takes its time; counts what it was asked."""

    def __init__(self) -> None:
        super().__init__(PASSAGES)
        self.asked: list[MarkedSentence] = []

    def sentence(self, marked: MarkedSentence, *, everything: bool = False) -> Sentence:
        self.asked.append(marked)
        return Sentence(marked.text, marked.start, marked.end, "weak", 0.5)


def streamed(
    pieces: Iterable[str], checker: Checker | None = None
) -> tuple[str, tuple[Sentence, ...]]:
    """Returns the text and the sentences of a stream; each sentence stands in what was shown."""
    stream = DraftStream(checker or Unjudged())
    text, sentences = "", list[Sentence]()
    for step in (*map(stream.feed, pieces), stream.end()):
        for event in step:
            if isinstance(event, TextEvent):
                text += event.text
            else:
                sentences.append(event.sentence)
                assert text[event.sentence.start : event.sentence.end] == event.sentence.text
    return text, tuple(sentences)


def shown(*pieces: str) -> str:
    """Returns what a reader sees after these pieces, with more to come."""
    stream = DraftStream(Unjudged())
    events = [event for piece in pieces for event in stream.feed(piece)]
    return "".join(event.text for event in events if isinstance(event, TextEvent))


def cut(text: str, lengths: Sequence[int]) -> list[str]:
    """Cuts a text into pieces of these lengths, the last taking the rest."""
    pieces = []
    for length in lengths:
        pieces.append(text[:length])
        text = text[length:]
    return [*pieces, text]


@pytest.mark.parametrize(("written", "canonical", "keys"), MARKERS)
def test_marker_is_read_whole_and_letter_by_letter(
    written: str, canonical: str, keys: list[str]
) -> None:
    marked = read(written, known=KNOWN)
    found = [
        " ".join((*one.keys, *(f"!{key}" for key in one.invented))) for one in marked.sentences
    ]
    assert (marked.text, found) == (canonical, keys)
    assert streamed([written]) == streamed(written)
    assert streamed(written)[0] == canonical


@given(st.sampled_from(MARKERS), st.lists(st.integers(0, 9)))
def test_marker_is_read_in_any_pieces(case: tuple[str, str, list[str]], lengths: list[int]) -> None:
    assert streamed(cut(case[0], lengths)) == streamed([case[0]])


@given(DRAFTS | st.text(), st.lists(st.integers(0, 30)))
@settings(max_examples=300)
def test_any_draft_in_any_pieces_is_the_draft_as_a_whole(text: str, lengths: list[int]) -> None:
    canonical, sentences, _ = Unjudged().check(text)
    assert streamed(cut(text, lengths)) == (canonical, sentences)
    assert streamed(text) == (canonical, sentences)


@given(DRAFTS, st.lists(st.integers(0, 30)))
@settings(max_examples=30)
def test_verdicts_are_those_of_the_final_check(text: str, lengths: list[int]) -> None:
    canonical, sentences, _ = check(Draft(text, PASSAGES, "test"))
    assert streamed(cut(text, lengths), Checker(PASSAGES)) == (canonical, sentences)


@given(DRAFTS)
def test_each_sentence_is_checked_once(text: str) -> None:
    checker = Unjudged()
    _, sentences = streamed(text, checker)
    assert len(checker.asked) == len(sentences)


@pytest.mark.parametrize(
    ("pieces", "seen"),
    [
        (["Rain"], "Rain"),
        (["Rain fell", " ["], "Rain fell"),
        (["Rain fell", " [1"], "Rain fell"),
        (["Rain fell", " [1,"], "Rain fell"),
        (["Rain fell", " [1-"], "Rain fell"),
        (["Rain fell", "【1"], "Rain fell"),
        (["Rain fell", "[^1"], "Rain fell"),
        (["Rain fell.", "¹"], "Rain fell."),
        (["Rain fell [1]", "."], "Rain fell"),
        (["Rain fell [1]", ". ", "Snow", " fell"], "Rain fell. [1] Snow fell"),
        (["Rain [1]", " fell"], "Rain [1] fell"),
        (["Rain fell [th", "e"], "Rain fell [the"),
        (["Rain fell [2025", "]"], "Rain fell"),
        (["Rain fell [2025", "] hard"], "Rain fell [2025] hard"),
        (["The art", "icles do not"], ""),
        (["The articles do not say", ". [1"], ""),
        (["The articles do not say", " who"], "The articles do not say who"),
        (["The article", " says"], "The article says"),
    ],
)
def test_reader_sees_all_that_is_certain(pieces: list[str], seen: str) -> None:
    assert shown(*pieces) == seen


@pytest.mark.parametrize(
    ("pieces", "count"),
    [
        (["Rain fell.", " [1]"], 0),
        (["Rain fell.", " [1]", " Snow"], 0),
        (["Rain fell.", " [1]", " Snow", " fell"], 1),
        (["Rain fell. [1]\n", "Snow"], 1),
        (["- Rain fell [1]\n", "- "], 0),
        (["- Rain fell [1]\n", "- Snow"], 1),
        (["“Rain fell. Snow fell. Wind ", "came,” "], 0),
        (["Mr. Ode ", "left. Mr. ", "Oke "], 1),
    ],
)
def test_sentence_is_checked_as_soon_as_the_next_begins(pieces: list[str], count: int) -> None:
    stream = DraftStream(Unjudged())
    events = [event for piece in pieces for event in stream.feed(piece)]
    assert sum(isinstance(event, SentenceEvent) for event in events) == count


def test_sentence_event_follows_its_own_text_and_precedes_the_next() -> None:
    stream = DraftStream(Unjudged())
    events = [*stream.feed("Rain fell. [1] Snow fell. [2] "), *stream.end()]
    seen = [e.text if isinstance(e, TextEvent) else len(e.sentence.text) for e in events]
    assert seen == ["Rain fell. [1]", 10, " Snow fell.", " [2]", 10, " "]


def test_invented_key_is_shown_and_its_sentence_unsupported() -> None:
    text, (sentence,) = streamed("Nine people were hurt [99].", Checker(PASSAGES))
    assert text == "Nine people were hurt. [99]"
    assert sentence.verdict == "unsupported"
    assert sentence.reasons == ("[99] was never shown to the writer",)


def test_failing_sentence_is_known_before_the_draft_ends() -> None:
    stream = DraftStream(Checker(PASSAGES))
    events = list(stream.feed("Twelve people were hurt. [1] The fog was "))
    verdicts = [one.sentence.verdict for one in events if isinstance(one, SentenceEvent)]
    assert verdicts == ["unsupported"]


@pytest.mark.parametrize(
    "text", [DECLINED, f"  “{DECLINED}” ", f"{DECLINED} [1]", "the articles do not say"]
)
def test_refusal_is_shown_at_the_end_and_has_no_sentence(text: str) -> None:
    assert shown(*text) == ""
    assert streamed(text) == (DECLINED, ())


def test_what_only_began_like_a_refusal_is_shown_whole() -> None:
    text, sentences = streamed(f"{DECLINED} But nine people were hurt. [1]")
    assert text == f"{DECLINED} But nine people were hurt. [1]"
    assert len(sentences) == 2


@pytest.mark.parametrize("text", ["Nine people were hurt [1]. Snow fell.", DECLINED, "", "[1]"])
def test_checked_is_what_the_final_check_finds(text: str) -> None:
    stream = DraftStream(Checker(PASSAGES))
    for step in (*map(stream.feed, text), stream.end()):
        list(step)
    assert stream.checked == check(Draft(text, PASSAGES, "test"))


def test_text_is_the_draft_as_it_was_written() -> None:
    stream = DraftStream(Unjudged())
    for piece in ("Rain fell [1", "]."):
        list(stream.feed(piece))
    assert stream.text == "Rain fell [1]."
