"""Which sentences of an article need what, from their words alone: the gate before the language model.

A sentence that could evoke an event is parsed, and the one before it where a pronoun must find whom it means. Names are
marked by the model where their words are first met; what else may name a person by title or given name is kept for the
rules to read. All other sentences carry nothing and are left out. It depends on nothing but the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kg.extraction.evocation import OPENERS, Evocations, Lemmas
from kg.extraction.gazetteer import surface_words
from kg.extraction.given_names import is_given_name
from kg.extraction.marking import title_words
from kg.extraction.wordlists import HYPHENS
from kg.names import PARTICLES, tokens
from kg.needs import Need
from kg.schema.model import Schema

_PRONOUNS: Final = frozenset("he him his himself she her hers herself they them their themselves".split())
_TITLES: Final = ("head", "head_abbreviation", "honorific", "expert")
_FAMILIAR: Final = (
    "head", "head_abbreviation", "expert", "honorific", "modifier", "domain", "organ", "group", "weekday", "month",
    "never",
)  # fmt: skip
_NOTHING: Final[frozenset[str]] = frozenset()
_DENSE: Final = 0.5
"""Share of sentences that carry something from which on all are read: who is meant is told between them too."""
_FEWEST: Final = 4
"""Sentences that carry something from which on an article can be dense."""
_CONTEXT: Final = 2
"""Sentences before a pronoun among which the one with its antecedent is looked for."""


class Sieve:
    """Tells of each sentence of an article what it needs.

    Args:
        schema: the event types.
        watched: folded first words of names that must not be missed; a sentence that holds one is always kept.
    """

    def __init__(self, schema: Schema, *, watched: frozenset[str] = _NOTHING) -> None:
        self._evocations = Evocations(schema)
        self._watched = watched

    def __call__(self, sentences: Sequence[Sequence[str]], lemmas: Lemmas) -> list[Need | None]:
        """What each sentence needs; None where it can carry nothing.

        Args:
            sentences: the words of each, in order of the text.
            lemmas: all lemmas a form can have, lower case.
        """
        carrying = {index for index, forms in enumerate(sentences) if self._evocations.possible(forms, lemmas)}
        strange = [frozenset(_strange(forms)) for forms in sentences]
        trees = carrying | set(_contexts(sentences, carrying))
        if len(trees) >= max(_DENSE * len(sentences), _FEWEST):
            return [Need(tree=True, names=True)] * len(sentences)
        wanted = frozenset().union(*(strange[index] for index in trees))
        met: set[str] = set()
        needs: list[Need | None] = []
        for index, forms in enumerate(sentences):
            new = strange[index] - met
            if index in trees:
                needs.append(Need(tree=True, names=bool(new)))
                met |= new
            elif (new & wanted and len(strange[index]) > 1) or _introduces(forms, new, strange[index]):
                needs.append(Need(tree=False, names=True))
                met |= new
            else:
                kept = _is_telling(forms, strange[index]) or self._is_watched(forms)
                needs.append(Need(tree=False, names=False) if kept else None)
        return needs

    def _is_watched(self, forms: Sequence[str]) -> bool:
        return bool(self._watched) and not self._watched.isdisjoint(word for form in forms for word in tokens(form))


def _contexts(sentences: Sequence[Sequence[str]], carrying: set[int]) -> Iterator[int]:
    """The sentences in which the pronouns of those that carry something find whom they mean."""
    for index in carrying:
        if _PRONOUNS.isdisjoint(map(str.lower, sentences[index])):
            continue
        for before in range(index - 1, max(-1, index - 1 - _CONTEXT), -1):
            yield before
            if any(form[0].isupper() for form in sentences[before][1:]):
                break


def _strange(forms: Sequence[str]) -> Iterator[str]:
    """Capitalized words that neither gazetteer nor titles know: what names of persons are made of."""
    familiar = _familiar()
    for index, form in enumerate(forms):
        if not form[0].isupper() or len(form) == 1 or form.lower().rstrip(".") in familiar or form in surface_words():
            continue
        if index or form.lower() not in OPENERS:
            yield form


def _is_telling(forms: Sequence[str], strange: frozenset[str]) -> bool:
    """Whether a title or a given name stands right before a strange word: the rules can tell a person by that."""
    if not strange:
        return False
    titles = _titles()
    return any(
        form in strange and (forms[index].lower().rstrip(".") in titles or _given(forms[index]))
        for index, form in enumerate(forms[1:])
    )


def _introduces(forms: Sequence[str], new: frozenset[str], strange: frozenset[str]) -> bool:
    """Whether a sentence may bring in a person: a new word behind the first, or two strange ones in a row.

    The capital of a first word says little by itself. Particles and hyphens may stand between two words of a name.
    """
    if not new:
        return False
    if any(form in new for form in forms[1:]):
        return True
    words = [form for form in forms if form not in HYPHENS and form.lower() not in PARTICLES]
    return any(form in strange and after in strange for form, after in pairwise(words))


@lru_cache(maxsize=4096)
def _given(form: str) -> bool:
    return form[0].isupper() and is_given_name(form)


@lru_cache(maxsize=1)
def _familiar() -> frozenset[str]:
    return frozenset().union(*(title_words()[name] for name in _FAMILIAR))


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset().union(*(title_words()[name] for name in _TITLES))
