"""Articles to a checked summary: all of their paragraphs, or what is said about a topic."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from rag.answer import Stopwatch, finished, written
from rag.cite import marker, number, read
from rag.errors import UsageError
from rag.repair import Checked
from rag.stream import DraftStream
from rag.types import DECLINED, Event, Passage, Summary, Usage
from rag.verify import Checker
from rag.write.writer import Pieces, Writer

STYLES = ("brief", "bullets")
DEFAULT_WORDS = 120


def summarize(
    passages: Sequence[Passage],
    *,
    writer: Writer,
    about: str | None = None,
    style: str = "brief",
    words: int = DEFAULT_WORDS,
) -> Summary:
    """Returns a checked summary of the passages, of at most `words` words.

    Raises:
        UsageError: the style or the number of words cannot be used.
        WriterError: the writer failed.
    """
    if style not in STYLES:
        raise UsageError(f"There is no style {style!r}; there are {', '.join(STYLES)}.")
    if words < 1:
        raise UsageError(f"A summary of {words} words cannot be written; ask for 1 or more.")
    watch = Stopwatch()
    shown = number(writer.pack(passages, asked=about or "", neighbours=lambda _: ()))
    draft = DraftStream(Checker(shown))
    with watch.stage("write"):
        usage = _drained(written(_pieces(shown, about, words, writer), draft, watch))
    with watch.stage("verify"):
        checked = finished(draft, writer)
        if style == "bullets" and checked.sentences:
            checked = Checked(*draft.checker.check(_bullets(checked.text, shown)))
    return Summary(
        about=about,
        articles=tuple({one.article.id: one.article for one in shown}.values()),
        status=checked.status,
        text=checked.text,
        sentences=checked.sentences,
        passages=shown,
        writer=writer.name,
        usage=usage,
        timings_ms=watch.timings_ms,
    )


def _pieces(passages: Sequence[Passage], about: str | None, words: int, writer: Writer) -> Pieces:
    if not passages:
        yield DECLINED
        return Usage()
    return (yield from writer.summarize(passages, about=about, words=words))


def _drained(events: Generator[Event, None, Usage]) -> Usage:
    """Runs a stream to its end; returns the usage."""
    while True:
        try:
            next(events)
        except StopIteration as end:
            return end.value if isinstance(end.value, Usage) else Usage()


def _bullets(text: str, passages: Sequence[Passage]) -> str:
    """Returns a text with each sentence, and its markers, on a line of its own."""
    marked = read(text, known={passage.key for passage in passages})
    return "\n".join(
        f"- {one.text} {''.join(map(marker, (*one.keys, *one.invented)))}".rstrip()
        for one in marked.sentences
    )
