"""How well articles are read out of web pages, beside trafilatura on the same pages.

    python bench/extract.py pages-60.jsonl.xz [--worst 10]

Rows have `id`, `url`, `body` (the article's text, paragraphs parted by newlines) and `html_base64`.
The measure is that of Zyte's article extraction benchmark: overlap of 4-gram shingles, each page
weighing the same. A break that the body has and we have not glues two paragraphs; a break that we
have inside one of its paragraphs splits it, and the worse where no sentence ends there.

Dates: what a page states in JSON-LD, Open Graph, meta tags and `time` elements is collected here by
plain patterns, apart from the code that is measured. A date is right if the page states it as that
of publication, and wrong if it states others only; the local day that it shows is right, too.
"""

from __future__ import annotations

import argparse
import base64
import html
import json
import lzma
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from trafilatura import extract

from rag.load.build import build_article
from rag.load.dates import parse_date
from rag.load.decode import decode
from rag.load.html_page import parse_page
from rag.types import Article

SHINGLE = 4
_TOKEN = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_STATED = (
    r'"datePublished"\s*:\s*"([^"]+)"',
    r'<meta[^>]+(?:article:published_time|itemprop="datePublished"|parsely-pub-date|sailthru\.date'
    r'|name="(?:date|pubdate|publish-?date|dc\.date\S*)")[^>]*?content="([^"]+)"',
    r'<meta[^>]+content="([^"]+)"[^>]*?(?:article:published_time|itemprop="datePublished")',
    r'<time[^>]+datetime="([^"]+)"',
)


@dataclass(frozen=True)
class Page:
    """One page with the text that a person took from it."""

    id: str
    url: str
    body: str
    html: str


@dataclass(frozen=True)
class Overlap:
    """Shares of shingles: in both texts, in ours only, in the true one only."""

    both: float
    ours_only: float
    true_only: float

    @property
    def precision(self) -> float:
        """What part of our text is the article's."""
        found = self.both + self.ours_only
        return self.both / found if found else float(not self.true_only)

    @property
    def recall(self) -> float:
        """What part of the article's text is in ours."""
        wanted = self.both + self.true_only
        return self.both / wanted if wanted else float(not self.ours_only)


@dataclass(frozen=True)
class Breaks:
    """What became of the breaks between the paragraphs of one page."""

    kept: int
    glued: int
    split: int
    split_mid_sentence: int


def main() -> None:
    """Prints the table, and the pages that are read worst."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("pages", type=Path)
    options.add_argument("--worst", type=int, default=0, help="show so many pages of lowest F1")
    given = options.parse_args()
    pages = list(_pages(given.pages))
    articles = {page.id: _article(page) for page in pages}
    _print_text(pages, "trafilatura", _trafilatura)
    _print_text(pages, "trafilatura, fast", lambda page: extract(page.html, fast=True) or "")
    _print_text(pages, "Footnote", lambda page: _joined(articles[page.id]))
    _print_breaks([_breaks(page.body, articles[page.id]) for page in pages])
    _print_dates(pages, articles)
    ranked = sorted(pages, key=lambda page: _f1(_overlap(page.body, _joined(articles[page.id]))))
    for page in ranked[: given.worst]:
        _print_page(page, articles[page.id])


def _pages(path: Path) -> Iterator[Page]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = decode(base64.b64decode(row["html_base64"]))
            yield Page(row["id"], row["url"], row["body"], text)


def _article(page: Page) -> Article:
    head, blocks = parse_page(page.html)
    return build_article(head, blocks, path=None)


def _joined(article: Article) -> str:
    """Returns an article's running text and headings: the true bodies hold no captions."""
    kept = (one for one in article.paragraphs if one.kind != "caption")
    return "\n".join(article.text_of(one) for one in kept)


def _trafilatura(page: Page) -> str:
    return extract(page.html, include_comments=False) or ""


def _print_text(pages: Sequence[Page], name: str, read: Callable[[Page], str]) -> None:
    overlaps = [_overlap(page.body, read(page)) for page in pages]
    precision = statistics.mean(one.precision for one in overlaps)
    recall = statistics.mean(one.recall for one in overlaps)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name:18} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}")


def _overlap(true: str, ours: str) -> Overlap:
    wanted, found = _shingles(true), _shingles(ours)
    both = (wanted & found).total()
    ours_only, true_only = (found - wanted).total(), (wanted - found).total()
    whole = (both + ours_only + true_only) or 1
    return Overlap(both / whole, ours_only / whole, true_only / whole)


def _f1(overlap: Overlap) -> float:
    both = overlap.precision + overlap.recall
    return 2 * overlap.precision * overlap.recall / both if both else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    size = min(SHINGLE, len(tokens)) or 1
    return Counter(tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1))


def _breaks(body: str, article: Article) -> Breaks:
    true = [one for one in body.split("\n") if one.strip()]
    ours = [article.text_of(one) for one in article.paragraphs if one.kind != "caption"]
    glued = sum(_is_inside(seam, ours) for _, seam in _seams(true))
    splits = [last for last, seam in _seams(ours) if _is_inside(seam, true)]
    mid = sum(not _SENTENCE_END.search(last) for last in splits)
    return Breaks(len(true) - 1 - glued, glued, len(splits), mid)


def _seams(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yields each paragraph but the last with the tokens around its end, as one string."""
    for first, second in pairwise(paragraphs):
        before, after = _TOKEN.findall(first)[-SHINGLE:], _TOKEN.findall(second)[:SHINGLE]
        if len(before) + len(after) > SHINGLE:
            yield first, " ".join([*before, *after])


def _is_inside(seam: str, paragraphs: Sequence[str]) -> bool:
    return any(f" {seam} " in f" {' '.join(_TOKEN.findall(one))} " for one in paragraphs)


def _print_breaks(breaks: Sequence[Breaks]) -> None:
    kept, glued = sum(one.kept for one in breaks), sum(one.glued for one in breaks)
    split, mid = sum(one.split for one in breaks), sum(one.split_mid_sentence for one in breaks)
    print(f"paragraph breaks   {kept} kept, {glued} glued, {split} split ({mid} mid-sentence)")


def _print_dates(pages: Sequence[Page], articles: dict[str, Article]) -> None:
    right = local = wrong = missing = 0
    for page in pages:
        stated, found = _stated(page.html), articles[page.id].published
        if not stated:
            print(f"  date {found} of {page.url[:90]}, which states none in its markup")
            continue
        right += found in stated
        missing += found is None
        if found and found not in stated:
            is_local = _is_shown(found, page) and abs(found - stated[0]) == timedelta(1)
            local, wrong = local + is_local, wrong + (not is_local)
            print(f"  date {found} of {page.url[:90]}; stated: {', '.join(map(str, stated))}")
    print(
        f"publication dates  {right} as stated, {local} the local day that it shows (what is"
        f" stated is UTC, a day later), {wrong} wrong, {missing} not found"
    )


def _is_shown(day: date, page: Page) -> bool:
    """Says whether a day stands in the page's address, or in words in what readers see."""
    in_address = re.search(r"\d{4}[/-]\d{2}[/-]\d{2}", page.url)
    written = f"{day:%B} {day.day}, {day.year}"
    same = in_address is not None and parse_date(in_address[0].replace("/", "-")) == day
    return same or written in page.html


def _stated(text: str) -> tuple[date, ...]:
    """Returns the days that the first pattern with any finds: the surest statements come first."""
    for pattern in _STATED:
        values = [next(filter(None, match.groups())) for match in re.finditer(pattern, text, re.I)]
        days = dict.fromkeys(day for one in values if (day := parse_date(html.unescape(one))))
        if days:
            return tuple(days)
    return ()


def _print_page(page: Page, article: Article) -> None:
    ours = _joined(article)
    overlap = _overlap(page.body, ours)
    print(f"\n{page.id[:12]} {page.url[:100]}")
    print(f"  F1 {_f1(overlap):.3f}, {len(page.body)} characters wanted, {len(ours)} found")
    wanted = _shingles(page.body)
    for one in article.paragraphs:
        found = _shingles(article.text_of(one))
        if one.kind != "caption" and not wanted & found:
            print(f"  too much ({one.kind}): {article.text_of(one)[:150]!r}")
    for line in filter(str.strip, page.body.split("\n")):
        if not _shingles(line) & _shingles(ours):
            print(f"  missing: {line[:150]!r}")


if __name__ == "__main__":
    main()
