"""Web addresses and feeds, as `add` reads them, from a real site on loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from load.conftest import SETTINGS, Site

from rag import Article, Failure, Library
from rag.fetch import Fetcher
from rag.load import read, read_address

ROOT = Path(__file__).parent.parent.parent
SENTENCES = (
    "The harbour at Port Alder was closed on Sunday after a storm tore the breakwater.",
    "Two fishing boats sank at their moorings, but nobody was hurt, the harbour master said.",
    "Engineers had warned in March that the wall had lost a third of its stones.",
)


def page(*sentences: str, head: str = "", title: str = "Storm closes harbour") -> str:
    """Returns an article's page."""
    body = "".join(f"<p>{one}</p>" for one in sentences or SENTENCES)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def feed(*entries: str) -> str:
    """Returns an RSS feed."""
    items = "".join(f"<item>{one}</item>" for one in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Alder Post</title><link>http://x.example/</link>{items}</channel></rss>"
    )


def read_one(url: str, fetcher: Fetcher) -> Article | Failure:
    (result,) = read_address(url, fetcher=fetcher, max_bytes=10**6)
    return result


def test_a_page_becomes_an_article_at_its_address(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/2025/storm", page())
    article = read_one(url, fetcher)
    assert isinstance(article, Article)
    assert [article.text_of(one) for one in article.paragraphs] == list(SENTENCES)
    assert (article.title, article.url, article.path) == ("Storm closes harbour", url, None)


@pytest.mark.parametrize(
    ("canonical", "is_taken"), [("{}/2025/storm", True), ("https://other.example/x", False)]
)
def test_the_address_a_page_names_counts_if_it_is_of_the_same_site(
    site: Site, fetcher: Fetcher, canonical: str, is_taken: bool
) -> None:
    named = canonical.format(site.url)
    url = site.put("/amp/storm", page(head=f'<link rel="canonical" href="{named}">'))
    article = read_one(url, fetcher)
    assert isinstance(article, Article)
    assert article.url == (named if is_taken else url)


def test_a_charset_that_only_the_header_names_is_read(site: Site, fetcher: Fetcher) -> None:
    text = page("Die Fähre über den Fluß fährt nicht, sagte Bürgermeister Höß am Freitag. " * 5)
    url = site.put("/a", text.encode("cp850"), "text/html; charset=cp850")
    article = read_one(url, fetcher)
    assert isinstance(article, Article)
    assert article.text.startswith("Die Fähre über den Fluß fährt")


def test_a_page_with_script_keeps_only_its_text(site: Site, fetcher: Fetcher) -> None:
    script = "<script>document.write('stolen')</script>"
    article = read_one(site.put("/a", page(*SENTENCES, script)), fetcher)
    assert isinstance(article, Article)
    assert "stolen" not in article.text


@pytest.mark.parametrize(
    ("media_type", "body", "message"),
    [
        ("image/png", b"\x89PNG", r"It is of a kind that is not read \(image/png\)"),
        ("text/html", b"<html><body></body></html>", "No article was found in the page"),
        ("application/rss+xml", b"<rss", "It is no feed"),
        ("application/json", b"{", "It is not JSON"),
    ],
)
def test_what_is_no_article_is_a_failure_under_its_address(
    site: Site, fetcher: Fetcher, media_type: str, body: bytes, message: str
) -> None:
    url = site.put("/thing", body, media_type)
    failure = read_one(url, fetcher)
    assert isinstance(failure, Failure)
    assert failure.name == url
    assert re.search(message, failure.reason)


def entries(site: Site) -> Iterator[str]:
    """Yields entries: a page, a page with a broken date, a dead link, one that is whole, none."""
    site.put("/one", page())
    site.put(
        "/two", page("A second thing was said by the council in a long session on Friday." * 4)
    )
    day = "<pubDate>Sun, 13 Jul 2025 22:00:00 -0700</pubDate>"
    yield f"<title>One</title><link>{site.url}/one</link>{day}"
    yield f"<title>Two</title><link>{site.url}/two</link><pubDate>yesterday-ish</pubDate>"
    yield f"<title>Gone</title><link>{site.url}/gone</link>"
    whole = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in SENTENCES * 5)
    yield (
        f"<title>Whole &amp;amp; all</title><link>{site.url}/whole</link>"
        f"<content:encoded>{whole}</content:encoded>"
    )
    yield "<title>No link</title>"


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Sun, 13 Jul 2025 22:00:00 PDT", date(2025, 7, 13)),
        ("Sun, 13 Jul 25 22:00:00 GMT", date(2025, 7, 13)),
        ("2025-07-13T23:30:00-07:00", date(2025, 7, 13)),
        ("13/07/2025 22:00", date(2025, 7, 13)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_of_feeds_are_read_however_they_are_written(
    tmp_path: Path, stated: str, day: date | None
) -> None:
    whole = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in SENTENCES * 5)
    entry = f"<title>A</title><pubDate>{stated}</pubDate><content:encoded>{whole}</content:encoded>"
    (tmp_path / "feed.xml").write_text(feed(entry))
    (article,) = read(tmp_path / "feed.xml", max_bytes=10**6)
    assert isinstance(article, Article)
    assert article.published == day


def test_a_feed_yields_the_article_of_each_entry(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/feed", feed(*entries(site)), "application/rss+xml")
    one, two, gone, whole, no_link = read_address(url, fetcher=fetcher, max_bytes=10**6)
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert isinstance(whole, Article)
    assert (one.url, one.published) == (f"{site.url}/one", date(2025, 7, 13))
    assert two.published is None
    assert gone == Failure(
        f"{site.url}/gone", "127.0.0.1 has no such page (404); check the address."
    )
    assert (whole.title, whole.source) == ("Whole & all", "Alder Post")
    assert no_link == Failure(
        f"{url} entry 5", "The entry has neither an article nor the address of one."
    )
    assert "/whole" not in site.asked


def test_a_feed_in_a_file_is_read_too(tmp_path: Path, site: Site, fetcher: Fetcher) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed(*entries(site)), encoding="utf-8")
    found = list(read(path, max_bytes=10**6, fetcher=fetcher))
    assert [type(one) for one in found] == [Article, Article, Failure, Article, Failure]


def test_a_feed_within_a_feed_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    entry = f"<title>x</title><link>{site.url}/feed</link>"
    failure = read_one(site.put("/feed", feed(entry), "application/rss+xml"), fetcher)
    assert isinstance(failure, Failure)
    assert failure.reason == "A feed announces it, but it is no article."


def test_add_takes_addresses_feeds_and_files_together(tmp_path: Path, site: Site) -> None:
    settings = SETTINGS.model_copy(update={"library": tmp_path / "library", "embedder": "hashing"})
    library = Library.open(settings=settings)
    file = tmp_path / "a.txt"
    file.write_text("\n\n".join(SENTENCES[:2]), encoding="utf-8")
    url = site.put("/feed", feed(*entries(site)), "application/rss+xml")
    report = library.add(file, url, site.put("/one", page()), "ftp://x.example/a")
    assert (len(report.added), len(report.kept), len(report.failed)) == (4, 1, 3)
    site.put("/one", page(*SENTENCES, "A fourth sentence was added when the wind had dropped."))
    again = library.add(url)
    assert (len(again.changed), len(again.kept)) == (1, 2)
    library.close()


def heed_interrupts() -> None:
    """Undoes what a shell does to what it starts in the background: to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_feed_is_added_every_so_often_until_it_is_interrupted(tmp_path: Path, site: Site) -> None:
    url = site.put("/feed", feed(*entries(site)), "application/rss+xml")
    command = [sys.executable, "-m", "rag", "add", url, "--every", "1h"]
    environment = {
        **os.environ, "RAG_LIBRARY": str(tmp_path / "library"), "RAG_EMBEDDER": "hashing",
        "RAG_FETCH_PRIVATE": "127.0.0.1", "RAG_FETCH_PAUSE_S": "0", "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline().startswith("3 added")
            process.send_signal(signal.SIGINT)
            _, remarks = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "Keeping up; Ctrl-C ends it." in remarks
    assert "Traceback" not in remarks
