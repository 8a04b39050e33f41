"""The library's SQLite file: one connection a thread, transactions, notes about the library."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

from rag.errors import LibraryError

LOCK_TIMEOUT_S = 30
SCHEMA_VERSION = "3"


class Database:
    """`library.db`, in write-ahead mode: readers and one writer do not wait for each other.

    Raises:
        LibraryError: the file is no library, or one of another version, or cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript((files("rag.store") / "schema.sql").read_text())
            self._add_column("history", "asked_by")
        except sqlite3.Error as error:
            raise LibraryError(
                f"{path} cannot be used as a library ({error});"
                " name another folder with --library, or move this one away and add again."
            ) from error

        self._check_version()

    def _check_version(self) -> None:
        """Notes which schema a new library has; an old one has to have the same."""
        if self.note("schema") is None:
            with self.transaction():
                self.run("INSERT OR IGNORE INTO meta VALUES ('id', ?)", uuid4().hex)
                self.set_note("schema", SCHEMA_VERSION)
        elif self.note("schema") != SCHEMA_VERSION:
            raise LibraryError(
                f"{self._path.parent} was made by another version of Footnote (schema"
                f" {self.note('schema')}, this one reads {SCHEMA_VERSION});"
                " add the articles to a new library."
            )

    def _add_column(self, table: str, name: str) -> None:
        """Adds a column of text that libraries made by an earlier version lack."""
        if not self.row("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", table, name):
            self.run(f"ALTER TABLE {table} ADD COLUMN {name} TEXT")

    @property
    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=LOCK_TIMEOUT_S)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.create_function("casefold", 1, str.casefold, deterministic=True)
            connection.execute(
                "PRAGMA synchronous = NORMAL"
            )  # a crash loses nothing; power loss, the last batch
            self._local.connection = connection
        made: sqlite3.Connection = self._local.connection
        return made

    def close(self) -> None:
        """Closes this thread's connection; the next use opens another."""
        self._connection.close()
        del self._local.connection

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Returns all rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """Returns the first row of a query, if any."""
        first: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return first

    def run(self, sql: str, *values: object) -> None:
        """Runs a statement that returns nothing."""
        self._connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Runs a statement once for each row of values."""
        self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside are kept together or not at all."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    def note(self, name: str) -> str | None:
        """Returns what the library notes about itself under `name`."""
        row = self.row("SELECT value FROM meta WHERE name = ?", name)
        return row["value"] if row else None

    def set_note(self, name: str, value: str) -> None:
        """Notes `value` under `name`."""
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def check(self) -> str:
        """Returns "ok", or what SQLite finds wrong with the file."""
        return str(self.rows("PRAGMA quick_check")[0][0])


def marks(values: Iterable[object]) -> str:
    """Returns a question mark for each value, as SQL's IN and VALUES want them."""
    return ", ".join("?" for _ in values)
