"""What words of a question may mean in one store: its names, and its ontology's words for events and statuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.names import tokens
from kg.service.asking.closed import PLAIN
from kg.service.asking.words import Atom, lemmas
from kg.service.lookup import ENTITIES, PERSON, Named
from kg.store import Reader
from kg.store.terms import Terms, select_rows

LABEL, PART, TRIGGER, NARROW = 3.0, 2.6, 2.2, 1.2
"""How well a word fits an event type: its label, a word of it, a trigger, one that takes more than the word."""

_LONGEST: Final = 12  # words of a name
_SMALL: Final = frozenset("of the and for in on to de la al el von van".split())  # no name ends with them

_TRIGGERS: Final = """SELECT DISTINCT ?type ?lemma ?narrow WHERE {
  GRAPH $ONTOLOGY {
    ?type fr:trigger ?trigger . ?trigger fr:lemma ?lemma .
    BIND(EXISTS { ?trigger fr:when ?when FILTER(STRSTARTS(?when, "+")) } AS ?narrow)
  }
} ORDER BY ?type ?lemma ?narrow"""
_ROLES: Final = """SELECT DISTINCT ?type ?path ?contact WHERE {
  GRAPH $ONTOLOGY {
    ?type sh:property ?role . ?role sh:path ?path .
    OPTIONAL { ?role dip:contact ?contact }
    FILTER(BOUND(?contact) || EXISTS { ?path rdfs:subPropertyOf dip:participant })
  }
} ORDER BY ?type ?path"""
_STATUSES: Final = """SELECT ?status ?rank ?polarity WHERE {
  GRAPH $ONTOLOGY { ?status a dip:Status ; fr:rank ?rank ; fr:polarity ?polarity }
} ORDER BY ?rank ?status"""
_COMING: Final = ("PR+", "PS+")  # FactBank: probable, possible


@dataclass(frozen=True, slots=True)
class EventWord:
    """Words that may mean an event type: up to ``end``, how well, and whether one side alone takes part in it."""

    end: int
    type: str
    fit: float
    one_sided: bool


class Vocabulary:
    """Knows one generation.

    Args:
        reader: of it.
        terms: of its ontology.
        things: everything that has a name.
    """

    def __init__(self, reader: Reader, terms: Terms, things: Iterable[Named]) -> None:
        self._reader = reader
        self._terms = terms
        self._kinds: dict[str, str] = {}
        self._holding: dict[str, set[str]] = {}
        self._forms: dict[str, set[str]] = {}  # whole names of things that are no persons; "us" for "U.S."
        for thing in things:
            if thing.kind not in ENTITIES:
                continue
            self._kinds[thing.iri] = thing.kind
            for name in (thing.name, *thing.aliases):
                parts = tokens(name)
                if thing.kind != PERSON:
                    for form in _forms(parts):
                        self._forms.setdefault(form, set()).add(thing.iri)
                for part in parts:
                    self._holding.setdefault(part, set()).add(thing.iri)

    def names(self, atoms: Sequence[Atom], begin: int) -> list[tuple[int, frozenset[str]]]:
        """Words from one on that one thing's names hold: where they end, kinds of such things; longest first."""
        first = atoms[begin]
        if first.word in _SMALL:
            return []
        if first.capitals and first.word not in self._holding and first.word in self._forms:
            return [(begin + 1, frozenset(self._kinds[iri] for iri in self._forms[first.word]))]
        found: list[tuple[int, frozenset[str]]] = []
        things: set[str] | None = None
        for end in range(begin, min(len(atoms), begin + _LONGEST)):
            word = atoms[end].word
            holding = self._holding.get(word, set())
            things = set(holding) if things is None else things & holding
            if not things:
                break
            part = end == begin and word in PLAIN and not self.is_whole(word)  # "African leaders" are no union
            if word not in _SMALL and not (part and all(self._kinds[iri] != PERSON for iri in things)):
                found.append((end + 1, frozenset(self._kinds[iri] for iri in things)))
        return found[::-1]

    def is_whole(self, word: str) -> bool:
        """Whether a folded word is the whole name of a state, place or organization."""
        return word in self._forms

    def one_sided(self, kind: str) -> bool:
        """Whether one agent takes part alone in events of a type."""
        return kind in self._one_sided

    def meant(self, name: str, kinds: Iterable[str]) -> str:
        """A name, or the IRI of the one state, place or organization that is called just so, whatever others hold.

        Args:
            name: as written in the question.
            kinds: that fit.
        """
        fitting = [iri for iri in self._forms.get(" ".join(tokens(name)), ()) if self._kinds[iri] in kinds]
        return fitting[0] if len(fitting) == 1 else name

    def events(self, atoms: Sequence[Atom], begin: int) -> list[EventWord]:
        """Event types that words from one on may mean; best first."""
        forms = lemmas(atoms[begin].word)
        best: dict[str, tuple[float, int]] = {}
        for key, words in self._labels.items():
            length = len(words)
            own = atoms[begin : begin + length]
            if len(own) == length and all(want in lemmas(atom.word) for want, atom in zip(words, own, strict=True)):
                best[key] = (LABEL, begin + length)
            elif forms & set(words):
                best[key] = (PART, begin + 1)
        for form in forms:
            for key, fit in self._triggers.get(form, {}).items():
                if fit > best.get(key, (0.0, 0))[0]:
                    best[key] = (fit, begin + 1)
        words_found = [EventWord(end, key, fit, key in self._one_sided) for key, (fit, end) in best.items()]
        return sorted(words_found, key=lambda word: (-word.fit, word.type))

    def status(self, word: str) -> str:
        """The key of a status that a word means; empty where it means none."""
        forms = lemmas(word)
        return next((key for key in sorted(self._terms.statuses) if forms & lemmas(key)), "")

    @cached_property
    def coming(self) -> str:
        """Keys of the statuses of what may yet happen, with commas."""
        keys = {iri: key for key, iri in self._terms.statuses.items()}
        rows = select_rows(self._reader, _STATUSES)
        return ",".join(keys[iri] for iri, _, polarity in rows if polarity in _COMING and iri in keys)

    @cached_property
    def event_words(self) -> frozenset[str]:
        """Words of labels and triggers."""
        return frozenset(self._triggers).union(*self._labels.values())

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        return {key: tokens(self._terms.label(iri)) for iri, key in sorted(self._terms.types.items())}

    @cached_property
    def _triggers(self) -> Mapping[str, Mapping[str, float]]:
        """Lemma -> event type -> how well it fits."""
        found: dict[str, dict[str, float]] = {}
        for iri, lemma, narrow in select_rows(self._reader, _TRIGGERS):
            if iri in self._terms.types:
                fits = found.setdefault(lemma, {})
                key = self._terms.types[iri]
                fits[key] = max(fits.get(key, 0.0), NARROW if narrow == "true" else TRIGGER)
        return found

    @cached_property
    def _one_sided(self) -> frozenset[str]:
        """Types in which one agent takes part alone: who says something says it to nobody we know."""
        roles: dict[str, list[str]] = {}
        for iri, _, contact in select_rows(self._reader, _ROLES):
            roles.setdefault(iri, []).append(contact)
        return frozenset(
            key
            for iri, key in self._terms.types.items()
            if len(roles.get(iri, ())) < 2 and "true" not in roles.get(iri, ())
        )


def _forms(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A name, and initials without their points."""
    whole = " ".join(parts)
    return (whole, "".join(parts)) if len(parts) > 1 and all(len(part) == 1 for part in parts) else (whole,)
