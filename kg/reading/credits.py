"""Who made it: bylines, photo captions and their credits, the outlet a page names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.reading.prose import ends_sentence, word_set

_CAPITAL: Final = r"[A-Z\u00C0-\u00DE]"
_NAME_WORD: Final = rf"(?:{_CAPITAL}[\w'’.\-]*|al-\w+|(?:de|da|di|del|der|den|van|von|bin|bint|ibn|al|el|la|le|ter)\b)"
_NAME: Final = rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,5}}"
_BYLINE: Final = re.compile(
    rf"^(?:[Bb]y|BY|Byline:|BYLINE:|Author:|AUTHOR:|Story by|Text by|Words by|Written by)\s?:?\s?(?:(?:By|BY)\s)?"
    rf"(?P<names>{_NAME}(?:\s?(?:,|&|;|\band\b|\bAND\b|\bwith\b)\s?{_NAME}){{0,5}})(?P<rest>.*)$"
)
_PARTICLES: Final = word_set("de da di del der den van von bin bint ibn al el la le ter")
_SPLIT_NAMES: Final = re.compile(r"\s?(?:,|&|;|\band\b|\bAND\b|\bwith\b)\s?")
_NO_NAME: Final = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|staff|editors?|bureau|chief|press|news|agency|special|diplomatic|foreign|"
    r"contributor|columnist|analyst|updated|published|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|"
    r"february|march|april|june|july|august|september|october|november|december|then|now|early|late|contrast|comparison|"
    r"agreement|law|decree|order)\b",
    re.IGNORECASE,
)
_ASSIGNMENT: Final = re.compile(r"^(?:[,|\[(<•·/–—-]|in |for |at |\d|$)", re.IGNORECASE)
_MAX_BYLINE: Final = 160

_SIGNED: Final = re.compile(
    r"^(?:(?:the (?:writer|author)|about the (?:writer|author))\b|"
    r"[^.]{3,50} (?:is|was|are) (?:an?|the) (?:\S+ ){0,5}(?:reporter|correspondent|columnist|journalist|contributor|"
    r"freelancer?|editor) (?:at|for|with|based|in|who|covering)\b|[^.]{0,60} contributed (?:to|reporting))",
    re.IGNORECASE,
)

_PHOTOGRAPH: Final = (
    r"(?:(?:file|combination|handout|undated|archival|archive|pool|screen|still|satellite) ){0,3}"
    r"(?:photo(?:graph)?s?|pictures?|images?|frame grab|screengrab|video grab)"
)
_CAPTION_OPENING: Final = re.compile(
    rf"^(?:\(?(?:in )?(?:this|these|an?|the)\b.{{0,80}}?\b{_PHOTOGRAPH}\b.{{0,80}}?\b(?:shows?|taken|released|provided|"
    rf"shot|captured|supplied|made available|distributed|depicts?|shared)\b"
    r"|(?P<label>\(photo\)\s|"
    r"(?:image copyright\b.{0,60}?\b)?(?:image caption|media caption|caption|file(?: photo)?|archive photo|"
    r"photo(?:graph)?|picture|image|pictured|handout)\s?(?:[:\-–—]|(?<=caption)\s)\s?))",
    re.IGNORECASE,
)
_AGENCY_NAME: Final = (
    r"(?:AP|AFP|EPA|EFE|REUTERS|Reuters|UPI|Xinhua|XINHUA|Yonhap|YONHAP|Kyodo|KYODO|TASS|Tass|Sputnik|Anadolu|AA|ANSA|"
    r"dpa|DPA|PTI|ANI|KCNA|IRNA|SANA|SPA|WAM|AAP|Getty(?: Images)?|NurPhoto|Shutterstock|Bloomberg|UN Photo|VCG|NEWSIS|"
    r"News1|Handout|HANDOUT|AP Photo|File|FILE|Pool|POOL|PA|ZUMA|Alamy|Magnum|Corbis)"
)
_CREDIT: Final = re.compile(
    rf"\s*(?:[\[(](?:Photo(?:graph)?s?|Image|Picture|Courtesy|Credit|Source|FILE|File|AP Photo|via)?[ :/]*"
    rf"(?:(?:by|courtesy of|of|via)\s)?[^\[\]()]{{0,60}}?{_AGENCY_NAME}\b[^\[\]()]{{0,60}}[\])]"
    rf"|(?:Photo(?:graph)?s?|PHOTO|Image|Picture|Credit)(?: credit| by)?\s?[:|]\s?[^.]{{2,80}}$"
    rf"|[\[(](?:Photo|Image|Picture|Credit)\b[^\[\]()]{{0,80}}[\])]"
    rf"|(?:REUTERS|AFP|AP Photo|EPA|Getty Images|UN Photo)\s?/\s?[^.]{{2,60}}$"
    rf"|[^.]{{2,40}}/(?:AFP|AP|Reuters|REUTERS|EPA|Getty Images|Pool|TASS|Anadolu)(?: via [^.]{{2,40}})?"
    rf"|{_AGENCY_NAME}/[^.]{{2,60}})\.?$"
)
_CREDIT_PIECE: Final = 170

_RIGHTS: Final = re.compile(
    r"^(?:(?:copyright|\(c\)|©)[\s,]*){1,3}(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s?(?:by\s)?"
    r"(?P<outlet>[A-Z\u00C0-\u00DE][\w'’&.\- ]{1,50}?)(?=,? (?:inc|ltd|llc|all rights)\b|[.,|]|$)",
    re.IGNORECASE,
)
_ISSUER: Final = re.compile(
    r"^(?!.*\b(?:briefing|readout|transcript|remarks|call|visit|meets?|receives?)\b)"
    r"(?:the )?(?:[\w.'’]+ )?(?:[\w.'’]+ )?(?:ministry|department|office|bureau|directorate|embassy|secretariat|"
    r"permanent mission|delegation|prime minister['’]s office|cabinet office|"
    r"government|council of the european union|united nations|"
    r"european commission|african union|white house)\b[^.?!:]{0,90}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """The prose of a caption: characters ``start`` to ``end`` of its line; empty where there is only a credit."""

    start: int
    end: int


def find_byline(line: str) -> str | None:
    """The authors a byline names ("Jane Doe, John Roe"), the empty string for one without names, None for no byline.

    >>> find_byline("BY JANE DOE [doe.jane@example.org]")
    'Jane Doe'
    >>> find_byline("By Tuesday the talks had ended.") is None
    True
    """
    if len(line) > _MAX_BYLINE:
        return None
    if _SIGNED.match(line):
        return ""
    match = _BYLINE.match(line)
    if not match or not _ASSIGNMENT.match(match["rest"].strip()) or (ends_sentence(line) and "@" not in line):
        return None
    found = [name for name in map(_author, _SPLIT_NAMES.split(match["names"])) if name]
    return ", ".join(dict.fromkeys(found))


def _author(name: str) -> str:
    """One name of a byline in ordinary case, without the office that may follow it; empty where it is none."""
    words = name.split()
    if words and words[0].isupper() and len(words[0]) > 1:
        # "JANE DOE Associated Press Writer": the name ends where the capitals do.
        words = words[: next((i for i, word in enumerate(words) if not word.isupper()), len(words))]
    office = next((i for i, word in enumerate(words) if _NO_NAME.search(word)), len(words))
    words = words[:office]
    if not words or words[0].lower() in _PARTICLES:
        return ""
    cased = [word.title() if word.isupper() and len(word) > 1 and "." not in word else word for word in words]
    return " ".join(cased).strip(" .,-")


def find_caption(line: str) -> Caption | None:
    """The caption a line is, or None. Label and credits lie outside of its span.

    >>> find_caption("FILE PHOTO: The ministers arrive in Oslo. REUTERS/Jane Doe")
    Caption(start=12, end=41)
    """
    opening = _CAPTION_OPENING.match(line[:_CREDIT_PIECE])
    end = _without_credit(line)
    # A credit closes captions, but also paragraphs of wires that sign at the end; those are longer.
    if not opening and (end == len(line) or len(line) > _CREDIT_PIECE * 3):
        return None
    start = opening.end("label") if opening and opening["label"] else 0
    if start >= end:
        return Caption(end, end)
    return Caption(start, end)


def _without_credit(line: str) -> int:
    """Where a line ends when the credits at its end are taken off."""
    end = len(line)
    while end:
        offset = max(0, end - _CREDIT_PIECE)
        match = _CREDIT.search(line[offset:end])
        if not match or offset + match.start() == end:
            break
        end = offset + match.start()
    return end


def find_outlet(line: str) -> str:
    """The outlet or office a line of page furniture names: its copyright note or its letterhead; else empty.

    >>> find_outlet("© 2021 The Example Times. All rights reserved.")
    'The Example Times'
    """
    match = _RIGHTS.match(line)
    if match:
        return match["outlet"].strip(" .,-")
    return ""


def is_letterhead(line: str) -> bool:
    """Whether a line without a verb names an office ("Ministry of Foreign Affairs of …", "Office of the …")."""
    words = line.split()
    kept = [word for word in words if word.lower() not in ("of", "the", "for", "and", "to", "in", "on", "&")]
    return bool(_ISSUER.match(line)) and bool(kept) and all(not word[0].islower() for word in kept)
