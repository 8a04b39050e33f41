"""What a library keeps: articles new, changed or kept, and vectors that agree with them."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rag.errors import EmbedderError, LibraryError
from rag.settings import Settings
from rag.store import Store
from rag.types import Article, Filters, Paragraph


def test_a_start_imports_nothing_that_makes_graphs_and_what_chroma_lacked_is_there_after() -> None:
    code = (
        "import sys; from rag.store.chroma import import_chroma; import_chroma();"
        "early = {'onnx', 'torch', 'jsonschema', 'psutil', 'overrides'} & sys.modules.keys();"
        "import jsonschema, psutil; jsonschema.Draft7Validator, psutil.Process; print(early)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def article(text: str, **facts: object) -> Article:
    made = Article("a1b2c3", "A title", text=text, paragraphs=(Paragraph(1, 0, len(text)),))
    return replace(made, **facts)  # type: ignore[arg-type]


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings)


def outcomes(store: Store, *articles: Article) -> list[str]:
    return [outcome for _, outcome in store.add(articles)]


def test_the_same_text_at_another_path_is_kept_not_doubled(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.touch()
    assert outcomes(store, article("Fog.", path=str(first))) == ["added"]
    assert outcomes(store, article("Fog.", path=str(second))) == ["kept"]
    assert store.articles.count() == 1


def test_a_new_text_in_the_same_file_is_a_new_version_under_the_same_id(store: Store) -> None:
    outcomes(store, article("Fog.", id="one", path="/x/a.txt"))
    assert outcomes(store, article("Clear.", id="two", path="/x/a.txt")) == ["changed"]
    assert [one.id for one in store.articles.facts()] == ["one"]
    kept = store.articles.get("one")
    assert kept is not None
    assert kept.text == "Clear."
    assert store.health()[1].sound


def test_the_same_url_is_the_same_article_whatever_its_file(store: Store) -> None:
    url = "https://ledger.example/fog"
    outcomes(store, article("Fog.", url=url, path="/x/a.html"))
    assert outcomes(store, article("Fog, again.", url=url, path="/y/b.html")) == ["changed"]
    assert store.articles.count() == 1


def test_the_same_text_at_another_url_is_a_reprint_with_an_id_of_its_own(store: Store) -> None:
    reprints = [article("Fog.", url=f"https://{name}.example/fog") for name in ("ledger", "post")]
    assert outcomes(store, *reprints) == ["added", "added"]
    assert len({one.id for one in store.articles.facts()}) == 2


def test_new_facts_change_an_article_but_not_its_version(store: Store) -> None:
    outcomes(store, article("Fog.", path="/x/a.txt"))
    assert outcomes(store, article("Fog.", path="/x/a.txt", source="Ledger")) == ["changed"]
    assert store.articles.sources() == ["Ledger"]


def test_a_file_that_moved_goes_on_as_the_same_article(store: Store) -> None:
    outcomes(store, article("Fog.", id="one", path="/gone/a.txt"))
    assert outcomes(store, article("Fog.", path="/new/a.txt")) == ["kept"]
    assert outcomes(store, article("Clear.", id="two", path="/new/a.txt")) == ["changed"]
    assert [one.id for one in store.articles.facts()] == ["one"]


def test_a_text_that_another_article_once_had_does_not_take_its_id(store: Store) -> None:
    outcomes(store, article("Fog.", path="/x/a.txt"), article("Clear.", path="/x/a.txt"))
    assert outcomes(store, article("Fog.", path="/x/b.txt")) == ["added"]
    assert len({one.id for one in store.articles.facts()}) == 2


def test_removing_an_article_removes_its_words_and_vectors(store: Store) -> None:
    outcomes(store, article("Thick fog.", path="/x/a.txt"))
    store.remove(["a1b2c3"])
    with store.keywords.ranked('"fog"') as words:
        assert words.best(limit=5) == {}
    assert store.vectors.ids() == set()
    assert store.articles.count() == 0


def test_what_a_crash_left_unmarked_is_embedded_at_recovery(store: Store) -> None:
    made = article("Fog.", path="/x/a.txt")
    store._put(made)
    assert store.vectors.ids() == set()
    assert store.recover() == 1
    assert store.vectors.ids() == set(store.paragraphs.chunk_ids())
    assert store.recover() == 0


def test_doctor_deletes_vectors_without_an_article_and_writes_missing_ones(store: Store) -> None:
    outcomes(store, article("Fog.", path="/x/a.txt"))
    chunk_ids = store.paragraphs.chunk_ids()
    store.vectors.delete(chunk_ids)
    store.vectors.put(["stray"], np.ones((1, store.embedder.dimension), dtype=np.float32))
    assert not store.health()[1].sound
    assert "mended" in store.health(mend=True)[1].detail
    assert store.vectors.ids() == set(chunk_ids)
    assert store.health()[1].sound


def test_what_another_opening_wrote_is_found(store: Store, settings: Settings) -> None:
    outcomes(store, article("Fog.", id="one", path="/x/1"))
    other = Store(settings)
    vector = store.embedder.embed(["ice"])[0]
    for number in range(3):
        writer, reader = (store, other) if number % 2 else (other, store)
        outcomes(writer, article(f"Ice {number}.", id=f"ice{number}", path=f"/x/ice{number}"))
        found = {one.partition(":")[0] for one in reader.vectors.nearest(vector, limit=9)}
        assert f"ice{number}" in found
    assert store.health()[1].sound


def test_another_embedding_model_is_refused_and_the_mending_command_named(
    store: Store, settings: Settings
) -> None:
    outcomes(store, article("Fog.", path="/x/a.txt"))
    other = Store(settings.model_copy(update={"embedder": "all-MiniLM-L6-v2"}))
    with pytest.raises(EmbedderError, match="doctor --re-embed"):
        _ = other.embedder
    assert other.re_embed() == 1
    assert other.embedder.dimension == 384
    assert other.health()[1].sound


def test_a_file_that_is_no_library_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(LibraryError, match="cannot be used as a library"):
        Store(Settings(library=tmp_path, embedder="hashing"))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"early", "late", "undated"}),
        (Filters(since=date(2025, 6, 1)), {"late"}),
        (Filters(until=date(2025, 5, 1)), {"early"}),
        (Filters(sources=("ledger",)), {"late"}),
        (Filters(articles=("undated", "early")), {"undated", "early"}),
        (Filters(sources=("nobody",)), set()),
    ],
)
def test_filters_hold_for_words_and_for_vectors(
    store: Store, filters: Filters, expected: set[str]
) -> None:
    outcomes(
        store,
        article("Early fog.", id="early", published=date(2025, 5, 1), path="/x/1"),
        article("Late fog.", id="late", published=date(2025, 6, 1), source="Ledger", path="/x/2"),
        article("Some fog.", id="undated", path="/x/3"),
    )
    with store.keywords.ranked('"fog"') as words:
        by_words = words.best(limit=9, filters=filters)
    passages = store.paragraphs.passages(by_words)
    assert {one.article.id for one in passages} == expected
    vector = store.embedder.embed(["fog"])[0]
    nearest = store.nearest.best(store.vectors, vector, limit=9, filters=filters)
    assert {one.article.id for one in store.paragraphs.passages(nearest)} == expected


def test_an_article_is_near_to_its_title_though_its_text_does_not_say_it(store: Store) -> None:
    outcomes(
        store,
        article(
            "The boat sank.", id="titled", title="Lighthouse collision", url="https://a.example"
        ),
        article("The boat sank.", id="other", title="Budget", url="https://b.example"),
    )
    vector = store.embedder.embed(["lighthouse collision"])[0]
    nearest = store.nearest.best(store.vectors, vector, limit=9)
    first, second = store.paragraphs.passages(nearest)
    assert first.article.id == "titled"
    assert first.score > second.score + 0.1


def test_of_an_article_that_comes_twice_at_once_the_last_text_is_found(store: Store) -> None:
    first = article("Fog. " * 400, id="one", path="/x/a.txt")
    assert outcomes(store, first, replace(first, text="Clear.", paragraphs=(Paragraph(1, 0, 6),)))
    vector = store.embedder.embed(["clear"])[0]
    (found,) = store.paragraphs.passages(store.nearest.best(store.vectors, vector, limit=9))
    assert (found.text, found.score > 0.9) == ("Clear.", True)
    assert all(one.sound for one in store.health())


def test_re_embedding_mends_a_library_that_another_model_left_half_done(
    store: Store, settings: Settings
) -> None:
    outcomes(store, article("Fog.", path="/x/a.txt"))
    store.articles.unmark()
    other = Store(settings.model_copy(update={"embedder": "all-MiniLM-L6-v2"}))
    with pytest.raises(EmbedderError):
        other.recover()
    assert other.re_embed() == 1
    assert other.recover() == 0
