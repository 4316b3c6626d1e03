"""Titles around names: "Kenyan Foreign Minister X", "X, the bloc's special envoy for Libya", read by word lists.

Title and name are one chunk by the words themselves, before and independent of the parse: long and conjoined titles
are what parsers get wrong most. Every token of a sentence gets a class of one letter; titles are runs of classes.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from kg.extraction.marking import Marked, title_words, touching
from kg.extraction.premodifiers import before_preposition, main_head, modifiers_end, modifiers_start
from kg.extraction.short_forms import short_form_end, short_forms

_PAST: Final = frozenset(
    {"former", "then", "ex", "late", "retired", "ousted", "deposed", "outgoing", "erstwhile", "onetime", "previous"}
)
_FIELDED: Final = frozenset("minister secretary commissioner deputy vice ministers adviser advisor envoy chief".split())
_SAYING: Final = (("said",), ("says",), ("added",), ("told",), ("announced",), ("reported",))
_BELOW: Final = frozenset({"deputy", "chief", "secretary"})
_LONGEST_BEFORE: Final = 16
_LONGEST_AFTER: Final = 22


@dataclass(frozen=True, slots=True)
class Title:
    """An office given to a name.

    Attributes:
        start, end: tokens of the whole chunk, with its organization.
        title_start, title_end: tokens of the title itself.
        head: folded word of the office ("minister").
        words: folded words of the title.
        organization: tokens of the state or organization, or None.
        possessor: the organization is said by "his", "her", "its", "their".
        former: the text says it is past.
        honorific: "Mr.", "Sir": no office.
        said: the office in words where it is not the tokens themselves ("who led the delegation"), else empty.
        shared: the words give the office to others too ("the presidents of X and Y, A and B").
    """

    start: int
    end: int
    title_start: int
    title_end: int
    head: str
    words: tuple[str, ...]
    organization: tuple[int, int] | None = None
    possessor: bool = False
    former: bool = False
    honorific: bool = False
    said: str = ""
    shared: bool = False


def title_before(marked: Marked, start: int) -> Title | None:
    """The title that ends where a name starts, or None. A comma between them is bridged: "the Kenyan president, X"."""
    letters = marked.letters
    comma = start > 0 and letters[start - 1] == "," and start > 1
    edge = start - 1 if comma else start
    first = _walk_left(marked, edge)
    if first == edge:
        return None
    chunk = letters[first:edge]
    if comma and (not _definite(marked, first) or _is_owner(letters, first)):
        return None
    return _title(marked, first, edge) if any(letter in "HER" for letter in chunk) else None


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
    for first in range(edge - 2, max(-1, edge - _LONGEST_BEFORE), -1):
        if first in short:
            continue
        if letters[first] in ",SVW":
            break
        inside = first > 1 and (letters[first - 1] == "O" or (letters[first - 1] == "F" and letters[first - 2] in "HM"))
        if letters[first] in "DQ" and not inside:
            title, stop = title_right(marked, first, ())
            return title if stop == edge else None
    return None


def _definite(marked: Marked, first: int) -> bool:
    """Whether a chunk before a comma is one person's description: a determiner before it or a possessor in it."""
    return (first > 0 and marked.letters[first - 1] in "DQP") or "P" in marked.letters[first : first + 6]


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
    while index >= 0 and edge - index <= _LONGEST_BEFORE:
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
        return left in ("O", "F") and right in ("M", "G")
    return False


def _office_behind(marked: Marked, index: int) -> bool:
    """Whether an office that is no military rank stands right of a preposition, before anything else does."""
    ranks = title_words()["head_abbreviation"] | {"general", "chiefs"}
    while index < len(marked.letters) and marked.letters[index] in "GMDHP":
        if marked.letters[index] == "H":
            return marked.lower[index].rstrip(".") not in ranks
        index += 1
    return False


def _title(marked: Marked, first: int, edge: int) -> Title:
    """The title in tokens ``first`` to ``edge``: its organization cut off, its office found."""
    letters = marked.letters
    organization: tuple[int, int] | None = None
    start, end = first, edge
    index = first
    while index < edge:
        if letters[index] == "P" and organization is not None and letters[index + 1 : index + 2] == "M":
            after = next((at for at in range(index + 1, edge) if letters[at] != "M"), edge)
            if after < edge and letters[after] == "G":  # "the North's ruling party"
                organization = (after, _span_end(marked, after, edge))
        if letters[index] in "GN" and (letters[index] == "G" or marked.organizations[index] is not None):
            stop = _span_end(marked, index, edge)
            noun = modifiers_start(marked, index, first)
            before = letters[noun - 1] if noun > first else ""
            governor = next((marked.lower[at] for at in range(index - 1, first - 1, -1) if letters[at] in "OF"), "")
            outer = not before or before == "M" or (governor not in {"for", "to"} and before in "ODF")
            if organization is None and outer and governor not in {"for", "to"}:
                stop = _institution_end(marked, stop, edge)
                organization = (index, stop)
                if governor == "":  # stands before the office
                    start = stop + 1 if stop < edge and letters[stop] == "P" else stop
                elif any(letter in "HE" for letter in letters[first:index]) and stop == edge:
                    end = before_preposition(letters, noun, first)
            index = stop
        else:
            index += 1
    while start < end and (letters[start] in "-.AP" or marked.tokens[start].upos == "ADV"):
        start += 1
    prefix = set(marked.lower[first:end])
    heads = [at for at in range(start, end) if letters[at] in "HE"]
    honorific = not heads and not any(letters[at] == "M" for at in range(start, end))
    main = main_head(marked, heads, start, end)
    words = tuple(marked.lower[at].rstrip(".") for at in range(start, end) if letters[at] in "HEMGRKNx")
    before_word = marked.lower[first - 1] if first else ""
    return Title(
        first,
        edge,
        start,
        end,
        main,
        words,
        organization,
        possessor=bool(first) and letters[first - 1] in {"Q", "P"},
        former=bool(prefix & _PAST) or before_word in _PAST,
        honorific=honorific,
    )


def _span_end(marked: Marked, index: int, edge: int) -> int:
    """End of the gazetteer match or organization that starts at a token."""
    stop = index + 1
    entry, organization = marked.entries[index], marked.organizations[index]
    while stop < edge and (
        (entry is not None and marked.entries[stop] is entry)
        or (entry is None and organization is not None and marked.organizations[stop] == organization)
    ):
        stop += 1
    return stop


def _institution_end(marked: Marked, stop: int, edge: int) -> int:
    """End of the institution that a state's name begins: "Iranian Foreign Ministry" before its office."""
    lists = title_words()
    at = stop + 1 if stop < edge and marked.letters[stop] == "P" else stop
    while at < edge and marked.letters[at] in "MI":
        word = marked.lower[at]
        if word in lists["strict_organ"] or (word in lists["organ"] and marked.letters[at + 1 : at + 2] == "P"):
            return at + 1
        at += 1
    return stop


def titles_after(marked: Marked, end: int, persons: Container[int]) -> tuple[Title, ...]:
    """Titles in apposition behind a name: ", a former spy chief,", ", who is the mayor of Y,", "(the mayor)".

    ``persons``: tokens that are persons' names.
    """
    letters, lower = marked.letters, marked.lower
    size = len(letters)
    index = end
    if index >= size:
        return ()
    if letters[index] == "," or (letters[index] in "S-" and lower[index] in {"(", "—", "–", "--"}):
        index += 1
        if index + 1 < size and lower[index] == "who" and lower[index + 1] in {"is", "was", "serves", "served"}:
            index += 2 + (index + 2 < size and lower[index + 2] == "as")
    elif index + 1 < size and lower[index] in {"is", "was"} and letters[index + 1] == "D":
        index += 1
    else:
        return ()
    found: list[Title] = []
    while index < size:
        title, stop = title_right(marked, index, persons)
        if title is None or lower[stop : stop + 1] in _SAYING:
            break  # "…, the spokesman said" is no apposition
        found.append(title)
        index = stop
        if index < size and letters[index] == "A":
            index += 1
        elif index + 1 < size and letters[index] == "," and _lists_on(marked, index + 1, persons):
            index += 1  # "leader of the Greens, deputy speaker of the assembly and minister"
        else:
            break
    return tuple(found)


def _lists_on(marked: Marked, index: int, persons: Container[int]) -> bool:
    """Whether a further office without an article stands behind a comma, and no name behind it."""
    title, stop = title_right(marked, index, persons) if marked.letters[index] in "HM" else (None, index)
    return title is not None and marked.letters[stop : stop + 1] in (",", ".", "A", "", "V") and stop + 1 not in persons


def title_right(marked: Marked, begin: int, persons: Container[int]) -> tuple[Title | None, int]:
    """A title noun phrase that starts at ``begin``, and the token behind it."""
    letters, lower = marked.letters, marked.lower
    size = min(len(letters), begin + _LONGEST_AFTER)
    index = begin
    while index < size and letters[index] in "DQ":
        index += 1
    first, head = index, -1
    while index < size:
        letter = letters[index]
        if index in persons:
            break
        if letter in "HE":
            head = index
        elif letter == "P" and head >= 0 and letters[begin] in "DQ":
            first, head = index + 1, -1  # "the President's special adviser"
        elif (
            letter in ",SVWOQDA"
            or (letter == "F" and not (lower[index] == "in" and letters[index - 1] == "-"))
            or (head >= 0 and letter not in "-." and not (letter == "M" and _ranks_on(marked, head, index)))
            or (letter == "x" and marked.tokens[index].upos not in {"ADJ", "NOUN", "ADV", "NUM", "PROPN"})
        ):
            break
        index += 1
    if head < 0:
        return None, begin
    end = head + 1
    index = end
    if index < len(letters) and letters[index] == "N" and letters[begin] not in "DQ":
        return None, begin  # "…, Foreign Minister X": the title of the next name
    if index < len(letters) and letters[index] in "NRI" and lower[index] not in title_words()["never"]:
        return None, begin  # "the head office"
    while index < size and letters[index] in "OF" and _continues(marked, index):
        stop = _phrase_end(marked, index + 1, size)
        if stop <= index + 1:
            break  # a preposition without its noun
        index = end = stop
    if any(at in persons for at in range(first, end + 1)) and letters[begin] not in "DQ":
        return None, begin
    return _title(marked, first, end), end


def _ranks_on(marked: Marked, head: int, index: int) -> bool:
    """Whether a word of rank opens a longer office: "Deputy Foreign Minister", "Deputy Head of Mission"."""
    return marked.lower[head] in _BELOW and head + 1 == index and _office_follows(marked.letters, index)


def _continues(marked: Marked, index: int) -> bool:
    """Whether a preposition behind an office carries the title on."""
    if marked.letters[index] == "O":
        return True
    right = marked.letters[index + 1] if index + 1 < len(marked.letters) else ""
    if marked.lower[index] in {"for", "to", "at"}:
        return right in tuple("GMNDx") and marked.tokens[index + 1].upos != "VERB"
    return False


def _phrase_end(marked: Marked, index: int, size: int) -> int:
    """End of the noun phrase behind a preposition; ``index`` itself where there is none."""
    letters, lower = marked.letters, marked.lower
    never = title_words()["weekday"]
    begin = index
    while index < size:
        index = modifiers_end(marked, index, size)
        if index > begin and (stop := short_form_end(marked, index)):
            index = stop
            continue
        letter = letters[index]
        if letter in ",SVWFQ" or lower[index] in never:
            break
        if letter == "O" and letters[index - 1] == "A":
            break
        if letter == "A" and _office_follows(letters, index + 1):
            break
        if letter == "." and (index + 1 == len(letters) or not touching(marked, index - 1)):
            break
        if letter == "x" and marked.tokens[index].upos in {"ADV", "PRON", "SCONJ", "ADP"}:
            break
        index += 1
    while index > begin and letters[index - 1] in "ADO-":
        index -= 1
    return index


def _office_follows(letters: str, index: int) -> bool:
    """Whether an office comes within a few modifiers: then "and" begins another title (or another person)."""
    while index < len(letters) and letters[index] in "DMG-PQ":
        index += 1
    return index < len(letters) and letters[index] in "HE"
