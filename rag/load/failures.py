"""What is said of a file that the system does not let us read."""

from __future__ import annotations

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "It is not there any more; check the name.",
    PermissionError: "Permission is denied; make it readable, or leave it out.",
    IsADirectoryError: "It is a folder, not a file.",
    NotADirectoryError: "What its name takes for a folder is a file; check the name.",
}


def reason_of(error: OSError) -> str:
    """Returns one sentence for people on why a file cannot be read."""
    known = next((text for kind, text in _REASONS.items() if isinstance(error, kind)), None)
    return known or f"It cannot be read: {(error.strerror or str(error)).lower()}."
