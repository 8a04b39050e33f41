"""Markers in a text: found in every form that writers use, and taken out as the text comes in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# A bracketed number from here on is a year or a figure, not a key that a writer made up.
MAX_INVENTED_KEY = 199

_SPACES = " \t\u00a0\u2009\u202f\u200b\u2060"
_DASHES = ("-", "–")
_FINAL = (".", "!", "?", "”", "»")
_WRAPS = {"(": ")", "（": "）", "[": "]", "*": "*", "_": "_", "`": "`"}
_LINK = r"(?:\((?:https?:|#)[^()\s]*\))?"
_BRACKETED = re.compile(
    rf"(\[)?\\?[\[【［]\s{{0,9}}([^\[\]【】［］\n\\]{{1,60}}?)\s{{0,9}}\\?[\]】］](?(1)\]){_LINK}"
)
_SUPERSCRIPT = re.compile(r"(?<=[^\W\d_]|[.,;:!?\"”’)»\]])[¹²³⁰⁴-⁹]+(?:[,˒’][¹²³⁰⁴-⁹]+)*")
_BETWEEN = re.compile(rf"[{_SPACES}]*[,;，、&]?[{_SPACES}]*|[{_SPACES}]+and[{_SPACES}]+|[-–]")
# What stands at the end of a text and may be, or belong to, a marker once more has come.
_HELD = re.compile(
    rf"[{_SPACES}]*[(（[*_`\\]*"
    rf"(?:\[?\\?[\[【［][^\[\]【】［］\\]{{1,78}}\\?[\]】］]{{1,2}}{_LINK}[)）\]*_`]*"
    rf"(?:{_BETWEEN.pattern})[(（[*_`\\]*)*"
    rf"(?:\[?\\?[\[【［](?P<begun>[^\[\]【】［］]{{0,78}})|(?<=[\]】］])\([^()\s]*|"
    rf"(?<=[{_SPACES}])(?:a|an|and))?$"
)
_HELD_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹,˒’]*$")
_MARK = re.compile(r"[\]】］¹²³⁰⁴-⁹]")  # every marker has one of these
_UNIT_BEFORE = re.compile(r"\b[kcmd]?m$")
_DASH = re.compile(r"\s*[-–—‑−]\s*")
_RANGE = re.compile(r"(\d{1,3})-(\d{1,3})")
_SUFFIX = re.compile(r"†.*$")
_LABELS = tuple("source sources passage passages ref refs reference references key keys".split())
_LABEL = re.compile(rf"(?:{'|'.join(_LABELS)})\b\.?:?\s*", re.I)
_PART = re.compile(r"\s*(?:[,;，、&]|\band\b)\s*|\s+")
_WORD = re.compile(r"[^\W\d_]+")
_RAISED = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_WIDE = str.maketrans("１２３４５６７８９０", "1234567890")
_BREAK = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
HEADING = re.compile(r"[ \t]*#{1,6}[^\S\n]")

Placed = tuple[int, tuple[str, ...]]  # where in the bare text, which keys
_Found = tuple[int, int, tuple[str, ...]]  # from where to where in the text, which keys


class BareText:
    """A text without its markers, as far as it has come in.

    `origin` says where each character of `text` stood, `markers` where each marker did.
    """

    def __init__(self, known: Collection[str]) -> None:
        self.text = ""
        self.origin: list[int] = []
        self.markers: list[Placed] = []
        self._known = known
        self._raw = ""
        self._at = 0
        self._after_marker = False

    def feed(self, piece: str) -> None:
        """Takes in what came; what may become a marker waits for more."""
        self._raw += _BREAK.sub(" ", piece)
        self._take(_held_from(self._raw, self._at, self._known))

    def end(self, piece: str = "") -> None:
        """Takes in the last piece, and what waited."""
        self._raw += _BREAK.sub(" ", piece)
        self._take(len(self._raw))

    def _take(self, limit: int) -> None:
        for start, end, keys in _markers(self._raw, (self._at, limit), self._known):
            self._add(self._at, self._at + len(self._raw[self._at : start].rstrip(_SPACES)))
            self._mark(keys)
            self._at, self._after_marker = end, True
        self._add(self._at, limit)
        self._at = limit

    def _mark(self, keys: tuple[str, ...]) -> None:
        if self.markers and self.markers[-1][0] == len(self.text):
            keys = (*self.markers.pop()[1], *keys)
        self.markers.append((len(self.text), tuple(dict.fromkeys(keys))))

    def _add(self, start: int, end: int) -> None:
        if self._after_marker and start < end:
            if not self.text or self.text[-1].isspace():
                # At the start of a line, the marker's own space goes with it.
                while start < end and self._raw[start] in _SPACES:
                    start += 1
            elif self._raw[start].isalnum():
                self.text += " "
                self.origin.append(start - 1)
            self._after_marker = start == end
        self.text += self._raw[start:end]
        self.origin += range(start, end)


def bare(text: str, known: Collection[str]) -> BareText:
    """Reads a whole text."""
    read = BareText(known)
    read.end(text)
    return read


def _held_from(text: str, at: int, known: Collection[str]) -> int:
    """Returns where the part begins that has to wait for what comes next."""
    found = _HELD.search(text, at)
    while found and found["begun"] is not None and not _may_be_keys(found["begun"], known):
        found = _HELD.search(text, found.start("begun"))
    raised = _HELD_SUPERSCRIPT.search(text, at)
    return min(one.start() if one else len(text) for one in (found, raised))


def _may_be_keys(content: str, known: Collection[str]) -> bool:
    """Tells whether the inside of a bracket may, once it is whole, name keys."""
    content = _SUFFIX.sub("", content)
    allowed = (*_LABELS, "and", *(word for key in known for word in _WORD.findall(key)))
    *whole, last = (word.casefold() for word in _WORD.findall(content) or [""])
    return all(word in allowed for word in whole) and any(w.startswith(last) for w in allowed)


def _markers(text: str, part: tuple[int, int], known: Collection[str]) -> list[_Found]:
    """Returns the markers in a part of a text; those in headings are none."""
    if not _MARK.search(text, *part):
        return []
    found = [
        *_bracketed(text, part, known),
        *(
            (*match.span(), keys)
            for match in _SUPERSCRIPT.finditer(text, *part)
            if (keys := _raised_keys(text, match, known))
        ),
    ]
    return sorted(one for one in found if not HEADING.match(text, text.rfind("\n", 0, one[0]) + 1))


def _bracketed(text: str, part: tuple[int, int], known: Collection[str]) -> Iterator[_Found]:
    """Yields bracketed markers; a list of them is one: `[1], [2]` or `[1]–[3]`."""
    group: _Found | None = None
    for match in _BRACKETED.finditer(text, *part):
        if not (keys := _keys(match[2], known)):
            continue
        start, end = match.span()
        between = text[group[1] : start] if group else ""
        if group and _BETWEEN.fullmatch(between):
            last = group[2][-1]
            if between in _DASHES and last.isdigit() and keys[0].isdigit():
                keys = (*map(str, range(int(last) + 1, int(keys[0]))), *keys)
            group = group[0], end, group[2] + keys
            continue
        if group:
            yield _widened(text, group, part)
        group = start, end, keys
    if group:
        yield _widened(text, group, part)


def _widened(text: str, found: _Found, part: tuple[int, int]) -> _Found:
    """Takes along the brackets, stars or back-ticks that hold nothing but the marker."""
    start, end, keys = found
    while start > part[0] and end < part[1] and _WRAPS.get(text[start - 1]) == text[end]:
        start, end = start - 1, end + 1
    is_emphasis = text[start] in "*_`" and text[start - 1 : start].isalnum()
    return found if is_emphasis else (start, end, keys)


def _raised_keys(text: str, match: re.Match[str], known: Collection[str]) -> tuple[str, ...]:
    """Returns the keys that raised digits name; none if they are a unit's or a power's."""
    before = text[max(0, match.start() - 4) : match.start()]
    keys = re.split(r"\D", match[0].translate(_RAISED))
    apart = [digit for key in keys for digit in key]
    for read in (keys, apart):
        if all(key in known for key in read):
            return () if _UNIT_BEFORE.search(before) else tuple(read)
    are_likely = before.endswith(_FINAL) and all(int(key) <= MAX_INVENTED_KEY for key in keys)
    return tuple(str(int(key)) for key in keys) if are_likely else ()


def _keys(content: str, known: Collection[str]) -> tuple[str, ...]:
    """Returns the keys that the inside of a bracket names; none if it is no marker."""
    keys: list[str] = []
    content = _DASH.sub("-", _LABEL.sub("", _SUFFIX.sub("", content.translate(_WIDE))))
    for part in _PART.split(content.strip()):
        key = part.removeprefix("^").removeprefix("#")
        span = _RANGE.fullmatch(key)
        if key not in known and key.isascii() and key.isdigit() and len(key) <= 3:
            key = str(int(key))
        if span and int(span[1]) < int(span[2]) <= MAX_INVENTED_KEY and key not in known:
            keys += map(str, range(int(span[1]), int(span[2]) + 1))
        elif key in known or (key.isascii() and key.isdigit() and int(key) <= MAX_INVENTED_KEY):
            keys.append(key)
        else:
            return ()
    return tuple(keys)
