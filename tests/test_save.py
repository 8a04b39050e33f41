"""A file's ending says in which format an answer or a summary is written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from rag import Library, UsageError
from rag.save import ENDINGS, ending_of, save, save_evidence

BEGINS = {
    ".md": b"# How much", ".html": b"<!doctype html>", ".docx": b"PK", ".txt": b"How much",
    ".csl.json": b"[\n", ".json": b'{\n  "footnote_evidence"',
}  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_is_written(filled: Library, tmp_path: Path, ending: str) -> None:
    answer = filled.ask("How much will the harbour wall cost?")
    path = tmp_path / "new folder" / f"answer{ending.upper()}"
    save(answer, path)
    assert path.read_bytes().startswith(BEGINS[ending])
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_file_on_disk_is_linked_from_where_the_page_lies(filled: Library, tmp_path: Path) -> None:
    save(filled.ask("How much will the harbour wall cost?"), tmp_path / "out" / "a.html")
    page = (tmp_path / "out" / "a.html").read_text(encoding="utf-8")
    assert 'href="../articles/harbour.txt"' in page


@pytest.mark.parametrize("name", ["answer.pdf", "answer", ""])
def test_another_ending_is_wrong_use(name: str) -> None:
    with pytest.raises(UsageError, match="names no format"):
        ending_of(name)


def test_a_place_that_cannot_be_written_is_one_sentence(filled: Library, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        save(filled.ask("Who declined to comment?"), tmp_path / "taken" / "a.md")
    with pytest.raises(UsageError, match="cannot be written"):
        save_evidence(filled.ask("Who declined to comment?"), tmp_path / "taken" / "a.json")


def test_references_and_word_files_are_whole(filled: Library, tmp_path: Path) -> None:
    summary = filled.summarize(filled.articles()[0].id)
    for ending in (".csl.json", ".docx"):
        save(summary, tmp_path / f"one{ending}")
    assert json.loads((tmp_path / "one.csl.json").read_text(encoding="utf-8"))[0]["title"]
    assert zipfile.is_zipfile(tmp_path / "one.docx")
