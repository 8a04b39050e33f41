"""Captions, credits and headings, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.load.blocks import Block
from rag.load.credits import is_credit
from rag.load.kinds import looks_like_heading, recognised

LEAD = "The harbour was closed on Sunday after a storm had torn the breakwater, officials said."
CAPTION = "Mayor Pell Orran (C) inspecting the wall in Port Alder on July 12, 2025."


def kinds_of(*texts: str) -> list[tuple[str | None, str]]:
    return [
        (block.kind, block.text.strip()) for block in recognised([Block(text) for text in texts])
    ]


@pytest.mark.parametrize(
    "caption",
    [
        f"{CAPTION}(AFP)",
        f"{CAPTION} (AFP)",
        f"{CAPTION}",
        "Fishermen land the last catch in Port Alder. (Getty Images)",
        "Fishermen land the last catch in Port Alder (Reuters)",
        "Fishermen land the last catch in Port Alder. (AP Photo/Jane Roe)",
        "Fishermen land the last catch in Port Alder. (Photo by Jane Roe/Getty Images)",
        "Fishermen land the last catch in Port Alder [Jane Roe/Alder Post]",
        "Fishermen land the last catch in Port Alder. (File photo)",
        "Fishermen land the last catch in Port Alder | Photo: ANI",
        "Fishermen land the last catch in Port Alder. | Photo Credit: Jane Roe",
        "Fishermen land the last catch in Port Alder. Photo: Jane Roe/AFP",
        "Fishermen land the last catch in Port Alder in this file photo.",
        "Jane Roe (left) with Pell Orran at the opening of the quay.",
        "Pell Orran is pictured at the old quay in Port Alder.",
        "Pell Orran, pictured",
    ],
)
def test_caption_behind_the_lead_is_a_paragraph_of_its_own(caption: str) -> None:
    assert kinds_of(f"{LEAD} {caption}", LEAD) == [
        ("body", LEAD),
        ("caption", caption),
        ("body", LEAD),
    ]


@pytest.mark.parametrize(
    "caption",
    [
        f"{CAPTION}(AFP)",
        "Photo: Jane Roe/AFP",
        "File photo: the harbour at dawn.",
        "FILE - The harbour at dawn, July 1, 2025. It was closed later. (AP Photo/Jane Roe, File)",
        "Smoke rises over Port Alder on Sunday. Crews worked all night. (AP Photo/Jane Roe)",
        "In this July 12, 2025, photo, boats lie on the quay of Port Alder.",
    ],
)
def test_paragraph_that_is_a_caption_stays_whole(caption: str) -> None:
    assert kinds_of(LEAD, caption, LEAD)[1] == ("caption", caption)


def test_caption_in_the_middle_parts_a_paragraph_in_three() -> None:
    after = "The wall was built in 1911."
    assert kinds_of(f"{LEAD} {CAPTION}(AFP) {after}", LEAD) == [
        ("body", LEAD),
        ("caption", f"{CAPTION}(AFP)"),
        ("body", after),
        ("body", LEAD),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Agence France-Presse (AFP) reported that the wall had fallen.",
        "The mayor spoke to the Associated Press (AP). Then she left.",
        "The report came from the Press Trust of India (PTI).",
        "Residents told reporters (AFP and Reuters among them) that they would stay.",
        "PORT ALDER (AP) — The wall fell on Sunday.",
        "The wall would be rebuilt, the ministry said on Friday. (ANI)",
        "Sen. Jane Roe (R) and Sen. John Poe (C) voted against the wall.",
        "She sells vitamin (C) in the market of Tolm.",
        "He described the picture: a wall, a boat and a gull.",
        "The company bought the photo agency Getty Images last year.",
        "Her film (Picture House, 90 minutes) opens on Friday.",
        "The minister was seen at the quay, and the agency (Reuters) said so.",
    ],
)
def test_agency_in_running_text_makes_no_caption(text: str) -> None:
    assert kinds_of(LEAD, text, LEAD)[1] == ("body", text)


def test_agency_that_signs_the_last_paragraph_makes_no_caption() -> None:
    text = "The wall was rebuilt by the end of the year. (ANI)"
    assert kinds_of(LEAD, text) == [("body", LEAD), ("body", text)]


@pytest.mark.parametrize(
    "text",
    [
        "With AP inputs",
        "(With inputs from agencies)",
        "With inputs from Reuters and PTI",
        "With agency inputs share",
        "Inputs from PTI",
        "With files from The Canadian Press",
        "Reporting by Jane Roe; Editing by John Poe",
        "(Reporting by Jane Roe in Tolm; editing by John Poe)",
        "Reporting by Jane Roe, AFP share",
        "Additional reporting by Jane Roe",
        "Written and edited by Jane Roe",
        "By Jane Roe",
        "Reuters",
        "(PTI)",
        "— AFP",
        "Source: Reuters",
        "Agencies",
        "The Associated Press contributed to this report.",
        "Jane Roe in Tolm contributed reporting.",
        "© 2025 Alder Post",
        "Copyright 2025 Alder Post. All rights reserved.",
        "This story has been published from a wire agency feed without changes to the text.",
        "First published on July 13, 2025",
    ],
)
def test_credit_line_is_a_credit(text: str) -> None:
    assert is_credit(text)


@pytest.mark.parametrize(
    "text",
    [
        "She left on Sunday.",
        "“No,” he said.",
        "With inputs from farmers, the ministry will draft a new bill.",
        "With winter near, prices rose",
        "With reports of floods rising, officials closed the roads",
        "Reporting by journalists was restricted.",
        "Photographs by the hundred arrived at the Alder Post.",
        "Research by the University of Tolm shows a fall.",
        "She contributed to the story of the town.",
        "Copyright law was changed in 2019.",
        "Published in 2019, the book sold a million.",
        "Reuters reported the storm first.",
        "AP inputs with",
    ],
)
def test_sentence_is_no_credit(text: str) -> None:
    assert not is_credit(text)


@pytest.mark.parametrize(
    "text",
    [
        "Walls and waters",
        "US, Tolm and Brack step up drills",
        "What happens next?",
        "U.S. view",
        "3 storms in a year",
        "“Unlawful” walls alarm Tolm",
    ],
)
def test_short_unfinished_line_looks_like_a_heading(text: str) -> None:
    assert looks_like_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "She left.",
        "“We will not go back”",
        "'No wall'",
        "- rebuild the wall",
        "1. The wall",
        "and then",
        "What we know:",
        "Why not? Because",
        "A wall. A boat",
        "jane@post.example",
        "Really?",
        "He was “trying to spark it.”",
        "A: The wall",
        "2025",
        "",
        "See https://post.example/x",
    ],
)
def test_other_short_lines_do_not(text: str) -> None:
    assert not looks_like_heading(text)


def test_heading_needs_prose_after_it() -> None:
    assert kinds_of(LEAD, "Walls and waters", LEAD)[1][0] == "heading"
    assert kinds_of(LEAD, "Walls and waters")[1][0] == "body"
    assert kinds_of(LEAD, "Walls and waters", "With AP inputs")[1][0] == "body"


def test_short_lines_in_a_row_are_a_list() -> None:
    assert [kind for kind, _ in kinds_of(LEAD, "Apples", "Pears", "Plums", LEAD)] == ["body"] * 5
    announced = kinds_of("The winners are:", "Apples", "Pears", LEAD)
    assert [kind for kind, _ in announced] == ["body"] * 4


def test_stated_kind_is_kept() -> None:
    blocks = [
        Block("By Jane Roe", "body"),
        Block(LEAD, "caption"),
        Block("With AP inputs", "heading"),
    ]
    assert recognised(blocks) == blocks


PIECES = st.sampled_from(
    [
        "(AFP)",
        "(C)",
        "[Jane Roe/Reuters]",
        "| Photo: ANI",
        "File photo",
        "Tolm",
        "said",
        ".",
        " ",
        "“",
    ]
)


@given(st.lists(st.lists(PIECES | st.text(max_size=9), min_size=1).map("".join), max_size=4))
def test_recognising_kinds_loses_no_text(texts: list[str]) -> None:
    blocks = recognised([Block(text) for text in texts])
    assert "".join("".join(block.text for block in blocks).split()) == "".join(
        "".join(texts).split()
    )
    assert all(block.kind for block in blocks)
