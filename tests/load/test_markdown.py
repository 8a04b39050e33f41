"""Markdown: markup becomes plain paragraphs, front matter facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.load import read
from rag.types import Article

PAGE = """---
title: "Storm: a wall falls"
date: 2025-07-13
source: Alder Post
author: [Jane Roe, John Poe]
url: https://post.example/storm
---

# Storm: a wall falls

The *harbour* at [Port Alder](https://alder.example) was **closed** on
Sunday; `gauge 7` stood at 4 m.

![The harbour at dawn](dawn.png "Dawn")

## Walls and waters

- rebuild the wall
- pay the fishermen

  at once

> We will not go back

| Town | Walls |
| ---- | ----- |
| Tolm | 3     |

```
height = 4
```

<div>Two boats <b>sank</b>.</div>

<!-- a note to the editor -->

With AP inputs
"""


LEFT = "The mayor left.\n\nIt rained."


def article_of(folder: Path, text: str) -> Article:
    path = folder / "one.md"
    path.write_text(text, encoding="utf-8")
    (article,) = read(path, max_bytes=100_000)
    assert isinstance(article, Article), article
    return article


def test_markup_becomes_paragraphs_of_the_right_kind(tmp_path: Path) -> None:
    article = article_of(tmp_path, PAGE)
    found = [(paragraph.kind, article.text_of(paragraph)) for paragraph in article.paragraphs]
    assert found == [
        ("body", "The harbour at Port Alder was closed on Sunday; gauge 7 stood at 4 m."),
        ("caption", "The harbour at dawn"),
        ("heading", "Walls and waters"),
        ("body", "rebuild the wall"),
        ("body", "pay the fishermen"),
        ("body", "at once"),
        ("body", "We will not go back"),
        ("body", "Town | Walls"),
        ("body", "Tolm | 3"),
        ("body", "height = 4"),
        ("body", "Two boats sank ."),
        ("credit", "With AP inputs"),
    ]


def test_front_matter_states_the_facts(tmp_path: Path) -> None:
    article = article_of(tmp_path, PAGE)
    assert article.title == "Storm: a wall falls"
    assert (article.published, article.source) == (date(2025, 7, 13), "Alder Post")
    assert (article.author, article.url) == ("Jane Roe, John Poe", "https://post.example/storm")


@pytest.mark.parametrize(
    ("front", "title", "author"),
    [
        ("title: Storm", "Storm", None),
        ("title: Storm: a wall falls\nauthor: Jane Roe", "Storm: a wall falls", "Jane Roe"),
        ("title: 'Storm'\nauthor: null", "Storm", None),
        ("title: 2025-07-13", "2025-07-13", None),
        ("title: yes\nauthor:\n  - Jane Roe\n  - John Poe", "yes", "Jane Roe, John Poe"),
        ("title: >\n  Storm\n  closes\nauthor: ~", "Storm closes", None),
        ("title: Storm\nauthor: !!python/object/apply:os.getcwd []", "Storm", None),
        ("title: Storm\nx: " + "[" * 5000, "Storm", None),
    ],
)
def test_front_matter_of_any_make_is_read(
    tmp_path: Path, front: str, title: str, author: str | None
) -> None:
    article = article_of(tmp_path, f"---\n{front}\n---\nThe mayor left.")
    assert (article.title, article.author, article.text) == (title, author, "The mayor left.")


@pytest.mark.parametrize(
    ("text", "title", "left"),
    [
        ("# Storm\n\nThe mayor left.", "Storm", "The mayor left."),
        ("Storm\n=====\n\nThe mayor left.", "Storm", "The mayor left."),
        ("## Storm\n\nThe mayor left.", "Storm", "The mayor left."),
        ("The mayor left.\n\n# Storm\n\nIt rained.", "Storm", "The mayor left.\n\nIt rained."),
        ("The mayor left. It rained.", "The mayor left.", "The mayor left. It rained."),
        ("---\ntitle: Wall\n---\n# Storm\n\nIt rained.", "Wall", "Storm\n\nIt rained."),
        ("---\n\nThe mayor left.\n\n---\n\nIt rained.", "The mayor left.", LEFT),
    ],
)  # fmt: skip
def test_title_is_the_first_heading(tmp_path: Path, text: str, title: str, left: str) -> None:
    article = article_of(tmp_path, text)
    assert (article.title, article.text) == (title, left)


def test_byline_and_date_under_the_heading_are_facts(tmp_path: Path) -> None:
    article = article_of(tmp_path, "# Storm\n\n*By Jane Roe*\n\n13 July 2025\n\nThe mayor left.")
    assert (article.author, article.published) == ("Jane Roe", date(2025, 7, 13))


def test_picture_within_a_sentence_leaves_it_and_becomes_a_caption(tmp_path: Path) -> None:
    article = article_of(tmp_path, "The mayor ![Pell Orran](x.png) left.")
    assert article.text == "The mayor left.\n\nPell Orran"


@pytest.mark.parametrize(
    "text", [">" * 90 + " deep", "- " * 40 + "deep", "[" * 5000, "*" * 9999 + "x"]
)
def test_deep_nesting_does_no_harm(tmp_path: Path, text: str) -> None:
    assert article_of(tmp_path, f"{text}\n\nThe mayor left.").text.endswith("The mayor left.")


@pytest.mark.parametrize("mark", [">", "- ", "1. "])
def test_absurd_nesting_raises_nothing(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "one.md"
    path.write_text(f"{mark * 20_000}deep", encoding="utf-8")
    assert len(list(read(path, max_bytes=100_000))) == 1
