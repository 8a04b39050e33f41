"""The page: `python app.py` serves it on this machine."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr

from rag import Library, RagError, UsageError, html, read_settings

SEEDS = Path(__file__).parent / "seeds"
ASSETS = Path(__file__).parent / "assets"
SEED_QUESTIONS = (
    "What did Lavrov warn against?",
    "Why did the cost of the sea wall rise?",
    "How many jobs will be lost at the Gannet Row fish plant?",
)
SYSTEM_FONT = gr.themes.Font("system-ui")
UNFORESEEN = "Something failed that nobody foresaw; the terminal shows where."
LOOPBACK = ("127.0.0.1", "::1", "localhost")
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
MAX_QUESTION_CHARACTERS = 2000
MAX_WAITING = 100
QUESTIONS_AT_ONCE = 4
UPLOADS_KEPT_S = 3600


def build(library: Library) -> gr.Blocks:
    """Returns the page over a library; its sessions share the library and nothing else."""
    kept = (UPLOADS_KEPT_S, UPLOADS_KEPT_S)
    page = gr.Blocks(title="Footnote", analytics_enabled=False, delete_cache=kept)
    with page:
        with gr.Row(elem_id="masthead"):
            _html(html.MASTHEAD, elem_id="title")
            fresh = gr.Button("New conversation", elem_id="fresh")
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="library"):
                articles = _library_pane(library)
            with gr.Column(elem_id="talk"):
                current = _conversation_pane(library, fresh)
            with gr.Column(elem_id="source"):
                _source_pane(library)
        shown = [articles, current]
        page.load(lambda: (_articles(library), show_welcome(library)), None, shown, **QUIET)
    page.queue(max_size=MAX_WAITING, default_concurrency_limit=QUESTIONS_AT_ONCE)
    return page


def _library_pane(library: Library) -> gr.HTML:
    _html(html.CLOSE)
    articles = _html(_articles(library), elem_id="articles")
    with gr.Column(elem_id="adding"):
        _html(html.ADDING)
        upload = gr.File(file_count="multiple", show_label=False, elem_id="upload")
        added = _html("", elem_id="added")
    add = partial(add_files, library)
    upload.upload(add, upload, [upload, added, articles], concurrency_limit=1, **QUIET)
    return articles


def _conversation_pane(library: Library, fresh: gr.Button) -> gr.HTML:
    turns = gr.State([])
    with gr.Column(elem_id="turns"):
        past = _html("", elem_id="past")
        current = _html(show_welcome(library), elem_id="current")
    box = gr.Textbox(
        elem_id="question", label="Question", show_label=False, submit_btn="Ask",
        placeholder="Ask about the articles", max_lines=6, max_length=MAX_QUESTION_CHARACTERS,
        autofocus=True,
    )  # fmt: skip
    parts = [box, turns, past, current]
    asked = box.submit(partial(answer_question, library), [box, turns], parts, **QUIET)
    asked.failure(lambda: html.failure(UNFORESEEN), None, current, **QUIET)
    fresh.click(lambda: ("", [], "", show_welcome(library)), None, parts, cancels=[asked], **QUIET)
    return current


def _source_pane(library: Library) -> None:
    def source(data: dict[str, Any]) -> str:
        return show_source(library, data)

    _html(html.CLOSE)
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    _html(html.NO_SOURCE, elem_id="article", js_on_load=script, server_functions=[source])


def answer_question(
    library: Library, question: str, turns: list[html.Turn]
) -> Iterator[tuple[Any, ...]]:
    """Yields what changes in the question box, the turns, the finished ones and the current one."""
    if not question.strip():
        yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
        return
    turn = html.Turn(question.strip())
    yield "", gr.skip(), gr.skip(), html.turn(turn)
    try:
        history = [one.answer for one in turns if one.answer]
        for event in library.stream(turn.question, history=history):
            turn = turn.after(event)
            yield gr.skip(), gr.skip(), gr.skip(), html.turn(turn)
    except RagError as error:
        turn = html.Turn(turn.question, failure=str(error))
    turns = [*turns, turn]
    yield gr.skip(), turns, html.conversation(turns), ""


def add_files(library: Library, paths: Sequence[str] | None) -> Iterator[tuple[Any, str, Any]]:
    """Yields the drop zone, what is and was done in words, and the articles, as files are added."""
    yield gr.skip(), html.adding(len(paths or ())), gr.skip()
    try:
        done = html.report(library.add(*(paths or ())))
    except RagError as error:
        done = html.failure(str(error), label="Nothing was added.")
    yield None, done, _articles(library)


def show_welcome(library: Library) -> str:
    """Returns the empty conversation, with questions to try where the samples can answer them."""
    articles = library.articles()
    samples = {path.name for path in SEEDS.iterdir()}
    sampled = any(one.path and Path(one.path).name in samples for one in articles)
    return html.welcome(SEED_QUESTIONS if sampled else (), articles=len(articles))


def show_source(library: Library, data: dict[str, Any]) -> str:
    """Returns the article that a citation leads to, its paragraph and quoted words marked."""
    place = html.read_place(data)
    try:
        return html.article(library.article(place.article_id), place=place)
    except RagError as error:
        return html.failure(str(error), label="The source cannot be shown.")


def serve(library: Library, *, host: str, port: int | None) -> None:
    """Serves the page until it is interrupted; prints its address once it can be opened."""
    style = (ASSETS / "page.css").read_text(encoding="utf-8")
    with TemporaryDirectory(prefix="footnote-") as uploads:
        os.environ |= {"GRADIO_TEMP_DIR": uploads, "GRADIO_ANALYTICS_ENABLED": "False"}
        page = build(library)
        try:
            _, address, _ = page.launch(
                server_name=host, server_port=port,
                max_file_size=f"{library.settings.max_file_mb}mb",
                head=f"<style>{style}</style>", favicon_path=ASSETS / "icon.svg",
                theme=gr.themes.Base(font=SYSTEM_FONT, font_mono=SYSTEM_FONT),
                footer_links=[], run_history=False, enable_monitoring=False, share=False,
                ssr_mode=False, quiet=True, prevent_thread_lock=True,
            )  # fmt: skip
        except OSError as error:
            raise UsageError(f"Port {port} is taken; name another with --port.") from error
        _say(f"Footnote is at {address}  (Ctrl+C ends it)")
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl+C does
        page.block_thread()


def open_library(options: argparse.Namespace) -> Library:
    """Opens the library, adds the sample articles to an empty one, and warms up the search."""
    settings = read_settings(library=options.library, llm=options.llm)
    library = Library.open(settings=settings)
    if not library.articles():
        _say("Adding the sample articles; the first time, this prepares the model (about 10 s) …")
        for failed in library.add(SEEDS).failed:
            _say(f"failed: {failed.name}: {failed.reason}")
    library.search("news", top=1)
    return library


def main(argv: Sequence[str] | None = None) -> None:
    """Serves the page over the library that the options name."""
    parser = argparse.ArgumentParser(prog="app.py", description="Serve the page.")
    parser.add_argument("--library", type=Path, metavar="DIR", help="the library folder")
    parser.add_argument("--llm", metavar="SPEC", help="the writer: extractive")
    parser.add_argument("--port", type=int, help="default: the first that is free from 7860")
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    parser.add_argument("--force", action="store_true", help="serve beyond this machine")
    options = parser.parse_args(argv)
    try:
        if not (options.force or options.host in LOOPBACK):
            raise UsageError(
                f"{options.host} can be reached from other machines, and there is no sign-in;"
                " add --force to serve there all the same."
            )
        serve(open_library(options), host=options.host, port=options.port)
    except RagError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 3)


def _articles(library: Library) -> str:
    return html.library(library.articles())


def _html(value: Any, **settings: Any) -> gr.HTML:
    return gr.HTML(value, **{"apply_default_css": False, "js_on_load": None, **settings})


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the terminal is this program's other surface


if __name__ == "__main__":
    main()
