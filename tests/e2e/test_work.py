"""A reporter's work on the page: filters, files to take along, summaries, the list, keys only."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

Opener = Callable[..., Page]

TODAY = "2025-11-03"  # later than the samples
JOBS = "How many jobs will be lost at the Gannet Row fish plant?"
SCRIPTED = "axe.run(document, {resultTypes: ['violations']})"


def ask(page: Page, question: str) -> Locator:
    """Types a question and returns its finished turn."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator("#past .turn").filter(has_text=question)
    expect(turn).to_be_visible()
    return turn


def summarized(page: Page, topic: str) -> Locator:
    """Has a topic summarized and returns the summary."""
    page.get_by_role("button", name="Summaries").click()
    page.get_by_label("Topic").fill(topic)
    page.locator("#order").get_by_role("button", name="Summarize").click()
    summary = page.locator("#results .summary")
    expect(summary).to_be_visible()
    return summary


def test_an_outlet_limits_the_answer_and_its_chip_says_so(open_page: Opener) -> None:
    page = open_page()
    page.get_by_text("All outlets").click()
    page.locator("#filters").get_by_label("Orrenmouth Courier").check()
    expect(page.locator(".chip.set")).to_contain_text("Orrenmouth Courier")
    expect(ask(page, JOBS).locator(".text")).to_contain_text("118 jobs")
    page.get_by_role("button", name="Clear outlets").click()
    expect(page.locator(".chip.set")).to_have_count(0)
    page.get_by_text("Any date").click()
    page.get_by_label("From").fill("2025-09-01")
    expect(page.locator(".chip.set")).to_contain_text("Since 1 Sep 2025")


@pytest.mark.parametrize("kind", ["Markdown", "Word", "Evidence"])
def test_an_answer_is_saved_as_a_file(open_page: Opener, kind: str) -> None:
    page = open_page()
    turn = ask(page, JOBS)
    with page.expect_download() as download:
        turn.get_by_role("button", name=kind).click()
    path = Path(download.value.path())
    assert download.value.suggested_filename.startswith("how-many-jobs")
    assert b"118" in path.read_bytes() or path.read_bytes().startswith(b"PK")


def test_an_answer_is_copied_with_its_footnotes(open_page: Opener) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, JOBS).get_by_role("button", name="Copy").click()
    expect(page.locator("#note")).to_have_text("Copied with its footnotes")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\[1\] .+ April 2025, “.+jobs", copied)


def test_a_question_is_edited_and_asked_again(open_page: Opener) -> None:
    page = open_page()
    ask(page, "How many jobs?")
    page.get_by_role("button", name="Edit").click()
    expect(page.locator("#question textarea")).to_have_value("How many jobs?")
    ask(page, JOBS)
    expect(page.locator("#past .turn h2")).to_have_text([JOBS])
    first = page.locator("#past .turn").element_handle()
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_function("turn => !turn.isConnected", arg=first)
    expect(page.locator("#past .turn .marker").first).to_be_visible()
    expect(page.locator("#past .turn h2")).to_have_text([JOBS])


def test_a_topic_is_summarized_and_its_strip_leads_to_what_was_left_out(
    open_page: Opener,
) -> None:
    page = open_page()
    summary = summarized(page, "the cost of the sea wall")
    expect(summary.locator("figcaption")).to_contain_text(re.compile(r"Rests on \d+ of \d+"))
    expect(summary.locator(".stripe.cited").first).to_be_visible()
    summary.locator(".stripe.holds").first.click()
    expect(page.locator("#source .cited")).to_be_in_viewport()
    with page.expect_download() as download:
        summary.get_by_role("button", name="Markdown").click()
    assert download.value.suggested_filename == "the-cost-of-the-sea-wall.md"


def test_a_selection_is_summarized_one_by_one_into_a_zip(open_page: Opener) -> None:
    page = open_page()
    for number in range(2):
        page.locator("#articles li input").nth(number).check()
    page.locator(".selection").get_by_role("button", name="Summarize").click()
    page.get_by_label("One of each").check()
    page.locator("#order").get_by_role("button", name="Summarize").click()
    expect(page.locator("#results .summary")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all as zip").click()
    assert download.value.suggested_filename == "summaries.zip"


def test_the_list_is_searched_sorted_limited_and_weeded(open_page: Opener) -> None:
    page = open_page()
    items, count = page.locator("#articles li"), page.locator("#articles .count")
    page.get_by_label("Search titles and outlets").fill("ferry")
    expect(count).to_contain_text(re.compile(r"^\d of 1\d articles"))
    page.get_by_label("Search titles and outlets").fill("")
    expect(count).to_have_text(re.compile(r"^1\d articles"))
    page.get_by_label("Order").select_option("oldest")
    expect(items.first).to_contain_text("4 March 2025")
    page.locator(".bars button").first.click()
    expect(items).to_have_count(1)
    page.locator(".bars [aria-pressed=true]").click()
    items.first.get_by_role("checkbox").check()
    page.locator(".selection").get_by_role("button", name="Remove").click()
    expect(page.locator("#told")).to_contain_text("Removed: ")
    expect(items.first).not_to_contain_text("4 March 2025")
    page.get_by_role("button", name="Undo").click()
    expect(items.first).to_contain_text("4 March 2025")


def test_an_older_version_opens_with_what_changed_and_survives_an_undo(
    open_page: Opener, tmp_path: Path
) -> None:
    page = open_page()
    file = tmp_path / "vote.json"
    for count, became in (("11 to 4", "added"), ("11 to 5", "changed")):
        told = {"title": "Council votes", "url": "https://post.example/vote", "published": TODAY}
        file.write_text(json.dumps({**told, "text": f"The council voted {count} on Tuesday."}))
        page.locator("#upload input[type=file]").set_input_files(file)
        expect(page.locator("#added .report")).to_contain_text(became)
    vote = page.locator("#articles .list > li").filter(has_text="Council votes")
    vote.get_by_role("checkbox").check()
    page.locator(".selection").get_by_role("button", name="Remove").click()
    expect(vote).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    vote.get_by_role("button", name="2 versions").click()
    expect(page.locator("#source del")).to_have_text(["struck out", "4"])
    expect(page.locator("#source ins")).to_have_text(["underlined", "5"])
    page.locator("#source .versions").get_by_role("button", name="Now").click()
    # Until the present version has come, the older one stands there in several paragraphs.
    expect(page.locator("#source .body")).to_have_count(1)
    expect(page.locator("#source .body")).to_contain_text("11 to 5")
    expect(page.locator("#source del")).to_have_count(0)


def test_reprints_are_folded_and_unfold(open_page: Opener, tmp_path: Path) -> None:
    text = "The Quillon bridge opened on Tuesday after nine years of work, and four of delay."
    files = [tmp_path / f"{outlet}.json" for outlet in ("Ledger", "Post", "Wire")]
    for file in files:
        told = {"title": f"Bridge opens, says {file.stem}", "source": file.stem, "text": text * 3}
        url = f"https://{file.stem}.example/bridge"
        file.write_text(json.dumps({**told, "url": url, "published": TODAY}))
    page = open_page()
    page.locator("#upload input[type=file]").set_input_files(files)
    story = page.locator("#articles .list > li").filter(has_text="Bridge opens")
    expect(story).to_have_count(1)
    story.get_by_text("+2 reprints").click()
    story.locator("details li button").first.click()
    expect(page.locator("#source h2")).to_contain_text("Bridge opens")


def test_what_was_asked_opens_again(open_page: Opener) -> None:
    page = open_page()
    ask(page, "Who is Ruth Hallowby?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#past .turn")).to_have_count(0)
    page.get_by_role("button", name="History").click()
    page.locator("#asked").get_by_role("button", name="Who is Ruth Hallowby?").first.click()
    expect(page.locator("#past .turn h2")).to_have_text(["Who is Ruth Hallowby?"])


def test_the_settings_test_the_writer(open_page: Opener) -> None:
    page = open_page()
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Test the writer").click()
    expect(page.locator("#trial")).to_contain_text("It works: extractive")


def test_keys_alone_choose_a_filter_and_close_it(open_page: Opener) -> None:
    page = open_page()
    page.locator("[data-chip=outlets] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".chip.set")).to_have_count(1)
    expect(page.locator(".sheet").last).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sheet").last).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view(
    open_page: Opener, packages: Path, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    axe = (packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found: list[tuple[str, str, list[str]]] = []

    def look(view: str) -> None:
        page.evaluate(axe)
        found.extend(
            (view, one["id"], one["nodes"][0]["target"])
            for one in page.evaluate(SCRIPTED)["violations"]
            if one["impact"] in ("serious", "critical")
        )

    look("welcome")
    ask(page, JOBS).locator(".marker").first.click()
    expect(page.locator("#source .cited")).to_be_focused()
    page.locator("#articles li input").first.check()
    look("answer")
    page.locator("#articles li input").first.uncheck()
    summarized(page, "the ferry collision")
    look("summary")
    page.get_by_role("button", name="History").click()
    expect(page.locator(".asked li").first).to_be_visible()
    look("history")
    page.get_by_role("button", name="Settings").click()
    expect(page.locator("#setup dl")).to_be_visible()
    look("settings")
    assert not found


def test_no_script_but_the_page_s_own_runs(open_page: Opener) -> None:
    page = open_page()
    policy = page.request.get(page.url).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.partition("style-src")[0]
