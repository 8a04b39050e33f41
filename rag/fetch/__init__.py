"""Fetches pages and feeds: politely, within limits, and only from the public internet."""

from rag.fetch.addresses import checked_addresses
from rag.fetch.fetcher import Fetcher
from rag.fetch.pages import Fetched, Pages

__all__ = ["Fetched", "Fetcher", "Pages", "checked_addresses"]
