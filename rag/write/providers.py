"""Who offers models: the keys that providers want, the servers and folders of this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

LOCAL = "hf:"

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
