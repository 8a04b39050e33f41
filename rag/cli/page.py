"""The command that serves the page."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import typer

from rag.errors import UsageError

app = typer.Typer()


@app.command(
    context_settings={
        "ignore_unknown_options": True, "allow_extra_args": True,
        "help_option_names": [],  # app.py helps with its own
    }
)  # fmt: skip
def serve(context: typer.Context) -> None:
    """Serve the page, as python app.py does."""
    page = Path(__file__).parent.parent.parent / "app.py"
    if not page.exists():
        raise UsageError(f"{page} is not there; serve runs from a checkout of the project.")
    sys.argv = [str(page), *context.args]
    runpy.run_path(str(page), run_name="__main__")
