"""Ports for the servers that the tests start."""

import random
import socket

# Below those that a system hands out by itself, so that no connection of another test takes one
# between the moment that it is found free and the moment that its server listens.
FIRST, LAST = 20_000, 30_000


def free_port() -> int:
    """Returns a port of the loopback on which nothing listens."""
    for port in random.SystemRandom().sample(range(FIRST, LAST), k=100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError("no port is free")
