"""Given names that tell a person, and mostly the person's gender. Data: ``data/given_names.tsv``."""

from __future__ import annotations

from functools import lru_cache

from kg.extraction.gazetteer import word_lists
from kg.names import fold


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    """Folded given names by gender."""
    return {gender: frozenset(words) for gender, words in word_lists("given_names.tsv").items()}


@lru_cache(maxsize=65536)
def gender_of(given: str) -> str:
    """``male`` or ``female`` where a given name is only one gender's, else empty."""
    word = fold(given)
    genders = [gender for gender, words in _lists().items() if word in words]
    return genders[0] if len(genders) == 1 else ""


@lru_cache(maxsize=65536)
def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    folded = fold(word)
    return any(folded in words for words in _lists().values())
