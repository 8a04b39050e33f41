"""Fetches pages and feeds: politely, within limits, and only from the public internet."""

from rag.fetch.addresses import checked_addresses
from rag.fetch.fetcher import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher", "checked_addresses"]
