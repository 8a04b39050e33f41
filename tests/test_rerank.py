"""A reranker orders the best anew; a real one is a CrossEncoder of sentence-transformers."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from rag import Library
from rag.errors import SettingsError
from rag.rerank import CrossEncoderReranker, open_reranker
from rag.retrieve import Ranking, retrieve
from rag.settings import Settings


class ShortestFirst:
    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [-float(len(text)) for text in texts]


def test_the_best_are_in_the_order_of_the_reranker(filled: Library) -> None:
    ranking = Ranking(reranker=ShortestFirst())
    found = retrieve(filled._store, "How much will the harbour wall cost?", ranking=ranking)
    lengths = [len(one.text) for one in found]
    assert lengths == sorted(lengths)
    assert len(found) > 1


def test_a_folder_with_a_cross_encoder_is_one(tmp_path: Path) -> None:
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "ferry", "fog", "wall"]
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=8, id2label={0: "answers"},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    reranker = open_reranker(Settings(reranker=str(tmp_path)))
    assert reranker is not None
    assert len(reranker.scores("ferry", ["fog", "wall"])) == 2


def test_without_the_setting_there_is_none() -> None:
    assert open_reranker(Settings()) is None


def test_a_reranker_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(SettingsError, match="'no/such-model' is neither a folder nor a cached"):
        CrossEncoderReranker("no/such-model").scores("fog", ["fog"])
