"""Countries under their several names: "the US", "Americans", "United States" are one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_TABLE = """
united states: united states of america, us, u.s, u.s.a, usa, america, american, americans
united kingdom: uk, u.k, britain, great britain, british, briton, britons
european union: eu, e.u
united nations: un, u.n
russia: russian, russians, russian federation, ru
ukraine: ukrainian, ukrainians
china: chinese, prc
north korea: dprk, north korean, north koreans, democratic people's republic of korea
south korea: rok, south korean, south koreans
japan: japanese
germany: german, germans
france: french, frenchman, frenchmen
italy: italian, italians
spain: spanish, spaniard, spaniards
poland: polish, pole, poles
netherlands: dutch, holland
belgium: belgian, belgians
sweden: swedish, swede, swedes
norway: norwegian, norwegians
finland: finnish, finn, finns
denmark: danish, dane, danes
greece: greek, greeks
turkey: turkish, turk, turks, turkiye
israel: israeli, israelis
palestine: palestinian, palestinians
iran: iranian, iranians
iraq: iraqi, iraqis
syria: syrian, syrians
lebanon: lebanese
egypt: egyptian, egyptians
saudi arabia: saudi, saudis
yemen: yemeni, yemenis
afghanistan: afghan, afghans
pakistan: pakistani, pakistanis
india: indian, indians
bangladesh: bangladeshi, bangladeshis
myanmar: burma, burmese
thailand: thai, thais
vietnam: vietnamese
indonesia: indonesian, indonesians
philippines: philippine, filipino, filipinos
australia: australian, australians
new zealand: new zealander, new zealanders
canada: canadian, canadians
mexico: mexican, mexicans
brazil: brazilian, brazilians
argentina: argentine, argentinian, argentines
chile: chilean, chileans
colombia: colombian, colombians
venezuela: venezuelan, venezuelans
cuba: cuban, cubans
nigeria: nigerian, nigerians
kenya: kenyan, kenyans
ethiopia: ethiopian, ethiopians
south africa: south african, south africans
sudan: sudanese
libya: libyan, libyans
somalia: somali, somalis
hungary: hungarian, hungarians
romania: romanian, romanians
czech republic: czechia, czech, czechs
austria: austrian, austrians
switzerland: swiss
portugal: portuguese
ireland: irish, irishman
scotland: scottish, scots, scot
wales: welsh
england: english
belarus: belarusian, belarusians
georgia: georgian, georgians
kazakhstan: kazakh, kazakhs
"""
_CAPITALS = """
moscow: russia, kremlin: russia, kyiv: ukraine, kiev: ukraine, beijing: china
pyongyang: north korea, seoul: south korea, tokyo: japan
washington: united states, white house: united states
london: united kingdom, england: united kingdom, scotland: united kingdom, paris: france
berlin: germany, rome: italy, madrid: spain, warsaw: poland, ankara: turkey, tehran: iran
baghdad: iraq, damascus: syria, beirut: lebanon, cairo: egypt, riyadh: saudi arabia
islamabad: pakistan, new delhi: india, delhi: india, canberra: australia, sydney: australia
ottawa: canada, brussels: european union, kabul: afghanistan, jerusalem: israel, gaza: palestine
congress: united states, new york: united states, california: united states, wales: united kingdom
"""


def _forms() -> dict[str, str]:
    rows = (line.split(": ") for line in _TABLE.strip().splitlines())
    return {form: country for country, others in rows for form in [country, *others.split(", ")]}


def _seats() -> dict[str, str]:
    pairs = _CAPITALS.strip().replace("\n", ", ").split(", ")
    return dict(pair.split(": ") for pair in pairs)


FORMS = _forms()
SEATS = _seats()
_FIRST_WORDS = frozenset(form.split()[0] for form in [*FORMS, *SEATS])
_LONGEST_FORM_WORDS = 5


def country(name: Sequence[str]) -> str | None:
    """Returns the country that a run of words names, if it names one."""
    return FORMS.get(" ".join(_key(word) for word in name))


def countries(words: Sequence[str]) -> frozenset[str]:
    """Returns the countries named in a run of words as they stand."""
    return frozenset(_named(words, FORMS))


def countries_implied(words: Sequence[str]) -> frozenset[str]:
    """Returns the countries whose seat of government or great city is named."""
    return frozenset(_named(words, SEATS))


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip(".'")


def _named(words: Sequence[str], table: dict[str, str]) -> list[str]:
    found = []
    for start, first in enumerate(words):
        if not first[0].isupper() or _key(first) not in _FIRST_WORDS:
            continue
        for length in range(1, _LONGEST_FORM_WORDS + 1):
            form = " ".join(_key(word) for word in words[start : start + length])
            if form in table:
                found.append(table[form])
    return found
