"""A batch: its files, what it keeps, where it stops, what it says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from rag import Library, recheck
from rag.batch import Batch, Folder, summarize_all, totals
from rag.batch.run import MAX_SAME_FAILURES
from rag.errors import WriterError
from rag.write import assign


@pytest.fixture
def ids(filled: Library) -> list[str]:
    return [one.id for one in filled.articles()]


def batch_of(library: Library, out: Path, *, words: int = 40) -> Batch:
    return Batch(library, Folder(out), assign(words=words))


def listed(out: Path) -> list[dict[str, Any]]:
    lines = (out / "summaries.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def kinds(batch: Batch, ids: list[str]) -> list[str]:
    done: list[str] = [one.kind for one in summarize_all(batch, ids)]
    batch.folder.finish(table=True)
    return done


def test_each_article_gets_markdown_and_evidence(
    filled: Library, ids: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert kinds(batch_of(filled, out), ids) == ["written", "written"]
    for one in ids:
        written = (out / f"{one}.md").read_text(encoding="utf-8")
        assert "[^1]" in written
        assert f"[^1]: [{'Tidewater' if 'wall' in written else 'Coastal'}" in written
        content = json.loads((out / f"{one}.json").read_text(encoding="utf-8"))
        assert not recheck(content, name=one, current=filled.current_text).differences
    assert sorted(path.suffix for path in out.iterdir()) == sorted(
        [".csv", ".json", ".json", ".jsonl", ".md", ".md", ".md"]
    )


def test_the_list_the_index_and_the_table_name_every_article_once(
    filled: Library, ids: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for words in (40, 30):
        kinds(batch_of(filled, out, words=words), ids)
    rows = listed(out)
    assert sorted(row["id"] for row in rows) == sorted(ids)
    assert all(row["words"] <= 33 for row in rows)
    index = (out / "index.md").read_text(encoding="utf-8")
    assert all(index.count(f"]({one}.md)") == 1 for one in ids)
    with (out / "summaries.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["id"] for row in csv.DictReader(file)) == sorted(ids)


def test_what_is_done_and_unchanged_is_kept(
    filled: Library, ids: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    kinds(batch_of(filled, out), ids)
    before = (out / f"{ids[0]}.json").stat().st_mtime_ns
    assert kinds(batch_of(filled, out), ids) == ["kept", "kept"]
    assert (out / f"{ids[0]}.json").stat().st_mtime_ns == before


def test_another_length_or_text_is_written_anew(
    filled: Library, ids: list[str], articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    kinds(batch_of(filled, out), ids)
    assert kinds(batch_of(filled, out, words=30), ids) == ["written", "written"]
    file = articles / "ferry.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("Nine", "Ten"), encoding="utf-8")
    filled.add(file)
    assert sorted(kinds(batch_of(filled, out, words=30), ids)) == ["kept", "written"]


@pytest.mark.parametrize("lost", ["markdown", "line", "half a line", "evidence cut off"])
def test_what_a_crash_leaves_is_mended_and_nothing_is_listed_twice(
    filled: Library, ids: list[str], tmp_path: Path, lost: str
) -> None:
    out = tmp_path / "out"
    kinds(batch_of(filled, out), ids)
    file = out / "summaries.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    if lost == "markdown":
        (out / f"{ids[0]}.md").unlink()
    elif lost == "line":
        file.write_text(lines[0], encoding="utf-8")
    elif lost == "half a line":
        file.write_text(lines[0] + lines[1][:50], encoding="utf-8")
    else:
        file.write_text("", encoding="utf-8")
        (out / f"{ids[0]}.json").write_text("{", encoding="utf-8")
    done = kinds(batch_of(filled, out), ids)
    assert done.count("written") == (lost in ("markdown", "evidence cut off"))
    assert sorted(row["id"] for row in listed(out)) == sorted(ids)


def test_a_stop_ends_the_batch_and_the_next_run_goes_on(
    filled: Library, ids: list[str], tmp_path: Path
) -> None:
    batch = batch_of(filled, tmp_path / "out")
    outcomes = summarize_all(Batch(filled, batch.folder, batch.assignment, stop := Event()), ids)
    stop.set()
    assert list(outcomes) == []
    assert kinds(batch, ids) == ["written", "written"]


def test_a_failure_stays_with_its_article(filled: Library, ids: list[str], tmp_path: Path) -> None:
    done = list(summarize_all(batch_of(filled, tmp_path / "out"), [ids[0], "no-such", ids[1]]))
    assert [one.kind for one in done] == ["written", "failed", "written"]
    assert "no-such" in done[1].reason
    sums = totals(done)
    assert (sums.written, sums.failed) == (2, 1)
    assert sums.sentences["supported"] >= 2


def test_one_reason_for_all_failures_ends_the_batch(filled: Library, tmp_path: Path) -> None:
    outcomes = summarize_all(batch_of(filled, tmp_path / "out"), ["no-such"] * 1000)
    with pytest.raises(WriterError, match="in a row failed"):
        list(outcomes)
    assert MAX_SAME_FAILURES < 1000


def test_a_cell_is_no_formula(filled: Library, tmp_path: Path) -> None:
    story = tmp_path / "formula.txt"
    story.write_text("Title: =1+1 is what he wrote\n\nThe council met on Monday about the wall.")
    (one,) = filled.add(story).added
    kinds(batch_of(filled, tmp_path / "out"), [one])
    with (tmp_path / "out" / "summaries.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == "'=1+1 is what he wrote"
