"""Titles before names: "Kenyan Foreign Minister X", "the Kenyan president, X", read by word lists."""

from __future__ import annotations

from typing import Final

from kg.extraction.marking import Marked, title_words, touching
from kg.extraction.short_forms import short_forms
from kg.extraction.titles import Title, title_of
from kg.extraction.titles_after import title_right

_FIELDED: Final = frozenset("minister secretary commissioner deputy vice ministers adviser advisor envoy chief".split())
_LONGEST: Final = 16
_OPENING: Final = frozenset(("accord", "according"))
_HELD: Final = frozenset("HER")  # classes of words that are offices, professions or honorifics


def title_before(marked: Marked, start: int) -> Title | None:
    """The title that ends where a name starts, or None. A comma between them is bridged: "the Kenyan president, X"."""
    letters = marked.letters
    comma = start > 0 and letters[start - 1] == "," and start > 1
    edge = start - 1 if comma else start
    edge = next(iter(short_forms(marked, edge)), edge)  # "Permanent Secretary (PS) X"
    first = _walk_left(marked, edge)
    if not comma and _HELD.isdisjoint(letters[first:edge]):
        first = _before_body(marked, edge)
    if first == edge:
        return None
    chunk = letters[first:edge]
    if comma and (not _definite(marked, first) or _is_owner(letters, first) or _opens_sentence(marked, first, start)):
        return None
    return title_of(marked, first, edge) if any(letter in "HER" for letter in chunk) else None


def title_apart(marked: Marked, start: int) -> Title | None:
    """The title that a comma parts from a name, whatever its length: "the chair of the Assembly of Peru, Mr. X".

    Args:
        marked: the sentence.
        start: first token of the name, or of the honorific or title right before it.
    """
    letters = marked.letters
    while start > 0 and (letters[start - 1] == "D" or (letters[start - 1] == "Q" and letters[start] == "R")):
        start -= 1  # ", His Excellency X"
    if start <= 1 or letters[start - 1] != ",":
        return None
    edge = start - 1
    near = title_before(marked, start)
    if near is not None and not near.honorific:
        return near
    short = short_forms(marked, edge)
    for first in range(edge - 2, max(-1, edge - _LONGEST), -1):
        if first in short:
            continue
        if letters[first] in ",SVW":
            break
        inside = first > 1 and (letters[first - 1] == "O" or (letters[first - 1] == "F" and letters[first - 2] in "HM"))
        if letters[first] in "DQ" and not inside:
            title, stop = title_right(marked, first, ())
            return title if stop == edge else None
    first = _walk_left(marked, edge)
    if letters[start] == "R" and "H" in letters[first:edge] and letters[first - 1 : first] not in (",", "N"):
        return title_of(marked, first, edge)  # "Foreign Minister, Dr. X": an honorific behind the comma, no article
    return None


def _definite(marked: Marked, first: int) -> bool:
    """Whether a chunk before a comma is one person's description: a determiner before it or a possessor in it."""
    return (first > 0 and marked.letters[first - 1] in "DQP") or "P" in marked.letters[first : first + 6]


def _opens_sentence(marked: Marked, first: int, start: int) -> bool:
    """Whether a phrase that opens the sentence ends before the name: "According to the envoy, X is to meet Y".

    A description that a name explains is closed by a comma behind the name; where a verb stands there, the name is
    the subject.
    """
    opening = marked.letters[1:first] if marked.tokens[0].lemma.lower() in _OPENING else "S"
    end = start
    while end < len(marked.tokens) and marked.letters[end] in "N-.G":
        end += 1
    return (
        set(opening) <= set("FDQx")
        and end > start
        and marked.tokens[end : end + 1][0:1] != ()
        and (marked.tokens[end].upos in {"VERB", "AUX"})
    )


def _is_owner(letters: str, first: int) -> bool:
    """Whether a description is whose the office before it is: "the envoy of the president of Peru, X"."""
    while first > 0 and letters[first - 1] == "D":
        first -= 1
    return first > 1 and letters[first - 1] == "O" and letters[first - 2] == "H"


def _walk_left(marked: Marked, edge: int) -> int:
    """Start of the longest title chunk that ends at ``edge``."""
    letters = marked.letters
    index, office = edge - 1, False
    best = edge
    while index >= 0 and edge - index <= _LONGEST:
        letter = letters[index]
        right = letters[index + 1] if index + 1 < edge else ""
        left = letters[index - 1] if index else ""
        if letter in "HER":
            office = True
            best = index
        elif letter == "M" or (letter == "G" and (office or _left_of_entry(marked, index) in ("O", "F", "D"))):
            best = index if office or letter == "M" else best
        elif letter == "I" and office and right in tuple("HMPE"):
            best = index
        elif letter == "N" and office and marked.organizations[index] is not None:
            span = marked.organizations[index]
            if span is None or span[1] - 1 > index or right not in "HMPE":
                break
            index = best = span[0]
        elif not (_joins(marked, index, left=left, right=right, office=office) or _special(marked, index, right)):
            break
        elif letter in "xN":
            best = index
        index -= 1
    while best < edge and letters[best] not in "HERMGNI":
        best += 1
    return best


def _before_body(marked: Marked, edge: int) -> int:
    """Start of an office of a body that ends at ``edge``: "President of the National Assembly X"; else ``edge``."""
    letters = marked.letters
    whole = marked.organizations[edge - 1] if edge else None
    organ = bool(edge) and marked.lower[edge - 1] in title_words()["organ"]
    if not organ and not (whole is not None and whole[1] == edge):
        return edge
    persons = {at for name in marked.sentence.names if name.kind == "PERSON" for at in range(name.start, name.end)}
    index = edge - 1
    while (
        index > 1
        and edge - index <= _LONGEST
        and (index not in persons or index == edge - 1)
        and _within_body(marked, index)
    ):
        index -= 1
    governed = index > 0 and marked.lower[index] == "of" and letters[index - 1] == "H"
    return _walk_left(marked, index) if governed else edge


def _within_body(marked: Marked, index: int) -> bool:
    """Whether a token may stand inside the name of a body: "the Bureau of the People's Assembly"."""
    letter, before = marked.letters[index], marked.tokens[index - 1].form
    inner = letter == "O" and marked.letters[index - 1] in "INM" and before[0].isupper()
    return letter in "IMGHDP" or inner or (letter == "N" and marked.tokens[index].upos in {"PROPN", "ADJ", "NOUN"})


def _left_of_entry(marked: Marked, index: int) -> str:
    """Class of the token left of the gazetteer's match at a token; empty at the sentence's start."""
    entry = marked.entries[index]
    while index > 0 and marked.entries[index - 1] is entry:
        index -= 1
    return marked.letters[index - 1] if index else ""


def _special(marked: Marked, index: int, right: str) -> bool:
    """Whether an unlisted noun names the field of an office: "Ghana's aid minister", "Telecoms Minister X"."""
    token, letter = marked.tokens[index], marked.letters[index]
    after = marked.lower[index + 1] if index + 1 < len(marked.lower) else ""
    if letter not in "xN" or right not in ("H", "M", "x") or (right != "x" and after not in _FIELDED):
        return False
    if letter == "N":
        within = any(name.start <= index < name.end and name.kind == "PERSON" for name in marked.sentence.names)
        return right == "H" and not within and len(token.form) > 2 and marked.tokens[index + 1].form[0].isupper()
    return token.upos in {"NOUN", "ADJ"} and (right in "HM" or marked.tokens[index + 1].upos in {"NOUN", "ADJ"})


def _joins(marked: Marked, index: int, *, left: str, right: str, office: bool) -> bool:
    """Whether a small word or mark belongs inside a title chunk."""
    letter = marked.letters[index]
    if letter == "P":
        return office and left in ("G", "N", "I", "H")
    if letter == "-":
        return bool(left) and bool(right) and touching(marked, index - 1) and touching(marked, index)
    if letter == ".":
        return marked.lower[index - 1] in title_words()["head_abbreviation"] if index else False
    if letter in "OF" and office and _office_behind(marked, index + 1):
        return False  # "adviser to President X", "aides of Senator Y"
    if letter == "O":
        return right in ("M", "G", "D", "H") and left in ("H", "M", "E")
    if letter == "F":
        if marked.lower[index] == "in" and left == "-" and right == "-":
            return True
        return right in ("M", "G", "D") and left in ("H", "E", "M") and marked.lower[index] in {"for", "to"}
    if letter == "A":
        return left in ("H", "M") and right in ("H", "M")
    if letter == "D":
        general = right == "H" and marked.lower[index + 1] == "general"  # "Chief of the General Staff"
        return (left in ("O", "F") and (right in ("M", "G") or general)) or (
            left == "H" and right == "R"
        )  # "Senator the Hon"
    return False


def _office_behind(marked: Marked, index: int) -> bool:
    """Whether an office that is no military rank stands right of a preposition, before anything else does."""
    ranks = title_words()["head_abbreviation"] | {"general", "chiefs"}
    while index < len(marked.letters) and marked.letters[index] in "GMDHP":
        if marked.letters[index] == "H":
            return marked.lower[index].rstrip(".") not in ranks
        index += 1
    return False
