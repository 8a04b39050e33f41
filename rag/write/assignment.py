"""What a summary is to be: about what, in which style, how long, in which language."""

from __future__ import annotations

from dataclasses import dataclass

from rag.errors import UsageError

# The styles, and how many words each has unless more or fewer are asked for.
STYLES = {"brief": 120, "bullets": 120, "timeline": 200, "headline": 15, "questions": 200}
# A summary has as many words as were asked for, give or take this share.
TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be written; `language` is None where it is the articles' own."""

    about: str | None = None
    style: str = "brief"
    words: int = STYLES["brief"]
    language: str | None = None

    @property
    def fewest(self) -> float:
        """The fewest words that are as many as were asked for."""
        return self.words * (1 - TOLERANCE)

    @property
    def most(self) -> float:
        """The most words that are as many as were asked for."""
        return self.words * (1 + TOLERANCE)


def assign(
    *,
    about: str | None = None,
    style: str = "brief",
    words: int | None = None,
    language: str | None = None,
) -> Assignment:
    """Returns an assignment, of the style's own length where no number of words is given.

    Raises:
        UsageError: the topic is empty, or the style or the number of words cannot be used.
    """
    if style not in STYLES:
        raise UsageError(f"There is no style {style!r}; there are {', '.join(STYLES)}.")
    if words is not None and words < 1:
        raise UsageError(f"A summary of {words} words cannot be written; ask for 1 or more.")
    if about is not None and not about.strip():
        raise UsageError("The topic is empty; name what to sum up.")
    return Assignment(about, style, words or STYLES[style], language or None)
