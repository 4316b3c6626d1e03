"""Slips of the keyboard in words a question is made of; names are never corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from kg.service.asking.words import Atom, lemmas

_LONG: Final = 5  # letters from which on a word may lack one, have one too many, or a wrong one
_LIKE: Final = 0.7  # no two words one slip apart are less alike


class Spelling:
    """Corrects words.

    Args:
        words: those known, in all their usual forms.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_letters: dict[str, list[str]] = {}
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._words):
            self._by_letters.setdefault("".join(sorted(word)), []).append(word)
            if len(word) >= _LONG:
                self._by_length.setdefault(len(word), []).append(word)

    def corrected(
        self, atoms: Sequence[Atom], *, may: Callable[[int], bool]
    ) -> tuple[tuple[Atom, ...], tuple[tuple[str, str], ...]]:
        """The words with slips mended, and what was read as what.

        Args:
            atoms: of a question.
            may: tells of a place whether its word may be mended.
        """
        mended: list[Atom] = []
        told: list[tuple[str, str]] = []
        for place, atom in enumerate(atoms):
            known = not self._words.isdisjoint(lemmas(atom.word))
            word = "" if known or not may(place) else self.meant(atom.word)
            if word:
                told.append((atom.word, word))
            mended.append(replace(atom, word=word) if word else atom)
        return tuple(mended), tuple(told)

    def meant(self, word: str) -> str:
        """The one word known that this one is a slip of; empty where there is none, or more than one."""
        if not word.isalpha():
            return ""
        swapped = [other for other in self._by_letters.get("".join(sorted(word)), ()) if _swapped(word, other)]
        if len(swapped) == 1:
            return swapped[0]
        near = [other for length in range(len(word) - 1, len(word) + 2) for other in self._by_length.get(length, ())]
        near = [other for other in near if other[0] == word[0]]
        close = [other for other in get_close_matches(word, near, n=3, cutoff=_LIKE) if _one_off(word, other)]
        return close[0] if len(close) == 1 else ""


def _swapped(word: str, other: str) -> bool:
    """Whether two neighbouring letters changed places: "teh"."""
    places = [place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b]
    return len(word) == len(other) and len(places) == 2 and places[1] == places[0] + 1


def _one_off(word: str, other: str) -> bool:
    """Whether one letter more, less or other makes one of the other."""
    if len(word) > len(other):
        word, other = other, word
    same = next((place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    return word[same + (len(word) == len(other)) :] == other[same + 1 :]
