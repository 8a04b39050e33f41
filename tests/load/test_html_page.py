"""Saved pages: the article without the page around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.load import read
from rag.types import Article, Failure

SENTENCES = (
    "The harbour at Port Alder was closed on Sunday after a storm tore the breakwater.",
    "Two fishing boats sank at their moorings, but nobody was hurt, the harbour master said.",
    "Engineers had warned in March that the wall had lost a third of its stones.",
    "The council put off the repair, which would cost five million, to the next budget.",
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8"><title>Storm closes harbour | Alder Post</title>
<link rel="canonical" href="https://post.example/2025/storm">
<meta property="og:title" content="Storm closes harbour">
<meta property="og:site_name" content="Alder Post">
<meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2025-07-13T10:05:00+01:00">
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Storm closes harbour</h1>
<p>{SENTENCES[0]}</p>
<figure><img src="dawn.jpg"><figcaption>The harbour at dawn on <b>Sunday</b></figcaption></figure>
<p>{SENTENCES[1]}<br><br>{SENTENCES[2]}</p>
<h2>A wall under strain</h2>
<p>{SENTENCES[3]}</p>
<ul><li>rebuild the wall</li><li>pay the fishermen</li></ul>
<p>With AP inputs</p>
</article>
<footer>Copyright 2019 Alder Post. All rights reserved.</footer>
<script>alert("no")</script></body></html>"""


def read_page(folder: Path, data: str | bytes) -> Article | Failure:
    path = folder / "page.html"
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    (result,) = read(path, max_bytes=1_000_000)
    return result


def test_article_is_read_in_order_with_kinds(tmp_path: Path) -> None:
    article = read_page(tmp_path, PAGE)
    assert isinstance(article, Article)
    found = [(paragraph.kind, article.text_of(paragraph)) for paragraph in article.paragraphs]
    assert found == [
        ("body", SENTENCES[0]),
        ("caption", "The harbour at dawn on Sunday"),
        ("body", SENTENCES[1]),
        ("body", SENTENCES[2]),
        ("heading", "A wall under strain"),
        ("body", SENTENCES[3]),
        ("body", "rebuild the wall"),
        ("body", "pay the fishermen"),
        ("credit", "With AP inputs"),
    ]


def test_page_states_the_facts(tmp_path: Path) -> None:
    article = read_page(tmp_path, PAGE)
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Storm closes harbour", "Alder Post")
    assert (article.published, article.author) == (date(2025, 7, 13), "Jane Roe")
    assert article.url == "https://post.example/2025/storm"
    assert article.path == str(tmp_path / "page.html")


def test_date_in_the_text_is_not_taken_for_that_of_the_page(tmp_path: Path) -> None:
    start, _, rest = PAGE.partition('<meta property="article:published_time"')
    page = start + rest.partition(">\n")[2].replace("in March", "on March 3, 2019")
    article = read_page(tmp_path, page)
    assert isinstance(article, Article)
    assert article.published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    words = {"windows-1251": "Мэр города сообщил"}.get(encoding, "Besançon à l'été")
    page = PAGE.replace('charset="utf-8"', f'charset="{encoding}"').replace("Engineers", words)
    article = read_page(tmp_path, page.encode(encoding))
    assert isinstance(article, Article)
    assert words in article.text


def test_short_page_is_read(tmp_path: Path) -> None:
    page = "<html><body><h1>Storm</h1><p>The harbour was closed.</p></body></html>"
    article = read_page(tmp_path, page)
    assert isinstance(article, Article)
    assert "The harbour was closed." in article.text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "The file is empty."),
        ("<html><body></body></html>", "No article was found in the page"),
        ("<html><body><script>x()</script></body></html>", "No article was found in the page"),
        ("<!-- -->", "No article was found in the page"),
    ],
)
def test_page_without_an_article_fails(tmp_path: Path, page: str, reason: str) -> None:
    failure = read_page(tmp_path, page)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith(reason)


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body>{'<div>' * 3000}<p>{SENTENCES[0]}</p></body></html>",
        f"<math><x></x>{SENTENCES[0]}<a>",
        f"<figure><figcaption>{SENTENCES[0]}",
        f"<html><html/><frameset><p>{SENTENCES[0]}",
        "no markup at all",
    ],
)
def test_odd_page_is_read_or_refused(tmp_path: Path, page: str) -> None:
    assert isinstance(read_page(tmp_path, page), Article | Failure)


def test_nothing_is_written_to_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read_page(tmp_path, "<")
    read_page(tmp_path, PAGE)
    assert capfd.readouterr() == ("", "")


def test_a_body_cut_by_advertisements_is_read_whole(tmp_path: Path) -> None:
    pieces = "".join(
        f'<div class="row"><div class="grid article__body"><p>{one}</p><p>{two}</p></div></div>'
        '<div class="row ad">Advertisement</div>'
        for one, two in (SENTENCES[:2], SENTENCES[2:])
    )
    article = read_page(tmp_path, f"<html><body><main><h1>Storm</h1>{pieces}</main></body></html>")
    assert isinstance(article, Article)
    assert [article.text_of(one) for one in article.paragraphs] == list(SENTENCES)


def test_links_to_other_articles_are_left_out(tmp_path: Path) -> None:
    page = PAGE.replace(
        "<h2>", "<p><b>Read more:</b> <a href='/x'>Sea wall to be rebuilt by May</a></p><h2>"
    )
    article = read_page(tmp_path, page)
    assert isinstance(article, Article)
    assert "Read more" not in article.text


@pytest.mark.parametrize(
    "line", ["publiziert am 13. September 2018", "13 September 2018", "Published: Sept. 13, 2018"]
)
def test_a_date_that_a_page_only_shows_is_read(tmp_path: Path, line: str) -> None:
    body = "".join(f"<p>{one}</p>" for one in SENTENCES)
    top = f"<p><span>{line}</span></p><h1>Storm</h1>"
    page = f"<html><body><article>{top}{body}</article></body></html>"
    article = read_page(tmp_path, page)
    assert isinstance(article, Article)
    assert article.published == date(2018, 9, 13)
