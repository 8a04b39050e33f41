"""The page under load: paint, a click on a citation, a long list, many users at once.

    python bench/page.py [--articles 20000] [--turns 300] [--users 50] [--chromium PATH]

The articles are made up, one paragraph each, and found by words alone (`RAG_EMBEDDER=hashing`), so
that what is measured is the page. The users ask through the HTTP API; their LLM is the tests'
scripted server, a process of its own. A user's time is compared with one user's in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from gradio_client import Client
from playwright.sync_api import Page, sync_playwright
from streaming import Server, scripted_server

from rag.library import Library
from rag.settings import read_settings

ROOT = Path(__file__).parent.parent
PLACES = [f"{a}{b}" for a in "Orren Wrack Skar Quay Tholep Vard".split() for b in ("mouth", "low")]
THINGS = "bridge ferry school harbour clinic library viaduct market station reservoir".split()
OUTLETS = "Ledger Courier Post Wire Gazette".split()
RUNS = 20
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


def write_articles(file: Path, count: int) -> None:
    """Writes a file of made-up articles."""
    chosen = random.Random(7)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            place, thing = chosen.choice(PLACES), chosen.choice(THINGS)
            fact = {
                "id": str(number),
                "title": f"The {thing} at {place} opens, number {number}",
                "published": f"{chosen.randint(2019, 2025)}-{chosen.randint(1, 12):02}-11",
                "source": chosen.choice(OUTLETS),
                "text": f"The {thing} number {number} at {place} cost £{number + 3} million.",
            }
            lines.write(json.dumps(fact) + "\n")


@contextmanager
def served(library: Path, **environment: str) -> Iterator[str]:
    """Serves a library; yields the address of its page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "app.py", "--library", str(library), "--port", str(port)]
    settings = {**os.environ, "RAG_EMBEDDER": "hashing", "PYTHONUNBUFFERED": "1", **environment}
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True
    ) as app:
        assert app.stdout
        for line in app.stdout:
            if "Footnote is at" in line:
                break
        yield f"http://127.0.0.1:{port}/"
        app.terminate()
        app.communicate()


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


def look(url: str, turns: int, chromium: Path) -> None:
    """Measures the page in a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        paints, ready = [], []
        for _ in range(3):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            start = time.perf_counter()
            page.goto(url)
            page.locator("#articles li").first.wait_for()
            ready.append(1000 * (time.perf_counter() - start))
            paints.append(paint_ms(page))
        show("first contentful paint", paints, "2000 ms")
        show("the list of articles stands", ready)
        searches = [page.evaluate(SEARCHED, f"number {n}") for n in range(1, 1 + RUNS)]
        show("search of the list, 150 ms of it waiting for more keys", searches)
        ask(page, "What did the ferry number 17 cost?")
        clicks = [
            page.evaluate(CLICKED, "#past .marker, #past .footnotes button") for _ in range(RUNS)
        ]
        show("citation to paragraph", clicks, "200 ms")
        early = [ask(page, f"What did the bridge number {n} cost?") for n in range(1, 11)]
        show("question to answer, turns 2 to 11", early)
        late = [ask(page, f"What did the school number {n} cost?") for n in range(11, turns)]
        show(f"question to answer, turns {turns - 9} to {turns}", late[-10:])
        clicks = [page.evaluate(CLICKED, "#past .footnotes button") for _ in range(RUNS)]
        show(f"citation to paragraph after {turns} turns", clicks, "200 ms")
        browser.close()


def stream(url: str, chromium: Path) -> None:
    """Measures how long a model's first token takes from its server to the reader's eyes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(url)
        page.locator("#articles li").first.wait_for()
        times = []
        for number in range(RUNS):
            page.evaluate(WATCHED)
            ask(page, f"What did the bridge number {number} cost?")
            times.append(float(page.evaluate("window.arrived")))
        show("first token, server to page", times, "50 ms")
        browser.close()


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
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "articles.jsonl", given.articles)
        library = Library.open(
            settings=read_settings(library=folder / "library", embedder="hashing")
        )
        start = time.perf_counter()
        library.add(folder / "articles.jsonl")
        print(f"{given.articles} articles added in {time.perf_counter() - start:.0f} s")
        library.close()
        with served(folder / "library") as url:
            look(url, given.turns, given.chromium)
        with scripted_server(folder) as llm:
            with served(folder / "library", **_written_by("first-token", llm)) as url:
                stream(url, given.chromium)
            with served(folder / "library", **_written_by("answers", llm)) as url:
                crowd(url, given.users)


def _written_by(scenario: str, llm: Server) -> dict[str, str]:
    return {"RAG_LLM": f"openai:scripted-{scenario}", "RAG_LLM_BASE_URL": llm.url}


if __name__ == "__main__":
    main()
