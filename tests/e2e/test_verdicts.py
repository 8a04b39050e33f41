"""A model that gets a number wrong: which words are at fault, why, and what stands against them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

SCENARIO = "wrong-number"  # each one is changed
QUESTION = "How many people were injured in the ferry collision?"


@pytest.fixture
def fault(asked: Callable[[str], Page]) -> Locator:
    """The words at fault in the answer on a page."""
    found = asked(QUESTION).locator("#past .finding.fault")
    expect(found.first).to_be_visible()
    return found.first


def test_only_the_words_at_fault_are_underlined(fault: Locator) -> None:
    lines = "one => getComputedStyle(one).textDecorationLine"
    assert fault.evaluate(lines) == "underline"
    assert (
        fault.locator("xpath=ancestor::*[contains(@class, 'sentence')]").evaluate(lines) == "none"
    )
    words = fault.evaluate("one => one.firstChild.textContent")
    assert re.fullmatch(r"\d+", words.strip())


def test_the_reason_is_shown_on_hover_and_read_out(fault: Locator) -> None:
    fault.hover()
    expect(fault.page.get_by_role("tooltip")).to_contain_text("is not in [")
    assert "(not supported: " in (fault.text_content() or "")


@pytest.mark.parametrize("way", ["click", "Enter", "Space"])
def test_the_words_at_fault_lead_to_what_stands_against_them(fault: Locator, way: str) -> None:
    if way == "click":
        fault.click()
    else:
        fault.press(way)
    expect(fault.page.locator("#source .cited mark.nearest").first).to_be_in_viewport()
    expect(fault.page.locator("#source .cited")).to_be_focused()
    fault.page.keyboard.press("Escape")
    expect(fault).to_be_focused()


# How far, in pixels, each flag's top stands below the bottom of the marker before it.
BELOW = """flags => flags.map(flag => flag.getBoundingClientRect().top -
    flag.parentElement.previousElementSibling.getBoundingClientRect().bottom)"""


def test_a_flag_never_wraps_to_the_line_of_the_next_sentence(fault: Locator) -> None:
    flags = fault.page.locator("#past .text .flag")
    expect(flags.first).to_be_visible()
    for width in range(320, 520, 8):
        fault.page.set_viewport_size({"width": width, "height": 800})
        fault.page.wait_for_function("width => window.innerWidth === width", arg=width)
        assert max(flags.evaluate_all(BELOW)) < 0


def test_axe_finds_nothing_serious_in_words_at_fault(fault: Locator, packages: Path) -> None:
    fault.click()
    expect(fault.page.locator("#source .cited")).to_be_focused()
    expect(fault.page.locator("#source .nearest").first).to_be_visible()
    fault.page.evaluate((packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = fault.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not [one["id"] for one in found if one["impact"] in ("serious", "critical")]
