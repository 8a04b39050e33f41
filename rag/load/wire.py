"""What news agencies send as JSON (ninjs 2 and 3): several headlines and bodies, and a status."""

from __future__ import annotations

from collections.abc import Mapping

from rag.errors import LoadError

_HTML_FIRST = ("html", "nitf", "text")
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def plain_record(fields: Mapping[str, object]) -> dict[str, object]:
    """Returns the fields with one headline and one body in place of lists of them.

    Raises:
        LoadError: the sender has withdrawn the article.
    """
    status = str(fields.get("pubstatus", "")).lower()
    if status in _WITHDRAWN:
        raise LoadError(f"Its sender has withdrawn it (pubstatus: {status}).")
    found = dict(fields)
    for several, one in (("headlines", "headline"), ("bodies", "body")):
        values = [value for value in _listed(found.pop(several, ())) if value.get("value")]
        if values:
            found.setdefault(one, min(values, key=_rank)["value"])
    return found


def _listed(value: object) -> list[Mapping[str, object]]:
    items = value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, Mapping)]


def _rank(value: Mapping[str, object]) -> int:
    kind = f"{value.get('contenttype') or value.get('contentType') or ''} {value.get('role') or ''}"
    places = (place for place, name in enumerate(_HTML_FIRST) if name in kind.lower())
    return next(places, len(_HTML_FIRST))
