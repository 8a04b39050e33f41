"""Which article is it: web addresses in one form, and stable ids."""

from __future__ import annotations

import re
from base64 import b32encode
from hashlib import sha256
from urllib.parse import SplitResult, urlsplit, urlunsplit

# RFC 8141 and RFC 4151: urn:newsml:wire.example:20250713:storm, tag:wire.example,2025:storm
_NAME = re.compile(r"(?:urn:[a-z0-9][a-z0-9-]{0,31}|tag):\S+", re.IGNORECASE)
ID_LENGTH = 12
DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"(?:utm_\w*|fbclid|gclid)(?:=|$)", re.IGNORECASE)


def article_id(url: str | None, text: str) -> str:
    """Returns the stable id of an article: from its web address if it has one, else from `text`."""
    name = canonical_url(url) if url else text
    digest = sha256(name.encode("utf-8", "replace")).digest()
    return b32encode(digest).decode("ascii").lower()[:ID_LENGTH]


def canonical_url(url: str) -> str:
    """Returns `url` in the form in which two addresses of the same page are equal.

    What cannot be read as an address comes back as it is, without surrounding white space.
    """
    parts = _split(url.strip())
    if parts is None:
        return url.strip()
    query = "&".join(one for one in parts.query.split("&") if one and not _TRACKING.match(one))
    return urlunsplit((parts.scheme, _host(parts), parts.path.rstrip("/"), query, ""))


def web_address(value: str | None) -> str | None:
    """Returns `value` if it is the web address of a page, else None.

    The front page of a site does not count: a collection that names it with every article would
    make one article of them all.
    """
    parts = _split(value.strip()) if value else None
    if value is None or parts is None or not (parts.path.strip("/") or parts.query):
        return None
    return value.strip()


def stated_address(value: str | None) -> str | None:
    """Returns `value` if an article is known by it: the web address of a page, or an agency's URN.

    Each version of a story comes under the same one, whatever file brings it.
    """
    is_name = value is not None and _NAME.fullmatch(value.strip())
    return value.strip() if value and is_name else web_address(value)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in DEFAULT_PORTS and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable and not re.search(r"\s", url) else None


def _host(parts: SplitResult) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{user}{at}{host}{port}"
