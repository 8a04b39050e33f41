"""Kill -9 at random moments of `add`: the next open recovers, and nothing is lost or doubled."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rag import Library

ROOT = Path(__file__).parent.parent
KILLS = 20
ARTICLES = 200

TOPICS = "harbour ferry school clinic market bridge reservoir library orchard lighthouse".split()


def write_articles(folder: Path) -> None:
    folder.mkdir()
    for number in range(ARTICLES):
        topic = TOPICS[number % len(TOPICS)]
        (folder / f"{number:03}.txt").write_text(
            f"Title: The {topic} plan, part {number}\nDate: 2025-01-{number % 28 + 1:02}\n\n"
            f"The council discussed the {topic} for the {number}th time on Monday.\n\n"
            f"The {topic} will cost £{number + 100},000, a spokeswoman said.\n",
            encoding="utf-8",
        )


def started(folder: Path, library: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rag", "add", str(folder), "--library", str(library)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def contents(library: Library) -> list[tuple[object, ...]]:
    first = library._store.reprints.groups(one.id for one in library.articles())
    return [
        (
            facts,
            library.article(facts.id).text,
            library.article(facts.id).paragraphs,
            first[facts.id],
        )
        for facts in library.articles()
    ]


def addresses(library: Library) -> list[str]:
    """Returns what is found in so few articles that all of them are compared.

    Chroma's index is approximate: of two hundred that are nearly alike it may miss one.
    """
    found = library.search("What will the lighthouse cost?", until="2025-01-02")
    assert found
    return [one.address for one in found]


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # killed processes are not waited for twice
def test_kill_9_at_random_moments_loses_and_doubles_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write_articles(folder)
    began = time.monotonic()
    assert started(folder, tmp_path / "whole").wait() == 0
    whole_s = time.monotonic() - began
    undisturbed = Library.open(tmp_path / "whole")
    chance = random.Random(7)

    for kill in range(KILLS):
        broken = tmp_path / f"broken-{kill % 4}"  # some libraries are killed several times
        process = started(folder, broken)
        time.sleep(chance.uniform(0.2, 1.0) * whole_s)
        process.send_signal(signal.SIGKILL)
        process.wait()
        library = Library.open(broken)
        assert all(one.sound for one in library.health()), library.health()

    for broken in sorted(tmp_path.glob("broken-*")):
        assert started(folder, broken).wait() == 0
        library = Library.open(broken)
        assert contents(library) == contents(undisturbed)
        assert all(one.sound for one in library.health())
        assert addresses(library) == addresses(undisturbed)
