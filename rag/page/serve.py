"""The page on a port of this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from rag import html
from rag.errors import UsageError
from rag.library import Library
from rag.page.build import build
from rag.page.conversation import Questions
from rag.page.parts import ASSETS
from rag.page.policy import ContentPolicy
from rag.page.tools import tools

THREADS = 80
# Gradio refuses a file by refusing all that came with it; what is only too large to be read is
# refused when it is read, by name, and the rest is added.
UPLOAD_TIMES = 4
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SYSTEM_FONT = "system-ui"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served, and to whom: `sign_in` tells whether a password is right."""

    host: str = "127.0.0.1"
    port: int | None = None
    sign_in: Callable[[str, str], bool] | None = None
    is_forced: bool = False
    is_mcp: bool = False

    def check(self) -> None:
        """Refuses to serve strangers.

        Raises:
            UsageError: other machines can reach the host, and nobody has to sign in.
        """
        if not (self.is_forced or self.sign_in or self.host in LOOPBACK):
            raise UsageError(
                f"{self.host} can be reached from other machines, and there is no sign-in;"
                " name a file of users with --auth, or add --force to serve there all the same."
            )


def serve(
    library: Library,
    address: Address,
    *,
    say: Callable[[str], None],
    questions: Questions = Library.suggestions,
) -> None:
    """Serves the page until it is interrupted; says its address once it can be opened.

    Raises:
        UsageError: the port is taken, or the address is not safe.
    """
    address.check()
    with TemporaryDirectory(prefix="footnote-") as uploads:
        os.environ |= {"GRADIO_TEMP_DIR": uploads, "GRADIO_ANALYTICS_ENABLED": "False"}
        page = build(library, questions)
        beside = (
            tools(library, host=address.host, sign_in=address.sign_in) if address.is_mcp else {}
        )
        try:
            _, url, _ = page.launch(
                server_name=address.host, server_port=address.port, auth=address.sign_in,
                auth_message=_styled() + html.SIGN_IN,
                max_file_size=f"{UPLOAD_TIMES * library.settings.max_file_mb}mb",
                max_threads=THREADS,
                app_kwargs={"middleware": [Middleware(ContentPolicy)], **beside}, **_look(),
            )  # fmt: skip
        except OSError as error:
            raise UsageError(f"Port {address.port} is taken; name another with --port.") from error
        say(f"Footnote is at {url}  (Ctrl+C ends it)")
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl+C does
        page.block_thread()


def _styled() -> str:
    """Returns the page's style, as Gradio takes it for the page and for the sign-in before it."""
    return f"<style>{(ASSETS / 'page.css').read_text(encoding='utf-8')}</style>"


def _look() -> dict[str, Any]:
    """Returns how the page looks, and that it calls nobody."""
    font = gr.themes.Font(_SYSTEM_FONT)
    return {
        "head": _styled(),
        "favicon_path": ASSETS / "icon.svg",
        "theme": gr.themes.Base(font=font, font_mono=font),
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "share": False,
        "ssr_mode": False,
        "quiet": True,
        "prevent_thread_lock": True,
    }
