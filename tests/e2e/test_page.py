"""The page in a real browser, served as a user serves it, with the real embedding model."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

Opener = Callable[..., Page]

WARNED = "What did Lavrov warn against?"
JOBS = "How many jobs will be lost at the Gannet Row fish plant?"
UNANSWERED = "Who won the 1998 World Cup?"

# Whether the ink or the paper of the page is the darker one.
DARKER = """darker => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector('.gradio-container'))
    const [ink, paper] = [color, backgroundColor].map(
        one => one.match(/[0-9]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))
    return darker === (ink < paper ? 'ink' : 'paper')
}"""

SCRIPT = "<script>window.attacked=1</script>"
ATTACK = {
    "title": f"<img src=x onerror='window.attacked=1'> Zorblatt quarry {SCRIPT}",
    "published": "2025-01-02",
    "source": '"><svg onload=window.attacked=1>',
    "author": "<b onmouseover=window.attacked=1>Mallory</b>",
    "url": "javascript:window.attacked=1",
    "text": 'The Zorblatt quarry produced 4,812 tonnes of slate " onmouseover="window.attacked=1 in'
    f" 2024, {SCRIPT} its owner said.\n\n<iframe src=javascript:parent.attacked=1></iframe>"
    " ${window.attacked=1} {{constructor.constructor('window.attacked=1')()}}",
}


def ask(page: Page, question: str) -> Locator:
    """Types a question and returns its finished turn."""
    asked = page.locator("#past .turn")
    before = asked.count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(asked).to_have_count(before + 1)
    return asked.nth(before)


def upload(page: Page, *files: Path) -> Locator:
    """Drops files on the page and returns what it says of them."""
    page.locator("#upload input[type=file]").set_input_files(files)
    told = page.locator("#added .report")
    expect(told).to_be_visible()
    return told


def fits(page: Page) -> None:
    """Waits until the page is no wider than the window."""
    page.wait_for_function("document.scrollingElement.scrollWidth <= window.innerWidth")


def test_a_question_to_try_is_answered_at_a_click(open_page: Opener) -> None:
    page = open_page()
    expect(page.locator(".welcome button")).to_have_count(3)
    page.locator(".welcome button").first.click()
    expect(page.locator("#past .turn h2")).to_have_text(re.compile(r"What did .+\?"))
    expect(page.locator("#past .marker").first).to_be_visible()
    expect(page.locator(".welcome")).to_have_count(0)


def test_a_click_on_a_citation_shows_the_quote_in_its_article(open_page: Opener) -> None:
    page = open_page()
    marker = ask(page, JOBS).locator(".marker").first
    expect(marker).to_have_accessible_name(re.compile(r"Source \d: .+, .+, \d+ April 2025"))
    quote = marker.get_attribute("data-quote") or ""
    marker.click()
    cited = page.locator("#source .cited")
    expect(cited).to_be_in_viewport()
    expect(cited).to_be_focused()
    expect(cited.locator("mark")).to_have_text(quote)
    expect(page.locator("#source h2")).to_contain_text("jobs")
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()


def test_a_paragraph_far_down_is_scrolled_into_view(open_page: Opener) -> None:
    page = open_page(viewport={"width": 1280, "height": 500})
    turn = ask(page, "What did Choe say about support for Russia in the Ukraine war?")
    turn.locator(".marker").first.click()
    expect(page.locator("#source .cited")).to_be_in_viewport()
    expect(page.locator("#source h2")).not_to_be_in_viewport()


def test_hover_and_focus_show_the_quote_and_its_source(open_page: Opener) -> None:
    page = open_page()
    marker = ask(page, JOBS).locator(".marker").first
    tip = page.get_by_role("tooltip")
    marker.hover()
    expect(tip.locator(".quote")).to_have_text(marker.get_attribute("data-quote") or "-")
    expect(tip.locator(".from")).to_contain_text("April 2025")
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_the_keyboard_alone_leads_to_a_source_and_back(open_page: Opener) -> None:
    page = open_page()
    marker = ask(page, JOBS).locator(".marker").first
    page.locator("#question textarea").focus()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if marker.evaluate("one => one === document.activeElement"):
            break
    expect(marker).to_be_focused()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#source .cited")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()


def test_a_follow_up_is_understood(open_page: Opener) -> None:
    page = open_page()
    ask(page, WARNED)
    expect(ask(page, "And what did the South do?").locator(".text")).to_contain_text("air drills")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


def test_a_declined_question_looks_declined(open_page: Opener) -> None:
    turn = ask(open_page(), UNANSWERED)
    expect(turn.locator(".refusal")).to_have_text("The articles do not say.")
    expect(turn.locator(".failure, .marker")).to_have_count(0)


def test_good_and_bad_uploads_are_both_told(open_page: Opener, tmp_path: Path) -> None:
    good, bad = tmp_path / "bridge.md", tmp_path / "empty.txt"
    good.write_text("# Bridge opens\n\nThe Quillon bridge opened on 3 May 2025.", encoding="utf-8")
    bad.touch()
    page = open_page()
    told = upload(page, good, bad)
    expect(told).to_contain_text("1 article added.")
    expect(told).to_contain_text("empty.txt: ")
    expect(page.locator("#articles")).to_contain_text("Bridge opens")
    expect(ask(page, "When did the Quillon bridge open?").locator(".text")).to_contain_text("3 May")


def test_two_sessions_do_not_see_each_other(open_page: Opener) -> None:
    one, other = open_page(), open_page()
    ask(one, WARNED)
    ask(other, JOBS)
    expect(ask(other, UNANSWERED).locator(".refusal")).to_be_visible()
    expect(one.locator(".turn h2")).to_have_text([WARNED])
    expect(other.locator(".turn h2")).to_have_text([JOBS, UNANSWERED])


def test_an_article_made_of_attacks_is_only_text(open_page: Opener, tmp_path: Path) -> None:
    file = tmp_path / "attack.json"
    file.write_text(json.dumps(ATTACK), encoding="utf-8")
    page = open_page()
    upload(page, file)
    turn = ask(page, f"How many tonnes of slate did the Zorblatt quarry produce? {SCRIPT}")
    turn.locator(".marker").first.hover()
    turn.locator(".marker").first.click()
    source = page.locator("#source article")
    expect(source.locator("mark").first).to_contain_text("4,812 tonnes")
    expect(source.locator("h2")).to_contain_text("<img src=x")
    expect(page.locator("#panes").locator("script, img, iframe, svg[onload], a")).to_have_count(0)
    assert page.evaluate("window.attacked") is None


def test_a_phone_shows_one_pane_and_drawers(open_page: Opener) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True)
    fits(page)
    turn = ask(page, JOBS)
    fits(page)
    turn.locator(".marker").first.tap()
    expect(page.locator("#source .cited")).to_be_in_viewport()
    fits(page)
    page.locator("#source").get_by_role("button", name="Close").tap()
    expect(page.locator("#source")).not_to_be_in_viewport()
    page.get_by_role("button", name="Articles").tap()
    page.locator("#articles li button").first.tap()
    expect(page.locator("#source h2")).to_be_in_viewport()
    expect(page.locator("#library")).not_to_be_in_viewport()


@pytest.mark.parametrize(("scheme", "darker"), [("light", "ink"), ("dark", "paper")])
def test_the_page_follows_the_reader_s_colour_scheme(
    open_page: Opener, scheme: str, darker: str
) -> None:
    page = open_page(color_scheme=scheme)
    page.wait_for_function(DARKER, arg=darker)
