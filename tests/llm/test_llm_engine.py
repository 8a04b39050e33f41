"""Real engines with a model made at random: the path holds, and the check marks its noise."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ports import free_port
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from llm.conftest import OpenWith
from rag import Answer, AnswerEvent, Library, TextEvent, WriterError

WALL = "What will the harbour wall at Port Ellery cost?"
TEMPLATE = (
    "{% for m in messages %}<s>{{ m['role'] }}: {{ m['content'] }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<s>assistant: {% endif %}"
)
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_UPDATE_CHECK": "1", "DO_NOT_TRACK": "1"}
WRITTEN_TOKENS = 40
STARTS_WITHIN_S = 300


@pytest.fixture(scope="module")
def random_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a two-layer Llama of random weights, a tokenizer and a chat template."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("random-model")
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=_trained(), bos_token="<s>", pad_token="</s>", chat_template=TEMPLATE
    )
    tokenizer.save_pretrained(folder)
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=8192,
        bos_token_id=0,
        eos_token_id=None,  # it writes until its tokens are used up
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def engine(random_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of `transformers serve`, a real OpenAI-compatible server, with that model."""
    port = str(free_port())
    log = tmp_path_factory.mktemp("engine") / "log.txt"
    command = [sys.executable, "-m", "transformers.cli.transformers", "serve", str(random_model)]
    command += ["--host", "127.0.0.1", "--port", port, "--device", "cpu"]
    with (
        log.open("w") as output,
        subprocess.Popen(command, env=os.environ | OFFLINE, stdout=output, stderr=output) as server,
    ):
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def _trained() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=600,
        special_tokens=["<s>", "</s>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    text = "The harbour wall will cost £23.7 million, the council said on Thursday. Nine were hurt."
    tokenizer.train_from_iterator([text] * 5, trainer)
    return tokenizer


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/health").close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{url} does not answer")


def _open(open_with: OpenWith, **settings: Any) -> Library:
    return open_with("", llm_max_tokens=WRITTEN_TOKENS, llm_timeout_s=60, **settings)


def _streamed(library: Library) -> tuple[list[str], Answer]:
    *written, last = library.stream(WALL)
    assert isinstance(last, AnswerEvent)
    return [event.text for event in written if isinstance(event, TextEvent)], last.answer


def test_a_local_models_noise_is_streamed_and_marked(
    open_with: OpenWith, random_model: Path, engine: str
) -> None:
    library = _open(open_with, llm=f"hf:{random_model}", llm_base_url=None, llm_api_key=None)
    pieces, answer = _streamed(library)
    assert len(pieces) > 1
    assert answer.writer == f"hf:{random_model}"
    assert answer.status == "partly_grounded"
    assert {one.verdict for one in answer.sentences} <= {"uncited", "unsupported"}


def test_a_real_servers_noise_is_streamed_and_marked(
    open_with: OpenWith, random_model: Path, engine: str
) -> None:
    _wait_for(engine)
    library = _open(open_with, llm=f"openai:{random_model}", llm_base_url=f"{engine}/v1")
    pieces, answer = _streamed(library)
    assert len(pieces) > 1
    assert answer.status == "partly_grounded"
    assert {one.verdict for one in answer.sentences} <= {"uncited", "unsupported"}
    assert answer.usage.output_tokens == WRITTEN_TOKENS
    assert answer.usage.input_tokens > WRITTEN_TOKENS


def test_a_model_that_a_real_server_does_not_serve_is_a_failure(
    open_with: OpenWith, engine: str
) -> None:
    _wait_for(engine)
    with pytest.raises(WriterError, match="400"):
        _open(open_with, llm="openai:other", llm_base_url=f"{engine}/v1").ask(WALL)
