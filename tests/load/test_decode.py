"""Bytes of any encoding become clean text, or one clear sentence."""

from __future__ import annotations

import pytest

from rag.errors import LoadError
from rag.load.decode import clean, decode

ENGLISH = "“We won’t go,” said José Núñez – the mayor of Port Alder. It cost £5m."
FRENCH = "Le maire a déclaré que la réunion était terminée après l'été, selon des élus présents."
POLISH = "Burmistrz powiedział w poniedziałek, że nowa tama zostanie zbudowana do końca roku."
GERMAN = "Der Bürgermeister sagte am Montag, die Brücke werde für fünf Millionen Euro gebaut."
RUSSIAN = "Мэр города сообщил в понедельник, что новая дамба будет построена до конца года."
JAPANESE = "市長は月曜日に、新しい堤防が年末までに建設されると述べた。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (f"{'The council met on Monday. ' * 30}{ENGLISH}", "cp1252"),
        (FRENCH, "iso-8859-1"),
        (GERMAN, "iso-8859-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf_16_with_either_byte_order_is_read() -> None:
    assert decode(b"\xfe\xff" + ENGLISH.encode("utf-16-be")) == ENGLISH
    assert decode(b"\xff\xfe" + ENGLISH.encode("utf-16-le")) == ENGLISH


def test_a_few_broken_bytes_do_not_lose_the_text() -> None:
    assert decode(ENGLISH.encode() + "é".encode()[:1]) == f"{ENGLISH}\ufffd"


def test_declared_encoding_of_a_page_is_believed() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><p>{RUSSIAN[:12]}</p></html>'
    assert decode(page.encode("cp1251")) == page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t ", "The file is empty."),
        (b"\xff\xfe", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"a\0b", "The file is binary"),
        ("Port".encode("utf-16-le"), "The file is binary"),
        (b"\x01\x02\x03\x04text", "The file is binary"),
        (b"\xff\xd8\xff\xe0JFIF" + bytes(range(1, 256)) * 4, "encoding of the file cannot be told"),
        (b"caf\xe9", "encoding of the file cannot be told"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(LoadError, match=words) as caught:
        decode(data)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("a\x0cb", "a\n\nb"),
        ("so\xadft zero\u200bwidth\ufeff \u202eover", "soft zerowidth over"),
        ("13\xa0%\u202fof\u2009it", "13 % of it"),
        ("\ud800 \udfff", "\ufffd \ufffd"),
        ("Cafe\u0301", "Café"),
        ("tab\tstays", "tab\tstays"),
        ("o\ufb00 the \ufb01shing \ufb02eet", "off the fishing fleet"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
