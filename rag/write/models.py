"""Chat models by name, through LangChain; nothing here decides to call one."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from rag.errors import SettingsError
from rag.settings import Settings
from rag.write.failures import Opening
from rag.write.providers import KEYS, LOCAL

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

DEFAULT_WINDOW = 8192
LOCAL_KEY = "none"  # local servers want some key and check none


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

    with Opening(spec):
        return init_chat_model(spec, **_options(settings))  # type: ignore[no-any-return]


def window_of(model: BaseChatModel, settings: Settings) -> int:
    """Returns how many tokens a model reads: as set, as the model says, or a careful guess."""
    profile: dict[str, Any] = getattr(model, "profile", None) or {}
    return settings.llm_window or int(profile.get("max_input_tokens") or DEFAULT_WINDOW)


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
        what = (
            f"holds no model that can be read: {shorten(str(error), 120, placeholder=' …')}"
            if folder.is_dir()
            else "is neither a folder nor a cached model on this machine."
        )
        raise SettingsError(f"RAG_LLM is {settings.llm!r}, but {name!r} {what}") from error
