"""PDF: pages are read column by column; each paragraph keeps the page that it begins on."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.build import OPENING_BLOCKS, build_article, one_line
from rag.load.credits import authors_of, is_byline
from rag.load.dates import parse_date
from rag.load.decode import check_file, check_size
from rag.load.paths import absolute_name
from rag.load.pdf_lines import Line, Page
from rag.load.pdf_paragraphs import paragraphs_of_pages
from rag.types import Article, ParagraphKind

SUFFIXES: tuple[str, ...] = (".pdf",)
FEWEST_CHARACTERS = 20  # a scan may hold a stamp or a page number
FOLIOS = 6  # lines that may stand above the title
LONGEST_FOLIO = 100
EDGE = 0.1  # of the page's height: where running heads and page numbers stand
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")
_FILE_NAME = re.compile(
    r"\.\w{2,4}$|^(?:microsoft word|untitled|untitled document)\b", re.IGNORECASE
)


def read(path: Path, *, max_bytes: int) -> Iterator[Article]:
    """Yields the article in a PDF file."""
    check_size(check_file(path), max_bytes=max_bytes, subject="The file")
    title, pages = _read_pages(path)
    if sum(len(line.text) for page in pages for line in page.lines) < FEWEST_CHARACTERS:
        raise LoadError("It holds pictures of pages, no text; run text recognition (OCR) on it.")
    blocks = paragraphs_of_pages(_without_running_heads(pages))
    edges = [line.text for line in _edges(pages[0])]
    place = _title_place(blocks, edges)
    above = [replace(one, kind=_folio_kind(one.text)) for one in blocks[: place or 0]]
    opening = [one.text for one in blocks[: FOLIOS + OPENING_BLOCKS]]
    stated = None if _FILE_NAME.search(title or "") else title
    head = Head(
        title=stated if place is None else blocks[place].text,
        published=_printed_date([*edges, *(one.text for one in above)]),
        author=next((authors_of(line) for line in opening if is_byline(line)), None),
    )
    rest = blocks if place is None else [*above, *blocks[place + 1 :]]
    yield build_article(head, rest or blocks, path=absolute_name(path))


def _title_place(blocks: list[Block], edges: list[str]) -> int | None:
    """Returns the place of the first heading near the top; at the very edge, only if no other."""
    headings = [place for place, one in enumerate(blocks[:FOLIOS]) if one.kind == "heading"]
    inside = [place for place in headings if blocks[place].text not in edges]
    return next(iter(inside or headings), None)


def _folio_kind(text: str) -> ParagraphKind | None:
    """Returns what a line above the title is: the name and the day of the paper, mostly."""
    return "credit" if len(text) <= LONGEST_FOLIO and not text.endswith(".") else None


def _printed_date(lines: list[str]) -> date | None:
    """Returns the day that stands at the head or the foot of the first page."""
    found = (parse_date(line) for line in lines if len(line) <= LONGEST_FOLIO)
    return next(filter(None, found), None)


def _read_pages(path: Path) -> tuple[str | None, list[Page]]:
    """Returns the title that the file states, and its pages."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFTextExtractionNotAllowed
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        return _parsed(path)
    except (PDFEncryptionError, PDFTextExtractionNotAllowed) as error:
        raise LoadError("It is encrypted; save a copy without a password and add that.") from error
    # What pdfminer raises over bytes that it did not expect.
    except (
        PDFException, PSException, ArithmeticError, AttributeError, LookupError, RuntimeError,
        TypeError, ValueError,
    ) as error:  # fmt: skip
        raise LoadError("It is damaged or cut off, or no PDF; get it anew.") from error


def _parsed(path: Path) -> tuple[str | None, list[Page]]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import decode_text

    with path.open("rb") as file:
        document = PDFDocument(PDFParser(file))
        resources = PDFResourceManager()
        device = PDFPageAggregator(resources, laparams=None)  # the lines are found here
        interpreter = PDFPageInterpreter(resources, device)
        pages = []
        for number, page in enumerate(PDFPage.create_pages(document), start=1):
            interpreter.process_page(page)
            pages.append(Page.of(device.get_result(), number=number))
        if not pages:
            raise LoadError("It is damaged or cut off: it has no pages.")
        stated = next((info["Title"] for info in document.info if info.get("Title")), None)
    title = decode_text(stated) if isinstance(stated, bytes) else None
    return one_line(title), pages


def _without_running_heads(pages: list[Page]) -> list[Page]:
    """Drops page numbers, and lines at the edge of a page that come back on others."""
    keys = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    dropped = {key for key, count in keys.items() if count > 2 or count > len(pages) / 2 > 0.5}

    def is_kept(page: Page, line: Line) -> bool:
        at_edge = line in _edges(page)
        return not at_edge or not (line.text.strip().isdecimal() or _key(line) in dropped)

    return [
        Page(page.number, page.height, tuple(line for line in page.lines if is_kept(page, line)))
        for page in pages
    ]


def _edges(page: Page) -> list[Line]:
    low, high = EDGE * page.height, (1 - EDGE) * page.height
    return [line for line in page.lines if line.top < low or line.bottom > high]


def _key(line: Line) -> str:
    return _NUMBER.sub("#", line.text.strip().lower())
