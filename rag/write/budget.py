"""How much fits a model's window: tokens counted without ever waiting for a network."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha1
from math import ceil
from pathlib import Path

from rag.types import Passage

ENCODING = "o200k_base"
_ENCODING_URL = f"https://openaipublic.blob.core.windows.net/encodings/{ENCODING}.tiktoken"
# English takes about 4.5 bytes a token, and no common script fewer than this.
SAFE_BYTES_A_TOKEN = 2.5
# Other models' tokenizers count up to this much more than the one we count with.
MARGIN = 1.1
# Many models take each digit and each sign for a token: tables and addresses are dense.
_DENSE = re.compile(r"[A-Za-z]{1,4}|\d|[^\w\s]|[^\W\dA-Za-z]|\n")
TOKENS_A_PASSAGE = 60  # its frame: key, title, outlet, date

Neighbours = Callable[[Passage], Sequence[Passage]]


def count_tokens(text: str) -> int:
    """Returns how many tokens `text` takes at most, by tiktoken where its file is on this machine.

    tiktoken downloads its file on first use; without it a count by bytes errs on the safe side.
    """
    encode = _encoder()
    counted = MARGIN * len(encode(text)) if encode else len(text.encode()) / SAFE_BYTES_A_TOKEN
    return max(ceil(counted), len(_DENSE.findall(text)))


def pack(
    passages: Sequence[Passage], *, tokens: int, neighbours: Neighbours = lambda _: ()
) -> tuple[Passage, ...]:
    """Returns the passages that fit into `tokens`, best first, then neighbours of the best.

    The best passage always stays; if it alone is too long it is cut at its end.
    """
    if not passages:
        return ()
    chosen: dict[str, Passage] = {}
    left = tokens - _cost(passages[0])
    chosen[passages[0].address] = passages[0] if left >= 0 else _cut(passages[0], tokens)
    around = [one for passage in passages for one in neighbours(passage)]
    for one in [*passages[1:], *around]:
        cost = _cost(one)
        if one.address not in chosen and cost <= left:
            chosen[one.address] = one
            left -= cost
    return tuple(chosen.values())


def _cost(passage: Passage) -> int:
    return count_tokens(passage.text) + TOKENS_A_PASSAGE


def _cut(passage: Passage, tokens: int) -> Passage:
    """Returns a passage cut so that it fits; offsets stay right, as the beginning is kept."""
    text = passage.text
    while text and count_tokens(text) + TOKENS_A_PASSAGE > tokens:
        text = text[: len(text) * 4 // 5]
    return replace(passage, text=text)


@cache
def _encoder() -> Callable[[str], list[int]] | None:
    cache_folder = os.environ.get("TIKTOKEN_CACHE_DIR") or os.environ.get("DATA_GYM_CACHE_DIR")
    folder = Path(cache_folder or Path(tempfile.gettempdir()) / "data-gym-cache")
    if not (folder / sha1(_ENCODING_URL.encode()).hexdigest()).exists():  # noqa: S324  # its name
        return None
    import tiktoken

    return tiktoken.get_encoding(ENCODING).encode_ordinary
