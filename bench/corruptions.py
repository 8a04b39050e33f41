"""One controlled error a sentence, and rewrites that leave the meaning as it is.

Nothing here comes from the checker: the words, names and patterns are this file's own, or those of
the texts at hand.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MONTHS = (
    "January February March April June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = "two three four five six seven eight nine ten eleven twelve".split()
_CAPITAL = r"[A-Z][a-z]+(?:[A-Z][a-z]+)?"
_NAME = re.compile(rf"(?<=[a-z,] )(?:{_CAPITAL})(?: {_CAPITAL}){{0,2}}\b(?!['’])")
_NOT_NAMES = frozenset([*MONTHS, *WEEKDAYS, "May", "The", "This", "That", "It", "He", "She", "In"])
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w:/-]|\.\d|,\d)")
_TWO_NUMBERS = re.compile(
    r"^(?P<head>[^,;:#]*?(?<![\w.,:/-]))(?P<first>\d{1,3}(?:,\d{3})*)(?P<tail> [a-z][^,;:#]{8,80}?)"
    r",? (?:and|while|but|compared with) [^;:#]{0,60}?(?<![\w.,:/$£€-])"
    r"(?P<second>\d{1,3}(?:,\d{3})*)(?= [a-z])"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUOTED = re.compile(r"(?:“|(?<!\S)\")([^“”\"]{15,})(?:”|\"(?!\w))")
_SAID = "said|says|told reporters|added|explained|wrote|claimed|argued|noted"
_SPEAKER = re.compile(
    rf"(?:\b(?:{_SAID}) (?P<after>{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
    rf"|(?P<before>{_CAPITAL}(?: {_CAPITAL}){{0,2}}) (?:{_SAID})\b)"
)
_TAIL = re.compile(rf",[”\"]? (?:[^,“”\"]{{2,60}} (?:{_SAID})|(?:{_SAID}) [^,“”\"]{{2,60}})\.$")
_HEAD = re.compile(
    r"^(?:According to [^,]{3,50}, |[A-Z][^,.]{1,50} (?:said|says|claimed|argued) (?:that )?)"
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|can|could|should|has been|have been)\b")
_DENIED = re.compile(r"\b(is|are|was|were|will|would|can|could|should|did|does|do|has|have) not ")
ANTONYMS = {
    one: other
    for line in """
        rose/fell increased/decreased rising/falling higher/lower more/less largest/smallest
        won/lost accepted/rejected approved/rejected opened/closed began/ended started/finished
        before/after first/last best/worst strong/weak success/failure succeeded/failed
        bought/sold hired/fired arrived/left increase/decrease growth/decline grew/shrank
        positive/negative safe/dangerous easy/difficult expensive/cheap rich/poor early/late
        supported/opposed allowed/banned praised/criticized guilty/innocent old/new young/old
        public/private major/minor many/few high/low long/short large/small hot/cold
        better/worse gained/lost expanded/reduced most/least always/never win/lose
        improve/worsen support/oppose legal/illegal likely/unlikely possible/impossible
        male/female men/women included/excluded above/below up/down inside/outside""".split()
    for one, other in (line.split("/"), line.split("/")[::-1])
}
SYNONYMS = {
    one: other
    for pair in """
        said/stated big/large began/started also/additionally but/yet while/whereas about/around
        help/assist show/demonstrate buy/purchase many/numerous people/individuals
        however/nevertheless home/house near/close_to children/kids big/major often/frequently
        important/significant use/utilize because/since make/create get/obtain need/require
        company/firm now/currently almost/nearly job/position whole/entire film/movie
        ended/finished quickly/rapidly including/among_them""".split()
    for one, other in [pair.replace("_", " ").split("/")]
}


@dataclass(frozen=True)
class Text:
    """An article: its paragraphs, and the names that stand in it."""

    id: str
    paragraphs: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names in it, as far as capitals tell."""
        found = {match[0] for one in self.paragraphs for match in _NAME.finditer(one)}
        return sorted(name for name in found if not set(name.split()) & _NOT_NAMES)


@dataclass(frozen=True)
class World:
    """What a corruption may draw from: the article itself, and others."""

    own: Text
    other: Text
    dice: random.Random


Change = Callable[[str, World], str | None]


def number(sentence: str, world: World) -> str | None:
    """Another number in the place of one."""
    found = [m for m in _NUMBER.finditer(sentence) if not _YEAR.fullmatch(m[0])]
    spelled = [m for m in re.finditer(r"\b[a-z]+\b", sentence) if m[0] in SMALL]
    if not found and not spelled:
        return None
    match = world.dice.choice([*found, *spelled])
    if match[0] in SMALL:
        return _put(sentence, match, world.dice.choice([n for n in SMALL if n != match[0]]))
    digits = list(match[0])
    place = world.dice.choice([i for i, c in enumerate(digits) if c.isdigit()])
    digits[place] = world.dice.choice([c for c in "123456789" if c != digits[place]])
    return _put(sentence, match, "".join(digits))


def name(sentence: str, world: World) -> str | None:
    """A name from another article in the place of one."""
    return _renamed(sentence, world, world.other.names)


def name_within(sentence: str, world: World) -> str | None:
    """Another name of the same article in the place of one."""
    return _renamed(sentence, world, world.own.names)


def date(sentence: str, world: World) -> str | None:
    """Another year, month or weekday."""
    found = list(re.finditer(rf"\b(?:{'|'.join([*MONTHS, *WEEKDAYS])}|(?:19|20)\d\d)\b", sentence))
    if not found:
        return None
    match = world.dice.choice(found)
    if match[0].isdigit():
        return _put(sentence, match, str(int(match[0]) + world.dice.choice((-7, -3, -1, 1, 2))))
    alike = MONTHS if match[0] in MONTHS else WEEKDAYS
    return _put(sentence, match, world.dice.choice([one for one in alike if one != match[0]]))


def quotation(sentence: str, world: World) -> str | None:
    """Another word inside quotation marks."""
    match = _QUOTED.search(sentence)
    long = list(re.finditer(r"\b[a-z]{4,}\b", match[1])) if match else []
    foreign = re.findall(r"\b[a-z]{5,}\b", " ".join(world.other.paragraphs))
    if not match or not long or not foreign:
        return None
    inner = _put(str(match[1]), world.dice.choice(long), world.dice.choice(foreign))
    return sentence[: match.start(1)] + inner + sentence[match.end(1) :]


def speaker(sentence: str, world: World) -> str | None:
    """Another speaker, of the same article where it has one."""
    match = _SPEAKER.search(sentence)
    group = match and ("after" if match["after"] else "before")
    if not match or not group or set(match[group].split()) & _NOT_NAMES:
        return None
    names = [n for n in world.own.names if not set(n.split()) & set(match[group].split())]
    names = names or world.other.names
    if not names:
        return None
    start, end = match.span(group)
    return sentence[:start] + world.dice.choice(names) + sentence[end:]


def attribution(sentence: str, _: World) -> str | None:
    """The one who said it is left out."""
    plain = re.sub(r"[“”\"]", "", sentence)
    tail = _TAIL.search(sentence)
    if tail:
        return plain[: len(re.sub(r"[“”\"]", "", sentence[: tail.start()]))] + "."
    head = _HEAD.search(sentence)
    rest = re.sub(r"[“”\"]", "", sentence[head.end() :]) if head else ""
    return rest[0].upper() + rest[1:] if len(rest.split()) > 5 else None


def negation(sentence: str, world: World) -> str | None:
    """A "not" more, or less."""
    if denied := _DENIED.search(sentence):
        return _put(sentence, denied, denied[1] + " ")
    found = [m for m in _AUXILIARY.finditer(sentence) if sentence[m.end() : m.end() + 1] == " "]
    if not found:
        return None
    match = world.dice.choice(found)
    first, _, rest = match[0].partition(" ")
    return _put(sentence, match, f"{first} not {rest}".strip())


def antonym(sentence: str, world: World) -> str | None:
    """The opposite of one word."""
    found = [m for m in re.finditer(r"\b[a-z]+\b", sentence) if m[0] in ANTONYMS]
    match = world.dice.choice(found) if found else None
    return _put(sentence, match, ANTONYMS[match[0]]) if match else None


def role(sentence: str, world: World) -> str | None:
    """Two names of one sentence change places."""
    found = _names(sentence)
    pairs = [
        (a, b)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if not set(a[0].split()) & set(b[0].split())
        and not re.fullmatch(r"(?:,| and| or|, and) ?", sentence[a.end() : b.start()])
    ]
    if not pairs:
        return None
    first, second = world.dice.choice(pairs)
    between = sentence[first.end() : second.start()]
    return sentence[: first.start()] + second[0] + between + first[0] + sentence[second.end() :]


def insertion(sentence: str, world: World) -> str | None:
    """A clause about something else is added."""
    foreign: list[str] = re.findall(
        r",? (?:in|at|with|for|by|from) [^,.;“”\"]{15,60}(?=[.,])", " ".join(world.other.paragraphs)
    )
    if not foreign or not sentence.endswith("."):
        return None
    return sentence[:-1] + world.dice.choice(foreign) + "."


def number_of_another(sentence: str, _: World) -> str | None:
    """What is said of one number, with the next number of the sentence: "40 people died"."""
    match = _TWO_NUMBERS.match(_unquoted(sentence))
    if not match or match["first"] == match["second"] or _YEAR.fullmatch(match["second"]):
        return None
    head, tail = (sentence[slice(*match.span(name))] for name in ("head", "tail"))
    return f"{head}{match['second']}{tail}."


def first_half(sentence: str, _: World) -> str | None:
    """What is said of the first of two numbers, and no more."""
    match = _TWO_NUMBERS.match(_unquoted(sentence))
    return sentence[: match.end("tail")] + "." if match else None


def shortened_name(sentence: str, _: World) -> str | None:
    """The last word of a full name alone."""
    found = [m for m in _names(_unquoted(sentence)) if " " in m[0]]
    return _put(sentence, found[0], found[0][0].split()[-1]) if found else None


def synonym(sentence: str, world: World) -> str | None:
    """One word in other words."""
    found = [m for m in re.finditer(r"\b[a-z]+\b", _unquoted(sentence)) if m[0] in SYNONYMS]
    match = world.dice.choice(found) if found else None
    return _put(sentence, match, SYNONYMS[match[0]]) if match else None


def number_form(sentence: str, _: World) -> str | None:
    """A number written otherwise: twelve and 12, per cent and %."""
    if "%" in sentence:
        return re.sub(r"(?<=\d)%", " per cent", sentence)
    for match in re.finditer(r"(?<![\w-])[a-z]+\b(?!-)", _unquoted(sentence)):
        if match[0] in SMALL:
            return _put(sentence, match, str(SMALL.index(match[0]) + 2))
    return None


def without_aside(sentence: str, _: World) -> str | None:
    """What stands between two commas is left out."""
    match = re.search(r", (?:who|which|where|a|an|the) [^,“”\"]{8,90}, (?!and|or)", sentence)
    return _put(sentence, match, " ") if match else None


def said_first(sentence: str, _: World) -> str | None:
    """Who says it stands in front: "X said …" for "…, X said."."""
    match = re.search(rf", ({_CAPITAL}(?: {_CAPITAL})?) (said|says)\.$", sentence)
    if not match or re.search(r"[“”\"]", sentence):
        return None
    body = sentence[: match.start()]
    return f"According to {match[1]}, {body[0].lower() + body[1:]}."


def active(sentence: str, _: World) -> str | None:
    """A passive turned round: "the bridge was closed by the city" to "the city closed the …"."""
    match = re.match(r"^((?:The|A|An) [a-z ]{3,30}) was (\w+ed) by ((?:the|a|an) \w+)\b", sentence)
    if not match:
        return None
    subject = match[3][0].upper() + match[3][1:]
    return f"{subject} {match[2]} {match[1][0].lower()}{match[1][1:]}{sentence[match.end() :]}"


def without_opening(sentence: str, _: World) -> str | None:
    """An adverb or a time in front is left out."""
    match = re.match(
        r"^(?:On|In|At|During|After|Meanwhile|However|Still|Instead)\b[^,“”\"]{0,30}, (?=\w)",
        sentence,
    )
    return sentence[match.end()].upper() + sentence[match.end() + 1 :] if match else None


ERRORS: dict[str, Change] = {
    one.__name__: one
    for one in (number, name, name_within, date, quotation, speaker, attribution, negation,
                antonym, role, insertion, number_of_another)
}  # fmt: skip
REWRITES: dict[str, Change] = {
    one.__name__: one
    for one in (shortened_name, synonym, number_form, without_aside, said_first, active,
                without_opening, first_half)
}  # fmt: skip


def _names(sentence: str) -> list[re.Match[str]]:
    return [m for m in _NAME.finditer(sentence) if not set(m[0].split()) & _NOT_NAMES]


def _unquoted(sentence: str) -> str:
    """Returns the sentence with what it quotes blanked: a rewrite leaves quotations alone."""
    return re.sub(r"[“\"][^“”\"]*[”\"]", lambda match: "#" * len(match[0]), sentence)


def _renamed(sentence: str, world: World, names: Sequence[str]) -> str | None:
    found = _names(sentence)
    match = world.dice.choice(found) if found else None
    if not match:
        return None
    mine = set(sentence.split())
    fitting = [n for n in names if not set(n.split()) & mine]
    alike = [n for n in fitting if len(n.split()) == len(match[0].split())] or fitting
    return _put(sentence, match, world.dice.choice(alike)) if alike else None


def _put(sentence: str, match: re.Match[str], word: str) -> str:
    return sentence[: match.start()] + word + sentence[match.end() :]
