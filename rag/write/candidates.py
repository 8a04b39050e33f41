"""The sentences of passages that may be quoted, and what each needs beside it to be understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rag.address import address_of, article_of
from rag.sentences import sentence_spans
from rag.types import Passage
from rag.words import stems
from rag.write.question import NUMBER

MIN_WORDS = 3
MAX_ANTECEDENTS = 3
# Two sentences that share so much of the shorter one's words say the same.
SAME_WORDS = 0.7

_ENDS = re.compile(r"[.!?…][\"”’'»)\]*_]*$")
_OPENING_QUOTE_LEFT = re.compile(r"\s+[“‘«]$")
# A full stop set apart by a space ends a sentence in texts that were cut into tokens.
_SET_APART = re.compile(r"(?<= [.!?])\s+(?=\S)")
_CREDIT = re.compile(
    r"^\W*(?:photo(?:graph)?s?|picture|image|file|credit|source|reporting|editing|advertisement|"
    r"read more|with inputs?|subscribe|sign up)\b[^.]{0,40}(?::|by\b|from\b)|"
    r"\((?:[LRC]|left|right|cent(?:er|re)|pictured|AFP|AP|Reuters|file(?: photo)?)\)|"
    r"\b(?:getty images|file photo|photo:)|, (?:left|right|cent(?:er|re)|pictured),|"
    r"\ban? (?:undated|file|archive) (?:photo\w*|picture|image)",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"^[\"“'‘(]*(?:"
    r"(?:he|she|it|they|him|them|his|hers?|their|its|this|that|these|those|such|both|neither|"
    r"another|others|either|but|and|or|nor|so|yet|then|however|also|moreover|furthermore|instead|"
    r"meanwhile|nevertheless|nonetheless|therefore|thus|hence|additionally|similarly|likewise|"
    r"consequently|otherwise|besides|still|there|here|some|most|many|one|"
    r"for (?:example|instance|that)|in (?:addition|contrast|turn|response)|as a result|"
    r"on the other hand|at the same time|"
    r"(?:if|when|after|before|while|as|once|although|though|because|since|until)"
    r" (?:he|she|it|they|this|these|those))\b|"
    r"(?:the|an?) (?:move|decision|announcement|remarks?|statement|news|latter|former|incident|"
    r"comments?|warning|arrangement|change|claims?|allegations?|accusations?|same|other|next)\b)",
    re.IGNORECASE,
)
# A short sentence without a sign of a verb is a caption: "The Lady Orren at the jetty."
SHORT_WORDS = 16
_VERB = re.compile(
    r"\b[a-z]{2,}(?:ed|s|en)\b|\b(?:am|are|is|was|were|be|been|has|have|had|do|did|can|could|will|"
    r"would|shall|should|may|might|must|became|began|bought|broke|brought|built|came|chose|cut|"
    r"drew|drove|fell|felt|fought|found|gave|got|grew|held|hit|kept|knew|laid|led|left|lost|made|"
    r"meant|met|paid|put|ran|read|rose|said|sank|saw|sent|set|shot|sold|sought|spent|spoke|stood|"
    r"struck|threw|told|took|went|won|wrote|"
    r"live|work|say|want|need|know|think|believe|expect|hope|fear|plan|remain|face|seek|agree|own|belong"
    r")\b|n['’]t\b|['’](?:ve|re|ll)\b"
)
# Words of somebody who is not named in them.
_ALL_QUOTED = re.compile(r"^[“\"][^“”\"]*[”\"][.]?$")
# “We were lucky,” he said: who that is stands in front of it.
_SAID_BY_PRONOUN = re.compile(
    r"[”\"],? (?:(?:he|she|they) (?:said|says|added|told|wrote|warned|continued)|"
    r"(?:said|added) (?:he|she|they))\b"
)
# What stands before a report: "LONDON (Saltline) – ", "(CNN) ", "PARIS, May 3 — ".
_DAY = r"(?:, [A-Z][\w.]+(?: \d{1,2})?){0,2}"
_CAPITALS = rf"[A-Z][A-Z.'’ -]+[A-Z]{_DAY} (?:\([A-Z][\w /.-]{{1,24}}\) )?[-–—]+ "
_AGENCY = r"\(\s?(?:CNN|AP|AFP|UPI|Reuters|Associated Press|Bloomberg|Xinhua|TASS|dpa)\s?\)"
_AT_AGENCY = rf"(?:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){{0,3}}{_DAY} )?{_AGENCY}(?:\s*[-–—_]+\s*|\s*)"
_DATELINE = re.compile(rf"(?:{_CAPITALS}|{_AT_AGENCY})(?=[“\"‘A-Z])")
# These begin sentences that stand alone as often as not: "There are 164 jobs at the plant."
_OFTEN_ALONE = re.compile(
    r"^(?:there (?:is|are|was|were)\b|(?:one|some|most|many) of (?!(?:them|these|those)\b)|"
    r"(?:many|some|most)\b(?! of\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be quoted: `number` counts the sentences of its passage from 0.

    `rank` is its passage's place among the passages. `before` is the sentence it follows, if
    there is one in its passage; `leans` tells that it begins with a word that points back. `days`
    are those that it names by a word.
    """

    passage: Passage
    rank: int
    number: int
    text: str
    leans: bool
    # Compared, it would be followed to the first sentence of a text of any length.
    before: Candidate | None = field(default=None, compare=False, repr=False)
    days: tuple[date, ...] = ()

    @property
    def dated(self) -> str:
        """The sentence, its days written out behind it, as a question may name them."""
        return written_out(self.text, self.days)

    def with_antecedents(self) -> list[Candidate]:
        """Returns the sentence and, in front of it, those that it leans on."""
        group = [self]
        while group[0].leans and group[0].before and len(group) <= MAX_ANTECEDENTS:
            group.insert(0, group[0].before)
        return group


def written_out(text: str, days: Iterable[date]) -> str:
    """Returns a text and, behind it, the dates of days: "12 July 2025" for its "Saturday"."""
    return " ".join([text, *(f"({day.day} {day:%B %Y}, {day})" for day in days)])


def near_duplicates(one: Candidate, other: Candidate) -> bool:
    """Tells whether the shorter of two sentences says little in words that the other does not.

    Sentences whose numbers differ are never the same: two reports may disagree.
    """
    left, right = frozenset(stems(one.text)), frozenset(stems(other.text))
    if set(NUMBER.findall(one.text)) ^ set(NUMBER.findall(other.text)):
        return False
    return len(left & right) >= SAME_WORDS * min(len(left), len(right))


def in_reading_order(picked: Sequence[Candidate]) -> list[Candidate]:
    """Returns sentences as they stand in their articles, the first one's article first."""
    articles = list(dict.fromkeys(one.passage.article.id for one in picked))
    return sorted(
        dict.fromkeys(picked),
        key=lambda one: (
            articles.index(one.passage.article.id), one.passage.start, one.rank, one.number
        ),
    )  # fmt: skip


def candidates(passages: Sequence[Passage]) -> list[Candidate]:
    """Returns every whole sentence of the passages: no headings, captions, credits or questions."""
    of_passage = [list(_of_passage(passage, rank)) for rank, passage in enumerate(passages)]
    last = {found[-1].passage.address: found[-1] for found in of_passage if found}
    return [
        replace(one, before=last.get(_address_before(one.passage)))
        if one.leans and one.number == 0
        else one
        for found in of_passage
        for one in found
    ]


def _of_passage(passage: Passage, rank: int) -> Iterator[Candidate]:
    before: Candidate | None = None
    for number, (start, end) in enumerate(_spans(passage.text)):
        text = passage.text[start:end]
        if is_whole(text):
            days = tuple(one.day for one in passage.days if start <= one.start < end)
            before = Candidate(passage, rank, number, text, is_dangling(text), before, days)
            yield before
        else:
            before = None


def _address_before(passage: Passage) -> str:
    """Returns the address of the paragraph before, "" where there is none."""
    number = passage.number
    return address_of(article_of(passage.address), number - 1) if number else ""


def _spans(text: str) -> list[tuple[int, int]]:
    """Returns where sentences stand; an opening quotation mark left at an end goes to the next."""
    spans = [part for span in sentence_spans(text) for part in _parts(text, span)]
    if spans and (dateline := _DATELINE.match(text, *spans[0])):
        spans[0] = (dateline.end(), spans[0][1])
    for place in range(len(spans) - 1):
        start, end = spans[place]
        if left := _OPENING_QUOTE_LEFT.search(text[start:end]):
            spans[place] = (start, start + left.start())
            spans[place + 1] = (end - 1, spans[place + 1][1])
    return spans


def _parts(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start, end = span
    for gap in _SET_APART.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def is_whole(text: str) -> bool:
    """Tells whether a text is a statement of some length, and no caption, credit or question."""
    return (
        bool(_ENDS.search(text))
        and not text.rstrip("\"”’'»)").endswith("?")
        and len(text.split()) >= MIN_WORDS
        and bool(stems(text))
        and not text[0].islower()
        and not _CREDIT.search(text)
        and (len(text.split()) > SHORT_WORDS or bool(_VERB.search(text)))
    )


def is_dangling(text: str) -> bool:
    """Tells whether a sentence points back to the one before: by its first word, or by its speaker.

    The speaker of a sentence that is one quotation, or of a quotation that "he said", is named
    elsewhere.
    """
    if _ALL_QUOTED.match(text) or (text[0] in '“"' and _SAID_BY_PRONOUN.search(text)):
        return True
    return bool(_DANGLING.match(text)) and not _OFTEN_ALONE.match(text)
