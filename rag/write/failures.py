"""What is said of a chat model that cannot be opened, or fails while it answers.

Each provider's package has exceptions of its own, and which are installed is not known here.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from rag.errors import RagError, SettingsError, WriterError
from rag.settings import Settings
from rag.write.providers import KEYS


class _Reworded(ABC):
    """Raises one of our errors in place of what is raised within; ours pass through."""

    def __enter__(self) -> Self:
        """Begins to watch."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Words what went wrong, unless it ends the program."""
        if isinstance(error, Exception) and not isinstance(error, RagError):
            raise self._worded(error) from error

    @abstractmethod
    def _worded(self, error: Exception) -> RagError: ...


class Opening(_Reworded):
    """Turns what a provider's package raises when its model is opened into a SettingsError.

    Most of it is a key that is not set, which each package words in its own way.
    """

    def __init__(self, spec: str) -> None:
        self._spec = spec

    def _worded(self, error: Exception) -> RagError:
        return SettingsError(f"RAG_LLM is {self._spec!r}, {self._reason(error)}")

    def _reason(self, error: Exception) -> str:
        if isinstance(error, ImportError):
            package = str(error.name or _package(self._spec)).replace("_", "-")
            return f"whose package is missing: pip install {package}"
        key = KEYS.get(self._spec.partition(":")[0])
        if key and not os.environ.get(key):
            return f"but {key} is not set; set it to your key, or name another writer."
        detail = str(error).strip().partition("\n")[0] or type(error).__name__
        return f"which cannot be used: {detail}"


class Answering(_Reworded):
    """Turns any failure of a provider's package into a WriterError of one sentence."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.began = False  # whether some of the answer has come
        self._name = name
        self._settings = settings

    def _worded(self, error: Exception) -> RagError:
        return WriterError(f"{self._name} {self._reason(error)}")

    def _reason(self, error: Exception) -> str:
        status = getattr(error, "status_code", None)
        detail = self._without_keys(" ".join(str(error).split()))[:200]
        name = type(error).__name__.lower()
        if status in (401, 403):
            provider = self._name.partition(":")[0]
            key = (
                "RAG_LLM_API_KEY" if self._settings.llm_base_url else KEYS.get(provider, "its key")
            )
            return f"refused the key; set {key} to one that it takes."
        if "quota" in detail.lower():
            return "says that the quota is used up; top it up, or name another writer."
        if status == 429:
            return f"is asked too often and refused {self._settings.llm_retries + 1} times; wait."
        if status == 404:
            return "is not known to the server; look at the name after the colon in RAG_LLM."
        if "timeout" in name or isinstance(error, TimeoutError):
            return (
                f"was silent for {self._settings.llm_timeout_s:g} s; RAG_LLM_TIMEOUT_S sets that."
            )
        lost = "connection" in name or isinstance(error, OSError)
        if "protocol" in name or "incomplete" in detail.lower() or (lost and self.began):
            return f"broke off in the middle of its answer ({detail}); ask again."
        if lost:
            return (
                f"cannot be reached ({detail}); is the server running, is RAG_LLM_BASE_URL right?"
            )
        return f"failed ({detail})." if detail else f"failed ({type(error).__name__})."

    def _without_keys(self, text: str) -> str:
        """Takes out keys; some servers repeat in an error what they were sent."""
        own = self._settings.llm_api_key
        keys = [own.get_secret_value() if own else "", *map(os.environ.get, KEYS.values())]
        for key in filter(None, keys):
            text = text.replace(key, "***")
        return text


def _package(spec: str) -> str:
    return f"langchain-{spec.partition(':')[0]}"
