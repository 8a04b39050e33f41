"""Days named by a word tell their date on hover; the words stay as they are."""

import re
from datetime import date

from rag.html.articles import article
from rag.html.places import Place
from rag.types import Article, Paragraph

TEXT = "The ferry ran aground on Saturday. It had been repaired <on> Friday."
SHOWN = Article(
    "abc", "Ferry", published=date(2025, 7, 13), text=TEXT,
    paragraphs=(Paragraph(1, 0, len(TEXT)),),
)  # fmt: skip


def test_a_day_tells_its_date() -> None:
    markup = article(SHOWN)
    assert '<time datetime="2025-07-12" title="Saturday, 12 July 2025">Saturday</time>' in markup
    assert '<time datetime="2025-07-11"' in markup


def test_the_words_of_a_quote_stay_as_they_are() -> None:
    end = TEXT.index(" It")
    markup = article(SHOWN, place=Place("abc", 1, ((0, end),)))
    (quote,) = re.findall(r"<mark>(.*?)</mark>", markup)
    assert re.sub(r"<[^>]+>", "", quote) == TEXT[:end]
    assert "<time" in quote
