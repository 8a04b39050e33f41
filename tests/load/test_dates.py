"""Dates are read where they are whole, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest

from rag.load.dates import date_of_epoch, find_date, is_date_line, parse_date

DAY = date(2025, 7, 13)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-13",
        "2025/07/13",
        "2025.7.13",
        "20250713",
        "2025-07-13T10:05:00Z",
        "2025-07-13T23:59:59.123+05:30",
        "2025-07-13 10:05:00",
        "13 July 2025",
        "13th of July, 2025",
        "13-Jul-2025",
        "July 13, 2025",
        "Jul. 13 2025",
        "July 13th, 2025 at 9:03 p.m. EDT",
        "Sun, 13 Jul 2025 10:00:00 GMT",
        "Sunday, July 13, 2025",
        "13.07.2025",
        "13/07/2025",
        "7/13/2025",
        "Updated: 13 JULY 2025",
    ],
)
def test_whole_date_is_read(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May",
        "12",
        "May 12",
        "May 2025",
        "2025",
        "12/13",
        "13.07.25",
        "03/04/2025",
        "2025-13-45",
        "July 32, 2025",
        "29 February 2025",
        "0000-00-00",
        "yesterday",
        "3 hours ago",
        "version 1.2.2025.7",
        "call 120250713",
        "3025-07-13",
        "Maybe 13, 2025",
        "ſep 13, 2025",
    ],
)
def test_nonsense_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_first_of_several_dates_is_found_with_its_place() -> None:
    text = "from 13 July 2025 to 2025-07-20"
    found = find_date(text)
    assert found is not None
    assert (found[0], text[found[1] : found[2]]) == (DAY, "13 July 2025")


@pytest.mark.parametrize(
    "line",
    [
        "13 July 2025",
        "Published: July 13, 2025 | Updated: July 14, 2025 10:05 PM IST",
        "Sunday, 13 July 2025, 10:05 GMT",
        "2025-07-13T10:05:00Z",
    ],
)
def test_line_of_a_date_alone_is_a_date_line(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line", ["It was 13 July 2025", "July 2025", "13 July 2025 storm", "x" * 500]
)
def test_line_with_other_words_is_none(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1752400000, DAY),
        (1752400000000, DAY),
        (1752400000.5, DAY),
        (12, None),
        (-5, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
    ],
)
def test_unix_time_is_a_day_where_it_is_plausible(number: float, day: date | None) -> None:
    assert date_of_epoch(number) == day
