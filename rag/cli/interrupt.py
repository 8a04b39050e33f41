"""Ctrl-C in a batch: the first lets what is under way finish, the second ends the program."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread
from types import FrameType

from rag import terminal


@contextmanager
def on_interrupt(stop: Event) -> Iterator[None]:
    """Sets `stop` at the first Ctrl-C (or termination signal) while the block runs."""
    if current_thread() is not main_thread():
        yield
        return

    def asked(_: int, __: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        terminal.remarks.print("Finishing what is under way; Ctrl-C again to leave it.")

    before = {one: signal.signal(one, asked) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
