"""Picture captions, which often run into the paragraph before or after them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.load.blocks import Block
from rag.load.credits import is_agency
from rag.sentences import sentence_spans

LONGEST_CAPTION = 400
MOST_SENTENCES = 3
_PICTURE = r"(?:photo(?:graph)?s?|pictures?|images?|pics?)"
_HINTS = ("(", "[", "|", "photo", "picture", "image", "file")
_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]\n]{2,80})[)\]]\.?")
_TAIL = re.compile(
    r"(?:^|(?P<bar>\s*\|\s*)|(?<=[.!?”\"’])\s+|\s+[-–—]\s+)(?P<inside>[^.!?|]{2,70}?)\.?\s*$"
)
_PICTURE_CREDIT = re.compile(
    rf"\b{_PICTURE}(?:\s*(?::|/|\||by\b|credit|courtesy)|$)|^file(?:[:/]|$)|^handout\b", re.I
)
_NAME_AND_OUTLET = re.compile(r"[^\W\d_][\w.’'-]+(?: [\w.’'-]+)+ ?/ ?[^\W\d_][\w .’'@/-]+")
_LINKS = frozenset("and by courtesy credit file for from handout of on the via".split())
_OPENING = re.compile(
    rf"(?:FILE\s*(?:PHOTO|IMAGE)?\s*[-–—:]\s|(?:[Ff]ile )?(?i:{_PICTURE})\s*:\s|Pictured\s*[:,]"
    rf"|In this (?:[\w.,]+ ){{0,6}}(?:photo|image)\b)"
)
_CLOSING = re.compile(
    rf"\b(?:(?:file|representat(?:ive|ional)) {_PICTURE}|pictured(?: (?:above|left|right|here))?)"
    r"[)\]]?\.?$",
    re.IGNORECASE,
)
_PICTURED = re.compile(r"\b(?:is|are) pictured (?:in|at|on|during|with|outside|after|before)\b")
_POSITION = re.compile(
    r"\((?:(?:\d\w\w )?[LCR]|L-R|R-L|(?:from |far )?(?:left|right)|cent(?:re|er))\)"
)
_SIGHT = re.compile(
    r"\b(?:address|arriv|attend|chat|check|embrac|gestur|greet|hold|hug|inspect|laugh|leav|listen"
    r"|look|march|meet|perform|pos|present|react|receiv|salut|shak|sign|sitt?|smil|speak|stand"
    r"|talk|tour|visit|walk|watch|wav|welcom)(?:s|es|ing)\b|\) with\b"
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|voted|votes|asked|argued|added|warned|reported|reports)\b"
)
_ENDED = re.compile(r"[.!?…”\"’)]$")
_NEXT_SENTENCE = re.compile(r"\s*[A-Z0-9“‘\"'(\[]")


def split_captions(text: str, *, first: bool, last: bool) -> list[Block]:
    """Returns a paragraph in parts: its captions, and what stands before, between and after them.

    `first` and `last` say where the paragraph stands: the first one may have a caption behind its
    opening sentence, the last one may be signed by the agency that sent it.
    """
    lowered = text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return [Block(text)]
    parts: list[tuple[int, int, bool]] = []
    sentences = 0
    for start, end, caption in _units(text, signed=last and not first):
        sentences += 1
        if parts and not caption and not parts[-1][2]:
            parts[-1] = (parts[-1][0], end, caption)
        else:
            parts.append((start, end, caption))
    if sentences <= MOST_SENTENCES and _is_all_caption(text, first=first):
        return [Block(text, "caption")]
    return [Block(text[start:end], "caption" if caption else None) for start, end, caption in parts]


def _units(text: str, *, signed: bool) -> Iterator[tuple[int, int, bool]]:
    """Yields the sentences, each with its credit, and whether it is a caption."""
    position = 0
    for start, end in _credits(text, signed=signed):
        *before, (first, _) = _spans(text, position, start) or [(start, end)]
        for span in before:
            yield *span, _is_caption(text[slice(*span)])
        yield first, end, end - first <= LONGEST_CAPTION
        position = end
    for span in _spans(text, position, len(text)):
        yield *span, _is_caption(text[slice(*span)])


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + first, start + last) for first, last in sentence_spans(text[start:end])]


def _credits(text: str, *, signed: bool) -> Iterator[tuple[int, int]]:
    """Yields where the credits stand that end a caption, such as `(AFP)` and `| Photo: ANI`."""
    end = 0
    for match in _BRACKETS.finditer(text):
        if _ends_caption(text, match, signed=signed):
            yield match.start(), (end := match.end())
    tail = _TAIL.search(text, end)
    if tail and _is_picture_credit(tail["inside"], agency_is_enough=bool(tail["bar"])):
        yield tail.start(), len(text)


def _ends_caption(text: str, credit: re.Match[str], *, signed: bool) -> bool:
    before, after = text[: credit.start()], text[credit.end() :]
    named = _is_picture_credit(credit["inside"], agency_is_enough=True)
    if not named or not before.strip() or _is_abbreviation(credit["inside"], before):
        return False
    if after.strip() and not _NEXT_SENTENCE.match(after):
        return False
    near = max(0, credit.start() - 2 * LONGEST_CAPTION)
    sentence = text[_spans(text, near, credit.start())[-1][0] : credit.start()]
    if _PICTURE_CREDIT.search(credit["inside"]) or _POSITION.search(sentence):
        return True
    ended = bool(_ENDED.search(before))
    return not _SPEECH.search(sentence) and (not (ended and signed) if not after.strip() else ended)


def _is_picture_credit(inside: str, *, agency_is_enough: bool) -> bool:
    words = re.findall(r"[^\s/|:,;–—-]+", inside)
    named = all(not word[0].islower() or word in _LINKS or _is_picture(word) for word in words)
    known = agency_is_enough and any(map(is_agency, words))
    if not named:
        return False
    return bool(known or _PICTURE_CREDIT.search(inside) or _NAME_AND_OUTLET.fullmatch(inside))


def _is_picture(word: str) -> bool:
    return re.fullmatch(_PICTURE, word, re.IGNORECASE) is not None


def _is_abbreviation(inside: str, before: str) -> bool:
    """Says whether a name in brackets only shortens those before it: `Associated Press (AP)`."""
    words = [word for word in re.findall(r"[^\W\d_]+", before[-100:]) if word[0].isupper()]
    return "".join(word[0] for word in words[-len(inside) :]) == inside.upper()


def _is_all_caption(text: str, *, first: bool) -> bool:
    if len(text) > LONGEST_CAPTION:
        return False
    if _OPENING.match(text):
        return True
    ends = [match for match in _BRACKETS.finditer(text) if match.end() == len(text)]
    return not first and any(_PICTURE_CREDIT.search(match["inside"]) for match in ends)


def _is_caption(sentence: str) -> bool:
    """Says whether a sentence without a credit reads as a caption."""
    if len(sentence) > LONGEST_CAPTION or _SPEECH.search(sentence):
        return False
    shown = _POSITION.search(sentence) and _SIGHT.search(sentence)
    marks = (_OPENING.match, _CLOSING.search, _PICTURED.search)
    return bool(shown) or any(mark(sentence) for mark in marks)
