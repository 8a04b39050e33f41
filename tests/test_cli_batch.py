"""The batch as its users run it: as a process, interrupted, with a model, with exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rag import Library, Settings

ROOT = Path(__file__).parent.parent
STORIES = 120
DEADLINE_S = 120


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ, "RAG_LIBRARY": str(folder / "library"), "RAG_EMBEDDER": "hashing",
        "COLUMNS": "1000",  # no path is broken, however long the folder's name is
        **more,
    }  # fmt: skip


def run(folder: Path, *arguments: object, code: int = 0, **more: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "rag", "summarize", *map(str, arguments)],
        cwd=ROOT, env=environment(folder, **more), capture_output=True, text=True,
        encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


def fill(folder: Path, articles: Path) -> None:
    library = Library.open(settings=Settings(library=folder / "library", embedder="hashing"))
    library.add(articles)
    library.close()


def test_a_folder_is_written_then_kept(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told, _ = run(tmp_path, articles, "--out", out, "--words", 40)
    assert told.startswith("2 written, 0 kept, 0 failed; sentences: ")
    told, _ = run(tmp_path, articles, "--out", out, "--words", 40, "--json")
    assert json.loads(told)["kept"] == 2
    assert len(list(out.glob("*.json"))) == 2
    assert (out / "index.md").exists()


def test_an_interrupt_finishes_what_is_under_way_and_the_same_command_goes_on(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    for n in range(STORIES):
        body = "\n\n".join(
            f"The council of town {n} met {m} times about the wall." for m in range(30)
        )
        (folder / f"{n}.txt").write_text(f"Title: Story {n}\n\n{body}", encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "rag", "summarize", str(folder), "--out", str(out)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        deadline = time.monotonic() + DEADLINE_S
        while not list(out.glob("*.json")) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        told, remarks = process.communicate(timeout=DEADLINE_S)
    assert process.returncode == 1, remarks
    assert "the same command goes on" in " ".join(remarks.split())
    done = int(told.split()[0])
    assert 0 < done < STORIES
    assert len(list(out.glob("*.json"))) == len(list(out.glob("*.md"))) - 1 == done
    told, _ = run(tmp_path, folder, "--out", out)
    assert told.startswith(f"{STORIES - done} written, {done} kept, 0 failed")


def test_filters_and_all_choose_from_the_library(articles: Path, tmp_path: Path) -> None:
    fill(tmp_path, articles)
    told, _ = run(tmp_path, "--all", "--since", "2025-06-01", "--out", tmp_path / "out")
    assert told.startswith("1 written")


def test_filters_that_nothing_passes_are_told(articles: Path, tmp_path: Path) -> None:
    _, remarks = run(tmp_path, articles, "--since", "2030-01-01")
    assert "No article is of these days and outlets" in remarks


def test_what_is_left_out_is_told_by_its_first_words(articles: Path, tmp_path: Path) -> None:
    told, _ = run(tmp_path, articles / "harbour.txt", "--words", 17)
    (line,) = [one for one in told.splitlines() if "left out" in one]
    assert line.endswith("#p3 (denial): “The contractor, Brannock Marine, declined to …”")


def test_several_summaries_have_titles_and_are_one_json(articles: Path, tmp_path: Path) -> None:
    told, _ = run(tmp_path, articles)
    assert "Harbour wall to cost more" in told.splitlines()
    assert "Ferry runs aground" in told.splitlines()
    told, _ = run(tmp_path, articles, "--json")
    assert len(json.loads(told)) == 2
    told, _ = run(tmp_path, articles / "ferry.txt", "--json")
    assert json.loads(told)["status"] == "grounded"


def test_a_topic_goes_into_the_folder_too(articles: Path, tmp_path: Path) -> None:
    fill(tmp_path, articles)
    run(tmp_path, "--about", "the harbour wall", "--out", tmp_path / "out")
    assert (tmp_path / "out" / "the-harbour-wall.md").exists()
    assert (tmp_path / "out" / "the-harbour-wall.json").exists()


def test_each_summary_of_a_batch_comes_in_the_formats_that_are_asked_for(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(tmp_path, articles, "--out", out)
    told, _ = run(tmp_path, articles, "--out", out, "--export", "docx", "--export", ".csl.json")
    assert told.startswith("2 written")
    told, _ = run(tmp_path, articles, "--out", out, "--export", "docx")
    assert told.startswith("0 written, 2 kept")
    assert len(list(out.glob("*.docx"))) == len(list(out.glob("*.csl.json"))) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--export", "one.pdf"], "names no format"),
        (["--export", "one.html"], "holds one summary, not 2"),
        (["--out", "OUT", "--export", "one.html"], "say --export .html"),
    ],
)
def test_a_format_that_cannot_be_had_is_wrong_use(
    articles: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    chosen = [str(tmp_path / "out") if one == "OUT" else one for one in arguments]
    _, remarks = run(tmp_path, articles, *chosen, code=2)
    assert told in " ".join(remarks.split())


def test_a_file_that_fails_is_named_and_the_rest_goes_on(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").touch()
    told, remarks = run(tmp_path, articles, "--out", tmp_path / "out", code=1)
    assert told.startswith("2 written")
    assert "empty.txt" in remarks


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--dry-run"], 0, "2 summaries: 2 calls, about"),
        (["--plan"], 0, "summary: 1 call,"),
        (["--dry-run", "--json"], 0, '"input_tokens"'),
        (["--out", "OUT"], 2, "--yes"),
    ],
)
def test_what_a_model_would_take_is_told_beforehand(
    articles: Path, tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    chosen = [str(tmp_path / "out") if one == "OUT" else one for one in arguments]
    model = {"RAG_LLM": "openai:nobody", "RAG_LLM_BASE_URL": "http://127.0.0.1:9/v1"}
    printed, remarks = run(tmp_path, articles, *chosen, code=code, **model)
    assert told in printed + " ".join(remarks.split())
    assert not list(tmp_path.glob("out/*.json"))


def test_another_language_needs_a_model(articles: Path, tmp_path: Path) -> None:
    _, remarks = run(tmp_path, articles, "--language", "French", code=2)
    assert "in French, name an LLM" in " ".join(remarks.split())
