"""A real web site on loopback, whose pages each test states."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rag import Settings
from rag.fetch import Fetcher

SETTINGS = Settings(fetch_private="127.0.0.1", fetch_pause_s=0, fetch_timeout_s=5, fetch_max_mb=1)
Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site; a page is bytes or a function that answers by itself."""

    url: str
    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def put(self, path: str, page: str | bytes | Handler, media_type: str = "text/html") -> str:
        """Sets a page up and returns its address."""
        self.pages[path] = page.encode() if isinstance(page, str) else page
        self.types[path] = media_type
        return self.url + path

    def redirect(self, path: str, target: str) -> str:
        """Sets a redirect up and returns its address."""
        return self.put(path, lambda request: answer(request, 302, {"Location": target}))


def answer(
    request: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], body: bytes = b""
) -> None:
    """Answers a request."""
    request.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site, served on loopback."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            served.agents.add(self.headers["User-Agent"])
            page = served.pages.get(self.path)
            if page is None:
                answer(self, 404, {})
            elif isinstance(page, bytes):
                answer(self, 200, {"Content-Type": served.types[self.path]}, page)
            else:
                page(self)

        def log_message(self, *_: object) -> None:
            """Keeps quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    served = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    """A fetcher that may fetch from loopback, and does not wait between pages."""
    return Fetcher(SETTINGS)
