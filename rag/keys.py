"""The keys of a text as its reader sees them: 1, 2, 3, in the order of citation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.cite import marker, read
from rag.types import Citation, Finding, Passage, Sentence

_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a reader sees, by those that the writer saw.

    A key that its writer made up is greater than all of these, and stays.
    """

    shown: Mapping[str, str]

    def text(self, text: str) -> str:
        """Returns a text with the keys that a reader sees."""
        return _MARKER.sub(lambda found: marker(self._of(found[1])), text)

    def passages(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """Returns the passages in the order of their keys."""
        renamed = (replace(one, key=self._of(one.key)) for one in passages)
        return tuple(sorted(renamed, key=lambda one: int(one.key)))

    def sentence(self, sentence: Sentence, text: str) -> Sentence:
        """Returns a sentence of a text as it stands there once the text has its keys."""
        moved = len(self.text(text[: sentence.start])) - sentence.start
        renamed = self.apart(sentence)
        return replace(renamed, start=renamed.start + moved, end=renamed.end + moved)

    def apart(self, sentence: Sentence) -> Sentence:
        """Returns a sentence that stands in no text any more."""
        told = self.text(sentence.text)
        return replace(
            sentence,
            text=told,
            end=sentence.start + len(told),
            reasons=tuple(map(self.text, sentence.reasons)),
            citations=tuple(map(self._citation, sentence.citations)),
            findings=tuple(self._finding(one, sentence.text) for one in sentence.findings),
        )

    def _finding(self, finding: Finding, text: str) -> Finding:
        return replace(
            finding,
            reason=self.text(finding.reason),
            start=len(self.text(text[: finding.start])),
            end=len(self.text(text[: finding.end])),
            nearest=self._citation(finding.nearest) if finding.nearest else None,
        )

    def _citation(self, citation: Citation) -> Citation:
        return replace(citation, key=self._of(citation.key))

    def _of(self, key: str) -> str:
        return self.shown.get(key, key)


def in_order_of_citation(text: str, passages: Sequence[Passage]) -> Keys:
    """Returns the keys under which a text cites its first passage as 1, and the next new one as 2.

    The passages that it does not cite come after those that it does.
    """
    marked = read(text, known={one.key for one in passages})
    cited = dict.fromkeys(key for one in marked.sentences for key in one.keys)
    ordered = [*cited, *(one.key for one in passages if one.key not in cited)]
    return Keys({old: str(place) for place, old in enumerate(ordered, start=1)})


def renumbered(text: str, passages: Sequence[Passage]) -> tuple[str, tuple[Passage, ...]]:
    """Returns the canonical form of a draft and its passages, under the keys that a reader sees."""
    keys = in_order_of_citation(text, passages)
    marked = read(text, known={one.key for one in passages})
    return keys.text(marked.text), keys.passages(passages)
