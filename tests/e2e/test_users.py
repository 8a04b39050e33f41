"""Sign-in: who may enter, and that nobody sees what another asked; and a model that fails."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.conftest import PATIENCE_MS, START_TIMEOUT_S, served
from rag.sign_in import Users

QUESTION = "Why did the cost of the sea wall rise?"
JOBS = "How many jobs will be lost at the Gannet Row fish plant?"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page that two may enter, with a model that cannot be reached."""
    folder = tmp_path_factory.mktemp("users")
    users = Users(folder / "users")
    users.add("ilse", "correct horse")
    users.add("bo", "battery staple")
    with served(
        folder / "library", "--auth", str(users.path), "--llm", "openai:away",
        RAG_LLM_BASE_URL="http://127.0.0.1:9/v1", RAG_LLM_RETRIES="0", RAG_EMBEDDER="hashing",
    ) as url:  # fmt: skip
        yield url


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page that two share, and that answers."""
    folder = tmp_path_factory.mktemp("shared")
    users = Users(folder / "users")
    users.add("ilse", "correct horse")
    users.add("bo", "battery staple")
    options = ("--auth", str(users.path))
    with served(folder / "library", *options, RAG_EMBEDDER="hashing") as url:
        yield url


def entered(browser: Browser, url: str, name: str, password: str) -> Page:
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(url)
    page.get_by_label("username").fill(name)
    page.get_by_label("password").fill(password)
    page.get_by_role("button", name="Login").click()
    return page


def test_nothing_is_served_without_signing_in(guarded: str, browser: Browser) -> None:
    with httpx.Client(base_url=guarded, timeout=START_TIMEOUT_S) as stranger:
        assert "gannet" not in stranger.get("").text.lower()
        for path in ("gradio_api/info", "gradio_api/queue/data?session_hash=x", "config"):
            assert stranger.get(path).status_code == 401
    page = entered(browser, guarded, "ilse", "battery staple")
    expect(page.get_by_text("Incorrect Credentials")).to_be_visible()
    expect(page.locator("#question")).to_have_count(0)
    page.context.close()


def test_a_failing_model_is_a_failure_and_no_refusal(guarded: str, browser: Browser) -> None:
    page = entered(browser, guarded, "ilse", "correct horse")
    expect(page.locator("#question textarea")).to_be_editable()
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    turn = page.locator("#past .turn")
    expect(turn.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(turn.locator(".refusal")).to_have_count(0)
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Test the writer").click()
    told = page.locator("#trial")
    expect(told).to_contain_text("The writer does not work.")
    page.context.close()


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#past .turn h2").last).to_have_text(question)


def asked_before(page: Page) -> Locator:
    """Opens the history and returns the questions in it."""
    page.get_by_role("button", name="History").click()
    expect(page.locator("#asked h2")).to_be_visible()
    return page.locator("#asked .title")


def test_two_who_signed_in_see_neither_conversation_nor_history_of_the_other(
    shared: str, browser: Browser
) -> None:
    ilse = entered(browser, shared, "ilse", "correct horse")
    bo = entered(browser, shared, "bo", "battery staple")
    ask(ilse, QUESTION)
    ask(bo, JOBS)
    expect(ilse.locator("#turns .turn h2")).to_have_text([QUESTION])
    expect(bo.locator("#turns .turn h2")).to_have_text([JOBS])
    expect(asked_before(ilse)).to_have_text([QUESTION])
    expect(asked_before(bo)).to_have_text([JOBS])
    elsewhere = entered(browser, shared, "ilse", "correct horse")
    expect(elsewhere.locator(".welcome")).to_be_visible()
    expect(asked_before(elsewhere)).to_have_text([QUESTION])
    for page in (ilse, bo, elsewhere):
        page.context.close()
