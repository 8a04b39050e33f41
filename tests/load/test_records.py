"""JSON and JSON lines, with the field names that people use."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.load import read
from rag.types import Article, Failure

TEXT = "The harbour was closed on Sunday.\n\nNobody was hurt, the mayor said."
MAX_BYTES = 1_000_000


def read_file(path: Path, value: object) -> list[Article | Failure]:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return list(read(path, max_bytes=MAX_BYTES))


def article_in(path: Path, value: object) -> Article:
    (article,) = read_file(path, value)
    assert isinstance(article, Article), article
    return article


def reasons(results: list[Article | Failure]) -> dict[str, str]:
    return {one.name: one.reason for one in results if isinstance(one, Failure)}


@pytest.mark.parametrize(
    ("record", "fact", "value"),
    [
        ({"title": "Storm"}, "title", "Storm"),
        ({"headline": " Storm\n closes "}, "title", "Storm closes"),
        ({"Title": 1984}, "title", "1984"),
        ({"published": "2025-07-13"}, "published", date(2025, 7, 13)),
        ({"date": "July 13, 2025"}, "published", date(2025, 7, 13)),
        ({"published_at": "2025-07-13T10:05:00Z"}, "published", date(2025, 7, 13)),
        ({"publishedAt": 1752400000}, "published", date(2025, 7, 13)),
        ({"date_published": 20250713}, "published", date(2025, 7, 13)),
        ({"date": "May"}, "published", None),
        ({"date": True}, "published", None),
        ({"source": "Alder Post"}, "source", "Alder Post"),
        ({"outlet": "Alder Post"}, "source", "Alder Post"),
        ({"publisher": {"id": None, "name": "Alder Post"}}, "source", "Alder Post"),
        ({"url": "https://post.example/storm"}, "url", "https://post.example/storm"),
        ({"link": " https://post.example/storm "}, "url", "https://post.example/storm"),
        ({"url": "n/a"}, "url", None),
        ({"url": "https://post.example/"}, "url", None),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"author": "Jane Roe"}, "author", "Jane Roe"),
        ({"byline": ["Jane Roe", "John Poe"]}, "author", "Jane Roe, John Poe"),
        ({"authors": [{"name": "Jane Roe"}, {"name": None}]}, "author", "Jane Roe"),
        ({"author": {"x": 1}}, "author", None),
        ({"author": "\ud800Jane"}, "author", "\ufffdJane"),
    ],
)
def test_facts_are_read_from_the_usual_fields(
    tmp_path: Path, record: dict[str, Any], fact: str, value: object
) -> None:
    article = article_in(tmp_path / "one.json", {**record, "text": TEXT})
    assert getattr(article, fact) == value


@pytest.mark.parametrize(
    "record",
    [
        {"text": TEXT},
        {"body": TEXT},
        {"Content": TEXT},
        {"text": "", "body": TEXT},
        {"paragraphs": TEXT.split("\n\n")},
        {"text": TEXT.split("\n\n")},
        {"paragraphs": [{"text": one} for one in TEXT.split("\n\n")]},
        {"content": TEXT.replace("was closed\n", "<b>was closed</b>\n").replace("\n\n", "<p>")},
        {"body": "The harbour was closed on Sunday.<br><br>Nobody was hurt, the mayor said."},
    ],
)  # fmt: skip
def test_text_is_read_from_the_usual_fields(tmp_path: Path, record: dict[str, Any]) -> None:
    article = article_in(tmp_path / "one.json", record)
    assert article.text == TEXT
    assert [paragraph.kind for paragraph in article.paragraphs] == ["body", "body"]


def test_stated_kinds_are_kept_and_unknown_ones_recognised(tmp_path: Path) -> None:
    paragraphs = [
        {"text": "Walls and waters", "kind": "heading"},
        {"text": "The harbour at dawn", "kind": "caption"},
        {"text": "The harbour was closed.", "kind": "lede"},
        {"text": "With AP inputs"},
    ]
    article = article_in(tmp_path / "one.json", {"paragraphs": paragraphs})
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    assert kinds == ["heading", "caption", "body", "credit"]


def test_facts_in_the_text_fill_what_the_record_lacks(tmp_path: Path) -> None:
    record = {"title": "Storm", "text": " date 2025-07-13 The harbour was closed."}
    article = article_in(tmp_path / "one.json", record)
    assert (article.published, article.text) == (date(2025, 7, 13), "The harbour was closed.")


def test_title_repeated_above_the_text_is_dropped(tmp_path: Path) -> None:
    record = {"title": "Storm", "paragraphs": ["Storm", "The harbour was closed."]}
    assert article_in(tmp_path / "one.json", record).text == "The harbour was closed."


def test_control_characters_and_lone_surrogates_never_reach_the_text(tmp_path: Path) -> None:
    article = article_in(
        tmp_path / "one.json", r'{"text": "A\u0000B \ud800 end.", "title": "\udfff"}'
    )
    assert (article.text, article.title) == ("AB \ufffd end.", "\ufffd")
    assert article.sha256


@pytest.mark.parametrize(
    "wrapper",
    [
        lambda records: records,
        lambda records: {"articles": records, "status": "ok"},
        lambda records: {"response": {"docs": records}},
        lambda records: {"data": {"items": records}},
        lambda records: "\n".join(map(json.dumps, records)),
    ],
)
def test_list_of_records_yields_an_article_each(tmp_path: Path, wrapper: Any) -> None:
    records = [
        {"id": 7, "text": TEXT},
        {"title": "Storm", "text": f"{TEXT} 2"},
        {"text": "It rained."},
    ]
    path = tmp_path / "many.json"
    results = read_file(path, wrapper(records))
    paths = [one.path for one in results if isinstance(one, Article)]
    assert paths == [f"{path}#7", f"{path}#Storm", None]


def test_single_article_is_known_by_its_file_and_a_record_by_its_url(tmp_path: Path) -> None:
    record = {"url": "https://post.example/storm", "title": "Storm", "text": TEXT}
    assert article_in(tmp_path / "one.json", record).path == str(tmp_path / "one.json")
    listed = article_in(tmp_path / "many.json", [record])
    assert listed.path == f"{tmp_path / 'many.json'}#https://post.example/storm"


def test_bad_record_in_a_list_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    results = read_file(
        path, [{"text": TEXT}, 12, {"title": "Storm"}, {"text": 5}, {"text": "It rained."}]
    )
    assert sum(isinstance(one, Article) for one in results) == 2
    needed = "text, body, content or paragraphs"
    assert reasons(results) == {
        f"{path} record 2": f"It is a number, not an object with fields such as {needed}.",
        f"{path} record 3": f"It has no text; give it a field named {needed}.",
        f"{path} record 4": "Its field text is a number, not text.",
    }


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"paragraphs": "x"}, "Its field paragraphs is text, not a list of paragraphs."),
        ({"paragraphs": ["x", 5]}, "Its field paragraphs[1] is a number, not text."),
        ({"paragraphs": [{"text": ["x"]}]}, "Its field paragraphs[0] is a list, not text."),
        ({"text": " \n "}, "It has no text; there is nothing to add."),
        ({"text": "\u0000\u200b"}, "It has no text; there is nothing to add."),
        ({"text": True}, "Its field text is true, not text."),
        ([], "It is an empty list; there is nothing to add."),
        ("12", "It is a number, not an article or a list of articles."),
        ("null", "It is null, not an article or a list of articles."),
        ("{}", "It has no text; give it a field named text, body, content or paragraphs."),
        ('{"text": ', "It is not JSON: expecting value at line 1, column 10."),
        ("[" * 100_000, "It is nested too deeply to be an article; make it flat."),
        ('{"text": ' + "1" * 5000 + "}", "It is not usable JSON: "),
    ],
)  # fmt: skip
def test_failure_says_what_is_wrong(tmp_path: Path, record: object, reason: str) -> None:
    path = tmp_path / "one.json"
    (failure,) = read_file(path, record)
    assert isinstance(failure, Failure)
    assert failure.name in {str(path), f"{path} record 1"}
    assert failure.reason.startswith(reason)


def test_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"text": TEXT}),
        "",
        "{oops",
        '"text"',
        json.dumps({"id": "b", "text": "It rained."}),
    ]
    results = read_file(path, "\ufeff" + "\r\n".join(lines))
    assert [one.path for one in results if isinstance(one, Article)] == [None, f"{path}#b"]
    assert list(reasons(results)) == [f"{path} line 3", f"{path} line 4"]


def test_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "many.ndjson"
    path.write_bytes(b'{"text": "caf\xe9"}\n{"text": "It rained."}')
    failure, article = read(path, max_bytes=MAX_BYTES)
    assert failure == Failure(
        f"{path} line 1", "It is not UTF-8; save the file as UTF-8 and add it again."
    )
    assert isinstance(article, Article)


def test_limit_holds_for_a_line_not_for_the_file(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    short, long = json.dumps({"text": "It rained."}), json.dumps({"text": "x" * 300_000})
    path.write_text("\n".join([long, *[short] * 2_000, long]), encoding="utf-8")
    results = list(read(path, max_bytes=100_000))
    assert sum(isinstance(one, Article) for one in results) == 2_000
    reason = "The line is 0.4 MB; the limit is 0.1 MB (RAG_MAX_FILE_MB)."
    assert reasons(results) == {f"{path} line 1": reason, f"{path} line 2002": reason}


def test_file_that_is_no_json_lines_fails_once_it_is_clear(tmp_path: Path) -> None:
    results = read_file(tmp_path / "many.jsonl", "words\n" * 10_000)
    assert len(results) == 21
    assert list(reasons(results).values())[-1] == (
        "None of its first 20 lines is JSON; give one object a line."
    )


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_empty_json_lines_fail(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(data)
    assert list(read(path, max_bytes=10)) == [Failure(str(path), "The file is empty.")]


def test_json_lines_in_utf_16_fail_once(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "x"}\n' * 50, encoding="utf-16")
    (failure,) = read(path, max_bytes=MAX_BYTES)
    assert failure == Failure(
        str(path), "The file is not UTF-8 text; save it as UTF-8 and add that."
    )


def test_json_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "It rained."}\n' * 3, encoding="utf-8")
    articles = read(path, max_bytes=MAX_BYTES)
    assert isinstance(next(articles), Article)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"text": "It snowed."}\n' * 100_000)
    assert isinstance(next(articles), Article)
