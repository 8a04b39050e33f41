"""From the bytes of a file to clean Unicode text."""

from __future__ import annotations

import codecs
import re
import stat
import unicodedata
from math import ceil
from pathlib import Path

from rag.errors import LoadError
from rag.settings import BYTES_PER_MB

_BINARY = "The file is binary, not text; save it as text (UTF-8) and add that."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Control characters; soft hyphens and zero-width marks, which break words for a search; and
# bidirectional overrides, which make text read otherwise than it is stored.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LIGATURES = str.maketrans(
    dict(
        zip(
            "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
            "ff fi fl ffi ffl st st".split(),
            strict=True,
        )
    )
)
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200b\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000"
    "\ud800-\udfff\ufb00-\ufb06\ufeff]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""")
# What Windows-1252 holds besides ASCII that English text is likely to use.
_MARKS = "‘’“”‚„–—…•€£¥§©®™°·«»´½¼¾¡¿ªº"
_UNLIKELY = re.compile("[a-z][À-Þ¿]|[ß-ÿ]¿")
_ACCENTS = tuple(
    frozenset(letters)
    for letters in "àâæçéèêëîïôœùûüÿ äöüß áéíóúüñ áâãàçéêíóôõúü àèéìòóù åäöæøé ëïéèöü".split()
)
_HANGUL = re.compile("[가-힣]")
_NOT_WITH_HANGUL = re.compile("[ぁ-ヿㄱ-ㆎ]")
_GUESSES_NOT_TO_TRUST = [
    "utf_7",
    "utf_16",
    "utf_16_be",
    "utf_16_le",
    "utf_32",
    "utf_32_be",
    "utf_32_le",
]
MOST_CONTROLS = 0.01
FEW_CONTROLS = 2
MOST_ACCENTS = 0.02
MOST_CHAOS = 0.1
LEAST_COHERENCE = 0.4
FEWEST_LEGACY_BYTES = 24
HEAD_BYTES = 4096


def read_text(path: Path, *, max_bytes: int) -> str:
    """Returns the text of a file.

    Raises:
        LoadError: it is no regular file, larger than `max_bytes`, empty, binary or undecodable.
        OSError: it cannot be read.
    """
    check_size(check_file(path), max_bytes=max_bytes, subject="The file")
    with path.open("rb") as file:
        return decode(file.read(max_bytes))


def check_file(path: Path) -> int:
    """Returns the size of a regular file in bytes.

    Raises:
        LoadError: it is empty, or a folder, a pipe or a device, from which reading might never end.
        OSError: it is not there, or cannot be looked at.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise LoadError("It is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise LoadError("It is a pipe or a device, not a file.")
    if not status.st_size:
        raise LoadError("The file is empty.")
    return status.st_size


def check_size(size: int, *, max_bytes: int, subject: str) -> None:
    """Refuses what is larger than the limit.

    Raises:
        LoadError: `size` is above `max_bytes`; both are named in MB of 1,000,000 bytes.
    """
    if size > max_bytes:
        raise LoadError(
            f"{subject} is {ceil(10 * size / BYTES_PER_MB) / 10:g} MB;"
            f" the limit is {max_bytes / BYTES_PER_MB:g} MB (RAG_MAX_FILE_MB)."
        )


def decode(data: bytes) -> str:
    """Returns `data` as text, not yet cleaned.

    Raises:
        LoadError: the bytes are empty, binary, or in an encoding that cannot be told for sure.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    if b"\0" in data:
        raise LoadError(_BINARY)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_damaged(data) or _declared(data) or _western(data) or _guessed(data))


def decode_as(data: bytes, charset: str | None) -> str:
    """Returns `data` as text in the charset that is stated, where that can be; else as `decode`."""
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def clean(text: str) -> str:
    """Returns `text` in NFC, with plain newlines and spaces, without control characters but tab.

    Lone surrogates, which UTF-8 cannot hold, become U+FFFD; a form feed ends a paragraph, and
    letters that are set as one sign, such as "ﬁ", become letters that a search finds.
    """
    if _ODD.search(text):
        text = _NEWLINES.sub("\n", text).replace("\x0c", "\n\n")
        text = text.translate(_LIGATURES)
        text = _SURROGATES.sub("\ufffd", _UNWANTED.sub("", _SPACES.sub(" ", text)))
    return unicodedata.normalize("NFC", text)


def _checked(text: str) -> str:
    """Refuses text that is empty or was no text."""
    if not text.strip("\ufeff\0").strip():
        raise LoadError("The file is empty.")
    if len(_CONTROLS.findall(text)) > max(FEW_CONTROLS, MOST_CONTROLS * len(text)):
        raise LoadError(_BINARY)
    return text


def _damaged(data: bytes) -> str | None:
    """Reads UTF-8 with a few broken bytes; None where most of what is not ASCII is broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not character.isascii() for character in text) - broken
    return text if whole > broken else None


def _declared(data: bytes) -> str | None:
    declared = _DECLARED.search(data[:HEAD_BYTES].lower())
    if not declared:
        return None
    name = declared[1].decode("ascii")
    try:
        # Browsers, too, read what calls itself Latin-1 as Windows-1252.
        return data.decode("cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name)
    except (LookupError, UnicodeDecodeError):
        return None


def _western(data: bytes) -> str | None:
    """Reads Windows-1252 where the text is ASCII but for typographic marks and a few accents."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    accents = sum(not one.isascii() and one not in _MARKS for one in text)
    likely = all(map(_is_likely, text)) and not _UNLIKELY.search(text)
    return text if likely and accents <= MOST_ACCENTS * len(text) else None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    foreign = sum(byte > 127 for byte in data)
    texts: dict[str, str] = {}
    for guess in from_bytes(data, cp_exclusion=_GUESSES_NOT_TO_TRUST):
        text = str(guess)
        wide = guess.multi_byte_usage > 0 and foreign >= FEWEST_LEGACY_BYTES
        sure = guess.chaos <= MOST_CHAOS and (wide or guess.coherence >= LEAST_COHERENCE)
        if sure and (_is_one_script(text) if wide else all(map(_is_likely, text))):
            texts[guess.encoding] = text
    western = texts.get("cp1252")
    if western and _is_western(western):  # it often ties with its neighbours
        return western
    if not texts:
        raise LoadError("The encoding of the file cannot be told; save it as UTF-8 and add that.")
    return next(iter(texts.values()))


def _is_likely(character: str) -> bool:
    return character.isascii() or character.isalpha() or character in _MARKS


def _is_western(text: str) -> bool:
    accents = {one for one in text.lower() if one.isalpha() and not one.isascii()}
    return any(accents <= letters for letters in _ACCENTS)


def _is_one_script(text: str) -> bool:
    """Refuses syllables of Korean among other signs: what Japanese looks like, read wrongly."""
    return not (_HANGUL.search(text) and _NOT_WITH_HANGUL.search(text))
