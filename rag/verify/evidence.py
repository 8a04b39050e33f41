"""What a sentence is held against: the passages it cites, and what a citation may lean on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rag.types import ArticleFacts, Citation, Passage
from rag.verify.alignment import Alignment, align
from rag.verify.days import Day, published_day
from rag.verify.prepared import Prepared, Stretch, prepare
from rag.verify.proper import Name, names
from rag.verify.quantities import Quantity


@dataclass(frozen=True)
class Source:
    """A passage that was shown; it is read once, and only if something rests on it."""

    passage: Passage

    @cached_property
    def prepared(self) -> Prepared:
        """The passage as it was read."""
        return prepare(self.passage.text, published=self.passage.article.published)

    def citation(self, start: int, end: int) -> Citation:
        """Returns a place in the passage as a citation."""
        passage = self.passage
        return Citation(
            key=passage.key,
            address=passage.address,
            start=passage.start + start,
            end=passage.start + end,
            quote=passage.text[start:end],
        )


class Pool:
    """Several prepared texts looked at as one."""

    def __init__(self, texts: Iterable[Prepared], *, extra_days: Iterable[Day] = ()) -> None:
        self._texts = texts
        self._extra_days = tuple(extra_days)

    @cached_property
    def texts(self) -> tuple[Prepared, ...]:
        """The texts, read when they are first looked at."""
        return tuple(self._texts)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all content words."""
        return frozenset().union(*(text.stems for text in self.texts))

    @cached_property
    def folds(self) -> frozenset[str]:
        """All words, folded."""
        return frozenset().union(*(text.folds for text in self.texts))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """All words that stand with a capital, folded."""
        return frozenset().union(*(text.capitals for text in self.texts))

    @cached_property
    def countries(self) -> frozenset[str]:
        """All countries named."""
        return frozenset().union(*(text.countries for text in self.texts))

    @cached_property
    def implied(self) -> frozenset[str]:
        """All countries whose capital or great city is named."""
        return frozenset().union(*(text.implied for text in self.texts))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The initials of every run of two to six capitalised words."""
        return frozenset(initials for text in self.texts for initials in _initials(text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All numbers."""
        return tuple(one for text in self.texts for one in text.quantities)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """All dates."""
        return (*(one for text in self.texts for one in text.days), *self._extra_days)


@dataclass(frozen=True)
class Evidence:
    """All that one sentence may rest on; `label` names the cited passages in a reason."""

    sources: tuple[Source, ...]
    cited: Pool
    facts: Pool
    nearby: Pool
    label: str
    others: tuple[Source, ...] = ()
    published: tuple[date, ...] = ()

    def place_of(self, said: Quantity | Day | None) -> Citation | None:
        """Returns where a number or a date of a cited passage stands."""
        if said is None:
            return None
        for source in self.sources:
            text = source.prepared
            if any(said is one for one in (*text.quantities, *text.days)):
                return source.citation(said.start, said.end)
        return None

    @cached_property
    def cited_and_facts(self) -> Pool:
        """The cited passages with the titles and outlets of their articles."""
        return Pool((*self.cited.texts, *self.facts.texts))

    @cached_property
    def cited_and_nearby(self) -> Pool:
        """The cited passages with what else their articles say."""
        return Pool((*self.cited.texts, *self.nearby.texts))


@dataclass(frozen=True)
class Match:
    """The cited sentence nearest to a claim, with the share of the claim's stems it holds."""

    source: Source
    stretch: Stretch
    share: float

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names in that sentence."""
        return names(self.source.prepared.text, self.stretch.words)


@dataclass(frozen=True)
class Claim:
    """A sentence to be checked, read once."""

    prepared: Prepared
    names: tuple[Name, ...]
    match: Match | None

    @cached_property
    def alignment(self) -> Alignment | None:
        """The sentence laid beside the one nearest to it."""
        return align(self.prepared.words, self.match.stretch) if self.match else None

    @property
    def text(self) -> str:
        """The sentence itself, without markers."""
        return self.prepared.text


def gather(cited: Sequence[Source], shown: Sequence[Source], *, related: bool = False) -> Evidence:
    """Puts together what a sentence that cites `cited` may rest on, of all that was `shown`.

    It may lean on the other paragraphs of the same articles; where all that was shown is
    `related`, on all of it.
    """
    addresses = {source.passage.address for source in cited}
    articles = {source.passage.article.id: source.passage.article for source in cited}
    nearby = (
        source.prepared
        for source in shown
        if source.passage.address not in addresses
        and (related or source.passage.article.id in articles)
    )
    others = () if related else [s for s in shown if s.passage.address not in addresses]
    published = tuple(facts.published for facts in articles.values() if facts.published)
    return Evidence(
        sources=tuple(cited),
        cited=Pool(source.prepared for source in cited),
        facts=Pool(
            (prepare(_told(facts)) for facts in articles.values()),
            extra_days=map(published_day, published),
        ),
        nearby=Pool(nearby),
        label=_label(list(dict.fromkeys(source.passage.key for source in cited))),
        others=tuple(others),
        published=published,
    )


def read_claim(text: str, evidence: Evidence) -> Claim:
    """Reads a sentence and finds the cited sentence nearest to it."""
    published = evidence.published[0] if len(set(evidence.published)) == 1 else None
    prepared = prepare(text, published=published)
    return Claim(prepared, names(text, prepared.words), _nearest(prepared, evidence))


def _told(facts: ArticleFacts) -> str:
    return ". ".join(filter(None, (facts.title, facts.source, facts.author)))


def _label(keys: Sequence[str]) -> str:
    if len(keys) > 3:
        return "the cited paragraphs"
    shown = [f"[{key}]" for key in keys]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else "the source"


def _nearest(prepared: Prepared, evidence: Evidence) -> Match | None:
    best: Match | None = None
    stems = prepared.stems
    for source in evidence.sources:
        for stretch in source.prepared.stretches:
            shared = len(stems & stretch.stems)
            # Of two that hold as much, the shorter says it more plainly.
            share = shared / len(stems) - 0.001 * len(stretch.stems) if shared else 0.0
            if share > (best.share if best else 0):
                best = Match(source, stretch, share)
    return best


def _initials(text: Prepared) -> Iterable[str]:
    run: list[str] = []
    for word in text.words:
        if word.is_capitalised:
            run.append(word.fold[0])
            yield from ("".join(run[-length:]) for length in range(2, min(len(run), 6) + 1))
        elif word.fold not in ("of", "and", "the", "for", "de", "in", "on"):
            run = []
