"""Addresses and offsets are exact for any text, from the file to the checked citation."""

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag import Failure, Library, Settings
from rag.load import read

EXAMPLES = 60  # each writes a file and a database


@given(st.lists(st.text(), min_size=1, max_size=6), st.sampled_from(["txt", "md", "json"]))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_addresses_lead_to_what_the_article_says_for_any_text(blocks: list[str], kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"article.{kind}"
        text = json.dumps({"paragraphs": blocks}) if kind == "json" else "\n\n".join(blocks)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        library = Library.open(settings=Settings(library=Path(folder) / "l", embedder="hashing"))
        report = library.add(path)
        assert len(report.added) + len(report.failed) == 1
        for article_id in report.added:
            check_offsets(library, article_id, path)
        library.close()


def check_offsets(library: Library, article_id: str, path: Path) -> None:
    article = library.article(article_id)
    (loaded,) = read(path, max_bytes=10**6)
    assert not isinstance(loaded, Failure)
    assert (article.text, article.paragraphs) == (loaded.text, loaded.paragraphs)
    for paragraph in article.paragraphs:
        passage = library.passage(f"{article_id}#p{paragraph.number}")
        assert passage.start == paragraph.start
        assert passage.text == article.text_of(paragraph)
    summary = library.summarize(article_id, words=60)
    for sentence in summary.sentences:
        assert summary.text[sentence.start : sentence.end] == sentence.text
        for citation in sentence.citations:
            assert article.text[citation.start : citation.end] == citation.quote
