"""Where the paragraphs of plain text begin and end, told from the shape of its lines."""

from __future__ import annotations

import re
from itertools import pairwise

WIDEST_WRAP = 120
NARROWEST_WRAP = 40
LEAST_FILL = 0.8
_BLANK_LINES = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_INDENT = re.compile(r"(?: {2,}|\t)\S")
_RULE = re.compile(r"[\W_]+")
# What stands on a page between paragraphs, and is copied with them.
_FURNITURE = re.compile(
    r"(?:-+ ?)?(?:(?:story|article) continues below(?: (?:this )?ad(?:vertisement)?)?|advertisement"
    r"|send this page to someone via email|share this (?:article|story)|copy link)\W*",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"(?:[-*•‣·–—]|\(?\d{1,3}[.)])\s")


def paragraphs_of(text: str) -> list[str]:
    """Returns the paragraphs of `text`, each on one line.

    Blank lines always part paragraphs. Within a block, lines are either wrapped at a width, and
    then make one paragraph, or are long, and then are a paragraph each.
    """
    blocks = [_lines(part) for block in _BLANK_LINES.split(text) for part in _indented(block)]
    width = _wrap_width(blocks)
    return [paragraph for lines in blocks for paragraph in _joined(lines, width=width)]


def _indented(block: str) -> list[str]:
    """Parts a block where a few lines are indented, as the first lines of paragraphs may be."""
    if "\n" not in block:
        return [block]
    lines = block.split("\n")
    starts = [place for place, line in enumerate(lines) if _INDENT.match(line)]
    listed = any(_LIST_ITEM.match(line.lstrip()) for line in lines)
    if listed or not starts or len(starts) * 2 > len(lines):
        return [block]
    bounds = [0, *starts, len(lines)]
    return ["\n".join(lines[first:last]) for first, last in pairwise(bounds)]


def _lines(block: str) -> list[str]:
    """Returns the lines with something to read; rules such as `* * *` only part paragraphs."""
    lines = (" ".join(line.split()) for line in block.split("\n"))
    return [
        line
        for line in lines
        if line and not _RULE.fullmatch(line) and not _FURNITURE.fullmatch(line)
    ]


def _wrap_width(blocks: list[list[str]]) -> int | None:
    """Returns the width at which the lines were wrapped, or None if each is a paragraph."""
    inner = [line for lines in blocks for line in lines[:-1]]
    widths = sorted(
        len(line) for lines in blocks if len(lines) > 1 for line in lines if " " in line
    )
    if not inner or not widths:
        return None
    width = widths[-1 - len(widths) // 20]  # one line in twenty may be longer
    ended = sum(bool(_SENTENCE_END.search(line)) for line in inner)
    wrapped = NARROWEST_WRAP <= width <= WIDEST_WRAP and ended * 2 < len(inner)
    return width if wrapped else None


def _joined(lines: list[str], *, width: int | None) -> list[str]:
    if width is None:
        return lines
    paragraphs: list[str] = []
    previous = ""
    for line in lines:
        if paragraphs and _is_wrap(previous, line, width=width):
            paragraphs[-1] = _join(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        previous = line
    return paragraphs


def _is_wrap(line: str, following: str, *, width: int) -> bool:
    """Says whether `line` broke off because the next word would not have fitted."""
    needed = len(line) + 1 + len(following.split(" ", 1)[0])
    return needed > LEAST_FILL * width and not _LIST_ITEM.match(following)


def _join(start: str, line: str) -> str:
    hyphenated = start[-1] == "-" and start[-2:-1].isalpha() and line[0].islower()
    return start + line if hyphenated else f"{start} {line}"
