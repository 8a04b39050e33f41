"""A specimen of each format is read alike, and each fault has its sentence."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from load.specimens import (
    MAKERS,
    SENTENCES,
    TITLE,
    make_encrypted_pdf,
    make_epub,
    make_mail,
    make_pdf,
    make_word,
    page,
)
from reportlab.pdfgen.canvas import Canvas

from rag import Article, Failure, Library
from rag.load import read

FOOTNOTES_RELATED = (
    b'<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/footnotes"/>'
)
FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r>'
    "<w:t>Report of 14 July, </w:t></w:r><w:r><w:t>page 3.</w:t></w:r></w:p></w:footnote>"
    "</w:footnotes>"
)
MARKUP = "".join(f"<p>{one}</p>" for one in SENTENCES)
LONG = tuple(f"{one} {two} {one}" for one in SENTENCES for two in SENTENCES)


def read_all(path: Path) -> list[Article | Failure]:
    return list(read(path, max_bytes=1_000_000))


def read_one(path: Path) -> Article:
    (article,) = read_all(path)
    assert isinstance(article, Article), article
    return article


def failure_of(path: Path) -> str:
    (failure,) = read_all(path)
    assert isinstance(failure, Failure), failure
    assert failure.name.startswith(str(path))
    return failure.reason


def texts(article: Article, *kinds: str) -> list[str]:
    wanted = kinds or ("body",)
    return [article.text_of(one) for one in article.paragraphs if one.kind in wanted]


@pytest.mark.parametrize("name", MAKERS)
def test_each_format_gives_the_same_title_and_paragraphs(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    MAKERS[name](path, LONG)
    article = read_one(path)
    assert article.title == TITLE
    assert texts(article) == list(LONG)


@pytest.mark.parametrize("name", [name for name in MAKERS if name.endswith(("zip", "gz", "epub"))])
def test_what_was_packed_is_named_by_its_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    MAKERS[name](path, LONG)
    article = read_one(path)
    assert article.path
    assert article.path.startswith(str(path))
    assert not list(tmp_path.glob("2025*"))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("storm.eml", (date(2025, 7, 13), "Port Alder Council", None)),
        ("storm.epub", (date(2025, 7, 13), "The Alder Year", "Jane Roe")),
        ("storm.xml", (date(2025, 7, 13), "Alder Post", None)),
    ],
)
def test_facts_are_read(tmp_path: Path, name: str, facts: tuple[date, str, str | None]) -> None:
    MAKERS[name](tmp_path / name, LONG)
    article = read_one(tmp_path / name)
    assert (article.published, article.source, article.author) == facts


def test_a_page_saved_in_one_file_keeps_the_address_that_it_was_saved_from(tmp_path: Path) -> None:
    MAKERS["storm.mhtml"](tmp_path / "storm.mhtml", LONG)
    assert read_one(tmp_path / "storm.mhtml").url == "https://alder.example/2025/storm"


def test_the_day_at_the_head_of_a_page_is_the_publication_date(tmp_path: Path) -> None:
    make_pdf(tmp_path / "a.pdf", LONG)
    article = read_one(tmp_path / "a.pdf")
    assert article.published == date(2025, 7, 13)
    assert texts(article, "credit") == ["The Alder Post, 13 July 2025"]


def test_columns_of_a_pdf_are_read_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    make_pdf(path, LONG * 8, columns=3)
    article = read_one(path)
    assert texts(article) == list(LONG * 8)
    pages = [one.page for one in article.paragraphs]
    assert pages[0] == 1
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert (pages[-1] or 0) > 1


def test_words_that_a_pdf_hyphenates_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "hyphens.pdf"
    canvas = Canvas(str(path))
    for place, line in enumerate(
        ("The well-known harbour was closed on Sun-", "day after a storm, and the well-",
         "known master of it told the fisher-", "men so.")
    ):  # fmt: skip
        canvas.drawString(70, 700 - 14 * place, line)
    canvas.save()
    assert read_one(path).text == (
        "The well-known harbour was closed on Sunday after a storm, and the well-known master"
        " of it told the fishermen so."
    )


def _set_justified(canvas: Canvas, lines: list[str], *, left: float, width: float) -> None:
    """Sets lines in a column, word by word, each line as wide as the column but the last one."""
    for place, line in enumerate(lines):
        words = line.split()
        lengths = [canvas.stringWidth(one) for one in words]
        room = (width - sum(lengths)) / max(len(words) - 1, 1)
        at = left
        for word, length in zip(words, lengths, strict=True):
            canvas.drawString(at, 700 - 13 * place, word)
            at += length + (room if place < len(lines) - 1 else 3)


LEFT_COLUMN = (
    "The harbour was closed on",
    "Sunday after a storm",
    "tore the breakwater of",
    "Port Alder at noon and",
    "two boats sank at their",
    "moorings, they said.",
)
RIGHT_COLUMN = (
    "Engineers had warned of",
    "this in March. The wall",
    "had lost a third of its",
    "stones; the council put",
    "off a repair for want of",
    "five million, it said.",
)


@pytest.mark.parametrize("lines", [2, 6])
def test_narrow_columns_with_wide_spaces_keep_their_words_in_order(
    tmp_path: Path, lines: int
) -> None:
    path = tmp_path / "justified.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 10)
    columns = LEFT_COLUMN[-lines:], RIGHT_COLUMN[-lines:]
    for place, column in enumerate(columns):
        _set_justified(canvas, list(column), left=70 + place * 174, width=160)
    canvas.save()
    assert read_one(path).text.replace("\n\n", " ") == " ".join([*columns[0], *columns[1]])


def test_ornamental_letters_and_pull_quotes_do_not_break_a_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 34)
    canvas.drawString(70, 688, "T")
    for place, (size, line) in enumerate(
        ((10, "he harbour of Port Alder was closed on Sunday and the"),
         (18, "“The wall had to fall”"),
         (10, "council met, the mayor said."))
    ):  # fmt: skip
        canvas.setFont("Helvetica", size)
        canvas.drawString(95 if place == 0 else 70, 704 - 40 * place, line)
    canvas.save()
    assert texts(read_one(path)) == [
        "The harbour of Port Alder was closed on Sunday and the council met, the mayor said."
    ]


def test_text_of_a_page_that_is_placed_within_a_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "placed.pdf"
    canvas = Canvas(str(path))
    canvas.beginForm("page")
    canvas.drawString(70, 700, SENTENCES[0])
    canvas.endForm()
    canvas.doForm("page")
    canvas.save()
    assert read_one(path).text == SENTENCES[0]


def test_lists_and_bold_headings_of_a_pdf_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    canvas = Canvas(str(path))
    lines = ("What was lost", "Two boats", "A wall", SENTENCES[0])
    for place, line in enumerate(lines):
        canvas.setFont("Helvetica" if place else "Helvetica-Bold", 10)
        canvas.drawString(70, 500 - 12 * place, line)
    canvas.save()
    article = read_one(path)
    assert (article.title, *article.text.split("\n\n")) == lines


def test_a_word_file_keeps_its_styles_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE, level=1)
    document.add_paragraph(SENTENCES[0])
    document.add_heading("A wall under strain", level=2)
    document.add_paragraph(SENTENCES[1])
    document.add_paragraph("The wall on Monday", style="Caption")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Boats lost", "2"
    document.save(str(tmp_path / "a.docx"))
    article = read_one(tmp_path / "a.docx")
    assert article.title == TITLE
    assert [(one.kind, article.text_of(one)) for one in article.paragraphs] == [
        ("body", SENTENCES[0]),
        ("heading", "A wall under strain"),
        ("body", SENTENCES[1]),
        ("caption", "The wall on Monday"),
        ("body", "Boats lost | 2"),
    ]


@pytest.mark.parametrize(
    "record",
    [
        {
            "uri": "urn:1", "pubstatus": "usable", "headline": TITLE, "byline": "Jane Roe",
            "versioncreated": "2025-07-13T09:00:00Z", "source": "Alder Wire",
            "body_xhtml": MARKUP, "body_text": "x",
        },
        {
            "uri": "urn:1", "headlines": [{"role": "main", "value": TITLE}], "by": "Jane Roe",
            "contentcreated": "2025-07-13T09:00:00Z", "provider": {"name": "Alder Wire"},
            "bodies": [
                {"contenttype": "text/plain", "value": "x"},
                {"contenttype": "text/html", "value": MARKUP},
            ],
        },
        {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE,
            "articleBody": "\n\n".join(SENTENCES), "datePublished": "2025-07-13T09:00:00Z",
            "author": [{"@type": "Person", "name": "Jane Roe"}],
            "publisher": {"@type": "Organization", "name": "Alder Wire"},
            "mainEntityOfPage": {"@id": "https://wire.example/storm"},
        },
    ],
    ids=["ninjs 1", "ninjs 2", "JSON-LD"],
)  # fmt: skip
def test_wire_json_is_read(tmp_path: Path, record: dict[str, object]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(record))
    article = read_one(tmp_path / "a.json")
    assert (article.title, article.published) == (TITLE, date(2025, 7, 13))
    assert (article.source, article.author) == ("Alder Wire", "Jane Roe")
    assert texts(article) == list(SENTENCES)


def test_a_story_of_an_agency_is_one_article_whatever_file_brings_it(
    library: Library, tmp_path: Path
) -> None:
    uri = "urn:newsml:wire.example:20250713:storm"
    for number, sentence in enumerate(SENTENCES[:2]):
        record = {"uri": uri, "headline": TITLE, "body_text": sentence}
        (tmp_path / f"{number}.json").write_text(json.dumps(record))
    report = library.add(tmp_path)
    assert (len(report.added), report.changed) == (1, report.added)
    assert library.article(report.added[0]).url == uri
    assert [one.text for one in library.versions(report.added[0])] == list(SENTENCES[:2])


def test_an_article_that_its_sender_withdrew_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"pubstatus": "canceled", "headline": TITLE, "body_text": "x"}))
    assert failure_of(path) == "Its sender has withdrawn it (pubstatus: canceled)."


def test_files_attached_to_a_mail_are_read_too(tmp_path: Path) -> None:
    make_word(tmp_path / "release.docx", LONG)
    make_mail(tmp_path / "mail.eml", SENTENCES, attached=tmp_path / "release.docx")
    mail, release = read_all(tmp_path / "mail.eml")
    assert isinstance(mail, Article)
    assert isinstance(release, Article)
    assert texts(mail) == list(SENTENCES)
    assert texts(release) == list(LONG)


@pytest.mark.parametrize("name", [one for one in MAKERS if one.endswith(("f", "x", "b", "p", "z"))])
def test_a_truncated_file_is_a_named_failure(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    MAKERS[name](path, LONG)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    assert "damaged" in failure_of(path)


@pytest.mark.parametrize("name", [one for one in MAKERS if one.endswith(("f", "x", "b", "p", "z"))])
def test_a_file_with_the_wrong_suffix_is_a_named_failure(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("\n\n".join(SENTENCES))
    assert "damaged" in failure_of(path)


def test_an_encrypted_pdf_is_a_named_failure(tmp_path: Path) -> None:
    make_encrypted_pdf(tmp_path / "a.pdf", LONG)
    assert failure_of(tmp_path / "a.pdf").startswith("It is encrypted; save a copy")


def test_a_scan_is_a_named_failure(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.save()
    assert failure_of(tmp_path / "a.pdf").startswith("It holds pictures of pages, no text")


def test_a_book_with_entities_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    path = tmp_path / "a.epub"
    make_epub(path, LONG)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    package = parts["OEBPS/book.opf"].replace(b"The Alder Year", b"&secret;")
    entity = f'<!DOCTYPE package [<!ENTITY secret SYSTEM "file://{secret}">]>'.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, entity + package if name.endswith("opf") else data)
    article = read_one(path)
    assert "hunter2" not in f"{article.source}{article.text}"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 20_000_000)
    assert failure_of(path).startswith("It grows more than 200 times when unpacked")


def test_a_file_that_is_too_large_in_an_archive_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("large.txt", b"word " * 300_000)
        archive.writestr("good.html", page(LONG))
    large, good = read_all(path)
    assert isinstance(large, Failure)
    assert large.reason == "It is larger than 1 MB when unpacked (RAG_MAX_FILE_MB)."
    assert isinstance(good, Article)


@pytest.mark.parametrize("name", ["../a.html", "/etc/a.html", "C:\\a.html", "x/../../a.html"])
def test_a_name_that_leads_out_of_an_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), page(LONG))
    assert failure_of(path).startswith("Its name leads out of the archive")


@pytest.mark.parametrize("name", ["inner.zip", "inner.txt.gz"])
def test_an_archive_within_an_archive_stays_closed(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"PK")
    assert failure_of(path).startswith("It is an archive within an archive")


def test_mails_in_an_archive_are_read_with_what_is_attached_to_them(
    library: Library, tmp_path: Path
) -> None:
    make_word(tmp_path / "storm.docx", SENTENCES[:1])
    make_mail(tmp_path / "storm.eml", SENTENCES[1:2], attached=tmp_path / "storm.docx")
    mail = message_from_bytes((tmp_path / "storm.eml").read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    forwarded = EmailMessage()
    forwarded["Subject"] = "Forwarded"
    forwarded.set_content(SENTENCES[2])
    mail.add_attachment(forwarded)
    mail.add_attachment(b"x", "image", "png", filename="logo.png")
    with zipfile.ZipFile(tmp_path / "mails.zip", "w") as archive:
        archive.writestr("storm.eml", mail.as_bytes())
    report = library.add(tmp_path / "mails.zip")
    added = [library.article(one) for one in report.added]
    assert [(one.text, (one.path or "").rpartition("#")[2]) for one in added] == [
        (SENTENCES[1], "storm.eml"),
        (SENTENCES[0], "../storm.docx"),
        (SENTENCES[2], "Forwarded.eml"),
    ]
    assert report.failed == ()
    assert report.left_out == (f"{tmp_path}/mails.zip#storm.eml#logo.png",)


def test_footnotes_of_a_word_file_stand_behind_its_text(tmp_path: Path) -> None:
    make_word(tmp_path / "plain.docx", SENTENCES[:2])
    with (
        zipfile.ZipFile(tmp_path / "plain.docx") as plain,
        zipfile.ZipFile(tmp_path / "notes.docx", "w") as archive,
    ):
        for name in plain.namelist():
            data = plain.read(name)
            if name == "word/_rels/document.xml.rels":
                end = b"</Relationships>"
                data = data.replace(end, FOOTNOTES_RELATED + end)
            archive.writestr(name, data)
        archive.writestr("word/footnotes.xml", FOOTNOTES)
    assert texts(read_one(tmp_path / "notes.docx")) == [
        *SENTENCES[:2],
        "Report of 14 July, page 3.",
    ]


def test_a_file_packed_beyond_all_proportion_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000))
    assert failure_of(path) == "It is larger than 1 MB when unpacked (RAG_MAX_FILE_MB)."


@pytest.mark.parametrize("suffix", [".gz", ".zip"])
def test_packed_json_lines_may_be_larger_than_other_files(tmp_path: Path, suffix: str) -> None:
    rows = [
        {"title": f"Storm {number}", "text": f"{number}. {LONG[number % len(LONG)]}"}
        for number in range(4000)
    ]
    data = "\n".join(map(json.dumps, rows)).encode()
    path = tmp_path / f"many.jsonl{suffix}"
    if suffix == ".gz":
        path.write_bytes(gzip.compress(data))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("many.jsonl", data)
    found = list(read(path, max_bytes=len(data) // 4))
    assert [one.title for one in found if isinstance(one, Article)] == [
        one["title"] for one in rows
    ]


def test_packed_json_lines_that_explode_are_left(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Rain fell."}\n' + b" " * 20_000_000))
    article, failure = read_all(path)
    assert isinstance(article, Article)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("It grows more than 200 times when unpacked")
