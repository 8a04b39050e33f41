"""Small real libraries that the tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from rag import Library, Settings

# A property is held against the same examples each time, however busy the machine.
hypothesis_settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("same")

# What the programs that tests start have compiled is kept: they start in half the time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

SEEDS = Path(__file__).parent.parent / "seeds"

HARBOUR = """Title: Harbour wall to cost more
Date: 2025-06-19
Source: Tidewater Ledger

The harbour wall at Port Ellery will cost £23.7 million, the council said on Thursday.

Mayor Ilse Marrable said the clay was softer than planned. “We should have drilled deeper.”

The contractor, Brannock Marine, declined to comment.
"""

FERRY = """Title: Ferry runs aground
Date: 2025-05-17
Source: Coastal Wire

Nine people were hurt when the ferry Grey Heron ran aground off Port Ellery on Saturday.

The coastguard said that fog had reduced visibility to 40 metres.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an empty library whose embedder needs no model."""
    return Settings(library=tmp_path / "library", embedder="hashing")


@pytest.fixture
def library(settings: Settings) -> Library:
    """An empty library whose embedder needs no model."""
    return Library.open(settings=settings)


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The sample articles in a library with the real embedder; tests only read it."""
    library = Library.open(tmp_path_factory.mktemp("seeds") / "library")
    report = library.add(SEEDS)
    assert not report.failed
    return library


@pytest.fixture
def filled(library: Library, articles: Path) -> Library:
    """The two articles in a library whose embedder needs no model."""
    library.add(articles)
    return library
