"""Where sentences begin and end."""

from __future__ import annotations

import re
from itertools import pairwise

import sentencex

LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# Of a long sentence, this much is looked at to tell whether it ends.
_LOOK_BACK_CHARACTERS = 300
# From a mark that may end a sentence to the next letter or digit.
_MAY_END = re.compile(r"[.!?…‼⁇⁈⁉。！？．｡։؟۔।॥።፧][\W_]*")
_WORD_AND_SPACE = re.compile(r"[^\W_](?:\S{0,29}\s|\S{30})")
_LEAD = re.compile(r"(?<=\s)[“„«‘\"'‚‹(\[]\W*$")
_CLOSING = re.compile(r"[)\]}”’»]+(?=\s)")
_CLOSERS = dict(zip("“„«‘\"'([{（「《", "”“»’\"')]}）」》", strict=True))
_MARKS = re.compile(r"[“”„«»‘’\"'()\[\]{}（）「」《》]")
_OPENING_APOSTROPHE = re.compile(r"(?<!\w)'(?=[^\W\d_])")


def sentence_spans(text: str, *, language: str = "en") -> list[tuple[int, int]]:
    """Returns the (start, end) of each sentence of `text`, without surrounding white space.

    A piece that holds no letter and no digit, a closing quotation mark that stands alone, say,
    belongs to the sentence before it; so does a mark that closes it, with which a piece begins.
    """
    spans: list[tuple[int, int]] = []
    for boundary in sentencex.get_sentence_boundaries(language, text):
        start, end = _trimmed(text, boundary["start_index"], boundary["end_index"])
        if spans and spans[-1][1] == start and (closing := _CLOSING.match(text, start, end)):
            spans[-1] = (spans[-1][0], closing.end())
            start, end = _trimmed(text, closing.end(), end)
        if start == end:
            continue
        if spans and not any(map(str.isalnum, text[start:end])):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def sentences(text: str) -> list[str]:
    """Returns the sentences of `text`."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def first_end(
    text: str, *, searched: int = 0, whole: bool = True
) -> tuple[tuple[int, int] | None, int]:
    """Looks for the end of the sentence that begins a text which may still be growing.

    Returns (where it ends, where the next begins), or None where that can't be told yet, and up
    to where the text need not be searched again. What is decided does not change as more comes.
    """
    for match in _MAY_END.finditer(text, searched):
        stop, following = match.span()
        closer = _open_until(text[:stop])
        closed = text.find(closer, stop) if closer else stop
        if closed > following:
            continue  # the mark stands inside a quotation or bracket
        word = _WORD_AND_SPACE.match(text, following) if closed >= 0 else None
        if not word and not whole:
            return None, stop
        if found := _end_between(text[: word.end() if word else len(text)], stop, following):
            return found, following
    return None, len(text)


def _end_between(text: str, stop: int, following: int) -> tuple[int, int] | None:
    """Returns where a sentence ends between a mark and the word after it, and the next begins."""
    # An opening quotation mark, whose partner has not come, would mislead; it is left out.
    lead = _LEAD.search(text, stop, following)
    cut = lead.start() if lead and text[following : following + 1].isupper() else following
    at = max(0, stop - _LOOK_BACK_CHARACTERS)
    spans = sentence_spans(text[at:cut] + text[following:])
    for (_, end), (begin, _) in pairwise(spans):
        if stop < end + at <= cut and LETTER_OR_DIGIT.search(text, 0, end + at):
            return end + at, begin + at
    return None


def _open_until(text: str) -> str:
    """Returns the mark that would close a quotation or bracket left open; "" if none is."""
    closer = ""
    for match in _MARKS.finditer(text):
        if closer:
            closer = "" if match[0] == closer else closer
        elif match[0] != "'" or _OPENING_APOSTROPHE.match(text, match.start()):
            closer = _CLOSERS.get(match[0], "")
    return closer
