"""The folder that a batch writes: Markdown and JSON an article, a list that is also its memory.

`summaries.jsonl` gets a line when an article's files are whole; what a crash leaves behind is an
article without a line, whose files are looked at, or a line that breaks off, which is passed over.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from threading import Lock
from typing import Any, get_args

from rag.documents import index_line
from rag.errors import UsageError
from rag.evidence import as_evidence, as_json, write_whole
from rag.load import BATCH_LIST
from rag.save import as_file
from rag.types import Summary, Verdict

TABLE = "summaries.csv"
INDEX = "index.md"
MARKDOWN, EVIDENCE = ALWAYS = (".md", ".json")
VERDICTS: tuple[str, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Record:
    """What the list holds of one summary; `stamp` tells from which text and settings it is."""

    id: str
    stamp: str
    title: str
    published: str | None
    source: str | None
    url: str | None
    status: str
    text: str
    words: int
    coverage: float
    left_out: int
    verdicts: Mapping[str, int]
    usage: Mapping[str, Any]


class Folder:
    """The output folder of a batch; it is made if it is not there.

    Each summary is written as Markdown, as evidence, and in the formats of the endings `also`.
    """

    def __init__(self, path: Path, *, also: Sequence[str] = ()) -> None:
        self.path = path
        self._endings = tuple(dict.fromkeys((*ALWAYS, *also)))
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{path} cannot be written to ({error.strerror}).") from error
        self._writing = Lock()
        self._end_broken_line()
        self._stamps = {one.id: one.stamp for one in self.records()}

    def holds(self, article_id: str, stamp: str) -> bool:
        """Tells whether an article's summary is there, whole, and of this text and settings."""
        files = [self.path / f"{article_id}{ending}" for ending in self._endings]
        if not all(one.exists() for one in files):
            return False
        if article_id in self._stamps:
            return self._stamps[article_id] == stamp
        return self._adopted(article_id, stamp)

    def write(self, name: str, summary: Summary, stamp: str) -> Record:
        """Writes a summary's files, then its line in the list."""
        record = record_of(name, as_json(summary), stamp)
        evidence = as_evidence(as_json(summary), stamp=stamp)
        for ending in self._endings:
            if ending != EVIDENCE:
                content = as_file(summary, ending, beside=self.path.resolve())
                write_whole(self.path / f"{name}{ending}", content)
        write_whole(
            self.path / f"{name}{EVIDENCE}", json.dumps(evidence, ensure_ascii=False) + "\n"
        )
        self._note(record)
        return record

    def records(self) -> Iterator[Record]:
        """Yields the records of the list, the last one of each article, as they stand in it."""
        last = {record.id: place for place, record in enumerate(self._lines())}
        for place, record in enumerate(self._lines()):
            if last[record.id] == place:
                yield record

    def finish(self, *, table: bool) -> None:
        """Writes the list without outdated lines, the index by date, and the table if wanted."""
        part = self.path / f"{BATCH_LIST}.part"
        with part.open("w", encoding="utf-8") as file:
            file.writelines(_line(one) for one in self.records())
        part.replace(self.path / BATCH_LIST)
        items = [
            index_line(one.title, f"{one.id}{MARKDOWN}", _facts(one)) for one in self.records()
        ]
        write_whole(self.path / INDEX, "\n".join(["# Summaries", "", *items, ""]))
        if table:
            self._write_table()

    def _note(self, record: Record) -> None:
        with self._writing, (self.path / BATCH_LIST).open("a", encoding="utf-8") as file:
            file.write(_line(record))
            self._stamps[record.id] = record.stamp

    def _end_broken_line(self) -> None:
        """Ends a line that a crash broke off, so that the next one stands by itself."""
        path = self.path / BATCH_LIST
        if path.exists() and not path.read_bytes().endswith(b"\n"):
            with path.open("a", encoding="utf-8") as file:
                file.write("\n")

    def _adopted(self, article_id: str, stamp: str) -> bool:
        """Takes over files whose line was not written any more."""
        try:
            content = json.loads(
                (self.path / f"{article_id}{EVIDENCE}").read_text(encoding="utf-8")
            )
        except (OSError, ValueError):
            return False
        if not isinstance(content, dict) or content.get("stamp") != stamp:
            return False
        self._note(record_of(article_id, content, stamp))
        return True

    def _lines(self) -> Iterator[Record]:
        path = self.path / BATCH_LIST
        if not path.exists():
            return
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if record := _read(line):
                    yield record

    def _write_table(self) -> None:
        part = self.path / f"{TABLE}.part"
        # The mark at the beginning tells spreadsheets that it is UTF-8.
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([*_COLUMNS, *VERDICTS])
            for one in self.records():
                row = [_cell(getattr(one, name)) for name in _COLUMNS]
                rows.writerow([*row, *(one.verdicts.get(name, 0) for name in VERDICTS)])
        part.replace(self.path / TABLE)


_COLUMNS = "id published source title url status words coverage left_out text".split()


def record_of(name: str, summary: Mapping[str, Any], stamp: str) -> Record:
    """Returns the record of a summary in the shape of its JSON."""
    [facts, *others] = summary["articles"] or [{}]
    told = facts if not others and summary["about"] is None else {"title": summary["about"]}
    verdicts = [one["verdict"] for one in summary["sentences"]]
    uncited = [o for o in summary["coverage"]["paragraphs"] if o["holds"] and not o["is_cited"]]
    return Record(
        id=name,
        stamp=stamp,
        title=told.get("title") or name,
        published=told.get("published"),
        source=told.get("source"),
        url=told.get("url"),
        status=summary["status"],
        text=summary["text"],
        words=sum(len(one["text"].split()) for one in summary["sentences"]),
        coverage=summary["coverage"]["share"],
        left_out=len(uncited),
        verdicts={name: verdicts.count(name) for name in VERDICTS if name in verdicts},
        usage=summary["usage"],
    )


def _line(record: Record) -> str:
    return json.dumps(as_json(record), ensure_ascii=False) + "\n"


def _read(line: str) -> Record | None:
    try:
        row = json.loads(line)
        return Record(**{field.name: row[field.name] for field in fields(Record)})
    except (ValueError, KeyError, TypeError):
        return None  # it broke off, or somebody edited it; the article is summarized again


def _facts(record: Record) -> str:
    facts = [one for one in (record.source, record.published) if one]
    failed = record.verdicts.get("unsupported", 0) + record.verdicts.get("uncited", 0)
    if failed:
        facts.append(f"{failed} of {sum(record.verdicts.values())} sentences failed the check")
    return ", ".join(facts)


def _cell(value: object) -> object:
    """Returns a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and (value[:1] in ("=", "+", "@", "\t") or value[:2].strip() == "-"):
        return f"'{value}"
    return value
