"""What the page shows of each value, and that no text of an article becomes markup."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from rag import (
    DECLINED,
    AddReport,
    Answer,
    AnswerEvent,
    Article,
    ArticleFacts,
    Citation,
    Failure,
    Paragraph,
    Passage,
    Sentence,
    SentenceEvent,
    TextEvent,
    html,
)
from rag.shelf import Listed, Shelf, View
from rag.store import Version
from rag.types import Filters, Finding, Status, Verdict

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</button></article><iframe src=javascript:alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "${alert(1)} {{alert(1)}} `alert(1)`",
]

TEXT = "Ferry hit in fog\n\nNine people were hurt. The fog was thick.\n\nPhoto: Coastal Wire"
ARTICLE = Article(
    id="a1",
    title="Ferry hit in fog",
    published=date(2025, 5, 7),
    source="Coastal Wire",
    author="Beatrix Ormsley",
    url="https://wire.example/ferry?a=1&b=2",
    text=TEXT,
    paragraphs=(
        Paragraph(1, 0, 16, "heading"),
        Paragraph(2, 18, 59),
        Paragraph(3, 61, 80, "credit"),
    ),
)
PASSAGE = Passage("a1#p2", TEXT[18:59], 0.9, ARTICLE.facts, start=18, key="1")
OTHER = replace(ARTICLE.facts, id="b2", source="Harbour Post")
CITED = Citation("1", "a1#p2", 18, 40, "Nine people were hurt.")


class Outline(HTMLParser):
    """The elements of some markup with their attributes, and whether each was closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag != "input":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, class_: str = "") -> list[dict[str, str | None]]:
        """Returns the attributes of the elements of a name, and of a class if one is given."""
        named = [attributes for name, attributes in self.found if name == tag]
        return [one for one in named if not class_ or class_ in (one.get("class") or "").split()]


def answered(
    *texts: str, verdict: Verdict = "supported", reasons: tuple[str, ...] = (), tail: str = " [1]"
) -> Answer:
    """Returns an answer of sentences with the same verdict, each followed by `tail`."""
    sentences, text = [], ""
    for one in texts:
        start = len(text) + len(one) - len(one.lstrip("\n- "))
        text += one
        sentences.append(Sentence(text[start:], start, len(text), verdict, 0.5, reasons, (CITED,)))
        text += f"{tail} "
    return Answer("Who?", "grounded", text.strip(), tuple(sentences), (PASSAGE,), "extractive")


def found(*findings: Finding) -> Answer:
    """Returns an answer of one sentence in which something was found."""
    reasons = tuple(one.reason for one in findings)
    shown = answered("Ten people were hurt.", verdict="unsupported", reasons=reasons)
    (sentence,) = shown.sentences
    return replace(shown, sentences=(replace(sentence, findings=findings),))


def listed(*facts: ArticleFacts) -> Shelf:
    """Returns the list of some articles."""
    count = len(facts)
    sources = {one.source or "": 1 for one in facts}
    return Shelf(tuple(map(Listed, facts)), count, count, 0, {}, sources, View())


def test_a_marker_is_a_button_that_names_its_source_and_leads_there() -> None:
    (marker,) = Outline(html.answer(answered("Nine people were hurt."))).all("button", "marker")
    assert marker["aria-label"] == "Source 1: Ferry hit in fog, Coastal Wire, 7 May 2025"
    assert (marker["data-address"], marker["data-spans"]) == ("a1#p2", "18-40")
    assert marker["data-quote"] == "Nine people were hurt."
    assert marker["data-from"] == "Coastal Wire, 7 May 2025"


def test_an_answer_counts_its_independent_sources() -> None:
    shown = answered("Nine people were hurt.")
    assert "Rests on one source." in html.answer(shown)
    reprint = replace(PASSAGE, address="b2#p1", key="2", story="a1", article=OTHER)
    again = replace(CITED, key="2", address="b2#p1")
    (sentence,) = shown.sentences
    both = replace(
        shown,
        sentences=(replace(sentence, citations=(CITED, again)),),
        passages=(replace(PASSAGE, story="a1", also_in=("b2#p1", "a1#p9")), reprint),
    )
    assert "Rests on one source (2 articles)." in html.answer(both)
    assert "also in 1 reprint" in html.answer(both)
    two = replace(both, passages=(PASSAGE, replace(reprint, story="b2")))
    assert "Rests on 2 independent sources." in html.answer(two)


def test_a_marker_inside_a_sentence_leads_to_its_source_too() -> None:
    outline = Outline(html.answer(answered("Nine [1] were hurt.", tail="")))
    assert len(outline.all("button", "marker")) == 1
    assert outline.text.startswith("Nine1 were hurt.")


def test_a_marker_that_leads_nowhere_stays_in_sight() -> None:
    outline = Outline(html.answer(answered("Nine people were hurt.", tail=" [9]")))
    assert not outline.all("button", "marker")
    assert "hurt. [9]" in outline.text


def test_a_supported_sentence_says_nothing() -> None:
    outline = Outline(html.answer(answered("Nine people were hurt.")))
    assert not outline.all("span", "sentence")
    assert not outline.all("span", "flag")


@pytest.mark.parametrize(
    ("verdict", "flag"),
    [("weak", None), ("unsupported", "not supported"), ("uncited", "no source")],
)
def test_a_doubted_sentence_is_marked_and_its_reason_is_read_out(
    verdict: Verdict, flag: str | None
) -> None:
    doubted = answered("Ten people were hurt.", verdict=verdict, reasons=("10 is not in [1].",))
    markup = html.answer(doubted)
    (sentence,) = Outline(markup).all("span", "sentence")
    assert sentence["class"] == f"sentence {verdict}"
    assert (sentence["data-reason"], sentence["tabindex"]) == ("10 is not in [1].", "0")
    assert f"({flag or verdict}: 10 is not in [1].)" in Outline(markup).text
    assert bool(Outline(markup).all("span", "flag")) == bool(flag)
    assert ("1 of 1 sentence did not pass the check." in markup) == bool(flag)


NEAREST = Citation("1", "a1#p2", 18, 22, "Nine")
TEN = Finding("number", "fault", "10 is not in [1].", 0, 3, NEAREST)


def test_words_at_fault_are_underlined_alone_and_lead_to_what_stands_against_them() -> None:
    shown = found(TEN)
    outline = Outline(html.answer(shown))
    (sentence,) = outline.all("span", "sentence")
    assert "spanned" in (sentence["class"] or "")
    assert "tabindex" not in sentence
    (words,) = outline.all("span", "finding")
    assert (words["class"], words["role"]) == ("finding fault", "button")
    assert (words["data-address"], words["data-nearest"]) == ("a1#p2", "18-22")
    assert words["data-reason"] == "10 is not in [1]."
    assert "Ten (not supported: 10 is not in [1].) people were hurt." in outline.text
    (marker,) = outline.all("button", "marker")
    assert marker["data-nearest"] == "18-22"


def test_findings_that_overlap_are_each_told_once() -> None:
    whole = Finding("attribution", "fault", "Nobody said so.", 0, 21)
    doubt = Finding("wording", "doubt", "Nobody knows.", 4, 10)
    outline = Outline(html.answer(found(TEN, whole, doubt)))
    first, rest = outline.all("span", "finding")
    assert first["data-reason"] == "10 is not in [1]. Nobody said so."
    assert rest["data-reason"] == "Nobody said so."
    assert outline.text.count("Nobody said so.)") == 1
    (sentence,) = outline.all("span", "sentence")
    assert sentence["data-reason"] == "10 is not in [1]. Nobody said so. Nobody knows."
    assert "(not supported: Nobody knows.)" in outline.text


def test_a_finding_that_lies_nowhere_leaves_the_sentence_underlined_whole() -> None:
    nowhere = Finding("number", "fault", "10 is not in [1].", 5, 99)
    outline = Outline(html.answer(found(nowhere)))
    (sentence,) = outline.all("span", "sentence")
    assert (sentence["class"], sentence["tabindex"]) == ("sentence unsupported", "0")
    assert not outline.all("span", "finding")


def test_the_words_nearest_to_a_fault_stand_out_in_the_source() -> None:
    place = html.Place("a1", 2, ((18, 40),), nearest=((18, 22),))
    markup = html.article(ARTICLE, place=place)
    assert '<mark><mark class="nearest">Nine</mark> people were hurt.</mark>' in markup


def test_lines_become_paragraphs_headings_and_lists() -> None:
    shown = answered(
        "Nine were hurt.", "\n\n- Fog was thick.", "\n- Radar was off.", "\n\nAll live."
    )
    shown = replace(shown, text=f"{shown.text}\n\n## Afterwards")
    markup = html.answer(shown)
    outline = Outline(markup)
    assert [name for name, _ in outline.found if name in ("p", "ul", "h3")] == [
        "p",
        "ul",
        "p",
        "h3",
        "p",  # what it rests on
    ]
    assert len(outline.all("button", "marker")) == 4
    assert "- Fog" not in outline.text


def test_the_sources_of_an_answer_stand_below_it() -> None:
    other = replace(PASSAGE, key="2", address="a1#p3")
    shown = replace(answered("Nine people were hurt."), passages=(PASSAGE, other))
    outline = Outline(html.answer(shown))
    (sources,) = outline.all("ol", "footnotes")
    assert sources["aria-label"] == "Sources"
    assert [one["data-address"] for one in outline.all("button")] == ["a1#p2", "a1#p2"]


def test_declined_and_failed_do_not_look_alike() -> None:
    declined = Answer("Who?", "declined", DECLINED, (), (PASSAGE,), "extractive")
    refusal = html.turn(html.Turn("Who?", answer=declined))
    failure = html.turn(html.Turn("Who?", failure="The model did not answer."))
    assert Outline(refusal).all("p", "refusal")
    assert not Outline(refusal).all("p", "failure")
    (alert,) = Outline(failure).all("p", "failure")
    assert alert["role"] == "alert"
    assert DECLINED not in failure


def test_a_turn_follows_its_stream() -> None:
    shown = answered("Nine people were hurt.")
    turn = html.Turn("Who?").after(TextEvent("Nine ")).after(TextEvent("people [1]"))
    assert Outline(html.turn(turn)).all("sup")
    assert not Outline(html.turn(turn)).all("button")
    assert turn.after(AnswerEvent(shown)).answer == shown


def test_a_draft_shows_what_is_checked_already() -> None:
    sound, doubted = answered("Nine people were hurt.", "Ten died.").sentences
    doubted = replace(doubted, verdict="unsupported", reasons=("10 is not in [1].",))
    turn = html.Turn("Who?").after(TextEvent("Nine people were hurt. [1] Ten died. [1] The"))
    turn = turn.after(SentenceEvent(sound)).after(SentenceEvent(doubted))
    outline = Outline(html.turn(turn))
    assert len(outline.all("span", "checked")) == 2
    assert len(outline.all("span", "unsupported")) == 1
    assert len(outline.all("sup")) == 2
    assert outline.text.endswith(" The")


def test_a_draft_that_starts_anew_keeps_its_text_whole() -> None:
    turn = html.Turn("Who?").after(TextEvent("The ferry"))
    for sentence in answered("Nine people were hurt.").sentences:
        turn = turn.after(SentenceEvent(sentence))
    assert Outline(html.turn(turn)).text == "Who?The ferry"


def test_what_was_removed_and_who_wrote_are_told() -> None:
    (removed,) = answered("Ten died.", reasons=("10 is not in [1].",)).sentences
    shown = replace(answered("Nine people were hurt."), removed=(removed,), writer="openai:gpt-x")
    statuses: tuple[Status, ...] = ("grounded", "declined")
    for status in statuses:
        told = Outline(html.answer(replace(shown, status=status))).text
        assert "1 sentence left out: failed the check" in told
        assert "Ten died. (10 is not in [1].)" in told
        assert "Written by openai:gpt-x" in told
    assert "Written by" not in html.answer(answered("Nine people were hurt."))


def test_the_cited_paragraph_stands_out_and_its_quote_is_marked() -> None:
    place = html.read_place({"address": "a1#p2", "spans": "18-40"})
    markup = html.article(ARTICLE, place=place)
    outline = Outline(markup)
    (cited,) = outline.all("p", "cited")
    assert cited["tabindex"] == "-1"
    assert "<mark>Nine people were hurt.</mark> The fog was thick." in markup
    assert len(outline.all("mark")) == 1
    assert "Coastal Wire · 7 May 2025" in outline.text


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ("", ""),
        ("18-22 23-29", "Nine|people"),
        ("18-29 23-34", "Nine people| were"),
        ("0-22", "Nine"),
        ("50-999", "as thick."),
        ("61-80", ""),
        ("40-18", ""),
    ],
)
def test_quotes_are_marked_within_their_paragraph(spans: str, marked: str) -> None:
    markup = html.article(ARTICLE, place=html.read_place({"address": "a1#p2", "spans": spans}))
    found = [one.split("</mark>")[0] for one in markup.split("<mark>")[1:]]
    assert "|".join(found) == marked


@pytest.mark.parametrize(
    "data", [{}, {"address": None}, {"address": "a1#px"}, {"address": ["a"], "spans": {"x": 1}}]
)
def test_a_place_is_read_from_whatever_the_page_sends(data: dict[str, object]) -> None:
    assert html.read_place(data).paragraph is None
    assert html.read_place(data).spans == ()


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://wire.example/ferry", True),
        ("http://wire.example/ferry", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)//https://wire.example", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:x", False),
        ("//wire.example/ferry", False),
        ("https://[broken", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, linked: bool) -> None:
    links = Outline(html.article(replace(ARTICLE, url=url))).all("a")
    assert bool(links) == linked
    assert all(one["rel"] == "noopener noreferrer" and one["href"] == url for one in links)


def test_adding_is_told_in_words_and_each_failure_is_named() -> None:
    report = AddReport(
        added=("a", "b"),
        kept=("c",),
        failed=(Failure("/tmp/x/empty.txt", "The file is empty."),),
        left_out=("/tmp/x/photo.png",),
    )
    told = Outline(html.report(report)).text
    assert "2 articles added." in told
    assert "1 article already here." in told
    assert "empty.txt: The file is empty." in told
    assert "photo.png: It is no article, or of a kind that cannot be read." in told
    assert "/tmp" not in told


def test_the_list_leads_to_articles_and_offers_to_choose_them() -> None:
    shown = html.shelf(listed(ARTICLE.facts, replace(ARTICLE.facts, id="b2")))
    outline = Outline(str(shown["list"]))
    assert [one["data-address"] for one in outline.all("button")] == ["a1", "b2"]
    assert {one["aria-label"] for one in outline.all("input")} == {"Select: Ferry hit in fog"}
    assert shown["count"] == "2 articles"
    assert shown["next"] == 0


def test_versions_corrections_and_reprints_are_told_in_the_list() -> None:
    corrected = replace(ARTICLE.facts, correction="Correction: nine, not ten.")
    reprint = Listed(replace(ARTICLE.facts, id="b2", source="Post"))
    one = Listed(corrected, versions=3, reprints=(reprint,))
    markup = str(html.shelf(replace(listed(), articles=(one,)))["list"])
    outline = Outline(markup)
    (versions,) = [one for one in outline.all("button") if one.get("data-version")]
    assert (versions["data-address"], versions["data-version"]) == ("a1", "2")
    (told,) = outline.all("span", "corrected")
    assert told["title"] == "Correction: nine, not ten."
    assert "<summary>+1 reprint</summary>" in markup
    assert [one["value"] for one in outline.all("input")] == ["a1", "b2"]


def test_the_bars_and_outlets_say_how_many_and_which_is_chosen() -> None:
    periods = {"2025-05": 1, "2025-06": 0, "2025-07": 1}
    view = View(period="2025-07")
    shown = html.shelf(replace(listed(ARTICLE.facts), periods=periods, total=2, view=view))
    outline = Outline(str(shown["overview"]))
    bars = [one for one in outline.all("button") if one.get("data-period")]
    assert [one["aria-label"] for one in bars] == [
        "May 2025: 1 article",
        "June 2025: 0 articles",
        "July 2025: 1 article",
    ]
    assert [one["aria-pressed"] for one in bars] == ["false", "false", "true"]
    assert shown["count"] == "1 of 2 articles"


@pytest.mark.parametrize(
    ("within", "chips"),
    [
        (Filters(), ["Any date", "All outlets"]),
        (Filters(since=date(2025, 5, 7)), ["Since 7 May 2025", "All outlets"]),
        (Filters(until=date(2025, 5, 7), sources=("Wire",)), ["Until 7 May 2025", "Wire"]),
        (Filters(date(2025, 5, 7), date(2025, 5, 7)), ["7 May 2025", "All outlets"]),
        (Filters(sources=("Wire", "Post")), ["Any date", "2 outlets"]),
    ],
)
def test_the_chips_say_what_a_question_is_limited_to(within: Filters, chips: list[str]) -> None:
    markup = html.filters(within, sources=["Post", "Wire"])
    shown = [one.split("</summary>")[0] for one in markup.split("<summary>")[1:]]
    assert shown == chips
    checked = [one["value"] for one in Outline(markup).all("input") if "checked" in one]
    assert checked == sorted(within.sources)


def test_an_answer_can_be_taken_along_and_a_failure_only_asked_again() -> None:
    turns = [html.Turn("Who?", answer=answered("Nine.")), html.Turn("Why?", failure="It broke.")]
    outline = Outline(html.conversation(turns))
    deeds = [
        (one["data-do"], one["data-number"]) for one in outline.all("button") if "data-do" in one
    ]
    assert deeds == [*[("save", "0")] * 6, ("reuse", "0"), ("again", "1"), ("edit", "1")]


def test_a_long_conversation_shows_its_end_and_offers_the_rest() -> None:
    turns = [html.Turn(f"Question {n}?", answer=answered("Nine.")) for n in range(300)]
    markup = html.conversation(turns)
    assert markup.count("<article") == html.SHOWN_TURNS
    assert "Show 280 earlier questions" in markup
    assert 'data-number="299"' in markup
    assert html.conversation(turns, shown=300).count("<article") == 300


def test_a_stopped_draft_says_so() -> None:
    outline = Outline(html.turn(html.Turn("Who?", draft="Nine", is_stopped=True)))
    assert "Stopped." in outline.text
    assert not [one for _, one in outline.found if "aria-busy" in one]


def test_questions_to_try_are_buttons() -> None:
    (button,) = Outline(html.welcome(["Who was hurt?"], articles=2)).all("button")
    assert button["data-question"] == "Who was hurt?"
    (add,) = Outline(html.welcome([], articles=0)).all("button")
    assert add["class"] == "open-library"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_markup(attack: str) -> None:
    shown = replace(
        ARTICLE, id=attack, title=attack, source=attack, author=attack,
        url=f"https://wire.example/{attack}", text=attack,
        paragraphs=(Paragraph(1, 0, len(attack)),),
    )  # fmt: skip
    passage = replace(PASSAGE, address=attack, text=attack, article=shown.facts)
    citation = replace(CITED, address=attack, quote=attack)
    finding = Finding("number", "fault", attack, 1, 4, citation)
    sentence = Sentence(
        attack, 0, len(attack), "unsupported", 0, (attack,), (citation,), (finding,)
    )
    answer = Answer(
        attack,
        "partly_grounded",
        f"{attack} [1]",
        (sentence,),
        (passage,),
        attack,
        removed=(sentence,),
    )
    pages = [
        html.turn(html.Turn(attack, answer=answer)),
        html.turn(html.Turn(attack, answer=replace(answer, status="declined"))),
        html.turn(html.Turn(attack, failure=attack)),
        html.turn(html.Turn(attack, draft=attack, checked=(sentence,))),
        html.article(shown, place=html.Place(attack, 1, ((0, 5),), ((2, 9),))),
        html.article(
            shown,
            place=html.Place(attack, version=1),
            versions=(
                Version(1, f"{attack} {attack}", "2025-05-07T09:00:00+00:00"),
                Version(2, attack),
            ),
        ),
        str(html.shelf(listed(shown.facts, ARTICLE.facts))["list"]),
        str(html.shelf(listed(shown.facts, ARTICLE.facts))["overview"]),
        html.filters(Filters(sources=(attack,)), sources=[attack, "Wire"]),
        html.removed((shown.facts,)),
        html.report(AddReport(failed=(Failure(attack, attack),), left_out=(attack,))),
        html.welcome([attack], articles=1),
    ]
    for page in pages:
        outline = Outline(page)
        names = {name for _, attributes in outline.found for name in attributes}
        assert not {name for name, _ in outline.found} & {"script", "img", "iframe"}
        assert not [name for name in names if name.startswith("on") or name == "autofocus"]
    assert attack in Outline(pages[2]).text
