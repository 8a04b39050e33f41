"""Numbers as texts write them, read into values with a kind and a unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from rag.verify.words import STOP_WORDS

Kind = Literal["count", "percent", "money", "ordinal", "fraction", "clock"]
Bound = Literal["", "about", "below", "above", "rest"]

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
           "trillion": 10**12, "mln": 10**6, "bln": 10**9, "mn": 10**6, "bn": 10**9,
           "tn": 10**12, "k": 10**3, "m": 10**6, "b": 10**9}  # fmt: skip
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "ruble", "₹": "rupee",
               "usd": "dollar", "eur": "euro", "gbp": "pound", "rouble": "ruble", "buck": "dollar",
               "cent": "cent", "yuan": "yuan", "renminbi": "yuan", "franc": "franc",
               "krona": "krona", "won": "won", "dollar": "dollar", "euro": "euro",
               "pound": "pound", "yen": "yen", "ruble": "ruble", "rupee": "rupee"}  # fmt: skip
MEASURES = frozenset(
    """second minute hour day week month year decade century mile kilometre kilometer km metre
    meter foot feet inch kilogram kg gram gramme ton tonne pound litre liter gallon degree acre
    hectare""".split()
)
_PLURALS = frozenset("people men women children police".split())
_LABELS = frozenset("step passage source paragraph point option item figure table page".split())

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d+(?:\.\d+|,\d{1,2}(?!\d))?"
_SIMPLE = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])
_SCALE_WORD = "dozen|hundred|thousand|million|billion|trillion"
_SPELLED = (
    rf"(?:(?:{_SIMPLE})(?:[\s-](?:{_SIMPLE}))?|an?(?=\s(?:{_SCALE_WORD})\b))"
    rf"(?:[\s-](?:and\s)?(?:{_SCALE_WORD}|{_SIMPLE})\b)*"
)
_CURRENCY_WORD = r"dollars?|euros?|pounds?|yen|yuan|r[ou]u?bles?|rupees?|bucks|francs?|cents?"
_NUMBER = re.compile(
    rf"""(?=[\d$€£¥₽₹acefghnostuz])(?<![\w.,:/])(?<![^\W\d_]-)
    (?:(?P<sign>(?:US|A|C|NZ|HK)?[$€£¥₽₹])\s?|(?P<code>USD|EUR|GBP)\s)?
    (?:(?P<clock>\d{{1,2}}:\d{{2}}|\d{{1,2}}(?:\.\d{{2}})?(?=\s?[ap]\.?m\b))
    |(?P<digits>{_DIGITS})(?P<nth>st|nd|rd|th)?
        (?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mln|bln|mn|bn|tn|[kKMmBb](?!\w))(?!\w)|(?!:\d))
    |(?P<spelled>{_SPELLED})\b(?P<part>[\s-](?:thirds|quarters|fifths|tenths)\b)?(?P<plus>\sand\sa\shalf\b)?
    |(?P<ordinal>(?:(?:{"|".join(_TENS)})-)?(?:{"|".join(_ORDINALS)}))\b)
    (?:\s?°\s?[CF]?\b|(?<=\d)[CF]\b)?
    (?:[\s-]?(?P<percent>%|per\s?cent(?:age)?\b|percentage\b|pc\b))?
    (?:[\s-]?(?P<unit>{_CURRENCY_WORD}|USD|EUR|GBP)\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
_PART_ALONE = re.compile(
    rf"(?<!and a )\b(?P<half>half(?:\san?\s(?P<scale>{_SCALE_WORD})\b|\b(?!-))"
    r"|(?:a|one)[\s-](?P<part>third|quarter|fifth|tenth)\b)",
    re.I,
)
_PART_WORD = re.compile(r"half|third|quarter|fifth|tenth", re.I)
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("rest", re.compile(r"\b(?:all|everyone|everything|none) but\s$", re.I)),
    ("below", re.compile(r"\b(?:nearly|almost|close to|just under|just short of|less than"
                         r"|fewer than|under|below|up to|at most|as many as|as much as)"
                         r"\s(?:an?\s)?$", re.I)),
    ("above", re.compile(r"\b(?:more than|over|at least|upwards of|just over|in excess of|above"
                         r"|no fewer than|no less than)\s(?:an?\s)?$", re.I)),
    ("about", re.compile(r"\b(?:about|around|roughly|some|approximately|an estimated|estimated"
                         r"|circa)\s(?:an?\s)?$|~\s?$", re.I)),
)  # fmt: skip
_PART_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|his\s|her\s|all\s)?", re.I)
_JOINT = re.compile(r"\s?(?:to|and|or|-|–|—)\s?", re.I)
_NEXT_WORD = re.compile(r"[\s-]+(?:old\s|more\s|other\s|of\sthe\s|of\s)?([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was written: `value` in plain units, its kind, and what it counts.

    `noun` is the word after it. Of "two of the five", the first has the `whole` 5, the second the
    `part` "two".
    """

    text: str
    start: int
    end: int
    value: float
    kind: Kind
    unit: str = ""
    bound: Bound = ""
    noun: str = ""
    whole: float = 0
    part: str = ""

    @property
    def is_small_count(self) -> bool:
        """Whether a reader could arrive at it by counting what the source lists."""
        return self.kind in ("count", "ordinal") and self.value <= 12 and self.value % 1 == 0


def quantities(text: str, *, taken: Collection[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Returns the numbers in `text`, in order, but those inside the spans `taken`."""
    found: list[Quantity] = []
    free = bytearray(b"1") * len(text)
    for start, end in taken:
        free[start:end] = bytes(end - start)
    alone = _PART_ALONE.finditer(text) if _PART_WORD.search(text) else ()
    for match in [*alone, *_NUMBER.finditer(text)]:
        start, end = match.span()
        quantity = _read(match) if all(free[start:end]) else None
        if quantity is not None:
            found.append(quantity)
            free[start:end] = bytes(end - start)
    joined = list(_joined(sorted(found, key=lambda one: one.start), text))
    return tuple(_with_parts(joined, text))


def is_counted(noun: str) -> bool:
    """Whether a word is surely what a number counts: a plural, not "40 were hurt"."""
    return noun in _PLURALS or (noun.endswith("s") and noun not in STOP_WORDS)


def _read(match: re.Match[str]) -> Quantity | None:
    said = {name: value.lower() for name, value in match.groupdict().items() if value}
    text, start, end = match.string, match.start(), match.end()
    glued = text[end : end + 1]
    if "half" not in said and (glued.isalpha() or glued == "_") and "clock" not in said:
        return None
    label = _WORD_BEFORE.search(text[max(0, start - 12) : start])
    if label and label[1].lower() in _LABELS:
        return None
    kind, value = _valued(said)
    noun = _noun(text[end : end + 30])
    unit = _currency(said) if kind == "money" else noun
    bound = _bound(text[max(0, start - 20) : start])
    return Quantity(text[start:end], start, end, value, kind, unit, bound, noun)


def _valued(said: dict[str, str]) -> tuple[Kind, float]:
    if "half" in said:
        if "scale" in said:
            return "count", _SCALES[said["scale"]] / 2
        return "fraction", 1 / _PARTS[said.get("part", "half")]
    if "clock" in said:
        hours, _, minutes = said["clock"].replace(".", ":").partition(":")
        return "clock", int(hours) % 12 + int(minutes or 0) / 60
    if "ordinal" in said:
        tens, _, rest = said["ordinal"].rpartition("-")
        return "ordinal", _TENS.get(tens, 0) + _ORDINALS[rest]
    value = _digits(said["digits"]) if "digits" in said else _spelled(said["spelled"])
    scale = said.get("scale", "")
    if scale not in ("m", "b") or "sign" in said:  # "5m" without a currency is metres
        value *= _SCALES.get(scale, 1)
    if "part" in said:
        return "fraction", value / _PARTS[said["part"].strip(" -\n\t").removesuffix("s")]
    if "plus" in said:
        value += 0.5
    if "percent" in said:
        return "percent", value
    if {"sign", "code", "unit"} & set(said):
        return "money", value
    return ("ordinal" if "nth" in said else "count"), value


def _digits(written: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", written):
        return float(written.replace(",", "."))
    return float(re.sub(r"[^\d.]", "", written))


def _spelled(written: str) -> float:
    total = current = 0
    for word in re.split(r"[\s-]+", written):
        if word in ("a", "an"):
            current = 1
        elif word in _SCALES and _SCALES[word] <= 100:
            current = max(current, 1) * _SCALES[word]
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
        elif word != "and":
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return float(total + current)


def _currency(said: dict[str, str]) -> str:
    sign = said.get("sign", "")[-1:] or said.get("code", "") or said.get("unit", "")
    sign = sign.replace("rou", "ru")
    return _CURRENCIES.get(sign) or _CURRENCIES.get(sign.removesuffix("s"), sign)


def _noun(after: str) -> str:
    match = _NEXT_WORD.match(after)
    word = match[1].lower() if match else ""
    singular = word.removesuffix("s")
    return singular if singular in MEASURES else word


def _bound(before: str) -> Bound:
    return next((bound for bound, pattern in _BOUNDS if pattern.search(before)), "")


def _with_parts(found: list[Quantity], text: str) -> Iterable[Quantity]:
    """Tells of each number of which it is a part, and whether a part of it is told."""
    for before, one, following in zip([None, *found], found, [*found[1:], None], strict=False):
        whole, part = 0.0, ""
        if following is not None and _PART_OF.fullmatch(text, one.end, following.start):
            whole = following.value
        if before is not None and _PART_OF.fullmatch(text, before.end, one.start):
            part = before.text.strip()
        yield replace(one, whole=whole, part=part) if whole or part else one


def _joined(found: list[Quantity], text: str) -> Iterable[Quantity]:
    """Lets the first number of "10 to 15 per cent" be per cent as well."""
    for one, following in zip_longest(found, found[1:]):
        if (
            following is not None
            and one.kind == "count"
            and following.kind in ("percent", "money")
            and _JOINT.fullmatch(text[one.end : following.start])
        ):
            yield replace(one, kind=following.kind, unit=following.unit)
        else:
            yield one
