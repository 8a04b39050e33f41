"""How the program ends when it fails: with one sentence and an exit code, not a traceback."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from rag import terminal
from rag.cli.options import FAILED, WRONG_USE
from rag.errors import RagError, UsageError


class OneSentence:
    """Ends the program with one sentence and an exit code in place of a traceback."""

    def __init__(self, *, debug: bool) -> None:
        self._debug = debug

    def __enter__(self) -> None:
        """Begins to watch."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Words the error; one that nobody foresaw says how to see where it came from."""
        if error is None or isinstance(error, SystemExit) or self._debug:
            return
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(FAILED)
        if isinstance(error, RagError):
            terminal.remarks.print(str(error), markup=False)
            sys.exit(WRONG_USE if isinstance(error, UsageError) else FAILED)
        terminal.remarks.print(
            f"Footnote failed in a way nobody foresaw ({kind.__name__ if kind else ''}: {error});"
            " 'python -m rag --debug …' shows where.",
            markup=False,
        )
        sys.exit(FAILED)
