"""An LLM sums up articles of any length: in one call, or in rounds of notes and a last text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rag.cite import clean, read
from rag.errors import UsageError, WriterError
from rag.prompts import prompt
from rag.types import DECLINED, Passage, Step, Usage
from rag.write.assignment import Assignment
from rag.write.budget import count_tokens
from rag.write.notes import TOKENS_A_WORD, Cost, Room, notes, runs
from rag.write.writer import Pieces, Written

# A model that is left less than this for paragraphs cannot sum anything up.
LEAST_ROOM_TOKENS = 400
MAX_ROUNDS = 20

Filled = dict[str, str]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked, and the `room` that a prompt leaves.

    `jobs` calls may be under way at once.
    """

    name: str
    whole: Callable[[str, Filled], Written]
    room: Callable[..., int]
    show: Callable[[Sequence[Passage]], str]
    cost: Cost
    jobs: int


def steps(passages: Sequence[Passage], assignment: Assignment, asking: Asking) -> tuple[Step, ...]:
    """Returns the rounds of calls that it will take: the first exactly, the others at most."""
    last, room = _rooms(assignment, asking)
    planned: list[Step] = []
    tokens, parts = last.taken(passages), list(map(room.taken, runs(passages, room)))
    while tokens > last.tokens:
        planned.append(
            Step(
                "notes on notes" if planned else "notes",
                len(parts),
                sum(parts) + len(parts) * count_tokens(prompt("notes")),
                len(parts) * room.note_tokens,
            )
        )
        tokens = len(parts) * room.note_tokens
        full = tokens // room.tokens
        parts = [room.tokens] * full + [tokens - full * room.tokens] * (tokens % room.tokens > 0)
    read, written = tokens + count_tokens(prompt("summarize")), TOKENS_A_WORD * assignment.words
    again = Step("summary, if it came out too short", 1, read, written, is_sure=False)
    return (*planned, Step("summary", 1, read, written), again)


def summarized(passages: Sequence[Passage], assignment: Assignment, asking: Asking) -> Pieces:
    """Yields the summary, after as many rounds of notes as it takes.

    Raises:
        UsageError: the window leaves no room for paragraphs.
        WriterError: the model failed, or its notes cite nothing.
    """
    last, room = _rooms(assignment, asking)
    usage = Usage()
    for _ in range(MAX_ROUNDS):
        if last.taken(passages) <= last.tokens:
            break
        passages, used = _noted(passages, assignment, asking, room)
        usage += used
    if not passages:
        yield DECLINED
        return usage
    text, used = _long_enough(passages, assignment, asking)
    yield text
    return usage + used


def _long_enough(passages: Sequence[Passage], assignment: Assignment, asking: Asking) -> Written:
    """Returns the summary; one that is too short is asked for once more, and the longer kept."""
    filled = _filled(passages, assignment, asking)
    keys = {one.key for one in passages}
    text, usage = asking.whole("summarize", filled)
    had, there_are = _words(text, keys), sum(len(one.text.split()) for one in passages)
    is_short = 0 < had < assignment.fewest <= there_are and assignment.style != "headline"
    if not is_short or clean(text, known=keys) == DECLINED:
        return text, usage
    more = prompt("lengthen").format(had=had, words=assignment.words).strip()
    again, used = asking.whole("summarize", {**filled, "form": f"{filled['form']}\n- {more}"})
    return max(text, again, key=lambda one: _words(one, keys)), usage + used


def _words(text: str, keys: Collection[str]) -> int:
    return sum(len(one.text.split()) for one in read(text, known=keys).sentences)


def _noted(
    passages: Sequence[Passage], assignment: Assignment, asking: Asking, room: Room
) -> tuple[list[Passage], Usage]:
    """Returns notes on all passages, run by run, and what they took."""

    def note(run: Sequence[Passage]) -> tuple[list[Passage], Usage, bool]:
        filled = {
            "passages": asking.show(run),
            "topic": _topic(assignment),
            "words": str(room.note_words),
            "refusal": DECLINED,
        }
        text, used = asking.whole("notes", filled)
        return notes(text, run, room), used, text.strip() == DECLINED

    with ThreadPoolExecutor(asking.jobs, thread_name_prefix="notes") as pool:
        done = list(pool.map(note, runs(passages, room)))
    noted = [one for found, _, _ in done for one in found]
    if not noted and not all(declined for _, _, declined in done):
        raise WriterError(
            f"{asking.name} was to take notes that cite paragraphs, and cited none;"
            " name another model, or one with a larger window."
        )
    return noted, sum((used for _, used, _ in done), Usage())


def _rooms(assignment: Assignment, asking: Asking) -> tuple[Room, Room]:
    """Returns the room for paragraphs in the last call, and in one that takes notes."""
    topic = _topic(assignment)
    form = prompt(f"style-{assignment.style}")
    last = asking.room("summarize", topic, form, prompt("lengthen"))
    rest = asking.room("notes", topic)
    if min(last, rest) < LEAST_ROOM_TOKENS:
        raise UsageError(
            f"The window of {asking.name} leaves no room for paragraphs: set RAG_LLM_WINDOW,"
            " or RAG_LLM_MAX_TOKENS lower."
        )
    return Room(last, asking.cost), Room(rest, asking.cost)


def _topic(assignment: Assignment) -> str:
    return f" about {assignment.about}" if assignment.about else ""


def _filled(passages: Sequence[Passage], assignment: Assignment, asking: Asking) -> Filled:
    return {
        "passages": asking.show(passages),
        "topic": _topic(assignment),
        "words": str(assignment.words),
        "language": assignment.language or "the language of the paragraphs",
        "form": prompt(f"style-{assignment.style}").strip(),
        "refusal": DECLINED,
    }
