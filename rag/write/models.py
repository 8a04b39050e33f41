"""Chat models by name, through LangChain; nothing here decides to call one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rag.errors import RagError, SettingsError, WriterError
from rag.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LOCAL = "hf:"
DEFAULT_WINDOW = 8192
LOCAL_KEY = "none"  # local servers want some key and check none

# The environment variable that holds a provider's key, as its own package reads it.
KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
    "groq": "GROQ_API_KEY",
    "deepseek": "DEEPSEEK_API_KEY",
}
# Servers that people run on their own machine, and the port each listens on.
LOCAL_SERVERS = {"Ollama": 11434, "LM Studio": 1234, "llama.cpp": 8080, "vLLM": 8000}
LOOK_S = 0.2


def open_model(settings: Settings) -> BaseChatModel:
    """Returns the chat model that `RAG_LLM` names; it is not called.

    Raises:
        SettingsError: the name cannot be read, or its package or folder is missing.
    """
    spec = settings.llm
    if spec.startswith(LOCAL):
        return _local(spec.removeprefix(LOCAL), settings)
    if ":" not in spec:
        raise SettingsError(
            f"RAG_LLM is {spec!r}; write it as provider:model (openai:gpt-5-mini, ollama:llama3.2),"
            " hf:FOLDER for a local model, or extractive."
        )
    from langchain.chat_models import init_chat_model

    with _Opening(spec):
        return init_chat_model(spec, **_options(settings))  # type: ignore[no-any-return]


def window_of(model: BaseChatModel, settings: Settings) -> int:
    """Returns how many tokens a model reads: as set, as the model says, or a careful guess."""
    profile: dict[str, Any] = getattr(model, "profile", None) or {}
    return settings.llm_window or int(profile.get("max_input_tokens") or DEFAULT_WINDOW)


def at_hand(*, servers: Mapping[str, int] = LOCAL_SERVERS, look_s: float = LOOK_S) -> list[str]:
    """Returns the writers that this machine could use; nothing is switched to them.

    These are providers whose key is set, models of servers that answer on loopback at the ports
    of `servers` within `look_s`, and models in the local Hugging Face cache.
    """
    found = [f"{one}:… ({name} is set)" for one, name in KEYS.items() if os.environ.get(name)]
    for name, port in servers.items():
        for model in _served(port, look_s):
            spec = "ollama" if name == "Ollama" else "openai"
            base = "" if name == "Ollama" else f", RAG_LLM_BASE_URL=http://127.0.0.1:{port}/v1"
            found.append(f"{spec}:{model} ({name}{base})")
    return found + [f"{LOCAL}{model} (on this machine)" for model in _cached()]


class _Opening:
    """Turns what a provider's package raises when its model is opened into a SettingsError.

    Most of it is a key that is not set, which each package words in its own way.
    """

    def __init__(self, spec: str) -> None:
        self._spec = spec

    def __enter__(self) -> None:
        """Begins to watch."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Words what is missing."""
        if isinstance(error, Exception):
            raise SettingsError(f"RAG_LLM is {self._spec!r}, {self._reason(error)}") from error

    def _reason(self, error: Exception) -> str:
        if isinstance(error, ImportError):
            package = str(error.name or _package(self._spec)).replace("_", "-")
            return f"whose package is missing: pip install {package}"
        key = KEYS.get(self._spec.partition(":")[0])
        if key and not os.environ.get(key):
            return f"but {key} is not set; set it to your key, or name another writer."
        return f"which cannot be used: {str(error).splitlines()[0]}"


class Worded:
    """Turns any failure of a provider's package into a WriterError of one sentence.

    Each provider has exceptions of its own, and which of them are installed is not known here.
    """

    def __init__(self, name: str, settings: Settings) -> None:
        self.began = False  # whether some of the answer has come
        self._name = name
        self._settings = settings

    def __enter__(self) -> Worded:
        """Begins to watch."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Words what went wrong; what is worded already, or ends the program, passes through."""
        if isinstance(error, Exception) and not isinstance(error, RagError):
            raise WriterError(f"{self._name} {self._reason(error)}") from error

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


def _options(settings: Settings) -> dict[str, Any]:
    options: dict[str, Any] = {
        "timeout": settings.llm_timeout_s,
        "max_retries": settings.llm_retries,
        "max_tokens": settings.llm_max_tokens,
    }
    if settings.llm.startswith("ollama:"):
        options = {"num_predict": settings.llm_max_tokens}
        options["client_kwargs"] = {"timeout": settings.llm_timeout_s}
    if settings.llm_calls_a_minute:
        options |= {"rate_limiter": _limiter(settings.llm_calls_a_minute)}
    if settings.llm_base_url:
        options |= {"base_url": settings.llm_base_url}
    if settings.llm.startswith("openai:"):
        options |= {"stream_usage": True}
    if settings.llm_api_key:
        options |= {"api_key": settings.llm_api_key.get_secret_value()}
    elif settings.llm_base_url and settings.llm.startswith("openai:"):
        options |= {"api_key": os.environ.get(KEYS["openai"], LOCAL_KEY)}
    return options


def _limiter(calls_a_minute: float) -> Any:
    from langchain_core.rate_limiters import InMemoryRateLimiter

    limiter = InMemoryRateLimiter(requests_per_second=calls_a_minute / 60, max_bucket_size=1)
    limiter.available_tokens = 1  # the first call need not wait
    return limiter


def _package(spec: str) -> str:
    return f"langchain-{spec.partition(':')[0]}"


def _local(name: str, settings: Settings) -> BaseChatModel:
    """Returns a model run through transformers, from a folder or the local cache."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    if find_spec("langchain_huggingface") is None:
        raise SettingsError(
            f"RAG_LLM is {settings.llm!r}, whose package is missing:"
            " pip install langchain-huggingface"
        )
    from langchain_huggingface import ChatHuggingFace, HuggingFacePipeline

    folder = Path(name).expanduser()
    place = str(folder) if folder.is_dir() else name
    try:
        pipeline = HuggingFacePipeline.from_model_id(
            place,
            task="text-generation",
            pipeline_kwargs={
                "max_new_tokens": settings.llm_max_tokens,
                "do_sample": False,
                "return_full_text": False,
            },
        )
        return ChatHuggingFace(llm=pipeline, model_id=place)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"RAG_LLM is {settings.llm!r}, but {name!r} is neither a model's folder nor a cached"
            f" model on this machine ({' '.join(str(error).split())[:120]})."
        ) from error


def _served(port: int, look_s: float) -> list[str]:
    """Returns the models that an OpenAI-compatible server on this machine offers."""
    import httpx

    try:
        reply = httpx.get(f"http://127.0.0.1:{port}/v1/models", timeout=look_s, trust_env=False)
        return [str(model["id"]) for model in reply.json()["data"]]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return []  # nothing listens there, or something else


def _cached() -> list[str]:
    """Returns the names of the models in the local Hugging Face cache."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    folders = sorted((home / "hub").glob("models--*"))
    return [folder.name.removeprefix("models--").replace("--", "/") for folder in folders]
