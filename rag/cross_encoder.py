"""Opens models that read two texts together: CrossEncoders of sentence-transformers."""

from __future__ import annotations

from typing import Any

from rag.errors import SettingsError


def open_cross_encoder(name: str, *, kind: str, variable: str) -> Any:
    """Opens the model in a folder, or one that is cached on this machine; nothing is downloaded.

    Raises:
        SettingsError: it is neither; `kind` and the setting `variable` name it to the user.
    """
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoder(name, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"The {kind} model {name!r} is neither a folder nor a cached model on this machine;"
            f" set {variable} to a folder, or leave it unset."
        ) from error
