"""Addresses lead where they say, and nothing else is taken for one."""

import pytest

from rag.address import address_of, article_of, number_of


@pytest.mark.parametrize("article_id", ["3f2a", "source-1", "a#b", "a#p2"])
def test_an_address_gives_back_its_article_and_its_number(article_id: str) -> None:
    address = address_of(article_id, 12)
    assert (article_of(address), number_of(address)) == (article_id, 12)


@pytest.mark.parametrize(
    "text", ["", "3f2a", "3f2a#", "3f2a#p", "3f2a#px", "3f2a#p-1", "3f2a#p²", "3f2a#p" + "9" * 5000]
)
def test_what_names_no_paragraph_has_no_number(text: str) -> None:
    assert number_of(text) == 0


def test_an_id_alone_leads_to_its_article() -> None:
    assert article_of("3f2a") == "3f2a"
