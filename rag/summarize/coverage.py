"""What a summary rests on, and which of the paragraphs it leaves out an editor would ask about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.types import Coverage, Holding, Passage, ReadParagraph, Sentence
from rag.verify.days import days
from rag.verify.quantities import Quantity, quantities

_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)\b|declin(?:e[sd]?|ing) (?:to|comment)|"
    r"refus(?:e[sd]?|ing|al) (?:to|comment)|reject(?:s|ed|ing)?\b|disput(?:es?|ed|ing)\b|"
    r"rebut(?:s|ted|tal)?\b|contradict(?:s|ed)?\b|not? comment\b|no comment\b|"
    r"(?:did|has|have|had|could) ?n[o'’]t (?:respond|reply|return|comment|be reached)|"
    r"(?:did|has|have|had|could) not (?:immediately )?(?:respond|reply|return|comment|be reached)|"
    r"pleaded not guilty|insist(?:s|ed)? (?:that )?(?:\w+ ){0,3}(?:not|never|no)\b|"
    r"no (?:evidence|basis|truth)\b|(?:is|was|are|were) (?:false|untrue|unfounded|baseless))",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:correction|clarification|erratum|corrected|retract(?:s|ed|ion)|editor[’']s note|"
    r"an earlier version|previously (?:stated|said|reported)|(?:was|were) wrongly|"
    r"misstated|we apologi[sz]e|"
    r"this (?:article|story|report) (?:was|has been) (?:amended|updated))",
    re.IGNORECASE,
)


def coverage(read: Sequence[Passage], sentences: Sequence[Sentence]) -> Coverage:
    """Returns which of the paragraphs that were read the sentences cite."""
    cited = {one.address for sentence in sentences for one in sentence.citations}
    paragraphs = tuple(
        ReadParagraph(
            one.address, len(one.text.split()), one.address in cited, tuple(holdings(one.text))
        )
        for one in read
    )
    share = sum(one.is_cited for one in paragraphs) / len(paragraphs) if paragraphs else 0.0
    return Coverage(round(share, 3), paragraphs)


def holdings(text: str) -> Iterator[Holding]:
    """Yields what a paragraph holds that a reader would miss: numbers, denials, corrections."""
    dates = [(day.start, day.end) for day in days(text)]
    if any(map(_tells, quantities(text, taken=dates))):
        yield "number"
    if _DENIAL.search(text):
        yield "denial"
    if _CORRECTION.search(text):
        yield "correction"


def _tells(one: Quantity) -> bool:
    """Tells whether a number is a finding: no "one", no "first", no bare year, no time of day."""
    if one.kind in ("ordinal", "clock") or (one.kind == "count" and one.value <= 1):
        return False
    return not (one.kind == "count" and one.text.isdigit() and 1500 <= one.value <= 2100)
