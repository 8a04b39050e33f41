"""A real server on this machine and a real browser, each started once a module."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

import pytest
from llm.conftest import Scripted, server_process
from playwright.sync_api import Browser, Page, expect, sync_playwright
from ports import free_port

__all__ = ["server_process"]  # a fixture

Opener = Callable[..., Page]

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = Path("/usr/bin/chromium")
START_TIMEOUT_S = 300
PATIENCE_MS = 120_000  # for what is to appear on a page, so that a busy machine fails no test
NPM_PACKAGES = ("axe-core@4.14.1", "@gradio/client@2.7.0")
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

expect.set_options(timeout=PATIENCE_MS)


@contextmanager
def served(library: Path, *options: str, **environment: str) -> Iterator[str]:
    """Serves a library as a user does; yields the address of its page."""
    port = free_port()
    command = [sys.executable, "app.py", "--library", str(library), "--port", str(port), *options]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
    )  # fmt: skip
    assert server.stdout is not None
    patience = Timer(START_TIMEOUT_S, server.kill)
    patience.start()
    said = []
    for line in server.stdout:
        said.append(line)
        if "Footnote is at" in line:
            break
    else:
        patience.cancel()
        pytest.fail(f"app.py ended before it served: {''.join(said)}")
    patience.cancel()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.communicate(timeout=START_TIMEOUT_S)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the samples, started as a user starts it."""
    with served(tmp_path_factory.mktemp("page") / "library") as url:
        yield url


@pytest.fixture(scope="module")
def scripted_page(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    server_process: Scripted,
) -> Iterator[str]:
    """The address of a page whose model follows the `SCENARIO` of the test's module."""
    folder = tmp_path_factory.mktemp("scripted-page")
    with served(
        folder / "library", "--llm", f"openai:scripted-{request.module.SCENARIO}",
        RAG_LLM_BASE_URL=server_process.url, RAG_EMBEDDER="hashing",
    ) as url:  # fmt: skip
        yield url


@pytest.fixture
def asked(browser: Browser, scripted_page: str) -> Iterator[Callable[[str], Page]]:
    """Asks the scripted model a question on a page of its own."""
    pages: list[Page] = []

    def ask(question: str) -> Page:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        pages.append(page)
        page.goto(scripted_page)
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
        return page

    yield ask
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; without it these tests cannot run, and say so."""
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing; install Debian's package: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what the tests need from npm: axe-core and Gradio's client."""
    folder = tmp_path_factory.mktemp("npm")
    npm = shutil.which("npm")
    if npm is None:
        pytest.fail("npm is missing; install Node.js: apt-get install nodejs npm")
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", *NPM_PACKAGES]
    subprocess.run(command, cwd=folder, check=True, timeout=START_TIMEOUT_S)
    return folder / "node_modules"


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens the page in a browser of its own; none may report an error or call another host."""
    contexts, hosts, errors = [], set(), []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(address)
        expect(page.locator("#question textarea")).to_be_editable()
        expect(page.locator(".welcome")).to_be_visible()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert hosts <= {"127.0.0.1", None}
    assert "127.0.0.1" in hosts
    assert not errors
