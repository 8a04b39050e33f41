"""The lines before plain text that name its title, date, source, author and address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.load.blocks import Block, Head
from rag.load.credits import authors_of, is_byline
from rag.load.dates import LONGEST_DATE_LINE, TIME, find_date, is_date_line, parse_date
from rag.load.kinds import looks_like_heading
from rag.load.layout import paragraphs_of
from rag.load.titles import is_title

LONGEST_HEADER = 400
LONGEST_DATE = 40
_LATER_FIELDS = frozenset({"other", "text"})
_FIELDS = {
    "title": "title headline",
    "published": "date published publication-date date-published published-at published-on pubdate",
    "source": "source outlet publisher publication newspaper site",
    "author": "author authors by byline writer",
    "url": "url link address web-address canonical",
    "text": "text body content article",
    "other": "category id keywords lang language section tags topic topics words",
}
_FIELD_OF_KEY = {key: field for field, keys in _FIELDS.items() for key in keys.split()}
_HEADER = re.compile(r"\s*(?P<key>[A-Za-z][A-Za-z _-]{1,20}?)\s*:\s*(?P<value>.*)")
_RUN_IN = re.compile(r"\s*(?:date|published|updated|posted)(?:\s+(?:on|at))?\s*[:=-]?\s*", re.I)
_SEPARATORS = " \t,;:|–—-"
_UPDATED = re.compile(r"\W*(?:last )?(?:updated|modified)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """What was read at the top of a text: facts, bylines, and the text that is left."""

    head: Head
    bylines: tuple[Block, ...]
    rest: str


def split_headers(text: str) -> Opening:
    """Parts the header lines of `text` from its body; a first line that is a title counts."""
    opening = _run_in_date(_header_lines(Opening(Head(), (), text)))
    first, _, rest = opening.rest.lstrip().partition("\n")
    title = " ".join(first.split())
    if opening.head.title or not looks_like_heading(title):
        return opening
    paragraphs = paragraphs_of(opening.rest)
    if paragraphs[0] != title or not is_title(paragraphs):
        return opening
    return _header_lines(replace(opening, head=replace(opening.head, title=title), rest=rest))


def _run_in_date(opening: Opening) -> Opening:
    """Takes off a date that runs into the first sentence: `date 2025-07-13 The mayor said`."""
    text = opening.rest
    label = _RUN_IN.match(text)
    start = label.end() if label else len(text) - len(text.lstrip())
    found = find_date(text[start : start + LONGEST_DATE_LINE])
    if not found or found[1] > 0 or not (label or text[start : start + 4].isdecimal()):
        return opening
    end = start + found[2]
    time = TIME.match(text, end)
    rest = text[time.end() if time else end :].lstrip(_SEPARATORS)
    if rest[:1].islower():
        return opening
    return replace(opening, head=opening.head.or_else(Head(published=found[0])), rest=rest)


def _header_lines(opening: Opening) -> Opening:
    head, updated, bylines = opening.head, Head(), list(opening.bylines)
    lines = opening.rest.split("\n")
    taken = 0
    for line in lines:
        field, value = _fact_in(line.strip(), named=head != Head())
        if field == "none":
            break
        taken += 1
        if field == "text":
            lines.insert(taken, value)
            break
        if field == "updated":
            updated = updated.or_else(_head("published", value))
        if field == "byline":
            bylines.append(Block(value, "credit"))
        head = head.or_else(_head(field, value))
    return Opening(head.or_else(updated), tuple(bylines), "\n".join(lines[taken:]))


def _fact_in(line: str, *, named: bool) -> tuple[str, str]:
    """Returns the fact a line states, and its words for it: `none` where it is no header line.

    Some keys, such as `Text`, count only where a fact was `named` before.
    """
    if not line:
        return "blank", ""
    header = _HEADER.fullmatch(line)
    key = re.sub(r"[\s_]+", "-", header["key"].lower()) if header else ""
    field = _FIELD_OF_KEY.get(key, "")
    if header and field and _is_header(field, header["value"], named=named):
        return field, header["value"]
    if is_byline(line):
        return "byline", line
    if is_date_line(line):
        return ("updated" if _UPDATED.match(line) else "published"), line
    return "none", line


def _is_header(field: str, value: str, *, named: bool) -> bool:
    if field == "published":  # a date with a sentence behind it is none
        return is_date_line(value) or (len(value) <= LONGEST_DATE and not find_date(value))
    return len(value) <= LONGEST_HEADER and (named or field not in _LATER_FIELDS)


def _head(field: str, value: str) -> Head:
    match field:
        case "title":
            return Head(title=value)
        case "published":
            return Head(published=parse_date(value))
        case "source":
            return Head(source=value)
        case "author" | "byline":
            return Head(author=authors_of(value))
        case "url":
            return Head(url=value)
    return Head()
