"""A checked sentence as HTML: what does not hold in it underlined, each reason where it lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rag.cite import marker
from rag.html.articles import dateline, described
from rag.html.elements import Html, element, join
from rag.html.places import place_attributes
from rag.types import Finding, Passage, Sentence

FLAGS = {"unsupported": "not supported", "uncited": "no source"}
MARKER = re.compile(r"[ \t]*\[(\d{1,3})\]")

Render = Callable[[str], Iterable[str]]


def judged(sentence: Sentence, render: Render) -> Html:
    """Renders a sentence with its verdict; `render` renders the text of it, and its markers.

    Where the findings say which words are at fault, these are underlined, else the sentence is.
    """
    if sentence.verdict == "supported":
        return join(render(sentence.text))
    flag = FLAGS.get(sentence.verdict, sentence.verdict)
    placed = _placed(sentence)
    left = [one for one in sentence.reasons if one not in {finding.reason for finding in placed}]
    reasons = " ".join(sentence.reasons) or flag
    return element(
        "span",
        *(_pieces(sentence, placed, render) if placed else render(sentence.text)),
        _unseen(flag, " ".join(left)) if left or not placed else Html(),
        class_=f"sentence {sentence.verdict}{' spanned' if placed else ''}",
        data_reason=reasons,
        tabindex="0" if left or not placed else None,
    )


def linked(text: str, sentence: Sentence | None, passages: Mapping[str, Passage]) -> Iterator[str]:
    """Yields text with its markers as buttons; a marker that leads nowhere stays as it is."""
    at = 0
    for found in MARKER.finditer(text):
        passage = passages.get(found.group().strip())
        if passage:
            yield text[at : found.start()]
            yield element("span", _marker(passage, sentence), class_="joined")
            at = found.end()
    yield text[at:]


def by_marker(passages: Iterable[Passage]) -> dict[str, Passage]:
    """Returns passages by the markers that lead to them."""
    return {marker(one.key): one for one in passages if one.key}


def _placed(sentence: Sentence) -> list[Finding]:
    """Returns the findings that lie in some words; doubts only where there is no fault."""
    inside = [one for one in sentence.findings if 0 <= one.start < one.end <= len(sentence.text)]
    faults = [one for one in inside if one.weight == "fault"]
    return faults if sentence.verdict == "unsupported" and faults else inside


def _pieces(sentence: Sentence, findings: Sequence[Finding], render: Render) -> Iterator[Html]:
    """Yields the sentence cut where a finding begins or ends."""
    ends = {place for one in findings for place in (one.start, one.end)}
    untold = list(findings)
    for start, end in pairwise(sorted({0, len(sentence.text), *ends})):
        piece = sentence.text[start:end]
        over = [one for one in findings if one.start <= start and end <= one.end]
        new = [one for one in over if one in untold]
        untold = [one for one in untold if one not in new]
        yield _found(piece, over, new, render) if over else join(render(piece))


def _found(piece: str, over: Sequence[Finding], new: Sequence[Finding], render: Render) -> Html:
    """Renders words at fault; a click leads to what stands against them in the source.

    The reasons of all findings over the words are shown; each is read out once, where it begins.
    """
    finding = min(over, key=lambda one: one.end - one.start)
    nearest = finding.nearest
    leads = nearest is not None and finding in new and not MARKER.search(piece)
    place = place_attributes(nearest.address, nearest=[nearest]) if nearest and leads else {}
    flag = FLAGS["unsupported"] if finding.weight == "fault" else "weak"
    return element(
        "span",
        *render(piece),
        _unseen(flag, _reasons(new)) if new else Html(),
        class_=f"finding {finding.weight}",
        data_reason=_reasons(over),
        role="button" if leads else None,
        tabindex="0" if new else None,
        **place,
    )


def _reasons(findings: Iterable[Finding]) -> str:
    return " ".join(dict.fromkeys(one.reason for one in findings))


def _unseen(flag: str, reason: str) -> Html:
    return element("span", f" ({flag}: {reason})", class_="unseen")


def _marker(passage: Passage, sentence: Sentence | None) -> Html:
    citations = sentence.citations if sentence else ()
    own = [one for one in citations if one.key == passage.key]
    findings = _placed(sentence) if sentence and sentence.verdict != "supported" else ()
    nearest = (one.nearest for one in findings if one.nearest)
    return element(
        "button",
        passage.key,
        type="button",
        class_="marker",
        data_quote=" … ".join(one.quote for one in own) or passage.text,
        data_from=dateline(passage.article, ", ") or passage.article.title,
        aria_label=f"Source {passage.key}: {described(passage.article)}",
        **place_attributes(
            passage.address,
            own,
            nearest=[one for one in nearest if one.address == passage.address],
        ),
    )
