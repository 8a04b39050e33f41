"""A reader who stops an answer, or leaves, stops the model too."""

from collections.abc import Callable

from llm.conftest import Scripted, server
from playwright.sync_api import Page, expect

__all__ = ["server"]  # a fixture

SCENARIO = "talks-on"  # for minutes
QUESTION = "Why did the cost of the sea wall rise?"


def under_way(page: Page) -> Page:
    expect(page.locator("#current")).to_contain_text("million")
    return page


def test_stop_ends_the_call_and_keeps_what_was_written(
    asked: Callable[[str], Page], server: Scripted
) -> None:
    page = under_way(asked(QUESTION))
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_test_id("submit-button")).to_be_visible()
    expect(page.locator("#turns")).to_contain_text("million")
    assert server.outcome() == "client closed"


def test_a_closed_tab_ends_the_call(asked: Callable[[str], Page], server: Scripted) -> None:
    under_way(asked(QUESTION)).close()
    assert server.outcome() == "client closed"
