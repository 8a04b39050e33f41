"""What is read for a topic: what is about it or touches on it, and nothing else."""

from rag import Library
from rag.topic import ALWAYS_READ, on_topic
from rag.types import ArticleFacts, Passage


def found(article: str, score: float) -> Passage:
    return Passage(f"{article}#p{score}", "Said.", score, ArticleFacts(article, article), 0)


def test_an_article_about_the_topic_is_read_whole_and_others_where_they_touch_on_it() -> None:
    best = [found("a", 0.9)] * ALWAYS_READ
    rest = [found("b", 0.5), found("a", 0.1), found("b", 0.2), found("c", 0.3)]
    kept = [(one.article.id, one.score) for one in on_topic([*best, *rest])[ALWAYS_READ:]]
    assert kept == [("b", 0.5), ("a", 0.1)]


def test_of_a_few_paragraphs_none_is_passed_over() -> None:
    few = [found("a", 0.9), found("b", 0.1)]
    assert on_topic(few) == few


def test_nothing_found_is_nothing_to_read() -> None:
    assert on_topic([]) == []


def test_an_article_about_something_else_is_not_said_to_be_left_out(seeds: Library) -> None:
    summary = seeds.summarize(about="the cost of the sea wall", style="bullets")
    read = {one.title for one in summary.articles}
    assert "Sea wall cost jumps by £5.3 million after soft clay is found" in read
    assert not [title for title in read if "ferry" in title.lower()]
