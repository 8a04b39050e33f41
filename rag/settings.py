"""One frozen value that holds every setting; read from `RAG_…` at a surface, never later."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import SettingsError

DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"

BYTES_PER_MB = 1_000_000


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "footnote"


class Settings(BaseSettings):
    """Every setting, with its default."""

    model_config = SettingsConfigDict(env_prefix="RAG_", frozen=True, extra="ignore")

    library: Path = Field(Path("library"), description="the library folder")
    llm: str = Field("extractive", description="the writer: extractive, or provider:model")
    llm_base_url: str | None = Field(None, description="an OpenAI-compatible server")
    llm_api_key: SecretStr | None = Field(None, description="the key for that server")
    llm_window: Annotated[int, Field(ge=0)] = Field(
        0, description="tokens that the model reads; 0: as the model says, else 8192"
    )
    llm_max_tokens: Annotated[int, Field(gt=0)] = Field(1000, description="tokens it may write")
    llm_timeout_s: Annotated[float, Field(gt=0)] = Field(60, description="silence before it failed")
    llm_deadline_s: Annotated[float, Field(gt=0)] = Field(300, description="time for one answer")
    llm_input_price: Annotated[float, Field(ge=0)] = Field(0, description="per million tokens read")
    llm_output_price: Annotated[float, Field(ge=0)] = Field(0, description="per million written")
    llm_retries: Annotated[int, Field(ge=0)] = Field(
        2, description="after 429, 5xx, lost connections"
    )
    llm_jobs: Annotated[int, Field(gt=0)] = Field(4, description="calls at once, of summaries")
    llm_calls_a_minute: Annotated[float, Field(ge=0)] = Field(
        0, description="calls that the provider allows a minute; 0: as many as there are"
    )
    history: bool = Field(True, description="keep answers in the library, to show them again")
    strict: bool = Field(False, description="repair failing sentences once, then remove them")
    fallback: bool = Field(False, description="if the LLM fails, give the extractive answer")
    embedder: str = Field(DEFAULT_EMBEDDER, description="embedding model: a name or a folder")
    reranker: str | None = Field(None, description="a CrossEncoder that orders the best anew")
    support: str | None = Field(None, description="an entailment model, for a second opinion")
    recency: Annotated[float, Field(ge=0, le=1)] = Field(
        0, description="how much newer articles come first: 0 not at all, 1 before all else"
    )
    chroma_url: str | None = Field(None, description="a Chroma server; default: in the library")
    cache: Path = Field(default_factory=_cache_folder, description="where ONNX graphs are kept")
    threads: Annotated[int, Field(ge=0)] = Field(0, description="embedding threads; 0: all cores")
    max_file_mb: Annotated[int, Field(gt=0)] = Field(50, description="larger files are refused")
    fetch_timeout_s: Annotated[float, Field(gt=0)] = Field(30, description="time for one page")
    fetch_max_mb: Annotated[int, Field(gt=0)] = Field(20, description="larger pages are refused")
    fetch_pause_s: Annotated[float, Field(ge=0)] = Field(1, description="between two of one site")
    fetch_private: str = Field("", description="hosts of an intranet that may be fetched from")

    @property
    def max_file_bytes(self) -> int:
        """The largest file that is read, in bytes."""
        return self.max_file_mb * BYTES_PER_MB

    @property
    def fetch_max_bytes(self) -> int:
        """The largest page that is fetched, in bytes."""
        return self.fetch_max_mb * BYTES_PER_MB


def read_settings(**flags: object) -> Settings:
    """Reads the environment; a flag that is not None wins over it.

    Raises:
        SettingsError: a value cannot be used; the message names the setting.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "RAG_" + "_".join(map(str, first["loc"])).upper()
        raise SettingsError(f"{name} is {first.get('input')!r}: {first['msg'].lower()}.") from error
