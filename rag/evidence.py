"""Answers and summaries as JSON, and back: an evidence file is checked again, offline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from rag.errors import LoadError
from rag.load import EVIDENCE_KEY
from rag.types import Answer, ArticleFacts, Draft, Passage, Sentence, Summary
from rag.verify import BY_MODEL, check

# Version 2 added the hashes; files of version 1 are read, and have none to compare.
EVIDENCE_VERSION = 2
READ_VERSIONS = (1, 2)

Current = Callable[[str], str | None]
Explain = Callable[[Passage], str]
Facts = Callable[[str], ArticleFacts | None]

# What a reader of the JSON needs of an article; its path is of this machine only.
_SHOWN_FACTS = ("id", "title", "published", "source", "url")
_FACT_NAMES = {
    "title": "The title", "published": "The date", "source": "The outlet", "url": "The address",
}  # fmt: skip
# A sentence with which all is well has nothing to point at.
_LEFT_OUT_EMPTY = frozenset({"findings"})


@dataclass(frozen=True, slots=True)
class Recheck:
    """An evidence file checked again: its sentences now, and what differs from what it says."""

    sentences: tuple[Sentence, ...]
    differences: tuple[str, ...]


def as_json(value: object) -> Any:
    """Returns a value of `rag.types` as what `json.dumps` takes."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ArticleFacts):
        facts = {name: as_json(getattr(value, name)) for name in _SHOWN_FACTS}
        return facts | ({"correction": value.correction} if value.correction else {})
    if is_dataclass(value):
        shown = {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
        return {name: one for name, one in shown.items() if one or name not in _LEFT_OUT_EMPTY}
    if isinstance(value, Mapping):
        return {str(name): as_json(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(one) for one in value]
    return value


def write_evidence(result: Answer | Summary, path: Path) -> None:
    """Writes an answer or a summary as an evidence file, whole or not at all."""
    write_whole(path, evidence_text(result))


def evidence_text(result: Answer | Summary) -> str:
    """Returns the text of an evidence file."""
    return json.dumps(as_evidence(as_json(result)), ensure_ascii=False, indent=2) + "\n"


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file so that whoever reads it finds all of it, or what was there before."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content.encode() if isinstance(content, str) else content)
    part.replace(path)


def as_evidence(result: Mapping[str, Any], **more: object) -> dict[str, Any]:
    """Returns the JSON of an answer or a summary as the content of an evidence file.

    Each passage gets the hash of its text, and the whole the hash of all the rest, so that what
    was changed by hand or by accident is found without a library.
    """
    passages = [{**one, "sha256": _sha256(one["text"])} for one in result["passages"]]
    content = {EVIDENCE_KEY: EVIDENCE_VERSION, **result, "passages": passages, **more}
    return {**content, "sha256": digest(content)}


def digest(content: Mapping[str, Any]) -> str:
    """Returns the SHA-256 of evidence: of its JSON without `sha256`, keys sorted, no spaces."""
    rest = {name: value for name, value in content.items() if name != "sha256"}
    return _sha256(
        json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    )


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_evidence(content: object) -> bool:
    """Tells whether parsed JSON is an evidence file."""
    return isinstance(content, dict) and EVIDENCE_KEY in content


def read_evidence(content: Mapping[str, Any], *, name: str) -> Draft:
    """Returns the draft that an evidence file holds: its text and its passages.

    Raises:
        LoadError: something that must be there is missing, or made by a newer version.
    """
    version = content[EVIDENCE_KEY]
    if version not in READ_VERSIONS:
        raise LoadError(f"{name} is evidence of version {version}; this reads {EVIDENCE_VERSION}.")
    try:
        passages = tuple(_passage(one) for one in content["passages"])
        return Draft(str(content["text"]), passages, str(content["writer"]))
    except (KeyError, TypeError, ValueError) as error:
        raise LoadError(
            f"{name} is not a whole evidence file: {error!r} is missing or wrong."
        ) from error


def recheck(
    content: Mapping[str, Any],
    *,
    name: str,
    current: Current | None = None,
    explain: Explain | None = None,
    facts: Facts | None = None,
) -> Recheck:
    """Checks an evidence file again: its text against its passages, its citations, its verdicts.

    `current` gives the paragraph that a library holds today at an address, if it holds it;
    `explain` says what became of one that reads otherwise now; `facts` gives what the library
    knows of an article.
    """
    draft = read_evidence(content, name=name)
    text, sentences, status = check(draft)
    differences = [
        *_wrong_hashes(content),
        *([] if text == draft.text else ["The text does not stand as it was checked."]),
        *(
            []
            if content["status"] == status or any(map(_is_by_model, content["sentences"]))
            else [f"The text is {status}, not {content['status']}."]
        ),
        *_changed_verdicts(content, sentences),
        *_wrong_coverage(content, sentences),
        *_wrong_quotes(content, draft),
        *(_changed_paragraphs(draft, current, explain) if current else ()),
        *(_changed_facts(content, facts) if facts else ()),
    ]
    return Recheck(sentences, tuple(differences))


def _wrong_hashes(content: Mapping[str, Any]) -> Iterator[str]:
    if content[EVIDENCE_KEY] < EVIDENCE_VERSION:
        return
    if content.get("sha256") != digest(content):
        yield "The file was changed after it was written: its hash is another."
    for row in content["passages"]:
        if row.get("sha256") != _sha256(row["text"]):
            yield f"The text of {row['address']} was changed: its hash is another."


def _changed_verdicts(content: Mapping[str, Any], now: Sequence[Sentence]) -> Iterator[str]:
    then = [(one["text"], one["verdict"]) for one in content["sentences"]]
    for (text, verdict), row, sentence in zip(then, content["sentences"], now, strict=False):
        if _is_by_model(row) and sentence.text == text:
            continue  # what a model said cannot be checked again without it
        if (text, verdict) != (sentence.text, sentence.verdict):
            yield f"“{sentence.text}” is {sentence.verdict}; the file says {verdict} of “{text}”."
    if len(then) != len(now):
        yield f"The text has {len(now)} sentences; the file lists {len(then)}."


def _is_by_model(row: Mapping[str, Any]) -> bool:
    return any(BY_MODEL in reason for reason in row.get("reasons", ()))


def _wrong_coverage(content: Mapping[str, Any], now: Sequence[Sentence]) -> Iterator[str]:
    """Yields the paragraphs that a summary says to cite, or to leave out, and does not."""
    cited = {citation.address for one in now for citation in one.citations}
    for row in content.get("coverage", {}).get("paragraphs", ()):
        if row["is_cited"] != (row["address"] in cited):
            yield f"{row['address']} is {'not cited' if row['is_cited'] else 'cited'} by the text."


def _wrong_quotes(content: Mapping[str, Any], draft: Draft) -> Iterator[str]:
    shown = {one.key: one for one in draft.passages}
    for citation in (one for row in content["sentences"] for one in row["citations"]):
        passage = shown.get(citation["key"])
        if passage is None or passage.address != citation["address"]:
            yield f"[{citation['key']}] does not lead to {citation['address']}."
            continue
        start, end = (citation[side] - passage.start for side in ("start", "end"))
        if passage.text[start:end] != citation["quote"]:
            yield f"[{citation['key']}] does not say “{citation['quote']}” where it points."


def _changed_paragraphs(draft: Draft, current: Current, explain: Explain | None) -> Iterator[str]:
    for passage in draft.passages:
        today = current(passage.address)
        if today is None:
            yield f"{passage.address} is not in the library."
        elif today != passage.text:
            plain = f"{passage.address} reads otherwise in the library now."
            yield explain(passage) if explain else plain


def _changed_facts(content: Mapping[str, Any], facts: Facts) -> Iterator[str]:
    """Yields where the file says otherwise of an article than the library, each thing once."""
    rows = [*(one["article"] for one in content["passages"]), *content.get("articles", ())]
    yield from dict.fromkeys(
        f"{told} of {row['id']} is {_worded(known[name])} in the library,"
        f" {_worded(row.get(name))} in the file."
        for row in rows
        if (known := as_json(facts(row["id"])))
        for name, told in _FACT_NAMES.items()
        if row.get(name) != known[name]
    )


def _worded(value: object) -> str:
    return f"“{value}”" if value else "not known"


def _passage(row: Mapping[str, Any]) -> Passage:
    facts = {name: row["article"].get(name) for name in (*_SHOWN_FACTS, "correction")}
    published = facts["published"]
    facts["published"] = date.fromisoformat(published) if published else None
    return Passage(
        address=row["address"],
        text=row["text"],
        score=float(row["score"]),
        article=ArticleFacts(**facts),
        start=int(row["start"]),
        key=row["key"],
        also_in=tuple(row.get("also_in", ())),
    )
