"""The prompts, one Markdown file each in `prompts/`; a wrong variable fails at load."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Formatter

from rag.errors import SettingsError

FOLDER = Path(__file__).parent.parent / "prompts"

VARIABLES: dict[str, set[str]] = {
    "answer": {"passages", "question", "refusal"},
    "summarize": {"passages", "topic", "words", "language", "form", "refusal"},
    "lengthen": {"had", "words"},
    "notes": {"passages", "topic", "words", "refusal"},
    "style-brief": set(),
    "style-bullets": set(),
    "style-timeline": set(),
    "style-headline": set(),
    "style-questions": set(),
    "condense": {"conversation", "question"},
    "repair": {"passages", "sentence", "reasons", "refusal"},
}


@cache
def prompt(name: str, *, folder: Path = FOLDER) -> str:
    """Returns the text of a prompt, its variables in braces.

    Raises:
        SettingsError: the file is missing, or holds other variables than it must.
    """
    path = folder / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
        found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except (OSError, ValueError) as error:
        raise SettingsError(f"The prompt {path} cannot be used: {error}.") from error
    missing, extra = VARIABLES[name] - found, found - VARIABLES[name]
    if missing or extra:
        problems = [*(f"lacks {{{one}}}" for one in sorted(missing))]
        problems += [f"has {{{one}}}, which nothing fills" for one in sorted(extra)]
        raise SettingsError(f"The prompt {path} {' and '.join(problems)}.")
    return text
