"""Keeping up: a folder as it changes, and inputs every so often."""

import threading
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


def test_inputs_come_again_after_each_interval() -> None:
    waits: list[float] = []
    again = every(timedelta(minutes=15), ["feed.xml"], sleep=waits.append)
    assert list(islice(again, 3)) == [["feed.xml"]] * 3
    assert waits == [900.0] * 3


def test_a_file_that_appears_in_a_watched_folder_is_told(tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        while not done.wait(0.2):  # the watch begins some time after it is asked for
            (tmp_path / ".hidden.txt").write_text("x")
            (tmp_path / "new.txt").write_text("The harbour was closed on Sunday.")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert next(changed_files([str(tmp_path)])) == [str(tmp_path / "new.txt")]
    finally:
        done.set()
        writer.join()


def test_what_is_no_folder_cannot_be_watched() -> None:
    with pytest.raises(UsageError, match="it is no folder on this machine"):
        next(changed_files(["https://post.example/feed"]))
