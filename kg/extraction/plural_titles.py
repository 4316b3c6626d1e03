"""One office of several persons: "the presidents of Chad and Togo, A and B", "Foreign Ministers A of X and B of Y".

The states and the names are dealt out in order; where their numbers differ, the words give nobody an office.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extraction.marking import Marked, listed, title_words
from kg.extraction.titles import Title

_DASHES: Final = frozenset({("--",), ("—",), ("–",), ("(",), (":",)})
_FEWEST: Final = 2
_MOST_WORDS: Final = 6
_IRREGULAR: Final = {"chiefs": "chief", "heads": "head", "attachés": "attaché"}

Grown = Callable[[Marked, int], int]


@dataclass(frozen=True, slots=True)
class PluralTitle:
    """Several persons in one office.

    Attributes:
        head: the noun of the office.
        members: tokens of each name and the title it bears.
    """

    head: int
    members: tuple[tuple[int, int, Title], ...]


@lru_cache(maxsize=1)
def _singulars() -> dict[str, str]:
    """Plural of an office -> its singular."""
    found = dict(_IRREGULAR)
    for word in title_words()["head"]:
        if word.endswith("y"):
            found[word[:-1] + "ies"] = word
        elif word.endswith("man"):
            found[word[:-3] + "men"] = word
        elif not word.endswith(("s", "general")) and "-" not in word:
            found[word + "s"] = word
    found.pop("ladies", None)
    return found


def is_plural_office(word: str) -> bool:
    """Whether a word in lower case names an office of several: "ministers"."""
    return word in _singulars()


def singular_office(word: str) -> str:
    """The office that a plural names, both in lower case; empty where it names none."""
    return _singulars().get(word, "")


def plural_titles(marked: Marked, grown: Grown) -> tuple[PluralTitle, ...]:
    """The offices of a sentence that several named persons share.

    Args:
        marked: the sentence.
        grown: tells where a name really ends that holds the token before one.
    """
    singulars = _singulars()
    found = []
    for at, word in enumerate(marked.lower):
        if word in singulars:
            title = _read(marked, at, singulars[word], grown)
            if title is not None:
                found.append(title)
    return tuple(found)


def _read(marked: Marked, noun: int, singular: str, grown: Grown) -> PluralTitle | None:
    """The plural title around a noun, with the persons behind it."""
    letters = marked.letters
    first = noun
    while first > 0 and letters[first - 1] == "M":
        first -= 1
    before = states_before(marked, first)
    end = noun + 1
    while letters[end : end + 1] == "O" and letters[end + 1 : end + 2] == "M":
        end = _field_end(marked, end + 1)
    field = end
    states = before
    if not before and letters[end : end + 1] == "O":
        states, end = _states_after(marked, end + 1)
        if not states:
            return None
    comma = letters[end : end + 1] == "," or marked.lower[end : end + 1] in _DASHES
    if field < end and not comma:
        return None
    names = _names(marked, end + comma, grown)
    if len(names) < _FEWEST:
        return None
    own = [state for _, _, state in names]
    if not any(own):
        if len(states) not in (0, 1, len(names)):
            return None
        own = list(states) if len(states) == len(names) else [states[0] if states else None] * len(names)
    words = (*marked.lower[first:noun], singular, *marked.lower[noun + 1 : field])
    members = tuple(
        (left, right, _title(first, field, singular, words, state))
        for (left, right, _), state in zip(names, own, strict=True)
    )
    return PluralTitle(noun, members)


def _title(start: int, end: int, head: str, words: tuple[str, ...], state: tuple[int, int] | None) -> Title:
    """The office as one of its holders bears it."""
    return Title(start, end, start, end, head, words, state, said=" ".join(words), shared=True)


def _field_end(marked: Marked, index: int) -> int:
    """End of the field of an office behind "of": "foreign affairs", "trade and industry"."""
    letters = marked.letters
    while letters[index : index + 1] == "M" or letters[index : index + 2] == "AM":
        index += 1
    return index


def _state(marked: Marked, index: int) -> tuple[int, int] | None:
    """The tokens of the state whose name begins at a token."""
    entry = marked.entries[index] if index < len(marked.entries) else None
    if entry is None:
        return None
    end = index + 1
    while end < len(marked.entries) and marked.entries[end] is entry:
        end += 1
    return index, end


def states_before(marked: Marked, first: int) -> tuple[tuple[int, int], ...]:
    """The states named by adjectives before an office, in order."""
    found: list[tuple[int, int]] = []
    at = first
    while at > 0 and marked.letters[at - 1] in "GA,P":
        if marked.letters[at - 1] == "G":
            entry, stop = marked.entries[at - 1], at
            while at > 0 and marked.entries[at - 1] is entry:
                at -= 1
            found.insert(0, (at, stop))
        elif not found and marked.letters[at - 1] != "P":
            break
        else:
            at -= 1
    return tuple(found)


def _states_after(marked: Marked, index: int) -> tuple[tuple[tuple[int, int], ...], int]:
    """The states listed from a token on, and the token behind them."""
    found: list[tuple[int, int]] = []
    end = index
    while index < len(marked.letters):
        while marked.letters[index : index + 1] == "D":
            index += 1
        state = _state(marked, index)
        if state is None:
            break
        found.append(state)
        index = end = state[1]
        while marked.letters[index : index + 1] in (",", "A"):
            index += 1
    return tuple(found), end


def _names(marked: Marked, index: int, grown: Grown) -> list[tuple[int, int, tuple[int, int] | None]]:
    """The names listed from a token on, each with the state told behind it; none where no "and" closes the list."""
    letters = marked.letters
    found: list[tuple[int, int, tuple[int, int] | None]] = []
    closed = False
    while True:
        while letters[index : index + 1] in ("R", "D") or (
            letters[index - 1] == "R" and letters[index : index + 1] == "."
        ):
            index += 1
        if not _opens(marked, index):
            return found if closed else []
        end = grown(marked, index + 1)
        if end - index > _MOST_WORDS:
            return []
        state = None
        if letters[end : end + 1] == "O":
            behind = end + 1 + (letters[end + 1 : end + 2] == "D")
            state = _state(marked, behind)
        found.append((index, end, state))
        index = state[1] if state is not None else end
        if closed:
            return found
        if letters[index : index + 1] == ",":
            index += 1
        if letters[index : index + 1] == "A":
            index, closed = index + 1, True
        elif letters[index - 1] != ",":
            return []


def _opens(marked: Marked, index: int) -> bool:
    """Whether a name can begin at a token."""
    if marked.letters[index : index + 1] != "N":
        return False
    token = marked.tokens[index]
    stem = marked.lower[index].rstrip(".")
    known = listed("never", "month", "weekday", "not_person")
    return token.form[0].isupper() and stem not in known and marked.tokens[index].upos != "VERB"
