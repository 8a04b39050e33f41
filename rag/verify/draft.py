"""From a draft to checked sentences, and from any text and sources to the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.address import address_of
from rag.cite import MarkedSentence, clean, read
from rag.markers import bare
from rag.support import SecondOpinion
from rag.types import (
    DECLINED,
    Article,
    ArticleFacts,
    Citation,
    Draft,
    Finding,
    Passage,
    Sentence,
    Status,
    Verdict,
)
from rag.verify.evidence import Claim, Evidence, Source, gather, read_claim
from rag.verify.judge import judge
from rag.verify.prepared import Prepared, prepare
from rag.verify.spans import cite, is_verbatim
from rag.verify.weighed import weighed

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_MOST_FOUND_CITATIONS = 3
_WORTH_STEMS = 2


def check(draft: Draft) -> tuple[str, tuple[Sentence, ...], Status]:
    """Checks a draft: its canonical text, its sentences with their verdicts, and its status."""
    return Checker(draft.passages).check(draft.text)


def verify(
    text: str, sources: Sequence[str | Article], *, opinion: SecondOpinion | None = None
) -> tuple[Sentence, ...]:
    """Checks each sentence of any text against any sources.

    A marker `[n]` points to the n-th source; a text without markers is held against all of them.
    A citation's offsets are those of its source; its address is that of an article's paragraph,
    or `source-N#pM` where the N-th source is a text.
    """
    known = [str(n) for n in range(1, len(sources) + 1)]
    marked = read(text, known=known)
    passages = [p for n, one in enumerate(sources, 1) for p in _passages(n, one)]
    checker = Checker(passages, opinion=opinion)
    points = any(one.keys for one in marked.sentences)
    return tuple(
        checker.sentence(_as_read(text, one), everything=not points) for one in marked.sentences
    )


def status_of(sentences: Sequence[Sentence]) -> Status:
    """Returns the status of an answer that is made of these sentences."""
    sound = all(sentence.verdict in ("supported", "weak") for sentence in sentences)
    return "grounded" if sentences and sound else "partly_grounded"


def is_refusal(text: str) -> bool:
    """Tells whether a text without markers is the refusal."""
    return _plain(text) == _plain(DECLINED)


def may_be_refusal(text: str) -> bool:
    """Tells whether a text without markers may become the refusal as more of it comes."""
    return _plain(DECLINED).startswith(_plain(text))


class Checker:
    """Checks what is written from some passages, which are read once.

    With an `opinion`, what the rules let pass is shown to it as well.
    """

    def __init__(
        self, passages: Sequence[Passage], *, opinion: SecondOpinion | None = None
    ) -> None:
        self._opinion = opinion
        self.keys = frozenset(passage.key for passage in passages if passage.key)
        self._shown = tuple(map(Source, passages))
        self._gathered: dict[tuple[str, ...], Evidence] = {}

    def prepare(self) -> None:
        """Reads all passages now; else each is read when something first rests on it."""
        for source in self._shown:
            source.prepared.read_all()

    def check(self, text: str) -> tuple[str, tuple[Sentence, ...], Status]:
        """Checks a draft's text: its canonical text, its sentences, and its status."""
        if _may_refuse(text) and is_refusal(clean(text, known=self.keys)):
            return DECLINED, (), "declined"
        marked = read(text, known=self.keys)
        sentences = tuple(map(self.sentence, marked.sentences))
        return marked.text, sentences, status_of(sentences)

    def sentence(self, marked: MarkedSentence, *, everything: bool = False) -> Sentence:
        """Checks one sentence against what it cites, or against everything that was shown."""
        if not everything and not marked.keys and not marked.invented:
            return _sentence(marked, ("uncited", 0.0, ("no citation",)), ())
        read_ = bare(marked.text, known=marked.keys)
        text = read_.text
        cited = self._found(text) if everything else self._cited(marked.keys)
        evidence = self._evidence(cited, everything=everything)
        claim = read_claim(text, evidence)
        citations = tuple(_citations(claim, evidence, everything=everything))
        verdict = judge(claim, evidence)
        if self._opinion is not None:
            verdict = weighed(verdict, claim, evidence, opinion=self._opinion)
        findings = tuple(_placed(one, read_.origin, claim) for one in verdict.findings)
        if marked.invented and not everything:
            reasons = tuple(f"[{key}] was never shown to the writer" for key in marked.invented)
            faults = verdict.reasons if cited and verdict.verdict == "unsupported" else ()
            return _sentence(marked, ("unsupported", 0.0, reasons + faults), citations, findings)
        told = (verdict.verdict, verdict.score, verdict.reasons)
        return _sentence(marked, told, citations, findings)

    def _cited(self, keys: tuple[str, ...]) -> list[Source]:
        return [one for key in keys for one in self._shown if one.passage.key == key]

    def _found(self, text: str) -> list[Source]:
        return _fewest(prepare(text), self._shown)

    def _evidence(self, cited: Sequence[Source], *, everything: bool) -> Evidence:
        addresses = tuple(source.passage.address for source in cited)
        if addresses not in self._gathered:
            self._gathered[addresses] = gather(cited, self._shown, related=everything)
        return self._gathered[addresses]


def _may_refuse(text: str) -> bool:
    lowered = text.casefold()
    return all(word in lowered for word in _plain(DECLINED).split())


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .!\"'“”*").casefold()


def _sentence(
    marked: MarkedSentence,
    judged: tuple[Verdict, float, tuple[str, ...]],
    citations: tuple[Citation, ...],
    findings: tuple[Finding, ...] = (),
) -> Sentence:
    return Sentence(marked.text, marked.start, marked.end, *judged, citations, findings)


def _placed(finding: Finding, origin: Sequence[int], claim: Claim) -> Finding:
    """Places a finding in the sentence with its markers, beside the nearest place in a source."""
    nearest, match = finding.nearest, claim.match
    if nearest is None and match is not None:
        nearest = match.source.citation(match.stretch.start, match.stretch.end)
    start, end = origin[finding.start], origin[max(finding.start, finding.end - 1)] + 1
    return replace(finding, start=start, end=end, nearest=nearest)


def _as_read(text: str, marked: MarkedSentence) -> MarkedSentence:
    start, end = marked.read_start, marked.read_end
    return replace(marked, text=text[start:end], start=start, end=end)


def _citations(claim: Claim, evidence: Evidence, *, everything: bool) -> Iterator[Citation]:
    """Cites each passage once; of a source's many paragraphs, those that bear the sentence out."""
    if everything:
        yield from (cite(claim, source) for source in evidence.sources)
        return
    groups: dict[str, list[Source]] = {}
    for source in evidence.sources:
        groups.setdefault(source.passage.key, []).append(source)
    for group in groups.values():
        nearest = _nearest(claim.prepared, group) if len(group) > 1 else group[0]
        yield cite(claim, nearest)


def _nearest(claim: Prepared, sources: Sequence[Source]) -> Source:
    return max(sources, key=lambda source: _worth(claim, source))


def _worth(claim: Prepared, source: Source) -> tuple[bool, int, int]:
    shared = len(claim.stems & source.prepared.stems)
    return is_verbatim(claim, source.prepared), shared, -len(source.prepared.stems)


def _fewest(claim: Prepared, sources: Sequence[Source]) -> list[Source]:
    """Chooses paragraphs one by one as long as each brings words that those before lack."""
    chosen: list[Source] = []
    wanted = claim.stems
    for _ in range(_MOST_FOUND_CITATIONS):
        held = frozenset().union(*(source.prepared.stems for source in chosen))
        lacking = wanted - held
        best = _nearest(claim, sources) if not chosen and sources else None
        if chosen and not any(is_verbatim(claim, one.prepared) for one in chosen):
            best = max(sources, key=lambda one: len(lacking & one.prepared.stems))
        if best is None or len(lacking & best.prepared.stems) < (_WORTH_STEMS if chosen else 1):
            break
        chosen.append(best)
    return chosen


def _passages(number: int, source: str | Article) -> Iterator[Passage]:
    """Yields the paragraphs of one source; those of a text are parted by blank lines."""
    if isinstance(source, Article):
        for one in source.paragraphs:
            address, told = address_of(source.id, one.number), source.text_of(one)
            yield Passage(address, told, 1.0, source.facts, one.start, key=str(number))
        return
    facts = ArticleFacts(id=f"source-{number}", title="")
    for place, match in enumerate(_PARAGRAPH.finditer(source), start=1):
        address = address_of(facts.id, place)
        yield Passage(address, match.group(), 1.0, facts, match.start(), key=str(number))
