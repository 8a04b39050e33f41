"""Strict answers: what failed its check is mended once, and removed if it fails again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.cite import marker
from rag.errors import WriterError
from rag.types import DECLINED, FAILING, Passage, Sentence, Status, Usage
from rag.verify import Checker
from rag.write.writer import Writer, Written


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked text; `removed` holds the sentences that were taken out of it."""

    text: str
    sentences: tuple[Sentence, ...]
    status: Status
    removed: tuple[Sentence, ...] = ()
    usage: Usage = Usage()


def not_empty(checked: Checked, *, writer: Writer) -> Checked:
    """Returns a checked text that says something, be it that the articles do not say.

    Raises:
        WriterError: there is no sentence in it, which is neither an answer nor a refusal.
    """
    if not checked.sentences and checked.status != "declined":
        raise WriterError(f"{writer.name} wrote nothing that can be checked; ask again.")
    return checked


def strict(
    checked: Checked, *, checker: Checker, writer: Writer, passages: Sequence[Passage]
) -> Checked:
    """Returns the text with its failing sentences mended by the writer, or without them."""
    if not any(one.verdict in FAILING for one in checked.sentences):
        return checked
    kept: list[str] = []
    removed: list[Sentence] = []
    usage = Usage()
    for sentence in checked.sentences:
        if sentence.verdict not in FAILING:
            kept.append(_marked(sentence))
            continue
        mended, used = _mended(sentence, checker=checker, writer=writer, passages=passages)
        usage += used
        if mended:
            kept.append(mended)
        else:
            removed.append(sentence)
    if not kept:
        return Checked(DECLINED, (), "declined", tuple(removed), usage)
    text, sentences, status = checker.check(" ".join(kept))
    return Checked(text, sentences, status, tuple(removed), usage)


def _mended(
    sentence: Sentence, *, checker: Checker, writer: Writer, passages: Sequence[Passage]
) -> Written:
    """Returns the mended sentence with its markers, or nothing if it fails again."""
    keys = {citation.key for citation in sentence.citations}
    cited = [one for one in passages if one.key in keys] or passages
    mended, usage = writer.repair(sentence, cited)
    text, sentences, status = checker.check(mended)
    sound = status == "grounded" and all(one.verdict not in FAILING for one in sentences)
    return (text.strip() if sound else ""), usage


def _marked(sentence: Sentence) -> str:
    keys = dict.fromkeys(citation.key for citation in sentence.citations)
    return f"{sentence.text} {''.join(map(marker, keys))}"
