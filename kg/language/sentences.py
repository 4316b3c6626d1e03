"""Where sentences start, by rule, before the parser: abbreviations, initials, dates, quotations and datelines.

News closes its sentences; web text does not. The rules look at tokens alone, so they give the same answer everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL_STOPS = frozenset({".", "!", "?", "…", "..."})
CLOSERS = frozenset({"”", "’", "'", '"', "''", ")", "]", "»"})
OPENERS = frozenset({"“", "‘", '"', "'", "``", "(", "[", "«", "—", "--", "–", "-", "•", "*"})
DASHES = frozenset({"--", "—", "–", "-"})
BULLETS = frozenset({"•", "▲", "■", "●", "◦", "▶"})

NEVER_LAST = frozenset({
    "Mr.", "Mrs.", "Ms.", "Messrs.", "Dr.", "Prof.", "Gen.", "Lt.", "Col.", "Maj.", "Capt.", "Sgt.", "Cpl.", "Adm.",
    "Cmdr.", "Brig.", "Sen.", "Sens.", "Rep.", "Reps.", "Gov.", "Amb.", "Rev.", "Hon.", "St.", "Ft.", "Mt.", "vs.",
    "e.g.", "i.e.", "cf.", "approx.", "No.", "Nos.", "Pres.", "Sec.",
})  # fmt: skip
"""Abbreviations that something always follows."""

NEVER_LAST_IN_CAPITALS = frozenset(word.upper() for word in NEVER_LAST) - {"NO.", "ST.", "SEC.", "REP."}
"""The same as transcripts write them ("MR. HALE: …"), less what capitals make a word of its own."""

NUMBERED = frozenset({"No", "Nos", "Art", "Sec", "Vol", "pp", "p", "para", "Ch", "Fig"})
"""Words whose full stop is an abbreviation's when a number follows."""

STARTERS = frozenset({
    "The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "In", "On", "At", "But", "And", "Or", "This", "That",
    "These", "Those", "His", "Her", "Its", "Their", "Our", "My", "There", "Here", "After", "Before", "When", "While",
    "As", "If", "For", "However", "Since", "During", "Under", "With", "Without", "According", "Both", "Earlier", "Last",
    "Later", "Meanwhile", "No", "Not", "What", "Who", "Why", "How", "Also", "Although", "Though", "Despite", "Some",
    "Many", "Most", "Among", "By", "From", "To", "Yet", "So", "Then", "Now", "Asked", "Instead", "Such", "Other",
    "Another", "Any", "All", "Each", "One", "Two", "Three", "Following", "Speaking", "Until", "Because", "Whether",
    "Of", "Even", "Only", "Once", "Still", "Nevertheless", "Separately", "Moreover", "Furthermore", "Additionally",
    "Analysts", "Officials", "Experts", "Critics", "Sources", "Talks", "Neither", "Nothing", "Where", "Is",
})  # fmt: skip
"""Words that open a sentence when they are capitalized behind an abbreviation."""

SAYING = frozenset({
    "said", "says", "asked", "asks", "told", "replied", "added", "wondered", "wrote", "tweeted", "shouted", "quipped",
})  # fmt: skip
"""Verbs that tie a quotation ending in "?" or "!" to what follows."""

SAYING_REACH = 5
"""How many words behind the quotation such a verb may stand."""

DATELINE_REACH = 16
"""How many tokens a dateline may have before its dash."""

SHORTEST_CAPITALS = 3
"""Letters a place in capitals has at least, to open a dateline."""

LABEL_REACH = 8
"""How many tokens a speaker's label in capitals may have before its colon ("AMBASSADOR HALE:")."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the rules see it: its text, and whether a space follows."""

    text: str
    space_after: bool


def find_sentence_starts(pieces: Sequence[Piece]) -> list[bool]:
    """For each token of a paragraph, whether it opens a sentence; the first always does.

    >>> words = "Gen. Park met U.S. envoys . They left .".split()
    >>> [word for word, first in zip(words, find_sentence_starts([Piece(w, True) for w in words])) if first]
    ['Gen.', 'They']
    """
    starts = [False] * len(pieces)
    if not pieces:
        return starts
    starts[0] = True
    dateline = _dateline_end(pieces) or _label_end(pieces)
    if dateline:
        starts[dateline] = True
    for index in range(dateline, len(pieces)):
        if pieces[index].text in BULLETS and index and pieces[index - 1].space_after:
            starts[index] = True
        following = _end(pieces, index)
        if following:
            starts[following] = True
    return starts


def _end(pieces: Sequence[Piece], index: int) -> int:
    """Index of the token that opens the next sentence if one ends at `index`, else 0."""
    text = pieces[index].text
    stop = text in FULL_STOPS or set(text) <= {"!", "?", "."}
    abbreviated = not stop and text.endswith(".") and any(letter.isalpha() for letter in text)
    if not stop and not abbreviated:
        return 0
    following = index + 1
    while following < len(pieces) and not pieces[following - 1].space_after and pieces[following].text in CLOSERS:
        following += 1
    if following >= len(pieces) or not pieces[following - 1].space_after:
        return 0
    quoted = following > index + 1
    opener = pieces[_place(pieces, following)]
    if opener.text in OPENERS or not _may_open(opener.text):
        return 0
    if abbreviated:
        bare = following == _place(pieces, following)
        ends = _ends_abbreviation(text, opener.text, quoted=quoted, bare=bare)
    elif text == "." and index and pieces[index - 1].text in NUMBERED:
        ends = not opener.text[:1].isdigit()
    else:
        ends = not (quoted and text[0] in "!?" and _is_said(pieces, following))
    return following if ends else 0


def _ends_abbreviation(text: str, opener: str, *, quoted: bool, bare: bool) -> bool:
    if text in NEVER_LAST or text in NEVER_LAST_IN_CAPITALS:
        return False
    return opener in STARTERS or quoted or (not bare and opener[:1].isupper() and len(text) > len("X."))


def _place(pieces: Sequence[Piece], index: int) -> int:
    while index < len(pieces) - 1 and pieces[index].text in OPENERS:
        index += 1
    return index


def _may_open(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in {"$", "€", "£"} or text in BULLETS


def _is_said(pieces: Sequence[Piece], index: int) -> bool:
    for piece in pieces[index : index + SAYING_REACH]:
        if piece.text in SAYING:
            return True
        if piece.text in FULL_STOPS or piece.text in {",", ":", "“", '"'}:
            return False
    return False


def _dateline_end(pieces: Sequence[Piece]) -> int:
    """Index of the first token behind a dateline ("BERLIN, May 3 (Reuters) --"), or 0."""
    parenthesis = False
    for index, piece in enumerate(pieces[:DATELINE_REACH]):
        spaced = index and pieces[index - 1].space_after and piece.space_after
        if piece.text in DASHES and spaced and index + 1 < len(pieces):
            first = pieces[0].text
            capitals = len(first) >= SHORTEST_CAPITALS and first.isupper() and first.isalpha()
            return index + 1 if parenthesis or capitals else 0
        parenthesis = parenthesis or piece.text == ")"
        word = piece.text
        if not (word[:1].isupper() or word[:1].isdigit() or not word[:1].isalnum()) or word in {"!", "?", ";", ":"}:
            return 0
    return 0


def _label_end(pieces: Sequence[Piece]) -> int:
    """Index of the first token behind the label of who speaks ("MR. HALE:", "AMBASSADOR DE SOTO:"), or 0.

    The label stays a sentence of its own: it names somebody, but it is no part of what that one says.
    """
    for index, piece in enumerate(pieces[:LABEL_REACH]):
        if piece.text == ":" and index:
            behind = index + 1 < len(pieces) and piece.space_after
            return index + 1 if behind and any(len(one.text) > 1 for one in pieces[:index]) else 0
        letters = [letter for letter in piece.text if letter.isalpha()]
        if any(letter.islower() for letter in letters) and piece.text not in {"de", "van", "von", "al", "bin"}:
            return 0
        if not letters and piece.text not in {".", "-", "(", ")", "'", "’", ","}:
            return 0
    return 0
