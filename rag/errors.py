"""Everything that can go wrong, as one tree.

RagError
├── UsageError          the call itself is wrong: a bad option, an unknown address
│   └── SettingsError   a setting or environment variable cannot be used
├── LoadError           an input cannot be read as an article
├── LibraryError        the library folder cannot be used
│   ├── EmbedderError   the embedding model is missing or is not the library's
│   └── BusyError       another process is writing to the library
└── WriterError         the writer failed; never to be shown as "the articles do not say"

A message names the thing, its value, and what to do next. Surfaces catch the root, once.
"""


class RagError(Exception):
    """The root: anything Footnote reports as a failure."""


class UsageError(RagError):
    """The call is wrong: a bad option, or an article or address that is not there."""


class SettingsError(UsageError):
    """A setting or environment variable cannot be used."""


class LoadError(RagError):
    """An input cannot be read as an article."""


class LibraryError(RagError):
    """The library folder cannot be used."""


class EmbedderError(LibraryError):
    """The embedding model is missing, or is not the one the library was made with."""


class BusyError(LibraryError):
    """Another process is writing to the library."""


class WriterError(RagError):
    """The writer failed: a refused key, a timeout, a dropped stream, a missing package."""
