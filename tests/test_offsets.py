"""Addresses and offsets are exact for any text, from the file to the checked citation."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from load.specimens import MAKERS, SENTENCES

from rag import Failure, Library, Settings
from rag.load import read

EXAMPLES = 50  # each writes a file and a database
FILLER = " ".join(SENTENCES)


@given(st.lists(st.text(), min_size=1, max_size=6), st.sampled_from(["txt", "md", "json"]))
@settings(max_examples=EXAMPLES)
def test_addresses_lead_to_what_the_article_says_for_any_text(blocks: list[str], kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"article.{kind}"
        text = json.dumps({"paragraphs": blocks}) if kind == "json" else "\n\n".join(blocks)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        add_and_check(path)


# XML and PDF cannot hold control characters, nor can what writes them write surrogates.
_WRITABLE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1)


@given(st.lists(_WRITABLE, min_size=1, max_size=4), st.sampled_from(sorted(MAKERS)))
@settings(max_examples=EXAMPLES // 2)
def test_addresses_are_exact_in_every_format(blocks: list[str], name: str) -> None:
    filled = [f"{FILLER} {one} {FILLER}" for one in blocks]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        MAKERS[name](path, filled)
        add_and_check(path)


def add_and_check(path: Path) -> None:
    library = Library.open(settings=Settings(library=path.parent / "l", embedder="hashing"))
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
    (version,) = library.versions(article_id)
    assert version.paragraphs == [article.text_of(one) for one in article.paragraphs]
    for paragraph in article.paragraphs:
        passage = library.passage(f"{article_id}#p{paragraph.number}")
        assert passage.start == paragraph.start
        assert passage.text == article.text_of(paragraph)
    summary = library.summarize(article_id, words=60)
    for sentence in summary.sentences:
        assert summary.text[sentence.start : sentence.end] == sentence.text
        for citation in sentence.citations:
            assert article.text[citation.start : citation.end] == citation.quote
