"""Lines that say who wrote, edited or sent an article."""

from __future__ import annotations

import re

from rag.load.dates import is_date_line

LONGEST_CREDIT = 200
LONGEST_BYLINE = 100
LONGEST_AGENCY_LINE = 60
_NEWS_AGENCIES = frozenset(
    "AAP AFP ANI ANSA AP APTN BLOOMBERG DPA EFE EPA EPA-EFE IANS ITAR-TASS KCNA KYODO PTI REUTERS"
    " RITZAU SPUTNIK TASS UPI WAM XINHUA YONHAP".split()
)
_PICTURE_AGENCIES = frozenset(
    "ALAMY GETTY ISTOCK NURPHOTO PIXABAY SHUTTERSTOCK UNSPLASH ZUMA".split()
)
_WRITTEN_OUT = re.compile(
    r"(?:the )?(?:associated press|agence france-presse|press trust of india|canadian press"
    r"|press association|agenc(?:y|ies)|news agenc(?:y|ies)|wire (?:agenc(?:y|ies)|services?))",
    re.IGNORECASE,
)
_WORK = (
    r"(?:report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|compiled|translat(?:ion|ed)|research(?:ed)?"
    r"|graphics?|photography|photographs|production|produced|interview)"
)
_MAKERS = re.compile(rf"(?:with|inputs?|additional|further|more|{_WORK})\b", re.I)
_WORK_BY = re.compile(
    rf"(?:(?:additional|further|more) )?{_WORK}(?:(?: and | & |, ){_WORK})* by:?\s+\W*(?-i:[A-Z])",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting\b|to (?:this|the) (?:report|story|article|reporting)\.?$)"
)
_NOTICE = re.compile(
    r"[(\[*]*(?:©|(?:copyright )?(?:©|\(c\)) ?\d{4}|copyright \d{4}|all rights reserved"
    r"|this (?:story|article|report|copy)\b.{0,60}\b"
    r"(?:wire|agency|syndicated|auto-generated|published from|first appeared|first published)\b)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:source|courtesy|via)\s*:?\s+", re.IGNORECASE)
_OPENS_WITH = frozenset({"input", "inputs", "with"})
_WITH = frozenset(
    "additional agencies agency and bureau by contributions correspondents desk desks files from"
    " input inputs news reporting reports staff the wire wires with".split()
)
_HELP = frozenset("agencies contributions files input inputs reporting".split())
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|said|says|told|show(?:s|ed)"
    r"|found|suggest(?:s|ed)|reveal(?:s|ed)|began|became|remain(?:s|ed))\b"
)
_BYLINE = re.compile(r"by\b:?\s+(?P<names>.+)", re.IGNORECASE)
_PARTICLES = frozenset(
    "and & of in for at with al bin da de del della der di dos du el la le the van von".split()
)
_ROLE = re.compile(
    r"\b(?:agency|bureau|chief|columnist|contributor|correspondent|desk|editor|press|reporters?"
    r"|staff|team|writers?|news|newspapers?|times|post|herald|gazette)\b",
    re.IGNORECASE,
)
STRAY_WORDS = 2


def is_agency(word: str) -> bool:
    """Says whether a word is the name of a news or picture agency."""
    name = word.strip(".,").upper()
    return (name in _NEWS_AGENCIES or name in _PICTURE_AGENCIES) and not word.islower()


def is_credit(text: str) -> bool:
    """Says whether a paragraph only names those who made the article."""
    if len(text) > LONGEST_CREDIT:
        return False
    line = text.strip("()[]*—–- ")
    if _NOTICE.match(text) or _CONTRIBUTED.search(line):
        return True
    return any(names(line) for names in (is_byline, is_date_line, _names_an_agency, _names_makers))


def is_byline(text: str) -> bool:
    """Says whether a line is a byline, such as `By Jane Roe and John Poe`."""
    match = _BYLINE.fullmatch(text) if len(text) <= LONGEST_BYLINE else None
    if not match or text.endswith((".", "!", "?")):
        return False
    words = re.findall(r"[^\s,|/;]+", match["names"])
    names = [word for word in words if word[0].isupper()]
    plain = all(word[0].isupper() or word in _PARTICLES for word in words)
    return plain and bool(words and words[0] in names) and (len(names) > 1 or is_agency(names[0]))


def authors_of(byline: str) -> str | None:
    """Returns the names in a byline, without what follows them: offices, papers, places."""
    match = _BYLINE.fullmatch(byline)
    names = match["names"] if match else byline
    names = re.split(r"\s*(?:[|/;]|\b(?:for|in|at|of)\b)", names, maxsplit=1)[0]
    parts = [part.strip() for part in names.split(",")]
    people = [part for part in parts if part and not _ROLE.search(part) and not is_agency(part)]
    return ", ".join(people) or parts[0] or None


def _names_an_agency(line: str) -> bool:
    if len(line) > LONGEST_AGENCY_LINE:
        return False
    name = _SOURCE.sub("", line).rstrip(".")
    words = re.findall(r"[^\s,/&|]+", name)
    known = all(is_agency(word) or word in {"and", "Images"} for word in words)
    return bool(words) and (known or _WRITTEN_OUT.fullmatch(name) is not None)


def _names_makers(line: str) -> bool:
    if not _MAKERS.match(line) or _VERB.search(line):
        return False
    if _WORK_BY.match(line):
        return True
    words = re.findall(r"[^\s,;/&]+", line.rstrip("."))
    odd = [word.islower() and word.lower() not in _WITH for word in words]
    helped = words[0].lower() in _OPENS_WITH and not _HELP.isdisjoint(map(str.lower, words))
    return helped and not any(odd[:-STRAY_WORDS])
