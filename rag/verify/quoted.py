"""What a text quotes, whose words they are, and where a source has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.verify.evidence import Source
from rag.verify.proper import Name, names
from rag.verify.words import Word, words

_DOUBLE = re.compile(r"[\"“„«»”]")
_SINGLE = re.compile(r"(?<![\w'‘’])['‘](?=\w)([^'‘’\"“”]*(?:\w['’]\w[^'‘’\"“”]*)*)['’](?!\w)")
_TOKEN = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
_SPEECH = frozenset(
    """said says told tells added adds argued argues claimed claims insisted insists explained
    explains warned warns wrote writes noted notes tweeted testified""".split()
)
_PREPOSITIONS = frozenset("at of from for in with".split())


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between quotation marks, and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Site:
    """Where a source has a run of words, and which of its quotations they stand in."""

    source: Source
    start: int
    end: int
    quotation: Quotation | None

    @property
    def speakers(self) -> list[Name]:
        """The names of those who say it, where they stand beside it."""
        start, end = self.start, self.end
        if self.quotation:
            start, end = self.quotation.start, self.quotation.end
        return _speakers_around(self.source, start, end)


@lru_cache(maxsize=512)
def quotations(text: str) -> tuple[Quotation, ...]:
    """Returns what `text` quotes; a mark whose partner is missing reaches to the text's edge."""
    found = list(_double_quoted(text))
    inside = [(one.start, one.end) for one in found]
    found += [
        Quotation(match[1], match.start(1), match.end(1))
        for match in _SINGLE.finditer(text)
        if not any(start <= match.start() < end for start, end in inside)
    ]
    return tuple([one for one in found if words(one.text)])


def _double_quoted(text: str) -> Iterator[Quotation]:
    places = list(_marks(text))
    if len(places) % 2:
        if _closes(text, places[0]):
            yield Quotation(text[: places[0]], 0, places[0])
            places = places[1:]
        else:
            places.append(len(text))
    for start, end in zip(places[::2], places[1::2], strict=True):
        yield Quotation(text[start + 1 : end], start + 1, end)


def _marks(text: str) -> Iterator[int]:
    """Yields where quotation marks stand; after a number, only one that closes: 6" is no quote."""
    is_open = False
    for match in _DOUBLE.finditer(text):
        after_number = text[: match.start()][-1:].isdigit()
        if match[0] == '"' and after_number and not is_open:
            continue
        is_open = not is_open
        yield match.start()


def _closes(text: str, place: int) -> bool:
    if text[place] in "”»":
        return True
    return text[place] == '"' and place > 0 and not text[place - 1].isspace()


def tokens(text: str) -> list[str]:
    """Returns the words alone, in lower case: punctuation belongs to the one who quotes."""
    return [token for token, _, _ in _placed(text)]


@lru_cache(maxsize=512)
def _placed(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (re.sub(r"['’`´]", "", match[0]).casefold(), *match.span())
        for match in _TOKEN.finditer(text)
    )


def sites(said: Sequence[str], source: Source) -> Iterator[Site]:
    """Yields each place where a source has a run of words."""
    text = source.passage.text
    found, size = _placed(text), len(said)
    for at in range(len(found) - size + 1):
        if found[at][0] == said[0] and [one[0] for one in found[at : at + size]] == list(said):
            start, end = found[at][1], found[at + size - 1][2]
            inside = (one for one in quotations(text) if one.start <= start and end <= one.end)
            yield Site(source, start, end, next(inside, None))


def speakers(found: Sequence[Word], named: Sequence[Name]) -> list[Name]:
    """Returns the names that stand right before or after a word of speech, or "according to"."""
    by_start = {word.start: place for place, word in enumerate(found)}
    speaking = []
    for name in named:
        first = by_start.get(name.start)
        if first is None or not name.weighty:
            continue
        last = first + len(name.words)
        before = [word.fold for word in found[max(0, first - 2) : first]]
        after = [word.fold for word in found[last : last + 1]]
        is_told = before[-1:] in (["told"], ["tells"])  # "told Reuters"
        is_place = bool(_PREPOSITIONS & {*before[-1:]})  # "a professor at Lund University, said"
        if (
            not is_told
            and not is_place
            and (_SPEECH & {*before[-1:], *after} or before == ["according", "to"])
        ):
            speaking.append(name)
    return speaking


def _speakers_around(source: Source, start: int, end: int) -> list[Name]:
    text = source.prepared
    around = [one for one in text.stretches if one.start < end and start < one.end]
    found = [word for stretch in around for word in stretch.words]
    quoted = [(one.start, one.end) for one in quotations(text.text)]
    named = [
        name for name in names(text.text, found) if not any(a <= name.start < b for a, b in quoted)
    ]
    return speakers(found, named)
