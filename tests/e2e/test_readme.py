"""README is executed: its Python, its commands, its table of commands."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder to work in, with the samples in it, as after a clone."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def run(command: list[str], desk: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=desk, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_the_python_blocks_run(desk: Path) -> None:
    (block,) = blocks("python")
    done = run([sys.executable, "-W", "error", "-c", block], desk)
    assert done.returncode == 0, done.stderr
    assert "13 added, 0 failed" in done.stdout
    assert "grounded" in done.stdout
    assert re.search(r"unsupported \(.*Nine", done.stdout)


def test_the_commands_run_and_print_what_is_shown(desk: Path) -> None:
    (block,) = blocks("console")
    for part in block.split("$ ")[1:]:
        line, _, shown = part.partition("\n")
        command = shlex.split(line)
        assert command[0] == "python"
        done = run([sys.executable, *command[1:]], desk)
        assert done.returncode == 0, done.stderr
        assert done.stdout
        assert shown in done.stdout


def test_every_command_of_the_program_stands_in_the_table() -> None:
    from rag.cli import app

    names = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    named = set(re.findall(r"`([a-z]+)\b", README))
    assert names <= named


def test_the_settings_stand_in_the_table_with_their_defaults() -> None:
    from rag import Settings

    rows = dict(re.findall(r"^\| `RAG_(\w+)` \| `?([^|`]*?)`? \|", README, re.MULTILINE))
    assert {name.lower() for name in rows} <= set(Settings.model_fields)
    assert rows["LIBRARY"] == str(Settings().library)
    assert rows["EMBEDDER"] == Settings().embedder
    assert int(rows["MAX_FILE_MB"]) == Settings().max_file_mb
