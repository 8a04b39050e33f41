import pytest

from rag.words import stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lavrov’s visit", ["lavrov", "visit"]),
        ("the workers' pay", ["the", "workers", "pay"]),
        ("Café CRÈME", ["cafe", "creme"]),
        ("£23.7 million, 1,200", ["23.7", "million", "1,200"]),
        ("U.S.-led", ["u.s", "led"]),
        ("", []),
    ],
)
def test_words_compare_without_case_accent_or_possessive(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_stems_are_of_content_words_only() -> None:
    assert stems("What did the warnings say about ferries?") == ["warn", "ferri"]
