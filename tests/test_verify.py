"""Every sentence of a draft is held against what it cites."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from verify_pairs import PAIRS

from rag.cite import number
from rag.types import DECLINED, Article, ArticleFacts, Draft, Paragraph, Passage, Sentence
from rag.verify import Checker, check, status_of, verify

FACTS = ArticleFacts("digest", "Weekly digest", date(2025, 7, 13), "The Herald")
WORDS = st.lists(
    st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=9),
    min_size=1,
    max_size=12,
)
SENTENCES = st.builds(lambda words, end: " ".join(words) + end, WORDS, st.sampled_from(".!?"))


def passage(text: str, *, key: str = "1", start: int = 0, facts: ArticleFacts = FACTS) -> Passage:
    return Passage(f"{facts.id}#p{key}", text, 1.0, facts, start, key)


def checked(text: str, *passages: Passage) -> tuple[Sentence, ...]:
    return check(Draft(text, passages, "test"))[1]


@pytest.mark.parametrize(
    ("kind", "source", "sentence", "verdict", "word"), PAIRS, ids=[pair[2] for pair in PAIRS]
)
def test_pair_gets_its_verdict(
    kind: str, source: str, sentence: str, verdict: str, word: str
) -> None:
    found = checked(f"{sentence} [1]", passage(source))
    assert [one.verdict for one in found] == [verdict], found
    assert word in " ".join(found[0].reasons)


def test_there_are_two_hundred_pairs_and_none_twice() -> None:
    assert len(PAIRS) >= 200
    assert len({(source, sentence) for _, source, sentence, _, _ in PAIRS}) == len(PAIRS)


README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\| (.+?) \| `(supported|weak|unsupported)` \| (.*?) ?\|$", README, re.M)
SHOWN_SOURCE = " ".join(re.findall(r"^Of “(.+?)” a writer", README, re.M | re.S)[0].split())


def test_the_readme_shows_six_pairs() -> None:
    assert len(SHOWN) == 6


@pytest.mark.parametrize(("sentence", "verdict", "reason"), SHOWN)
def test_pair_of_the_readme_gets_its_verdict(sentence: str, verdict: str, reason: str) -> None:
    (found,) = checked(f"{sentence} [1]", passage(SHOWN_SOURCE))
    assert (found.verdict, reason in " ".join(found.reasons)) == (verdict, True), found


def test_finding_points_at_the_words_and_at_the_source() -> None:
    shown = passage("The bridge cost 12 million euros.", start=40)
    (found,) = checked("So [1] the bridge cost 21 million euros.", shown)
    (finding,) = found.findings
    assert found.text[finding.start : finding.end] == "21 million euros"
    assert finding.nearest is not None
    assert finding.nearest.start >= 40
    assert "12 million euros" in finding.nearest.quote


def test_sentence_that_rests_on_another_paragraph_is_told_which() -> None:
    found = checked(
        "The ferry ran aground near the lighthouse at dawn. [1]",
        passage("Schools in the valley reopened after the holidays.", key="1"),
        passage("The ferry ran aground near the lighthouse at dawn, nobody was hurt.", key="2"),
    )
    assert found[0].verdict == "unsupported"
    assert "it is in [2]" in found[0].reasons[0]


def test_article_as_a_source_brings_its_date_and_its_addresses() -> None:
    text = "Yesterday the ministry closed the bridge."
    article = Article(
        "a", "Traffic", date(2025, 7, 13), text=text, paragraphs=(Paragraph(1, 0, 41),)
    )
    (found,) = verify("The ministry closed the bridge on 12 July.", [article])
    assert (found.verdict, found.citations[0].address) == ("supported", "a#p1")


def test_citation_quotes_the_article_where_it_says() -> None:
    text = "The port reopened. Ships from Oslo came first. Nobody was hurt."
    article = "An opening line.\n\n" + text
    found = checked("Ships from Oslo came first. [1]", passage(text, start=18))
    (citation,) = found[0].citations
    assert citation.quote == "Ships from Oslo came first."
    assert article[citation.start : citation.end] == citation.quote


def test_each_cited_passage_gets_a_citation() -> None:
    found = checked(
        "The port reopened and ships from Oslo came. [1][2]",
        passage("The port reopened on Monday.", key="1"),
        passage("Ships from Oslo came.", key="2"),
    )
    assert [one.key for one in found[0].citations] == ["1", "2"]
    assert found[0].verdict == "supported"


def test_quote_is_a_run_of_sentences_where_one_is_not_enough() -> None:
    text = "Rain fell. The old bridge collapsed at noon. Rescue teams with dogs searched the river."
    found = checked(
        "The old bridge collapsed and rescue teams with dogs searched. [1]", passage(text)
    )
    assert found[0].citations[0].quote == text.removeprefix("Rain fell. ")


def test_verbatim_ignores_white_space_and_typographic_quotes() -> None:
    found = checked(
        'He called it "a gift" — twice. [1]', passage("He called it “a\n gift” – twice.")
    )
    assert (found[0].verdict, found[0].score) == ("supported", 1.0)


def test_piece_of_a_denied_sentence_is_not_verbatim() -> None:
    found = checked("Smith won. [1]", passage("Police denied that Smith won."))
    assert found[0].score < 1


def test_sentence_without_citation_is_uncited() -> None:
    found = checked("The port reopened.", passage("The port reopened."))
    assert (found[0].verdict, found[0].score, found[0].reasons) == (
        "uncited",
        0.0,
        ("no citation",),
    )


def test_invented_key_is_reported_and_kept_in_the_text() -> None:
    text, found, status = check(
        Draft("The port reopened. [9]", (passage("The port reopened."),), "test")
    )
    assert found[0].verdict == "unsupported"
    assert found[0].reasons == ("[9] was never shown to the writer",)
    assert (text, status) == ("The port reopened. [9]", "partly_grounded")


@pytest.mark.parametrize(
    "text", [DECLINED, "The articles do not say", " the articles do not say. "]
)
def test_refusal_is_declined_without_sentences(text: str) -> None:
    assert check(Draft(text, (passage("Rain fell."),), "test")) == (DECLINED, (), "declined")


def test_refusal_with_a_marker_is_declined() -> None:
    draft = Draft("The articles do not say. [1]", (passage("Rain fell."),), "test")
    assert check(draft)[2] == "declined"


def test_weak_sentences_leave_an_answer_grounded() -> None:
    draft = Draft(
        "Councillors favour trams. [1] Trams run daily. [1]",
        (passage("Trams run daily. The council favours them."),),
        "test",
    )
    _, sentences, status = check(draft)
    assert [one.verdict for one in sentences] == ["weak", "supported"]
    assert status == "grounded"


def test_no_sentence_at_all_is_not_grounded() -> None:
    assert status_of(()) == "partly_grounded"


def test_name_from_the_title_alone_makes_a_sentence_weak() -> None:
    facts = ArticleFacts("a", "Lavrov visits Wonsan", date(2025, 7, 13), "The Herald")
    found = checked(
        "Today the minister Lavrov praised the troops. [1]",
        passage("The minister praised the troops.", facts=facts),
    )
    assert found[0].verdict == "weak"
    assert "title" in found[0].reasons[0]


def test_number_from_another_paragraph_of_the_article_makes_a_sentence_weak() -> None:
    found = checked(
        "The town has 4,300 inhabitants. [1]",
        passage("The town has a port and many inhabitants.", key="1"),
        passage("Its 4,300 people live from fishing.", key="2"),
    )
    assert found[0].verdict == "weak"
    assert "elsewhere in the article" in found[0].reasons[0]


def test_another_article_does_not_lend_its_numbers() -> None:
    other = ArticleFacts("other", "Fishing", date(2025, 7, 13))
    found = checked(
        "The town has 4,300 inhabitants. [1]",
        passage("The town has a port and many inhabitants.", key="1"),
        passage("Its 4,300 people live from fishing.", key="2", facts=other),
    )
    assert found[0].verdict == "unsupported"


def test_weekday_is_not_resolved_without_a_publication_date() -> None:
    facts = ArticleFacts("a", "Digest")
    found = checked("They met on 12 July. [1]", passage("They met on Saturday.", facts=facts))
    assert found[0].verdict == "unsupported"


def test_year_is_taken_from_the_nearest_day_of_the_calendar() -> None:
    facts = ArticleFacts("a", "Digest", date(2025, 1, 2))
    source = passage("They met on 28 December.", facts=facts)
    assert checked("They met on 28 December 2024. [1]", source)[0].verdict == "supported"
    assert checked("They met on 28 December 2025. [1]", source)[0].verdict == "unsupported"


def test_reason_names_what_the_source_says_instead() -> None:
    found = checked("Prices rose by 15%. [2]", passage("Prices rose by 13%.", key="2"))
    assert found[0].reasons == ("15% is not in [2], which says 13%",)


def test_text_without_markers_is_held_against_all_sources() -> None:
    sources = ["Rain fell.\n\nThe bridge collapsed at noon.", "Teams searched the river."]
    first, second = verify("The bridge collapsed at noon. Teams searched the river.", sources)
    assert [one.address for one in first.citations] == ["source-1#p2"]
    assert [one.address for one in second.citations] == ["source-2#p1"]
    assert sources[0][first.citations[0].start : first.citations[0].end] == first.text


def test_marker_points_to_its_source_alone() -> None:
    sources = ["Rain fell on the northern hills.", "Teams searched the muddy river."]
    right, wrong, none = verify(
        "Teams searched the muddy river [2]. Teams searched the muddy river [1]. Rain fell.",
        sources,
    )
    assert [right.verdict, wrong.verdict, none.verdict] == ["supported", "unsupported", "uncited"]


def test_sentences_slice_the_text_that_was_verified() -> None:
    text = "- Rain fell[1].\n- Teams\u00a0searched [2] the river. [1, 2]\n"
    found = verify(text, ["Rain fell.", "Teams searched the river."])
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]


def test_number_of_two_passages_is_taken_from_both() -> None:
    keyed = number(
        [passage("The port cost 40 million euros."), passage("The pier cost 7 million.")]
    )
    found = checked("The port cost 40 million euros and the pier 7 million. [1][2]", *keyed)
    assert found[0].verdict == "supported"


@given(st.lists(SENTENCES, min_size=1, max_size=5))
@settings(max_examples=150)
def test_verbatim_sentence_is_always_supported(sentences: list[str]) -> None:
    source = passage(" ".join(sentences))
    for found in checked("\n".join(f"- {one} [1]" for one in sentences), source):
        assert (found.verdict, found.score) == ("supported", 1.0), found


@given(st.lists(st.text(max_size=80), max_size=4), st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_is_checked_without_an_error(sources: list[str], text: str) -> None:
    found = verify(text, sources)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    for citation in (citation for one in found for citation in one.citations):
        index = re.fullmatch(r"source-(\d+)#p\d+", citation.address)
        assert index
        assert sources[int(index[1]) - 1][citation.start : citation.end] == citation.quote


@given(st.lists(st.text(max_size=80), min_size=1, max_size=3), st.lists(SENTENCES, max_size=3))
@settings(max_examples=100, deadline=None)
def test_preparing_changes_nothing(odd: list[str], written: list[str]) -> None:
    shown = [passage(one, key=str(n)) for n, one in enumerate([*odd, " ".join(written)], start=1)]
    text = " ".join(f"{one} [{len(shown)}][1]" for one in [*odd, *written])
    prepared = Checker(shown)
    prepared.prepare()
    assert prepared.check(text) == Checker(shown).check(text)


@given(st.text(max_size=120), st.text(min_size=1, max_size=120), st.integers(0, 5000))
@settings(max_examples=200)
def test_draft_offsets_slice_text_and_passage(text: str, source: str, start: int) -> None:
    shown = passage(source, start=start)
    canonical, sentences, _ = check(Draft(f"{text} [1]", (shown,), "test"))
    for one in sentences:
        assert canonical[one.start : one.end] == one.text
        assert 0 <= one.score <= 1
        for citation in one.citations:
            assert source[citation.start - start : citation.end - start] == citation.quote
