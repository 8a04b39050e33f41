"""The page: `python app.py` serves it on this machine."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from rag import Library, RagError, UsageError, page, read_settings, sign_in

SEEDS = Path(__file__).parent / "seeds"
SEED_QUESTIONS = (
    "What did Lavrov warn against?",
    "Why did the cost of the sea wall rise?",
    "How many jobs will be lost at the Gannet Row fish plant?",
)
SEEN = 20  # more than there are samples


def open_library(options: argparse.Namespace) -> Library:
    """Opens the library, adds the sample articles to an empty one, and warms up the search."""
    settings = read_settings(library=options.library, llm=options.llm)
    library = Library.open(settings=settings)
    if library.is_empty:
        say("Adding the sample articles; the first time, this prepares the model (about 10 s) …")
        for failed in library.add(SEEDS).failed:
            say(f"failed: {failed.name}: {failed.reason}")
    library.search("news", top=1)
    return library


def questions_to_try(library: Library) -> Sequence[str]:
    """Returns questions that show what there is to see: of the samples, else of the articles."""
    newest = library.articles(limit=SEEN)
    if newest and all(one.path and Path(one.path).is_relative_to(SEEDS) for one in newest):
        return SEED_QUESTIONS
    return library.suggestions()


def add_user(file: Path | None, name: str) -> None:
    """Asks for a password, and adds a user to the file of those who may sign in."""
    if file is None:
        raise UsageError("Name the file of users as well: --auth FILE --add-user NAME.")
    sign_in.Users(file).add(name, getpass.getpass(f"Password of {name}: "))
    say(f"{name} may sign in where {file} is named with --auth.")


def read_options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="app.py", description="Serve the page.")
    parser.add_argument("--library", type=Path, metavar="DIR", help="the library folder")
    parser.add_argument("--llm", metavar="SPEC", help="extractive, provider:model or hf:FOLDER")
    parser.add_argument("--port", type=int, help="default: the first that is free from 7860")
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    parser.add_argument("--auth", type=Path, metavar="FILE", help="who may sign in")
    parser.add_argument("--add-user", metavar="NAME", help="add a user to that file, and end")
    parser.add_argument("--mcp", action="store_true", help="offer the endpoints as MCP tools too")
    parser.add_argument("--force", action="store_true", help="serve beyond this machine")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Serves the page over the library that the options name."""
    options = read_options(argv)
    try:
        if options.add_user:
            add_user(options.auth, options.add_user)
            return
        users = sign_in.Users(options.auth) if options.auth else None
        if users:
            users.check()
        address = page.Address(
            options.host, options.port, users, is_forced=options.force, is_mcp=options.mcp
        )
        address.check()
        page.serve(open_library(options), address, say=say, questions=questions_to_try)
    except RagError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 3)


def say(line: str) -> None:
    """Prints a line at once."""
    print(line, flush=True)  # noqa: T201 - the terminal is this program's other surface


if __name__ == "__main__":
    main()
