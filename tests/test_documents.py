"""Documents: Markdown with footnotes, links to the very words."""

from pathlib import Path

import pytest

from rag import Library
from rag.documents import as_markdown, slug, source_link
from rag.documents.markdown import plain
from rag.types import ArticleFacts

PAGE = ArticleFacts("a", "Wall", url="https://ledger.example/wall#top")
FILE = ArticleFacts("a", "Wall", path="/news/2025/wall one.txt")


@pytest.mark.parametrize(
    ("quotation", "fragment"),
    [
        ("It will cost £23.7 million.", "It%20will%20cost%20%C2%A323.7%20million."),
        ("a well-known fact, he said", "a%20well%2Dknown%20fact%2C%20he%20said"),
        (
            " ".join(f"w{n}" for n in range(20)),
            "w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19",
        ),
    ],
)
def test_a_web_source_is_linked_to_the_words(quotation: str, fragment: str) -> None:
    link = source_link(PAGE, quotation)
    assert link == f"https://ledger.example/wall#:~:text={fragment}"


def test_a_file_is_linked_from_beside(tmp_path: Path) -> None:
    assert source_link(FILE, "words", beside=Path("/news/out")) == "../2025/wall%20one.txt"
    assert source_link(FILE, "words") is None


def test_text_is_no_markup() -> None:
    assert plain("<b>*bold* [x](y) & `z`") == r"\<b\>\*bold\* \[x\](y) &amp; \`z\`"
    assert plain("# 1\n- 2\n3. 4") == "\\# 1\n\\- 2\n\\3. 4"


def test_an_answer_is_a_document_too(filled: Library) -> None:
    written = as_markdown(filled.ask("How much will the harbour wall cost?"))
    assert written.startswith("# How much will the harbour wall cost?")
    assert "[^1]: Tidewater Ledger, 2025-06-19" in written


def test_a_topic_tells_who_carries_each_point(seeds: Library) -> None:
    written = as_markdown(seeds.summarize(about="the ferry collision", style="bullets"))
    assert "*(single source" in written
    assert "## Left out, and worth asking about" in written


def test_a_name_for_a_file() -> None:
    assert slug("Who pays for the sea wall?") == "who-pays-for-the-sea-wall"
    assert slug("???") == "summary"
