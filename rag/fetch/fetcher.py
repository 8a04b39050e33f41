"""One page after another: robots.txt is respected, redirects, size and time are limited."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from urllib.parse import urlsplit

import httpcore
import httpx
from protego import Protego

from rag.errors import LoadError
from rag.fetch.addresses import Resolver, look_up
from rag.fetch.pages import Fetched, Pages
from rag.fetch.transport import CheckedTransport, Deadline
from rag.settings import BYTES_PER_MB, Settings

AGENT = "Footnote"
USER_AGENT = f"{AGENT}/0.1 (fetches articles that its user named)"
MOST_REDIRECTS = 5
ROBOTS_BYTES = 512_000  # RFC 9309: at least so much is read; the rest may be left
LONGEST_PAUSE_S = 10.0
_ENCODINGS = ("gzip", "deflate")
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": ", ".join(_ENCODINGS),
}
_REASONS = {
    401: "asks for a password (401); sign in with a browser, save the page and add the file",
    402: "asks for payment (402); sign in with a browser, save the page and add the file",
    403: "refuses to be read by a program (403); save the page with a browser and add the file",
    404: "has no such page (404); check the address",
    410: "has removed the page (410)",
    429: "was asked too often (429); try again later",
}


@dataclass(slots=True)
class Fetcher:
    """Fetches pages for one run; it remembers the robots.txt of each site, and when it asked.

    What is in `pages`, of this run or an earlier one, is sent again only if it has changed.
    """

    settings: Settings
    resolve: Resolver = look_up
    pages: Pages = field(default_factory=Pages)
    _robots: dict[str, Protego] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """Fetches a page, by way of a few redirects.

        Raises:
            LoadError: it cannot be had, or may not be fetched; the message says why.
        """
        deadline = Deadline.after(self.settings.fetch_timeout_s)
        read = partial(_whole, max_bytes=self.settings.fetch_max_bytes)
        for _ in range(MOST_REDIRECTS + 1):
            _check_scheme(url)
            self._respect_robots(url, deadline)
            known = self.pages.get(url)
            conditions = known.conditions if known else {}
            status, found = self._get(url, deadline, read=read, conditions=conditions)
            if not isinstance(found, Fetched):
                url = found
                continue
            if known and status == httpx.codes.NOT_MODIFIED:
                return known
            if status != httpx.codes.OK:
                what = _REASONS.get(status, f"answers with an error ({status}); try again later")
                raise LoadError(f"{_host(url)} {what}.")
            self.pages.keep(url, found)
            return found
        raise LoadError(f"It redirects more than {MOST_REDIRECTS} times; check the address.")

    def _get(
        self,
        url: str,
        deadline: Deadline,
        *,
        read: Callable[[httpx.Response], bytes],
        conditions: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[int, Fetched | str]:
        """Returns the status, and the page or the address that it redirects to."""
        allowed = frozenset(self.settings.fetch_private.replace(",", " ").lower().split())
        try:
            with (
                CheckedTransport(deadline, allowed=allowed, resolve=self.resolve) as transport,
                httpx.Client(transport=transport, headers=_HEADERS) as client,
                client.stream("GET", url, headers=conditions) as response,
            ):
                if response.has_redirect_location:
                    return response.status_code, str(
                        response.url.join(response.headers["location"])
                    )
                return response.status_code, _page(url, response, read(response))
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            seconds = f"{self.settings.fetch_timeout_s:g}"
            raise LoadError(
                f"{_host(url)} was not done within {seconds} s (RAG_FETCH_TIMEOUT_S)."
            ) from error
        except (httpcore.ConnectError, httpx.ConnectError) as error:
            raise LoadError(f"{_host(url)} cannot be connected to ({error}).") from error
        except (
            httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL
        ) as error:  # fmt: skip
            raise LoadError(f"{_host(url)} broke off the answer ({error}).") from error

    def _respect_robots(self, url: str, deadline: Deadline) -> None:
        """Waits its turn at a site, and refuses what its robots.txt forbids."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = Protego.parse(self._rules(site, deadline))
        robots = self._robots[site]
        if not robots.can_fetch(url, AGENT):
            raise LoadError(f"{parts.hostname} asks programs not to fetch this page (robots.txt).")
        asked_for = min(robots.crawl_delay(AGENT) or 0.0, LONGEST_PAUSE_S)
        pause = max(asked_for, self.settings.fetch_pause_s)
        wait = self._asked.get(site, -pause) + pause - time.monotonic()
        if site in self._asked and wait > 0:
            time.sleep(min(wait, deadline.left()))
        self._asked[site] = time.monotonic()

    def _rules(self, site: str, deadline: Deadline) -> str:
        """Returns a site's robots.txt, empty if it has none; while it is broken, all is refused."""
        url = f"{site}/robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            status, found = self._get(url, deadline, read=_first_rules)
            if isinstance(found, Fetched):
                if status >= httpx.codes.INTERNAL_SERVER_ERROR:
                    raise LoadError(f"{_host(site)} cannot show its robots.txt ({status}) now.")
                return found.data.decode("utf-8", "replace") if status == httpx.codes.OK else ""
            url = found
            _check_scheme(url)
        return ""


def _page(url: str, response: httpx.Response, data: bytes) -> Fetched:
    headers = response.headers
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    state = {"etag": headers.get("etag"), "modified": headers.get("last-modified")}
    return Fetched(url, media_type, response.charset_encoding, data, **state)


def _whole(response: httpx.Response, *, max_bytes: int) -> bytes:
    """Reads a response, as long as it is not too large.

    Raises:
        LoadError: it is.
    """
    data = bytearray()
    for part in _parts(response):
        data += part
        if len(data) > max_bytes:
            raise LoadError(
                f"It is larger than {max_bytes / BYTES_PER_MB:g} MB (RAG_FETCH_MAX_MB)."
            )
    return bytes(data)


def _first_rules(response: httpx.Response) -> bytes:
    """Reads as much of a robots.txt as must be read; a line that is cut off is left out."""
    data = bytearray()
    for part in _parts(response):
        data += part
        if len(data) > ROBOTS_BYTES:
            return bytes(data[:ROBOTS_BYTES]).rpartition(b"\n")[0]
    return bytes(data)


def _parts(response: httpx.Response) -> Iterator[bytes]:
    """Yields the parts of a response.

    Raises:
        LoadError: it is packed in a way that may explode.
    """
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "", *_ENCODINGS):
        host = response.request.url.host
        raise LoadError(f"{host} packs its pages in a way not asked for ({packed}).")
    yield from response.iter_bytes()


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise LoadError(f"{url} is no web address that can be fetched; use http or https.")


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
