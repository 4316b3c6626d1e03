"""Titles behind names: "X, the bloc's special envoy for Libya", "X, who is the mayor of Y", read by word lists."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from kg.extraction.marking import Marked, title_words, touching
from kg.extraction.premodifiers import modifiers_end
from kg.extraction.short_forms import short_form_end
from kg.extraction.titles import Title, title_of

_SAYING: Final = (("said",), ("says",), ("added",), ("told",), ("announced",), ("reported",))
_BELOW: Final = frozenset({"deputy", "chief", "secretary"})
_LONGEST: Final = 22


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
        if title is None or lower[stop : stop + 1] in _SAYING or _acts(marked, end, title, stop):
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


def _acts(marked: Marked, end: int, title: Title, stop: int) -> bool:
    """Whether the title behind a clause is the subject of the next: "as he met X, the King also spoke of trade"."""
    if marked.letters[stop : stop + 1] in ("", ",", ".") or "V" not in marked.letters[:end]:
        return False
    words = (marked.tokens[at] for at in range(title.title_start, title.title_end))
    return any(word.deprel.startswith("nsubj") and word.head >= stop for word in words)


def _lists_on(marked: Marked, index: int, persons: Container[int]) -> bool:
    """Whether a further office without an article stands behind a comma, and no name behind it."""
    title, stop = title_right(marked, index, persons) if marked.letters[index] in "HM" else (None, index)
    return title is not None and marked.letters[stop : stop + 1] in (",", ".", "A", "", "V") and stop + 1 not in persons


def title_right(marked: Marked, begin: int, persons: Container[int]) -> tuple[Title | None, int]:
    """A title noun phrase that starts at ``begin``, and the token behind it."""
    letters, lower = marked.letters, marked.lower
    size = min(len(letters), begin + _LONGEST)
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
    return title_of(marked, first, end), end


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
