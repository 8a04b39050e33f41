"""An article longer than the window is read whole: notes by paragraph, then one cited text."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm.conftest import OpenWith, Scripted
from llm.requested import count_by_bytes, count_densely
from rag import Library, UsageError, WriterError, as_json
from rag.documents import as_markdown
from rag.types import Plan
from rag.write import assign

WORDS_OF_A_DAY = 40
MAX_TOKENS = 500


def _long(articles: Path, *, words: int) -> None:
    days = [
        f"On day {n} of the dig the crew of Brannock Marine moved {n + 100} tonnes of clay from the"
        f" harbour at Port Ellery. The foreman, {_name(n)} Orwin, said that the pumps had run all"
        f" night and that nobody was hurt on day {n}."
        for n in range(words // WORDS_OF_A_DAY)
    ]
    text = "Title: The dig\nDate: 2025-06-19\nSource: Tidewater Ledger\n\n" + "\n\n".join(days)
    (articles / "dig.txt").write_text(text, encoding="utf-8")


def _name(number: int) -> str:
    return ("Ada", "Bram", "Cleo", "Dov", "Edda")[number % 5]


def _the_dig(library: Library) -> str:
    return next(one.id for one in library.articles() if one.title == "The dig")


def _plan(library: Library) -> Plan:
    return library.plan_summary([_the_dig(library)], assign(words=100))


@pytest.mark.parametrize("limit", ["limit", "denselimit"])
@pytest.mark.parametrize("window", [4_000, 16_000, 128_000])
def test_no_call_overflows_and_every_sentence_is_cited_and_checked(
    open_with: OpenWith, articles: Path, server: Scripted, limit: str, window: int
) -> None:
    _long(articles, words=6_000)
    scenario = f"{limit}-{window}-notes-all"
    library = open_with(scenario, llm_window=window, llm_max_tokens=MAX_TOKENS)
    summary = library.summarize(_the_dig(library), words=100)
    assert summary.sentences
    assert {one.verdict for one in summary.sentences} == {"supported"}
    article = library.article(_the_dig(library))
    for citation in (one for each in summary.sentences for one in each.citations):
        assert article.text[citation.start : citation.end] == citation.quote
    assert len(summary.coverage.paragraphs) == 6_000 // WORDS_OF_A_DAY
    assert set(server.ended()) == {"done"}


@pytest.mark.parametrize("window", [4_000, 16_000, 128_000])
def test_every_paragraph_is_read(
    open_with: OpenWith, articles: Path, server: Scripted, window: int
) -> None:
    _long(articles, words=4_000)
    library = open_with(f"limit-{window}-notes-all", llm_window=window, llm_max_tokens=MAX_TOKENS)
    summary = library.summarize(_the_dig(library), words=100)
    read = "\n".join(server.prompts())
    assert all(one.text in read for one in summary.passages)


@pytest.mark.parametrize("window", [4_000, 16_000, 128_000])
def test_the_plan_tells_the_calls_and_their_tokens_beforehand(
    open_with: OpenWith, articles: Path, server: Scripted, window: int
) -> None:
    _long(articles, words=6_000)
    library = open_with(f"limit-{window}-notes-all", llm_window=window, llm_max_tokens=MAX_TOKENS)
    plan = _plan(library)
    assert not server.requests()
    library.summarize(_the_dig(library), words=100)
    first = [one for one in server.prompts() if "take notes" in one and "of day 0 " not in one]
    assert len(server.requests()) <= plan.most_calls
    planned = sum(one.input_tokens for one in plan.steps)
    assert sum(map(count_densely, server.prompts())) <= planned
    assert (plan.calls == 1) == (not first)


def test_what_fits_takes_one_call(open_with: OpenWith, server: Scripted) -> None:
    library = open_with("answers", llm_window=16_000)
    library.summarize(library.articles()[0].id)
    assert len(server.requests()) == 1


def test_one_paragraph_longer_than_the_window_is_read_in_parts(
    open_with: OpenWith, articles: Path, server: Scripted
) -> None:
    body = " ".join(f"The crew moved {n} tonnes of clay on day {n}." for n in range(900))
    (articles / "dig.txt").write_text(f"Title: The dig\n\n{body}", encoding="utf-8")
    scenario = "denselimit-4000-notes-all"
    library = open_with(scenario, llm_window=4_000, llm_max_tokens=MAX_TOKENS)
    summary = library.summarize(_the_dig(library), words=60)
    assert summary.status == "grounded"
    read = "\n".join(server.prompts())
    assert all(f"{n} tonnes of clay on day {n}." in read for n in range(900))


def test_notes_that_cite_nothing_are_a_failure_that_says_so(
    open_with: OpenWith, articles: Path
) -> None:
    _long(articles, words=4_000)
    library = open_with("notes-bare", llm_window=4_000, llm_max_tokens=MAX_TOKENS)
    with pytest.raises(WriterError, match="cited none"):
        library.summarize(_the_dig(library))


@pytest.mark.parametrize("scenario", ["error-401", "drops", "error-500", "fails-midway"])
def test_a_failure_in_the_notes_is_worded_as_any(
    open_with: OpenWith, articles: Path, scenario: str
) -> None:
    _long(articles, words=4_000)
    library = open_with(scenario, llm_window=4_000, llm_max_tokens=MAX_TOKENS)
    with pytest.raises(WriterError, match=r"^openai:scripted-"):
        library.summarize(_the_dig(library))


def test_a_window_without_room_is_wrong_use(open_with: OpenWith) -> None:
    library = open_with("answers", llm_window=1_500, llm_max_tokens=1_000)
    with pytest.raises(UsageError, match="RAG_LLM_WINDOW"):
        library.summarize(library.articles()[0].id)


def test_a_text_that_is_too_long_is_cut_to_the_words_that_were_asked_for(
    open_with: OpenWith, articles: Path
) -> None:
    _long(articles, words=2_000)
    library = open_with("wordy", llm_window=128_000)
    summary = library.summarize(_the_dig(library), words=50)
    assert sum(len(one.text.split()) for one in summary.sentences) <= 55


def test_a_text_that_is_too_short_is_asked_for_once_more(
    open_with: OpenWith, articles: Path, server: Scripted
) -> None:
    _long(articles, words=2_000)
    library = open_with("terse", llm_window=16_000)
    summary = library.summarize(_the_dig(library), words=90)
    assert 81 <= summary.written_words <= 99
    assert not summary.is_short
    _, again = server.prompts()
    assert "Write about 90 this time" in again
    assert summary.usage.input_tokens == sum(map(count_by_bytes, server.prompts()))


@pytest.mark.parametrize(("subject", "words"), [("The dig", 100), ("Ferry runs aground", 300)])
def test_a_text_that_stays_short_says_so(
    open_with: OpenWith, articles: Path, server: Scripted, subject: str, words: int
) -> None:
    _long(articles, words=2_000)
    library = open_with("no-citations", llm_window=16_000)
    (one,) = [each.id for each in library.articles() if each.title == subject]
    summary = library.summarize(one, words=words)
    assert len(server.requests()) == (2 if subject == "The dig" else 1)
    assert summary.is_short
    assert f"; {words} were asked for" in as_markdown(summary)


def test_the_keys_that_a_reader_sees_count_from_one(open_with: OpenWith, articles: Path) -> None:
    _long(articles, words=2_000)
    library = open_with("backwards", llm_window=16_000)
    summary = library.summarize(_the_dig(library), words=60)
    cited = [one.key for each in summary.sentences for one in each.citations]
    assert cited == [str(place) for place in range(1, len(cited) + 1)]
    assert [one.key for one in summary.passages] == [
        str(place) for place in range(1, len(summary.passages) + 1)
    ]
    assert {one.verdict for one in summary.sentences} == {"supported"}


@pytest.mark.parametrize("style", ["brief", "bullets", "timeline", "headline", "questions"])
def test_each_style_is_asked_for_in_words_of_its_own(
    open_with: OpenWith, server: Scripted, style: str
) -> None:
    library = open_with("answers")
    library.summarize(library.articles()[0].id, style=style)
    (asked,) = server.prompts()
    own = {"brief": "running text", "headline": "one headline", "timeline": "order of time"}
    assert own.get(style, "") in asked


def test_another_language_is_asked_of_the_model(open_with: OpenWith, server: Scripted) -> None:
    library = open_with("answers")
    library.write_summary([library.articles()[0].id], assign(language="French"))
    assert "in French" in server.prompts()[0]


def test_the_cost_is_known_beforehand_where_prices_are(open_with: OpenWith) -> None:
    library = open_with("answers", llm_input_price=1, llm_output_price=10)
    plan = library.plan_summary([library.articles()[0].id], assign(words=100))
    assert plan.cost == pytest.approx((plan.input_tokens + 10 * plan.output_tokens) / 1e6)
    assert as_json(plan)["steps"]
