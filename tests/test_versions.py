"""Versions: the old text stays readable, corrections are told, evidence says what changed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag import Library
from rag.cli import app
from rag.evidence import as_evidence, as_json, recheck
from rag.page.library_pane import removing, restoring
from rag.page.source import show_source

FIRST = ("Nine people were hurt when the ferry ran aground on Saturday.", "Fog was dense.")
SECOND = ("Twelve people were hurt when the ferry ran aground on Saturday.", "Fog was dense.")
NOTE = "Correction: An earlier version of this article said that nine people were hurt."
URL = "https://post.example/ferry"


def add(library: Library, folder: Path, *paragraphs: str) -> str:
    path = folder / "ferry.json"
    path.write_text(json.dumps({"title": "Ferry", "url": URL, "paragraphs": paragraphs}))
    report = library.add(path)
    (article_id,) = (*report.added, *report.changed, *report.kept)
    return article_id


@pytest.fixture
def article_id(library: Library, tmp_path: Path) -> str:
    """An article in two versions, the second one with a note."""
    add(library, tmp_path, *FIRST)
    return add(library, tmp_path, *SECOND, NOTE)


def test_the_old_text_stays_readable(library: Library, article_id: str) -> None:
    first, second = library.versions(article_id)
    assert (first.number, first.paragraphs) == (1, list(FIRST))
    assert (second.number, second.paragraphs) == (2, [*SECOND, NOTE])
    assert first.until
    assert second.until is None


def test_a_correction_is_told_with_every_citation(library: Library, article_id: str) -> None:
    answer = library.ask("How many people were hurt when the ferry ran aground?")
    cited = [one for one in answer.passages if one.article.id == article_id]
    assert cited
    assert all(one.article.correction == NOTE for one in cited)
    assert as_json(answer)["passages"][0]["article"]["correction"] == NOTE


def test_an_answer_of_the_history_says_what_changed_since(library: Library, tmp_path: Path) -> None:
    add(library, tmp_path, *FIRST)
    library.ask("How many people were hurt when the ferry ran aground?")
    (asked,) = library.history(limit=1)
    assert library.reopened(asked.number).differences == ()
    add(library, tmp_path, *SECOND)
    assert any("changed on" in one for one in library.reopened(asked.number).differences)


def test_evidence_says_what_changed_and_when(library: Library, tmp_path: Path) -> None:
    add(library, tmp_path, *FIRST)
    answer = library.ask("How many people were hurt when the ferry ran aground?")
    content = as_evidence(as_json(answer))
    add(library, tmp_path, *SECOND)
    checked = recheck(
        content, name="a.json", current=library.current_text, explain=library.what_changed
    )
    (changed,) = (one for one in checked.differences if "changed on" in one)
    assert "#p1: the paragraph changed on 20" in changed
    assert "[-Nine-] {+Twelve+} people were hurt" in changed


def test_a_paragraph_that_only_moved_is_said_to_have_moved(
    library: Library, tmp_path: Path
) -> None:
    first = add(library, tmp_path, *FIRST)
    passage = library.passage(f"{first}#p1")
    add(library, tmp_path, "The coastguard has closed the harbour for a week.", *FIRST)
    assert library.what_changed(passage) == f"{first}#p1 now stands at {first}#p2, word for word."


def test_show_tells_versions_and_differences(library: Library, article_id: str) -> None:
    def shown(*options: str) -> str:
        folder = str(library.settings.library)
        result = CliRunner().invoke(app, ["show", article_id, "--library", folder, *options])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert FIRST[0] in shown("--version", "1")
    assert SECOND[0] in shown("--version", "2")
    assert shown("--diff").splitlines() == [
        "~ [-Nine-] {+Twelve+} people were hurt when the ferry …",
        f"+ {NOTE}",
    ]
    assert json.loads(shown("--diff", "--json"))[1]["kind"] == "same"


def test_show_tells_one_paragraph_of_a_version(library: Library, article_id: str) -> None:
    folder = str(library.settings.library)
    options = ["show", f"{article_id}#p2", "--version", "1", "--library", folder]
    shown = CliRunner().invoke(app, options).output
    assert FIRST[1] in shown
    assert FIRST[0] not in shown
    told = json.loads(CliRunner().invoke(app, [*options, "--json"]).output)
    assert (told["paragraph"], told["text"]) == (2, FIRST[1])
    result = CliRunner().invoke(app, ["show", f"{article_id}#p9", *options[2:]])
    assert "Version 1 has no paragraph 9." in str(result.exception)


def test_a_version_that_is_not_there_is_wrong_use(library: Library, article_id: str) -> None:
    folder = str(library.settings.library)
    options = ["show", article_id, "--version", "9", "--library", folder]
    result = CliRunner().invoke(app, options)
    assert "There is no version 9; the article has 2." in str(result.exception)


def test_an_older_text_is_shown_with_what_became_of_it(library: Library, article_id: str) -> None:
    now = show_source(library, {"address": article_id})
    assert 'aria-pressed="true" data-address' in now
    assert "<del>" not in now
    old = show_source(library, {"address": article_id, "version": "1"})
    assert "<del>Nine</del> <ins>Twelve</ins> people were hurt" in old
    assert f"<ins>{NOTE}</ins>" in old
    assert f'<p class="body">{FIRST[0]}</p>' in old


def test_an_article_that_never_changed_has_no_versions_to_choose(
    library: Library, tmp_path: Path
) -> None:
    shown = show_source(library, {"address": add(library, tmp_path, *FIRST), "version": "1"})
    assert 'class="versions"' not in shown


def test_undo_brings_back_the_older_versions_too(library: Library, article_id: str) -> None:
    before = library.versions(article_id)
    _, removed, _ = removing(library, [article_id])
    assert library.count() == 0
    restoring(library, removed)
    assert library.versions(article_id) == before
