"""Which words of a sentence each of its numbers and dates belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rag.verify.days import Day
from rag.verify.quantities import Quantity, is_counted
from rag.verify.words import Word

Fact = Quantity | Day

PARTING = frozenset(
    """and or but while whereas although though then nor when after before until because compared
    versus than""".split()
)
_JOINING = frozenset("and or but then".split())
_OPENING = frozenset("if unless whichever which who".split())
_BREAK = re.compile(r"[;:—–]|\s-\s")
_PREPOSITIONS = frozenset("in on at during near after since from by for of with under".split())
_APPOSED_CHARACTERS = 2  # "Berg, 34, and …", not "12 dead, 40 injured"


@dataclass(frozen=True, slots=True)
class Binding:
    """A number or a date with the words before and after it that may tell what it is of.

    They are ordered from the nearest; what it shares with others of its kind comes last.
    """

    fact: Fact
    before: tuple[Word, ...]
    after: tuple[Word, ...]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset([word.stem for word in (*self.before, *self.after)])


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence that holds numbers of one kind, and the words around all of them.

    `head` and `tail` are what tells before the first of them and after the last.
    """

    facts: tuple[Fact, ...]
    words: tuple[Word, ...]
    head: tuple[Word, ...]
    tail: tuple[Word, ...]

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return self.facts[-1].end


def bindings(text: str, words: Sequence[Word], facts: Sequence[Fact]) -> tuple[Binding, ...]:
    """Returns what the numbers and dates of one sentence belong to, kind by kind."""
    ordered = sorted(facts, key=lambda fact: (kind_of(fact), fact.start))
    return tuple(
        binding
        for _, alike in groupby(ordered, key=kind_of)
        for part in _with_shared(list(_parts(text, words, list(alike))), facts, text)
        for binding in _bound(part)
    )


def kind_of(fact: Fact) -> str:
    """Returns what kind of number it is: only those of one kind can be taken for each other."""
    if isinstance(fact, Day):
        return "day"
    return "share" if fact.kind in ("percent", "fraction") else fact.kind


def _parts(text: str, words: Sequence[Word], facts: Sequence[Fact]) -> Iterator[Part]:
    """Yields the parts; what stands between two and may be of either is in both."""
    edges = [_edge(text, words, one, other) for one, other in pairwise(facts)]
    start, inside = 0, list[Fact]()
    for fact, edge in zip(facts, [*edges, (len(text), len(text))], strict=True):
        inside.append(fact)
        if edge is None:
            continue
        within = [w for w in words if start <= w.start < edge[1] and not is_in(w, facts)]
        heavy = tuple([word for word in within if word.is_content])
        head = tuple([word for word in heavy if word.start < inside[0].start])
        tail = tuple([w for w in heavy if w.start > fact.start and not is_unit(w, fact)])
        yield Part(tuple(inside), tuple(within), head, tail)
        start, inside = edge[0], []


def _edge(text: str, words: Sequence[Word], one: Fact, other: Fact) -> tuple[int, int] | None:
    """Returns where the words of the next number begin and those of one end, if that is clear."""
    between = [word for word in words if one.end <= word.start < other.start]
    parting = [word.start for word in between if word.fold in PARTING]
    parting += [match.start() for match in _BREAK.finditer(text, one.end, other.start)]
    if parting:
        return min(parting), max(parting)
    gap = text[one.end : other.start]
    if gap.startswith(")"):
        return one.end, one.end  # "Ruiz (45) hired Cole (52)"
    if gap.startswith(",") and between and all(word.is_capitalised for word in between):
        return one.end, one.end  # "Anna Berg, 34, Tom Berg, 29"
    if gap.rstrip().endswith(",") and between:
        return other.start, other.start  # "12 dead, 40 injured"
    return None


def _with_shared(parts: Sequence[Part], facts: Sequence[Fact], text: str) -> Iterator[Part]:
    """Adds what is said once for several: "arrested 30 on Monday and 12 on Tuesday"."""
    heads, before = list[tuple[Word, ...]](), tuple[Word, ...]()
    for part in parts:
        before = (*_shared_head(before, part, facts), *part.head)
        heads.append(before)
    tails, whole, trailing = list[tuple[Word, ...]](), tuple[Word, ...](), tuple[Word, ...]()
    for part in reversed(parts):
        shared = (trailing if part.tail else whole) if _takes_over(part) else ()
        whole = (*part.tail, *shared)
        trailing = (*_trailing(part, text), *shared) if part.tail else trailing
        tails.append(whole)
    for part, head, tail in zip(parts, heads, reversed(tails), strict=True):
        yield Part(part.facts, part.words, head, tail)


def _shared_head(before: Sequence[Word], part: Part, facts: Sequence[Fact]) -> Sequence[Word]:
    """Returns what a part that only names another takes over: "Lind won 54 and Berg 41"."""
    if not part.head:
        return before
    joined = part.words[0].fold in _JOINING and part.words[1:2] == part.head[:1]
    if joined and part.head[0].text.islower():
        return before[:-1]  # "The bridge was built in 1932 and repaired in 1987"
    if not all(word.is_capitalised or is_in(word, facts) for word in part.head):
        return []
    return [word for word in before if not word.is_capitalised and not is_in(word, facts)]


def _takes_over(part: Part) -> bool:
    """Whether a part does not say itself where, when or of what it is."""
    return not any(word.fold in _PREPOSITIONS for word in part.words if word.start > part.end)


def _trailing(part: Part, text: str) -> Sequence[Word]:
    """Returns what follows a part and goes for those before it as well: "hurt in the fire"."""
    following = [word for word in part.words if word.start > part.end]
    for place, word in enumerate(following):
        comma = place and "," in text[following[place - 1].end : word.start]
        opens = word.fold in _PREPOSITIONS or word.fold in _OPENING
        if comma or (opens and part.tail[0].start < word.start):
            return [one for one in part.tail if one.start >= word.start]
    return []


def _bound(part: Part) -> Iterator[Binding]:
    heavy = [word for word in part.words if word.is_content]
    first, last = part.facts[0], part.facts[-1]
    for fact in part.facts:
        before = [word for word in heavy if first.start < word.start < fact.start]
        after = [w for w in heavy if fact.start < w.start < last.start and not is_unit(w, fact)]
        yield Binding(fact, (*reversed(before), *reversed(part.head)), (*after, *part.tail))


def is_unit(word: Word, fact: Fact) -> bool:
    """Whether a word is what a number counts, which those beside it may count as well."""
    if not isinstance(fact, Quantity) or fact.unit not in (word.fold, word.fold.removesuffix("s")):
        return False
    return is_counted(word.fold) and 0 < word.start - fact.end <= _APPOSED_CHARACTERS


def is_in(word: Word, facts: Iterable[Fact]) -> bool:
    """Whether a word is part of a number."""
    return any(fact.start <= word.start < fact.end for fact in facts)
