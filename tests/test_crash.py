"""Kill -9 at random moments of `add`: the next open recovers, and nothing is lost or doubled."""

import multiprocessing
import random
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

from rag import Library, Settings

KILLS = 20
ARTICLES = 200

# Each process is forked from one that has imported all, so that the kills hit what is written.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["chromadb.config", "rag"])

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


def opened(folder: Path) -> Library:
    return Library.open(settings=Settings(library=folder, embedder="hashing"))


def add(library: Path, *folders: Path) -> None:
    opened(library).add(*folders)


def started(library: Path, *folders: Path) -> BaseProcess:
    process = PROCESSES.Process(target=add, args=(library, *folders))
    process.start()
    return process


def ended(process: BaseProcess) -> int | None:
    process.join()
    return process.exitcode


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


def test_kill_9_at_random_moments_loses_and_doubles_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write_articles(folder)
    assert ended(started(tmp_path / "none")) == 0  # the first one waits for what is imported
    began = time.monotonic()
    assert ended(started(tmp_path / "whole", folder)) == 0
    whole_s = time.monotonic() - began
    undisturbed = opened(tmp_path / "whole")
    chance = random.Random(7)

    for kill in range(KILLS):
        broken = tmp_path / f"broken-{kill % 4}"  # some libraries are killed several times
        process = started(broken, folder)
        time.sleep(chance.uniform(0.05, 1.0) * whole_s)
        process.kill()
        process.join()
        library = opened(broken)
        assert all(one.sound for one in library.health()), library.health()
        library.close()

    for broken in sorted(tmp_path.glob("broken-*")):
        assert ended(started(broken, folder)) == 0
        library = opened(broken)
        assert contents(library) == contents(undisturbed)
        assert all(one.sound for one in library.health())
        assert addresses(library) == addresses(undisturbed)
