from pathlib import Path

import pytest

import rag
from rag import Library, Progress, Settings, UsageError
from rag.types import AnswerEvent, SentenceEvent, TextEvent


def test_adding_twice_embeds_nothing(library: Library, articles: Path) -> None:
    first, second = library.add(articles), library.add(articles)
    assert len(first.added) == 2
    assert (second.added, second.changed) == ((), ())
    assert sorted(second.kept) == sorted(first.added)


def test_what_fails_is_named_and_the_rest_goes_on(library: Library, articles: Path) -> None:
    (articles / "empty.txt").touch()
    (articles / "picture.png").write_bytes(b"\x89PNG")
    report = library.add(articles, "no/such/file.txt")
    assert len(report.added) == 2
    assert {Path(one.name).name for one in report.failed} == {"empty.txt", "file.txt"}
    assert [Path(one).name for one in report.left_out] == ["picture.png"]


def test_progress_reaches_the_total(library: Library, articles: Path) -> None:
    steps: list[Progress] = []
    library.add(articles, on_progress=steps.append)
    assert (steps[0].done, steps[-1].done, steps[-1].total) == (0, 2, 2)


def test_every_citation_slices_to_its_quote(seeds: Library) -> None:
    answer = seeds.ask("How many people were injured in the ferry collision?")
    assert answer.status == "grounded"
    for sentence in answer.sentences:
        assert answer.text[sentence.start : sentence.end] == sentence.text
        for citation in sentence.citations:
            article = seeds.article(citation.address.partition("#")[0])
            assert article.text[citation.start : citation.end] == citation.quote


def test_a_question_that_nothing_answers_is_declined(seeds: Library) -> None:
    answer = seeds.ask("Who won the 1998 World Cup?")
    assert (answer.status, answer.text) == ("declined", rag.DECLINED)


def test_a_follow_up_uses_the_history(seeds: Library) -> None:
    first = seeds.ask("What did Lavrov warn against?")
    second = seeds.ask("And what did the South do?", history=[first])
    assert "air drills" in second.text


def test_a_stream_ends_with_the_checked_answer(filled: Library) -> None:
    *texts, last = filled.stream("How much will the harbour wall cost?")
    assert isinstance(last, AnswerEvent)
    assert all(isinstance(one, TextEvent | SentenceEvent) for one in texts)
    assert last.answer.status == "grounded"


def test_addresses_are_the_same_on_another_machine(tmp_path: Path, articles: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    articles.rename(elsewhere)
    ids = []
    for name in ("one", "two"):
        library = Library.open(settings=Settings(library=tmp_path / name, embedder="hashing"))
        ids.append(library.add(elsewhere).added)
        elsewhere = elsewhere.rename(tmp_path / f"moved-{name}")
    assert ids[0] == ids[1]


def test_articles_are_found_by_the_beginning_of_their_id(filled: Library) -> None:
    wanted = filled.articles()[0]
    assert filled.article(wanted.id[:6]).id == wanted.id


@pytest.mark.parametrize("address", ["nothing#p1", "#p1", "nothing", "x#px", ""])
def test_an_unknown_address_is_one_sentence(filled: Library, address: str) -> None:
    with pytest.raises(UsageError, match="There is no paragraph"):
        filled.passage(address)


@pytest.mark.parametrize("article_id", ["nothing", ""])
def test_an_unknown_article_is_one_sentence_and_nothing_is_removed(
    filled: Library, article_id: str
) -> None:
    known = filled.articles()[0].id
    with pytest.raises(UsageError, match="There is no article"):
        filled.remove(known, article_id)
    assert len(filled.articles()) == 2


def test_a_removed_article_is_found_no_more(filled: Library) -> None:
    (wall,) = [one for one in filled.articles() if "wall" in one.title]
    assert filled.remove(wall.id) == (wall,)
    assert all(one.article.id != wall.id for one in filled.search("harbour wall"))


def test_an_empty_question_and_a_wrong_date_are_wrong_use(filled: Library) -> None:
    with pytest.raises(UsageError, match="question is empty"):
        filled.ask("  ")
    with pytest.raises(UsageError, match="'June' is not a date"):
        filled.search("wall", since="June")


def test_opening_imports_no_model_and_reads_no_environment(tmp_path: Path) -> None:
    library = Library.open(settings=Settings(library=tmp_path / "new", embedder="no/such-model"))
    assert library.articles() == []


def test_the_public_names_are_those_that_are_there() -> None:
    public = {name for name in vars(rag) if not name.startswith("_")}
    modules = {path.stem for path in Path(rag.__file__).parent.iterdir()}
    assert set(rag.__all__) - {"html", "page", "sign_in"} == public - modules | {"verify"}
    assert rag.__all__ == sorted(
        rag.__all__, key=lambda name: (not name.isupper(), name.islower(), name)
    )
