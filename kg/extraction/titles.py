"""Titles of persons: the office in a run of words, the state or organization it is of, and whether it is past.

Title and name are one chunk by the words themselves, before and independent of the parse: long and conjoined titles
are what parsers get wrong most. Every token of a sentence gets a class of one letter; titles are runs of classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extraction.marking import INITIALS, Marked, title_words
from kg.extraction.premodifiers import before_preposition, main_head, modifiers_start

_FOREMOST: Final = frozenset(("chief", "lead", "head"))
_PAST: Final = frozenset(
    {"former", "then", "ex", "late", "retired", "ousted", "deposed", "outgoing", "erstwhile", "onetime", "previous"}
)


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


def title_of(marked: Marked, first: int, edge: int) -> Title:
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
            outer = outer or _is_foremost(marked, noun - 1, first, edge, stop)
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
    heads = [at for at in range(start, end) if letters[at] in "HE"]
    honorific = not heads and not any(letters[at] == "M" for at in range(start, end))
    main = main_head(marked, heads, start, end)
    words = tuple(marked.lower[at].rstrip(".") for at in range(start, end) if letters[at] in "HEMGRKNx")
    said = INITIALS.get(marked.tokens[start].form, "") if end - start == 1 else ""
    if said:
        words, main = tuple(said.lower().split()), said.lower().split()[-1]
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
        former=not _PAST.isdisjoint((*marked.lower[first:end], before_word)),
        honorific=honorific,
        said=said,
    )


def _is_foremost(marked: Marked, index: int, first: int, edge: int, stop: int) -> bool:
    """For "chief US envoy": the first of several of them, and no chief of a state."""
    chief = index == first and marked.lower[index] in _FOREMOST
    return chief and any(letter in "HE" for letter in marked.letters[stop:edge])


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
