"""Keeping up: a folder as it changes, and inputs every so often."""

from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from rag.cli.keeping_up import changed_files, every, read_interval
from rag.errors import UsageError


@pytest.mark.parametrize(
    ("text", "seconds"), [("15m", 900), ("2h", 7200), ("1d", 86400), ("30s", 30), (" 5 M ", 300)]
)
def test_a_time_is_read(text: str, seconds: int) -> None:
    assert read_interval(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "15", "m", "1w", "-5m", "1.5h", "5s", "0m"])
def test_what_is_no_time_or_too_often_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_interval(text)


def test_inputs_come_at_once_and_again_after_each_interval() -> None:
    waits: list[float] = []
    again = every(timedelta(minutes=15), ["feed.xml"], sleep=waits.append)
    assert list(islice(again, 3)) == [["feed.xml"]] * 3
    assert waits == [900.0] * 2


def test_what_appears_in_a_watched_folder_is_told_once_it_is_written(tmp_path: Path) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / "old.txt").write_text("The wall fell on Friday.")
    changes = changed_files([str(watched)])
    assert next(changes) == [str(watched)]
    (watched / ".hidden.txt").write_text("x")
    (watched / "half.txt.part").write_text("The harbour was closed")
    (watched / "new.txt").write_text("The harbour was")
    (watched / "new.txt").write_text("The harbour was closed on Sunday.")
    (watched / "gone.txt").write_text("x")
    (watched / "gone.txt").unlink()
    (tmp_path / "moved").rename(watched / "moved")
    assert next(changes) == [str(watched / "moved"), str(watched / "new.txt")]


def test_what_is_no_folder_cannot_be_watched() -> None:
    with pytest.raises(UsageError, match="it is no folder on this machine"):
        next(changed_files(["https://post.example/feed"]))
