"""What is sent fits the model's window: a server that enforces its limit never refuses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm.conftest import OpenWith, Scripted
from rag.errors import UsageError

WALL = "What will the harbour wall at Port Ellery cost?"
MAX_TOKENS = 200

PROSE = "The council met again and spoke at length about the harbour wall, its price and the clay. "
FIGURES = "Harbour wall 2019 12.75, 2020 18.30, 2021 19.05; 0.4 %, 11.2 %; +7,315,204.88 / -0.06. "
CHINESE = "港口的墙将花费两千三百七十万英镑，市议会周四表示。harbour wall "
EMOJI = "The harbour wall 🧱🌊👷🏽‍♀️ will cost 💷💷💷, the council 🏛️ said 😀. "
LINK = "Harbour wall https://example.org/a/b3f9?x=Zm9vYmFyCg%3D%3D&id=7f3e-11ec-90d6-0242ac120003 "


def _write_long(articles: Path, text: str, *, times: int) -> None:
    body = f"The harbour wall at Port Ellery will cost £23.7 million. {text * times}"
    (articles / "long.txt").write_text(f"Title: Long\n\n{body}\n\n{body}", encoding="utf-8")


@pytest.mark.parametrize("limit", ["limit", "denselimit"])
@pytest.mark.parametrize("window", [2000, 4000, 8192])
@pytest.mark.parametrize("text", [PROSE, CHINESE, EMOJI, FIGURES, LINK], ids=lambda one: one[:12])
def test_huge_passages_never_overflow_the_window(
    open_with: OpenWith, articles: Path, limit: str, window: int, text: str
) -> None:
    _write_long(articles, text, times=120)
    library = open_with(f"{limit}-{window}", llm_window=window, llm_max_tokens=MAX_TOKENS)
    assert library.ask(WALL).status != "declined"


def test_a_small_window_still_holds_the_best_passage(
    open_with: OpenWith, articles: Path, server: Scripted
) -> None:
    _write_long(articles, PROSE, times=120)
    answer = open_with("limit-2000", llm_window=2000, llm_max_tokens=MAX_TOKENS).ask(WALL)
    assert answer.status == "grounded"
    assert answer.passages
    assert all(one.text in server.prompts()[0] for one in answer.passages)


def test_a_wide_window_holds_the_neighbours_too(open_with: OpenWith, articles: Path) -> None:
    body = "\n\n".join(
        [f"Nothing of note happened on day {n} of the fair." for n in range(40)]
        + ["The giant marrow weighed 92 kilos."]
        + [f"The band played its song number {n}." for n in range(40)]
    )
    (articles / "fair.txt").write_text(f"Title: Fair\n\n{body}", encoding="utf-8")
    question = "What did the giant marrow weigh?"
    wide = open_with("limit-32000", llm_window=32000).ask(question)
    texts = [one.text for one in wide.passages]
    assert "The band played its song number 0." in texts
    assert "Nothing of note happened on day 39 of the fair." in texts


@pytest.mark.parametrize("limit", ["limit", "denselimit"])
def test_a_summary_of_a_long_article_fits_too(
    open_with: OpenWith, articles: Path, limit: str
) -> None:
    body = "\n\n".join(f"Day {n}: {PROSE * 3}" for n in range(150))
    (articles / "long.txt").write_text(f"Title: Long\n\n{body}", encoding="utf-8")
    library = open_with(f"{limit}-3000", llm_window=3000, llm_max_tokens=MAX_TOKENS)
    [long] = [one.id for one in library.articles() if one.title == "Long"]
    assert library.summarize(long).status != "declined"


@pytest.mark.parametrize("limit", ["limit", "denselimit"])
def test_a_follow_up_to_long_answers_fits_too(
    open_with: OpenWith, articles: Path, limit: str
) -> None:
    _write_long(articles, "", times=1)
    library = open_with(f"{limit}-2000", llm_window=2000, llm_max_tokens=MAX_TOKENS)
    long = library.ask(WALL + " Tell me" + " more" * 500)
    assert library.ask("And who said so?", history=[long] * 10).status != "declined"


def test_a_question_longer_than_the_window_is_a_wrong_use_said_so(open_with: OpenWith) -> None:
    library = open_with("limit-2000", llm_window=2000, llm_max_tokens=MAX_TOKENS)
    with pytest.raises(UsageError, match="shorten the question"):
        library.ask("What will the harbour wall cost, and why? " * 400)


def test_a_repair_fits_too(open_with: OpenWith, articles: Path, server: Scripted) -> None:
    long = f"The harbour wall at Port Ellery will cost {'more and ' * 350}more."
    body = "\n\n".join([long, *(f"Cost of day {n}: {'tents, bands, ' * 20}" for n in range(30))])
    (articles / "harbour.txt").write_text(f"Title: Long\n\n{body}", encoding="utf-8")
    scenario = "limit-2400-no-citations-sorry"
    library = open_with(scenario, llm_window=2400, llm_max_tokens=MAX_TOKENS, strict=True)
    [removed] = library.ask(WALL).removed
    assert removed.text == long
    assert len(server.requests()) == 2
