"""The writer that asks an LLM, through LangChain: prompt, chat model, text as it comes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rag.errors import UsageError, WriterError
from rag.prompts import prompt
from rag.settings import Settings
from rag.types import DECLINED, Answer, Passage, Plan, Sentence, Usage
from rag.write.assignment import Assignment
from rag.write.budget import TOKENS_A_PASSAGE, Neighbours, count_tokens, pack
from rag.write.failures import Answering
from rag.write.long import Asking, steps, summarized
from rag.write.models import open_model, window_of
from rag.write.writer import Pieces, Written, whole

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

CONVERSATION_TURNS = 4
FRAME_TOKENS = 100  # what a chat template adds to the prompt

# A stream of this protocol names the reason why it ends; one that does not was cut off.
SAYS_WHEN_DONE = "openai:"
ENDINGS = frozenset({"finish_reason", "stop_reason", "done_reason", "status"})
# How providers name the end of a reply whose tokens are used up, perhaps by thinking alone.
USED_UP = frozenset({"length", "max_tokens", "MAX_TOKENS", "incomplete"})
CUT_OFF = "…"  # what ends a text that broke off there, its last sentence not cited

_DELIMITER = re.compile(r"<(?=\s*/?\s*passage)", re.IGNORECASE)


class LlmWriter:
    """Writes with the chat model that the settings name; what it writes is checked, not trusted."""

    def __init__(self, settings: Settings, *, model: BaseChatModel | None = None) -> None:
        self._settings = settings
        self._model = model or open_model(settings)
        self.name = settings.llm

    def pack(
        self, passages: Sequence[Passage], *, asked: str, neighbours: Neighbours
    ) -> Sequence[Passage]:
        """Returns the passages that fit the model's window, with their neighbours while they do.

        Raises:
            UsageError: the question leaves no room for any.
        """
        room = self._room("answer", asked)
        if passages and room < 2 * TOKENS_A_PASSAGE:
            raise UsageError(
                f"{self.name} reads {window_of(self._model, self._settings)} tokens; the question"
                " and what it may write leave no room for passages: shorten the question, or set"
                " RAG_LLM_WINDOW or RAG_LLM_MAX_TOKENS."
            )
        return pack(passages, tokens=room, neighbours=neighbours)

    def condense(self, question: str, history: Sequence[Answer]) -> Written:
        """Returns the question as the model makes it stand alone."""
        if not history:
            return question, Usage()
        turns = [
            f"Question: {turn.question}\nAnswer: {turn.text}"
            for turn in history[-CONVERSATION_TURNS:]
        ]
        conversation, room = "\n\n".join(turns), self._room("condense", question)
        while conversation and count_tokens(conversation) > room:
            conversation = conversation[len(conversation) // 5 + 1 :]
        filled = {"conversation": conversation, "question": question}
        condensed, usage = whole(self._text("condense", filled))
        return condensed or question, usage

    def answer(self, question: str, passages: Sequence[Passage]) -> Pieces:
        """Yields the answer as the model writes it."""
        filled = {"passages": shown(passages), "question": question, "refusal": DECLINED}
        return (yield from self._text("answer", filled))

    def plan(self, passages: Sequence[Passage], assignment: Assignment) -> Plan:
        """Returns the rounds of calls that a summary will take."""
        planned = steps(passages, assignment, self._asking)
        plan = Plan(planned)
        return replace(plan, cost=self._priced(plan.input_tokens, plan.output_tokens).cost)

    def summarize(self, passages: Sequence[Passage], assignment: Assignment) -> Pieces:
        """Yields the summary; what does not fit is noted down first."""
        return (yield from summarized(passages, assignment, self._asking))

    @property
    def _asking(self) -> Asking:
        return Asking(
            name=self.name,
            whole=lambda name, filled: whole(self._text(name, filled)),
            room=self._room,
            show=shown_by_article,
            cost=_cost,
            jobs=self._settings.llm_jobs,
        )

    def repair(self, sentence: Sentence, passages: Sequence[Passage]) -> Written:
        """Returns a sentence that failed its check as the model mends it, or the refusal."""
        reasons = "; ".join(sentence.reasons)
        room = self._room("repair", sentence.text, reasons)
        filled = {
            "sentence": sentence.text,
            "reasons": reasons,
            "passages": shown(pack(passages, tokens=room)),
            "refusal": DECLINED,
        }
        return whole(self._text("repair", filled))

    def _text(self, name: str, filled: dict[str, str]) -> Pieces:
        from langchain_core.prompts import ChatPromptTemplate

        chain = ChatPromptTemplate.from_template(prompt(name)) | self._model
        usage: dict[str, int] = {}
        endings: set[str] = set()
        with Answering(self.name, self._settings) as answering:
            for chunk in self._in_time(chain.stream(filled)):
                _count(usage, chunk)
                endings |= {str(chunk.response_metadata.get(one)) for one in ENDINGS} - {"None"}
                text = str(chunk.text)
                if text:
                    answering.began = True
                    yield text
        self._refuse_what_is_not_whole(endings, wrote=answering.began)
        if endings & USED_UP:
            yield CUT_OFF
        return self._priced(usage.get("input_tokens", 0), usage.get("output_tokens", 0))

    def _refuse_what_is_not_whole(self, endings: set[str], *, wrote: bool) -> None:
        if endings & USED_UP and not wrote:
            raise WriterError(
                f"{self.name} used up its {self._settings.llm_max_tokens} tokens before it wrote"
                " anything; RAG_LLM_MAX_TOKENS sets how many it has, thinking included."
            )
        if self.name.startswith(SAYS_WHEN_DONE) and not endings:
            raise WriterError(f"{self.name} broke off in the middle of its answer; ask again.")
        if not wrote:
            raise WriterError(
                f"{self.name} gave an empty answer; ask again, or name another model."
            )

    def _priced(self, read: int, written: int) -> Usage:
        """Returns a usage, with its cost where the settings hold prices."""
        prices = (self._settings.llm_input_price, self._settings.llm_output_price)
        if prices == (0, 0):
            return Usage(read, written)
        return Usage(read, written, (read * prices[0] + written * prices[1]) / 1e6)

    def _room(self, name: str, *asked: str) -> int:
        """Returns the tokens that a prompt and what is asked leave for passages."""
        used = sum(map(count_tokens, (prompt(name), *asked)))
        window = window_of(self._model, self._settings)
        return window - self._settings.llm_max_tokens - FRAME_TOKENS - used

    def _in_time(self, chunks: Iterator[Any]) -> Iterator[AIMessageChunk]:
        """Yields chunks until the deadline."""
        limit_s = self._settings.llm_deadline_s
        deadline = time.monotonic() + limit_s
        for chunk in chunks:
            yield chunk
            if time.monotonic() > deadline:
                raise WriterError(
                    f"{self.name} was not done after {limit_s:g} s; RAG_LLM_DEADLINE_S sets that."
                )


def shown(passages: Sequence[Passage]) -> str:
    """Returns passages as the prompt shows them; none can end its own delimiter."""
    return "\n".join(
        f'<passage key="{one.key}" title="{_attribute(one.article.title)}"'
        f' source="{_attribute(one.article.source or "")}"'
        f' published="{one.article.published or ""}">{_harmless(one.text)}</passage>'
        for one in passages
    )


def shown_by_article(passages: Sequence[Passage]) -> str:
    """Returns passages as the prompt shows them, the facts of an article with its first one."""
    return "\n".join(map(_shown_after, passages, [None, *passages]))


def _shown_after(one: Passage, before: Passage | None) -> str:
    if before is None or before.article.id != one.article.id:
        return shown([one])
    published = one.article.published or ""
    return f'<passage key="{one.key}" published="{published}">{_harmless(one.text)}</passage>'


def _cost(one: Passage, before: Passage | None) -> int:
    return count_tokens(_shown_after(one, before)) + 1  # the line end


def _harmless(text: str) -> str:
    """Takes the angle bracket from what looks like one of our delimiters; all else stays."""
    return _DELIMITER.sub("‹", text)


def _attribute(text: str) -> str:
    """Returns a text that cannot end the attribute it stands in."""
    return _harmless(text).replace('"', "'").replace(">", "›")


def _count(usage: dict[str, int], chunk: AIMessageChunk) -> None:
    for name, tokens in (chunk.usage_metadata or {}).items():
        if isinstance(tokens, int):
            usage[name] = usage.get(name, 0) + tokens
