"""Fetching: from real servers on loopback, which a setting allows, and from nowhere it must not."""

from __future__ import annotations

import gzip
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest
from load.conftest import Handler, Site, answer

from rag import Settings
from rag.errors import LoadError
from rag.fetch import Fetched, Fetcher, Pages
from rag.fetch.addresses import is_public


def test_a_page_is_fetched_with_its_type_and_charset(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/a", "<p>Café</p>".encode("cp1252"), "text/html; charset=windows-1252")
    found = fetcher.fetch(url)
    assert (found.url, found.media_type, found.charset) == (url, "text/html", "windows-1252")
    assert found.data == "<p>Café</p>".encode("cp1252")
    assert all(agent.startswith("Footnote/") for agent in site.agents)


def test_a_packed_page_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    url = site.put("/a", lambda request: answer(request, 200, headers, gzip.compress(b"<p>x</p>")))
    assert fetcher.fetch(url).data == b"<p>x</p>"


def test_a_redirect_is_followed_to_the_address_it_ends_at(site: Site, fetcher: Fetcher) -> None:
    end = site.put("/end", "here")
    assert fetcher.fetch(site.redirect("/start", "/end")).url == end


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "10.0.0.8", "172.16.4.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0",
        "fd00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_a_public_address_is_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_loopback_is_refused_however_it_is_written(site: Site, host: str) -> None:
    url = site.put("/secret", "x").replace("127.0.0.1", host)
    with pytest.raises(LoadError, match=r"not on the public internet; .* RAG_FETCH_PRIVATE"):
        Fetcher(Settings()).fetch(url)
    assert not site.asked


def test_a_redirect_into_the_network_is_refused(site: Site) -> None:
    url = site.redirect("/start", "http://127.0.0.1:9/secret").replace("127.0.0.1", "localhost")
    fetcher = Fetcher(Settings(fetch_private="localhost", fetch_pause_s=0))
    with pytest.raises(LoadError, match=r"127\.0\.0\.1 leads to 127\.0\.0\.1, which is not"):
        fetcher.fetch(url)
    assert site.asked == ["/robots.txt", "/start"]


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    fetcher = Fetcher(Settings(), resolve=lambda *_: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(LoadError, match=r"rebind\.example leads to 10\.0\.0\.1"):
        fetcher.fetch("http://rebind.example/a")


def test_a_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    looked_up: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    settings = Settings(fetch_private="news.example", fetch_pause_s=0)
    url = site.put("/a", "here").replace("127.0.0.1", "news.example")
    assert Fetcher(settings, resolve=resolve).fetch(url).data == b"here"
    assert looked_up == ["news.example"] * 2  # robots.txt, then the page: once a connection


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, "asks for a password"),
        (403, "refuses to be read by a program"),
        (404, "has no such page"),
        (429, "was asked too often"),
        (503, "answers with an error"),
    ],
)
def test_a_refusal_is_worded(site: Site, fetcher: Fetcher, status: int, message: str) -> None:
    url = site.put("/a", lambda request: answer(request, status, {}))
    with pytest.raises(LoadError, match=f"{message}.*{status}"):
        fetcher.fetch(url)


def test_a_page_that_redirects_for_ever_is_refused(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(LoadError, match="redirects more than 5 times"):
        fetcher.fetch(site.redirect("/a", "/a"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://x/"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, fetcher: Fetcher, target: str) -> None:
    with pytest.raises(LoadError, match="no web address that can be fetched"):
        fetcher.fetch(site.redirect("/a", target))


def test_an_endless_page_is_refused(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(LoadError, match=r"larger than 1 MB \(RAG_FETCH_MAX_MB\)"):
        fetcher.fetch(site.put("/endless", _endless))


def test_a_page_that_explodes_when_unpacked_is_refused(site: Site, fetcher: Fetcher) -> None:
    body = gzip.compress(b"0" * 20_000_000)
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    url = site.put("/bomb", lambda request: answer(request, 200, headers, body))
    with pytest.raises(LoadError, match="larger than 1 MB"):
        fetcher.fetch(url)


def test_a_server_that_drips_is_left_at_the_deadline(site: Site) -> None:
    site.put("/robots.txt", "")
    fetcher = Fetcher(Settings(fetch_private="127.0.0.1", fetch_pause_s=0, fetch_timeout_s=0.5))
    with pytest.raises(LoadError, match=r"not done within 0\.5 s \(RAG_FETCH_TIMEOUT_S\)"):
        fetcher.fetch(site.put("/drip", _dripping))


def test_robots_txt_is_respected_and_asked_for_once(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/*.html$\n", "text/plain")
    with pytest.raises(LoadError, match="asks programs not to fetch this page"):
        fetcher.fetch(site.put("/private/a.html", "x"))
    fetcher.fetch(site.put("/public", "x"))
    assert site.asked == ["/robots.txt", "/public"]


def test_of_a_robots_txt_without_end_the_first_half_megabyte_counts(
    site: Site, fetcher: Fetcher
) -> None:
    rules = "User-agent: *\nDisallow: /private\n" + "# a remark\n" * 100_000 + "Disallow: /late\n"
    site.put("/robots.txt", rules, "text/plain")
    with pytest.raises(LoadError, match="asks programs not to fetch this page"):
        fetcher.fetch(site.put("/private", "x"))
    assert fetcher.fetch(site.put("/late", "x")).data == b"x"


def test_nothing_is_fetched_from_a_site_whose_rules_are_broken(
    site: Site, fetcher: Fetcher
) -> None:
    site.put("/robots.txt", lambda request: answer(request, 500, {}))
    with pytest.raises(LoadError, match=r"cannot show its robots\.txt \(500\)"):
        fetcher.fetch(site.put("/a", "x"))


def test_an_unknown_host_and_a_closed_port_are_worded(fetcher: Fetcher) -> None:
    with pytest.raises(LoadError, match="There is no host named nowhere"):
        fetcher.fetch("http://nowhere.invalid/a")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(LoadError, match=r"127\.0\.0\.1 cannot be connected to"):
            fetcher.fetch(f"http://127.0.0.1:{port}/a")


def stated(page: bytes, **state: str) -> Handler:
    """Returns a page whose site says in which state it is, and sends it only if it has changed."""

    def answered(request: BaseHTTPRequestHandler) -> None:
        named = (request.headers["If-None-Match"], request.headers["If-Modified-Since"])
        headers = {name.replace("_", "-"): value for name, value in state.items()}
        is_known = not set(named).isdisjoint(state.values())
        answer(request, 304 if is_known else 200, headers, b"" if is_known else page)

    return answered


@pytest.mark.parametrize(
    "states",
    [
        [{"ETag": '"1"'}, {"ETag": 'W/"2"'}],
        [{"Last_Modified": f"Sun, {day} Jul 2025 22:00:00 GMT"} for day in (13, 20)],
    ],
)
def test_a_page_that_has_not_changed_is_not_sent_again(
    site: Site, fetcher: Fetcher, states: list[dict[str, str]]
) -> None:
    url = site.put("/a", stated(b"first", **states[0]))
    assert fetcher.fetch(url).data == b"first"
    site.put("/a", stated(b"not to be sent", **states[0]))
    later = Fetcher(fetcher.settings, pages=fetcher.pages)
    assert later.fetch(url).data == b"first"
    site.put("/a", stated(b"second", **states[1]))
    assert later.fetch(url).data == b"second"
    assert Fetcher(fetcher.settings).fetch(url).data == b"second"


def test_a_page_of_which_a_site_tells_no_state_is_sent_each_time(
    site: Site, fetcher: Fetcher
) -> None:
    url = site.put("/a", "first")
    fetcher.fetch(url)
    site.put("/a", "second")
    assert fetcher.fetch(url).data == b"second"


def test_pages_are_remembered_as_far_as_there_is_room_the_last_ones_longest() -> None:
    pages = Pages(most_bytes=10)
    for name in "abc":
        pages.keep(name, Fetched(name, "", None, b"12345", etag='"1"'))
    assert [bool(pages.get(name)) for name in "abc"] == [False, True, True]
    pages.keep("d", Fetched("d", "", None, b"larger than all", etag='"1"'))
    assert not pages.get("d")


def _endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"<p>more</p>" * 1000)
    except OSError:
        pass


def _dripping(request: BaseHTTPRequestHandler) -> None:
    try:
        for _ in range(100):
            request.wfile.write(b"H")
            time.sleep(0.05)
    except OSError:
        pass
