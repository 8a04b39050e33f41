"""Plain text in the shapes in which people keep it."""

from __future__ import annotations

from datetime import date

import pytest

from rag.load.build import build_article
from rag.load.plain_text import parse_text
from rag.types import Article

# The traits of a crawled page: the date runs into the first sentence, a caption with its agency
# into the first paragraph; a sub-heading has no full stop, and a credit line comes last.
CRAWLED = """ date 2025-07-13 Harbour minister Ines Valdor on Saturday warned the river towns of \
Almery, Brack and Tolm against closing the lower locks, as she toured Port Alder for talks on \
the flood. Harbour Minister Ines Valdor (C) greeting Mayor Pell Orran (L) in Port Alder on \
July 12, 2025.(AFP)

Valdor spoke on a visit to Port Alder’s old quay, where she met the mayor.

“We warn against shutting any gate upstream,” she said, according to the Alder Post.

Almery, Brack and Tolm raise their walls

The warning comes as the three towns build higher walls in response to Port Alder’s locks.

She left on Sunday.

With AP inputs"""

WRAPPED = """Storm closes harbour at Port Alder

By Jane Roe
13 July 2025, 10:05 GMT

PORT ALDER, July 13 (Reuters) - The harbour at Port Alder was closed on Sunday
after a storm tore the breakwater and sank two fishing boats, the harbour
master said. Nobody was hurt.

The storm was the third this year. Officials say that the well-
known sea wall, built in 1911, will not stand a fourth.

A wall under strain

Engineers warned in March that the wall had lost a third of its stones. The
council put off the repair, which would cost £5m, to the next budget.

Reporting by Jane Roe; Editing by John Poe
"""

LONG_LINES = """Storm closes harbour
The harbour at Port Alder was closed on Sunday after a storm tore the breakwater and sank two \
fishing boats, the harbour master said.
Nobody was hurt.
“It came from nowhere,” he said.
The storm was the third this year. Officials say that the well-known sea wall, built in 1911, \
will not stand a fourth.
With agency inputs"""

INDENTED = """   The harbour at Port Alder was closed on Sunday after a storm tore the
breakwater and sank two fishing boats, the harbour master said.
   The storm was the third this year. Officials say that the well-known
sea wall, built in 1911, will not stand a fourth. It is old and it leans."""

LISTED = """The council said that it would do three things before the winter comes to
the town:

- rebuild the wall
- clear the harbour of what the storm has left there, which will take some
  weeks
- pay the fishermen

It will meet again in August. Until then the harbour stays closed to all but
the smallest boats."""

SENTENCE = "The harbour was closed on Sunday after the storm, the mayor said."


def article_of(text: str) -> Article:
    head, blocks = parse_text(text)
    return build_article(head, blocks, path=None)


def kinds_of(article: Article) -> list[str]:
    return [paragraph.kind for paragraph in article.paragraphs]


def texts_of(article: Article) -> list[str]:
    return [article.text_of(paragraph) for paragraph in article.paragraphs]


def test_crawled_page_comes_apart_into_its_kinds() -> None:
    article = article_of(CRAWLED)
    assert kinds_of(article) == [
        "body", "caption", "body", "body", "heading", "body", "body", "credit",
    ]  # fmt: skip
    texts = texts_of(article)
    assert (texts[0][:21], texts[0][-13:]) == ("Harbour minister Ines", "on the flood.")
    assert (texts[1][:21], texts[1][-10:]) == ("Harbour Minister Ines", "2025.(AFP)")
    assert texts[-1] == "With AP inputs"


def test_crawled_page_states_its_date_and_its_first_sentence_is_the_title() -> None:
    article = article_of(CRAWLED)
    assert article.published == date(2025, 7, 13)
    assert "2025-07-13" not in article.text
    assert article.title == (
        "Harbour minister Ines Valdor on Saturday warned the river towns of"
        " Almery, Brack and Tolm against…"
    )


def test_wrapped_lines_make_one_paragraph() -> None:
    article = article_of(WRAPPED)
    assert kinds_of(article) == ["credit", "body", "body", "heading", "body", "credit"]
    assert "\n" not in article.text.replace("\n\n", "")
    assert "the well-known sea wall" in article.text
    assert "on Sunday after a storm" in article.text


def test_wrapped_article_states_title_author_and_date() -> None:
    article = article_of(WRAPPED)
    assert article.title == "Storm closes harbour at Port Alder"
    assert (article.author, article.published) == ("Jane Roe", date(2025, 7, 13))
    assert article.title not in article.text


def test_long_lines_are_a_paragraph_each() -> None:
    article = article_of(LONG_LINES)
    assert article.title == "Storm closes harbour"
    assert kinds_of(article) == ["body", "body", "body", "body", "credit"]


def test_short_sentences_on_lines_of_their_own_stay_apart() -> None:
    text = "The harbour was closed after a storm.\nNobody was hurt, the mayor said.\nIt rained."
    assert len(article_of(text).paragraphs) == 3


def test_indented_first_lines_begin_paragraphs() -> None:
    texts = texts_of(article_of(INDENTED))
    assert [text.split()[0:2] for text in texts] == [["The", "harbour"], ["The", "storm"]]


def test_list_items_in_wrapped_text_stay_apart() -> None:
    texts = texts_of(article_of(LISTED))
    assert texts[1:4] == [
        "- rebuild the wall",
        "- clear the harbour of what the storm has left there, which will take some weeks",
        "- pay the fishermen",
    ]
    assert set(kinds_of(article_of(LISTED))) == {"body"}


@pytest.mark.parametrize(
    "rule",
    [
        "***",
        "* * *",
        "-----",
        "________",
        "=====",
        "~~~",
        "• • •",
        "Advertisement",
        "Story continues below advertisement",
    ],
)
def test_rules_and_furniture_part_paragraphs_and_are_dropped(rule: str) -> None:
    assert texts_of(article_of(f"{SENTENCE}\n{rule}\n{SENTENCE}")) == [SENTENCE, SENTENCE]


@pytest.mark.parametrize(
    ("text", "first", "published"),
    [
        (" date 2025-07-13 The mayor left.", "The mayor left.", date(2025, 7, 13)),
        ("Date: 2025-07-13 “We go,” she said.", "“We go,” she said.", date(2025, 7, 13)),
        ("2025-07-13 The mayor left.", "The mayor left.", date(2025, 7, 13)),
        ("date 2025-07-13T10:05:00Z The mayor left.", "The mayor left.", date(2025, 7, 13)),
        ("date 2025-07-13 10:05 West Quay shut.", "West Quay shut.", date(2025, 7, 13)),
        ("date 2025-07-13 10 boats sank.", "10 boats sank.", date(2025, 7, 13)),
        ("Published 13 July 2025 | The mayor left.", "The mayor left.", date(2025, 7, 13)),
        (
            "Updated: July 13, 2025 9:03 pm IST The mayor left.",
            "The mayor left.",
            date(2025, 7, 13),
        ),
        ("Date 2025-07-13 was set for it.", "Date 2025-07-13 was set for it.", None),
        ("2025-07-13, when it rained.", "2025-07-13, when it rained.", None),
        ("July 13, 2025 The mayor left.", "July 13, 2025 The mayor left.", None),
        ("May 2025 The mayor left.", "May 2025 The mayor left.", None),
        ("date 12 The mayor left.", "date 12 The mayor left.", None),
    ],
)
def test_date_run_into_the_text_is_taken_off(text: str, first: str, published: date | None) -> None:
    article = article_of(f"{text}\n\nThe rest of it.")
    assert (texts_of(article)[0], article.published) == (first, published)


ORDERS = [
    [
        "Title: Storm: a wall falls",
        "Date: 2025-07-13",
        "Source: Alder Post",
        "Author: Jane Roe",
        "URL: https://post.example/storm",
    ],
    [
        "URL: https://post.example/storm",
        "Published: July 13, 2025 10:05 EDT",
        "By: Jane Roe, Staff Writer",
        "Outlet: Alder Post",
        "Headline: Storm: a wall falls",
    ],
    [
        "title : Storm: a wall falls",
        "",
        "author: Jane Roe",
        "date: 13 July 2025",
        "source: Alder Post",
        "",
        "link: https://post.example/storm",
    ],
    [
        "Title: Storm: a wall falls",
        "Section: World",
        "Published on: 2025/07/13",
        "Tags: storm, wall",
        "Publisher: Alder Post",
        "Byline: Jane Roe",
        "Url: https://post.example/storm",
        "Text:",
    ],
]


@pytest.mark.parametrize("headers", ORDERS)
def test_header_lines_in_any_order_are_facts(headers: list[str]) -> None:
    article = article_of("\n".join([*headers, "", SENTENCE]))
    assert texts_of(article) == [SENTENCE]
    assert (article.title, article.published, article.source, article.author, article.url) == (
        "Storm: a wall falls",
        date(2025, 7, 13),
        "Alder Post",
        "Jane Roe",
        "https://post.example/storm",
    )


def test_text_label_is_not_part_of_the_text() -> None:
    assert texts_of(article_of(f"Title: Storm\nText: {SENTENCE}")) == [SENTENCE]


def test_updated_date_counts_only_where_no_other_is_given() -> None:
    both = f"Updated: July 14, 2025\nPublished: July 13, 2025\n\n{SENTENCE}"
    assert article_of(both).published == date(2025, 7, 13)
    assert article_of(f"Updated: July 14, 2025\n\n{SENTENCE}").published == date(2025, 7, 14)


def test_header_words_in_the_running_text_stay() -> None:
    text = f"{SENTENCE}\n\nSource: the river rises in the hills above Tolm.\n\nTitle: none."
    assert len(article_of(text).paragraphs) == 3


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("Storm closes harbour", True),
        ("Is the harbour safe?", True),
        ("‘Third storm’ closes U.S. harbour", True),
        ("The harbour was closed.", False),
        ("“We will not go back”", False),
        ("the harbour", False),
        ("What we know:", False),
        ("By Jane Roe", False),
        ("The harbour was closed. It rained", False),
        (
            "Storm closes harbour and the mayor says that in all of the town nobody was hurt",
            False,
        ),
    ],
)
def test_first_line_is_the_title_if_it_looks_like_one(first: str, *, is_title: bool) -> None:
    article = article_of(f"{first}\n\n{SENTENCE} It was the third this year, and the worst.")
    assert (article.title == first and first not in article.text) is is_title


def test_title_is_followed_by_bylines_and_dates() -> None:
    article = article_of(f"Storm closes harbour\nBy Jane Roe\nJuly 13, 2025\n\n{SENTENCE}")
    assert (article.title, article.author) == ("Storm closes harbour", "Jane Roe")
    assert (article.published, kinds_of(article)) == (date(2025, 7, 13), ["credit", "body"])


def test_stated_title_repeated_above_the_text_is_dropped() -> None:
    article = article_of(f"Title: Storm closes harbour\n\nStorm closes harbour\n\n{SENTENCE}")
    assert texts_of(article) == [SENTENCE]


def test_single_line_is_text_and_title() -> None:
    article = article_of("Storm closes harbour")
    assert (article.title, article.text) == ("Storm closes harbour", "Storm closes harbour")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The mayor left. It rained.", "The mayor left."),
        ("word " * 40, "word " * 19 + "word…"),
        ("x" * 140, "x" * 99 + "…"),
        ("TOLM (AP) — The mayor left. It rained.", "The mayor left."),
        ("TOLM, July 13 (Reuters) - The mayor left. It rained.", "The mayor left."),
        ("Tolm, July 13, 2025 – The mayor left. It rained.", "The mayor left."),
        ("He said yes – No way. It rained.", "He said yes – No way."),
    ],
)
def test_title_is_the_first_sentence_shortened(text: str, title: str) -> None:
    assert article_of(text).title == title
    assert len(title) <= 100


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("TOLM, N.B., July 13, 2025 (Reuters) — The mayor left.", date(2025, 7, 13)),
        ("TOLM, 13 July 2025 - The mayor left.", date(2025, 7, 13)),
        ("TOLM, July 13 (Reuters) - The mayor left in 2025.", None),
        ("The mayor left on July 13, 2025.", None),
        ("Date: 2025-07-14\nTOLM, July 13, 2025 (Reuters) - The mayor left.", date(2025, 7, 14)),
    ],
)
def test_full_date_in_a_dateline_serves_when_nothing_else_does(
    text: str, published: date | None
) -> None:
    article = article_of(text)
    assert article.published == published
    assert article.text == text.removeprefix("Date: 2025-07-14\n")


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By JANE ROE and JOHN POE, Associated Press", "JANE ROE and JOHN POE"),
        ("By Jane Roe, Staff Writer | Alder Post", "Jane Roe"),
        ("By Jane Roe, John Poe and Ann Loe", "Jane Roe, John Poe and Ann Loe"),
        ("By Jane van der Roe in Port Alder", "Jane van der Roe"),
        ("By Jane Roe for the Alder Post", "Jane Roe"),
        ("By AFP", "AFP"),
    ],
)
def test_byline_names_the_author_and_is_a_credit(byline: str, author: str) -> None:
    article = article_of(f"Storm closes harbour\n\n{byline}\n\n{SENTENCE}")
    assert (article.author, kinds_of(article)) == (author, ["credit", "body"])


@pytest.mark.parametrize("line", ["By Sunday the water had gone", "By Monday", "By and large."])
def test_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    article = article_of(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}")
    assert article.author is None
    assert "credit" not in kinds_of(article)


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b"])
def test_every_newline_is_a_newline(newline: str) -> None:
    text = CRAWLED.replace("\n", newline)
    assert article_of(text) == article_of(CRAWLED)
