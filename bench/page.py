"""The page under load: paint, a click on a citation, a long list, many users at once.

    python bench/page.py [--articles 20000] [--turns 300] [--users 50] [--chromium PATH]
                         [--library FOLDER]

With a folder the library is kept there, and found there by the next run. The articles are made up,
one paragraph each, and found by words alone (`RAG_EMBEDDER=hashing`), so that what is measured is
the page. The users ask through the HTTP API; their LLM is the tests' scripted server, a process of
its own. A user's time is compared with one user's in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gradio_client import Client
from made_up import make_library, served
from playwright.sync_api import Browser, Page, sync_playwright
from streaming import Server, scripted_server

RUNS = 20
PAINTS = 3
SINGLE_RUNS = 20
ASKED_BY_EACH = 3
SWITCHES = ["--no-sandbox", "--disable-gpu"]
CLICKED = """async (selector) => {
  const cited = () => document.querySelector("#source .cited");
  document.querySelector("#articles li button").click();
  while (cited() || !document.querySelector("#source h2")) await new Promise(requestAnimationFrame);
  const start = performance.now();
  document.querySelector(selector).click();
  while (!cited()) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
SEARCHED = """async (words) => {
  const part = (name) => document.querySelector(`#articles .${name}`);
  const [box, list] = [part("words"), part("list")];
  const [start, before] = [performance.now(), list.innerHTML];
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  while (list.innerHTML === before) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""

# Notes when a text first shows the server's first token, which is the time when it was sent.
WATCHED = """() => {
  window.arrived = null;
  const options = { subtree: true, childList: true, characterData: true };
  new MutationObserver(() => {
    const token = /\\d{19}/.exec(document.querySelector("#current").textContent);
    if (token && !window.arrived)
      window.arrived = performance.timeOrigin + performance.now() - Number(token[0]) / 1e6;
  }).observe(document.querySelector("#turns"), options);
}"""


def paint_ms(page: Page) -> float:
    """Returns the time to the first contentful paint of the page that is open."""
    return float(
        page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    )


def ask(page: Page, question: str) -> float:
    """Asks on the page; returns the milliseconds until the answer stands."""
    start = time.perf_counter()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.locator("#past .turn").filter(has_text=question).wait_for()
    return 1000 * (time.perf_counter() - start)


class Traffic:
    """Counts the bytes that a page receives."""

    def __init__(self, page: Page) -> None:
        self.received = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.dataReceived", self._count)

    def _count(self, event: dict[str, int]) -> None:
        self.received += event["dataLength"]

    def taken(self) -> float:
        """Returns the kilobytes since the last call."""
        received, self.received = self.received, 0
        return received / 1000


def opened(browser: Browser, url: str) -> tuple[Page, float]:
    """Opens the page; returns it once the list stands, and the milliseconds until then."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    start = time.perf_counter()
    page.goto(url)
    page.locator("#articles li").first.wait_for()
    return page, 1000 * (time.perf_counter() - start)


def look(browser: Browser, url: str) -> None:
    """Measures the page in a browser."""
    pages = [opened(browser, url) for _ in range(PAINTS)]
    page = pages[-1][0]
    show("first contentful paint", [paint_ms(one) for one, _ in pages], "2000 ms")
    show("the list of articles stands", [ready for _, ready in pages])
    searches = [page.evaluate(SEARCHED, f"number {n}") for n in range(1, 1 + RUNS)]
    show("search of the list, 150 ms of it waiting for more keys", searches, "300 ms")
    show(
        "question to answer",
        [ask(page, f"What did the ferry number {n} cost?") for n in range(RUNS)],
    )
    show("citation to paragraph", clicks(page), "200 ms")


def clicks(page: Page) -> list[float]:
    """Returns the milliseconds from a click on a citation to its paragraph."""
    cited = "#past .marker, #past .footnotes button"
    return [page.evaluate(CLICKED, cited) for _ in range(RUNS)]


def converse(browser: Browser, url: str, turns: int) -> None:
    """Measures a long conversation with a model, from its server's first token to the reader."""
    page, _ = opened(browser, url)
    traffic = Traffic(page)
    tokens, answers, received = [], [], []
    for number in range(turns):
        page.evaluate(WATCHED)
        answers.append(ask(page, f"What did the bridge number {number} cost?"))
        tokens.append(float(page.evaluate("window.arrived")))
        received.append(traffic.taken())
    for first in (0, turns - RUNS):
        last, these = f"turns {first + 1} to {first + RUNS}", slice(first, first + RUNS)
        show(f"first token, server to page, {last}", tokens[these], "50 ms")
        show(f"question to answer of the slow model, {last}", answers[these])
        print(f"{f'received a turn, {last}':58} p50 {statistics.median(received[these]):8.1f} kB")
    show(f"citation to paragraph after {turns} turns", clicks(page), "200 ms")


def crowd(url: str, users: int) -> None:
    """Measures one user, then many at once, through the HTTP API."""
    clients = [Client(url, verbose=False) for _ in range(users)]

    def asked(number: int) -> list[float]:
        times = []
        for run in range(ASKED_BY_EACH):
            start = time.perf_counter()
            answer = clients[number].predict(
                question=f"What did the market number {number + run} cost?", api_name="/ask"
            )
            assert answer["status"], "an answer without a status"
            times.append(1000 * (time.perf_counter() - start))
        return times

    asked(0)  # the first question of a server reads what the others find read
    alone = [one for _ in range(SINGLE_RUNS // ASKED_BY_EACH) for one in asked(0)]
    start = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        together = [one for times in pool.map(asked, range(users)) for one in times]
    rate = len(together) / (time.perf_counter() - start)
    show("one user", alone)
    show(f"{users} users at once, none failed", together)
    p95 = statistics.quantiles(together, n=20)[-1]
    cores = os.cpu_count() or 1
    single = statistics.quantiles(alone, n=20)[-1]
    print(
        f"{rate:.1f} answers/s on {cores} cores; p95 of {users} users is {p95 / single:.1f} times"
    )
    print(f"one user's, {p95 / single / (users / cores):.2f} times per user and core (wanted: 3)")


def show(name: str, times: list[float], wanted: str = "") -> None:
    """Prints a row."""
    print(f"{name:58} p50 {statistics.median(times):8.1f}  max {max(times):8.1f} ms  {wanted}")


def main() -> None:
    """Makes the library, measures, prints."""
    parser = argparse.ArgumentParser(description="The page under load.")
    parser.add_argument("--articles", type=int, default=20000)
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--chromium", type=Path, default=Path("/usr/bin/chromium"))
    parser.add_argument("--library", type=Path)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        scripted_server(Path(name)) as llm,
    ):
        library = given.library or Path(name) / "library"
        make_library(library, given.articles)
        browser = playwright.chromium.launch(executable_path=given.chromium, args=SWITCHES)
        with served(library) as url:
            look(browser, url)
        with served(library, **_written_by("first-token", llm)) as url:
            converse(browser, url, given.turns)
        browser.close()
        with served(library, **_written_by("answers", llm)) as url:
            crowd(url, given.users)


def _written_by(scenario: str, llm: Server) -> dict[str, str]:
    return {"RAG_LLM": f"openai:scripted-{scenario}", "RAG_LLM_BASE_URL": llm.url}


if __name__ == "__main__":
    main()
