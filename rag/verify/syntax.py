"""As much of a sentence's build as the checks need: what tells, what is denied, its clauses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rag.verify.words import Word, stem

# Beside a doer and an act, these change nothing: "who has", "will be", "of the".
IDLE = frozenset(
    """a an the its his her their our my your some this that these those who which is are was were
    be been being has have had having will would can could may might shall should do does did of
    also then just now once ever mr mrs ms dr""".split()
)
DETERMINERS = frozenset("a an the its his her their our my your this that these".split())
_NEGATORS = frozenset("not no never cannot nobody none nothing".split())
_NOT_DENYING = frozenset("only just necessarily least doubt matter longer less fewer more".split())
_DENYING = frozenset(map(stem, "deny reject dispute doubt refute".split()))
_TRUTH = frozenset("true case untrue false wrong".split())
_REACH_WORDS = 6
_OPENING = frozenset(
    """while whereas although though when after before because until unless if since
    but""".split()
)
_JOINING = frozenset("and or then".split())
_PRONOUNS = frozenset("he she it they who which that we i you".split())
_CLAUSE_BREAK = re.compile(r"[;:]")
BREAK = re.compile(r"[,;:()\[\]\"“”«»—–]|['‘’](?=\W)|\s['‘]|[.!?]\s")


@dataclass(frozen=True, slots=True)
class Clause:
    """The stems of a clause, and with those of the one whose doer it goes on with."""

    words: tuple[Word, ...]
    own: frozenset[str]
    held: frozenset[str]


def telling(words: Sequence[Word], facts: Collection[tuple[int, int]]) -> tuple[Word, ...]:
    """Returns the words that say something, but for those inside `facts`: numbers and dates."""
    heavy = [word for word in words if word.is_content]
    if not facts:
        return tuple(heavy)
    return tuple(
        [word for word in heavy if not any(start <= word.start < end for start, end in facts)]
    )


def denied(words: Sequence[Word]) -> dict[str, Word]:
    """Returns the content words that a negation governs, by stem."""
    found: dict[str, Word] = {}
    for place, word in enumerate(words):
        if not is_negator(word):
            continue
        following = words[place + 1 : place + _REACH_WORDS]
        if any(is_not_denying(other) for other in following[:2]):
            continue
        heavy = next((other for other in following if other.is_content), None)
        if heavy is not None:
            found[heavy.stem] = heavy
    if found and (twice := denied_twice(words)):
        return {one: word for one, word in found.items() if one not in twice}
    return found


def denied_twice(words: Sequence[Word]) -> dict[str, Word]:
    """Returns the content words whose denial is denied: "did not deny knowing", by stem."""
    found: dict[str, Word] = {}
    untrue = next((i for i in range(len(words)) if _denies_all(words, i)), len(words))
    for place, word in enumerate(words):
        if not is_negator(word):
            continue
        heavy = [other for other in words[place + 1 : place + _REACH_WORDS] if other.is_content]
        if place > untrue:
            found |= {other.stem: other for other in heavy[:1]}
        elif heavy and heavy[0].stem in _DENYING:
            found |= {other.stem: other for other in heavy[1:2]}
    return found


def _denies_all(words: Sequence[Word], place: int) -> bool:
    """Whether all that follows a word is denied: "it is not true that"."""
    if words[place].fold not in _TRUTH or [w.fold for w in words[place + 1 : place + 2]] != [
        "that"
    ]:
        return False
    is_truth = words[place].fold in ("true", "case")
    return not is_truth or any(map(is_negator, words[max(0, place - 3) : place]))


def is_negator(word: Word) -> bool:
    """Whether a word denies what follows it."""
    return word.fold in _NEGATORS or word.fold.endswith("n't")


def is_not_denying(word: Word) -> bool:
    """Whether a word takes the denial out of a "not" before it: "not only"."""
    return word.fold in _NOT_DENYING


def clauses(text: str, words: Sequence[Word]) -> Iterator[Clause]:
    """Yields the clauses of a sentence, as far as their opening words tell them apart."""
    if not words:
        return
    starts = [0, *[place for place in range(1, len(words)) if _opens(text, words, place)]]
    before: frozenset[str] = frozenset()
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        clause = tuple(words[start:end])
        own = frozenset([word.stem for word in clause])
        before = own | before if _lacks_doer(clause) else own
        yield Clause(clause, own, before)


def _opens(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a clause begins at a word: "while …", or "and" with an act of its own."""
    word = words[place]
    gap = word.start - words[place - 1].end
    if word.fold in _OPENING:
        return True
    if gap > 1 and _CLAUSE_BREAK.search(text, words[place - 1].end, word.start):
        return True
    if word.fold not in _JOINING:
        return False
    after = words[place + 1 : place + 3]
    if len(after) < 2:
        return False
    acts_on = after[0].is_content and after[0].text.islower() and after[1].fold in DETERMINERS
    repeats = after[1].is_content and any(one.stem == after[1].stem for one in words[:place])
    return acts_on or (after[0].is_capitalised and repeats)


def _lacks_doer(clause: Sequence[Word]) -> bool:
    """Whether a clause goes on with the doer of the one before: "and left", "when she left"."""
    if clause[0].fold in _JOINING or clause[0].fold == "but":
        return not clause[1].is_capitalised if len(clause) > 1 else True
    head = clause[1] if len(clause) > 1 else clause[0]
    return bool(_PRONOUNS & {word.fold for word in clause[:3]}) or head.fold.endswith("ing")
