"""The address of a paragraph, `ARTICLE_ID#p7`: how it is made, and how it is read."""

from __future__ import annotations

import re

_MARK = "#p"
_NUMBER = re.compile("[0-9]{1,9}")  # a longer one is no paragraph's, and no number of the database


def address_of(article_id: str, number: int) -> str:
    """Returns the address of a paragraph by its number, counted from 1."""
    return f"{article_id}{_MARK}{number}"


def article_of(address: str) -> str:
    """Returns the id of the article that an address leads to; an id alone is its own."""
    return address.rpartition(_MARK)[0] or address


def number_of(address: str) -> int:
    """Returns the number of the paragraph that an address leads to; 0 where it names none."""
    _, mark, number = address.rpartition(_MARK)
    return int(number) if mark and _NUMBER.fullmatch(number) else 0
