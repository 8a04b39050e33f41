"""What a client asks the scripted server for, and the moves that a reply is made of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

BYTES_A_TOKEN = 3
TOGETHER = 200

_PASSAGE = re.compile(r'<passage key="(\w+)".*? published="[^"]*">(.*?)</passage>', re.DOTALL)
_LAST_LINE = re.compile(r".*^(?:Question|The last question): (.*)\Z", re.DOTALL | re.MULTILINE)
_FAILING = re.compile(r"^The sentence: (.*?)\n\n", re.DOTALL | re.MULTILINE)
_TOKEN = re.compile(r"\s?\w+|\s?[^\w\s]|\s+")
# How a tokenizer of the Qwen family takes text that is no prose: every digit and sign by itself.
_DENSE_TOKEN = re.compile(r"[A-Za-z]{1,4}|\d|[^\w\s]|[^\W\dA-Za-z]|\n")


@dataclass(frozen=True)
class Failure:
    """An error as OpenAI words it, instead of a reply or in the middle of one."""

    status: int
    code: str
    message: str
    headers: tuple[tuple[str, str], ...] = ()

    def body(self) -> dict[str, Any]:
        """The JSON of the error."""
        return {"error": {"message": self.message, "type": self.code, "code": self.code}}


@dataclass(frozen=True)
class Silence:
    """Nothing is sent for so long."""

    seconds: float


@dataclass(frozen=True)
class Drop:
    """The connection is closed."""


@dataclass(frozen=True)
class Meeting:
    """Nothing is sent before `TOGETHER` requests have come so far."""


@dataclass(frozen=True)
class Spent:
    """The tokens that may be written are used up; the reply ends as if it were whole."""


Move = str | Failure | Silence | Drop | Meeting | Spent


@dataclass(frozen=True)
class Request:
    """What a client asks for."""

    body: dict[str, Any]
    key: str

    @property
    def scenario(self) -> str:
        """The model's name without the ending that says how a repair is taken."""
        return re.sub(r"-(stubborn|sorry)$", "", str(self.body["model"]).removeprefix("scripted-"))

    @property
    def prompt(self) -> str:
        """The text of all messages."""
        return "\n".join(str(one["content"]) for one in self.body["messages"])

    @property
    def question(self) -> str:
        """The question, the last one of a conversation, or the sentence that is to be mended."""
        found = _FAILING.search(self.prompt) or _LAST_LINE.search(self.prompt)
        return found[1].strip() if found else ""

    @property
    def passages(self) -> list[tuple[str, str]]:
        """The passages that were sent, each after its key."""
        return _PASSAGE.findall(self.prompt)

    @property
    def is_repair(self) -> bool:
        """Whether a failing sentence is to be mended."""
        return bool(_FAILING.search(self.prompt))

    @property
    def is_condensing(self) -> bool:
        """Whether a question is to be made to stand alone."""
        return "The last question: " in self.prompt


def count_by_bytes(text: str) -> int:
    """Returns one token per three bytes of UTF-8, more than any tokenizer finds in prose."""
    return math.ceil(len(text.encode()) / BYTES_A_TOKEN)


def count_densely(text: str) -> int:
    """Returns one token for each digit, sign, line end and character beyond ASCII, four letters."""
    return len(_DENSE_TOKEN.findall(text))


def tokens(text: str) -> list[str]:
    """Splits a text so that markers fall apart: "[", "12", "]"."""
    return _TOKEN.findall(text)
