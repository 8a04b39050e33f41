"""Answers that were given: with question, passages and verdicts, to be shown and checked again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rag.store.database import Database


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was asked, and when (UTC, ISO 8601)."""

    number: int
    asked_at: str
    question: str
    status: str


@dataclass(frozen=True, slots=True)
class History:
    """Keeps answers as JSON, so that an answer of an older version stays readable."""

    database: Database

    def keep(self, answer: dict[str, Any], *, user: str | None = None) -> None:
        """Keeps an answer, for a user or for all."""
        self.database.run(
            "INSERT INTO history (asked_by, asked_at, question, status, answer)"
            " VALUES (?, ?, ?, ?, ?)",
            user,
            datetime.now(UTC).isoformat(timespec="seconds"),
            answer["question"],
            answer["status"],
            json.dumps(answer, ensure_ascii=False),
        )

    def asked(self, *, limit: int, user: str | None = None) -> list[Asked]:
        """Returns the last questions of a user (None: of those not signed in), newest first."""
        rows = self.database.rows(
            "SELECT number, asked_at, question, status FROM history WHERE asked_by IS ?"
            " ORDER BY number DESC LIMIT ?",
            user,
            limit,
        )
        return [Asked(*row) for row in rows]

    def answer(self, number: int, *, user: str | None = None) -> dict[str, Any] | None:
        """Returns a kept answer of a user as it was given."""
        row = self.database.row(
            "SELECT answer FROM history WHERE number = ? AND asked_by IS ?", number, user
        )
        answer: dict[str, Any] | None = json.loads(row["answer"]) if row else None
        return answer
