"""A reader who stops an answer, or leaves, stops the model too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import served  # type: ignore[attr-defined]
from llm.conftest import Scripted, server, server_process
from playwright.sync_api import Browser, Page, expect

__all__ = ["server", "server_process"]  # fixtures

QUESTION = "Why did the cost of the sea wall rise?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, server_process: Scripted) -> Iterator[str]:
    """The address of a page whose model talks on for half a minute."""
    folder: Path = tmp_path_factory.mktemp("stopping")
    with served(
        folder / "library", "--llm", "openai:scripted-talks-on",
        RAG_LLM_BASE_URL=server_process.url, RAG_EMBEDDER="hashing",
    ) as url:  # fmt: skip
        yield url


def under_way(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.goto(address)
    expect(page.locator("#question textarea")).to_be_editable()
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#current")).to_contain_text("million")
    return page


def test_stop_ends_the_call_and_keeps_what_was_written(
    browser: Browser, address: str, server: Scripted
) -> None:
    page = under_way(browser, address)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_test_id("submit-button")).to_be_visible()
    expect(page.locator("#turns")).to_contain_text("million")
    assert server.outcome() == "client closed"
    page.close()


def test_a_closed_tab_ends_the_call(browser: Browser, address: str, server: Scripted) -> None:
    under_way(browser, address).close()
    assert server.outcome() == "client closed"
