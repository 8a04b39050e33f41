"""Inputs become files, files become articles, and whatever cannot is named."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.load import article_id, canonical_url, find, read
from rag.load.failures import reason_of
from rag.types import Article, Failure

SENTENCE = "The harbour was closed on Sunday after the storm, the mayor said."
DENIED = "Permission is denied; make it readable, or leave it out."
NO_FOLDER = "What its name takes for a folder is a file; check the name."
NOBODY = 65534
NO_ADDRESS = "Only addresses that begin with http:// or https:// can be fetched."
SUFFIXES = (".txt", ".md", ".html", ".json", ".jsonl")


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SENTENCE, encoding="utf-8")


def found_in(folder: Path, *inputs: str | Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find(inputs or [folder]).files]


# What `find` finds


def test_folder_is_walked_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.md", "sub/c.HTML", "sub/.d.txt", ".git/e.txt", "A/f.jsonl")
    assert found_in(tmp_path) == ["a.md", "b.txt", "A/f.jsonl", "sub/c.HTML"]
    assert find([tmp_path]).left_out == ()


def test_what_a_browser_saved_beside_a_page_is_no_article(tmp_path: Path) -> None:
    make(tmp_path, "Storm.html", "Storm_files/frame.html", "Other_files/a.html")
    assert found_in(tmp_path) == ["Storm.html", "Other_files/a.html"]


def test_file_of_no_known_kind_is_left_out(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.png", "c")
    found = find([tmp_path, tmp_path / "b.png"])
    assert found.left_out == (str(tmp_path / "b.png"), str(tmp_path / "c"))
    assert found.failed == ()


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "LICENSE.txt", "Licence-MIT.md"])
def test_readme_and_license_count_only_if_named(tmp_path: Path, name: str) -> None:
    make(tmp_path, name, "readmissions.txt")
    assert found_in(tmp_path) == ["readmissions.txt"]
    assert find([tmp_path]).left_out == (str(tmp_path / name),)
    assert found_in(tmp_path, tmp_path / name) == [name]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("?.md", ["c.md"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/d.txt", "sub/deep/e.txt"]),
        ("sub/**", ["sub/d.txt", "sub/deep/e.txt"]),
        ("**/deep/*.txt", ["sub/deep/e.txt"]),
        ("s*", ["sub/d.txt", "sub/deep/e.txt"]),
    ],
)
def test_glob_is_expanded(tmp_path: Path, pattern: str, names: list[str]) -> None:
    make(tmp_path, "a.txt", "b.txt", "c.md", ".x.txt", "sub/d.txt", "sub/deep/e.txt")
    assert found_in(tmp_path, f"{tmp_path}/{pattern}") == names


def test_name_with_glob_characters_is_a_name_first(tmp_path: Path) -> None:
    make(tmp_path, "[a].txt", "a.txt", "(a).txt")
    assert found_in(tmp_path, tmp_path / "[a].txt") == ["[a].txt"]
    assert found_in(tmp_path, tmp_path / "(a).txt") == ["(a).txt"]


def test_file_named_twice_counts_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    inputs: list[str | Path] = [
        tmp_path / "a.txt",
        tmp_path,
        f"{tmp_path}/./a.txt",
        f"{tmp_path}/*.txt",
    ]
    assert found_in(tmp_path, *inputs) == ["a.txt"]


def test_circle_of_links_is_walked_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "sub/b.txt")
    for name in ("one", "two", "sub/three"):
        (tmp_path / name).symlink_to(tmp_path, target_is_directory=True)
    assert found_in(tmp_path) == ["a.txt", "sub/b.txt"]
    assert len(found_in(tmp_path, f"{tmp_path}/**/*.txt")) == 2


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("nowhere.txt", "There is no such file or folder; check the name."),
        ("nowhere/*.txt", "There is no such file or folder; check the name."),
        ("~nobody-of-this-name/a.txt", "There is no such file or folder; check the name."),
        ("a\0b", "There is no such file or folder; check the name."),
        ("ftp://post.example/storm", NO_ADDRESS),
        ("file:///etc/hosts", NO_ADDRESS),
        ("x" * 300, "It cannot be read: file name too long."),
    ],
)  # fmt: skip
def test_input_that_is_not_there_fails_by_name(given: str, reason: str) -> None:
    assert find([given]).failed == (Failure(given, reason),)


def test_empty_name_does_not_stand_for_this_folder() -> None:
    (failure,) = find([" "]).failed
    assert failure.name == "(an empty name)"


def test_path_of_an_article_is_absolute_however_the_file_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "sub/a.txt")
    monkeypatch.chdir(tmp_path)
    for name in ("sub/a.txt", "./sub/../sub/a.txt", tmp_path / "sub" / "a.txt"):
        (path,) = find([name]).files
        (article,) = read(path, max_bytes=1000)
        assert isinstance(article, Article)
        assert article.path == str(tmp_path / "sub" / "a.txt")


def test_broken_link_fails_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (path,) = find([tmp_path]).files
    (failure,) = read(path, max_bytes=10)
    assert failure == Failure(str(path), "It is not there any more; check the name.")


def test_name_that_is_not_unicode_is_read(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text(SENTENCE, encoding="utf-8")
    (path,) = find([tmp_path]).files
    (article,) = read(path, max_bytes=1000)
    assert isinstance(article, Article)
    assert article.path == f"{tmp_path}/caf\ufffd.txt"


# What `read` says of a file that it cannot read


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_file_fails(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"one{suffix}"
    for data in (b"", b" \n\t\r\n"):
        path.write_bytes(data)
        assert list(read(path, max_bytes=10)) == [Failure(str(path), "The file is empty.")]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json"])
def test_large_file_is_refused_before_it_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"one{suffix}"
    with path.open("wb") as file:
        file.truncate(104_000_000)  # sparse: reading it would find only NUL
    reason = "The file is 104 MB; the limit is 50 MB (RAG_MAX_FILE_MB)."
    assert list(read(path, max_bytes=50_000_000)) == [Failure(str(path), reason)]


def test_file_a_little_too_large_is_not_called_as_large_as_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(b"x" * 100_001)
    (failure,) = read(path, max_bytes=100_000)
    assert isinstance(failure, Failure)
    assert failure.reason == "The file is 0.2 MB; the limit is 0.1 MB (RAG_MAX_FILE_MB)."


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_file_fails(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"one{suffix}"
    assert list(read(path, max_bytes=10)) == [
        Failure(str(path), "It is not there any more; check the name.")
    ]
    path.mkdir()
    assert list(read(path, max_bytes=10)) == [Failure(str(path), "It is a folder, not a file.")]
    path.rmdir()
    os.mkfifo(path)
    assert list(read(path, max_bytes=10)) == [
        Failure(str(path), "It is a pipe or a device, not a file.")
    ]


def test_unknown_suffix_fails(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "one.png", max_bytes=10)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("Its kind (.png) is not known; known: .txt, .text, .md")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), DENIED),
        (FileNotFoundError(2, "No such file"), "It is not there any more; check the name."),
        (IsADirectoryError(21, "Is a directory"), "It is a folder, not a file."),
        (NotADirectoryError(20, "Not a directory"), NO_FOLDER),
        (OSError(5, "Input/output error"), "It cannot be read: input/output error."),
    ],
)  # fmt: skip
def test_refusal_of_the_system_is_told_in_one_sentence(error: OSError, reason: str) -> None:
    assert reason_of(error) == reason


@pytest.fixture
def denied(tmp_path: Path) -> Iterator[Path]:
    """A file that may not be read; root, who may read everything, becomes nobody for the test."""
    make(tmp_path, "one.txt")
    path = tmp_path / "one.txt"
    path.chmod(0)
    was = os.geteuid()
    os.seteuid(was or NOBODY)
    yield path
    os.seteuid(was)


def test_file_without_permission_fails(denied: Path) -> None:
    (failure,) = read(denied, max_bytes=1000)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("Permission is denied")


# Who an article is


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Post.Example/Storm", "https://post.example/Storm"),
        ("https://post.example:443/storm/", "https://post.example/storm"),
        ("http://post.example:80/storm#top", "http://post.example/storm"),
        ("https://post.example:8443/storm", "https://post.example:8443/storm"),
        ("https://post.example/s?id=7&utm_source=x&UTM_Term=y", "https://post.example/s?id=7"),
        ("https://post.example/s?fbclid=z&id=7&gclid=q", "https://post.example/s?id=7"),
        ("https://post.example/s?utm_source=x", "https://post.example/s"),
        ("https://post.example/s?gclidx=1&b=", "https://post.example/s?gclidx=1&b="),
        ("https://post.example/", "https://post.example"),
        ("https://user@[2001:DB8::1]:443/s", "https://user@[2001:db8::1]/s"),
        ("  https://post.example/s \n", "https://post.example/s"),
        ("https://[broken/s", "https://[broken/s"),
        ("https://post.example:99999/s", "https://post.example:99999/s"),
        ("not an address", "not an address"),
    ],
)  # fmt: skip
def test_equal_addresses_have_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


def test_id_is_that_of_the_address_or_else_of_the_text() -> None:
    one = article_id("https://post.example/storm", "a")
    assert one == article_id("HTTPS://post.example/storm/?utm_source=x#top", "b")
    assert article_id(None, "a") == article_id("", "a") != article_id(None, "b")
    assert one != article_id("https://post.example/flood", "a")


def test_id_never_changes() -> None:
    assert article_id("https://post.example/storm", "") == "d6or7ncjwyky"
    assert article_id(None, SENTENCE) == "vc5xfata6l3d"


@given(st.none() | st.text(), st.text(st.characters(exclude_categories=())))
def test_id_is_twelve_plain_characters(url: str | None, text: str) -> None:
    assert re.fullmatch("[a-z0-9]{12}", article_id(url, text))


def test_same_address_with_new_text_is_the_same_article(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    urls = ("https://post.example/storm", "https://POST.example/storm/#top")
    records = [{"url": url, "text": f"{SENTENCE} {url}"} for url in urls]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    first, second = read(path, max_bytes=1000)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.sha256 == second.sha256) == (second.id, False)


def test_same_text_in_another_format_is_the_same_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "b.md").write_text(SENTENCE, encoding="utf-16")
    (tmp_path / "c.json").write_text(json.dumps({"text": SENTENCE}), encoding="utf-8")
    articles = [one for path in find([tmp_path]).files for one in read(path, max_bytes=1000)]
    assert len({one.id for one in articles if isinstance(one, Article)}) == 1
    assert len(articles) == 3


# What holds for every text, in every format

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
PIECES = st.sampled_from(
    "# |---\n|\n\n|\n|- |> |```\n|![a](b)|<p>|</p>|<br>|<script>|<!--|&#0;|&#x2028;|&#xd800;|<pre>"
    "|(AFP)|(C)|date 2025-07-13 |Title: |By Jane Roe|July 13, 2025|Photo: ANI|“|”|.|Port Alder|\t"
    "|<figure><figcaption>x</figcaption></figure>|<table><tr><td>a<td>b</table>|[|]|{|}|\x0c|\u2028"
    .split("|")
)  # fmt: skip
TEXTS = ANY_TEXT | st.lists(PIECES | st.text(max_size=20), max_size=30).map("".join)
WRITERS: dict[str, Callable[[str], str]] = {
    ".txt": str,
    ".md": str,
    ".html": lambda text: f"<html><body><p>{html.escape(text)}</p>{text}</body></html>",
    ".json": lambda text: json.dumps({"text": text, "title": text, "author": text}),
    ".jsonl": lambda text: json.dumps({"paragraphs": [text, {"text": text, "kind": "caption"}]}),
}


def check(article: Article) -> None:
    end = 0
    for number, paragraph in enumerate(article.paragraphs, start=1):
        text = article.text[paragraph.start : paragraph.end]
        assert text
        assert text == text.strip()
        assert (paragraph.number, paragraph.start >= end) == (number, True)
        end = paragraph.end
    assert "\n\n".join(map(article.text_of, article.paragraphs)) == article.text
    assert article.title
    assert json.dumps([article.title, article.author], ensure_ascii=False).encode()
    assert article.text.encode()


def check_file(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    results = list(read(path, max_bytes=100_000))
    assert results
    for one in results:
        if isinstance(one, Article):
            check(one)
        else:
            assert re.fullmatch(r"[A-Z][^\n]*\.", one.reason)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_paragraphs_of_any_text_slice_exactly(
    tmp_path_factory: pytest.TempPathFactory, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"one{suffix}"

    @settings(max_examples=60)
    @given(TEXTS)
    def holds(text: str) -> None:
        check_file(path, WRITERS[suffix](text).encode("utf-8", "surrogatepass"))

    holds()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"one{suffix}"

    @settings(max_examples=60)
    @given(st.binary(max_size=300))
    def holds(data: bytes) -> None:
        check_file(path, data)

    holds()


def test_web_addresses_are_found_once_each() -> None:
    given = ("https://post.example/storm?a=1", "www.post.example/x", "https://www.post.example/x")
    assert find(given).addresses == (given[0], given[2])
