"""The page without a browser: what its events return, who may reach it."""

import asyncio
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

import app
from app import SEED_QUESTIONS, questions_to_try
from rag import (
    Answer,
    Library,
    Settings,
    SettingsError,
    TextEvent,
    UsageError,
    WriterError,
    html,
    page,
)
from rag.page.conversation import answering, drafted, failed, limited, stop, welcome
from rag.page.library_pane import adding, fetching, removing, restoring, web_addresses
from rag.page.saving import saved
from rag.page.source import show_source
from rag.page.talk import Draft, Talk
from rag.sign_in import Users
from rag.types import Filters

COST = "How much will the harbour wall cost?"


class FailingLibrary(Library):
    """A library whose writer breaks off in the middle of an answer."""

    def stream(self, question: str, **options: Any) -> Iterator[TextEvent]:
        """Yields a piece of text, then fails."""
        yield TextEvent("Nine people ")
        raise WriterError("The model <b> did not answer; is it running?")


@pytest.fixture
def blocks(filled: Library) -> gr.Blocks:
    """The page; built inside an event loop, else Gradio makes some and leaves them open."""

    async def built() -> gr.Blocks:
        return page.build(filled)

    return asyncio.run(built())


def asked(library: Library, question: str, talk: Talk = Talk()) -> list[tuple[Any, ...]]:  # noqa: B008
    return list(answering(library, question, talk))


def talked(library: Library, question: str, talk: Talk = Talk()) -> Talk:  # noqa: B008
    last = asked(library, question, talk)[-1][1]
    assert isinstance(last, Talk)
    return last


def unpacked(parcel: str) -> tuple[str, bytes]:
    content = json.loads(parcel)
    return content["name"], b64decode(content["content"])


def test_no_event_of_the_page_is_an_endpoint(blocks: gr.Blocks) -> None:
    config = blocks.get_config_file()
    assert not config["analytics_enabled"]
    named = {one["api_name"] for one in config["dependencies"] if one["api_visibility"] == "public"}
    assert named == {"ask", "search", "summarize", "add"}


def test_the_question_shows_at_once_then_the_checked_answer(filled: Library) -> None:
    first, *_, last = asked(filled, f"  {COST} ")
    assert (first[0]["value"], first[0]["stop_btn"]) == ("", "Stop")
    assert COST in first[3]
    box, talk, past, current = last
    assert box["submit_btn"] == "Ask"
    assert [one.question for one in talk.turns] == [COST]
    assert 'class="marker"' in past
    assert current == ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            'How much will the "wall of Ellery" cost?',
            "Nothing says “wall of Ellery” word for word;",
        ),
        ('Who won the "World Cup"?', "Nothing says “World Cup” word for word."),
        ('How much will the "harbour wall" cost?', ""),
    ],
)
def test_a_misquoted_phrase_is_told_with_the_answer(
    filled: Library, question: str, said: str
) -> None:
    *_, (_, _, page, _) = asked(filled, question)
    assert said in page
    assert ("word for word" in page) == bool(said)


def test_a_conversation_grows_and_leaves_the_one_before_as_it_was(filled: Library) -> None:
    first = talked(filled, COST)
    second = talked(filled, "And who declined to comment?", first)
    assert (len(first.turns), len(second.turns)) == (1, 2)
    assert all(isinstance(one.answer, Answer) for one in second.turns)


def test_an_edited_question_takes_the_place_of_the_last(filled: Library) -> None:
    talk = talked(filled, "And who declined to comment?", talked(filled, COST))
    edited = talked(filled, "Who was hurt?", Talk(talk.turns, is_editing=True))
    assert [one.question for one in edited.turns] == [COST, "Who was hurt?"]
    assert not edited.is_editing


def test_a_long_conversation_is_sent_once_a_turn_and_only_its_end(filled: Library) -> None:
    talk = Talk(tuple(html.Turn(f"Question {n}?", failure="It broke.") for n in range(300)))
    (_, _, untouched, _), *_, (_, _, past, _) = asked(filled, COST, talk)
    assert untouched == gr.skip()
    assert past.count("<article") == html.SHOWN_TURNS
    (_, _, folded, _), *_, (_, _, past, _) = asked(filled, COST, replace(talk, shown=300))
    assert folded.count("<article") == past.count("<article") == html.SHOWN_TURNS


def test_a_stopped_answer_stays_as_far_as_it_came(filled: Library) -> None:
    *_, (_, under_way, _, _), _ = asked(filled, COST)
    box, talk, past, current = stop(under_way)
    assert talk.turns[0].is_stopped
    assert "Stopped." in past
    assert (box["submit_btn"], current, talk.under_way) == ("Ask", "", None)
    assert stop(Talk())[1] == Talk()


def test_a_stopped_answer_is_stopped_whether_or_not_its_end_looks_like_a_failure(
    filled: Library,
) -> None:
    *_, (_, under_way, _, _), _ = asked(filled, COST)
    _, told_first, past, _ = failed(under_way)
    assert "nobody foresaw" in past
    assert stop(told_first)[1:] == stop(under_way)[1:]
    stopped = stop(under_way)[1]
    assert failed(stopped) == (gr.skip(),) * 4


def test_a_step_that_comes_after_a_stop_does_not_undo_it(filled: Library) -> None:
    draft = Draft()
    talks = [now for _, now, _, _ in drafted(answering(filled, COST, Talk()), draft)]
    begun, *between, done = talks
    assert begun.under_way
    assert between
    assert set(map(str, between)) == {str(gr.skip())}
    assert draft.talk == done
    draft.talk = replace(begun, under_way=html.Turn(COST, draft="The wall"))
    assert "The wall" in stop(draft.of(begun))[2]
    assert draft.of(done) == done


def test_a_filter_that_is_set_while_an_answer_is_written_stays_when_it_is_stopped(
    filled: Library,
) -> None:
    *_, (_, under_way, _, _), _ = asked(filled, COST)
    set_meanwhile = replace(under_way, within=Filters(sources=("Coastal Wire",)))
    _, talk, _, _ = stop(Draft(under_way).of(set_meanwhile))
    assert talk.within == set_meanwhile.within


def test_a_filter_that_is_set_while_an_answer_is_written_stays_when_it_is_done(
    filled: Library,
) -> None:
    draft, within = Draft(), Filters(sources=("Coastal Wire",))
    steps = drafted(answering(filled, COST, Talk()), draft)
    next(steps)
    draft.within = within
    *_, (_, talk, _, _) = steps
    assert (talk.within, talk.turns[0].question) == (within, COST)


def test_a_question_keeps_to_its_filters(filled: Library) -> None:
    kept = limited(Filters(), {"since": "2025-06-01", "until": "", "sources": []})
    turn = talked(filled, "Who was hurt when the ferry ran aground?", Talk(within=kept)).turns[0]
    assert turn.answer is not None
    assert {one.article.title for one in turn.answer.passages} <= {"Harbour wall to cost more"}


@pytest.mark.parametrize("sent", [{"since": "June"}, {"until": "2025-99-01"}])
def test_a_filter_that_cannot_be_read_changes_nothing(sent: dict[str, Any]) -> None:
    within = Filters(sources=("Coastal Wire",))
    assert limited(within, sent) == within
    assert limited(within, {"sources": "not a list"}) == Filters()


def test_an_empty_question_changes_nothing(filled: Library) -> None:
    (changes,) = asked(filled, "   ")
    assert all(one == {"__type__": "update"} for one in changes)


def test_a_failing_writer_is_shown_as_a_failure(settings: Settings) -> None:
    *_, (_, talk, past, _) = asked(FailingLibrary(settings), "Who was hurt?")
    assert talk.turns[0].answer is None
    assert "The model &lt;b&gt; did not answer; is it running?" in past
    assert 'class="failure"' in past


def test_a_failure_is_no_part_of_the_history(filled: Library) -> None:
    talk = Talk((html.Turn("Who?", failure="The model did not answer."),))
    assert talk.history == []
    assert [one.failure is None for one in talked(filled, COST, talk).turns] == [False, True]


def test_uploads_are_added_and_failures_named(library: Library, articles: Path) -> None:
    empty = articles / "empty.txt"
    empty.touch()
    *waiting, (zone, told, _) = adding(
        library, [str(articles / "ferry.txt"), str(empty), str(articles / "picture.png")]
    )
    assert "Reading 2 of 3: empty.txt" in waiting[1][1]
    assert zone is None
    assert "1 article added." in told
    assert "<b>empty.txt</b>" in told
    assert "<b>picture.png</b>" in told
    assert [one.title for one in library.articles()] == ["Ferry runs aground"]


def test_only_web_addresses_are_fetched_for_the_page() -> None:
    pasted = "https://wire.example/a /etc/passwd file:///etc/passwd\nHTTP://wire.example/b seeds/"
    assert web_addresses(pasted) == ["https://wire.example/a", "HTTP://wire.example/b"]
    assert web_addresses(None) == []


def test_what_is_no_web_address_is_said_to_be_none(library: Library) -> None:
    ((_, told, _),) = fetching(library, "council website")
    assert "There is no web address in it" in told


def test_an_address_that_cannot_be_reached_is_named(library: Library) -> None:
    *_, (_, told, _) = adding(library, ["http://127.0.0.1:9/feed"])
    assert "<b>http://127.0.0.1:9/feed</b>: " in told


def test_an_added_article_does_not_depend_on_its_file(library: Library, articles: Path) -> None:
    file = articles / "ferry.txt"
    list(adding(library, [str(file)]))
    file.unlink()
    (facts,) = library.articles()
    assert "ran aground off Port Ellery" in show_source(library, {"address": facts.id})


def test_a_removed_article_comes_back_under_its_address(filled: Library) -> None:
    before = filled.articles()
    told, removed, gone = removing(filled, [before[0].id])
    assert "Removed: Harbour wall to cost more" in told
    assert filled.articles() == before[1:]
    told, left, back = restoring(filled, removed)
    assert left == ()
    assert gone != back
    assert filled.articles() == before
    assert filled.search("harbour wall")[0].article == before[0]


def test_what_is_removed_while_something_is_added_and_what_was_added_are_both_told(
    filled: Library, articles: Path
) -> None:
    (articles / "mast.txt").write_text("Title: Mast\n\nThe mast was raised on Sunday.")
    under_way = adding(filled, [str(articles / "mast.txt")])
    next(under_way)
    *_, gone = removing(filled, [filled.articles()[0].id])
    *_, (*_, added) = under_way
    assert added != gone


@pytest.mark.parametrize("ids", [None, "abc", [], ["no-such-article"], [None]])
def test_removing_what_is_not_there_removes_nothing(filled: Library, ids: object) -> None:
    before = filled.articles()
    removing(filled, ids)
    assert filled.articles() == before


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("copy", "", b"How much will"),
        ("md", "how-much-will-the-harbour-wall-cost.md", b"# How much will"),
        ("json", "how-much-will-the-harbour-wall-cost.json", b'{\n  "footnote_evidence": '),
        ("docx", "how-much-will-the-harbour-wall-cost.docx", b"PK"),
    ],
)
def test_an_answer_is_saved(filled: Library, kind: str, name: str, begins: bytes) -> None:
    (turn,) = talked(filled, COST).turns
    assert turn.answer is not None
    told, content = unpacked(saved(turn.answer, kind))
    assert told == name
    assert content.startswith(begins)


def test_a_citation_leads_to_its_marked_quote(filled: Library) -> None:
    (turn,) = talked(filled, COST).turns
    assert turn.answer is not None
    citation = turn.answer.sentences[0].citations[0]
    spans = f"{citation.start}-{citation.end}"
    shown = show_source(filled, {"address": citation.address, "spans": spans})
    (marked,) = re.findall("<mark>(.*?)</mark>", shown)
    assert re.sub("<[^>]*>", "", marked) == citation.quote  # "Thursday" tells its date on hover


@pytest.mark.parametrize("data", [{}, {"address": "<script>"}, {"address": None, "spans": 7}])
def test_an_unknown_place_is_a_failure_in_words(filled: Library, data: dict[str, Any]) -> None:
    shown = show_source(filled, data)
    assert "The source cannot be shown." in shown
    assert "<script>" not in shown


def test_questions_to_try_are_made_from_the_articles(filled: Library) -> None:
    assert "What did Mayor Ilse Marrable say?" in welcome(filled, questions_to_try)
    filled.remove(*(one.id for one in filled.articles()))
    assert "data-question" not in welcome(filled, questions_to_try)
    assert "Add articles" in welcome(filled, questions_to_try)


def test_the_samples_come_with_questions_of_their_own(seeds: Library) -> None:
    assert questions_to_try(seeds) == SEED_QUESTIONS
    for question in SEED_QUESTIONS:
        assert seeds.ask(question).status == "grounded"


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


def test_serving_beyond_this_machine_is_allowed_with_sign_in(tmp_path: Path) -> None:
    users = Users(tmp_path / "users")
    users.add("ilse", "correct horse")
    page.Address("0.0.0.0", sign_in=users).check()
    page.Address("0.0.0.0", is_forced=True).check()


def test_only_the_right_password_signs_in_and_the_file_holds_none(tmp_path: Path) -> None:
    users = Users(tmp_path / "users")
    users.add("ilse", "correct horse")
    users.add("bo@desk", "battery staple")
    users.add("ilse", "correct horses")
    assert users("ilse", "correct horses")
    assert users("bo@desk", "battery staple")
    assert not users("ilse", "correct horse")
    assert not users("nobody", "nobody")
    assert "horse" not in users.path.read_text()
    assert users.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "password"),
    [("a:b", "long enough"), ("", "long enough"), ("ilse", "short"), ("ilse", "é" * 40)],
)
def test_a_user_that_cannot_be_is_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        Users(tmp_path / "users").add(name, password)
    assert not (tmp_path / "users").exists()


@pytest.mark.parametrize("content", ["", "ilse\n", "ilse:plain text\n", None])
def test_a_file_of_users_that_lets_nobody_in_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "users").write_text(content)
    with pytest.raises(SettingsError, match="users"):
        Users(tmp_path / "users").check()


def test_each_user_has_a_history_of_their_own(filled: Library) -> None:
    ilse, bo = filled.for_user("ilse"), filled.for_user("bo")
    ilse.ask(COST)
    filled.ask("Who declined to comment?")
    assert [one.question for one in ilse.history()] == [COST]
    assert bo.history() == []
    assert [one.question for one in filled.history()] == ["Who declined to comment?"]
    with pytest.raises(UsageError):
        bo.answered(ilse.history()[0].number)
