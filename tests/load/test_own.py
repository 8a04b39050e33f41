"""What was written here is not read as an article, lest an answer become a source."""

import json
from pathlib import Path

import pytest

from rag import Library, Settings
from rag.batch import Batch, Folder, summarize_all
from rag.evidence import as_json
from rag.load import find
from rag.load.own import is_own_file
from rag.save import save
from rag.write import assign

ENDINGS = (".html", ".docx", ".md", ".txt", ".json", ".csl.json")
QUESTION = "What will the harbour wall at Port Ellery cost?"


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_answer_that_was_saved_among_the_articles_is_left_out(
    filled: Library, articles: Path, ending: str
) -> None:
    save(filled.ask(QUESTION), articles / f"answer{ending}")
    report = filled.add(articles)
    assert (report.added, report.failed) == ((), ())
    assert [Path(one).name for one in report.left_out] == [f"answer{ending}"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_summary_that_was_saved_is_known_too(
    filled: Library, tmp_path: Path, ending: str
) -> None:
    save(filled.summarize(about="the harbour wall"), tmp_path / f"summary{ending}")
    assert is_own_file(tmp_path / f"summary{ending}")


def test_what_a_command_printed_as_json_is_known_too(filled: Library, tmp_path: Path) -> None:
    for name, result in (("a", filled.ask(QUESTION)), ("s", filled.summarize(about="the wall"))):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(as_json(result), indent=2))
        assert is_own_file(path)


def test_the_folder_of_a_batch_is_left_out_of_the_folder_that_it_stands_in(
    filled: Library, articles: Path
) -> None:
    out = articles / "summaries"
    ids = [one.id for one in filled.articles()]
    batch = Batch(filled, Folder(out), assign(words=40))
    assert len(list(summarize_all(batch, ids))) == 2
    assert find([articles]).left_out == find([out]).left_out == (str(out),)
    assert len(find([articles]).files) == 2


@pytest.mark.parametrize("ending", [".txt", ".md", ".json", ".html"])
def test_an_article_that_speaks_of_footnotes_is_read(
    settings: Settings, tmp_path: Path, ending: str
) -> None:
    text = "Footnote 1 of the report [1] says “none”. [^1]\n\n[^1]: See it (`p1`).\n\n[1] Annex."
    told = {
        ".json": json.dumps({"question": "Who?", "title": "Notes", "text": text}),
        ".html": f"<html><head><title>Notes</title></head><body><p>{text * 9}</p></body></html>",
    }
    (tmp_path / f"notes{ending}").write_text(told.get(ending, text), encoding="utf-8")
    library = Library.open(settings=settings)
    assert len(library.add(tmp_path / f"notes{ending}").added) == 1
