"""The list of a library's articles: searched, sorted, limited, folded and counted in SQL."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.shelf import NO_OUTLET, PAGE_ARTICLES, Listed, Order, Shelf, View, without_gaps
from rag.store.articles import FACTS, facts_of
from rag.store.database import Database, marks
from rag.store.versions import Versions

_SOURCE = f"coalesce(source, '{NO_OUTLET}')"
_SPOKEN = "casefold(title || ' ' || coalesce(source, '') || ' ' || coalesce(author, ''))"
_ORDERS: Mapping[Order, str] = {  # undated articles come last in either direction
    "newest": "published DESC, id DESC",
    "oldest": "published NULLS LAST, id",
    "outlet": f"{_SOURCE} COLLATE NOCASE, title COLLATE NOCASE, id",
    "title": "title COLLATE NOCASE, id",
}
# The places of articles in their stories; only in those of more than one article, which are few,
# so that they are what the join begins with.
_FOLDED = """
    WITH folded AS MATERIALIZED (
        SELECT number, story, row_number() OVER (PARTITION BY story ORDER BY {order}) AS place
        FROM fingerprint CROSS JOIN article ON number = fingerprint.article
        WHERE story IN (SELECT story FROM fingerprint GROUP BY story HAVING count(*) > 1)
        AND {condition}
    )
"""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Shows a library's articles as a view asks for them."""

    database: Database

    def look(self, view: View) -> Shelf:
        """Returns a page of the articles that a view asks for, with its counts."""
        months, sources = self._counts(view)
        articles, following = self._page(view)
        return Shelf(
            articles=articles,
            found=sources[view.source] if view.source else sources.total(),
            total=self._total(),
            next=following,
            periods=without_gaps(months),
            sources=dict(sources.most_common()),
            view=view,
        )

    def _page(self, view: View) -> tuple[tuple[Listed, ...], int]:
        """Returns a page of the list, reprints folded, and where the next one starts."""
        condition, values = _condition(view)
        folded = _FOLDED.format(condition=condition, order=_ORDERS[view.order])
        first = self.database.rows(
            f"""{folded} SELECT number, story FROM article LEFT JOIN folded USING (number)
                WHERE {condition} AND coalesce(place, 1) = 1
                ORDER BY {_ORDERS[view.order]} LIMIT ? OFFSET ?""",
            *values, *values, PAGE_ARTICLES + 1, view.start,
        )  # fmt: skip
        shown = first[:PAGE_ARTICLES]
        stories = [row["story"] for row in shown if row["story"] is not None]
        reprints = self.database.rows(
            f"""{folded} SELECT number, story FROM folded
                WHERE place > 1 AND story IN ({marks(stories)}) ORDER BY place""",
            *values, *stories,
        ) if stories else []  # fmt: skip
        following = view.start + PAGE_ARTICLES if len(first) > PAGE_ARTICLES else 0
        return self._listed(shown, reprints), following

    def _listed(
        self, shown: Sequence[sqlite3.Row], reprints: Sequence[sqlite3.Row]
    ) -> tuple[Listed, ...]:
        """Returns rows of the list, each with the reprints of its story."""
        known = self._known([row["number"] for row in (*shown, *reprints)])
        folded: dict[int, list[Listed]] = {}
        for row in reprints:
            folded.setdefault(row["story"], []).append(known[row["number"]])
        return tuple(
            replace(known[row["number"]], reprints=tuple(folded.get(row["story"], ())))
            for row in shown
        )

    def _known(self, numbers: Sequence[int]) -> dict[int, Listed]:
        """Returns articles by their numbers, with their versions and notes of correction."""
        rows = self.database.rows(
            f"SELECT number, version, {', '.join(FACTS)} FROM article"
            f" WHERE number IN ({marks(numbers)})",
            *numbers,
        )
        facts = {row["number"]: facts_of(row) for row in rows}
        notes = Versions(self.database).corrections(one.id for one in facts.values())
        return {
            row["number"]: Listed(
                replace(facts[row["number"]], correction=notes.get(row["id"])), row["version"]
            )
            for row in rows
        }

    def _counts(self, view: View) -> tuple[Counter[str], Counter[str]]:
        """Counts by month what is of the view's outlet, and by outlet what is of its period."""
        condition, values = _condition(View(words=view.words))
        rows = self.database.rows(
            f"SELECT coalesce(substr(published, 1, 7), ''), {_SOURCE}, count(*) FROM article"
            f" WHERE {condition} GROUP BY 1, 2",
            *values,
        )
        months: Counter[str] = Counter()
        sources: Counter[str] = Counter()
        for month, source, count in sorted(rows, key=lambda row: row[1]):
            if month and view.source in ("", source):
                months[month] += count
            if month.startswith(view.period):
                sources[source] += count
        return months, sources

    def _total(self) -> int:
        (row,) = self.database.rows("SELECT count(*) FROM article")
        return int(row[0])


def _condition(view: View) -> tuple[str, list[object]]:
    """Returns what holds of the articles in a view, and the values in it."""
    words = view.words.casefold().split()
    held: list[tuple[str, object]] = [(f"instr({_SPOKEN}, ?)", word) for word in words]
    if view.source:
        held.append((f"{_SOURCE} = ?", view.source))
    if view.period:
        held.append((f"substr(published, 1, {len(view.period)}) = ?", view.period))
    return " AND ".join(one for one, _ in held) or "TRUE", [value for _, value in held]
