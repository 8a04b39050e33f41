"""Who may sign in: a file with a line for each user, `name:hash`, the hash made by bcrypt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import bcrypt

from rag.errors import SettingsError, UsageError

MIN_PASSWORD_CHARACTERS = 8
MAX_PASSWORD_BYTES = 72  # bcrypt reads no further
_NAME = re.compile(r"[\w.@+-]{1,64}")
_NOBODY = bcrypt.hashpw(b"nobody", bcrypt.gensalt())


@dataclass(frozen=True, slots=True)
class Users:
    """A file of users; it is read at each sign-in, so that a change counts at once."""

    path: Path

    def check(self) -> None:
        """Makes sure that somebody can sign in.

        Raises:
            SettingsError: the file cannot be read, a line of it is wrong, or it names nobody.
        """
        if not self._hashes():
            raise SettingsError(f"{self.path} names no user; add one with --add-user NAME.")

    def __call__(self, name: str, password: str) -> bool:
        """Tells whether a password is a user's; it takes as long if there is no such user."""
        known = self._hashes().get(name)
        is_right = bcrypt.checkpw(password.encode()[:MAX_PASSWORD_BYTES], known or _NOBODY)
        return is_right and known is not None

    def add(self, name: str, password: str) -> None:
        """Adds a user, or changes a password; the file is made if it is not there.

        Raises:
            UsageError: the name or the password cannot be used.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} cannot be a user's name; use letters, digits and . @ + - _")
        encoded = password.encode()
        if len(password) < MIN_PASSWORD_CHARACTERS or len(encoded) > MAX_PASSWORD_BYTES:
            raise UsageError(
                f"The password must have {MIN_PASSWORD_CHARACTERS} characters or more,"
                f" and {MAX_PASSWORD_BYTES} bytes at most."
            )
        hashes = self._hashes() if self.path.exists() else {}
        hashes[name] = bcrypt.hashpw(encoded, bcrypt.gensalt())
        part = self.path.with_name(self.path.name + ".part")
        part.touch(mode=0o600)
        part.write_text("".join(f"{one}:{hashed.decode()}\n" for one, hashed in hashes.items()))
        part.replace(self.path)

    def _hashes(self) -> dict[str, bytes]:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"The file of users {self.path} cannot be read ({error});"
                " make one with --add-user NAME."
            ) from error
        rows = [line.strip().partition(":") for line in lines if line.strip()]
        for name, _, hashed in rows:
            if not (_NAME.fullmatch(name) and hashed.startswith("$2")):
                raise SettingsError(f"{self.path}: the line of {name!r} is not NAME:BCRYPT_HASH.")
        return {name: hashed.encode() for name, _, hashed in rows}
