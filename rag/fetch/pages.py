"""Pages as they were fetched last, so that a site need only say that one has not changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

MOST_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at a web address: the address it came from in the end, its type and bytes.

    `etag` and `modified` are the site's own words for the state that it is in.
    """

    url: str
    media_type: str
    charset: str | None
    data: bytes
    etag: str | None = None
    modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for a page only if it is no longer in this state."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in stated.items() if value}


@dataclass(slots=True)
class Pages:
    """Keeps the pages that a site can say have not changed; the oldest go when there is no room."""

    most_bytes: int = MOST_BYTES
    _kept: dict[str, Fetched] = field(default_factory=dict)
    _writing: Lock = field(default_factory=Lock)

    def get(self, url: str) -> Fetched | None:
        """Returns what stood at an address."""
        return self._kept.get(url)

    def keep(self, url: str, page: Fetched) -> None:
        """Keeps what stands at an address now."""
        with self._writing:
            self._kept.pop(url, None)
            if page.conditions:
                self._kept[url] = page
            size = sum(len(one.data) for one in self._kept.values())
            while size > self.most_bytes:
                size -= len(self._kept.pop(next(iter(self._kept))).data)
