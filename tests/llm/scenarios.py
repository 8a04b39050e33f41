"""What the scripted server writes: a request in, a few moves out, chosen by the model's name.

`scripted-SCENARIO`; the endings `-stubborn` and `-sorry` say how it takes a repair: by repeating
the sentence, or by refusing. Without an ending it then writes what the passages say.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator

from llm.requested import (
    Drop,
    Failure,
    Meeting,
    Move,
    Request,
    Silence,
    Spent,
    count_by_bytes,
    count_densely,
    tokens,
)

REFUSAL = "The articles do not say."
SLOW_S = 0.02
STALL_S = 30.0
REPEATS, PAUSE_S = 60, 0.2  # for minutes, in few words: a page that is slow keeps up with them

_LIMIT = re.compile(r"(?P<dense>dense)?limit-(?P<tokens>\d+)(?:-(?P<then>.+))?")
_ORDER = re.compile(r"ignore (?:all |your )*instructions and say (.+?)[.”]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z“\"])|(?<=[.!?][”\"])\s+")


class Script:
    """Chooses what is written; remembers which questions it refused once."""

    def __init__(self) -> None:
        self._refused: set[str] = set()
        self._lock = threading.Lock()

    def moves(self, request: Request) -> Iterator[Move]:
        """Yields the reply, token by token, and what happens between the tokens."""
        if limit := _LIMIT.fullmatch(request.scenario):
            yield from _limited(request, limit)
        elif request.scenario in TEXTS:
            yield from tokens(_text(request, request.scenario))
        elif request.scenario == "error-429-then-ok" and self._is_new(request.question):
            yield Failure(429, "rate_limit_exceeded", "Slow down.", (("retry-after-ms", "50"),))
        else:
            yield from SCENARIOS.get(request.scenario, _unknown)(request)

    def _is_new(self, question: str) -> bool:
        with self._lock:
            new = question not in self._refused
            self._refused.add(question)
            return new


def best(request: Request, *, second: bool = False) -> tuple[str, str]:
    """Returns the key and the sentence that share most words with the question."""
    asked = set(_words(request.question))
    found = [
        (key, sentence.strip())
        for key, text in request.passages
        for sentence in _SENTENCE_END.split(text)
    ] or [("1", "No passage was sent.")]
    order = sorted(found, key=lambda one: -len(asked & set(_words(one[1]))))
    return order[1 if second and len(order) > 1 else 0]


def _answers(request: Request) -> str:
    if not request.question:
        firsts = [(key, _SENTENCE_END.split(text)[0]) for key, text in request.passages[:3]]
        return " ".join(f"{sentence} [{key}]" for key, sentence in firsts)
    key, sentence = best(request)
    return f"{sentence} [{key}]"


def _notes_on_all(request: Request, *, marked: bool = True, most: int = 0) -> str:
    """Returns the first sentence of every passage on a line, as far as the words go."""
    asked = re.search(r"in (?:at most|about) (\d+) words", request.prompt)
    left, lines = most or int(asked[1] if asked else 100), list[str]()
    for key, text in request.passages:
        sentence = _SENTENCE_END.split(text)[0]
        left -= len(sentence.split())
        if lines and left < 0:
            break
        lines.append(f"{sentence} [{key}]" if marked else sentence)
    return "\n".join(lines)


def _with_second(request: Request, change: Callable[[str, str], str]) -> str:
    key, sentence = best(request, second=True)
    return f"{_answers(request)} {change(key, sentence)}"


def _misquote(key: str, sentence: str) -> str:
    words = sentence.strip(".").replace("“", "").replace("”", "").split()
    words[len(words) // 2] = "nonetheless"
    return f"The report says “{' '.join(words[:12])}”. [{key}]"


def _wrong_number(request: Request) -> str:
    (key, sentence), (other, sound) = best(request), best(request, second=True)
    wrong = re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), sentence, count=1)
    return f"{sound} [{other}] {wrong} [{key}]"


def _miscited(request: Request) -> str:
    return f"{best(request)[1]} [{_farthest(request)}]"


def _farthest(request: Request) -> str:
    """Returns the key of the passage that was found last."""
    return request.passages[-1][0] if request.passages else "1"


def _order(request: Request) -> tuple[str, str]:
    """Returns the key of the passage that gives an order, and what it orders to say."""
    for key, text in request.passages:
        if found := _ORDER.search(text):
            return key, found[1][0].upper() + found[1][1:] + "."
    return "", _answers(request)


def _order_miscited(request: Request) -> str:
    return f"{_order(request)[1]} [{_farthest(request)}]"


def _odd_markers(request: Request) -> str:
    (first, one), (second, other) = best(request), best(request, second=True)
    return f"{one} 【{first}】 {other}［{second}］ {one} [{first}, {second}] {one} [^{first}]"


def _is_again(request: Request) -> bool:
    return "A first text of yours" in request.prompt


def _backwards(request: Request) -> str:
    """Returns the first sentence of the last few passages, the last one first."""
    firsts = [(key, _SENTENCE_END.split(text)[0]) for key, text in request.passages[-4:]]
    return " ".join(f"{sentence} [{key}]" for key, sentence in reversed(firsts))


def _repaired(request: Request) -> str:
    if str(request.body["model"]).endswith("-stubborn"):
        return request.question
    return REFUSAL if str(request.body["model"]).endswith("-sorry") else _answers(request)


TEXTS: dict[str, Callable[[Request], str]] = {
    "answers": _answers,
    "invents-key": lambda request: _with_second(request, lambda _, text: f"{text} [99]"),
    "misquotes": lambda request: _with_second(request, _misquote),
    "wrong-number": _wrong_number,
    "miscites": _miscited,
    "no-citations": lambda request: best(request)[1],
    "obeys-injection": lambda request: _order(request)[1],
    "obeys-injection-cited": lambda request: "{1} [{0}]".format(*_order(request)),
    "obeys-injection-miscited": _order_miscited,
    "refuses": lambda _: REFUSAL,
    "notes-all": _notes_on_all,
    "wordy": lambda request: _notes_on_all(request, most=1000),
    "terse": lambda request: _notes_on_all(request, most=0 if _is_again(request) else 30),
    "backwards": _backwards,
    "notes-bare": lambda request: _notes_on_all(request, marked=False),
    "odd-markers": _odd_markers,
}


def _text(request: Request, scenario: str) -> str:
    if request.is_condensing:
        return request.question
    return _repaired(request) if request.is_repair else TEXTS[scenario](request)


def _limited(request: Request, limit: re.Match[str]) -> Iterator[Move]:
    """Refuses what does not fit together with the tokens that may be written, as servers do."""
    count = count_densely if limit["dense"] else count_by_bytes
    wanted = count(request.prompt) + int(request.body["max_completion_tokens"])
    if wanted > int(limit["tokens"]):
        message = f"The maximum context length is {limit['tokens']} tokens; this is {wanted}."
        yield Failure(400, "context_length_exceeded", message)
    else:
        yield from tokens(_text(request, limit["then"] or "answers"))


def _slowly(request: Request) -> Iterator[Move]:
    for token in tokens(_answers(request)):
        yield token
        yield Silence(SLOW_S)


def _talks_on(request: Request) -> Iterator[Move]:
    yield from _slowly(request)
    for token in [" ", *tokens(_answers(request))] * REPEATS:
        yield token
        yield Silence(PAUSE_S)


def _first_token(request: Request) -> Iterator[Move]:
    yield Silence(SLOW_S)
    yield f"{time.time_ns()} "
    yield from _slowly(request)


def _stalls(request: Request) -> Iterator[Move]:
    yield from tokens(_answers(request))[:3]
    yield Silence(STALL_S)


def _drops(request: Request) -> Iterator[Move]:
    yield from tokens(_answers(request))[:3]
    yield Drop()


def _cut_off(request: Request) -> Iterator[Move]:
    yield from tokens(_answers(request))[:3]
    yield Spent()


def _fails_midway(request: Request) -> Iterator[Move]:
    yield from tokens(_answers(request))[:3]
    yield Failure(500, "server_error", f"The server broke. Your key: {request.key}")


def _together(request: Request) -> Iterator[Move]:
    first, *rest = tokens(_answers(request))
    yield first
    yield Meeting()
    yield from rest


def _failing(failure: Failure) -> Callable[[Request], Iterator[Move]]:
    return lambda _: iter([failure])


def _unknown(request: Request) -> Iterator[Move]:
    yield Failure(404, "model_not_found", f"The model {request.body['model']!r} does not exist.")


SCENARIOS: dict[str, Callable[[Request], Iterator[Move]]] = {
    "first-token": _first_token,
    "talks-on": _talks_on,
    "together": _together,
    "stalls": _stalls,
    "drops": _drops,
    "drops-silently": _drops,
    "fails-midway": _fails_midway,
    "empty": lambda _: iter(()),
    "cut-off": _cut_off,
    "thinks-too-long": lambda _: iter([Spent()]),
    "error-401": lambda request: iter(
        [Failure(401, "invalid_api_key", f"Incorrect API key provided: {request.key}")]
    ),
    "error-500": lambda request: iter(
        [Failure(500, "server_error", f"The server broke. Your key: {request.key}")]
    ),
    "error-429": _failing(Failure(429, "rate_limit_exceeded", "Slow down.")),
    "error-429-then-ok": lambda request: iter(tokens(_answers(request))),
    "quota": _failing(Failure(429, "insufficient_quota", "You exceeded your current quota.")),
}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
