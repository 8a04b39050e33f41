"""The command line, run as its users run it: as a process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rag import Library, Settings

ROOT = Path(__file__).parent.parent
WIDE = 1000  # columns, so that no path is broken, however long the folder's name is
COMMANDS = "add list show remove search ask summarize verify doctor history serve".split()


class Shell:
    """Runs `python -m rag` on one library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.columns = WIDE

    def __call__(self, *arguments: object, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "rag", *map(str, arguments)],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
            env={**os.environ, "RAG_LIBRARY": str(self.folder / "library"),
                 "RAG_EMBEDDER": "hashing", "COLUMNS": str(self.columns)},
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        self.remarks = done.stderr
        return done.stdout

    def json(self, *arguments: object) -> Any:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def shell(tmp_path: Path, articles: Path) -> Shell:
    settings = Settings(library=tmp_path / "library", embedder="hashing")
    library = Library.open(settings=settings)
    library.add(articles)
    library.close()
    return Shell(tmp_path)


def test_add_says_what_it_did(tmp_path: Path, articles: Path) -> None:
    said = Shell(tmp_path)("add", articles)
    assert said == "2 added, 0 changed, 0 kept, 0 failed, 0 left out\n"


def test_list_show_and_remove_agree(shell: Shell) -> None:
    newest, oldest = shell.json("list")
    assert (newest["published"], oldest["published"]) == ("2025-06-19", "2025-05-17")
    shown = shell.json("show", newest["id"])
    assert [one["text"] for one in shown["paragraphs"]] == shown["text"].split("\n\n")
    assert "23.7" in shell("show", f"{newest['id']}#p1")
    assert newest["id"] in shell("remove", newest["id"])
    assert [one["id"] for one in shell.json("list")] == [oldest["id"]]


def test_search_says_of_a_misquoted_phrase_that_it_stands_nowhere(shell: Shell) -> None:
    assert "drilled deeper" in shell("search", 'the "surveyors drilled far deeper"')
    assert "Nothing says “surveyors drilled far deeper” word for word" in shell.remarks
    assert shell("search", 'who "drilled deeper"')
    assert "Nothing says" not in shell.remarks


def test_ask_gives_a_cited_answer_and_its_sources(shell: Shell) -> None:
    printed = shell("ask", "How much will the harbour wall cost?")
    assert "£23.7 million" in printed
    assert "[1] Tidewater Ledger, 2025-06-19: Harbour wall to cost more" in printed
    answer = shell.json("ask", "How much will the harbour wall cost?")
    assert (answer["status"], answer["writer"]) == ("grounded", "extractive")


def test_ask_tells_where_else_a_story_stands_and_counts_its_sources(
    shell: Shell, articles: Path
) -> None:
    printed = (articles / "harbour.txt").read_text(encoding="utf-8")
    for outlet in ("Harbour Post", "Evening Star"):
        again = printed.replace("Tidewater Ledger", outlet) + f"\nFrom the {outlet}.\n"
        (articles / f"{outlet}.txt").write_text(again, encoding="utf-8")
    shell("add", articles)
    answer = shell("ask", "How much will the harbour wall cost?")
    assert ", also in 2 reprints\n" in answer
    assert answer.endswith("1 independent source\n")


def test_ask_says_of_a_misquoted_phrase_that_it_stands_nowhere(shell: Shell) -> None:
    assert "£23.7 million" in shell("ask", 'How much will the "harbour wall of Ellery" cost?')
    said = "Nothing says “harbour wall of Ellery” word for word; this is what comes closest."
    assert said in shell.remarks.replace("\n", " ")


def test_a_question_without_an_answer_is_declined_with_code_0(shell: Shell) -> None:
    assert shell("ask", "Who won the 1998 World Cup?") == "The articles do not say.\n"


def test_streamed_text_is_a_remark_and_the_answer_a_result(shell: Shell) -> None:
    printed = shell("ask", "How much will the harbour wall cost?", "--stream")
    assert "£23.7 million" in printed
    assert "£23.7 million" in shell.remarks


def test_evidence_is_written_and_verified_again(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "evidence.json"
    shell("ask", "How much will the harbour wall cost?", "--evidence", file)
    assert "supported" in shell("verify", file)
    file.write_text(file.read_text(encoding="utf-8").replace("23.7", "27.3", 1), encoding="utf-8")
    assert "27.3" in shell("verify", file, code=1)


def test_a_text_is_verified_against_its_sources(
    shell: Shell, articles: Path, tmp_path: Path
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("The wall will cost £23.7 million. Twelve people were hurt.", encoding="utf-8")
    printed = shell(
        "verify", text, "--source", articles / "harbour.txt", "--source", articles / "ferry.txt",
        code=1,
    )  # fmt: skip
    assert "Twelve" in printed
    lines = shell("verify", text, "--lines", "--source", articles / "harbour.txt", code=1)
    assert f"{text}:1:" in lines


def test_summarize_takes_paths_ids_and_a_topic(
    shell: Shell, articles: Path, tmp_path: Path
) -> None:
    (newest, _) = shell.json("list")
    by_path = shell("summarize", articles / "harbour.txt", "--words", 40)
    assert by_path == shell("summarize", newest["id"], "--words", 40)
    assert "[1]" in by_path
    shell("summarize", articles, "--out", tmp_path / "out")
    assert len(list((tmp_path / "out").glob("*.json"))) == 2
    assert "wall" in shell("summarize", "--about", "the harbour wall")


def test_search_filters_by_date_and_outlet(shell: Shell) -> None:
    assert len(shell.json("search", "Port Ellery", "--top", 1)) == 1
    assert shell.json("search", "Port Ellery", "--source", "Nobody") == []
    found = shell.json("search", "Port Ellery", "--since", "2025-06-01")
    assert {one["article"]["source"] for one in found} == {"Tidewater Ledger"}


def test_doctor_says_sound(shell: Shell) -> None:
    assert all(one["sound"] for one in shell.json("doctor"))
    assert "broken" not in shell("doctor")


def test_what_failed_is_named_and_the_code_is_1(shell: Shell, articles: Path) -> None:
    (articles / "empty.txt").touch()
    assert "0 added, 0 changed, 2 kept, 1 failed" in shell("add", articles, code=1)
    assert "empty.txt" in shell.remarks


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["show", "nothing"], 2, "There is no article 'nothing'"),
        (["remove", "nothing"], 2, "There is no article 'nothing'"),
        (["search", "wall", "--since", "June"], 2, "'June' is not a date"),
        (["ask", " "], 2, "The question is empty"),
        (["ask", "Why?", "--llm", "parrot"], 2, "RAG_LLM is 'parrot'"),
        (["summarize"], 2, "--about"),
        (["summarize", "--about", "wall", "--style", "poem"], 2, "no style 'poem'"),
        (["verify", "README.md"], 2, "--source FILE"),
        (["verify", "no-such-file.txt"], 3, "no-such-file.txt"),
        (["list", "--library", "/proc/nothing"], 3, "cannot be used as a library folder"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_bad_input_is_one_sentence_and_the_right_code(
    shell: Shell, arguments: list[str], code: int, message: str
) -> None:
    assert shell(*arguments, code=code) == ""
    assert message in " ".join(shell.remarks.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps(shell: Shell, command: str) -> None:
    shell.columns = 80
    printed = shell(command, "--help")
    assert all(len(line) <= 80 for line in printed.splitlines())
    assert "--library" in printed or command == "serve"
    assert "--json" in printed or command == "serve"


def test_asking_imports_neither_torch_nor_a_page(shell: Shell, tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['rag', 'ask', 'How much will the wall cost?']\n"
        "from rag.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'gradio', 'sentence_transformers', 'langchain_core'}\n"
        "print(sorted(heavy & sys.modules.keys()), file=sys.stderr)"
    )
    library = tmp_path / "real"
    environment = {**os.environ, "RAG_LIBRARY": str(library)}
    add = [sys.executable, "-m", "rag", "add", str(tmp_path / "articles")]
    subprocess.run(add, cwd=ROOT, env=environment, check=True, capture_output=True)
    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    assert asked.stderr.strip().endswith("[]")
    assert "23.7" in asked.stdout


def test_history_shows_an_answer_again_checked_anew(shell: Shell) -> None:
    shell("ask", "How much will the harbour wall cost?")
    shell("ask", "Who won the 1998 World Cup?")
    listed = shell("history")
    assert listed.index("World Cup") < listed.index("harbour wall")
    printed = shell("history", 1)
    assert "£23.7 million" in printed
    assert "1 supported" in printed
    assert shell.json("history", 1)["status"] == "grounded"
    shell("remove", shell.json("list")[0]["id"])
    assert "is not in the library" in shell("history", 1)
    shell("history", 99, code=2)
    assert "holds no answer 99" in shell.remarks
