"""Which network addresses may be connected to: public ones, unless a setting says otherwise."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator

from rag.errors import LoadError

Resolver = Callable[[str, int], list[str]]
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6052: a gateway turns these into the IPv4 address that their last 32 bits hold.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def look_up(host: str, port: int) -> list[str]:
    """Returns the addresses that a host name stands for, as the system knows them.

    Raises:
        OSError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    host: str, port: int, *, allowed: frozenset[str], resolve: Resolver = look_up
) -> list[str]:
    """Returns the addresses that a host name stands for: public ones, or of an `allowed` host.

    Who connects must connect to these, not to the name: asked again, it may answer otherwise.

    Raises:
        LoadError: the name is unknown, or leads to a loopback, private, link-local or other
            address that is not public.
    """
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise LoadError(f"There is no host named {host}; check the address.") from error
    refused = [one for one in addresses if not is_public(one)]
    if refused and host.lower() not in allowed:
        raise LoadError(
            f"{host} leads to {refused[0]}, which is not on the public internet; if it may be"
            f" fetched from, set RAG_FETCH_PRIVATE={host}."
        )
    return addresses


def is_public(address: str) -> bool:
    """Says whether an address is one of the public internet, whichever way it is written."""
    one = ipaddress.ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (one, *_inside(one)))


def _inside(address: IPAddress) -> Iterator[IPAddress]:
    """Yields the IPv4 addresses that an IPv6 address carries, to which it may be routed."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    carried = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    yield from (one for one in carried if one is not None)
