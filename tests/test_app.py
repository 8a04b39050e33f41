"""The page without a browser: its parts, and what its handlers return."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

import app
from rag import Answer, Library, Settings, TextEvent, WriterError, html


class FailingLibrary(Library):
    """A library whose writer breaks off in the middle of an answer."""

    def stream(self, question: str, **options: Any) -> Iterator[TextEvent]:
        """Yields a piece of text, then fails."""
        yield TextEvent("Nine people ")
        raise WriterError("The model <b> did not answer; is it running?")


@pytest.fixture
def page(filled: Library) -> gr.Blocks:
    """The page; built inside an event loop, else Gradio makes some and leaves them open."""

    async def built() -> gr.Blocks:
        return app.build(filled)

    return asyncio.run(built())


def asked(
    library: Library, question: str, turns: Sequence[html.Turn] = ()
) -> list[tuple[Any, ...]]:
    return list(app.answer_question(library, question, list(turns)))


def test_the_page_sends_nothing_and_offers_no_endpoint(page: gr.Blocks) -> None:
    config = page.get_config_file()
    assert not config["analytics_enabled"]
    assert {one["api_visibility"] for one in config["dependencies"]} == {"private"}


def test_the_queue_is_limited(page: gr.Blocks) -> None:
    assert page._queue.max_size == app.MAX_WAITING
    assert page._queue.default_concurrency_limit == app.QUESTIONS_AT_ONCE


def test_the_question_shows_at_once_then_the_checked_answer(filled: Library) -> None:
    first, *_, last = asked(filled, "  How much will the harbour wall cost? ")
    assert first[0] == ""
    assert "How much will the harbour wall cost?" in first[3]
    _, turns, past, current = last
    assert [one.question for one in turns] == ["How much will the harbour wall cost?"]
    assert 'class="marker"' in past
    assert current == ""


def test_a_conversation_grows_and_leaves_the_one_before_as_it_was(filled: Library) -> None:
    *_, (_, first, _, _) = asked(filled, "How much will the harbour wall cost?")
    *_, (_, second, past, _) = asked(filled, "And who declined to comment?", first)
    assert (len(first), len(second)) == (1, 2)
    assert past.count('class="turn"') == 2
    assert all(isinstance(one.answer, Answer) for one in second)


def test_an_empty_question_changes_nothing(filled: Library) -> None:
    ((box, turns, past, current),) = asked(filled, "   ")
    assert all(one == {"__type__": "update"} for one in (box, turns, past, current))


def test_a_failing_writer_is_shown_as_a_failure(settings: Settings) -> None:
    *_, (_, turns, past, _) = asked(FailingLibrary(settings), "Who was hurt?")
    assert turns[0].answer is None
    assert "The model &lt;b&gt; did not answer; is it running?" in past
    assert 'class="failure"' in past


def test_a_failure_is_no_part_of_the_history(filled: Library) -> None:
    failed = html.Turn("Who?", failure="The model did not answer.")
    *_, (_, turns, _, _) = asked(filled, "How much will the harbour wall cost?", [failed])
    assert [one.failure is None for one in turns] == [False, True]


def test_uploads_are_added_and_failures_named(library: Library, articles: Path) -> None:
    empty = articles / "empty.txt"
    empty.touch()
    waiting, (zone, told, shown) = app.add_files(
        library, [str(articles / "ferry.txt"), str(empty), str(articles / "picture.png")]
    )
    assert "Reading 3 files" in waiting[1]
    assert zone is None
    assert "1 article added." in told
    assert "<b>empty.txt</b>" in told
    assert "<b>picture.png</b>" in told
    assert "Ferry runs aground" in shown


def test_an_added_article_does_not_depend_on_its_file(library: Library, articles: Path) -> None:
    file = articles / "ferry.txt"
    list(app.add_files(library, [str(file)]))
    file.unlink()
    (facts,) = library.articles()
    assert "ran aground off Port Ellery" in app.show_source(library, {"address": facts.id})
    *_, (_, _, past, _) = asked(library, "How many people were hurt when the ferry ran aground?")
    assert "Nine people" in past


def test_a_citation_leads_to_its_marked_quote(filled: Library) -> None:
    *_, (_, turns, _, _) = asked(filled, "How much will the harbour wall cost?")
    citation = turns[0].answer.sentences[0].citations[0]
    spans = f"{citation.start}-{citation.end}"
    shown = app.show_source(filled, {"address": citation.address, "spans": spans})
    assert f"<mark>{html.element('i', citation.quote)[3:-4]}</mark>" in shown


@pytest.mark.parametrize("data", [{}, {"address": "<script>"}, {"address": None, "spans": 7}])
def test_an_unknown_place_is_a_failure_in_words(filled: Library, data: dict[str, Any]) -> None:
    shown = app.show_source(filled, data)
    assert "The source cannot be shown." in shown
    assert "<script>" not in shown


def test_questions_to_try_are_offered_for_the_samples_only(filled: Library, tmp_path: Path) -> None:
    assert "data-question" not in app.show_welcome(filled)
    filled.add(app.SEEDS / "2025-07-13-lavrov-warns-against-alliance.txt")
    assert app.SEED_QUESTIONS[0] in app.show_welcome(filled)


def test_the_sample_questions_are_those_that_seeds_names() -> None:
    readme = (app.SEEDS / "README.md").read_text(encoding="utf-8")
    assert all(f"| {question} |" in readme for question in app.SEED_QUESTIONS)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "example.org"])
def test_serving_beyond_this_machine_is_refused(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        app.main(["--host", host, "--library", str(tmp_path / "library")])
    assert end.value.code == 2
    assert "--force" in capsys.readouterr().err
    assert not (tmp_path / "library").exists()


def test_a_library_that_cannot_be_opened_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit) as end:
        app.main(["--library", str(tmp_path / "file")])
    assert end.value.code == 3
    assert capsys.readouterr().err.count("\n") == 1
