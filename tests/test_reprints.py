"""Reprints of one story form a group, whatever came, changed or went, and in which order."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rag import Library
from rag.reprints import MOST_OF_A_BAND, fingerprint, stories
from rag.settings import Settings
from rag.store import Store
from rag.types import Article, Paragraph

WIRE = """The harbour wall at Port Ellery will cost £23.7 million, the council said on Thursday.

Mayor Ilse Marrable said the clay under the wall was softer than planned, and that the borings of
2021 had missed it. The contractor, Brannock Marine, declined to comment on the delay.

Work is to go on until the autumn of 2026. Residents of the quarter behind the wall have asked for
pumps, which the council has not ordered, though it promised them after the flood of 2019.

A ferry operator said it would move its landing place to the northern pier for the time being."""

OTHER = """Nine people were hurt when the ferry Grey Heron ran aground off Port Ellery on Saturday.

The coastguard said that fog had reduced visibility to 40 metres when the ferry left the harbour.
An inquiry is to hear the master of the ship next week, and the harbour's pilots after him."""


def headed(text: str) -> str:
    return "By our own staff.\n\n" + text.replace("declined to comment", "did not reply")


def cut(text: str) -> str:
    return text[: text.index("Work is")].strip()


def shouted(text: str) -> str:
    return text.upper().replace("’", "'")


def with_other_numbers(text: str) -> str:
    other = text.replace("23.7", "11.2").replace("2021", "2014").replace("2019", "2012")
    return other.replace("2026", "2031")


@pytest.mark.parametrize(
    ("change", "same"),
    [(str, True), (headed, True), (cut, True), (shouted, True), (lambda _: OTHER, False)],
)
def test_a_reprint_is_told_from_another_story(change: Callable[[str], str], same: bool) -> None:
    found = stories([fingerprint(WIRE), fingerprint(change(WIRE))])
    assert found == ([[0, 1]] if same else [[0], [1]])


def test_reports_from_one_template_are_no_reprints() -> None:
    report = "A quake of magnitude {0} struck {1} km off the coast at {2}:15 on day {3}."
    first, second = (fingerprint(report.format(*n)) for n in ((5.1, 30, 7, 11), (6.2, 80, 9, 21)))
    assert stories([first, second]) == [[0], [1]]


def test_stored_signatures_stay_readable() -> None:
    # Libraries hold them: where another rensa computes others, SCHEMA_VERSION must change.
    assert fingerprint("fog over the harbour").signature[:3].tolist() == [
        3707984226,
        3224233365,
        3513099671,
    ]


def article(name: str, text: str, published: date | None = None) -> Article:
    spans, at = [], 0
    for number, block in enumerate(text.split("\n\n"), start=1):
        spans.append(Paragraph(number, at, at + len(block)))
        at += len(block) + 2
    return Article(
        name, f"Title {name}", published, url=f"https://{name}.example/", text=text,
        paragraphs=tuple(spans),
    )  # fmt: skip


def add(store: Store, *articles: Article) -> None:
    assert len(list(store.add(articles))) == len(articles)


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings)


IDS = ["wire", "post", "short", "ferry"]


def test_a_group_is_named_by_its_oldest_article(store: Store) -> None:
    add(store, article("wire", WIRE), article("post", headed(WIRE), date(2025, 6, 20)))
    add(store, article("short", cut(WIRE), date(2025, 6, 19)), article("ferry", OTHER))
    assert store.reprints.groups(IDS) == dict.fromkeys(IDS[:3], "short") | {"ferry": "ferry"}
    assert store.reprints.groups(["nobody"]) == {"nobody": "nobody"}
    assert store.reprints.members(["wire"]) == {"wire": ["short", "post", "wire"]}


def test_groups_follow_changes_and_removals(store: Store) -> None:
    add(store, article("wire", WIRE), article("post", headed(WIRE)), article("ferry", OTHER))
    add(store, article("post", OTHER + " The inquiry is public."))
    assert store.reprints.groups(["wire", "post", "ferry"]) == {
        "wire": "wire", "post": "post", "ferry": "post",
    }  # fmt: skip
    store.remove(["post"])
    assert store.reprints.groups(["ferry"]) == {"ferry": "ferry"}


def test_what_one_article_held_together_comes_apart_without_it(store: Store) -> None:
    both = WIRE + "\n\n" + OTHER.replace("40 metres", "forty metres")
    add(store, article("wire", WIRE), article("ferry", OTHER), article("both", both))
    assert set(store.reprints.groups(["wire", "ferry", "both"]).values()) == {"wire"}
    store.remove(["both"])
    assert store.reprints.groups(["wire", "ferry"]) == {"wire": "wire", "ferry": "ferry"}


def test_groups_do_not_depend_on_the_order_of_what_was_done(tmp_path: Path) -> None:
    chance = random.Random(3)
    texts = {"a": WIRE, "b": headed(WIRE), "c": cut(WIRE), "d": OTHER, "e": OTHER + " More soon."}
    dated = {name: date(2025, 1, number) for number, name in enumerate(texts, start=1)}
    expected = {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}
    for turn in range(5):
        store = Store(Settings(library=tmp_path / str(turn), embedder="hashing"))
        for _ in range(12):
            name = chance.choice("abcde")
            if chance.random() < 0.3:
                store.remove([name])
            add(store, article(name, chance.choice([texts[name], OTHER, WIRE]), dated[name]))
        for name in chance.sample("abcde", 5):
            add(store, article(name, texts[name], dated[name]))
        assert store.reprints.groups(texts) == expected


def reports(store: Store, count: int) -> list[str]:
    """Puts that many articles of one template and returns their ids."""
    ids = [f"report{number}" for number in range(count)]
    for number, name in enumerate(ids):
        store.articles.put(article(name, f"Report {number}. {WIRE}"), ())
    return ids


def test_of_articles_from_one_template_each_is_held_against_a_few_only(store: Store) -> None:
    reports(store, 3 * MOST_OF_A_BAND)
    compared = len(store.reprints.near(fingerprint(f"Report. {WIRE}")))
    ids = reports(store, 6 * MOST_OF_A_BAND)
    assert len(store.reprints.near(fingerprint(f"Report. {WIRE}"))) == compared
    assert compared < 3 * MOST_OF_A_BAND
    assert set(store.reprints.groups(ids).values()) == {"report0"}
    copies = [fingerprint(f"Report {number}. {WIRE}") for number in range(3 * MOST_OF_A_BAND)]
    assert stories(copies) == [[*range(3 * MOST_OF_A_BAND)]]


def test_a_reprint_is_found_among_many_articles_from_its_template(store: Store) -> None:
    reports(store, 3 * MOST_OF_A_BAND)
    for name in ("first", "second"):
        store.articles.put(article(name, f"{WIRE}\n\n{OTHER} {OTHER[::-1]}"), ())
    assert store.reprints.members(["second"])["second"][-2:] == ["first", "second"]


def test_a_large_story_stays_together_and_is_named_by_its_first_article(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.store.reprints.MOST_REGROUPED", 5)
    ids = reports(store, 10)
    for gone in ids[:3]:
        store.articles.remove(gone)
    assert set(store.reprints.groups(ids[3:]).values()) == {ids[3]}
    rows = store._database.rows("SELECT DISTINCT story FROM fingerprint")
    assert [row["story"] for row in rows] == [4]


def test_a_crash_before_the_vectors_leaves_the_groups_right(store: Store) -> None:
    add(store, article("wire", WIRE))
    store._put(article("post", headed(WIRE)))
    assert store.recover() == 1
    assert store.reprints.groups(["wire", "post"]) == {"wire": "wire", "post": "wire"}


def test_one_passage_of_a_story_is_shown_and_its_reprints_are_named(settings: Settings) -> None:
    library = Library.open(settings=settings)
    add(library._store, article("wire", WIRE), article("post", headed(WIRE)))
    add(library._store, article("ferry", OTHER))
    best, *rest = library.search("What did Mayor Marrable say about the clay?", top=5)
    assert {best.address, *best.also_in} == {"wire#p2", "post#p3"}
    assert best.story == "wire"
    assert not {one.address for one in rest} & {best.address, *best.also_in}


def test_reprints_are_one_independent_source(settings: Settings) -> None:
    library = Library.open(settings=settings)
    add(library._store, article("wire", WIRE), article("post", headed(WIRE)))
    answer = library.ask("What did Mayor Marrable say about the clay under the wall?")
    assert answer.independent_sources == 1
    assert replace(answer, sentences=()).independent_sources == 0


def test_what_stands_around_a_passage_is_of_its_story(settings: Settings) -> None:
    library = Library.open(settings=settings)
    add(library._store, article("wire", WIRE), article("post", headed(WIRE)))
    best = library.search("What did Mayor Marrable say about the clay?")[0]
    assert {one.story for one in library._search.neighbours(best)} == {"wire"}
