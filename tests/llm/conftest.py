"""A scripted server as a process of its own, and a library that asks it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rag import Library, Settings

TESTS = Path(__file__).parent.parent
KEY = "sk-scripted-0123456789"
CLOSES_WITHIN_S = 120.0

HARBOUR = """Title: Harbour wall to cost more
Date: 2025-06-19
Source: Tidewater Ledger

The harbour wall at Port Ellery will cost £23.7 million, the council said on Thursday.

Mayor Ilse Marrable said the clay was softer than planned. “We should have drilled deeper before \
the first stone was laid,” she said.

The contractor, Brannock Marine, declined to comment on the price of the harbour wall.
"""

FERRY = """Title: Ferry runs aground
Date: 2025-05-17
Source: Coastal Wire

Nine people were hurt when the ferry Grey Heron ran aground off Port Ellery on Saturday.

The coastguard said that fog had reduced visibility to 40 metres.
"""

OpenWith = Callable[..., Library]


@dataclass(frozen=True)
class Scripted:
    """The running server: its address, and what it has logged since the test began."""

    url: str
    log: Path
    begin: int

    def requests(self) -> list[dict[str, Any]]:
        """Returns the requests that came, oldest first."""
        return [line for line in self._lines() if line["event"] == "came"]

    def prompts(self) -> list[str]:
        """Returns what the requests asked, message by message in one text."""
        return [
            "\n".join(str(message["content"]) for message in one["body"]["messages"])
            for one in self.requests()
        ]

    def outcome(self) -> str:
        """Waits for all requests to end, and returns how the last one did."""
        deadline = time.monotonic() + CLOSES_WITHIN_S
        while time.monotonic() < deadline:
            if len(ended := self.ended()) == len(self.requests()):
                return ended[-1]
            time.sleep(0.01)
        return "still under way"

    def ended(self) -> list[str]:
        """Returns how the requests that have ended did."""
        return [str(line["outcome"]) for line in self._lines() if line["event"] == "ended"]

    def _lines(self) -> list[dict[str, Any]]:
        with self.log.open(encoding="utf-8") as file:
            file.seek(self.begin)
            return [json.loads(line) for line in file if line.endswith("\n")]


@pytest.fixture(scope="session")
def server_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scripted]:
    """The scripted server, started once."""
    log = tmp_path_factory.mktemp("scripted") / "log.jsonl"
    log.touch()
    command = [sys.executable, "-m", "llm.scripted_server", str(log)]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = process.stdout.readline().strip()
        yield Scripted(f"http://127.0.0.1:{port}/v1", log, 0)
        process.terminate()


@pytest.fixture
def server(server_process: Scripted) -> Scripted:
    """The scripted server, its log from here on."""
    return Scripted(server_process.url, server_process.log, server_process.log.stat().st_size)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


@pytest.fixture
def open_with(server: Scripted, articles: Path, tmp_path: Path) -> Iterator[OpenWith]:
    """Opens the library of the articles with a scenario and settings, the key among them."""
    opened: list[Library] = []

    def open_library(scenario: str, **settings: Any) -> Library:
        library = Library.open(
            settings=Settings(
                **{
                    "library": tmp_path / "library",
                    "embedder": "hashing",
                    "llm": f"openai:scripted-{scenario}",
                    "llm_base_url": server.url,
                    "llm_api_key": KEY,
                    "llm_timeout_s": 120,
                    "llm_retries": 0,
                    **settings,
                }
            )
        )
        library.add(articles)
        opened.append(library)
        return library

    yield open_library
    for library in opened:
        library.close()
