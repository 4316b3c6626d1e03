"""Words that mean a query or a type of event where no pattern fits: as the queries' headers (``heard``) tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.catalogue import Query
from kg.service.asking.shapes import PATH, PATH_HEARD
from kg.service.asking.vocabulary import LABEL, PART, Vocabulary
from kg.service.asking.words import Atom, lemmas

IT: Final = "it"  # the key of words that mean the query itself
_LONGER: Final = 0.1  # better for each word of a phrase beyond the first


@dataclass(frozen=True, slots=True)
class Cue:
    """Words up to ``end`` that may mean event types and queries; each with how well they fit."""

    end: int
    types: Mapping[str, float]
    queries: Mapping[str, float]

    @property
    def fit(self) -> float:
        """Of what they mean best."""
        return max((*self.types.values(), *self.queries.values()))


class Cues:
    """Knows the words of all queries.

    Args:
        catalogue: the queries.
    """

    def __init__(self, catalogue: Iterable[Query]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        told = [(query.name, key, phrases) for query in catalogue for key, phrases in query.heard]
        for name, key, phrases in [*told, (PATH, IT, PATH_HEARD)]:
            for phrase in phrases:
                words = tuple(phrase.split())
                meaning = ("", name) if key == IT else (key, "")
                self._by_first.setdefault(words[0], []).append((words, *meaning))

    @property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for phrases in self._by_first.values() for words, _, _ in phrases for word in words)

    def at(self, atoms: Sequence[Atom], begin: int, vocabulary: Vocabulary) -> Cue | None:
        """The longest words from one on that mean something."""
        forms = [lemmas(atom.word) for atom in atoms[begin : begin + 5]]
        found: list[tuple[int, str, str, float]] = []
        for form in sorted(forms[0]):
            for words, kind, query in self._by_first.get(form, ()):
                length = len(words)
                if length <= len(forms) and all(word in own for word, own in zip(words, forms[:length], strict=True)):
                    fit = PART + _LONGER * (length - 1)
                    found.append((begin + length, kind, query, fit))
        found += [(word.end, word.type, "", word.fit) for word in vocabulary.events(atoms, begin)]
        if not found:
            return None
        end = max(entry[0] for entry in found)
        types: dict[str, float] = {}
        queries: dict[str, float] = {}
        for stop, kind, query, fit in found:
            if stop == end:
                into, key = (types, kind) if kind else (queries, query)
                into[key] = max(into.get(key, 0.0), min(fit, LABEL))
        return Cue(end, types, queries)
