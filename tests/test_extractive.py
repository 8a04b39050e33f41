"""The extractive writer: quotes, markers, refusals, summaries."""

from datetime import date

import pytest

from rag import Library
from rag.cite import clean, number, read
from rag.embed import HashingEmbedder
from rag.errors import UsageError
from rag.types import DECLINED, ArticleFacts, Passage
from rag.write.assignment import assign
from rag.write.candidates import candidates, is_dangling, is_whole
from rag.write.extractive import ExtractiveWriter
from rag.write.fitting import fits, is_of_the_thing, makes_known
from rag.write.question import forms, found, take_apart

BRIDGE = ArticleFacts("a1", "Calder bridge closes for repairs", published=date(2025, 3, 4))
SCHOOL = ArticleFacts("b2", "Calder school wins prize")

CLOSED = "The Calder bridge closed on Monday because inspectors found cracks in two of its piers."
COST = "The county will pay 4.2 million pounds for the repairs of the Calder bridge."
ADDED = "She added that traffic would be sent over the Denholm road."
SAID = "Mara Quill, the county engineer, said the bridge had been unsafe for weeks."
PRIZE = "The school at Calder won a national prize for its choir in June."


def passages(*texts: str, article: ArticleFacts = BRIDGE) -> tuple[Passage, ...]:
    return number(
        [
            Passage(f"{article.id}#p{2 * i}", text, 1 - i / 10, article, 1000 * i)
            for i, text in enumerate(texts, start=1)
        ]
    )


def ask(question: str, shown: tuple[Passage, ...]) -> str:
    return "".join(ExtractiveWriter(HashingEmbedder()).answer(question, shown))


def sum_up(shown: tuple[Passage, ...], words: int, about: str | None = None) -> str:
    writer = ExtractiveWriter(HashingEmbedder())
    return "".join(writer.summarize(shown, assign(about=about, words=words)))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did the Calder bridge close?", CLOSED),
        ("How much will the county pay for the repairs of the Calder bridge?", COST),
        ("What prize did the school at Calder win?", PRIZE),
    ],
)
def test_answer_quotes_the_sentence_word_for_word(question: str, sentence: str) -> None:
    shown = passages(CLOSED, COST, PRIZE)
    first = read(ask(question, shown), known={"1", "2", "3"}).sentences
    assert sentence in [one.text for one in first]


def test_every_sentence_is_cited_to_the_passage_it_stands_in() -> None:
    shown = passages(f"{CLOSED} {SAID}", COST)
    text = ask("Why did the Calder bridge close, and who said the bridge had been unsafe?", shown)
    by_key = {one.key: one.text for one in shown}
    marked = read(text, known=by_key).sentences
    assert marked
    assert all(one.text in by_key[one.keys[0]] for one in marked)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the 1998 World Cup?",
        "What is the capital of France?",
        "How many people live in Tokyo?",
    ],
)
def test_question_that_nothing_answers_is_declined(question: str) -> None:
    assert ask(question, passages(CLOSED, COST, PRIZE)) == DECLINED


def test_without_a_whole_sentence_the_question_is_declined() -> None:
    assert ask("Why did the Calder bridge close?", passages("Calder bridge")) == DECLINED


def test_without_passages_the_question_is_declined() -> None:
    assert ask("Why did the Calder bridge close?", ()) == DECLINED


def test_sentence_that_points_back_follows_the_one_it_points_to() -> None:
    shown = passages(f"{SAID} {ADDED}")
    text = clean(ask("Over which Denholm road would traffic be sent?", shown), known={"1"})
    assert text == f"{SAID} {ADDED}"


def test_sentence_that_points_to_the_paragraph_before_follows_that() -> None:
    before = Passage("a1#p1", SAID, 0.5, BRIDGE, 0, key="2")
    after = Passage("a1#p2", ADDED, 1.0, BRIDGE, 100, key="1")
    assert ask("Over which Denholm road would traffic be sent?", (after, before)) == (
        f"{SAID} [2] {ADDED} [1]"
    )


def test_same_report_in_two_articles_is_quoted_once() -> None:
    shown = number([*passages(CLOSED), *passages(CLOSED, article=SCHOOL)])
    assert ask("Why did the Calder bridge close?", shown) == f"{CLOSED} [1]"


def test_reports_with_different_numbers_are_both_quoted() -> None:
    other = COST.replace("4.2", "5.6")
    shown = number([*passages(COST), *passages(other, article=SCHOOL)])
    text = ask("How much will the county pay for the repairs of the Calder bridge?", shown)
    assert text == f"{COST} [1] {other} [2]"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (CLOSED, True),
        ("“We had no choice but to close it,” said Ms Quill.", True),
        ("Calder bridge closes for repairs", False),
        ("Who will pay for the bridge now?", False),
        ("Photo: Mara Quill at the bridge on Monday.", False),
        ("Mara Quill (L) shakes hands with the mayor in Calder.", False),
        ("The old bridge at Calder.", False),
        ("and so it was closed again.", False),
    ],
)
def test_only_whole_statements_are_quoted(text: str, whole: bool) -> None:
    assert is_whole(text) is whole


@pytest.mark.parametrize(
    ("text", "dangling"),
    [
        (ADDED, True),
        ("But the county disagreed with that.", True),
        ("“They will ask why,” said Ms Quill.", True),
        ("The move surprised the town.", True),
        ("“We priced the ground,” he said.", True),
        ("“We priced the ground,” Ms Quill said.", False),
        ("If it passes, the county will borrow more.", True),
        ("If the plan passes, the county will borrow more.", False),
        ("The county disagreed with the engineer.", False),
        ("Butter was sold at the fair.", False),
        ("There are 40 lorries a day.", False),
        ("Some of them were hurt in the fire.", True),
        ("Some of the crew were hurt in the fire.", False),
        ("Many feared a poor summer.", False),
    ],
)
def test_sentence_that_points_back_is_known_by_its_beginning(text: str, dangling: bool) -> None:
    assert is_dangling(text) is dangling


def test_quotation_without_its_speaker_follows_the_sentence_that_names_them() -> None:
    quote = "“The Denholm road will carry the traffic of the Calder bridge.”"
    shown = passages(f"{SAID} {quote}")
    assert ask("Which road will carry the traffic of the Calder bridge?", shown).startswith(SAID)


def test_quotation_mark_that_opens_stays_with_its_quotation() -> None:
    shown = passages(
        "The engineer left the room. “Nobody asked me about the piers. And nobody will."
    )
    assert [one.text for one in candidates(shown)][1].startswith("“Nobody")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("US", "The United States agreed."),
        ("United States", "The US agreed."),
        ("Russia", "A Russian ship sank."),
        ("warned", "The warning came late."),
        ("Helen Strake", "Ms Strake denied it."),
        ("bought", "A firm is to buy the plant."),
        ("injured", "Nine people were hurt."),
    ],
)
def test_name_is_found_in_another_form(term: str, text: str) -> None:
    asked = take_apart(f"What did {term} mean?").terms
    assert found(asked[0], forms(text)) > 0


@pytest.mark.parametrize(
    ("question", "sentence", "fitting"),
    [
        ("How many lorries cross the bridge?", "Lorries cross the bridge at night.", False),
        ("How many lorries cross the bridge?", "Forty lorries cross the bridge.", True),
        ("When did the bridge close?", "The bridge closed on Monday.", True),
        ("When did the bridge close?", "The bridge closed for repairs.", False),
        ("Who closed the bridge?", "The bridge closed.", True),
        ("How many lorries cross?", "The first lorries crossed the bridge on 3 May.", False),
        ("How many people died?", "Nobody was killed.", True),
        ("Where did the ferry run aground?", "The ferry ran aground off Port Ellery.", True),
        ("Where did the ferry run aground?", "The ferry ran aground in thick fog.", False),
    ],
)
def test_answer_must_fit_what_is_asked(question: str, sentence: str, fitting: bool) -> None:
    assert fits(take_apart(question), sentence) is fitting


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("How many lorries cross?", "Forty heavy lorries cross the bridge.", True),
        ("How many lorries cross?", "Forty drivers waited a whole day for lorries.", False),
        ("How many were hurt?", "Nine people were injured in the fog.", True),
        ("How long is the bridge?", "The bridge is 1.2 kilometres long.", True),
        ("How long is the bridge?", "It was shut five weeks after the storm.", False),
        ("How fast did it go?", "The boat was travelling at 14 knots.", True),
        ("How much did the bridge cost?", "The bridge cost £4 million.", True),
        ("How much did the bridge cost?", "The bridge has 4 lanes.", False),
    ],
)
def test_a_number_may_be_of_the_thing_asked_for(question: str, sentence: str, told: bool) -> None:
    assert is_of_the_thing(take_apart(question), sentence) is told


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("Ann Ode, the owner of the boat, was hurt.", True),
        ("“We were lucky,” said Ann Ode, who led the inquiry.", True),
        ("Its spokeswoman, Ann Ode, denied it.", True),
        ("The coastguard officer Ann Ode praised the crew.", True),
        ("Ann Ode said that the boat was lost.", False),
        ("Ms Ode went home.", False),
    ],
)
def test_a_person_is_made_known_by_what_stands_beside_the_name(sentence: str, known: bool) -> None:
    assert makes_known(take_apart("Who is Ann Ode?"), sentence) is known


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many were hurt?", "Nine people were injured"),
        ("How many people died?", "Nobody was killed."),
        ("Was anyone killed?", "Nobody was killed."),
        ("Who owns the Patient Gannet?", "the owner of the Patient Gannet"),
        ("Who is Farida Lenwick?", "who led the inquiry"),
        ("What did Helen Strake deny?", "Ms Strake denied"),
        ("What happened on 30 June?", "Vardmoor closed the plant on 30 June."),
        ("What is the population of Skarrow Island?", "About 900 people live on Skarrow Island."),
        ("How many jobs will be lost at Gannet Row?", "164 jobs"),
        ("How many jobs will be lost at Gannet Row?", "118 jobs"),
        ("Where did Lavrov meet Kim Jong Un?", "Wonsan is a port city"),
    ],
)
def test_what_a_reader_asks_of_the_samples_is_told(
    seeds: Library, question: str, said: str
) -> None:
    assert said in seeds.ask(question).text


@pytest.mark.parametrize("question", ["Who is the mayor of Orrenmouth?", "Who is Ann Ode?"])
def test_who_is_not_in_the_samples_is_not_made_up(seeds: Library, question: str) -> None:
    assert seeds.ask(question).status == "declined"


@pytest.mark.parametrize("words", [15, 30, 45, 200])
def test_summary_keeps_within_its_words(words: int) -> None:
    text = clean(sum_up(passages(CLOSED, COST, f"{SAID} {ADDED}", PRIZE), words))
    assert 0 < len(text.split()) <= words


def test_summary_stands_in_the_order_of_the_article() -> None:
    text = sum_up(passages(CLOSED, COST, PRIZE), 100)
    assert text == f"{CLOSED} [1] {COST} [2] {PRIZE} [3]"


def test_summary_says_nothing_twice() -> None:
    assert sum_up(passages(CLOSED, CLOSED, COST), 100).count(CLOSED) == 1


def test_summary_about_a_topic_picks_what_is_said_of_it() -> None:
    shown = number([*passages(CLOSED), *passages(PRIZE, article=SCHOOL)])
    assert clean(sum_up(shown, 15, about="the school choir and its national prize")) == PRIZE


def test_fewer_words_than_any_sentence_has_are_wrong_use() -> None:
    with pytest.raises(UsageError, match="the shortest has 15"):
        sum_up(passages(CLOSED), 3)


def test_summary_about_a_topic_that_is_not_there_is_declined() -> None:
    assert sum_up(passages(CLOSED, COST, PRIZE), 100, about="1998 World Cup") == DECLINED


def test_the_reason_is_quoted_where_the_likest_sentence_gives_none() -> None:
    wall = ArticleFacts("c3", "The cost of the Calder sea wall rises")
    rose = "The cost of the Calder sea wall rose by 3 million pounds on Monday."
    clay = "The cost rose because the builders of the wall found clay below the road."
    shown = passages(rose, COST, clay, article=wall)
    assert clay in ask("Why did the cost of the Calder sea wall rise?", shown)
    assert clay not in ask("When did the cost of the Calder sea wall rise?", shown)


def test_another_report_with_another_figure_is_quoted_too(seeds: Library) -> None:
    text = seeds.ask("How many jobs will be lost at the Gannet Row fish plant?").text
    assert "118 jobs would be lost" in text
    assert "the loss of 164 jobs" in text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ORRENMOUTH (Saltline) – Nine people were hurt.", "Nine people were hurt."),
        ("(CNN) Nine people were hurt.", "Nine people were hurt."),
        ("Rome ( CNN ) Nine people were hurt.", "Nine people were hurt."),
        ("LONDON, May 3 (Reuters) - “We are lucky,” he said.", "“We are lucky,” he said."),
        ("SAN FRANCISCO, Calif. — Nine people were hurt.", "Nine people were hurt."),
        ("The United Nations (UN) Security Council met on Monday.", None),
        ("Ada Orwin (Labour) said that nine were hurt.", None),
        ("NATO said – and The Hague agreed – that nine were hurt.", None),
        ("MLS side Orlando City are nine points behind.", None),
    ],
)
def test_a_dateline_is_no_part_of_a_sentence(text: str, rest: str | None) -> None:
    facts = ArticleFacts("a", "Ferry")
    (one,) = candidates([Passage("a#p1", text, 1.0, facts, 0, "1")])
    assert one.text == (rest or text)
