"""Which words of many are spelt much like one: the first look before a closer one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.names.spelling import variant

LIKE: Final = 0.3
"""Share of pairs of letters in common (Dice's coefficient), below which two words are not spelt alike."""

MOST: Final = 50


class AlikeWords:
    """Finds words by the pairs of letters in them.

    Args:
        words: folded, as ``kg.names.tokens`` gives them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._pairs = [len(_pairs(word)) for word in self._words]
        self._holding: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            for pair in _pairs(word):
                self._holding.setdefault(pair, []).append(number)

    def near(self, word: str) -> list[tuple[str, float]]:
        """Words spelt like one, with how much (0 to 1), the likest first; no more than ``MOST``.

        >>> AlikeWords(["petit", "otieno", "quispe"]).near("pettit")[0][0]
        'petit'
        """
        pairs = _pairs(word)
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._holding.get(pair, ()))
        found = [
            (-2 * common / (len(pairs) + self._pairs[number]), self._words[number]) for number, common in shared.items()
        ]
        return [(other, -like) for like, other in sorted(pair for pair in found if -pair[0] >= LIKE)[:MOST]]


def _pairs(word: str) -> frozenset[str]:
    """Neighbouring letters of a word, however it is transliterated, the ends counted."""
    ends = f" {variant(word)} "
    return frozenset(ends[place : place + 2] for place in range(len(ends) - 1))
