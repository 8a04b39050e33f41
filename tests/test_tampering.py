"""An evidence file that was tampered with is found out: by itself, or held against the library.

"By hand" is what an editor of the file does, "forged" what somebody does who knows the format and
puts the hashes right again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from rag import Library, as_json, recheck
from rag.evidence import as_evidence, digest

STORY = """Title: Harbour wall to cost more
Date: 2025-06-19
Source: Tidewater Ledger
URL: https://ledger.example/wall

The harbour wall at Port Ellery will not be finished before March 2027, the council said.

The wall will cost £23.7 million, 15 per cent more than planned, Mayor Ilse Marrable said.

“We should have drilled deeper,” Marrable told the Tidewater Ledger.

The contractor, Brannock Marine, denied that the delay had added £2 million to the price.
"""

Content = dict[str, Any]
Change = Callable[[Content], None]


@pytest.fixture
def told(library: Library, tmp_path: Path) -> Content:
    (tmp_path / "wall.txt").write_text(STORY, encoding="utf-8")
    library.add(tmp_path / "wall.txt")
    summary = library.summarize(library.articles()[0].id, words=60)
    content: Content = json.loads(json.dumps(as_evidence(as_json(summary))))
    return content


def everywhere_said(old: str, new: str) -> Change:
    """Changes what the summary says, in its text and its sentences, but no source."""

    def change(content: Content) -> None:
        assert old in content["text"]
        content["text"] = content["text"].replace(old, new)
        for one in content["sentences"]:
            one["text"] = one["text"].replace(old, new)

    return change


def everywhere(old: str, new: str) -> Change:
    """Changes what the summary says and its sources alike."""

    def change(content: Content) -> None:
        everywhere_said(old, new)(content)
        for one in content["passages"]:
            one["text"] = one["text"].replace(old, new)
        for sentence in content["sentences"]:
            for citation in sentence["citations"]:
                citation["quote"] = citation["quote"].replace(old, new)

    return change


def at(*path: str | int, to: object) -> Change:
    """Changes one value."""

    def change(content: Content) -> None:
        *way, last = path
        place: Any = content
        for step in way:
            place = place[step]
        assert place[last] != to
        place[last] = to

    return change


def without(*path: str | int) -> Change:
    """Takes one thing out."""

    def change(content: Content) -> None:
        *way, last = path
        place: Any = content
        for step in way:
            place = place[step]
        del place[last]

    return change


def forged(change: Change) -> Change:
    """Changes, and puts all hashes right again."""

    def made(content: Content) -> None:
        change(content)
        fresh = as_evidence({n: v for n, v in content.items() if n not in ("sha256",)})
        content.update(fresh)

    return made


def with_more(sentence: str) -> Change:
    """Adds a sentence to the text."""

    def change(content: Content) -> None:
        content["text"] = f"{content['text']} {sentence}"

    return change


def exchanged(place: str, one: int, other: int, name: str) -> Change:
    """Lets two rows exchange a value."""

    def change(content: Content) -> None:
        rows = content[place]
        rows[one][name], rows[other][name] = rows[other][name], rows[one][name]

    return change


BY_ITSELF: dict[str, Change] = {
    "number": everywhere_said("£23.7 million", "£27.3 million"),
    "number, forged": forged(everywhere_said("£23.7 million", "£27.3 million")),
    "percentage, forged": forged(everywhere_said("15 per cent", "50 per cent")),
    "name": everywhere_said("Ilse Marrable", "Olaf Brandt"),
    "name, forged": forged(everywhere_said("Ilse Marrable", "Olaf Brandt")),
    "date, forged": forged(everywhere_said("March 2027", "March 2026")),
    "quotation, forged": forged(everywhere_said("drilled deeper", "never started")),
    "dropped negation": everywhere_said("will not be finished", "will be finished"),
    "dropped negation, forged": forged(everywhere_said("will not be finished", "will be finished")),
    "denial turned, forged": forged(everywhere_said("denied that", "confirmed that")),
    "quote of a citation": at("sentences", 0, "citations", 0, "quote", to="It is finished."),
    "quote, forged": forged(at("sentences", 0, "citations", 0, "quote", to="It is finished.")),
    "offset, forged": forged(at("sentences", 0, "citations", 0, "start", to=3)),
    "address, forged": forged(at("sentences", 0, "citations", 0, "address", to="other#p1")),
    "verdict, forged": forged(at("sentences", 0, "verdict", to="weak")),
    "marker, forged": forged(at("sentences", 0, "citations", 0, "key", to="99")),
    "sentence left out, forged": forged(without("sentences", 0)),
    "hash of the file": at("sha256", to="0" * 64),
    "hash of a passage": at("passages", 0, "sha256", to="0" * 64),
    "title": at("passages", 0, "article", "title", to="Harbour wall to cost less"),
    "outlet": at("passages", 0, "article", "source", to="Ministry of Works"),
    "coverage": at("coverage", "share", to=0.5),
    "passage": at("passages", 0, "text", to="Another text."),
    "source and summary alike": everywhere("£23.7 million", "£27.3 million"),
    "status, forged": forged(at("status", to="partly_grounded")),
    "coverage, forged": forged(at("coverage", "paragraphs", 0, "is_cited", to=False)),
    "number in words, forged": forged(everywhere_said("£23.7 million", "thirty million pounds")),
    "speaker, forged": forged(everywhere_said("Mayor Ilse Marrable said", "Brannock Marine said")),
    "attribution lost, forged": forged(everywhere_said(", the council said", "")),
    "sentence added, forged": forged(with_more("The mayor has resigned over it. [1]")),
    "sentence without a source, forged": forged(with_more("Work begins in May.")),
    "two passages exchanged, forged": forged(exchanged("passages", 0, 1, "text")),
    "keys exchanged, forged": forged(exchanged("passages", 0, 1, "key")),
}  # fmt: skip


def of_every_article(name: str, to: object) -> Change:
    """Changes one fact wherever the file tells it."""

    def change(content: Content) -> None:
        for one in (*(each["article"] for each in content["passages"]), *content["articles"]):
            assert one[name] != to
            one[name] = to

    return change


AGAINST_THE_LIBRARY: dict[str, Change] = {
    "title, forged": forged(of_every_article("title", "Harbour wall to cost less")),
    "outlet, forged": forged(of_every_article("source", "Ministry of Works")),
    "date, forged": forged(of_every_article("published", "2024-06-19")),
    "no date, forged": forged(of_every_article("published", None)),
    "URL, forged": forged(of_every_article("url", "https://elsewhere.example/wall")),
    "outlet of one passage, forged": forged(at("passages", 1, "article", "source", to="Post")),
    "title of the article, forged": forged(at("articles", 0, "title", to="Another title")),
    "source and summary alike, forged": forged(everywhere("£23.7 million", "£27.3 million")),
    "passage address, forged": forged(at("passages", 3, "address", to="no-such-article#p1")),
}


def is_found(content: Content, library: Library | None = None) -> bool:
    """Tells whether a check finds anything wrong."""
    current, facts = (library.current_text, library.current_facts) if library else (None, None)
    checked = recheck(content, name="told.json", current=current, facts=facts)
    failed = [one for one in checked.sentences if one.verdict in ("unsupported", "uncited")]
    return bool(failed or checked.differences)


def test_the_untouched_file_passes(told: Content, library: Library) -> None:
    assert not is_found(told)
    assert not is_found(told, library)


@pytest.mark.parametrize("name", BY_ITSELF)
def test_tampering_is_found_by_the_file_alone(told: Content, name: str) -> None:
    tampered = deepcopy(told)
    BY_ITSELF[name](tampered)
    assert tampered != told
    assert is_found(tampered)


@pytest.mark.parametrize("name", AGAINST_THE_LIBRARY)
def test_a_forged_source_is_found_against_the_library(
    told: Content, library: Library, name: str
) -> None:
    tampered = deepcopy(told)
    AGAINST_THE_LIBRARY[name](tampered)
    assert is_found(tampered, library)


def test_the_hash_does_not_depend_on_the_order_of_the_names(told: Content) -> None:
    assert digest(dict(reversed(told.items()))) == told["sha256"]


def test_the_documented_fields_are_those_of_a_file(told: Content) -> None:
    page = Path(__file__).parent.parent / "docs" / "evidence.md"
    table = page.read_text(encoding="utf-8").split("| --- | --- |")[1].split("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row[:60])}
    assert set(told) <= named
